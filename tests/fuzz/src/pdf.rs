//! The drawing instructions of two pages, cut at the first form feed, in a sound PDF: what the layout makes of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oordeel::source::Format;

fuzz_target!(|drawing: &[u8]| {
    let cut = drawing.iter().position(|&byte| byte == 0x0c).unwrap_or(drawing.len());
    let (first, second) = drawing.split_at(cut);
    let mut file = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2/MediaBox[0 0 300 400]/Resources<</Font<</F 3 0 R>>>>>>\nendobj\n\
        3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
        .to_vec();
    for (number, content) in [(4, first), (6, second)] {
        let stream = number + 1;
        file.extend(format!("{number} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>\nendobj\n").bytes());
        file.extend(format!("{stream} 0 obj\n<</Length {}>>\nstream\n", content.len()).bytes());
        file.extend(content);
        file.extend(b"\nendstream\nendobj\n");
    }
    file.extend(b"trailer\n<</Root 1 0 R>>\n");
    oordeel_fuzz::check(Format::Pdf, file);
});
