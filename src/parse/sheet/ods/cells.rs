//! A sheet of an OpenDocument spreadsheet in, its cells as they are shown out.

use super::super::super::line::Line;
use super::super::super::odt::push_collapsed;
use super::super::super::xml::{Element, Node};
use super::super::format::general;
use super::super::grid::{Area, Grid, GridCell};
use super::super::room::Room;
use super::super::words::{day_cell, line_cell, number_cell, text_cell};
use super::notation;

/// Most columns and rows that any program shows; what a file puts further away cannot be seen.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;
/// Most spaces that one element may stand for.
const MAX_SPACES: usize = 64;

/// Where the next column and row of a sheet stand.
#[derive(Default)]
struct Place {
    row: u32,
    column: u32,
}

/// A cell, in how many columns it stands, and how many columns and rows it is merged over.
struct Found {
    column: u32,
    times: u32,
    width: u32,
    height: u32,
    cell: GridCell,
}

/// Reads one sheet.
pub(super) fn read(table: Element<'_>, grid: &mut Grid, room: &mut Room) {
    parts(table, &mut Place::default(), grid, room);
}

fn parts(parent: Element<'_>, place: &mut Place, grid: &mut Grid, room: &mut Room) {
    for element in parent.elements() {
        match element.name() {
            "table:table-column" => {
                let times = repeated(element, "number-columns-repeated");
                if is_hidden(element) {
                    grid.hidden_columns.add(place.column, place.column.saturating_add(times - 1));
                }
                place.column = place.column.saturating_add(times);
            }
            "table:table-row" => row(element, place, grid, room),
            "table:table-columns"
            | "table:table-header-columns"
            | "table:table-column-group"
            | "table:table-rows"
            | "table:table-header-rows"
            | "table:table-row-group" => parts(element, place, grid, room),
            _ => {}
        }
    }
}

fn row(element: Element<'_>, place: &mut Place, grid: &mut Grid, room: &mut Room) {
    let times = repeated(element, "number-rows-repeated");
    let (first, last) = (place.row, place.row.saturating_add(times - 1));
    place.row = place.row.saturating_add(times);
    let is_hidden = is_hidden(element);
    if is_hidden {
        grid.hidden_rows.add(first, last);
    }
    let found = if first < ROWS { cells(element, room) } else { Vec::new() };
    if found.is_empty() {
        return;
    }
    // Of hidden rows it matters only that there are words in them.
    let last = if is_hidden { first } else { last.min(ROWS - 1) };
    for row in first..=last {
        for found in &found {
            put(found, row, grid, room);
        }
        if room.is_full() {
            return;
        }
    }
}

fn put(found: &Found, row: u32, grid: &mut Grid, room: &mut Room) {
    for step in 0..found.times {
        if room.is_full() {
            return;
        }
        let column = found.column.saturating_add(step.saturating_mul(found.width));
        if found.width > 1 || found.height > 1 {
            let (right, bottom) = (column.saturating_add(found.width - 1), row.saturating_add(found.height - 1));
            grid.merges.push(Area { top: row, left: column, bottom, right });
        }
        grid.put(row, column, found.cell.clone(), room);
    }
}

/// The cells of a row that hold words. What other cells cover is not seen.
fn cells(row: Element<'_>, room: &mut Room) -> Vec<Found> {
    let (mut found, mut column): (Vec<Found>, u32) = (Vec::new(), 0);
    for element in row.elements() {
        let is_covered = element.name() == "table:covered-table-cell";
        if column >= COLUMNS || !(is_covered || element.name() == "table:table-cell") {
            continue;
        }
        let times = repeated(element, "number-columns-repeated").min(COLUMNS - column);
        if !is_covered {
            let cell = cell(element, room);
            let (width, height) =
                (repeated(element, "number-columns-spanned"), repeated(element, "number-rows-spanned"));
            if !cell.paragraphs.is_empty() {
                found.push(Found { column, times, width, height, cell });
            }
        }
        column = column.saturating_add(times);
    }
    found
}

/// What a cell shows: its words, or its value where a program wrote no words.
fn cell(element: Element<'_>, room: &mut Room) -> GridCell {
    let mut line = Line::default();
    let paragraphs = element.elements().filter(|child| matches!(child.name(), "text:p" | "text:h"));
    for (number, paragraph) in paragraphs.enumerate() {
        if number > 0 {
            line.line_break();
        }
        inline(paragraph, &mut line);
    }
    let cell = line_cell(&line);
    let kind = element.attribute("value-type").unwrap_or_default();
    let shown = match (cell.paragraphs.as_slice(), kind.as_str()) {
        ([], _) => None,
        // Programs keep true and false as numbers too.
        ([only], "boolean" | "float") if notation::boolean(&only.words.text) != only.words.text => {
            return text_cell(notation::boolean(&only.words.text));
        }
        ([only], "float" | "percentage" | "currency" | "date" | "time") => Some(marked(&only.mark, &only.words.text)),
        _ => return cell,
    };
    match (shown, kind.as_str()) {
        (Some(shown), "date") => {
            let day = element.attribute("date-value").unwrap_or_default();
            number_cell(&notation::day_first(&shown, &day))
        }
        (Some(shown), "time") => number_cell(&shown),
        (Some(shown), _) => {
            let scale = if kind == "percentage" { 100.0 } else { 1.0 };
            let value = element.number::<f64>("value").unwrap_or(f64::NAN);
            number_cell(&notation::dutch(&shown, value * scale))
        }
        (None, _) => value(element, &kind, room),
    }
}

/// A minus looks like the mark of a list.
fn marked(mark: &str, words: &str) -> String {
    if mark.is_empty() { words.to_owned() } else { format!("{mark} {words}") }
}

fn value(element: Element<'_>, kind: &str, room: &mut Room) -> GridCell {
    let number = element.number::<f64>("value").filter(|value| value.is_finite());
    match (kind, number) {
        ("float" | "currency", Some(value)) => number_cell(&general(value)),
        ("percentage", Some(value)) => number_cell(&format!("{}%", general(value * 100.0))),
        ("date", _) => day_cell(&element.attribute("date-value").unwrap_or_default()),
        ("time", _) => number_cell(&element.attribute("time-value").unwrap_or_default()),
        ("boolean", _) => text_cell(notation::boolean(&element.attribute("boolean-value").unwrap_or_default())),
        ("string", _) => text_cell(&element.attribute("string-value").unwrap_or_default()),
        _ => {
            room.formulas += usize::from(element.attribute("formula").is_some());
            GridCell::default()
        }
    }
}

fn inline(parent: Element<'_>, line: &mut Line) {
    for node in parent.nodes() {
        let element = match node {
            Node::Text(words) => {
                push_collapsed(words, line);
                continue;
            }
            Node::Element(element) => element,
        };
        match element.name() {
            "text:s" => line.push(&" ".repeat(element.number("c").unwrap_or(1).clamp(1, MAX_SPACES))),
            "text:tab" => line.push(" "),
            "text:line-break" => line.line_break(),
            "text:note" | "office:annotation" | "text:ruby-text" => {}
            _ => inline(element, line),
        }
    }
}

fn repeated(element: Element<'_>, name: &str) -> u32 {
    element.number(name).unwrap_or(1).max(1)
}

fn is_hidden(element: Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|value| value != "visible")
}
