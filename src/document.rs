//! Parsed text with its layout: blocks, tables, pages, and the spans that point into the text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::dutch::fold::squeeze;

/// Half-open range of UTF-8 bytes in a [`Document`]'s text; written as `[start, end]` (Dutch: plaats).
#[doc(alias = "plaats")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words at this place; empty when the span does not fit the text.
    pub fn of<'text>(&self, text: &'text str) -> &'text str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same place without white space at its edges.
    pub fn trimmed(&self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self { start, end: start + words.trim().len() }
    }

    /// The place of some of its bytes, counted from its first.
    #[must_use]
    pub fn part(self, bytes: Range<usize>) -> Self {
        Self { start: self.start + bytes.start, end: self.start + bytes.end }
    }

    /// Whether no byte lies in it.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// Parsed text with its layout. Every block, cell and page points into `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The extracted text, as `oordeel text FILE` prints it.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// Where every page begins, in bytes of `text`; empty where the format has no pages.
    pub pages: Vec<usize>,
    /// What was spoiled or left out.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A document of which nothing could be read, and why.
    pub fn unread(warning: Warning) -> Self {
        Self { warnings: vec![warning], ..Self::default() }
    }

    /// The page (first page is 1) on which this byte stands; `None` where the format has no pages.
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        match self.pages.partition_point(|&start| start <= byte) {
            0 if self.pages.is_empty() => None,
            page => u32::try_from(page.max(1)).ok(),
        }
    }

    /// The words at a place.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

/// One piece of a document in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// Running text, a heading or a list item.
    Text(Paragraph),
    /// A table with real cells.
    Table(Table),
}

impl Block {
    /// The place of the whole block.
    pub fn span(&self) -> Span {
        match self {
            Self::Text(paragraph) => paragraph.span,
            Self::Table(table) => table.span(),
        }
    }
}

/// A paragraph, heading or list item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// What kind of paragraph it is.
    pub kind: ParagraphKind,
    /// Its words, without the mark of a list item.
    pub span: Span,
    /// Leading tabs, or nesting depth of a list.
    pub indent: u8,
    /// Whether an empty line, a larger gap or a page break comes before it.
    pub gap_before: bool,
}

/// What kind of paragraph it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading, level 1 being the highest; only where the format says so or print size shows it.
    Heading(u8),
    /// An item of a list; the mark (`-`, `•`, `1.`) stands just before the span.
    Item,
    /// A footnote: it stands where its page ends and belongs to no text around it.
    Note,
}

/// A table: rows of cells. A table that runs over pages is one table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The rows, header rows included, in reading order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The place of the whole table.
    pub fn span(&self) -> Span {
        let mut spans = self.rows.iter().map(Row::span);
        spans.next().map_or(Span::new(0, 0), |first| spans.fold(first, Span::cover))
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The place of the whole row; it begins in a row above where a merged cell goes on from there.
    pub fn span(&self) -> Span {
        let mut spans = self.cells.iter().map(|cell| cell.span);
        spans.next().map_or(Span::new(0, 0), |first| spans.fold(first, Span::cover))
    }
}

/// One cell of a table.
///
/// A cell merged over several rows stands in each of them, with the same span and paragraphs, so that a row can be read
/// alone; its words stand in the text once, in the first of those rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Column of its left edge, from 0.
    pub column: u16,
    /// How many columns it covers, at least 1.
    pub width: u16,
    /// The place of all its words; an empty span where the cell is empty.
    pub span: Span,
    /// The paragraphs in it; none where the cell is empty.
    pub paragraphs: Vec<Paragraph>,
}

/// A spoiled part of a document (Dutch: waarschuwing).
#[doc(alias = "waarschuwing")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What is wrong, as a type.
    pub reason: Reason,
    /// What is wrong and what the user can do, in plain language, with the numbers that matter.
    pub message: String,
    /// The page (from 1) it is about, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl Warning {
    /// A warning about the whole document.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into(), page: None }
    }

    /// The same warning, about one page.
    #[must_use]
    pub fn on_page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }
}

/// Why something was not read, or not read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The file holds nothing.
    Empty,
    /// The pages hold images or outlines, no text.
    NoTextLayer,
    /// The text was recognised on images, so it can be wrong.
    Recognised,
    /// A password is needed.
    Password,
    /// The file is broken.
    Damaged,
    /// A limit was passed.
    TooLarge,
    /// This version does not read such files.
    Unsupported,
    /// A user hid it, so it was not read.
    Hidden,
    /// Characters were read in an encoding that had to be guessed, or could not be read.
    Encoding,
    /// The file is of another kind than its name says.
    Misnamed,
    /// Markup stood in the text as if it were words and was taken out.
    Markup,
}

/// A quoted passage: one or more places that are read as one text (Dutch: passage, citaat).
#[doc(alias = "passage")]
#[doc(alias = "citaat")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The places in reading order, a paragraph each.
    pub spans: Vec<Span>,
}

impl Excerpt {
    /// The words: white space folded to single spaces, paragraphs separated by `\n`. A paragraph that was cut in two, by a
    /// page for example, is put together again.
    pub fn words(&self, text: &str) -> String {
        let mut words = String::new();
        let mut end = 0;
        for (span, piece) in self.spans.iter().map(|span| (span, squeeze(span.of(text)))) {
            if piece.is_empty() {
                continue;
            }
            // A label between two pieces parts them.
            let is_labelled = text.get(end..span.start).is_some_and(|between| between.trim_end().ends_with(':'));
            if !words.is_empty() {
                words.push(if continues(&words, &piece) && !is_labelled { ' ' } else { '\n' });
            }
            words.push_str(&piece);
            end = span.end;
        }
        words
    }

    /// Whether no place holds a word.
    pub fn is_empty(&self, text: &str) -> bool {
        self.spans.iter().all(|span| span.of(text).trim().is_empty())
    }
}

impl From<Span> for Excerpt {
    fn from(span: Span) -> Self {
        Self { spans: vec![span] }
    }
}

impl FromIterator<Span> for Excerpt {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        Self { spans: spans.into_iter().collect() }
    }
}

/// Whether a paragraph goes on where the one before it broke off: no full stop there, no capital here.
pub fn continues(before: &str, after: &str) -> bool {
    let open = before.trim_end().ends_with(|symbol: char| symbol.is_alphanumeric() || symbol == ',');
    open && after.trim_start().starts_with(char::is_lowercase)
}
