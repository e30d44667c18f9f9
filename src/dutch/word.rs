//! A word of running text in, all that the index keeps of it out: folded, lemma, what it is derived from, parts with places.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;

use super::compound::{self, Part};
use super::derivation::origin;
use super::fold::fold;
use super::lemma::{is_folded, lemma};
use super::lexicon;

/// What is known of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word in lower case without diacritics.
    pub folded: String,
    /// Its lemma, folded.
    pub lemma: String,
    /// The word that the lemma is derived from: *evalueren* for *evaluatie*; none for most words.
    pub origin: Option<String>,
    /// The parts of a compound or hyphenated word, in order; empty for others. Ranges are bytes of the word as it came.
    pub parts: Vec<Part>,
}

/// Takes a word apart. A word is letters and what stands between them: no white space.
pub fn analyse(word: &str) -> Word {
    let lemma = lemma(word).into_owned();
    let parts = if is_folded(word) { of_folded(word, &lemma) } else { parts(word) };
    Word { folded: fold(word), origin: origin(&lemma), lemma, parts }
}

/// The parts of a compound, with ranges in `word`; empty for a word that is none.
///
/// *gedragsverandering* gives *gedrag* at 0..8 and *verandering* at 8..19.
pub fn parts(word: &str) -> Vec<Part> {
    if is_folded(word) {
        return of_folded(word, &lemma(word));
    }
    let (folded, places) = placed(word);
    let parts = of_folded(&folded, &lemma(&folded)).into_iter();
    parts.map(|part| Part { range: places[part.range.start]..places[part.range.end], ..part }).collect()
}

/// The folded word and where each of its bytes, and its end, stand in the word.
fn placed(word: &str) -> (String, Vec<usize>) {
    let (mut folded, mut places) = (String::new(), Vec::new());
    for (place, symbol) in word.char_indices() {
        let letters = fold(symbol.encode_utf8(&mut [0; 4]));
        places.extend(std::iter::repeat_n(place, letters.len()));
        folded.push_str(&letters);
    }
    places.push(word.len());
    (folded, places)
}

fn of_folded(word: &str, whole: &str) -> Vec<Part> {
    let pieces = pieces(word);
    if let [piece] = pieces.as_slice()
        && *piece == (0..word.len())
    {
        return of_letters(word, whole, 0);
    }
    let mut parts = Vec::new();
    for piece in pieces {
        let letters = &word[piece.clone()];
        let whole = lemma(letters);
        let inner = of_letters(letters, &whole, piece.start);
        if inner.is_empty() {
            parts.push(part(whole.into_owned(), piece));
        } else {
            parts.extend(inner);
        }
    }
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The runs of letters and digits between hyphens, slashes and the like, but for what hangs on an apostrophe.
fn pieces(word: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (place, symbol) in word.char_indices().chain([(word.len(), '-')]) {
        if !symbol.is_alphanumeric() && symbol != '\'' {
            if place - start >= 2 {
                pieces.push(start..place);
            }
            start = place + symbol.len_utf8();
        }
    }
    pieces
}

/// The parts of a word whose lemma is `whole`.
fn of_letters(word: &str, whole: &str, offset: usize) -> Vec<Part> {
    let entry = lexicon::entry(word);
    let stem = if entry.is_none() { lexicon::entry(whole) } else { None };
    // A form of a listed word that is no compound is none.
    if stem.is_some_and(|stem| !stem.compound) {
        return Vec::new();
    }
    let Some(cuts) = compound::cuts(word, entry.as_ref()) else { return Vec::new() };
    let ranges = compound::ranges(word, &cuts);
    let last = ranges.len() - 1;
    let piece = |(number, range): (usize, Range<usize>)| {
        let surface = &word[range.clone()];
        let lemma = if number == last { lemma(surface).into_owned() } else { compound::unlinked(surface) };
        part(lemma, range.start + offset..range.end + offset)
    };
    ranges.into_iter().enumerate().map(piece).collect()
}

fn part(lemma: String, range: Range<usize>) -> Part {
    Part { origin: origin(&lemma), lemma, range }
}

/// Most words that are remembered; when they are more, all are forgotten.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    static SEEN: RefCell<HashMap<String, Arc<Word>>> = RefCell::default();
}

/// As [`analyse`]; a word that this thread met before comes from memory, as running text repeats itself.
pub fn remembered(word: &str) -> Arc<Word> {
    SEEN.with_borrow_mut(|seen| {
        if let Some(known) = seen.get(word) {
            return Arc::clone(known);
        }
        if seen.len() >= REMEMBERED {
            seen.clear();
        }
        let analysed = Arc::new(analyse(word));
        seen.insert(word.to_owned(), Arc::clone(&analysed));
        analysed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> Vec<(String, &str)> {
        parts(word).into_iter().map(|part| (part.lemma, &word[part.range])).collect()
    }

    fn owned(parts: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        parts.iter().map(|(lemma, surface)| ((*lemma).to_owned(), *surface)).collect()
    }

    #[test]
    fn parts_carry_their_lemma_and_their_place() {
        assert_eq!(split("gedragsveranderingen"), owned(&[("gedrag", "gedrags"), ("verandering", "veranderingen")]));
        assert_eq!(split("doelgroepen"), owned(&[("doel", "doel"), ("groep", "groepen")]));
        assert_eq!(split("kandidatenlijst"), owned(&[("kandidaat", "kandidaten"), ("lijst", "lijst")]));
        assert_eq!(split("kandidaat-huurder"), owned(&[("kandidaat", "kandidaat"), ("huurder", "huurder")]));
    }

    #[test]
    fn places_are_of_the_word_as_it_came() {
        assert_eq!(split("Coördinatiecel"), owned(&[("coordinatie", "Coördinatie"), ("cel", "cel")]));
        assert_eq!(split("COO\u{308}RDINATIECEL"), owned(&[("coordinatie", "COO\u{308}RDINATIE"), ("cel", "CEL")]));
    }

    #[test]
    fn other_words_have_no_parts() {
        for word in
            ["gemeente", "gezondheid", "verandering", "samenwerking", "promotoren", "", "-", "a-b", "2018", "'s"]
        {
            assert_eq!(split(word), [], "{word}");
        }
    }

    #[test]
    fn places_lie_in_the_word_whatever_it_is() {
        let long = "gedragsverandering-".repeat(500);
        for word in
            ["ﬁnanciëlegroepen", "é-é-É", "İstanbulgroep", "zorg\u{301}\u{301}groep", "groep’s-werk", "ßß-ﬃﬃ", &long]
        {
            let mut end = 0;
            for part in parts(word) {
                assert!(
                    part.range.start >= end && word.get(part.range.clone()).is_some_and(|part| !part.is_empty()),
                    "{word}"
                );
                end = part.range.end;
            }
        }
        assert_eq!(parts(&long).len(), 1000);
    }

    #[test]
    fn a_word_from_memory_is_what_it_would_be_anew() {
        for word in ["gedragsverandering", "Huurders", "gedragsverandering"] {
            assert_eq!(*remembered(word), analyse(word));
        }
    }
}
