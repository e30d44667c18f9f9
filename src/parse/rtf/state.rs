//! What holds inside a group of an RTF file: where its words go, how they are written, what paragraph they are in.

use super::super::stream::Place;

/// Space that is left to the program: a line.
const AUTOMATIC_SPACE: i32 = 280;

/// Where words go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the text.
    #[default]
    Text,
    /// Into the text; rows described here belong to a table in a table.
    NestedRow,
    /// They are the mark of an item.
    Mark,
    /// They are the names of fonts.
    Fonts,
    /// They are the names of styles.
    Styles,
    /// They tell a field what to show.
    Instruction,
    /// Nowhere.
    Skipped,
    /// Nowhere, but the same words follow in Unicode.
    SkippedForUnicode,
}

/// What holds inside a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// Where words go.
    pub destination: Destination,
    /// How many characters stand in for one that is written in Unicode.
    pub stand_ins: u32,
    /// Number of the font.
    pub font: Option<i32>,
    /// Whether the words are hidden.
    pub hidden: bool,
    /// Whether a reviewer took the words out.
    pub removed: bool,
    /// Whether the group is a box beside the text.
    pub is_box: bool,
    /// The paragraph.
    pub paragraph: Paragraph,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            stand_ins: 1,
            font: None,
            hidden: false,
            removed: false,
            is_box: false,
            paragraph: Paragraph::default(),
        }
    }
}

impl State {
    /// Whether a reader sees the words.
    pub(super) fn is_shown(&self) -> bool {
        !self.hidden && !self.removed
    }

    /// Notes a property of characters; says whether the word is one.
    pub(super) fn character(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match name {
            "plain" => (self.hidden, self.removed, self.font) = (false, false, None),
            "v" => self.hidden = is_on,
            "deleted" | "mvf" => self.removed = is_on,
            "f" => self.font = number,
            "uc" => self.stand_ins = number.and_then(|count| u32::try_from(count).ok()).unwrap_or(1),
            _ => return false,
        }
        true
    }
}

/// The properties of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// Number of its style.
    pub style: i32,
    /// Level in the outline, from 0; 9 is running text.
    pub outline: Option<u8>,
    /// Nesting depth in a list.
    pub level: u8,
    in_table: bool,
    nesting: i32,
    before: i32,
    after: i32,
    automatic: (bool, bool),
    contextual: bool,
}

impl Paragraph {
    /// Notes a property of paragraphs; says whether the word is one.
    pub(super) fn note(&mut self, name: &str, number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        let is_on = number != Some(0);
        match name {
            "pard" => *self = Self::default(),
            "s" => self.style = value,
            "outlinelevel" => self.outline = u8::try_from(value).ok(),
            "ilvl" => self.level = u8::try_from(value.clamp(0, 8)).unwrap_or(0),
            "intbl" => self.in_table = is_on,
            "itap" => self.nesting = value,
            "sb" => self.before = value,
            "sa" => self.after = value,
            "sbauto" => self.automatic.0 = value != 0,
            "saauto" => self.automatic.1 = value != 0,
            "contextualspace" => self.contextual = is_on,
            _ => return false,
        }
        true
    }

    /// In how many tables it stands.
    pub(super) fn depth(&self) -> usize {
        if self.in_table { usize::try_from(self.nesting).unwrap_or(0).max(1) } else { 0 }
    }

    /// Where it stands when it stands in so many tables.
    pub(super) fn place(&self, depth: usize) -> Place {
        Place {
            depth,
            style: self.style,
            before: if self.automatic.0 { AUTOMATIC_SPACE } else { self.before },
            after: if self.automatic.1 { AUTOMATIC_SPACE } else { self.after },
            contextual: self.contextual,
        }
    }
}
