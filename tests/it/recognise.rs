//! Pages without text are read by recognising it on their pictures, where the user asks for it and the program for it is there.

use std::path::{Path, PathBuf};

use oordeel::document::Reason;
use oordeel::pipeline::text_of;
use oordeel::reader::Reader;
use oordeel::recognise::Recogniser;

/// A PDF of pages that show an image of one dot, and of pages that say something.
fn pdf(pages: &[Option<&str>]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 5 + 2 * page)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {}\
         /MediaBox[0 0 300 400]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>>>\nendobj\n\
         3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
         4 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n\
         stream\n\x40\nendstream\nendobj\n",
        pages.len()
    );
    for (page, words) in pages.iter().enumerate() {
        let content = match words {
            Some(words) => format!("BT /F 12 Tf 20 350 Td ({words}) Tj ET"),
            None => "300 0 0 400 0 0 cm /I Do".to_owned(),
        };
        let (number, stream) = (5 + 2 * page, 6 + 2 * page);
        file.push_str(&format!(
            "{number} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>\nendobj\n\
             {stream} 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        ));
    }
    file.push_str("trailer\n<</Root 1 0 R>>\n");
    file.into_bytes()
}

/// A program that takes a picture and always sees the same words, 300 dots an inch on a page of 300 by 400 points.
#[cfg(unix)]
fn seer(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let page = "<html><body><div class='ocr_page' title='bbox 0 0 1250 1666'>\
        <span class='ocr_line' title='bbox 100 200 700 250; baseline 0 -10; x_size 50'>\
        <span class='ocrx_word' title='bbox 100 200 350 250; x_wconf 91'>Gezien</span> \
        <span class='ocrx_word' title='bbox 370 200 700 250; x_wconf 89'>advies</span></span></div></body></html>";
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then echo nld; exit; fi\nhead -c 13 | grep -q '^1250 1666' || exit 3\n\
         cat > /dev/null\ncat <<END\n{page}\nEND\n"
    );
    let path = folder.join("seer");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn what_is_recognised_becomes_text_and_says_how_sure_it_is() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("scan.pdf");
    std::fs::write(&file, pdf(&[None, Some("Getypt"), None])).unwrap();

    let plain = text_of(&file, &Reader::here()).unwrap();
    assert_eq!(plain.text.trim(), "Getypt");
    let textless: Vec<_> = plain.warnings.iter().map(|warning| (warning.reason, warning.page)).collect();
    assert_eq!(textless, [(Reason::NoTextLayer, Some(1)), (Reason::NoTextLayer, Some(3))]);

    let reader = Reader::here().recognising(Recogniser::find(seer(desk.path())).unwrap());
    let seen = text_of(&file, &reader).unwrap();
    assert_eq!(seen.text.split_whitespace().collect::<Vec<_>>(), ["Gezien", "advies", "Getypt", "Gezien", "advies"]);
    let pages: Vec<_> = seen.text.match_indices("Gezien").map(|(at, _)| seen.page_at(at)).collect();
    assert_eq!(pages, [Some(1), Some(3)]);
    let [warning] = seen.warnings.as_slice() else { panic!("{:?}", seen.warnings) };
    assert_eq!(warning.reason, Reason::Recognised);
    assert!(warning.message.contains("2 bladzijden") && warning.message.contains("90 %"), "{}", warning.message);
}

#[cfg(unix)]
#[test]
fn a_document_of_images_only_is_recognised_to_its_last_page() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("scan.pdf");
    std::fs::write(&file, pdf(&[None; 11])).unwrap();
    let reader = Reader::here().recognising(Recogniser::find(seer(desk.path())).unwrap());
    let seen = text_of(&file, &reader).unwrap();
    assert_eq!((seen.pages.len(), seen.text.matches("Gezien advies").count()), (11, 11));
}

#[test]
fn without_the_program_the_user_is_told_what_to_install() {
    let error = Recogniser::find(PathBuf::from("no-such-program")).unwrap_err().to_string();
    assert!(error.contains("no-such-program") && error.contains("tesseract-ocr-nld"), "{error}");
}
