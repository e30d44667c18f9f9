//! Reads Rich Text Format (.rtf): bytes in, one `Document` out.

mod body;
mod control;
mod letters;
mod output;
mod state;
mod styles;
mod tokens;
mod words;

use crate::document::{Document, Warning};
use body::Body;

/// Most bytes that are read; pictures, which are skipped, make such files large.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Reads the body of an RTF file; heads, feet, notes, remarks, fields and pictures are no part of it. There are no pages.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_body(bytes).unwrap_or_else(Document::unread)
}

fn read_body(bytes: &[u8]) -> Result<Document, Warning> {
    let mut body = Body::new(&bytes[..bytes.len().min(MAX_BYTES)]);
    body.read();
    let is_cut = bytes.len() > MAX_BYTES;
    if is_cut {
        body.too_large(&format!("het is groter dan {} MiB; de rest is weggelaten", MAX_BYTES >> 20));
    }
    let is_broken = body.is_broken() && !is_cut;
    let (flow, warnings) = body.finish();
    flow.document(warnings, is_broken)
}

#[cfg(test)]
#[path = "rtf_tests.rs"]
mod tests;
