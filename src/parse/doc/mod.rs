//! Reads a Word document of 1997 to 2003 (.doc): bytes in, one `Document` out.

mod binary;
mod body;
mod fields;
mod file;
mod lists;
mod properties;
mod runs;
mod styles;

use crate::document::{Document, Warning};
use body::Body;
use file::Parts;

/// Reads the body of an old Word document, its text boxes at the end; heads, feet, notes and remarks are no part of it. There are
/// no pages.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_parts(bytes).unwrap_or_else(Document::unread)
}

fn read_parts(bytes: &[u8]) -> Result<Document, Warning> {
    let parts = Parts::open(bytes)?;
    let mut body = Body::new(&parts);
    let [text, boxes] = parts.ranges();
    body.read(text);
    let boxed = body.boxed();
    body.read(boxes);
    let is_broken = body.is_broken();
    let (flow, warnings) = body.finish(boxed);
    flow.document(warnings, is_broken)
}

#[cfg(test)]
#[path = "doc_tests.rs"]
mod tests;
