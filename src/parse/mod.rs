//! Reads a file's bytes: one `Source` in, one `Document` out, whatever the bytes are.

mod builder;
mod pdf;

use crate::document::{Document, Reason, Warning};
use crate::source::{Format, Source};

/// Reads one source. Never fails: what cannot be read is a document without text and one warning that says why.
pub fn parse(source: &Source) -> Document {
    match source.format {
        Format::Pdf => pdf::read(&source.bytes),
        _ => Document::unread(Warning::new(Reason::Unsupported, "not read yet")),
    }
}
