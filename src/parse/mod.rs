//! Reads a file's bytes: one `Source` in, one `Document` out, whatever the bytes are.

mod builder;
mod csv;
mod encoding;
mod html;
mod items;
mod markdown;
mod markup;
mod pdf;
mod text;

use crate::document::{Document, Reason, Warning};
use crate::source::{Format, Source};

/// Reads one source. Never fails: what cannot be read is a document without text and one warning that says why.
pub fn parse(source: &Source) -> Document {
    match source.format {
        Format::Pdf => pdf::read(&source.bytes),
        Format::Text => text::read(&source.bytes),
        Format::Html => html::read(&source.bytes),
        Format::Markdown => markdown::read(&source.bytes),
        Format::Csv => csv::read(&source.bytes),
        Format::Empty => Document::unread(Warning::new(Reason::Empty, "het bestand is leeg")),
        Format::Unknown => Document::unread(Warning::new(
            Reason::Unsupported,
            "deze versie leest PDF, HTML, Markdown, CSV en platte tekst; bewaar het document als PDF of als tekst (.txt) en probeer opnieuw",
        )),
    }
}
