//! The bytes of an old Word file in; its parts, and the pieces of its text, out.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use encoding_rs::WINDOWS_1252;

use super::super::package::{ENCRYPTED_PACKAGE, WORD_DOCUMENT, damaged, locked, not_a_text, ole};
use super::binary::{long, place, short, slice};
use crate::document::{Reason, Warning};

/// How the main part of a file of Word 97 and later begins.
const WORD: u16 = 0xA5EC;
/// How it begins in older files.
const WORD_6: u16 = 0xA5DC;
/// The first version that keeps its text in pieces.
const WORD_97: u16 = 0xC1;
const IS_ENCRYPTED: u16 = 0x0100;
const HAS_TABLE_1: u16 = 0x0200;
/// Where the list of structures in the table part begins.
const STRUCTURES: usize = 0x9A;

/// The structures of the table part that we read, by their number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Structure {
    Styles = 1,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Lists = 73,
    ListUses = 74,
}

/// The parts of a file.
pub(super) struct Parts {
    /// The text and its properties.
    pub main: Vec<u8>,
    /// The structures.
    pub table: Vec<u8>,
    /// What is too long for a list of properties.
    pub data: Vec<u8>,
}

impl Parts {
    /// Takes the file apart; the warning says why it cannot be read.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Warning> {
        let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| ole(bytes))?;
        if file.exists(ENCRYPTED_PACKAGE) {
            return Err(locked());
        }
        if !file.exists(WORD_DOCUMENT) {
            return Err(not_a_text());
        }
        // No part can be larger than the file, whatever its size is said to be.
        let mut part = |name: &str| {
            let mut found = Vec::new();
            let stream = file.open_stream(name).ok();
            stream.map(|stream| stream.take(bytes.len() as u64).read_to_end(&mut found));
            found
        };
        let main = part(WORD_DOCUMENT);
        let flags = short(&main, 0x0A).ok_or_else(damaged)?;
        match (short(&main, 0), short(&main, 2)) {
            _ if flags & IS_ENCRYPTED != 0 => return Err(locked()),
            (Some(WORD), Some(WORD_97..)) if main.len() >= STRUCTURES => {}
            (Some(WORD), Some(..WORD_97)) | (Some(WORD_6), _) => return Err(too_old()),
            _ => return Err(damaged()),
        }
        let table = part(if flags & HAS_TABLE_1 != 0 { "1Table" } else { "0Table" });
        let data = part("Data");
        Ok(Self { main, table, data })
    }

    /// A structure of the table part; empty where there is none.
    pub(super) fn structure(&self, structure: Structure) -> &[u8] {
        self.after(structure).and_then(|(found, length)| found.get(..length)).unwrap_or_default()
    }

    /// A structure with all that follows it, and its length.
    pub(super) fn after(&self, structure: Structure) -> Option<(&[u8], usize)> {
        let at = STRUCTURES + structure as usize * 8;
        let (start, length) = (place(&self.main, at)?, place(&self.main, at + 4)?);
        Some((self.table.get(start..)?, length))
    }

    /// From which to which character the text runs, and the text boxes.
    pub(super) fn ranges(&self) -> [(usize, usize); 2] {
        let length = |at: usize| place(&self.main, at).unwrap_or(0);
        let text = length(0x4C);
        // Between them stand notes, heads and feet, macros, remarks and notes at the end.
        let between = [0x50, 0x54, 0x58, 0x5C, 0x60].map(length);
        let boxes = between.into_iter().fold(text, usize::saturating_add);
        [(0, text), (boxes, boxes.saturating_add(length(0x64)))]
    }
}

/// A stretch of text that stands in one place of the main part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Number of its first character, and one past its last.
    pub characters: (usize, usize),
    /// Where it stands.
    pub at: usize,
    /// Whether its characters take two bytes.
    pub is_wide: bool,
}

impl Piece {
    /// How many of the numbered characters make up this one.
    pub(super) fn units(&self, letter: char) -> usize {
        if self.is_wide { letter.len_utf16() } else { 1 }
    }

    /// Its part between two characters, each with the place where it stands and where the next one does.
    pub(super) fn between(&self, main: &[u8], start: usize, end: usize) -> Vec<(char, usize, usize)> {
        let (start, end) = (start.max(self.characters.0), end.min(self.characters.1));
        let width = if self.is_wide { 2 } else { 1 };
        let from = self.at.saturating_add((start - self.characters.0.min(start)).saturating_mul(width));
        let until = from.saturating_add(end.saturating_sub(start).saturating_mul(width)).min(main.len());
        let bytes = main.get(from..until).unwrap_or_default();
        if self.is_wide {
            wide(bytes, from)
        } else {
            let letters = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            letters.chars().enumerate().map(|(number, letter)| (letter, from + number, from + number + 1)).collect()
        }
    }
}

fn wide(bytes: &[u8], from: usize) -> Vec<(char, usize, usize)> {
    let units = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let mut at = from;
    let letters = char::decode_utf16(units).map(|letter| {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let start = at;
        at += 2 * letter.len_utf16();
        (letter, start, at)
    });
    letters.collect()
}

/// The pieces of the text in reading order.
pub(super) fn pieces(parts: &Parts) -> Vec<Piece> {
    pieces_of(parts.structure(Structure::Pieces)).unwrap_or_default()
}

fn pieces_of(mut list: &[u8]) -> Option<Vec<Piece>> {
    const PROPERTIES: u8 = 1;
    const PIECES: u8 = 2;
    const IS_NARROW: u32 = 0x4000_0000;
    while *list.first()? == PROPERTIES {
        list = list.get(3 + usize::from(short(list, 1)?)..)?;
    }
    if *list.first()? != PIECES {
        return None;
    }
    let length = place(list, 1)?.min(list.len() - 5.min(list.len()));
    let list = slice(list, 5, length)?;
    let count = length.checked_sub(4)? / 12;
    let piece = |number: usize| {
        let place_of = long(list, (count + 1) * 4 + number * 8 + 2)?;
        let is_wide = place_of & IS_NARROW == 0;
        let at = usize::try_from(place_of & !IS_NARROW).ok()?;
        let characters = (place(list, number * 4)?, place(list, number * 4 + 4)?);
        Some(Piece { characters, at: if is_wide { at } else { at / 2 }, is_wide })
    };
    Some((0..count).map_while(piece).filter(|piece| piece.characters.0 < piece.characters.1).collect())
}

fn too_old() -> Warning {
    let message = "het bestand is van Word 95 of ouder en wordt door deze versie niet gelezen; open het, bewaar het als .docx en \
                   probeer opnieuw";
    Warning::new(Reason::Unsupported, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_and_of_two_bytes_a_character() {
        let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
        let mut list = vec![1, 2, 0, 9, 9, 2];
        list.extend(numbers(&[4 * 3 + 8 * 2, 0, 3, 5]));
        for place_of in [4 | 0x4000_0000, 6] {
            list.extend([vec![0, 0], numbers(&[place_of]), vec![0, 0]].concat());
        }
        let main = b"..\xE9\x80nb\x61\x01\x21\x20";
        let pieces = pieces_of(&list).unwrap();
        assert_eq!(["é", "😀"].map(|sign| pieces[1].units(sign.chars().next().unwrap())), [1, 2]);
        let read = pieces.iter().flat_map(|piece| piece.between(main, 1, 9));
        assert_eq!(read.collect::<Vec<_>>(), [('€', 3, 4), ('n', 4, 5), ('š', 6, 8), ('\u{2021}', 8, 10)]);
    }

    #[test]
    fn a_list_of_pieces_that_lies_gives_none() {
        assert_eq!(pieces_of(&[2, 255, 255, 255, 255, 1, 2]), None);
        assert_eq!(pieces_of(&[]), None);
        let lying = Piece { characters: (0, usize::MAX), at: usize::MAX - 1, is_wide: true };
        assert_eq!(lying.between(b"abc", 0, usize::MAX), []);
    }
}
