//! Reads a file's bytes: one `Source` in, one `Document` out, whatever the bytes are.

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
mod markdown;
mod markup;
mod odt;
mod package;
mod pdf;
mod rtf;
mod stream;
mod style_names;
mod symbols;
mod text;
mod xml;

use crate::document::{Document, Reason, Warning};
use crate::source::{Format, Source};

/// Reads one source. Never fails: what cannot be read is a document without text and one warning that says why.
pub fn parse(source: &Source) -> Document {
    let mut document = read(source);
    if document.text.trim().is_empty() && document.warnings.is_empty() {
        document.warnings.push(Warning::new(Reason::Empty, "er staat geen tekst in het bestand"));
    }
    document
}

fn read(source: &Source) -> Document {
    match source.format {
        Format::Pdf => pdf::read(&source.bytes),
        Format::Docx => docx::read(&source.bytes),
        Format::Odt => odt::read(&source.bytes),
        Format::Rtf => rtf::read(&source.bytes),
        Format::Zip => Document::unread(package::other(&source.bytes)),
        Format::Ole => doc::read(&source.bytes),
        Format::Text => text::read(&source.bytes),
        Format::Html => html::read(&source.bytes),
        Format::Markdown => markdown::read(&source.bytes),
        Format::Csv => csv::read(&source.bytes),
        Format::Empty => Document::unread(Warning::new(Reason::Empty, "het bestand is leeg")),
        Format::Unknown => Document::unread(Warning::new(
            Reason::Unsupported,
            "deze versie leest PDF, Word (.docx en .doc), OpenDocument-tekst (.odt), RTF, HTML, Markdown, CSV en platte tekst; bewaar het document als een \
             daarvan en probeer opnieuw",
        )),
    }
}
