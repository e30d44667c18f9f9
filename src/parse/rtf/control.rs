//! A control word of an RTF file in; what it does to the state, the text and the tables out.

use super::super::symbols;
use super::body::Body;
use super::letters::Letters;
use super::state::{Destination, Paragraph};
use super::words::{character, destination};

impl Body<'_> {
    /// Does what a control word says; an optional one that is not known hides its group.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>, is_optional: bool) {
        match (self.state.destination, name) {
            (Destination::SkippedForUnicode, "ud") => self.state.destination = Destination::Text,
            (Destination::Skipped | Destination::SkippedForUnicode, _) => return,
            _ => {}
        }
        if let Some(found) = destination(name, is_optional) {
            self.state.destination = found;
            return;
        }
        match (character(name), name) {
            (Some(words), _) => {
                if !self.skips() {
                    self.push(words);
                }
            }
            (None, "u") => self.unicode(number.unwrap_or(0)),
            (None, "bin") => drop(self.skips()),
            _ => {
                self.to_skip = 0;
                match self.state.destination {
                    Destination::Fonts => self.fonts.note(name, number),
                    Destination::Styles => self.styles.note(name, number),
                    _ => self.body_word(name, number),
                }
            }
        }
    }

    fn body_word(&mut self, name: &str, number: Option<i32>) {
        let is_nested = self.state.destination == Destination::NestedRow;
        if self.state.character(name, number)
            || self.state.paragraph.note(name, number)
            || self.output.shape(name, number, is_nested)
        {
            return;
        }
        match name {
            "ansicpg" => self.letters = number.and_then(Letters::of_code_page).unwrap_or(self.letters),
            "mac" => self.letters = Letters::MACINTOSH,
            "pc" => self.letters = Letters::of_code_page(437).unwrap_or(self.letters),
            "pca" => self.letters = Letters::of_code_page(850).unwrap_or(self.letters),
            "deff" => self.default_font = number.unwrap_or(0),
            "field" => self.instruction.clear(),
            "fldrslt" if is_contents(&self.instruction) => self.state.destination = Destination::Skipped,
            "nestrow" => self.output.nested_row(),
            _ if self.state.destination == Destination::Text => self.text_word(name),
            _ => {}
        }
    }

    /// What parts words, paragraphs, cells and rows.
    pub(super) fn text_word(&mut self, name: &str) {
        if self.state.destination != Destination::Text {
            return;
        }
        let Self { state, output, styles, .. } = self;
        let paragraph = &state.paragraph;
        match name {
            // The words of a paragraph whose end is out of sight go on in the next one.
            "par" if state.is_shown() => output.paragraph(paragraph, paragraph.depth(), styles),
            "sect" => {
                output.rest(state, styles);
                output.page();
            }
            "page" | "column" => output.page(),
            "tab" if state.is_shown() => output.line().tab(),
            "line" | "lbr" if state.is_shown() => output.line().line_break(),
            "cell" => output.cell(paragraph, 1, styles),
            "nestcell" => output.cell(paragraph, paragraph.depth().max(2), styles),
            "row" => output.row(state, styles),
            "shptxt" | "dptxbxtext" if output.open_box() => {
                state.is_box = true;
                state.paragraph = Paragraph::default();
            }
            _ => {}
        }
    }

    /// A character by its number in UTF-16, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.to_skip = self.state.stand_ins;
        let unit = u16::try_from(number).or_else(|_| u16::try_from(number.saturating_add(65536)));
        let Ok(unit) = unit else { return };
        let half = self.half.take();
        let pair: Vec<u16> = half.into_iter().chain([unit]).collect();
        match String::from_utf16(&pair).or_else(|_| String::from_utf16(&[unit])) {
            Ok(words) => self.push(&self.shown(words)),
            Err(_) => self.half = Some(unit),
        }
    }

    /// A character of the private range is a sign of a font of symbols.
    fn shown(&self, words: String) -> String {
        let Some(code) = words.chars().next().and_then(symbols::private) else { return words };
        if self.state.destination == Destination::Mark {
            return words;
        }
        let font = self.state.font.unwrap_or(self.default_font);
        self.fonts.symbols(font).map_or("", |name| symbols::sign(name, code)).to_owned()
    }
}

/// Whether a field shows a list of what stands elsewhere: a table of contents, of sources, an index.
fn is_contents(instruction: &str) -> bool {
    matches!(instruction.split_whitespace().next(), Some("TOC" | "TOA" | "INDEX"))
}
