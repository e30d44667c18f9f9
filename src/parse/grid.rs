//! Rows of cells with the places of their edges on paper in; rows of cells with columns and merges out.

use super::builder::{CellDraft, ParagraphDraft};

/// Most cells that a row may describe; Word allows 63.
pub(super) const MAX_SHAPES: usize = 1024;
/// Edges nearer to each other than this, in twentieths of a point, are one: rows are drawn by hand.
const SAME_EDGE: i32 = 40;

/// One cell of a row as the file describes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CellShape {
    /// Its right edge, in twentieths of a point.
    pub right: i32,
    /// Whether it is one with the cell to its left.
    pub joins_left: bool,
    /// Whether it is one with the cell above it.
    pub joins_above: bool,
}

/// The cells of a row as the file describes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowShape {
    /// Left edge of the first cell, in twentieths of a point.
    pub left: i32,
    /// The cells from left to right.
    pub cells: Vec<CellShape>,
}

impl RowShape {
    /// The shape of only so many cells.
    pub(super) fn first(&self, cells: usize) -> Self {
        Self { left: self.left, cells: self.cells.iter().take(cells).copied().collect() }
    }
}

/// A row with the words of its cells.
#[derive(Debug, Default)]
pub(super) struct RowDraft {
    /// What the file says of its cells.
    pub shape: RowShape,
    /// The paragraphs of every cell.
    pub cells: Vec<Vec<ParagraphDraft>>,
}

/// The cells with their columns. A column lies between two neighbouring edges of any row of the table.
pub(super) fn grid(rows: Vec<RowDraft>) -> Vec<Vec<CellDraft>> {
    let edges = edges(&rows);
    rows.into_iter().map(|row| cells(row, &edges)).collect()
}

/// The edges of all cells, one of those that are the same.
fn edges(rows: &[RowDraft]) -> Vec<i32> {
    let shapes = rows.iter().map(|row| &row.shape).filter(|shape| !shape.cells.is_empty());
    let mut found: Vec<i32> =
        shapes.flat_map(|shape| std::iter::once(shape.left).chain(shape.cells.iter().map(|cell| cell.right))).collect();
    found.sort_unstable();
    found.dedup_by(|next, kept| next.saturating_sub(*kept) <= SAME_EDGE);
    found
}

fn cells(row: RowDraft, edges: &[i32]) -> Vec<CellDraft> {
    let index = |edge: i32| u16::try_from(edges.partition_point(|&other| other <= edge).max(1) - 1).unwrap_or(u16::MAX);
    let mut column = if row.shape.cells.is_empty() { 0 } else { index(row.shape.left) };
    let mut cells: Vec<CellDraft> = Vec::with_capacity(row.cells.len());
    for (number, paragraphs) in row.cells.into_iter().enumerate() {
        let shape = row.shape.cells.get(number);
        // Ends of cells that the row does not describe are slips of the program.
        if shape.is_none() && paragraphs.is_empty() && !row.shape.cells.is_empty() {
            continue;
        }
        let width = shape.map_or(1, |shape| index(shape.right).saturating_sub(column)).max(1);
        match (cells.last_mut(), shape) {
            (Some(left), Some(CellShape { joins_left: true, .. })) => {
                left.width = left.width.saturating_add(width);
                left.paragraphs.extend(paragraphs);
            }
            _ => {
                let continued = shape.is_some_and(|shape| shape.joins_above);
                cells.push(CellDraft { column, width, paragraphs, continued });
            }
        }
        column = column.saturating_add(width);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: i32, edges: &[i32]) -> RowDraft {
        let cells = edges.iter().map(|&right| CellShape { right, ..CellShape::default() }).collect();
        RowDraft { shape: RowShape { left, cells }, cells: vec![Vec::new(); edges.len()] }
    }

    fn places(rows: Vec<RowDraft>) -> Vec<Vec<(u16, u16)>> {
        let of_row = |row: Vec<CellDraft>| row.iter().map(|cell| (cell.column, cell.width)).collect();
        grid(rows).into_iter().map(of_row).collect()
    }

    #[test]
    fn a_wide_cell_covers_the_columns_of_other_rows() {
        let rows = vec![row(-108, &[1000, 2000, 3000]), row(-100, &[2010, 3000]), row(1000, &[3000])];
        assert_eq!(places(rows), [vec![(0, 1), (1, 1), (2, 1)], vec![(0, 2), (2, 1)], vec![(1, 2)]]);
    }

    #[test]
    fn edges_that_make_no_sense_still_give_a_row() {
        assert_eq!(places(vec![row(0, &[i32::MAX, 500, i32::MIN])]), [[(1, 2), (3, 1), (4, 1)]]);
        let more = RowDraft { cells: vec![Vec::new(); 2], ..row(0, &[500]) };
        assert_eq!(places(vec![more]), [[(0, 1)]]);
        let unshaped = RowDraft { cells: vec![Vec::new(); 2], ..RowDraft::default() };
        assert_eq!(places(vec![unshaped]), [[(0, 1), (1, 1)]]);
    }
}
