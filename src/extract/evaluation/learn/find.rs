//! The words of an example in, the places in a document where they stand out; or what comes nearest.

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::document::{Document, Span};
use crate::dutch::fold::{fold, squeeze};

use super::super::shape::line::Line;

/// Of long texts only so many words are looked for, so that a user need not copy all of one.
const ENOUGH_WORDS: usize = 8;
/// Words stand at so many places at most that are looked at.
const MOST_PLACES: usize = 2_000;
/// So many cells at most are compared to find the nearest one.
const MOST_COMPARED: usize = 20_000;
/// What is nearest to words that were not found is a short piece of text, in bytes.
const LONGEST_NEAREST: usize = 200;
/// Below this likeness nothing comes near.
const LEAST_LIKE: f32 = 0.4;

/// Where the words of an example stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) line: usize,
    /// Which of the cells of that line that are not empty.
    pub(super) cell: usize,
    /// Which paragraph of that cell, from 1, where it has several and the words stand in one.
    pub(super) paragraph: Option<u8>,
    pub(super) span: Span,
    /// Whether nothing else stands in the line, cell or paragraph.
    pub(super) is_whole: bool,
}

/// Every place where these words stand, whatever their case, accents and signs.
pub(super) fn occurrences(document: &Document, lines: &[Line], words: &str) -> Vec<Occurrence> {
    let all = tokens(words);
    let wanted = &all[..all.len().min(ENOUGH_WORDS)];
    let is_cut = wanted.len() < all.len();
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    for (at, line) in lines.iter().enumerate() {
        for (number, cell) in line.cells.iter().enumerate() {
            let within = |whole: Span, paragraph: Option<u8>| {
                let found = places_in(document.words(whole), words, wanted, is_cut);
                found.into_iter().map(move |(part, is_whole)| {
                    let span = if is_whole { whole } else { whole.part(part) };
                    Occurrence { line: at, cell: number, paragraph, span, is_whole }
                })
            };
            let before = found.len();
            if cell.passages.len() > 1 {
                for (passage, nth) in cell.passages.iter().zip(1..=u8::MAX) {
                    found.extend(within(passage.span, Some(nth)));
                }
            }
            if found.len() == before {
                found.extend(within(cell.span, None));
            }
        }
        if found.len() > MOST_PLACES {
            break;
        }
    }
    found
}

/// The bytes of a text that hold these words, and whether they hold all of it.
fn places_in(text: &str, words: &str, wanted: &[Token], is_cut: bool) -> Vec<(Range<usize>, bool)> {
    let own = tokens_like(text, words);
    let places = own.windows(wanted.len()).filter(|place| same(place, wanted));
    let found = places.map(|place| {
        let part = place[0].0.start..place[place.len() - 1].0.end;
        (with_signs(text, part, words), is_cut || own.len() == wanted.len())
    });
    found.collect()
}

type Token = (Range<usize>, String);

fn same(place: &[Token], wanted: &[Token]) -> bool {
    place.iter().zip(wanted).all(|((_, left), (_, right))| left == right)
}

/// The words of a text, folded; signs only where there are no words.
fn tokens(text: &str) -> Vec<Token> {
    tokens_like(text, text)
}

fn tokens_like(text: &str, example: &str) -> Vec<Token> {
    let of_letters = example.contains(char::is_alphanumeric);
    let belongs = |sign: char| {
        if of_letters {
            sign.is_alphanumeric() || is_combining_mark(sign) || matches!(sign, '\u{ad}' | '\u{200b}')
        } else {
            !sign.is_whitespace()
        }
    };
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if belongs(sign) => start = Some(at),
            Some(first) if !belongs(sign) => {
                tokens.push((first..at, fold(&text[first..at])));
                start = None;
            }
            _ => {}
        }
    }
    tokens.retain(|(_, word)| !word.is_empty());
    tokens
}

/// The place with the signs before and behind it that the example has as well: "Dienst Jeugd (Diest)".
fn with_signs(text: &str, part: Range<usize>, example: &str) -> Range<usize> {
    let behind = |words: &str| words.trim_end().chars().rev().take_while(|sign| !sign.is_alphanumeric()).count();
    let before = |words: &str| words.trim_start().chars().take_while(|sign| !sign.is_alphanumeric()).count();
    let mut end = part.end;
    let tail: Vec<char> = example.trim_end().chars().collect();
    for sign in &tail[tail.len() - behind(example)..] {
        if text[end..].starts_with(*sign) {
            end += sign.len_utf8();
        }
    }
    let mut start = part.start;
    let head: Vec<char> = example.trim_start().chars().take(before(example)).collect();
    for sign in head.iter().rev() {
        if text[..start].ends_with(*sign) {
            start -= sign.len_utf8();
        }
    }
    start..end
}

/// The line or cell that looks most like these words.
pub(super) fn nearest(document: &Document, lines: &[Line], words: &str) -> Option<String> {
    let wanted = pairs(words);
    let cells = lines.iter().flat_map(|line| &line.cells).map(|cell| document.words(cell.span));
    let short = cells.filter(|text| text.len() <= LONGEST_NEAREST).take(MOST_COMPARED);
    let (likeness, text) = short
        .map(|text| (likeness(&wanted, &pairs(text)), text))
        .reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    (likeness >= LEAST_LIKE).then(|| squeeze(text))
}

/// Each two letters that stand beside each other.
fn pairs(words: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = fold(words).chars().collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs of letters are small")]
fn likeness(left: &HashSet<(char, char)>, right: &HashSet<(char, char)>) -> f32 {
    let all = left.len() + right.len();
    if all == 0 { 0.0 } else { (2 * left.intersection(right).count()) as f32 / all as f32 }
}
