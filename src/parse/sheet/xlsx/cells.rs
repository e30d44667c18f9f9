//! A sheet of an Excel file in, its cells as they are shown out.

use super::super::super::xml::{Element, Tree};
use super::super::format::general;
use super::super::grid::{Area, Grid, GridCell};
use super::super::room::Room;
use super::super::words::{day_cell, number_cell, text_cell};
use super::parts::is_on;
use super::strings::{unescaped, words};
use super::styles::Styles;

/// One past the last row and column that Excel knows.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
const ERRORS: [(&str, &str); 7] = [
    ("#DIV/0!", "#DEEL/0!"),
    ("#N/A", "#N/B"),
    ("#NAME?", "#NAAM?"),
    ("#NULL!", "#LEEG!"),
    ("#NUM!", "#GETAL!"),
    ("#REF!", "#VERW!"),
    ("#VALUE!", "#WAARDE!"),
];

/// What the cells of a file share.
#[derive(Default)]
pub(super) struct Reader {
    /// The texts that cells name by their number.
    pub strings: Vec<String>,
    /// The number formats.
    pub styles: Styles,
    /// Whether days are counted from 1904 on.
    pub since_1904: bool,
}

impl Reader {
    /// Reads one sheet.
    pub(super) fn read(&self, tree: &Tree<'_>, grid: &mut Grid, room: &mut Room) {
        for root in tree.top().elements() {
            for column in parts(root, "cols") {
                hide_columns(column, grid);
            }
            let mut next = 0;
            for row in parts(root, "sheetData") {
                next = self.row(row, next, grid, room);
            }
            let areas = parts(root, "mergeCells").filter_map(|merge| area(&merge.attribute("ref")?));
            grid.merges.extend(areas);
        }
    }

    /// Reads a row; gives where the next one stands unless it says so itself.
    fn row(&self, row: Element<'_>, next: u32, grid: &mut Grid, room: &mut Room) -> u32 {
        let number = row.number("r").filter(|number| (1..=ROWS).contains(number)).map(|number: u32| number - 1);
        let place = number.unwrap_or(next);
        if is_on(row, "hidden") || is_zero(row, "ht") {
            grid.hidden_rows.add(place, place);
        }
        let mut column = 0;
        for cell in row.elements().filter(|cell| cell.local() == "c") {
            if room.is_full() {
                break;
            }
            let reference = cell.attribute("r").and_then(|reference| place_of(&reference));
            let (row, found) = reference.unwrap_or((place, column));
            grid.put(row, found, self.cell(cell, room), room);
            column = found + 1;
        }
        place + 1
    }

    fn cell(&self, cell: Element<'_>, room: &mut Room) -> GridCell {
        let value = cell.child("v").map(|value| value.words());
        let kind = cell.attribute("t").unwrap_or_default();
        let Some(value) = value.filter(|value| !value.is_empty() || kind == "str") else {
            room.formulas += usize::from(cell.child("f").is_some() && kind != "str");
            return cell.child("is").map(|text| text_cell(&words(text))).unwrap_or_default();
        };
        match kind.as_str() {
            "s" => match value.trim().parse().ok().and_then(|number: usize| self.strings.get(number)) {
                Some(words) => self.text(cell, words),
                None => {
                    room.missing += 1;
                    GridCell::default()
                }
            },
            "str" | "inlineStr" => self.text(cell, &unescaped(&value)),
            "b" => text_cell(if matches!(value.trim(), "1" | "true") { "WAAR" } else { "ONWAAR" }),
            "e" => {
                let dutch = ERRORS.iter().find(|(english, _)| *english == value.trim()).map(|(_, dutch)| *dutch);
                text_cell(dutch.unwrap_or(&value))
            }
            "d" => day_cell(value.trim()),
            _ => self.number(cell, &value),
        }
    }

    fn text(&self, cell: Element<'_>, words: &str) -> GridCell {
        let code = cell.number("s").and_then(|style| self.styles.code(style));
        match code.and_then(|code| code.text(words)) {
            Some(shown) => text_cell(&shown),
            None => text_cell(words),
        }
    }

    fn number(&self, cell: Element<'_>, value: &str) -> GridCell {
        let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let Some(number) = number else { return text_cell(value) };
        match cell.number("s").and_then(|style| self.styles.code(style)) {
            Some(code) => number_cell(&code.number(number, self.since_1904)),
            None => number_cell(&general(number)),
        }
    }
}

/// What stands in the groups of this name.
fn parts<'tree>(root: Element<'tree>, name: &str) -> impl Iterator<Item = Element<'tree>> {
    root.elements().filter(move |group| group.local() == name).flat_map(Element::elements)
}

fn hide_columns(column: Element<'_>, grid: &mut Grid) {
    let bound =
        |name: &str| column.number::<u32>(name).filter(|number| *number > 0).map(|number| (number - 1).min(COLUMNS));
    if let (Some(first), Some(last)) = (bound("min"), bound("max"))
        && (is_on(column, "hidden") || is_zero(column, "width"))
    {
        grid.hidden_columns.add(first, last);
    }
}

fn is_zero(element: Element<'_>, name: &str) -> bool {
    element.number::<f64>(name).is_some_and(|size| size <= 0.0)
}

/// The row and column of a name such as `C7`; `None` where there is no such cell.
fn place_of(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let digits = reference.find(|symbol: char| symbol.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let letter = |number: u32, letter: u8| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, letter);
    let row: u32 = row.parse().ok()?;
    ((1..=ROWS).contains(&row) && column <= COLUMNS).then(|| (row - 1, column - 1))
}

fn area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (place_of(first)?, place_of(last)?);
    Some(Area { top, left, bottom, right })
}
