//! A sentence in, its words out: folded, with their places and with what is known of each.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::dutch::word::{Word as Analysis, remembered};

/// A word of a sentence: folded, with its place in the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, without diacritics.
    pub(crate) folded: String,
    /// First byte in the sentence.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Its lemma, origin and parts.
    pub(crate) analysis: Arc<Analysis>,
}

/// The words of a sentence in order.
pub(crate) fn words(sentence: &str) -> Vec<Word> {
    let mut words: Vec<(String, usize, usize)> = Vec::new();
    let mut open = false;
    for (at, letter) in sentence.char_indices() {
        let part = letter.is_alphanumeric() || (open && is_combining_mark(letter));
        if part {
            if !open {
                words.push((String::new(), at, at));
            }
            if let Some((folded, _, end)) = words.last_mut() {
                fold_into(folded, letter);
                *end = at + letter.len_utf8();
            }
        }
        open = part;
    }
    let word =
        |(folded, start, end): (String, usize, usize)| Word { analysis: remembered(&folded), folded, start, end };
    words.into_iter().map(word).collect()
}

fn fold_into(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
    } else {
        folded.extend(letter.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place() {
        let sentence = "Één idee: co-creatie!";
        let words = words(sentence);
        let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded, ["een", "idee", "co", "creatie"]);
        assert_eq!(&sentence[words[0].start..words[0].end], "Één");
    }
}
