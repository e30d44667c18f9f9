//! Reads HTML: bytes in, one `Document` with the text of the page, without that of the site around it, out.

mod blocks;
mod bounds;
mod flow;
mod furniture;
mod limits;
mod list;
mod page;
mod table;
mod words;

use std::sync::LazyLock;

use regex::bytes::Regex;
use scraper::Html;

use super::builder::DocumentBuilder;
use super::encoding::decode_declared;
use crate::document::{Document, Reason, Warning};
use bounds::bounded;
use flow::{Piece, flow};
use limits::{MAX_CELLS, MAX_COLUMNS, MAX_INPUT, MAX_NESTING, MAX_PARAGRAPHS, MAX_TAGS};
use page::Page;

/// How far into the file it must say in which encoding it is.
const CHARSET_WITHIN: usize = 4096;

static CHARSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i-u)(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).ok());

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Document {
    let mut builder = DocumentBuilder::default();
    let within = &bytes[..bytes.len().min(MAX_INPUT)];
    if within.len() < bytes.len() {
        builder.warn(too_large(format!("het bestand is groter dan {} MiB", MAX_INPUT >> 20)));
    }
    let (text, warning) = decode_declared(within, declared(within));
    if let Some(warning) = warning {
        builder.warn(warning);
    }
    append(&text, &mut builder);
    let mut document = builder.finish();
    if document.text.is_empty() {
        let message = "de webpagina bevat geen tekst; als de pagina haar tekst pas in de browser ophaalt, druk ze dan daar af naar PDF";
        document.warnings.push(Warning::new(Reason::Empty, message));
    }
    document
}

/// Appends the blocks of a page, or of a piece of HTML, to a document.
pub(super) fn append(text: &str, builder: &mut DocumentBuilder) {
    let bounded = bounded(text);
    if bounded.cut {
        builder.warn(too_large(format!("de pagina heeft meer dan {MAX_TAGS} elementen")));
    }
    if bounded.flattened > 0 {
        let message = format!(
            "{} elementen zijn dieper dan {MAX_NESTING} niveaus genest; hun tekst is gelezen, hun opmaak niet",
            bounded.flattened
        );
        builder.warn(Warning::new(Reason::TooLarge, message));
    }
    if bounded.unclosed {
        let message = "een script of commentaar wordt nergens afgesloten; wat erna komt is misschien niet gelezen";
        builder.warn(Warning::new(Reason::Damaged, message));
    }
    let html = Html::parse_document(&bounded.html);
    let page = Page::of(&html, &bounded.styles);
    let mut flowed = flow(&html, &page, false);
    if flowed.pieces.is_empty() {
        flowed = flow(&html, &page, true);
    }
    if flowed.cut {
        builder.warn(too_large(format!(
            "er zijn meer dan {MAX_CELLS} tabelcellen, {MAX_COLUMNS} kolommen of {MAX_PARAGRAPHS} alinea's"
        )));
    }
    for piece in &flowed.pieces {
        match piece {
            Piece::Paragraph(paragraph) => builder.paragraph(paragraph),
            Piece::Table(rows) => builder.table(rows),
        }
    }
}

fn too_large(what: String) -> Warning {
    Warning::new(Reason::TooLarge, what + "; de rest is niet gelezen, splits het bestand en probeer opnieuw")
}

fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(CHARSET_WITHIN)];
    let found = CHARSET.as_ref()?.captures(head)?;
    encoding_rs::Encoding::for_label(found.get(1)?.as_bytes())
}

#[cfg(test)]
mod tests;
