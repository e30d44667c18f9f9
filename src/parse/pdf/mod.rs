//! Reads a PDF with a text layer: bytes in, one `Document` out.

use crate::document::{Document, Reason, Warning};

/// Reads the pages of a PDF.
pub(super) fn read(_bytes: &[u8]) -> Document {
    Document::unread(Warning::new(Reason::Unsupported, "not read yet"))
}
