//! The style sheet and the fonts of an old Word file in; the properties of every style with those it inherits out.

use super::super::style_names::{heading_level, is_contents};
use super::binary::{short, slice, words};
use super::file::{Parts, Structure};
use super::properties::Properties;
use super::runs::Look;
use crate::document::ParagraphKind;

/// Longest line of styles that build on each other; a longer one goes in circles.
const MAX_INHERITANCE: usize = 32;
/// In the outline this level is running text.
const RUNNING_TEXT: u8 = 9;
/// The number that a style has that builds on no other; and the bits of such numbers.
const NUMBER: u16 = 0x0FFF;
/// The kinds of styles for paragraphs and for characters.
const OF_PARAGRAPHS: u16 = 1;
const OF_CHARACTERS: u16 = 2;

/// The styles of a file, by their number.
#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<Option<Style>>,
}

struct Style {
    /// In lower case.
    name: String,
    based_on: u16,
    properties: Properties,
    /// Whether a style of characters hides its words.
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the styles.
    pub(super) fn read(parts: &Parts) -> Self {
        let sheet = parts.structure(Structure::Styles);
        let Some(head) = short(sheet, 0).map(usize::from) else { return Self::default() };
        let fixed = short(sheet, 4).map_or(10, usize::from);
        let mut rest = sheet.get(2 + head..).unwrap_or_default();
        let mut styles = Vec::new();
        while let Some(length) = short(rest, 0).map(usize::from) {
            let Some(description) = slice(rest, 2, length) else { break };
            styles.push(style(description, fixed));
            rest = &rest[2 + length..];
        }
        Self { styles }
    }

    /// The style itself and those it builds on.
    fn chain(&self, number: u16) -> impl Iterator<Item = &Style> {
        let get = |number: u16| self.styles.get(usize::from(number))?.as_ref();
        std::iter::successors(get(number), move |style| get(style.based_on)).take(MAX_INHERITANCE)
    }

    /// What a paragraph of this style says about itself where it says nothing of its own.
    pub(super) fn paragraph(&self, number: u16, own: Properties) -> Properties {
        self.chain(number).fold(own, |properties, style| properties.or(&style.properties))
    }

    /// What kind of paragraph it is, by its level in the outline, else by its style.
    pub(super) fn kind(&self, number: u16, outline: Option<u8>) -> ParagraphKind {
        let by_name = || self.chain(number).find_map(|style| heading_level(&style.name));
        match outline {
            Some(level) if level < RUNNING_TEXT => ParagraphKind::Heading(level + 1),
            Some(_) => ParagraphKind::Body,
            None => by_name().map_or(ParagraphKind::Body, ParagraphKind::Heading),
        }
    }

    /// Whether a style of characters hides its words; `None` where it says nothing.
    pub(super) fn hides(&self, number: u16) -> Option<bool> {
        self.chain(number).find_map(|style| style.hidden)
    }

    /// Whether paragraphs of this style make up a table of contents.
    pub(super) fn is_contents(&self, number: u16) -> bool {
        self.chain(number).any(|style| is_contents(&style.name))
    }
}

/// A head of fixed length, the name, then its properties, for paragraphs after the number of the style again.
fn style(description: &[u8], fixed: usize) -> Option<Style> {
    let kind = short(description, 2)?;
    let length = usize::from(short(description, fixed)?);
    let name = words(description, fixed + 2, length)?;
    let first = name.split(',').next().unwrap_or_default().trim().to_lowercase();
    let after = fixed + 2 + length * 2 + 2;
    let list = || slice(description, after + 2, usize::from(short(description, after)?));
    let list = list().unwrap_or_default();
    let mut style =
        Style { name: first, based_on: kind >> 4 & NUMBER, properties: Properties::default(), hidden: None };
    match kind & 0xF {
        OF_PARAGRAPHS => style.properties = Properties::read(list.get(2..).unwrap_or_default(), &[], &mut 0),
        OF_CHARACTERS => style.hidden = Look::of(list).hidden,
        _ => {}
    }
    Some(style)
}

/// The names of the fonts, in lower case, by their number.
pub(super) fn fonts(parts: &Parts) -> Vec<String> {
    /// Bytes of a font before its name.
    const FIXED: usize = 39;
    let mut rest = parts.structure(Structure::Fonts).get(4..).unwrap_or_default();
    let mut fonts = Vec::new();
    while let Some(length) = rest.first().map(|length| usize::from(*length)) {
        let Some(font) = slice(rest, 1, length) else { break };
        let name = words(font, FIXED, length.saturating_sub(FIXED) / 2).unwrap_or_default();
        fonts.push(name.split('\0').next().unwrap_or_default().to_lowercase());
        rest = &rest[1 + length..];
    }
    fonts
}
