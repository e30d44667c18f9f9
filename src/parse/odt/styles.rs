//! The styles of an OpenDocument text in, the properties of every style with those it inherits out.

use std::collections::HashMap;

use super::super::xml::{Element, Tree};

/// Longest line of styles that build on each other; a longer one goes in circles.
const MAX_INHERITANCE: usize = 32;

/// The styles of an OpenDocument text, by family (`paragraph`, `text`, `section`) and name.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
}

/// What a style says about itself; `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    /// As the user sees it, in lower case.
    name: String,
    parent: Option<String>,
    /// Level in the outline, from 1.
    pub outline: Option<u8>,
    /// The list whose marks its paragraphs have.
    pub list: Option<String>,
    /// Whether its words are not shown.
    pub hidden: Option<bool>,
    /// Space before it, in points.
    pub before: Option<f32>,
    /// Space after it, in points.
    pub after: Option<f32>,
    /// Whether there is no space between it and a neighbour of the same style.
    pub contextual: Option<bool>,
}

impl Styles {
    /// Reads the common styles, and those that the text defines for itself.
    pub(super) fn read(common: &Tree<'_>, content: &Tree<'_>) -> Self {
        let mut styles = Self::default();
        for (tree, group) in [(common, "office:styles"), (content, "office:automatic-styles")] {
            let groups = tree.top().elements().flat_map(Element::elements).filter(|found| found.name() == group);
            groups.flat_map(Element::elements).for_each(|element| styles.add(element));
        }
        styles
    }

    fn add(&mut self, element: Element<'_>) {
        let family = element.attribute("family").unwrap_or_default();
        match element.name() {
            "style:style" => {
                let name = element.attribute("name").unwrap_or_default();
                self.styles.insert((family, name), style(element));
            }
            "style:default-style" => {
                self.styles.insert((family, String::new()), style(element));
            }
            _ => {}
        }
    }

    /// What a style says with what it inherits.
    pub(super) fn get(&self, family: &str, name: &str) -> Style {
        let find = |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let chain = std::iter::successors(find(name), |style| find(style.parent.as_deref()?)).take(MAX_INHERITANCE);
        let whole = chain.fold(Style::default(), |style, other| style.or(other));
        find("").map_or(whole.clone(), |default| whole.or(default))
    }
}

impl Style {
    fn or(self, other: &Self) -> Self {
        Self {
            name: if self.name.is_empty() { other.name.clone() } else { format!("{}\n{}", self.name, other.name) },
            parent: None,
            outline: self.outline.or(other.outline),
            list: self.list.or_else(|| other.list.clone()),
            hidden: self.hidden.or(other.hidden),
            before: self.before.or(other.before),
            after: self.after.or(other.after),
            contextual: self.contextual.or(other.contextual),
        }
    }

    /// Whether it is the style of titles, or builds on it.
    pub(super) fn is_title(&self) -> bool {
        self.name.lines().any(|name| matches!(name, "title" | "titel"))
    }
}

fn style(element: Element<'_>) -> Style {
    let shown = element.attribute("display-name").or_else(|| element.attribute("name")).unwrap_or_default();
    let named = |name: &str| element.elements().find(|child| child.name() == name);
    let paragraph = named("style:paragraph-properties");
    let space = |side: &str| points(&paragraph?.attribute(side)?);
    let hides = |properties: Element<'_>| properties.attribute("display").map(|display| display == "none");
    Style {
        name: shown.to_lowercase(),
        parent: element.attribute("parent-style-name"),
        outline: element.number("default-outline-level"),
        list: element.attribute("list-style-name").filter(|list| !list.is_empty()),
        hidden: named("style:text-properties").or_else(|| named("style:section-properties")).and_then(hides),
        before: space("margin-top"),
        after: space("margin-bottom"),
        contextual: paragraph.and_then(|found| found.attribute("contextual-spacing")).map(|value| value == "true"),
    }
}

/// A length such as `0.42cm`, in points.
fn points(length: &str) -> Option<f32> {
    let unit = length.find(|symbol: char| symbol.is_ascii_alphabetic())?;
    let number: f32 = length[..unit].trim().parse().ok()?;
    let points = match &length[unit..] {
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" | "inch" => 72.0,
        "pc" => 12.0,
        "px" => 0.75,
        "pt" => 1.0,
        _ => return None,
    };
    Some(number * points)
}
