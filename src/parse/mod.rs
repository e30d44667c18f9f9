//! Reads a file's bytes: one `Source` in, one `Document` out, whatever the bytes are.

mod archive;
mod builder;
mod counting;
mod csv;
mod doc;
mod docx;
mod encoding;
mod flow;
mod grid;
mod html;
mod items;
mod line;
mod mail;
mod markdown;
mod markup;
#[cfg(debug_assertions)]
mod mock;
mod odt;
mod package;
mod pdf;
mod rtf;
mod sheet;
mod stream;
mod style_names;
mod symbols;
mod text;
mod xml;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Reason, Warning};
use crate::source::{Format, Source};

/// What a program recognised on the picture of a page that has no text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The page, from 1.
    pub page: u32,
    /// The words with their places, as hOCR.
    pub words: String,
}

/// A picture of a page (from 1) as a portable grey map, for a program that recognises text; `None` where there is no such page
/// or no picture can be made.
pub fn picture(source: &Source, page: u32) -> Option<Vec<u8>> {
    if source.format == Format::Pdf { pdf::picture(&source.bytes, page) } else { None }
}

/// Reads one source. Never fails: what cannot be read is a document without text and one warning that says why.
pub fn parse(source: &Source) -> Document {
    parse_with(source, &[])
}

/// Reads one source of which pages without text were recognised on their pictures.
pub fn parse_with(source: &Source, scans: &[Scan]) -> Document {
    #[cfg(debug_assertions)]
    if let Some(document) = mock::obey(&source.bytes) {
        return document;
    }
    let mut document = read(source, scans);
    if document.text.trim().is_empty() && document.warnings.is_empty() {
        document.warnings.push(Warning::new(Reason::Empty, "er staat geen tekst in het bestand"));
    }
    document
}

/// A file inside another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What it is called there; may hold `/`.
    pub name: String,
    /// What it holds, or why it could not be taken out.
    pub bytes: Result<Vec<u8>, Warning>,
}

/// Takes out the files in an archive or on a mail, in their order there; none for other files.
pub fn members(source: &Source) -> Vec<Member> {
    match source.format {
        Format::Zip => archive::members(&source.bytes),
        Format::Mail => mail::attachments(&source.bytes),
        _ => Vec::new(),
    }
}

fn read(source: &Source, scans: &[Scan]) -> Document {
    match source.format {
        Format::Pdf => pdf::read(&source.bytes, scans),
        Format::Docx => docx::read(&source.bytes),
        Format::Odt => odt::read(&source.bytes),
        Format::Xlsx => sheet::read_xlsx(&source.bytes),
        Format::Ods => sheet::read_ods(&source.bytes),
        Format::Zip => archive::read(&source.bytes),
        Format::Rtf => rtf::read(&source.bytes),
        Format::Ole => doc::read(&source.bytes),
        Format::Text => text::read(&source.bytes),
        Format::Html => html::read(&source.bytes),
        Format::Markdown => markdown::read(&source.bytes),
        Format::Csv => csv::read(&source.bytes),
        Format::Mail => mail::read(&source.bytes),
        Format::Empty => Document::unread(Warning::new(Reason::Empty, "het bestand is leeg")),
        Format::Unknown => Document::unread(Warning::new(
            Reason::Unsupported,
            "deze versie leest PDF, Word (.docx en .doc), Excel (.xlsx), OpenDocument (.odt en .ods), RTF, e-mail (.eml), HTML, \
             Markdown, CSV en platte tekst; bewaar het document als een daarvan en probeer opnieuw",
        )),
    }
}
