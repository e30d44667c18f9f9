//! The text of one line and of the next in, both joined out: hyphenated words made whole as Dutch asks.

use std::collections::HashSet;

use crate::dutch::fold::fold;
use crate::dutch::lexicon::entry;
use crate::dutch::word::parts;

/// Words after a hanging hyphen that show it stands for a left-out part (`dag- en nachtploeg`).
const LINKING: [&str; 9] = ["en", "of", "en/of", "tot", "als", "noch", "dan", "maar", "naar"];
/// First parts that keep their hyphen whatever follows.
const KEEPING: [&str; 9] = ["niet", "non", "ex", "oud", "semi", "pseudo", "vice", "adjunct", "sociaal"];

/// The words that a document prints within its lines, as evidence of how it writes them.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
}

impl Vocabulary {
    /// Takes in the words of one line but its last, which may be cut.
    pub(super) fn learn<'word>(&mut self, words: impl DoubleEndedIterator<Item = &'word str>) {
        self.words.extend(words.rev().skip(1).map(bare).filter(|word| word.contains(|c: char| c.is_alphabetic())));
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&bare(word))
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What stands between two lines of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// A space.
    Space,
    /// Nothing, and the hyphen stays.
    Keep,
    /// Nothing, and the hyphen goes.
    Drop,
}

/// Appends a line to the text of the lines before it.
pub(super) fn append(text: &mut String, line: &str, vocabulary: &Vocabulary) {
    match join(text, line, vocabulary) {
        Join::Space => text.push(' '),
        Join::Keep => {}
        Join::Drop => {
            text.pop();
        }
    }
    text.push_str(line);
}

fn join(before: &str, after: &str, vocabulary: &Vocabulary) -> Join {
    if before.is_empty() || before.ends_with(' ') {
        return Join::Keep;
    }
    let stem = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = after.split(char::is_whitespace).next().unwrap_or_default();
    let first = next.chars().next().unwrap_or(' ');
    if let Some(part) = stem.strip_suffix('/') {
        let both = part.ends_with(char::is_alphanumeric) && first.is_alphanumeric();
        return if both { Join::Keep } else { Join::Space };
    }
    let Some(part) = stem.strip_suffix(['-', '\u{2010}']) else {
        return if is_cut(stem, next) { Join::Keep } else { Join::Space };
    };
    if !part.ends_with(char::is_alphanumeric) || !first.is_alphanumeric() || LINKING.contains(&bare(next).as_str()) {
        return Join::Space;
    }
    let is_address = part.contains(['@', ':']) || part.starts_with("www.");
    if is_address || keeps_hyphen(part, next, vocabulary) { Join::Keep } else { Join::Drop }
}

/// Whether a narrow cell cut a word without a hyphen (`verenigin` `g`): the halves are no words, and both together are one.
fn is_cut(stem: &str, next: &str) -> bool {
    let goes_on = next.starts_with(|first: char| first.is_lowercase()) && stem.ends_with(char::is_lowercase);
    let (stem, next) = (bare(stem), bare(next));
    let is_consonant = next.chars().count() == 1 && !next.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    goes_on && (is_consonant || !is_word(&next)) && !is_word(&stem) && is_word(&format!("{stem}{next}"))
}

/// Whether a word is listed, or made of words that are.
fn is_word(word: &str) -> bool {
    let word = fold(word);
    entry(&word).is_some() || !parts(&word).is_empty()
}

fn keeps_hyphen(part: &str, next: &str, vocabulary: &Vocabulary) -> bool {
    let last = part.chars().next_back().unwrap_or(' ');
    let first = next.chars().next().unwrap_or(' ');
    if !first.is_lowercase() || !last.is_lowercase() {
        return true;
    }
    if vocabulary.knows(&format!("{part}{next}")) {
        return false;
    }
    let part = bare(part);
    // "Vergeet-mij-niet"
    let inner = part.rsplit_once('-').map(|(_, last)| last);
    let is_listed = |word: &str| entry(&fold(word)).is_some();
    if inner
        .is_some_and(|last| is_listed(last) && is_listed(&bare(next)) && !is_listed(&format!("{last}{}", bare(next))))
    {
        return true;
    }
    vocabulary.knows(&format!("{part}-{next}"))
        || part.chars().count() == 1
        || KEEPING.contains(&part.as_str())
        || clash(last, first)
}

/// Vowels that Dutch would read as one sound: a word with them is never cut there, so the hyphen is its own (`mee-eten`).
fn clash(last: char, first: char) -> bool {
    matches!(
        (last, first),
        ('a', 'a' | 'e' | 'i' | 'u')
            | ('e', 'e' | 'i' | 'u')
            | ('i', 'e' | 'i' | 'j')
            | ('o', 'e' | 'i' | 'o' | 'u')
            | ('u', 'i' | 'u')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(before: &str, after: &str) -> String {
        let mut text = before.to_owned();
        append(&mut text, after, &Vocabulary::default());
        text
    }

    #[test]
    fn dutch_hyphens_at_a_line_end() {
        for (before, after, whole) in [
            ("de vrij-", "willigers van", "de vrijwilligers van"),
            ("een e-", "health toepassing", "een e-health toepassing"),
            ("de dag-", "en nachtploeg", "de dag- en nachtploeg"),
            ("Oost-", "Vlaanderen", "Oost-Vlaanderen"),
            ("de OCMW-", "werking", "de OCMW-werking"),
            ("samen mee-", "eten", "samen mee-eten"),
            ("2017-", "2018", "2017-2018"),
            ("de opvang/", "jeugdwerk", "de opvang/jeugdwerk"),
            ("het doel -", "zoals gezegd", "het doel - zoals gezegd"),
            ("gewone", "woorden", "gewone woorden"),
            ("Koor Vergeet-mij-", "niet", "Koor Vergeet-mij-niet"),
            ("zijn e-health-toe-", "passingen", "zijn e-health-toepassingen"),
            ("Winkeliersverenigin", "g Zuidplein", "Winkeliersvereniging Zuidplein"),
            ("wijk Tervaart", "en omgeving", "wijk Tervaart en omgeving"),
        ] {
            assert_eq!(joined(before, after), whole);
        }
    }

    #[test]
    fn the_document_itself_decides_where_it_can() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(["de", "sport-infrastructuur", "van"].into_iter());
        let mut text = "onze sport-".to_owned();
        append(&mut text, "infrastructuur", &vocabulary);
        assert_eq!(text, "onze sport-infrastructuur");
    }
}
