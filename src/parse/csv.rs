//! Reads separated values: bytes in, one `Document` with one table out.

use super::builder::{CellDraft, DocumentBuilder, ParagraphDraft};
use super::encoding::decode;
use super::items;
use crate::document::{Document, Reason, Warning};
use crate::source::csv::{Dialect, dialect};

/// Most bytes of one file that are read.
const MAX_INPUT: usize = 64 * 1024 * 1024;
/// Most cells of the table, a cell of several lines counted once for each.
const MAX_CELLS: usize = 500_000;
/// Most columns of the table.
const MAX_COLUMNS: usize = 1_000;
/// How much of the text is looked at to find the sign between fields.
const PROBE: usize = 64 * 1024;

/// Reads a table of separated values; empty records are left out, records of any length are rows.
pub(super) fn read(bytes: &[u8]) -> Document {
    let mut builder = DocumentBuilder::default();
    let (text, warning) = decode(&bytes[..bytes.len().min(MAX_INPUT)]);
    if bytes.len() > MAX_INPUT {
        builder.warn(too_large(&format!("het bestand is groter dan {} MiB", MAX_INPUT >> 20)));
    }
    if let Some(warning) = warning {
        builder.warn(warning);
    }
    let probe = &text[..text.floor_char_boundary(PROBE)];
    let dialect = dialect(probe, probe.len() < text.len()).unwrap_or(Dialect { separator: b';', skip: 0 });
    let rows = rows(text.get(dialect.skip..).unwrap_or_default(), dialect.separator, &mut builder);
    builder.table(&rows);
    builder.finish()
}

fn rows(text: &str, separator: u8, builder: &mut DocumentBuilder) -> Vec<Vec<CellDraft>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let (mut rows, mut cells, mut wide) = (Vec::new(), 0, 0);
    let mut record = csv::StringRecord::new();
    // What is read is text already, and lengths may differ: no record can fail.
    while let Ok(true) = reader.read_record(&mut record) {
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        wide = wide.max(record.len());
        let fields = || record.iter().take(MAX_COLUMNS);
        cells += fields().map(|field| 1 + field.matches(['\n', '\r']).count()).sum::<usize>();
        if cells > MAX_CELLS {
            builder.warn(too_large(&format!("de tabel heeft meer dan {MAX_CELLS} cellen of regels in cellen")));
            break;
        }
        rows.push((0..).zip(fields()).map(cell).collect());
    }
    if wide > MAX_COLUMNS {
        let message = format!("een rij heeft {wide} velden; alleen de eerste {MAX_COLUMNS} zijn gelezen");
        builder.warn(Warning::new(Reason::TooLarge, message));
    }
    rows
}

fn cell((column, field): (u16, &str)) -> CellDraft {
    let paragraphs = field.split(['\n', '\r']).map(shown).filter(|line| !line.is_empty());
    let paragraphs: Vec<ParagraphDraft> = paragraphs.map(|line| items::paragraph(&line)).collect();
    CellDraft { column, width: 1, continued: false, paragraphs }
}

/// A tab parts the cells of the text that is made of it, so it cannot stand in one.
fn shown(line: &str) -> String {
    line.replace('\u{ad}', "").replace(['\t', '\u{a0}', '\u{b}', '\u{c}'], " ").trim().to_owned()
}

fn too_large(what: &str) -> Warning {
    Warning::new(Reason::TooLarge, format!("{what}; de rest is niet gelezen, splits het bestand en probeer opnieuw"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, ParagraphKind, Table};

    fn table(bytes: &[u8]) -> (Document, Table) {
        let document = read(bytes);
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
        let table = table.clone();
        (document, table)
    }

    #[test]
    fn quotes_line_breaks_and_windows_characters() {
        let bytes = b"naam;tekst;bedrag\r\nA;\"zegt \"\"ja\"\";\r\n\x95 een punt\r\n- twee\";\x80 5\r\n\r\nB;;\r\n";
        let (document, table) = table(bytes);
        assert_eq!(document.text, "naam\ttekst\tbedrag\nA\tzegt \"ja\";\n• een punt\n- twee\t€ 5\nB\t\t\n");
        let cell = &table.rows[1].cells[1];
        let kinds: Vec<_> = cell.paragraphs.iter().map(|line| (line.kind, document.words(line.span))).collect();
        let expected =
            [(ParagraphKind::Body, "zegt \"ja\";"), (ParagraphKind::Item, "een punt"), (ParagraphKind::Item, "twee")];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn titles_and_ragged_rows_are_rows() {
        let (_, table) = table("# Lijst van mei\n\na,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11\n".as_bytes());
        let widths: Vec<_> = table.rows.iter().map(|row| row.cells.len()).collect();
        assert_eq!(widths, [1, 3, 3, 2, 3, 3]);
    }

    #[test]
    fn columns_past_the_limit_are_left_out_with_a_warning() {
        let line = "x;".repeat(MAX_COLUMNS) + "y\n";
        let (document, table) = table(line.repeat(3).as_bytes());
        assert_eq!(table.rows[0].cells.len(), MAX_COLUMNS);
        assert!(document.warnings[0].message.contains("1001 velden"), "{:?}", document.warnings);
    }
}
