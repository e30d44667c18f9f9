//! The properties of a paragraph or style as they stand in the file in, those that matter to the text out.

use super::super::xml::Element;

/// What a paragraph or a style says about itself; `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Level in the outline, from 0; 9 is running text.
    pub outline: Option<u8>,
    /// Which list it is an item of; `0` for none.
    pub list: Option<String>,
    /// Nesting depth in that list.
    pub level: Option<u8>,
    /// Space before it, in twentieths of a point.
    pub before: Option<i32>,
    /// Space after it, in twentieths of a point.
    pub after: Option<i32>,
    /// Whether there is no space between it and a neighbour of the same style.
    pub contextual: Option<bool>,
    /// Whether its words are hidden.
    pub hidden: Option<bool>,
}

/// What a browser or Word puts between paragraphs that leave the space to the program: a line.
const AUTOMATIC_SPACE: i32 = 280;

impl Properties {
    /// Reads `w:pPr` and `w:rPr`.
    pub(super) fn read(paragraph: Option<Element<'_>>, run: Option<Element<'_>>) -> Self {
        let value = |name: &str| paragraph.and_then(|properties| properties.child(name));
        let list = value("numPr");
        let spacing = value("spacing");
        let space = |side: &str| {
            let spacing = spacing?;
            match spacing.attribute(&format!("{side}Autospacing")) {
                Some(on) if is_on(Some(&on)) => Some(AUTOMATIC_SPACE),
                _ => spacing.number(side),
            }
        };
        Self {
            outline: value("outlineLvl").and_then(|outline| outline.number("val")),
            list: list.and_then(|list| list.child("numId")).and_then(|number| number.attribute("val")),
            level: list.and_then(|list| list.child("ilvl")).and_then(|level| level.number("val")),
            before: space("before"),
            after: space("after"),
            contextual: value("contextualSpacing").map(switched_on),
            hidden: run.and_then(|properties| properties.child("vanish")).map(switched_on),
        }
    }

    /// These, and where they say nothing the others.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            outline: self.outline.or(other.outline),
            // The level goes with the list that names it.
            level: self.level.or(if self.list.is_none() { other.level } else { None }),
            list: self.list.or_else(|| other.list.clone()),
            before: self.before.or(other.before),
            after: self.after.or(other.after),
            contextual: self.contextual.or(other.contextual),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// Whether a property that is on by standing there is on.
pub(super) fn switched_on(property: Element<'_>) -> bool {
    is_on(property.attribute("val").as_deref())
}

fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}
