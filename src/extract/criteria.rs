//! A table that scores one application criterion by criterion in; a label with its text for each, and the total, out.

use crate::document::{Cell, Document, Row, Table};

use super::label::Role;
use super::piece::{Piece, labelled};
use super::score;
use super::vocabulary;

/// The lines of a table of criteria; `None` for any other table.
pub(super) fn lines(document: &Document, table: &Table) -> Option<Vec<Piece>> {
    let words = |cell: &Cell| document.words(cell.span).trim();
    let (head, rows) = table.rows.split_first()?;
    let first = head.cells.first().filter(|cell| vocabulary::is_criteria(words(cell)))?;
    let (criterion, others) =
        (first.column, || head.cells.iter().map(|cell| cell.column).filter(|at| *at != first.column));
    let cells =
        |column: u16| rows.iter().filter_map(move |row| cell_in(row, column)).filter(|cell| !words(cell).is_empty());
    let have_points =
        |column: &u16| cells(*column).count() > 0 && cells(*column).all(|cell| score::points(words(cell)).is_some());
    let points = others().find(have_points)?;
    let length = |column: &u16| cells(*column).map(|cell| words(cell).len()).sum::<usize>();
    let text = others().filter(|column| *column != points).max_by_key(length);
    let line = |row: &Row| {
        let name = cell_in(row, criterion)?;
        let (role, value) = if vocabulary::is_total(words(name)) {
            (Role::Score, cell_in(row, points)?)
        } else {
            (Role::Assessment, cell_in(row, text?)?)
        };
        (!words(value).is_empty()).then(|| labelled(document, name, value, Some(role)))
    };
    Some(rows.iter().filter_map(line).collect())
}

fn cell_in(row: &Row, column: u16) -> Option<&Cell> {
    row.cells.iter().find(|cell| cell.column == column)
}
