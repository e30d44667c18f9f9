//! A Word table in, rows of cells with their columns and merges out.

use super::super::builder::CellDraft;
use super::super::flow::Flow;
use super::super::xml::Element;
use super::body::{Body, is_left_out};
use super::properties::switched_on;

impl Body<'_> {
    /// The rows of a table that a reader sees. Cells that go on from the row above are marked so.
    pub(super) fn table(&mut self, table: Element<'_>) -> Vec<Vec<CellDraft>> {
        let mut rows = Vec::new();
        for row in wrapped(table, "tr") {
            let properties = row.child("trPr");
            let is_out = properties.is_some_and(|properties| {
                properties.child("del").is_some() || properties.child("hidden").is_some_and(switched_on)
            });
            if !is_out {
                rows.push(self.row(row, properties));
            }
        }
        rows
    }

    fn row(&mut self, row: Element<'_>, properties: Option<Element<'_>>) -> Vec<CellDraft> {
        let skipped = properties.and_then(|properties| properties.child("gridBefore"));
        let mut column: u16 = skipped.and_then(|skipped| skipped.number("val")).unwrap_or(0);
        let mut cells: Vec<CellDraft> = Vec::new();
        for cell in wrapped(row, "tc") {
            let properties = cell.child("tcPr");
            let width = child_number(properties, "gridSpan").max(1);
            if properties.is_some_and(|properties| properties.child("cellDel").is_some()) {
                continue;
            }
            let mut flow = Flow::cell();
            self.read(cell, &mut flow);
            let paragraphs = flow.into_paragraphs();
            match cells.last_mut() {
                // Cells merged the old way keep their place in the row; the first of them holds the words.
                Some(left) if is_continued(properties, "hMerge") => {
                    left.width = left.width.saturating_add(width);
                    left.paragraphs.extend(paragraphs);
                }
                _ => {
                    cells.push(CellDraft { column, width, paragraphs, continued: is_continued(properties, "vMerge") });
                }
            }
            column = column.saturating_add(width);
        }
        cells
    }
}

/// The rows of a table or the cells of a row, also those in content controls and revisions.
fn wrapped<'tree>(parent: Element<'tree>, name: &str) -> Vec<Element<'tree>> {
    let mut found = Vec::new();
    for element in parent.elements() {
        match element.local() {
            local if local == name => found.push(element),
            "sdt" if is_left_out(element) => {}
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => found.extend(wrapped(element, name)),
            _ => {}
        }
    }
    found
}

fn child_number(properties: Option<Element<'_>>, name: &str) -> u16 {
    properties.and_then(|properties| properties.child(name)).and_then(|child| child.number("val")).unwrap_or(1)
}

/// `w:vMerge` without a value goes on from the cell before.
fn is_continued(properties: Option<Element<'_>>, name: &str) -> bool {
    let merge = properties.and_then(|properties| properties.child(name));
    merge.is_some_and(|merge| merge.attribute("val").is_none_or(|value| value == "continue"))
}
