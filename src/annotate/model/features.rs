//! A sentence with what the codebook says of it in, numbered features with their weight out.
//!
//! A feature goes by a number that is computed from its letters, so that no list of words is kept.

use super::super::function::Position;
use super::super::observe::Observation;
use super::super::word::Word;
use crate::dutch::function_words::is_function_word;
use crate::theme::Function;

/// What a feature counts within a sentence.
const WORD: f32 = 1.0;
const JOINING_WORD: f32 = 0.7;
const LEMMA: f32 = 1.0;
const PART: f32 = 0.8;
const LETTERS: f32 = 0.3;
const PAIR: f32 = 0.8;
const BOOK: f32 = 0.3;
const BEFORE: f32 = 0.4;
const PLACE: f32 = 0.6;
/// What all words of a sentence count together.
const ALL_WORDS: f32 = 1.0;
/// Runs of letters that are features, in bytes, and the shortest word that has them.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;
const SHORTEST: usize = 5;
/// No word has more bytes that count.
const LONGEST: usize = 60;

/// The number of a feature (FNV-1a, folded to half its size).
struct Name(u64);

impl Name {
    fn of(kind: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(&[kind])
    }

    fn and(mut self, bytes: &[u8]) -> Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    /// Never zero, which marks an empty place.
    fn number(&self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let [a, b, c, d, ..] = (mixed ^ (mixed >> 32)).to_le_bytes();
        u32::from_le_bytes([a, b, c, d]).max(1)
    }
}

/// What a feature that belongs to the words counts in a sentence of so many.
pub(super) fn share(words: usize) -> f32 {
    ALL_WORDS / (words.max(4) as f32).sqrt()
}

/// The features that a word has wherever it stands.
pub(super) fn of_word(word: &Word, found: &mut dyn FnMut(u32, f32)) {
    let folded = word.folded.as_bytes();
    let folded = &folded[..folded.len().min(LONGEST)];
    if folded.iter().all(u8::is_ascii_digit) {
        return found(Name::of(b'#').number(), JOINING_WORD);
    }
    if is_function_word(&word.folded) {
        return found(Name::of(b'w').and(folded).number(), JOINING_WORD);
    }
    let analysis = &word.analysis;
    found(Name::of(b'w').and(folded).number(), WORD);
    found(Name::of(b'l').and(analysis.lemma.as_bytes()).number(), LEMMA);
    if let Some(origin) = &analysis.origin {
        found(Name::of(b'l').and(origin.as_bytes()).number(), PART);
    }
    for part in &analysis.parts {
        found(Name::of(b'l').and(part.lemma.as_bytes()).number(), PART);
    }
    if folded.len() >= SHORTEST {
        let edged = [b"<", folded, b">"].concat();
        for length in RUNS {
            for run in edged.windows(length) {
                found(Name::of(b'c').and(run).number(), LETTERS);
            }
        }
    }
}

/// The features of a word with the one before it, or with the beginning of the sentence.
pub(super) fn of_pairs(words: &[Word], found: &mut dyn FnMut(usize, u32, f32)) {
    let mut before: &str = "^";
    for (at, word) in words.iter().enumerate() {
        let lemma = word.analysis.lemma.as_str();
        let number = Name::of(b'b').and(before.as_bytes()).and(b" ").and(lemma.as_bytes()).number();
        found(at, number, PAIR);
        before = lemma;
    }
}

/// The features of where a sentence stands and what the codebook says of it.
pub(super) fn of_setting(seen: &Observation, question: bool, codes: &[&str], found: &mut dyn FnMut(u32, f32)) {
    found(Name::of(b'1').number(), 1.0);
    for (code, score) in codes.iter().zip(&seen.scores) {
        if *score > 0.0 {
            found(Name::of(b's').and(code.as_bytes()).number(), BOOK * score.min(1.5));
        }
    }
    for code in &seen.codes {
        found(Name::of(if seen.otherwise { b'o' } else { b'k' }).and(code.as_bytes()).number(), BOOK);
    }
    for code in &seen.previous {
        found(Name::of(b'p').and(code.as_bytes()).number(), BEFORE);
    }
    let function = |function: Function| [function as u8];
    found(Name::of(b'f').and(&function(seen.decision.function)).number(), BOOK);
    for (number, score) in (0..).zip(seen.decision.scores) {
        found(Name::of(b'v').and(&[number]).number(), BOOK * score.clamp(0.0, 2.0) / 2.0);
    }
    if let Some(previous) = seen.previous_function {
        found(Name::of(b'g').and(&function(previous)).number(), BEFORE);
    }
    let position = match seen.position {
        Position::Assessment => 0,
        Position::Strengths => 1,
        Position::Weaknesses => 2,
        Position::Remarks => 3,
    };
    found(Name::of(b'h').and(&[position]).number(), PLACE);
    if question {
        found(Name::of(b'?').number(), PLACE);
    }
    if seen.words.len() < 5 {
        found(Name::of(b'<').number(), PLACE);
    }
}
