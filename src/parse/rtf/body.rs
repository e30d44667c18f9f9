//! The tokens of an RTF file in, the words and marks that a reader sees out.

use super::super::flow::Flow;
use super::super::package::{cut_off, partly_damaged, too_large};
use super::super::stream::MAX_PIECES;
use super::super::symbols;
use super::letters::Letters;
use super::output::Output;
use super::state::{Destination, State};
use super::styles::{Fonts, Styles};
use super::tokens::{Token, Tokens};
use super::words::sign;
use crate::document::{Reason, Warning};

/// Deepest nesting of groups; what lies deeper is left out.
const MAX_GROUPS: usize = 1000;
/// Of the instruction of a field only its beginning matters, in bytes.
const MAX_INSTRUCTION: usize = 16;

/// Reads the body of an RTF file.
pub(super) struct Body<'bytes> {
    tokens: Tokens<'bytes>,
    pub(super) state: State,
    groups: Vec<State>,
    /// Groups that are open beyond the deepest that is read.
    beyond: usize,
    pub(super) output: Output,
    pub(super) styles: Styles,
    pub(super) fonts: Fonts,
    pub(super) letters: Letters,
    pub(super) default_font: i32,
    /// What the last field is to show.
    pub(super) instruction: String,
    /// Whether the bytes past ASCII are UTF-8, which the format does not know but some programs write.
    is_utf8: bool,
    /// Bytes whose letters are not known yet.
    pending: Vec<u8>,
    /// The first half of a character that is written in two.
    pub(super) half: Option<u16>,
    /// Characters still to be skipped, as they stand in for one in Unicode.
    pub(super) to_skip: u32,
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
            Token::Symbol(b'\r' | b'\n') => self.text_word("par"),
            Token::Symbol(b'\t') => self.text_word("tab"),
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
    pub(super) fn skips(&mut self) -> bool {
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

    /// Appends words where the words of this group go.
    pub(super) fn push(&mut self, words: &str) {
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
}

/// Spaces are spaces in a font of symbols, too.
fn symbol(font: &str, byte: u8) -> &'static str {
    if byte == b' ' { " " } else { symbols::sign(font, byte) }
}
