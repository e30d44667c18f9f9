//! Reads an OpenDocument text (.odt): bytes in, one `Document` out.

mod body;
mod inline;
mod lists;
mod styles;
mod tables;

use super::flow::Flow;
use super::package::open_document;
use super::xml::Tree;
use crate::document::{Document, Warning};
use body::Body;
pub(super) use inline::push_collapsed;
use lists::Lists;
use styles::Styles;

/// Reads the body of an OpenDocument text; heads, feet, notes, remarks and tables of contents are no part of it. What page
/// something stands on is decided when it is shown, so there are no pages.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_package(bytes).unwrap_or_else(Document::unread)
}

fn read_package(bytes: &[u8]) -> Result<Document, Warning> {
    let (mut package, content) = open_document(bytes)?;
    let common = package.text("styles.xml")?.unwrap_or_default();
    let (content, common) = (Tree::parse(&content)?, Tree::parse(&common)?);

    let styles = Styles::read(&common, &content);
    let mut flow = Flow::body();
    let mut body = Body::new(&styles, Lists::read(&common, &content));
    for root in content.top().elements() {
        root.elements().filter(|element| element.name() == "office:body").for_each(|text| body.read(text, &mut flow));
    }
    let warnings = package.warnings.into_iter().chain(body.warning);
    flow.document(warnings, content.broken)
}

#[cfg(test)]
#[path = "odt_tests.rs"]
mod tests;
