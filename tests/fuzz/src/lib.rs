//! What must hold whatever a file's bytes are: every place lies in the text, between characters, and every record's too.

use std::io::{Cursor, Write};

use oordeel::document::{Block, Document, Span};
use oordeel::extract::extract;
use oordeel::parse::parse;
use oordeel::source::{Format, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads the bytes as this format and looks at what comes out.
///
/// # Panics
/// When a place is wrong; that is what the fuzzer looks for.
pub fn check(format: Format, bytes: Vec<u8>) {
    let mut source = Source::new("document", bytes);
    source.format = format;
    let document = parse(&source);
    for block in &document.blocks {
        match block {
            Block::Text(paragraph) => stands(&document, paragraph.span),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    stands(&document, cell.span);
                    cell.paragraphs.iter().for_each(|paragraph| stands(&document, paragraph.span));
                }
            }
        }
    }
    assert!(!document.text.trim().is_empty() || !document.warnings.is_empty(), "empty without a word");
    for record in extract(&document, &source.name, &source.id).records {
        record.place().evidence.values().flatten().for_each(|&span| stands(&document, span));
    }
}

fn stands(document: &Document, span: Span) {
    assert!(document.text.get(span.start..span.end).is_some(), "{span:?} is no place in the text");
}

/// An archive of files.
///
/// # Panics
/// Never: it is written to memory.
pub fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in files {
        archive.start_file(*name, stored).expect("memory has room");
        archive.write_all(content).expect("memory has room");
    }
    archive.finish().expect("memory has room").into_inner()
}
