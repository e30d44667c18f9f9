//! Grids and the words of a page in; tables with the lines of every cell, and the words outside them, out.

use super::geometry::Area;
use super::lattice::{Grid, GridCell};
use super::lines::{Line, lines};
use super::words::Word;

/// One cell with its lines, of whichever pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableCell {
    /// Column of its left edge, from 0.
    pub column: usize,
    /// Columns covered.
    pub width: usize,
    /// Its lines from the top.
    pub lines: Vec<Line>,
}

impl TableCell {
    /// Its text on one line.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")
    }
}

/// One row of cells from left to right.
pub(super) type TableRow = Vec<TableCell>;

/// A table with the words of one page, or of several once it is continued.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageTable {
    /// The x of every column edge, in points.
    pub edges: Vec<f32>,
    /// Its rows from the top.
    pub rows: Vec<TableRow>,
    /// Its box on its first page.
    pub area: Area,
    /// Whether no line closes it at the top.
    pub open_top: bool,
    /// Whether no line closes it at the bottom of its last page.
    pub open_bottom: bool,
    /// Which rows of which table these are, where the document says so.
    pub tagged: Option<Rows>,
}

/// Rows of a table of a tagged document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// Number of the table.
    pub table: u32,
    /// Number of the first row.
    pub first: u32,
    /// Number of the last row.
    pub last: u32,
}

impl PageTable {
    /// Columns between its outer edges.
    pub(super) fn columns(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }
}

/// Puts every word into the cell in which its middle stands; the words that stand in none are handed back.
pub(super) fn fill(grids: Vec<Grid>, words: Vec<Word>, page: u32) -> (Vec<PageTable>, Vec<Word>) {
    let mut held: Vec<Vec<Vec<Word>>> = grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut outside = Vec::new();
    for word in words {
        let (x, y) = word.middle();
        let place = grids.iter().enumerate().find_map(|(table, grid)| {
            let inside = grid.area.contains(x, y);
            inside.then(|| grid.cells.iter().position(|cell| cell.area.contains(x, y)).map(|cell| (table, cell)))?
        });
        match place {
            Some((table, cell)) => held[table][cell].push(word),
            None => outside.push(word),
        }
    }
    let tables = grids.into_iter().zip(held).map(|(grid, words)| table(grid, words, page)).collect();
    (tables, outside)
}

fn table(grid: Grid, words: Vec<Vec<Word>>, page: u32) -> PageTable {
    let mut cells: Vec<(GridCell, Vec<Word>)> = grid.cells.into_iter().zip(words).collect();
    cells.sort_by_key(|(cell, _)| (cell.row, cell.column));
    let mut rows: Vec<TableRow> = Vec::new();
    for same_row in cells.chunk_by(|(a, _), (b, _)| a.row == b.row) {
        let row = same_row.iter().map(|(cell, words)| {
            let lines = lines(words.clone(), page);
            TableCell { column: cell.column, width: cell.width, lines }
        });
        rows.push(row.collect());
    }
    rows.retain(|row| row.iter().any(|cell| !cell.lines.is_empty()));
    PageTable {
        edges: grid.edges,
        rows,
        area: grid.area,
        open_top: grid.open_top,
        open_bottom: grid.open_bottom,
        tagged: None,
    }
}
