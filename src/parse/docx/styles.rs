//! `styles.xml` in, the properties of every style with those it inherits out.

use std::collections::HashMap;

use super::super::style_names::{heading_level, is_contents};
use super::super::xml::{Element, Tree};
use super::properties::Properties;

/// Longest line of styles that build on each other; a longer one goes in circles.
const MAX_INHERITANCE: usize = 32;

/// The styles of a Word document.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: Properties,
}

#[derive(Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

impl Styles {
    /// Reads the styles.
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut styles = Self::default();
        for element in tree.top().elements().flat_map(Element::elements) {
            match element.local() {
                "docDefaults" => styles.defaults = defaults(element),
                "style" => styles.add(element),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, element: Element<'_>) {
        let Some(id) = element.attribute("styleId") else { return };
        let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
        let is_default =
            element.attribute("default").is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
        if is_default && element.attribute("type").as_deref() == Some("paragraph") {
            self.default_paragraph = Some(id.clone());
        }
        let style = Style {
            name: value("name").unwrap_or_default().to_lowercase(),
            based_on: value("basedOn"),
            properties: Properties::read(element.child("pPr"), element.child("rPr")),
        };
        self.styles.insert(id, style);
    }

    /// The style itself and those it builds on.
    fn chain<'styles>(&'styles self, id: Option<&str>) -> impl Iterator<Item = (&'styles str, &'styles Style)> {
        let first = id.or(self.default_paragraph.as_deref()).and_then(|id| self.styles.get_key_value(id));
        std::iter::successors(first, |(_, style)| self.styles.get_key_value(style.based_on.as_deref()?))
            .take(MAX_INHERITANCE)
            .map(|(id, style)| (id.as_str(), style))
    }

    /// What a paragraph of this style says about itself where it says nothing of its own.
    pub(super) fn paragraph(&self, id: Option<&str>, own: Properties) -> Properties {
        self.chain(id).fold(own, |properties, (_, style)| properties.or(&style.properties)).or(&self.defaults)
    }

    /// Whether a character style hides its words; `None` where it says nothing.
    pub(super) fn hides(&self, id: &str) -> Option<bool> {
        self.styles.get(id)?;
        self.chain(Some(id)).find_map(|(_, style)| style.properties.hidden)
    }

    /// The list that a style belongs to.
    pub(super) fn list_of(&self, id: &str) -> Option<&str> {
        self.styles.get(id)?;
        self.chain(Some(id)).find_map(|(_, style)| style.properties.list.as_deref())
    }

    /// The ids of the style and of those it builds on, nearest first.
    pub(super) fn ids(&self, id: Option<&str>) -> Vec<&str> {
        self.chain(id).map(|(id, _)| id).collect()
    }

    /// The level (from 1) that the names of the style and those it builds on give: `heading 2`, `Kop 2`, `Titel`.
    pub(super) fn heading_by_name(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| heading_level(&style.name))
    }

    /// Whether paragraphs of this style make up a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| is_contents(&style.name))
    }
}

fn defaults(element: Element<'_>) -> Properties {
    let within = |outer: &str, inner: &str| element.child(outer).and_then(|outer| outer.child(inner));
    Properties::read(within("pPrDefault", "pPr"), within("rPrDefault", "rPr"))
}
