//! Reads an Excel file (.xlsx, .xlsm, .xltx): bytes in, one `Document` out.

mod cells;
mod parts;
mod strings;
mod styles;

use super::super::package::{Package, damaged, partly_damaged};
use super::super::xml::Tree;
use super::grid::Grid;
use super::room::{MAX_SHEETS, Room};
use crate::document::{Document, Warning};
use cells::Reader;
use parts::Parts;

/// Reads the cells of all sheets that are shown; remarks, heads, feet, drawings and charts are no part of it.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_package(bytes).unwrap_or_else(Document::unread)
}

fn read_package(bytes: &[u8]) -> Result<Document, Warning> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let mut reader = Reader::default();
    if let Some(strings) = package.text(&parts.strings)? {
        reader.strings = strings::read(&Tree::parse(&strings)?);
    }
    if let Some(styles) = package.text(&parts.styles)? {
        reader.styles = styles::read(&Tree::parse(&styles)?);
    }
    reader.since_1904 = parts.since_1904;
    let mut room = Room::default();
    let (mut grids, mut found) = (Vec::new(), false);
    for (page, sheet) in (1..).zip(&parts.sheets) {
        let grid = Grid { name: sheet.name.clone(), page, ..Grid::default() };
        match read_sheet(&mut package, &sheet.part, grid, &reader, &mut room) {
            Ok(Some(grid)) => grids.push(grid),
            Ok(None) => continue,
            Err(warning) => room.warnings.push(warning.on_page(page)),
        }
        found = true;
    }
    if !found && room.hidden_sheets.is_empty() && parts.hidden.is_empty() {
        return Err(damaged());
    }
    room.hidden_sheets = parts.hidden;
    room.warnings.extend(parts.too_many.then(|| {
        super::super::package::too_large(&format!("het heeft meer dan {MAX_SHEETS} bladen; de rest is niet gelezen"))
    }));
    room.warnings.append(&mut package.warnings);
    Ok(super::document(grids, room))
}

/// The cells of one sheet; `None` where the file does not hold it, or where it is no sheet of cells.
fn read_sheet(
    package: &mut Package<'_>,
    part: &str,
    mut grid: Grid,
    reader: &Reader,
    room: &mut Room,
) -> Result<Option<Grid>, Warning> {
    let Some(xml) = package.text(part)? else { return Ok(None) };
    let tree = Tree::parse(&xml)?;
    if tree.broken && package.warnings.is_empty() {
        package.warnings.push(partly_damaged());
    }
    reader.read(&tree, &mut grid, room);
    grid.finish(room);
    Ok(Some(grid))
}

#[cfg(test)]
#[path = "xlsx_tests.rs"]
mod tests;
