//! What was asked for and the words of a passage in, which words answer it and why out.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use serde::Serialize;

use crate::dutch::compound::Part;
use crate::dutch::word::Word;
use crate::index::TextWord;

/// Why a word answers a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It is the word itself, or stands in the phrase.
    Same,
    /// It is another form of the word.
    Lemma,
    /// It is a part of a compound, or the compound of which the word is a part.
    Part,
    /// One is derived from the other.
    Derived,
    /// It fits the pattern.
    Pattern,
    /// It is the word but for a typing error.
    Typo,
}

impl Why {
    /// In Dutch, for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Same => "zelfde woord",
            Self::Lemma => "andere vorm",
            Self::Part => "deel van een samenstelling",
            Self::Derived => "afgeleid woord",
            Self::Pattern => "past bij het patroon",
            Self::Typo => "bijna zelfde spelling",
        }
    }

    /// How much it says that a passage holds such a word, in parts of what the word itself says.
    fn worth(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Lemma => 0.95,
            Self::Pattern => 0.9,
            Self::Part => 0.6,
            Self::Derived | Self::Typo => 0.5,
        }
    }
}

/// One thing that was asked for, as it is found back in a text.
#[derive(Debug, Clone)]
pub(super) enum Wish {
    Word(Word),
    Forms(Vec<String>),
    Pattern(Regex),
    Phrase(Vec<String>, u32),
    Near(Word, Word, u32),
}

/// Bytes in the text that answer, and why.
type Place = (Range<usize>, Why);

/// A word that answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// Which wish.
    pub(super) wish: usize,
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    pub(super) why: Why,
}

/// The words of a text that answer one of the wishes, in order; each place once, for its best reason.
pub(super) fn answers(wishes: &[Wish], words: &[TextWord]) -> Vec<Answer> {
    let mut found: BTreeMap<(usize, usize), Answer> = BTreeMap::new();
    for (wish, wanted) in wishes.iter().enumerate() {
        for (range, why) in wanted.found_in(words) {
            let better = |known: &Answer| why < known.why;
            let place = (range.start, range.end);
            if found.get(&place).is_none_or(better) {
                found.insert(place, Answer { wish, range, why });
            }
        }
    }
    let mut answers: Vec<Answer> = Vec::new();
    for answer in found.into_values() {
        match answers.last_mut() {
            // A part within a word that answers as a whole.
            Some(last) if answer.range.start < last.range.end => {
                if answer.range.len() > last.range.len() && answer.why <= last.why {
                    *last = answer;
                }
            }
            _ => answers.push(answer),
        }
    }
    answers
}

/// How much a passage with these answers says: every wish counts once, for its best answer.
pub(super) fn worth(answers: &[Answer]) -> f32 {
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for answer in answers {
        let worth = best.entry(answer.wish).or_default();
        *worth = worth.max(answer.why.worth());
    }
    best.values().sum()
}

impl Wish {
    fn found_in(&self, words: &[TextWord]) -> Vec<Place> {
        match self {
            Self::Word(wanted) => words.iter().flat_map(|found| same_word(wanted, found)).collect(),
            Self::Forms(forms) => {
                let of = |found: &&TextWord| forms.contains(&found.word.folded);
                let why = |found: &TextWord| {
                    let first = forms.first().is_some_and(|form| *form == found.word.folded);
                    (found.range.clone(), if first { Why::Same } else { Why::Typo })
                };
                words.iter().filter(of).map(why).collect()
            }
            Self::Pattern(pattern) => {
                let fits = words.iter().filter(|found| pattern.is_match(&found.word.folded));
                fits.map(|found| (found.range.clone(), Why::Pattern)).collect()
            }
            Self::Phrase(phrase, slop) => phrases(phrase, *slop, words),
            Self::Near(left, right, distance) => near(left, right, *distance, words),
        }
    }
}

/// The places in a word of a text that answer a word: all of it, or parts of it.
fn same_word(wanted: &Word, found: &TextWord) -> Vec<Place> {
    let word = &found.word;
    let whole = |why| vec![(found.range.clone(), why)];
    if word.folded == wanted.folded {
        return whole(Why::Same);
    }
    if word.lemma == wanted.lemma {
        return whole(Why::Lemma);
    }
    let derived = |origin: &Option<String>, lemma: &String| origin.as_ref() == Some(lemma);
    if derived(&word.origin, &wanted.lemma)
        || derived(&wanted.origin, &word.lemma)
        || (word.origin.is_some() && word.origin == wanted.origin)
    {
        return whole(Why::Derived);
    }
    if wanted.parts.iter().any(|part| part.lemma == word.lemma) {
        return whole(Why::Part);
    }
    let answers = |Part { lemma, origin, .. }: &Part| {
        if *lemma == wanted.lemma || wanted.parts.iter().any(|part| part.lemma == *lemma) {
            return Some(Why::Part);
        }
        (derived(origin, &wanted.lemma) || (origin.is_some() && *origin == wanted.origin)).then_some(Why::Derived)
    };
    let start = found.range.start;
    let parts = word.parts.iter().filter_map(|part| Some((part, answers(part)?)));
    parts.map(|(part, why)| (start + part.range.start..start + part.range.end, why)).collect()
}

fn phrases(phrase: &[String], slop: u32, words: &[TextWord]) -> Vec<Place> {
    let mut found = Vec::new();
    for start in 0..words.len() {
        let mut at = start;
        let mut left = slop as usize;
        let mut places = Vec::new();
        for wanted in phrase {
            let reach = if places.is_empty() { 1 } else { left + 1 };
            let skipped =
                words[at.min(words.len())..].iter().take(reach).position(|found| found.word.folded == *wanted);
            let Some(skipped) = skipped else { break };
            left -= if places.is_empty() { 0 } else { skipped };
            at += skipped;
            places.push(words[at].range.clone());
            at += 1;
        }
        if places.len() == phrase.len() {
            found.extend(places.into_iter().map(|place| (place, Why::Same)));
        }
    }
    found
}

fn near(left: &Word, right: &Word, distance: u32, words: &[TextWord]) -> Vec<Place> {
    let places = |wanted: &Word| -> Vec<(usize, Vec<Place>)> {
        let found = words.iter().enumerate().map(|(at, word)| (at, same_word(wanted, word)));
        found.filter(|(_, places)| !places.is_empty()).collect()
    };
    let (lefts, rights) = (places(left), places(right));
    let mut found = Vec::new();
    for (at, answers) in &lefts {
        for (other, others) in &rights {
            if at != other && at.abs_diff(*other) <= distance as usize + 1 {
                found.extend(answers.iter().chain(others).cloned());
            }
        }
    }
    found
}
