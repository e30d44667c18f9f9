//! The cells of one sheet in, wherever they stand; those that a reader sees, with merges and hidden parts worked out, out.

use std::collections::BTreeMap;

use super::super::builder::ParagraphDraft;
use super::hidden::Ranges;
use super::room::Room;

/// Cells by column, from 0.
pub(super) type GridRow = BTreeMap<u32, GridCell>;

/// A cell with words.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    /// What is shown in it.
    pub paragraphs: Vec<ParagraphDraft>,
    /// Whether it holds a number, an amount or a date rather than text.
    pub is_number: bool,
    /// Columns that it is merged over, beside its own.
    pub more_columns: u32,
    /// Whether it goes on from a row above.
    pub continued: bool,
}

/// A rectangle of merged cells; all bounds belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// The cells of one sheet. Only cells with words are kept, so that cells far apart cost nothing.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The name of the sheet.
    pub name: String,
    /// Its place among the sheets that are shown, from 1.
    pub page: u32,
    /// The cells by row, from 0.
    pub rows: BTreeMap<u32, GridRow>,
    /// The merged cells.
    pub merges: Vec<Area>,
    /// The hidden rows.
    pub hidden_rows: Ranges,
    /// The hidden columns.
    pub hidden_columns: Ranges,
}

impl Grid {
    /// Puts a cell in its place; one without words, or for which there is no room, is left out.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: GridCell, room: &mut Room) {
        let bytes: usize = cell.paragraphs.iter().map(|paragraph| paragraph.words.text.len()).sum();
        if bytes > 0 && room.take_cell(cell.paragraphs.len(), bytes) {
            self.rows.entry(row).or_default().insert(column, cell);
        }
    }

    /// Works out what is merged and what is hidden.
    pub(super) fn finish(&mut self, room: &mut Room) {
        for area in std::mem::take(&mut self.merges) {
            if !self.merge(area, room) {
                break;
            }
        }
        let (mut rows, mut columns) = (Ranges::default(), Ranges::default());
        let (hidden_rows, hidden_columns) = (&self.hidden_rows, &self.hidden_columns);
        self.rows.retain(|&row, cells| {
            let is_hidden = hidden_rows.contains(row);
            if is_hidden {
                rows.add(row, row);
            } else {
                cells.retain(|&column, _| {
                    let is_hidden = hidden_columns.contains(column);
                    if is_hidden {
                        columns.add(column, column);
                    }
                    !is_hidden
                });
            }
            !is_hidden && !cells.is_empty()
        });
        room.hidden_parts(&self.name, self.page, &rows, &columns);
    }

    /// Makes one cell of an area: the words of its first cell, in every row that it covers. Says whether there was room.
    fn merge(&mut self, area: Area, room: &mut Room) -> bool {
        let row = self.hidden_rows.first_shown(area.top);
        let column = self.hidden_columns.first_shown(area.left);
        if area.bottom < area.top || area.right < area.left || row > area.bottom || column > area.right {
            return true;
        }
        // An area without words in its first cell shows nothing, but a file that has them elsewhere in it is more likely wrong.
        let first = self.rows.get_mut(&area.top).and_then(|cells| cells.remove(&area.left));
        let Some(first) = first else { return true };
        let first = GridCell { more_columns: area.right - column, ..first };
        let mut has_room = true;
        for (&below, cells) in self.rows.range_mut(area.top..=area.bottom) {
            let covered: Vec<u32> = cells.range(area.left..=area.right).map(|(&column, _)| column).collect();
            has_room = room.take_work(1 + covered.len());
            if !has_room {
                break;
            }
            for column in covered {
                let is_covered = cells.remove(&column).is_some_and(|cell| !cell.continued);
                room.covered += usize::from(is_covered);
            }
            let has_words = cells.values().any(|cell| !cell.continued);
            if below > row && has_words {
                let more_columns = area.right - column;
                cells.insert(column, GridCell { more_columns, continued: true, ..GridCell::default() });
            }
        }
        self.rows.entry(row).or_default().insert(column, first);
        has_room
    }
}
