//! An opened Excel file in, the names of the members that hold its sheets, texts and styles out.

use std::collections::HashMap;

use super::super::super::package::{Package, damaged};
use super::super::super::xml::{Element, Tree};
use super::super::room::MAX_SHEETS;
use crate::document::Warning;

/// The members of an Excel file that its words depend on.
pub(super) struct Parts {
    /// The sheets that are shown, in the order of their tabs.
    pub sheets: Vec<SheetPart>,
    /// The names of those that are not.
    pub hidden: Vec<String>,
    /// Whether there are more than are read.
    pub too_many: bool,
    /// The texts that cells share.
    pub strings: String,
    /// The number formats.
    pub styles: String,
    /// Whether days are counted from 1904 on.
    pub since_1904: bool,
}

/// A sheet and where it is.
pub(super) struct SheetPart {
    /// As the user calls it.
    pub name: String,
    /// Its member in the archive.
    pub part: String,
}

/// A relation of a member to another one.
struct Relation {
    kind: String,
    target: String,
}

impl Parts {
    /// The members as the file itself names them, else by their usual names.
    pub(super) fn find(package: &mut Package<'_>) -> Result<Self, Warning> {
        let main = relations(package, "_rels/.rels", "")?;
        let main = named(&main, "/officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let list = [folder, "_rels", &format!("{file}.rels")].join("/");
        let relations = relations(package, list.trim_start_matches('/'), folder)?;
        let xml = package.text(&main)?.ok_or_else(damaged)?;
        let tree = Tree::parse(&xml)?;
        let mut parts = Self {
            sheets: Vec::new(),
            hidden: Vec::new(),
            too_many: false,
            strings: named(&relations, "/sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".to_owned()),
            styles: named(&relations, "/styles").unwrap_or_else(|| "xl/styles.xml".to_owned()),
            since_1904: false,
        };
        for root in tree.top().elements() {
            parts.since_1904 |= root.child("workbookPr").is_some_and(|found| is_on(found, "date1904"));
            for (number, sheet) in (1..).zip(root.child("sheets").into_iter().flat_map(Element::elements)) {
                parts.add(sheet, number, &relations);
            }
        }
        Ok(parts)
    }

    fn add(&mut self, sheet: Element<'_>, number: usize, relations: &HashMap<String, Relation>) {
        if self.sheets.len() + self.hidden.len() >= MAX_SHEETS {
            self.too_many = true;
            return;
        }
        let name = sheet.attribute("name").unwrap_or_else(|| format!("Blad{number}"));
        if sheet.attribute("state").is_some_and(|state| state != "visible") {
            self.hidden.push(name);
            return;
        }
        // A sheet without a relation is looked for where most programs put it.
        let relation = sheet.attribute("id").and_then(|id| relations.get(&id));
        let part = match relation {
            Some(relation) if relation.kind.ends_with("/worksheet") => relation.target.clone(),
            Some(_) => String::new(),
            None => format!("xl/worksheets/sheet{number}.xml"),
        };
        self.sheets.push(SheetPart { name, part });
    }
}

/// Whether an attribute is there and on.
pub(super) fn is_on(element: Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

fn named(relations: &HashMap<String, Relation>, kind: &str) -> Option<String> {
    let mut found =
        relations.values().filter(|relation| relation.kind.ends_with(kind)).map(|relation| &relation.target);
    // The order of a map is not the same in every run.
    let first = found.next()?;
    Some(found.fold(first, |least, target| least.min(target)).clone())
}

/// The relations of a member by their names, with targets as names in the archive.
fn relations(package: &mut Package<'_>, list: &str, folder: &str) -> Result<HashMap<String, Relation>, Warning> {
    let Some(xml) = package.text(list)? else { return Ok(HashMap::new()) };
    let tree = Tree::parse(&xml)?;
    let relations = tree.top().elements().flat_map(Element::elements).filter_map(|relation| {
        let target = relation.attribute("Target")?;
        let target = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target,
            None => format!("{folder}/{}", target.trim_start_matches("./")),
        };
        let kind = relation.attribute("Type").unwrap_or_default();
        Some((relation.attribute("Id").unwrap_or_default(), Relation { kind, target }))
    });
    Ok(relations.collect())
}
