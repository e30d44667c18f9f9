//! Rows and cells of an HTML table, one by one, in; a grid in which every cell knows its column out.

use super::flow::Piece;
use super::limits::MAX_COLUMNS;
use crate::parse::builder::{CellDraft, ParagraphDraft};

/// A table that only lays out the page has few rows.
const MAX_LAYOUT_ROWS: usize = 5;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<GridRow>,
    /// For each column, the cell that reaches down into the next row.
    reaching: Vec<Option<Reach>>,
    /// Columns of this row that a cell from above covers.
    taken: Vec<bool>,
    /// The first column of this row that can still be free.
    next: usize,
    section: Section,
    /// Whether the page says that the table lays out the page.
    pub for_layout: bool,
    /// Whether it has a caption, a head or head cells: it is a table of data.
    pub for_data: bool,
}

/// Part of a table; the foot can stand before the body in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// `thead`.
    Head,
    /// `tbody`.
    #[default]
    Body,
    /// `tfoot`.
    Foot,
}

#[derive(Debug, Default)]
struct GridRow {
    section: Section,
    cells: Vec<GridCell>,
}

#[derive(Debug)]
struct GridCell {
    column: u16,
    width: u16,
    covered: bool,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy)]
struct Reach {
    /// Rows that it still covers.
    rows: usize,
    column: u16,
    width: u16,
}

/// What a table turned out to be.
#[derive(Debug)]
pub(super) enum Finished {
    /// A table of data.
    Data(Vec<Vec<CellDraft>>),
    /// Only a way to lay out the page: what stands in it, in order.
    Layout(Vec<Piece>),
}

impl Grid {
    /// Begins a head, body or foot; no cell reaches over its edge.
    pub(super) fn section(&mut self, section: Section) {
        self.reaching.clear();
        self.section = section;
        self.for_data |= section == Section::Head;
    }

    /// Begins a row and gives the number of cells that reach down into it.
    pub(super) fn row(&mut self) -> usize {
        let mut row = GridRow { section: self.section, cells: Vec::new() };
        self.next = 0;
        self.taken.clear();
        self.taken.resize(self.reaching.len(), false);
        for (column, reaching) in self.reaching.iter_mut().enumerate() {
            let Some(Reach { rows, column: first, width }) = *reaching else { continue };
            self.taken[column] = true;
            if usize::from(first) == column {
                row.cells.push(GridCell { column: first, width, covered: true, pieces: Vec::new() });
            }
            *reaching = (rows > 1).then_some(Reach { rows: rows - 1, column: first, width });
        }
        let covered = row.cells.len();
        self.rows.push(row);
        covered
    }

    /// Puts a cell in the first free column of the row; the columns it asks for besides must be free as well. Whether there was
    /// room for it.
    pub(super) fn cell(&mut self, columns: usize, rows: usize, pieces: Vec<Piece>) -> bool {
        if self.rows.is_empty() {
            self.row();
        }
        let is_taken = |column: usize| self.taken.get(column).copied().unwrap_or_default();
        let Some(first) = (self.next..MAX_COLUMNS).find(|&column| !is_taken(column)) else { return false };
        let end = (first + 1..(first + columns).min(MAX_COLUMNS)).find(|&column| is_taken(column));
        let end = end.unwrap_or((first + columns).min(MAX_COLUMNS));
        self.next = end;
        let (Ok(column), Ok(width)) = (u16::try_from(first), u16::try_from(end - first)) else { return false };
        if rows > 1 {
            self.reaching.resize(self.reaching.len().max(end), None);
            self.reaching[first..end].fill(Some(Reach { rows: rows - 1, column, width }));
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(GridCell { column, width, covered: false, pieces });
        }
        true
    }

    /// Says what the table is, with its rows in reading order.
    pub(super) fn finish(mut self) -> Finished {
        self.rows.sort_by_key(|row| row.section);
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.covered));
        if self.is_layout() {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            return Finished::Layout(cells.flat_map(|cell| cell.pieces).collect());
        }
        Finished::Data(self.rows.into_iter().map(GridRow::drafts).collect())
    }

    /// One column is no table, nor are a few cells that hold most of the words with headings or tables of their own.
    fn is_layout(&self) -> bool {
        if self.for_layout || self.rows.iter().all(|row| row.cells.len() <= 1) {
            return true;
        }
        if self.for_data || self.rows.len() > MAX_LAYOUT_ROWS {
            return false;
        }
        let (mut all, mut in_pages) = (0, 0);
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            let length: usize = cell.pieces.iter().map(Piece::length).sum();
            all += length;
            in_pages += if cell.is_a_page() { length } else { 0 };
        }
        in_pages * 2 > all
    }
}

impl GridCell {
    fn is_a_page(&self) -> bool {
        let headed = self.pieces.iter().any(Piece::is_heading) && !self.pieces.iter().all(Piece::is_heading);
        headed || self.pieces.iter().any(|piece| matches!(piece, Piece::Table(_)))
    }
}

impl GridRow {
    fn drafts(mut self) -> Vec<CellDraft> {
        self.cells.sort_by_key(|cell| cell.column);
        self.cells.into_iter().map(GridCell::draft).collect()
    }
}

impl GridCell {
    fn draft(self) -> CellDraft {
        let paragraphs = self.pieces.into_iter().flat_map(Piece::paragraphs).collect();
        CellDraft { column: self.column, width: self.width, continued: self.covered, paragraphs }
    }
}

impl Piece {
    fn is_heading(&self) -> bool {
        matches!(self, Self::Paragraph(ParagraphDraft { kind: crate::document::ParagraphKind::Heading(_), .. }))
    }

    /// Bytes of its words.
    fn length(&self) -> usize {
        match self {
            Self::Paragraph(paragraph) => paragraph.words.text.len(),
            Self::Table(rows) => {
                let cells = rows.iter().flatten();
                cells.flat_map(|cell| &cell.paragraphs).map(|paragraph| paragraph.words.text.len()).sum()
            }
        }
    }

    /// A table inside a cell gives the paragraphs of its cells.
    fn paragraphs(self) -> Vec<ParagraphDraft> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(rows) => rows.into_iter().flatten().flat_map(|cell| cell.paragraphs).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_free_columns_takes_no_cells() {
        let mut grid = Grid::default();
        grid.row();
        assert!(grid.cell(usize::MAX - MAX_COLUMNS, 2, Vec::new()));
        assert!(!grid.cell(1, 1, Vec::new()));
        assert_eq!(grid.row(), 1);
        assert!(!grid.cell(1, 1, Vec::new()));
    }

    fn places(grid: Grid) -> Vec<Vec<(u16, u16, bool)>> {
        let Finished::Data(rows) = grid.finish() else { panic!("a table of data") };
        let place = |cell: &CellDraft| (cell.column, cell.width, cell.continued);
        rows.iter().map(|row| row.iter().map(place).collect()).collect()
    }

    #[test]
    fn cells_that_span_push_the_others_aside() {
        let mut grid = Grid::default();
        grid.row();
        grid.cell(1, 3, Vec::new());
        grid.cell(2, 1, Vec::new());
        grid.row();
        grid.cell(1, 1, Vec::new());
        grid.cell(1, 2, Vec::new());
        grid.row();
        grid.cell(1, 1, Vec::new());
        let expected = [
            vec![(0, 1, false), (1, 2, false)],
            vec![(0, 1, true), (1, 1, false), (2, 1, false)],
            vec![(0, 1, true), (1, 1, false), (2, 1, true)],
        ];
        assert_eq!(places(grid), expected);
    }

    #[test]
    fn a_foot_that_stands_first_goes_last_and_nothing_reaches_out_of_its_section() {
        let mut grid = Grid::default();
        grid.section(Section::Foot);
        grid.row();
        grid.cell(2, 9, Vec::new());
        grid.section(Section::Body);
        grid.row();
        grid.cell(1, 0, Vec::new());
        grid.cell(1, 1, Vec::new());
        assert_eq!(places(grid), [vec![(0, 1, false), (1, 1, false)], vec![(0, 2, false)]]);
    }
}
