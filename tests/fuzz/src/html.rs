//! A web page, byte for byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oordeel::source::Format;

fuzz_target!(|bytes: &[u8]| oordeel_fuzz::check(Format::Html, bytes.to_vec()));
