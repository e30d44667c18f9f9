//! The cells of a sheet in, the paragraphs and tables that a reader sees in them out.
//!
//! Empty rows part tables, unless the rows below them go on in the same columns with numbers under numbers. A cell that
//! stands alone above or below a table is a title or a note and no row of it.

use std::collections::BTreeSet;

use super::super::builder::{CellDraft, ParagraphDraft};
use super::super::package::too_large;
use super::beside;
use super::grid::{Grid, GridCell, GridRow};
use super::hidden::Ranges;
use super::room::Room;
use crate::document::Warning;

/// Most columns of a table.
const MAX_COLUMNS: usize = 1_000;
/// From how many columns on a single cell below a table is a note; with two it may be a label without a value.
const COLUMNS_ABOVE_NOTE: usize = 3;

/// Something that a reader sees as one thing.
pub(super) enum Piece {
    /// Lines without columns.
    Text(Vec<ParagraphDraft>),
    /// Rows of cells.
    Table(Vec<Vec<CellDraft>>),
}

/// Rows that belong together.
#[derive(Default)]
struct Section<'grid> {
    rows: Vec<&'grid GridRow>,
    columns: BTreeSet<u32>,
}

/// The pieces of a sheet from top to bottom.
pub(super) fn pieces(grid: &Grid, room: &mut Room) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for Section { rows: section, .. } in sections(grid) {
        let (above, table, below) = parted(&section);
        pieces.extend(text(above));
        let beside = beside::parted(table, &grid.hidden_columns);
        if beside.is_empty() && !table.is_empty() {
            pieces.push(Piece::Table(rows(table, room)));
        }
        for table in &beside {
            let table: Vec<&GridRow> = table.iter().collect();
            let (above, table, below) = parted(&table);
            pieces.extend(text(above));
            if !table.is_empty() {
                pieces.push(Piece::Table(rows(table, room)));
            }
            pieces.extend(text(below));
        }
        pieces.extend(text(below));
    }
    pieces
}

fn sections(grid: &Grid) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut last = None;
    for (&row, cells) in &grid.rows {
        let is_apart = last.is_none_or(|last| has_gap(&grid.hidden_rows, last, row));
        last = Some(row);
        let goes_on = |section: &&mut Section<'_>| {
            !is_apart || cells.values().any(|cell| cell.continued) || section.goes_on(cells)
        };
        if sections.last_mut().filter(goes_on).is_none() {
            sections.push(Section::default());
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(cells);
            section.columns.extend(cells.keys());
        }
    }
    sections
}

/// Whether a reader sees an empty row between these two.
fn has_gap(hidden: &Ranges, above: u32, below: u32) -> bool {
    hidden.first_shown(above + 1) < below
}

impl Section<'_> {
    /// Whether a row goes on with a table after an empty row: numbers stand under numbers, and no text does.
    fn goes_on(&self, row: &GridRow) -> bool {
        let Some(last) = self.rows.last() else { return false };
        let mut numbers = 0;
        for (column, cell) in row {
            match last.get(column) {
                Some(above) if above.is_number != cell.is_number => return false,
                Some(above) if above.is_number => numbers += 1,
                Some(_) => {}
                None if self.columns.contains(column) => {}
                None => return false,
            }
        }
        numbers > 0
    }
}

/// The lines above a table, the table, and the lines below it.
fn parted<'rows, 'grid>(
    section: &'rows [&'grid GridRow],
) -> (&'rows [&'grid GridRow], &'rows [&'grid GridRow], &'rows [&'grid GridRow]) {
    let Some(first) = section.iter().position(|row| row.len() > 1) else { return (section, &[], &[]) };
    let wide = || section.iter().filter(|row| row.len() > 1);
    let left = wide().filter_map(|row| row.keys().next()).min();
    let right = wide().filter_map(|row| row.keys().next_back()).max();
    let is_line = |row: &GridRow| {
        let alone = row.iter().next().filter(|(_, cell)| row.len() == 1 && !cell.is_number && !cell.continued);
        alone.is_some_and(|(&column, cell)| {
            let reaches_right = right.is_some_and(|&right| column.saturating_add(cell.more_columns) >= right);
            left.is_some_and(|&left| column <= left || (reaches_right && column == left + 1))
        })
    };
    let start = section[..first].iter().position(|row| !is_line(row)).unwrap_or(first);
    let columns = used(&section[start..]).len();
    let end = match section.iter().rposition(|row| !is_line(row)) {
        Some(last) if columns >= COLUMNS_ABOVE_NOTE => last + 1,
        _ => section.len(),
    };
    (&section[..start], &section[start..end], &section[end..])
}

fn text(rows: &[&GridRow]) -> Option<Piece> {
    let cells = rows.iter().flat_map(|row| row.values());
    let mut paragraphs: Vec<ParagraphDraft> = cells.flat_map(|cell| cell.paragraphs.iter().cloned()).collect();
    paragraphs.first_mut()?.gap_before = true;
    Some(Piece::Text(paragraphs))
}

/// The columns that hold words, from left to right.
fn used(rows: &[&GridRow]) -> Vec<u32> {
    let mut columns: Vec<u32> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Rows of cells; columns without words do not count.
fn rows(section: &[&GridRow], room: &mut Room) -> Vec<Vec<CellDraft>> {
    let mut columns = used(section);
    if columns.len() > MAX_COLUMNS {
        room.warnings.push(too_wide(columns.len()));
        columns.truncate(MAX_COLUMNS);
    }
    let is_filled_up = room.take_places(columns.len() * section.len());
    section.iter().map(|row| cells(row, &columns, is_filled_up)).collect()
}

fn cells(row: &GridRow, columns: &[u32], is_filled_up: bool) -> Vec<CellDraft> {
    let mut cells = Vec::new();
    let mut free = 0;
    for (column, cell) in row {
        let Ok(place) = columns.binary_search(column) else { continue };
        if is_filled_up {
            cells.extend((free..place).map(empty));
        }
        let last = column.saturating_add(cell.more_columns);
        let end = columns.partition_point(|column| *column <= last);
        cells.push(draft(cell, place, end - place));
        free = end.max(free);
    }
    if is_filled_up {
        cells.extend((free..columns.len()).map(empty));
    }
    cells
}

fn draft(cell: &GridCell, place: usize, width: usize) -> CellDraft {
    let number = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    CellDraft {
        column: number(place),
        width: number(width),
        paragraphs: cell.paragraphs.clone(),
        continued: cell.continued,
    }
}

fn empty(place: usize) -> CellDraft {
    draft(&GridCell::default(), place, 1)
}

fn too_wide(columns: usize) -> Warning {
    too_large(&format!("een tabel heeft {columns} kolommen; alleen de eerste {MAX_COLUMNS} zijn gelezen"))
}
