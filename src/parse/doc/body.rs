//! The characters of an old Word file in, its paragraphs and tables in reading order out.

use super::super::docx::numbering::Numbering;
use super::super::flow::Flow;
use super::super::line::{Form, Line};
use super::super::package::{partly_damaged, too_large};
use super::super::stream::{MAX_PIECES, Place, Stream};
use super::super::symbols;
use super::binary::short;
use super::fields::Fields;
use super::file::{Parts, Piece, pieces};
use super::lists::numbering;
use super::properties::Properties;
use super::runs::{Look, Runs};
use super::styles::{Styles, fonts};
use crate::document::{ParagraphKind, Warning};

/// Most bytes of properties that stand in another part; a row of the widest table takes a thousand and a half.
const MAX_FAR: usize = 64 * 1024 * 1024;

/// Reads the body of an old Word file.
pub(super) struct Body<'file> {
    parts: &'file Parts,
    pieces: Vec<Piece>,
    paragraphs: Runs<'file>,
    characters: Runs<'file>,
    styles: Styles,
    fonts: Vec<String>,
    numbering: Numbering,
    stream: Stream,
    line: Line,
    fields: Fields,
    /// How characters look, and between which places.
    look: ((usize, usize), Look),
    /// Paragraphs so far, and characters that the file still can hold.
    count: usize,
    room: usize,
    /// Bytes of properties that may still be read from another part.
    far: usize,
    is_broken: bool,
}

impl<'file> Body<'file> {
    /// Nothing read yet.
    pub(super) fn new(parts: &'file Parts) -> Self {
        Self {
            pieces: pieces(parts),
            paragraphs: Runs::of_paragraphs(parts),
            characters: Runs::of_characters(parts),
            styles: Styles::read(parts),
            fonts: fonts(parts),
            numbering: numbering(parts),
            stream: Stream::into(Flow::body()),
            line: Line::default(),
            fields: Fields::default(),
            look: Default::default(),
            count: 0,
            room: parts.main.len(),
            far: MAX_FAR,
            is_broken: false,
            parts,
        }
    }

    /// Reads the text from one character to another.
    pub(super) fn read(&mut self, (start, end): (usize, usize)) {
        let mut last = start;
        for piece in std::mem::take(&mut self.pieces).iter().filter(|_| start < end) {
            self.pieces.push(*piece);
            if piece.characters.1 <= start || piece.characters.0 >= end {
                continue;
            }
            // Every character takes a byte, so a text longer than its file repeats itself.
            let letters = piece.between(&self.parts.main, start, end);
            if letters.len() > self.room || self.count > MAX_PIECES {
                break;
            }
            self.room -= letters.len();
            last = last.saturating_add(letters.iter().map(|(letter, ..)| piece.units(*letter)).sum());
            for (letter, at, next) in letters {
                self.letter(letter, at, next);
            }
        }
        self.is_broken |= last < end;
        self.fields = Fields::default();
        if !self.line.is_empty() {
            self.paragraph(0, Properties::default(), 0);
        }
    }

    /// What has been read so far, and from here on nothing.
    pub(super) fn boxed(&mut self) -> Flow {
        let boxed = self.stream.boxed();
        std::mem::replace(&mut self.stream, Stream::into(boxed)).finish()
    }

    /// Whether not all of the text is there.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What was read, the boxes after the text, and what is to be said about it.
    pub(super) fn finish(self, mut text: Flow) -> (Flow, Vec<Warning>) {
        text.append(self.stream.finish());
        let mut warnings = Vec::new();
        if self.count > MAX_PIECES {
            warnings.push(too_large(&format!("meer dan {MAX_PIECES} alinea's en cellen; de rest is weggelaten")));
        } else if self.is_broken {
            warnings.push(partly_damaged());
        }
        (text, warnings)
    }

    fn letter(&mut self, letter: char, at: usize, next: usize) {
        let look = self.look(at);
        let is_hidden = look.hidden.unwrap_or(false);
        match letter {
            '\r' | '\u{7}' => self.mark(letter, at, is_hidden),
            // Only at the end of a section does it end a paragraph; elsewhere it is the end of a page.
            '\u{c}' => match self.paragraphs.at(at) {
                Some(run) if run.range.1 > next => self.page(),
                _ => {
                    self.mark('\r', at, false);
                    self.stream.gap();
                }
            },
            _ if !self.fields.shows(letter) || is_hidden => {}
            '\t' => self.line.tab(),
            '\u{b}' | '\u{e}' => self.line.line_break(),
            '\u{1e}' => self.line.push("-"),
            '(' if look.symbol.is_some() => {
                if let Some((font, code)) = look.symbol {
                    self.symbol(Some(font), code.to_le_bytes()[0]);
                }
            }
            _ => match symbols::private(letter) {
                Some(code) => self.symbol(look.font, code),
                None => self.line.push(letter.encode_utf8(&mut [0; 4])),
            },
        }
    }

    fn page(&mut self) {
        if self.line.is_empty() {
            self.stream.gap();
        } else {
            self.line.line_break();
        }
    }

    fn symbol(&mut self, font: Option<u16>, code: u8) {
        let name = font.and_then(|font| self.fonts.get(usize::from(font))).map_or("", String::as_str);
        self.line.push(symbols::sign(name, code));
    }

    fn look(&mut self, at: usize) -> Look {
        let ((start, end), _) = self.look;
        if at < start || at >= end {
            let run = self.characters.at(at);
            self.look = run.map_or(((at, at + 1), Look::default()), |run| (run.range, Look::of(run.list)));
            let Look { hidden, style, .. } = &mut self.look.1;
            *hidden = hidden.or_else(|| self.styles.hides((*style)?));
        }
        self.look.1
    }

    /// The end of a paragraph, a cell or a row.
    fn mark(&mut self, letter: char, at: usize, is_hidden: bool) {
        let list = self.paragraphs.at(at).map_or(&[][..], |run| run.list);
        let style = short(list, 0).unwrap_or(0);
        let own = Properties::read(list.get(2..).unwrap_or_default(), &self.parts.data, &mut self.far);
        let (depth, is_cell) = (own.depth(), letter == '\u{7}');
        self.fields.end_paragraph();
        self.count += 1;
        if own.ends_row {
            self.stream.row(if is_cell { 1 } else { depth.max(2) }, &own.row);
        } else if is_cell || own.ends_cell {
            let depth = if is_cell { 1 } else { depth.max(2) };
            self.paragraph(style, own, depth);
            self.stream.cell(depth);
        } else if !is_hidden {
            // The words of a paragraph whose end is out of sight go on in the next one.
            self.paragraph(style, own, depth);
        }
    }

    fn paragraph(&mut self, style: u16, own: Properties, depth: usize) {
        let line = std::mem::take(&mut self.line);
        if self.styles.is_contents(style) {
            self.stream.left_out(depth);
            return;
        }
        let properties = self.styles.paragraph(style, own);
        let mut form = Form { kind: self.styles.kind(style, properties.outline), ..Form::BODY };
        if let Some(list) = properties.list.filter(|list| *list > 0) {
            form.indent = properties.level.unwrap_or(0);
            form.mark = self.numbering.mark(&list.to_string(), form.indent).unwrap_or_default();
            if form.kind == ParagraphKind::Body && !form.mark.is_empty() {
                form.kind = ParagraphKind::Item;
            }
        }
        let place = Place {
            depth,
            style: i32::from(style),
            before: properties.before.unwrap_or(0),
            after: properties.after.unwrap_or(0),
            contextual: properties.contextual.unwrap_or(false),
        };
        self.stream.paragraph(&line, &form, place);
    }
}
