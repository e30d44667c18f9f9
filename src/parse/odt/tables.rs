//! An OpenDocument table in, rows of cells with their columns and merges out.

use std::collections::BTreeMap;

use super::super::builder::{CellDraft, ParagraphDraft};
use super::super::flow::Flow;
use super::super::package::too_large;
use super::super::xml::Element;
use super::body::Body;

/// Most bytes that repeated rows and cells of a document may add; every cell counts for some.
const MAX_REPEATED: usize = 4 * 1024 * 1024;
/// What a cell costs beside its words.
const CELL: usize = 64;

/// The cells that go on into rows below, by the column of their left edge.
type Merges = BTreeMap<u16, Merge>;

struct Merge {
    rows_left: u32,
    width: u16,
}

impl Body<'_> {
    /// The rows of a table that a reader sees. Cells that go on from the row above are marked so.
    pub(super) fn table(&mut self, table: Element<'_>) -> Vec<Vec<CellDraft>> {
        let (mut rows, mut merges) = (Vec::new(), Merges::new());
        self.rows(table, &mut rows, &mut merges);
        rows
    }

    fn rows(&mut self, parent: Element<'_>, rows: &mut Vec<Vec<CellDraft>>, merges: &mut Merges) {
        for element in parent.elements() {
            match element.name() {
                "table:table-row" => {
                    let is_hidden = element.attribute("visibility").is_some_and(|value| value != "visible");
                    let cells = self.row(element, merges);
                    if is_hidden {
                        continue;
                    }
                    let times = element.number("number-rows-repeated").unwrap_or(1);
                    let times = self.times(times, cells.iter().map(cost).sum());
                    rows.extend(std::iter::repeat_n(cells, times));
                }
                "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => {
                    self.rows(element, rows, merges);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, row: Element<'_>, merges: &mut Merges) -> Vec<CellDraft> {
        let mut cells: Vec<CellDraft> = Vec::new();
        let mut column: u16 = 0;
        for element in row.elements() {
            let times = element.number("number-columns-repeated").unwrap_or(1_usize);
            match element.name() {
                "table:table-cell" => {
                    // Some programs leave out the cells that a wide one covers.
                    let free = cells.last().map_or(0, |cell| cell.column.saturating_add(cell.width));
                    column = column.max(free);
                    let cell = self.cell(element, column, merges);
                    let width = cell.width;
                    for step in 0..self.times(times, cost(&cell)) {
                        let offset = u16::try_from(step).unwrap_or(u16::MAX).saturating_mul(width);
                        cells.push(CellDraft { column: column.saturating_add(offset), ..cell.clone() });
                    }
                    column = cells.last().map_or(column, |cell| cell.column.saturating_add(1));
                }
                "table:covered-table-cell" => {
                    let end = column.saturating_add(u16::try_from(times).unwrap_or(u16::MAX));
                    let mut found = continued(column..end, merges, self.room() + 2);
                    found.truncate(self.times(found.len(), CELL));
                    cells.extend(found);
                    column = end;
                }
                _ => {}
            }
        }
        cells
    }

    fn cell(&mut self, element: Element<'_>, column: u16, merges: &mut Merges) -> CellDraft {
        let width = element.number("number-columns-spanned").unwrap_or(1).max(1);
        let rows: u32 = element.number("number-rows-spanned").unwrap_or(1);
        if rows > 1 {
            merges.insert(column, Merge { rows_left: rows - 1, width });
        } else {
            merges.remove(&column);
        }
        let mut flow = Flow::cell();
        self.read(element, &mut flow);
        CellDraft { column, width, paragraphs: flow.into_paragraphs(), continued: false }
    }

    /// How many cells may still be repeated.
    fn room(&self) -> usize {
        MAX_REPEATED.saturating_sub(self.repeated) / CELL
    }

    /// How often something that is repeated may be; what is over the bound is left out and said.
    fn times(&mut self, wanted: usize, cost: usize) -> usize {
        let more = wanted.saturating_sub(1);
        let allowed = self.room() * CELL / cost.max(CELL);
        if more > allowed && self.warning.is_none() {
            let message = format!(
                "herhaalde rijen en cellen beslaan meer dan {} MiB; wat daarna nog herhaald wordt, is weggelaten",
                MAX_REPEATED >> 20
            );
            self.warning = Some(too_large(&message));
        }
        self.repeated += more.min(allowed).saturating_mul(cost.max(CELL));
        1 + more.min(allowed)
    }
}

/// The cells that go on from the row above in these columns; the others are covered by the cell on their left.
fn continued(columns: std::ops::Range<u16>, merges: &mut Merges, most: usize) -> Vec<CellDraft> {
    let mut found = Vec::new();
    for (&column, merge) in merges.range_mut(columns).take(most) {
        merge.rows_left = merge.rows_left.saturating_sub(1);
        found.push(CellDraft { column, width: merge.width, paragraphs: Vec::new(), continued: true });
    }
    for cell in &found {
        if merges.get(&cell.column).is_some_and(|merge| merge.rows_left == 0) {
            merges.remove(&cell.column);
        }
    }
    found
}

fn cost(cell: &CellDraft) -> usize {
    let words = |paragraph: &ParagraphDraft| paragraph.words.text.len() + CELL;
    CELL + cell.paragraphs.iter().map(words).sum::<usize>()
}
