//! Files made to do harm, mixed into the corpus: each costs itself, and the records of the others stay as they were.

use std::io::Write;
use std::path::Path;

use crate::command::{Desk, copy_folder, files};

/// An archive with these members.
fn archive(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", text.into_bytes())])
}

/// Small files that would become large ones, in memory or on disk.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![b'0'; 8 << 20];
    let document =
        |bytes: Vec<u8>| archive(&[("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", bytes)]);
    let inner = document(zeros.clone());
    let laughs: String = (1..20).map(|level| format!("<!ENTITY l{level} \"&l{0};&l{0};\">", level - 1)).collect();
    let doctype = format!("<!DOCTYPE x [<!ENTITY l0 \"lach\">{laughs}]><x>&l19;</x>");
    vec![
        ("bom.docx", document(zeros)),
        ("bommen.zip", archive(&[("een.docx", inner.clone()), ("twee.docx", inner)])),
        (
            "lachen.docx",
            archive(&[("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", doctype.into())]),
        ),
        (
            "herhaald.ods",
            spreadsheet(
                "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
            ),
        ),
    ]
}

fn spreadsheet(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Blad\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml", b"<manifest/>".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

/// Things in things in things.
fn nests() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(100_000), close.repeat(100_000));
    let mail = (0..2_000).fold(String::from("\r\n\r\nkern"), |inner, level| {
        format!("MIME-Version: 1.0\r\nFrom: a\r\nContent-Type: multipart/mixed; boundary=g{level}\r\n\r\n--g{level}\r\n{inner}\r\n--g{level}--\r\n")
    });
    let pdf = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF", deep("[", "]"));
    vec![
        ("diep.html", format!("<html><body>{}</body></html>", deep("<div>", "</div>")).into()),
        ("diep.docx", word(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"))),
        ("diep.rtf", format!("{{\\rtf1 {}}}", deep("{", "}")).into()),
        ("diep.eml", mail.into()),
        ("diep.pdf", pdf.into()),
        ("diep.md", format!("# kop\n\n# kop\n\n{}", deep("> ", "")).into()),
    ]
}

/// Files that claim what is not so.
fn lies() -> Vec<(&'static str, Vec<u8>)> {
    let pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2147483647/Kids[2 0 R 2 0 R]>>endobj\n\
               xref\n0 4294967295\ntrailer<</Root 1 0 R/Size 4294967295>>\nstartxref\n99999999999\n%%EOF";
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"4294967295\"><c r=\"XFD1048576\" t=\"s\"><v>4294967295</v></c>\
                 </row></sheetData><mergeCells count=\"4294967295\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>";
    let workbook =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Blad\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    vec![
        ("tellingen.pdf", pdf.into()),
        (
            "tellingen.xlsx",
            archive(&[
                ("[Content_Types].xml", b"<Types/>".to_vec()),
                ("xl/workbook.xml", workbook.into()),
                ("xl/_rels/workbook.xml.rels", relations.into()),
                ("xl/worksheets/sheet1.xml", sheet.into()),
            ]),
        ),
        ("plaatje.pdf", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec()),
        ("pagina.docx", b"<!DOCTYPE html><html><body><p>Gewoon een bladzijde.</p></body></html>".to_vec()),
        ("ruis.xlsx", (0..50_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("half.docx", word("<w:p><w:r><w:t>Een zin.</w:t></w:r></w:p>")[..200].to_vec()),
        ("aanhaling.csv", format!("a;b;c\n1;2;3\n4;\"{}", "x;y\n".repeat(20_000)).into()),
        ("breed.csv", format!("{}b\n", "a;".repeat(2_000)).repeat(3).into()),
    ]
}

/// Files that point outside themselves.
fn escapes() -> Vec<(&'static str, Vec<u8>)> {
    let entity = "<!DOCTYPE w [<!ENTITY geheim SYSTEM \"file:///etc/passwd\">]>";
    let body = format!(
        "{entity}<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&geheim;</w:t></w:r></w:p></w:body></w:document>"
    );
    let named = archive(&[
        ("../../../../ontsnapt.txt", b"x".to_vec()),
        ("/tmp/ontsnapt.txt", b"x".to_vec()),
        ("C:\\ontsnapt.txt", b"x".to_vec()),
    ]);
    vec![
        ("geheim.docx", archive(&[("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", body.into())])),
        (
            "geheim.html",
            format!("{entity}<html><body>&geheim;<iframe src=\"file:///etc/passwd\"></iframe></body></html>").into(),
        ),
        ("namen.zip", named),
    ]
}

#[test]
fn hostile_files_among_the_corpus_change_no_record_of_it() {
    let desk = Desk::with_corpus();
    let extract = ["extract", "corpus", "--format", "ndjson"];
    let alone = desk.print(&extract);
    let hostile = [bombs(), nests(), lies(), escapes()].concat();
    for (name, bytes) in &hostile {
        std::fs::write(desk.path().join("corpus").join(name), bytes).unwrap();
    }
    assert_eq!(desk.print(&extract), alone);

    desk.print(&["ingest", "--report", "verslag.ndjson"]);
    let report = std::fs::read_to_string(desk.path().join("verslag.ndjson")).unwrap();
    let lines: Vec<serde_json::Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (name, _) in &hostile {
        let about =
            |line: &&serde_json::Value| line["document"].as_str().unwrap().starts_with(&format!("corpus/{name}"));
        let told: Vec<&serde_json::Value> = lines.iter().filter(about).collect();
        assert!(!told.is_empty(), "nothing is said about {name}");
        // These are read to their last word; what was cut or refused says so.
        let silent = told.iter().all(|line| line["fate"] == "read");
        assert!(
            !silent || ["namen.zip", "geheim.html", "diep.eml", "aanhaling.csv"].contains(name),
            "{name}: {told:?}"
        );
    }
    for secret in ["geheim.docx", "geheim.html"] {
        let output = desk.run(&["text", &format!("corpus/{secret}")]);
        assert!(!String::from_utf8_lossy(&output.stdout).contains("root:"), "{secret}");
    }
    assert!(!Path::new("/tmp/ontsnapt.txt").exists());
}

/// The measuring set's own broken and malicious files, beside the real documents and the examples.
#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn the_hostile_set_changes_no_record_of_the_others() {
    let shared = crate::acceptance::shared();
    let desk = Desk::with_corpus();
    let good = desk.path().join("goed");
    copy_folder(&shared.join("seeds"), &good);
    copy_folder(&shared.join("examples"), &good);
    let alone = desk.print(&["extract", "goed", "--format", "ndjson"]);
    let hostile = shared.join("hostile");
    let mixed = desk.print(&["extract", "goed", hostile.to_str().unwrap(), "--format", "ndjson"]);
    let of_good = |line: &&str| line.contains("\"document\":\"goed/");
    assert_eq!(mixed.lines().filter(of_good).collect::<Vec<_>>(), alone.lines().collect::<Vec<_>>());
    println!("{} records of {} good files are the same", alone.lines().count(), files(&good).len());
}
