//! The glyphs of one page and what the document says of them in; the tables that it says there are, and the glyphs outside them,
//! out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::geometry::{Area, Turn};
use super::glyphs::{Glyph, Mark};
use super::lines::{Line, extent, lines};
use super::tables::{PageTable, Rows, TableCell, TableRow};
use super::tags::{CellPlace, Tags};
use super::words::words;

/// What a document says of its tables, checked against where the words stand.
#[derive(Debug, Default)]
pub(super) struct Tagging {
    tags: Tags,
    /// Tables whose cells do not stand as rows and columns.
    distrusted: BTreeSet<u32>,
    /// The words in the first row of every table that was met.
    heads: HashMap<u32, BTreeSet<String>>,
    /// Where the columns of every table that was met stand.
    columns: HashMap<u32, Columns>,
}

/// From where to where the words of each column stand, in points; empty where none was seen.
type Columns = Vec<Option<(f32, f32)>>;

impl Tagging {
    pub(super) fn of(tags: Tags) -> Self {
        Self { tags, ..Self::default() }
    }

    /// Takes the tables of a page out of its glyphs.
    pub(super) fn take<'glyph>(
        &mut self,
        glyphs: Vec<&'glyph Glyph>,
        turn: Turn,
        page: u32,
    ) -> (Vec<PageTable>, Vec<&'glyph Glyph>) {
        let mut cells: BTreeMap<CellPlace, Vec<&Glyph>> = BTreeMap::new();
        let mut outside = Vec::new();
        for glyph in glyphs {
            match self.place(glyph, page) {
                Some(place) => cells.entry(place).or_default().push(glyph),
                None => outside.push(glyph),
            }
        }
        let mut tables = Vec::new();
        let cells: Vec<(CellPlace, Vec<&Glyph>)> = cells.into_iter().collect();
        for of_table in cells.chunk_by(|(left, _), (right, _)| left.table == right.table) {
            match self.table(of_table, turn, page) {
                Some(table) => tables.push(table),
                None => {
                    self.distrusted.insert(of_table[0].0.table);
                    outside.extend(of_table.iter().flat_map(|(_, glyphs)| glyphs));
                }
            }
        }
        tables.sort_by(|left, right| left.area.y0.total_cmp(&right.area.y0));
        let outside = self.without_repeated_heads(outside, &tables, turn);
        (tables, outside)
    }

    fn place(&self, glyph: &Glyph, page: u32) -> Option<CellPlace> {
        let Mark::Content(number) = glyph.mark else { return None };
        let place = *self.tags.cells.get(&(page, number))?;
        let columns = self.tags.tables.get(place.table as usize)?.columns;
        (columns > 1 && !self.distrusted.contains(&place.table)).then_some(place)
    }

    /// A table as it stands on this page; `None` where its rows do not stand under each other or its cells side by side.
    fn table(&mut self, cells: &[(CellPlace, Vec<&Glyph>)], turn: Turn, page: u32) -> Option<PageTable> {
        let number = cells[0].0.table;
        let shape = self.tags.tables.get(number as usize)?;
        let mut rows: Vec<TableRow> = Vec::new();
        let mut numbers = Vec::new();
        let mut area: Option<Area> = None;
        let mut top = f32::NEG_INFINITY;
        for of_row in cells.chunk_by(|(left, _), (right, _)| left.row == right.row) {
            let row = row(shape.rows.get(of_row[0].0.row as usize)?, of_row, turn, page);
            let first = row.iter().filter_map(|cell| cell.lines.first()).map(|line| line.y).reduce(f32::min);
            let Some(first) = first else { continue };
            if first <= top || !side_by_side(&row) {
                return None;
            }
            top = first;
            let words = row.iter().flat_map(|cell| &cell.lines).flat_map(|line| &line.words);
            area = words.map(super::words::Word::area).chain(area).reduce(|left, right| left.cover(&right));
            numbers.push(of_row[0].0.row);
            rows.push(row);
        }
        let columns = self.columns.entry(number).or_insert_with(|| vec![None; shape.columns]);
        rows.iter().for_each(|row| learn_columns(row, columns));
        rows.iter_mut().for_each(|row| find_columns(row, columns));
        if let Some(at) = numbers.iter().position(|&row| row == 0) {
            let words = rows[at].iter().flat_map(|cell| &cell.lines).flat_map(|line| &line.words);
            self.heads.entry(number).or_default().extend(words.map(|word| word.text.clone()));
        }
        let rows_of = Rows { table: number, first: *numbers.first()?, last: *numbers.last()? };
        let edges = (0..=shape.columns).map(|edge| edge as f32).collect();
        Some(PageTable { edges, rows, area: area?, open_top: false, open_bottom: false, tagged: Some(rows_of) })
    }

    /// A head that is printed again over a table that goes on is marked as decoration; it says nothing new.
    fn without_repeated_heads<'glyph>(
        &self,
        glyphs: Vec<&'glyph Glyph>,
        tables: &[PageTable],
        turn: Turn,
    ) -> Vec<&'glyph Glyph> {
        let going_on =
            tables.iter().filter_map(|table| table.tagged.filter(|rows| rows.first > 0)).map(|rows| rows.table);
        let heads: Vec<&BTreeSet<String>> = going_on.filter_map(|table| self.heads.get(&table)).collect();
        if heads.is_empty() {
            return glyphs;
        }
        let (decoration, mut kept): (Vec<&Glyph>, Vec<&Glyph>) =
            glyphs.into_iter().partition(|glyph| glyph.mark == Mark::Decoration);
        let repeated: Vec<Area> = lines(words(decoration.iter().copied(), turn), 0)
            .iter()
            .filter(|line| line.words.iter().all(|word| heads.iter().any(|head| head.contains(&word.text))))
            .flat_map(|line| line.words.iter().map(super::words::Word::area))
            .collect();
        kept.extend(decoration.into_iter().filter(|glyph| {
            let (x, y) = turn.apply(glyph.origin.0, glyph.origin.1);
            let inside = |area: &Area| area.contains(x + 0.1 * glyph.size, y - 0.1 * glyph.size);
            !repeated.iter().any(inside)
        }));
        kept
    }
}

/// A row's cells, each with its lines on this page.
fn row(places: &[CellPlace], filled: &[(CellPlace, Vec<&Glyph>)], turn: Turn, page: u32) -> TableRow {
    let cell = |place: &CellPlace| {
        let glyphs = filled.iter().filter(|(other, _)| other == place).flat_map(|(_, glyphs)| glyphs.iter().copied());
        let lines = lines(words(glyphs, turn), page);
        TableCell { column: place.column as usize, width: place.width as usize, lines }
    };
    places.iter().map(cell).collect()
}

/// Whether a row has a cell for every column.
fn is_whole(row: &TableRow, columns: usize) -> bool {
    row.last().is_some_and(|last| last.column + last.width >= columns)
}

/// Notes where the cells of a whole row stand.
fn learn_columns(row: &TableRow, columns: &mut Columns) {
    if !is_whole(row, columns.len()) {
        return;
    }
    for cell in row.iter().filter(|cell| cell.width == 1 && !cell.lines.is_empty()) {
        let (left, right) = extent(&cell.lines);
        let place = &mut columns[cell.column];
        *place = Some(place.map_or((left, right), |(from, to)| (from.min(left), to.max(right))));
    }
}

/// Some programs leave out the empty cells of a row: the others then belong where the columns of whole rows stand.
fn find_columns(row: &mut TableRow, columns: &Columns) {
    let known: Option<Vec<(f32, f32)>> = columns.iter().copied().collect();
    let apart = row.iter().enumerate().all(|(at, cell)| cell.column == at && cell.width == 1 && !cell.lines.is_empty());
    let Some(known) = known.filter(|_| apart && !is_whole(row, columns.len())) else { return };
    let distance = |cell: &TableCell, (from, to): (f32, f32)| {
        let (left, right) = extent(&cell.lines);
        let middles = f32::midpoint(left, right) - f32::midpoint(from, to);
        (left - from).abs().min((right - to).abs()).min(middles.abs())
    };
    // For so many cells and the columns up to each: the least distance, and in which column the last of those cells stands.
    let mut least: Vec<(f32, Vec<usize>)> = vec![(0.0, Vec::new()); known.len() + 1];
    for (count, cell) in row.iter().enumerate() {
        let before = std::mem::replace(&mut least, vec![(f32::INFINITY, Vec::new()); known.len() + 1]);
        for at in count..known.len() {
            let (sum, places) = &before[at];
            let here = sum + distance(cell, known[at]);
            least[at + 1] = if here < least[at].0 {
                (here, places.iter().copied().chain([at]).collect())
            } else {
                least[at].clone()
            };
        }
    }
    let places = &least[known.len()].1;
    if places.len() == row.len() {
        row.iter_mut().zip(places).for_each(|(cell, &place)| cell.column = place);
    }
}

/// Whether every cell with words begins to the right of the one before.
fn side_by_side(row: &TableRow) -> bool {
    let left = |cell: &TableCell| cell.lines.iter().map(|line: &Line| line.x0).fold(f32::INFINITY, f32::min);
    let filled: Vec<f32> = row.iter().filter(|cell| !cell.lines.is_empty()).map(left).collect();
    filled.windows(2).all(|pair| pair[0] < pair[1])
}

#[cfg(test)]
#[path = "tagged_tests.rs"]
mod tests;
