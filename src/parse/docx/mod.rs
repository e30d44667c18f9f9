//! Reads a Word document (.docx): bytes in, one `Document` out.

mod body;
mod fields;
mod numbering;
mod properties;
mod relations;
mod runs;
mod styles;
mod tables;

use super::builder::DocumentBuilder;
use super::flow::Flow;
use super::package::{Package, damaged, partly_damaged};
use super::xml::Tree;
use crate::document::{Document, Reason, Warning};
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
    let Parts { document, styles, numbering } = parts(&mut package)?;
    let document = package.text(&document)?.ok_or_else(damaged)?;
    let styles = package.text(&styles)?.unwrap_or_default();
    let numbering = package.text(&numbering)?.unwrap_or_default();
    let (document, styles, numbering) = (Tree::parse(&document)?, Tree::parse(&styles)?, Tree::parse(&numbering)?);

    let styles = Styles::read(&styles);
    let mut flow = Flow::body();
    Body::new(&styles, Numbering::read(&numbering, &styles)).read(document.top(), &mut flow);
    let mut builder = DocumentBuilder::default();
    package.warnings.into_iter().for_each(|warning| builder.warn(warning));
    flow.write(&mut builder);
    let mut read = builder.finish();
    match (document.broken, read.text.is_empty()) {
        (true, true) => return Err(damaged()),
        (true, false) if read.warnings.is_empty() => read.warnings.push(partly_damaged()),
        (false, true) => read.warnings.push(without_words()),
        (_, false) => {}
    }
    Ok(read)
}

fn without_words() -> Warning {
    let message =
        "het Word-document bevat geen woorden; staat er een afbeelding of scan in, laat er dan eerst OCR op los";
    Warning::new(Reason::Empty, message)
}

#[cfg(test)]
#[path = "docx_tests.rs"]
mod tests;
