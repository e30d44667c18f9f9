//! A document in, its paragraphs and table rows as one stream in reading order out.

use crate::document::{Block, Document, Paragraph, Row, Span};

/// A paragraph outside tables, or one row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'doc> {
    Paragraph(&'doc Paragraph),
    Row(&'doc Row),
}

impl Line<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Paragraph(paragraph) => paragraph.span,
            Self::Row(row) => row.span(),
        }
    }
}

/// All lines of a document.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(paragraph) => lines.push(Line::Paragraph(paragraph)),
            Block::Table(table) => lines.extend(table.rows.iter().map(Line::Row)),
        }
    }
    lines
}

/// The paragraphs outside tables.
pub(super) fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let outside = document.blocks.iter().filter_map(|block| match block {
        Block::Text(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    outside.collect()
}

/// The mark that stands before a list item: `-`, `•`, `1.`; empty where there is none.
pub(super) fn mark<'doc>(document: &'doc Document, paragraph: &Paragraph) -> &'doc str {
    mark_at(document, paragraph.span)
}

/// The mark before words that begin at this place.
pub(super) fn mark_at(document: &Document, span: Span) -> &str {
    let before = &document.text[..span.start];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    before[line_start..].trim()
}
