//! An opened Word file in, the names of the members that are read out.

use super::super::package::Package;
use super::super::xml::Tree;
use crate::document::Warning;

/// The members of a Word file that its text depends on.
pub(super) struct Parts {
    /// The body of the text.
    pub document: String,
    /// The styles.
    pub styles: String,
    /// The lists.
    pub numbering: String,
}

/// The members as the file itself names them, else by their usual names.
pub(super) fn parts(package: &mut Package<'_>) -> Result<Parts, Warning> {
    let document = related(package, "_rels/.rels", "", "/officeDocument")?;
    let document = document.unwrap_or_else(|| "word/document.xml".to_owned());
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let relations = [folder, "_rels", &format!("{file}.rels")].join("/");
    let styles = related(package, relations.trim_start_matches('/'), folder, "/styles")?;
    let numbering = related(package, relations.trim_start_matches('/'), folder, "/numbering")?;
    Ok(Parts {
        styles: styles.unwrap_or_else(|| "word/styles.xml".to_owned()),
        numbering: numbering.unwrap_or_else(|| "word/numbering.xml".to_owned()),
        document,
    })
}

/// The target of the first relation whose type ends so, as a name in the archive.
fn related(package: &mut Package<'_>, list: &str, folder: &str, kind: &str) -> Result<Option<String>, Warning> {
    let Some(xml) = package.text(list)? else { return Ok(None) };
    let tree = Tree::parse(&xml)?;
    let relations = tree.top().elements().flat_map(|root| root.elements());
    let mut found = relations.filter(|relation| relation.attribute("Type").is_some_and(|value| value.ends_with(kind)));
    let Some(target) = found.find_map(|relation| relation.attribute("Target")) else { return Ok(None) };
    Ok(Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    }))
}
