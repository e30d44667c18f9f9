//! The tokens of an RTF file in, the words and marks that a reader sees out.

use super::super::flow::Flow;
use super::super::package::{cut_off, partly_damaged, too_large};
use super::super::stream::MAX_PIECES;
use super::super::symbols;
use super::letters::Letters;
use super::output::Output;
use super::state::{Destination, Paragraph, State};
use super::styles::{Fonts, Styles};
use super::tokens::{Token, Tokens};
use super::words::{character, destination, sign};
use crate::document::{Reason, Warning};

/// Deepest nesting of groups; what lies deeper is left out.
const MAX_GROUPS: usize = 1000;
/// Of the instruction of a field only its beginning matters, in bytes.
const MAX_INSTRUCTION: usize = 16;

/// Reads the body of an RTF file.
pub(super) struct Body<'bytes> {
    tokens: Tokens<'bytes>,
    state: State,
    groups: Vec<State>,
    /// Groups that are open beyond the deepest that is read.
    beyond: usize,
    output: Output,
    styles: Styles,
    fonts: Fonts,
    letters: Letters,
    default_font: i32,
    /// What the last field is to show.
    instruction: String,
    /// Whether the bytes past ASCII are UTF-8, which the format does not know but some programs write.
    is_utf8: bool,
    /// Bytes whose letters are not known yet.
    pending: Vec<u8>,
    /// The first half of a character that is written in two.
    half: Option<u16>,
    /// Characters still to be skipped, as they stand in for one in Unicode.
    to_skip: u32,
    /// Whether `\*` has just been read.
    is_optional: bool,
    is_spoiled: bool,
    warnings: Vec<Warning>,
}

impl<'bytes> Body<'bytes> {
    /// Nothing read yet.
    pub(super) fn new(bytes: &'bytes [u8]) -> Self {
        let start = bytes.iter().position(|&byte| byte == b'{').unwrap_or(0);
        Self {
            tokens: Tokens::new(&bytes[start..]),
            state: State::default(),
            groups: Vec::new(),
            beyond: 0,
            output: Output::new(),
            styles: Styles::default(),
            fonts: Fonts::default(),
            letters: Letters::WINDOWS,
            default_font: 0,
            instruction: String::new(),
            is_utf8: !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok(),
            pending: Vec::new(),
            half: None,
            to_skip: 0,
            is_optional: false,
            is_spoiled: false,
            warnings: Vec::new(),
        }
    }

    /// Reads until the end or until a limit is passed.
    pub(super) fn read(&mut self) {
        while let Some(token) = self.tokens.next() {
            if !matches!(token, Token::Text(_) | Token::Hex(_)) {
                self.flush();
            }
            self.token(token);
            if self.output.pieces > MAX_PIECES {
                self.too_large(&format!("meer dan {MAX_PIECES} alinea's en cellen; de rest is weggelaten"));
                return;
            }
        }
        self.flush();
        if !self.groups.is_empty() {
            self.warnings.push(cut_off());
        }
    }

    /// Whether the file breaks off.
    pub(super) fn is_broken(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Notes that a limit was passed.
    pub(super) fn too_large(&mut self, what: &str) {
        self.warnings.push(too_large(what));
    }

    /// What was read, and what is to be said about it.
    pub(super) fn finish(mut self) -> (Flow, Vec<Warning>) {
        if self.is_spoiled {
            let message =
                "sommige tekens staan niet in de tekenset die het bestand noemt; ze staan in de tekst als \u{fffd}";
            self.warnings.push(Warning::new(Reason::Encoding, message));
        }
        (self.output.finish(&self.state, &self.styles), self.warnings)
    }

    fn token(&mut self, token: Token<'bytes>) {
        let was_optional = std::mem::take(&mut self.is_optional);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            _ if self.beyond > 0 => {}
            Token::Word(name, number) => self.word(name, number, was_optional),
            Token::Symbol(b'*') => self.is_optional = true,
            Token::Symbol(b'\r' | b'\n') => self.text_word("par", None),
            Token::Symbol(b'\t') => self.text_word("tab", None),
            Token::Symbol(symbol) => {
                if let Some(words) = sign(symbol).filter(|_| !self.skips()) {
                    self.push(words);
                }
            }
            Token::Hex(byte) => {
                if !self.skips() && self.state.destination != Destination::Skipped {
                    self.pending.push(byte);
                }
            }
            Token::Text(bytes) => self.text(bytes),
        }
    }

    fn open(&mut self) {
        self.to_skip = 0;
        if self.beyond > 0 || self.groups.len() >= MAX_GROUPS {
            if self.beyond == 0 && !self.warnings.iter().any(|warning| warning.reason == Reason::TooLarge) {
                self.too_large(&format!("groepen liggen meer dan {MAX_GROUPS} diep; wat dieper ligt, is weggelaten"));
            }
            self.beyond += 1;
            return;
        }
        self.groups.push(self.state);
        self.state.is_box = false;
        if self.state.destination == Destination::Styles {
            self.styles.start();
        }
    }

    fn close(&mut self) {
        self.to_skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.state.destination == Destination::Styles {
            self.styles.end();
        }
        if self.state.is_box {
            self.output.close_box(&self.state, &self.styles);
        }
        if let Some(outer) = self.groups.pop() {
            self.state = outer;
        }
        let is_early = self.groups.is_empty() && !self.tokens.is_done();
        if is_early && !self.warnings.iter().any(|warning| warning.reason == Reason::Damaged) {
            self.warnings.push(partly_damaged());
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        let skipped = bytes.len().min(usize::try_from(self.to_skip).unwrap_or(usize::MAX));
        self.to_skip -= u32::try_from(skipped).unwrap_or(self.to_skip);
        let bytes = &bytes[skipped..];
        if self.state.destination == Destination::Skipped {
            return;
        }
        if self.is_utf8 && !bytes.is_ascii() {
            self.flush();
            self.push(&String::from_utf8_lossy(bytes));
        } else {
            self.pending.extend(bytes);
        }
    }

    /// Whether the character that comes now stands in for one that was read already.
    fn skips(&mut self) -> bool {
        let skips = self.to_skip > 0;
        self.to_skip = self.to_skip.saturating_sub(1);
        skips
    }

    /// Gives the bytes read so far the letters of their font.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let font = self.state.font.unwrap_or(self.default_font);
        let written = match self.fonts.symbols(font) {
            Some(name) if self.state.destination == Destination::Text => {
                bytes.iter().map(|&byte| symbol(name, byte)).collect()
            }
            _ => {
                let (written, is_spoiled) = self.fonts.letters(font).unwrap_or(self.letters).decode(&bytes);
                self.is_spoiled |= is_spoiled && self.state.destination == Destination::Text;
                written.into_owned()
            }
        };
        self.push(&written);
    }

    fn push(&mut self, words: &str) {
        self.half = None;
        match self.state.destination {
            Destination::Text if self.state.is_shown() => self.output.line().push(words),
            Destination::Mark => self.output.mark(words),
            Destination::Fonts => self.fonts.name(words),
            Destination::Styles => self.styles.name(words),
            Destination::Instruction if self.instruction.len() < MAX_INSTRUCTION => self.instruction.push_str(words),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>, is_optional: bool) {
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
            _ if self.state.destination == Destination::Text => self.text_word(name, number),
            _ => {}
        }
    }

    /// What parts words, paragraphs, cells and rows.
    fn text_word(&mut self, name: &str, _number: Option<i32>) {
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

/// Spaces are spaces in a font of symbols, too.
fn symbol(font: &str, byte: u8) -> &'static str {
    if byte == b' ' { " " } else { symbols::sign(font, byte) }
}
