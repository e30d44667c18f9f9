//! The words of a style sheet and of a table of fonts in; what styles and fonts are out.

use std::collections::HashMap;

use super::super::style_names::{heading_level, is_contents};
use super::letters::Letters;
use crate::document::ParagraphKind;

/// Longest line of styles that build on each other; a longer one goes in circles.
const MAX_INHERITANCE: usize = 32;
/// Most styles and most fonts.
const MAX_ENTRIES: usize = 10_000;
/// Longest name that means something, in bytes.
const MAX_NAME: usize = 128;
/// In the outline this level is running text.
const RUNNING_TEXT: u8 = 9;
/// The character set of fonts of symbols.
const SYMBOLS: i32 = 2;

/// The paragraph styles of a file.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<i32, Style>,
    /// The style that is being read, with its number.
    open: (i32, Style),
}

#[derive(Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<i32>,
    outline: Option<u8>,
}

impl Styles {
    /// A group in the style sheet begins.
    pub(super) fn start(&mut self) {
        self.open = (0, Style::default());
    }

    /// Notes a property of the style.
    pub(super) fn note(&mut self, name: &str, number: Option<i32>) {
        match name {
            "s" => self.open.0 = number.unwrap_or(0),
            // Styles of characters, sections and tables have numbers of their own.
            "cs" | "ds" | "ts" => self.open.0 = -1,
            "sbasedon" => self.open.1.based_on = number,
            "outlinelevel" => self.open.1.outline = number.and_then(|level| u8::try_from(level).ok()),
            _ => {}
        }
    }

    /// Appends to the name of the style.
    pub(super) fn name(&mut self, words: &str) {
        append(&mut self.open.1.name, words);
    }

    /// A group in the style sheet ends.
    pub(super) fn end(&mut self) {
        let (number, mut style) = std::mem::take(&mut self.open);
        // Other names of the style follow after commas.
        let first = style.name.split([',', ';']).next().unwrap_or_default();
        style.name = first.trim().to_lowercase();
        if number >= 0 && !style.name.is_empty() && self.styles.len() < MAX_ENTRIES {
            self.styles.insert(number, style);
        }
    }

    /// The style itself and those it builds on.
    fn chain(&self, number: i32) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.styles.get(&number), |style| self.styles.get(&style.based_on?)).take(MAX_INHERITANCE)
    }

    /// What kind of paragraph it is, by its own level in the outline, else by its style.
    pub(super) fn kind(&self, number: i32, outline: Option<u8>) -> ParagraphKind {
        match outline.or_else(|| self.chain(number).find_map(|style| style.outline)) {
            Some(level) if level < RUNNING_TEXT => ParagraphKind::Heading(level + 1),
            Some(_) => ParagraphKind::Body,
            None => {
                let level = self.chain(number).find_map(|style| heading_level(&style.name));
                level.map_or(ParagraphKind::Body, ParagraphKind::Heading)
            }
        }
    }

    /// Whether paragraphs of this style make up a table of contents.
    pub(super) fn is_contents(&self, number: i32) -> bool {
        self.chain(number).any(|style| is_contents(&style.name))
    }
}

/// The fonts of a file.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    open: i32,
}

#[derive(Default)]
struct Font {
    name: String,
    letters: Option<Letters>,
    is_symbols: bool,
}

impl Fonts {
    /// Notes a property of the font that is being read.
    pub(super) fn note(&mut self, name: &str, number: Option<i32>) {
        let value = number.unwrap_or(0);
        if name == "f" {
            self.open = value;
        }
        if !matches!(name, "f" | "fcharset" | "cpg") || self.fonts.len() >= MAX_ENTRIES {
            return;
        }
        let font = self.fonts.entry(self.open).or_default();
        match name {
            "fcharset" => {
                font.is_symbols = value == SYMBOLS;
                font.letters = Letters::of_charset(value).or(font.letters);
            }
            "cpg" => font.letters = Letters::of_code_page(value).or(font.letters),
            _ => {}
        }
    }

    /// Appends to the name of the font.
    pub(super) fn name(&mut self, words: &str) {
        if let Some(font) = self.fonts.get_mut(&self.open) {
            append(&mut font.name, words.trim_end_matches(';').to_lowercase().as_str());
        }
    }

    /// The letters of a font that has its own.
    pub(super) fn letters(&self, number: i32) -> Option<Letters> {
        self.fonts.get(&number)?.letters
    }

    /// The name, in lower case, of a font that holds symbols and no letters.
    pub(super) fn symbols(&self, number: i32) -> Option<&str> {
        self.fonts.get(&number).filter(|font| font.is_symbols).map(|font| font.name.trim())
    }
}

fn append(name: &mut String, words: &str) {
    if name.len() < MAX_NAME {
        name.extend(words.chars().take(MAX_NAME));
    }
}
