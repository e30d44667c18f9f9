//! A table as text, byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oordeel::source::Format;

fuzz_target!(|bytes: &[u8]| oordeel_fuzz::check(Format::Csv, bytes.to_vec()));
