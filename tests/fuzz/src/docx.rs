//! The body of a Word document and, behind the first form feed, its styles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oordeel::source::Format;

fuzz_target!(|parts: &[u8]| {
    let mut parts = parts.splitn(2, |&byte| byte == 0x0c);
    let (body, styles) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let types = br#"<Types><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let files: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", types), ("word/document.xml", body), ("word/styles.xml", styles)];
    oordeel_fuzz::check(Format::Docx, oordeel_fuzz::package(&files));
});
