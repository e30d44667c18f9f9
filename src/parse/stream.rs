//! Paragraphs, ends of cells and ends of rows in, one after the other as old Word files mark them; a flow out.

use super::flow::Flow;
use super::grid::{RowDraft, RowShape, grid};
use super::line::{Form, Line};

/// Deepest nesting of tables; what lies deeper is read as if it lay here.
const MAX_NESTING: usize = 16;
/// Most paragraphs and cells of a document.
pub(super) const MAX_PIECES: usize = 1_000_000;
/// Space between paragraphs, in twentieths of a point, that is seen as a gap: half a line.
const GAP: i32 = 120;

/// Where a paragraph stands and what space it keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// In how many tables it stands.
    pub depth: usize,
    /// Number of its style.
    pub style: i32,
    /// Space before it, in twentieths of a point.
    pub before: i32,
    /// Space after it, in twentieths of a point.
    pub after: i32,
    /// Whether there is no space between it and a neighbour of the same style.
    pub contextual: bool,
}

/// A table that is not closed yet.
struct OpenTable {
    rows: Vec<RowDraft>,
    row: RowDraft,
    cell: Flow,
}

/// The text read so far, with the tables that are open in it.
pub(super) struct Stream {
    flow: Flow,
    tables: Vec<OpenTable>,
    above: Option<Place>,
}

impl Stream {
    /// A text that goes into this flow.
    pub(super) fn into(flow: Flow) -> Self {
        Self { flow, tables: Vec::new(), above: None }
    }

    /// Appends a paragraph.
    pub(super) fn paragraph(&mut self, line: &Line, form: &Form, place: Place) {
        self.settle(place.depth);
        let is_empty = line.is_empty();
        let form = Form { gap_before: !is_empty && self.gap_before(&place), ..form.clone() };
        self.target().paragraph(line, &form);
        if !is_empty {
            self.above = Some(place);
        }
    }

    /// A paragraph that is no part of the text stood here.
    pub(super) fn left_out(&mut self, depth: usize) {
        self.settle(depth);
        self.target().gap();
    }

    /// Ends a cell; its last paragraph has been appended.
    pub(super) fn cell(&mut self, depth: usize) {
        self.settle(depth.max(1));
        self.above = None;
        if let Some(table) = self.tables.last_mut() {
            let cell = std::mem::replace(&mut table.cell, Flow::cell());
            table.row.cells.push(cell.into_paragraphs());
        }
    }

    /// Ends a row of cells of this shape.
    pub(super) fn row(&mut self, depth: usize, shape: &RowShape) {
        let depth = depth.clamp(1, MAX_NESTING);
        self.close(depth);
        self.above = None;
        if let Some(table) = self.tables.get_mut(depth - 1) {
            let mut row = std::mem::take(&mut table.row);
            row.shape = shape.first(row.cells.len());
            if !row.cells.is_empty() {
                table.rows.push(row);
            }
        }
    }

    /// What comes next stands apart from what came before.
    pub(super) fn gap(&mut self) {
        self.target().gap();
    }

    /// Appends what stands in a box.
    pub(super) fn append(&mut self, boxed: Flow) {
        self.target().append(boxed);
    }

    /// An empty flow for a box that hangs on the text here.
    pub(super) fn boxed(&mut self) -> Flow {
        self.target().boxed()
    }

    /// In how many tables the text stands.
    pub(super) fn depth(&self) -> usize {
        self.tables.len()
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> Flow {
        self.close(0);
        self.flow
    }

    fn target(&mut self) -> &mut Flow {
        self.tables.last_mut().map_or(&mut self.flow, |table| &mut table.cell)
    }

    /// Opens and closes tables until the text stands in as many.
    fn settle(&mut self, depth: usize) {
        let depth = depth.min(MAX_NESTING);
        if self.tables.len() != depth {
            self.above = None;
        }
        self.close(depth);
        while self.tables.len() < depth {
            self.tables.push(OpenTable { rows: Vec::new(), row: RowDraft::default(), cell: Flow::cell() });
        }
    }

    fn close(&mut self, depth: usize) {
        while self.tables.len() > depth {
            let Some(mut table) = self.tables.pop() else { return };
            // A file that breaks off in a row still has the cells before that.
            let rest = table.cell.into_paragraphs();
            if !rest.is_empty() {
                table.row.cells.push(rest);
            }
            if !table.row.cells.is_empty() {
                table.rows.push(table.row);
            }
            if !table.rows.is_empty() {
                self.target().table(grid(table.rows));
            }
        }
    }

    /// Whether the space before it and after the one above it shows as a gap.
    fn gap_before(&self, place: &Place) -> bool {
        let Some(above) = &self.above else { return false };
        let alike = above.style == place.style;
        let after = if alike && above.contextual { 0 } else { above.after };
        let before = if alike && place.contextual { 0 } else { place.before };
        after.max(before) >= GAP
    }
}
