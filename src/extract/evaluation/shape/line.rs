//! A document in, its lines and table rows as one stream with what their form tells out.

use crate::document::{Block, Document, Paragraph, ParagraphKind, Row, Span};
use crate::dutch::fold::fold;

use super::super::super::label::{LABEL_JOINT, label_end};
use super::super::super::piece::Passage;
use super::super::super::profile::{Begin, Kind};
use super::super::super::verdict::verdict;

/// A label is at most so long, in bytes.
const LONGEST_LABEL: usize = 60;

/// A line, or a row of a table.
#[derive(Debug, Clone)]
pub(in super::super) struct Line {
    pub(in super::super) kind: Kind,
    pub(in super::super) level: u8,
    pub(in super::super) indent: u8,
    pub(in super::super) gap: bool,
    /// The first row of the table that it is in, as a number of a line.
    pub(in super::super) table: Option<usize>,
    /// Number of columns of the row; 0 for a line.
    pub(in super::super) columns: u16,
    /// The cells that are not empty; one for a line.
    pub(in super::super) cells: Vec<Field>,
}

/// A line, or a cell of a row.
#[derive(Debug, Clone)]
pub(in super::super) struct Field {
    /// From 0.
    pub(in super::super) column: u16,
    pub(in super::super) span: Span,
    pub(in super::super) passages: Vec<Passage>,
}

/// What a line opens with, and what stands behind that.
#[derive(Debug, Clone)]
pub(in super::super) struct Labelled {
    /// The label, folded.
    pub(in super::super) name: String,
    pub(in super::super) head: Span,
    /// What stands behind it on the same line; empty for a label that stands alone.
    pub(in super::super) value: Vec<Passage>,
}

/// All lines in reading order; empty ones left out.
pub(in super::super) fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(paragraph) => of_paragraph(document, paragraph, &mut lines),
            Block::Table(table) => {
                let first = lines.len();
                lines.extend(table.rows.iter().filter_map(|row| of_row(document, row, first)));
            }
        }
    }
    // Above the first line stands nothing, as above any that an empty line parts from the rest.
    lines.first_mut().into_iter().for_each(|first| first.gap = true);
    lines
}

/// The words of a line that come back as a line: a label that needs no colon.
pub(in super::super) fn bare_label(document: &Document, lines: &[Line], at: usize) -> Option<String> {
    let own = lines.get(at)?;
    let words = document.words(own.span());
    let is_short = own.cells.len() == 1 && words.len() <= LONGEST_LABEL && !words.ends_with(['.', '!', ';', ',']);
    let name = label_name(words);
    if !is_short || name.is_empty() || verdict(words).is_some() {
        return None;
    }
    let uses = lines.iter().filter(|line| line.is_only(document, &name)).take(2).count();
    (uses > 1).then_some(name)
}

fn says_something(document: &Document, span: Span) -> bool {
    document.words(span).contains(|sign: char| !sign.is_whitespace())
}

fn of_paragraph(document: &Document, paragraph: &Paragraph, lines: &mut Vec<Line>) {
    let (kind, level) = match paragraph.kind {
        ParagraphKind::Heading(level) => (Kind::Heading, level),
        ParagraphKind::Item => (Kind::Item, 0),
        ParagraphKind::Body => (Kind::Line, 0),
        ParagraphKind::Note => return,
    };
    let words = document.words(paragraph.span);
    let (mut start, mut gap) = (paragraph.span.start, paragraph.gap_before);
    for part in words.split('\n') {
        let span = Span::new(start, start + part.len()).trimmed(&document.text);
        start += part.len() + 1;
        if says_something(document, span) {
            let passages = vec![Passage { span, is_item: kind == Kind::Item }];
            let cells = vec![Field { column: 0, span, passages }];
            lines.push(Line { kind, level, indent: paragraph.indent, gap, table: None, columns: 0, cells });
            gap = false;
        }
    }
}

fn of_row(document: &Document, row: &Row, table: usize) -> Option<Line> {
    let filled = row.cells.iter().filter(|cell| says_something(document, cell.span));
    let cells: Vec<Field> = filled
        .map(|cell| Field {
            column: cell.column,
            span: cell.span.trimmed(&document.text),
            passages: cell.paragraphs.iter().map(Passage::from).collect(),
        })
        .collect();
    let columns = row.cells.iter().map(|cell| cell.column.saturating_add(cell.width)).max()?;
    (!cells.is_empty()).then_some(Line {
        kind: Kind::Row,
        level: 0,
        indent: 0,
        gap: false,
        table: Some(table),
        columns,
        cells,
    })
}

impl Line {
    /// The place of the whole line.
    pub(in super::super) fn span(&self) -> Span {
        let spans = self.cells.iter().map(|cell| cell.span);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    pub(in super::super) fn cell(&self, column: u16) -> Option<&Field> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The label that it opens with: the first of two cells, or the words before a colon.
    pub(in super::super) fn labelled(&self, document: &Document) -> Option<Labelled> {
        match self.cells.as_slice() {
            [head, values @ ..] if !values.is_empty() && self.columns <= 2 => {
                let words = document.words(head.span);
                let value = values.iter().flat_map(|cell| cell.passages.iter().copied()).collect();
                (words.len() <= LONGEST_LABEL).then(|| Labelled { name: label_name(words), head: head.span, value })
            }
            [only] => {
                let words = document.words(only.span);
                let end = label_end(words);
                let is_label = end <= LONGEST_LABEL && (end < words.len() || words.ends_with(':'));
                let rest = words.get(end..)?.trim_start_matches(LABEL_JOINT);
                let head = Span::new(only.span.start, only.span.start + end);
                let value = Span::new(only.span.end - rest.len(), only.span.end);
                let value = (!value.is_empty()).then_some(Passage { span: value, is_item: false });
                (is_label && self.kind != Kind::Item).then(|| Labelled {
                    name: label_name(document.words(head)),
                    head,
                    value: value.into_iter().collect(),
                })
            }
            _ => None,
        }
    }

    /// Whether it opens with this label, or is this label and nothing else.
    fn has_label(&self, document: &Document, name: &str) -> bool {
        self.is_only(document, name) || self.labelled(document).is_some_and(|own| own.name == name)
    }

    /// Whether this label is all that stands here.
    pub(in super::super) fn is_only(&self, document: &Document, name: &str) -> bool {
        matches!(self.cells.as_slice(), [only] if only.span.end - only.span.start <= LONGEST_LABEL
            && label_name(document.words(only.span)) == name)
    }

    /// Whether a record can begin here.
    pub(in super::super) fn can_begin(&self, document: &Document, begin: &Begin) -> bool {
        begin.kind.is_none_or(|kind| kind == self.kind)
            && begin.level.is_none_or(|level| level == self.level)
            && begin.indent.is_none_or(|indent| indent == self.indent)
            && begin.gap.is_none_or(|gap| gap == self.gap)
            && begin.columns.is_none_or(|columns| columns == self.columns)
            && begin.label.as_ref().is_none_or(|label| self.has_label(document, &label_name(label)))
    }
}

/// A label as it is compared.
pub(in super::super) fn label_name(label: &str) -> String {
    fold(label).trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}
