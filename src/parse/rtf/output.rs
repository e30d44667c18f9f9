//! Words, ends of paragraphs, cells and rows in; the text that they make up out.

use super::super::flow::Flow;
use super::super::grid::{CellShape, MAX_SHAPES, RowShape};
use super::super::line::{Form, Line};
use super::super::stream::Stream;
use super::state::{Paragraph, State};
use super::styles::Styles;
use crate::document::ParagraphKind;

/// Boxes in boxes deeper than this are read as if they stood in the text.
const MAX_BOXES: usize = 8;
/// Longest mark of an item, in bytes.
const MAX_MARK: usize = 40;
/// The mark that any bullet is written as.
const BULLET: &str = "-";

/// The body of a text, or a box beside it.
struct Text {
    stream: Stream,
    line: Line,
    mark: String,
    /// What hangs on the paragraph that is being read.
    boxed: Option<Flow>,
}

impl Text {
    fn into(flow: Flow) -> Self {
        Self { stream: Stream::into(flow), line: Line::default(), mark: String::new(), boxed: None }
    }
}

/// The text as it grows.
pub(super) struct Output {
    text: Text,
    outer: Vec<Text>,
    row: RowShape,
    nested_row: RowShape,
    /// What is known of the next cell of the row that is described.
    cell: CellShape,
    /// Paragraphs and cells so far.
    pub pieces: usize,
}

impl Output {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let text = Text::into(Flow::body());
        let (row, nested_row, cell) = <(RowShape, RowShape, CellShape)>::default();
        Self { text, outer: Vec::new(), row, nested_row, cell, pieces: 0 }
    }

    /// The paragraph that is being read.
    pub(super) fn line(&mut self) -> &mut Line {
        &mut self.text.line
    }

    /// Appends to the mark of the item.
    pub(super) fn mark(&mut self, words: &str) {
        if self.text.mark.len() < MAX_MARK {
            self.text.mark.extend(words.chars().take(MAX_MARK));
        }
    }

    /// Ends a paragraph that stands in so many tables.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, depth: usize, styles: &Styles) {
        self.pieces += 1;
        let text = &mut self.text;
        let line = std::mem::take(&mut text.line);
        let form = form(paragraph, &std::mem::take(&mut text.mark), styles);
        if styles.is_contents(paragraph.style) {
            text.stream.left_out(depth);
        } else {
            text.stream.paragraph(&line, &form, paragraph.place(depth));
        }
        if let Some(boxed) = text.boxed.take() {
            text.stream.append(boxed);
        }
    }

    /// Ends the paragraph where one has begun.
    pub(super) fn rest(&mut self, state: &State, styles: &Styles) {
        if !self.text.line.is_empty() || self.text.boxed.is_some() {
            self.paragraph(&state.paragraph, state.paragraph.depth(), styles);
        }
    }

    /// Ends a cell.
    pub(super) fn cell(&mut self, paragraph: &Paragraph, depth: usize, styles: &Styles) {
        self.paragraph(paragraph, depth, styles);
        self.text.stream.cell(depth);
    }

    /// Ends a row of the outermost table.
    pub(super) fn row(&mut self, state: &State, styles: &Styles) {
        if !self.text.line.is_empty() {
            self.cell(&state.paragraph, 1, styles);
        }
        self.text.stream.row(1, &self.row);
    }

    /// Ends a row of a table in a table.
    pub(super) fn nested_row(&mut self) {
        let depth = self.text.stream.depth().max(2);
        self.text.stream.row(depth, &self.nested_row);
    }

    /// A new page or section begins here.
    pub(super) fn page(&mut self) {
        if self.text.line.is_empty() {
            self.text.stream.gap();
        } else {
            self.text.line.line_break();
        }
    }

    /// Notes how a row looks; says whether the word is about that.
    pub(super) fn shape(&mut self, name: &str, number: Option<i32>, is_nested: bool) -> bool {
        let row = if is_nested { &mut self.nested_row } else { &mut self.row };
        match name {
            "trowd" => (*row, self.cell) = (RowShape::default(), CellShape::default()),
            "trleft" => row.left = number.unwrap_or(0),
            "clmrg" => self.cell.joins_left = true,
            "clvmrg" => self.cell.joins_above = true,
            "cellx" => {
                let cell = CellShape { right: number.unwrap_or(0), ..std::mem::take(&mut self.cell) };
                if row.cells.len() < MAX_SHAPES {
                    row.cells.push(cell);
                }
            }
            _ => return false,
        }
        true
    }

    /// A box begins; says whether it is read apart.
    pub(super) fn open_box(&mut self) -> bool {
        if self.outer.len() >= MAX_BOXES {
            return false;
        }
        let flow = self.text.stream.boxed();
        self.outer.push(std::mem::replace(&mut self.text, Text::into(flow)));
        true
    }

    /// A box ends.
    pub(super) fn close_box(&mut self, state: &State, styles: &Styles) {
        self.rest(state, styles);
        let Some(outer) = self.outer.pop() else { return };
        let Text { stream, .. } = std::mem::replace(&mut self.text, outer);
        let text = &mut self.text;
        text.boxed.get_or_insert_with(|| text.stream.boxed()).append(stream.finish());
    }

    /// The whole text; what is still open is closed.
    pub(super) fn finish(mut self, state: &State, styles: &Styles) -> Flow {
        while !self.outer.is_empty() {
            self.close_box(state, styles);
        }
        self.rest(state, styles);
        self.text.stream.finish()
    }
}

/// What kind of paragraph it is.
fn form(paragraph: &Paragraph, mark: &str, styles: &Styles) -> Form {
    let kind = styles.kind(paragraph.style, paragraph.outline);
    let mark = match mark.trim() {
        // A round bullet of the second level is a letter of a typewriter font.
        "o" => BULLET,
        mark if mark.is_empty() || mark.contains(char::is_alphanumeric) => mark,
        _ => BULLET,
    };
    let is_item = kind == ParagraphKind::Body && !mark.is_empty();
    let kind = if is_item { ParagraphKind::Item } else { kind };
    Form { kind, mark: mark.to_owned(), indent: paragraph.level, ..Form::BODY }
}
