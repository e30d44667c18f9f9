//! Reads a Word document (.docx): bytes in, one `Document` out.

mod body;
mod fields;
pub(in crate::parse) mod numbering;
mod properties;
mod relations;
mod runs;
mod styles;
mod tables;

use super::flow::Flow;
use super::package::{Package, damaged};
use super::xml::Tree;
use crate::document::{Document, Warning};
use body::Body;
use numbering::Numbering;
use relations::{Parts, parts};
use styles::Styles;

/// Reads the body of a Word document; heads, feet, notes and comments are no part of it. Word files carry no pages.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_package(bytes).unwrap_or_else(Document::unread)
}

fn read_package(bytes: &[u8]) -> Result<Document, Warning> {
    let mut package = Package::open(bytes)?;
    let Parts { document: main, styles, numbering } = parts(&mut package)?;
    let main = package.text(&main)?.ok_or_else(damaged)?;
    let styles = package.text(&styles)?.unwrap_or_default();
    let numbering = package.text(&numbering)?.unwrap_or_default();
    let (main, styles, numbering) = (Tree::parse(&main)?, Tree::parse(&styles)?, Tree::parse(&numbering)?);

    let styles = Styles::read(&styles);
    let mut flow = Flow::body();
    Body::new(&styles, Numbering::read(&numbering, &styles)).read(main.top(), &mut flow);
    flow.document(package.warnings, main.broken)
}

#[cfg(test)]
#[path = "docx_tests.rs"]
mod tests;
