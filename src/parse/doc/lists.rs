//! The lists of an old Word file in, what they look like and how they count out.

use std::collections::{BTreeMap, HashMap};

use super::super::counting::MAX_MARK;
use super::super::docx::numbering::{Abstract, Level, List, Numbering};
use super::binary::{long, place, short, slice};
use super::file::{Parts, Structure};

const LEVELS: u8 = 9;
/// Bytes of a list, of a level before its text, of the use of a list, and of a level of that.
const LIST: usize = 28;
const LEVEL: usize = 28;
const USE: usize = 16;
const USED_LEVEL: usize = 8;

/// Reads the lists; they are known by their place in the file, from 1.
pub(super) fn numbering(parts: &Parts) -> Numbering {
    let abstracts = parts.after(Structure::Lists).and_then(|(bytes, length)| looks(bytes, length));
    let lists = uses(parts.structure(Structure::ListUses));
    Numbering::of(abstracts.unwrap_or_default(), lists.unwrap_or_default())
}

/// The levels of all lists stand behind the list of them.
fn looks(bytes: &[u8], length: usize) -> Option<HashMap<String, Abstract>> {
    let count = usize::from(short(bytes, 0)?).min(length.saturating_sub(2) / LIST);
    let (mut at, mut found) = (2 + count * LIST, HashMap::new());
    for number in 0..count {
        let list = slice(bytes, 2 + number * LIST, LIST)?;
        let is_simple = list[26] & 1 != 0;
        let mut levels = BTreeMap::new();
        for depth in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, length)) = bytes.get(at..).and_then(level) else { return Some(found) };
            levels.insert(depth, level);
            at += length;
        }
        found.insert(long(list, 0)?.to_string(), Abstract { levels, link: None });
    }
    Some(found)
}

/// A level and how many bytes it takes.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    const IS_LEGAL: u8 = 0b100;
    const HAS_RESTART: u8 = 0b1000;
    let fixed = slice(bytes, 0, LEVEL)?;
    let at = LEVEL + usize::from(fixed[24]) + usize::from(fixed[25]);
    let length = usize::from(short(bytes, at)?);
    let symbols = slice(bytes, at + 2, length * 2)?;
    let mut text = String::new();
    for two in symbols.chunks_exact(2).take(MAX_MARK) {
        match u16::from_le_bytes([two[0], two[1]]) {
            depth @ 0..=8 => text.push_str(&format!("%{}", depth + 1)),
            symbol => text.extend(char::decode_utf16([symbol]).flatten()),
        }
    }
    let format = match fixed[4] {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    };
    let level = Level {
        start: long(fixed, 0)?,
        format: format.to_owned(),
        text,
        restart: (fixed[5] & HAS_RESTART != 0).then_some(fixed[26]),
        style: None,
        legal: fixed[5] & IS_LEGAL != 0,
    };
    Some((level, at + 2 + length * 2))
}

/// Which list a paragraph's number means, and where it starts to count anew.
fn uses(bytes: &[u8]) -> Option<HashMap<String, List>> {
    const HAS_START: u32 = 0x10;
    const HAS_LOOK: u32 = 0x20;
    let count = place(bytes, 0)?.min(bytes.len() / USE);
    let (mut at, mut found) = (4 + count * USE, HashMap::new());
    for number in 0..count {
        let list = slice(bytes, 4 + number * USE, USE)?;
        let mut used = List { of: long(list, 0)?.to_string(), ..List::default() };
        // Before the levels of each use stand four bytes that say nothing.
        at += 4;
        for _ in 0..list[12] {
            let Some(start) = long(bytes, at).zip(long(bytes, at + 4)) else { break };
            at += USED_LEVEL;
            let depth = u8::try_from(start.1 & 0xF).unwrap_or(0);
            if start.1 & HAS_LOOK != 0 {
                let Some((level, length)) = bytes.get(at..).and_then(level) else { break };
                used.levels.insert(depth, level);
                at += length;
            } else if start.1 & HAS_START != 0 {
                used.starts.insert(depth, start.0);
            }
        }
        found.insert((number + 1).to_string(), used);
    }
    Some(found)
}
