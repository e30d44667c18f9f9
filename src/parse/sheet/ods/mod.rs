//! Reads an OpenDocument spreadsheet (.ods): bytes in, one `Document` out.

mod cells;
mod notation;

use std::collections::HashSet;

use super::super::package::{damaged, open_document, partly_damaged, too_large};
use super::super::xml::{Element, Tree};
use super::grid::Grid;
use super::room::{MAX_SHEETS, Room};
use crate::document::{Document, Warning};

/// Reads the cells of all sheets that are shown; remarks, heads, feet and drawings are no part of it.
pub(in crate::parse) fn read(bytes: &[u8]) -> Document {
    read_package(bytes).unwrap_or_else(Document::unread)
}

fn read_package(bytes: &[u8]) -> Result<Document, Warning> {
    let (mut package, content) = open_document(bytes)?;
    let tree = Tree::parse(&content)?;
    let mut room = Room::default();
    room.warnings.append(&mut package.warnings);
    if tree.broken && room.warnings.is_empty() {
        room.warnings.push(partly_damaged());
    }
    let hidden = hidden_styles(&tree);
    let (mut grids, mut page) = (Vec::new(), 0);
    for (number, table) in tables(&tree).enumerate() {
        if number == MAX_SHEETS {
            room.warnings.push(too_large(&format!("het heeft meer dan {MAX_SHEETS} bladen; de rest is niet gelezen")));
            break;
        }
        let name = table.attribute("name").unwrap_or_else(|| format!("Blad{}", number + 1));
        if table.attribute("style-name").is_some_and(|style| hidden.contains(&style)) {
            room.hidden_sheets.push(name);
            continue;
        }
        page += 1;
        let mut grid = Grid { name, page, ..Grid::default() };
        cells::read(table, &mut grid, &mut room);
        grid.finish(&mut room);
        grids.push(grid);
    }
    if tree.broken && grids.is_empty() {
        return Err(damaged());
    }
    Ok(super::document(grids, room))
}

fn tables<'tree>(tree: &'tree Tree<'tree>) -> impl Iterator<Item = Element<'tree>> {
    let body = tree.top().elements().flat_map(Element::elements).filter(|element| element.name() == "office:body");
    let sheets = body.flat_map(Element::elements).filter(|element| element.name() == "office:spreadsheet");
    sheets.flat_map(Element::elements).filter(|element| element.name() == "table:table")
}

/// The styles of sheets that are not shown.
fn hidden_styles(tree: &Tree<'_>) -> HashSet<String> {
    let groups = tree.top().elements().flat_map(Element::elements);
    let styles = groups.filter(|group| group.name() == "office:automatic-styles").flat_map(Element::elements);
    let hides = |style: &Element<'_>| {
        let properties = style.child("table-properties").and_then(|properties| properties.attribute("display"));
        properties.is_some_and(|display| display == "false")
    };
    styles.filter(hides).filter_map(|style| style.attribute("name")).collect()
}

#[cfg(test)]
#[path = "ods_tests.rs"]
mod tests;
