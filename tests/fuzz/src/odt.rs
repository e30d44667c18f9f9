//! The content of an OpenDocument text and, behind the first form feed, its styles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oordeel::source::Format;

fuzz_target!(|parts: &[u8]| {
    let mut parts = parts.splitn(2, |&byte| byte == 0x0c);
    let (content, styles) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let files: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("styles.xml", styles),
    ];
    oordeel_fuzz::check(Format::Odt, oordeel_fuzz::package(&files));
});
