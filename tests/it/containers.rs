//! Documents in archives and on mails are documents of their own, whatever stands beside them.

use std::io::Write;

use crate::command::Desk;

const VERDICTS: &str = "Promotor;Beslissing\nVzw De Brug;positief\nGemeente Olen;negatief\nVzw Ruimte;positief\n";

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn mail(name: &str, attachment: &str) -> String {
    format!(
        "From: Dienst <dienst@voorbeeld.be>\r\nDate: Wed, 27 Jun 2018 10:00:00 +0200\r\nSubject: Beslissingen\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         In de bijlage staat de tabel.\r\n--grens\r\nContent-Type: text/csv; charset=utf-8\r\n\
         Content-Disposition: attachment; filename={name}\r\n\r\n{attachment}\r\n--grens--\r\n"
    )
}

#[test]
fn a_mail_in_an_archive_gives_the_records_of_its_attachment() {
    let desk = Desk::with_corpus();
    let letter = mail("tabel.csv", &VERDICTS.replace('\n', "\r\n"));
    let bytes = archive(&[("post/brief.eml", letter.as_bytes()), ("stuk.docx", b"PK\x03\x04 stuk"), ("leeg.txt", b"")]);
    std::fs::create_dir(desk.path().join("map")).unwrap();
    std::fs::write(desk.path().join("map/a.zip"), bytes).unwrap();

    let summary = desk.print(&["ingest", "map"]);
    assert!(summary.starts_with("4 documenten: 2 gelezen, 0 gedeeltelijk, 2 niet"), "{summary}");
    assert!(summary.contains("niet gelezen: map/a.zip!stuk.docx: het bestand is beschadigd"), "{summary}");
    assert!(summary.contains("niet gelezen: map/a.zip!leeg.txt: het bestand is leeg"), "{summary}");
    let verdicts = desk.print(&["verdicts", "--format", "csv"]);
    assert!(
        verdicts.contains("Gemeente Olen") && verdicts.contains("map/a.zip!post/brief.eml!tabel.csv"),
        "{verdicts}"
    );
    assert_eq!(
        desk.print(&["text", "map/a.zip!post/brief.eml!tabel.csv"]).lines().nth(1),
        Some("Vzw De Brug\tpositief")
    );
    assert!(
        desk.print(&["text", "map/a.zip!post/brief.eml"]).contains("Datum: 27 juni 2018\nOnderwerp: Beslissingen\n")
    );
    assert!(desk.print(&["ingest", "map"]).starts_with("4 documenten: 2 gelezen, 0 gedeeltelijk, 2 niet (0 nieuw"));
}

#[test]
fn an_archive_without_documents_says_so() {
    let desk = Desk::with_corpus();
    std::fs::write(desk.path().join("leeg.zip"), archive(&[])).unwrap();
    let output = desk.run(&["text", "leeg.zip"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("leeg.zip: het archief bevat geen documenten"));
    std::fs::write(desk.path().join("vol.zip"), archive(&[("a.txt", b"een")])).unwrap();
    let output = desk.run(&["text", "vol.zip"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("zoals ARCHIEF!a.txt"));
}
