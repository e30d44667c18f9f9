//! The words of a sentence in, the noun phrases in it that could name a theme out.
//!
//! There is no tagger: what is no noun is known by the word list, by its ending or by being named in `general.txt`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::word::Word;
use crate::dutch::function_words::is_function_word;
use crate::dutch::lexicon::entry;

/// Words that name no theme: those that stand in every evaluation, and adverbs, numbers and the like.
static GENERAL: LazyLock<(BTreeSet<&str>, BTreeSet<&str>)> = LazyLock::new(|| {
    let text = include_str!("general.txt");
    let (nouns, others) = text.split_once("\n\n").unwrap_or((text, ""));
    let words = |part: &'static str| part.split_whitespace().collect();
    (words(nouns), words(others))
});

/// A phrase has at most so many words, joining words not counted.
const MOST_WORDS: usize = 3;
/// Between two nouns may stand one of these, and after it one of the articles.
const JOINS: &[&str] = &["van", "voor", "met", "aan", "in", "op", "bij", "tussen", "tot", "over", "naar"];
const ARTICLES: &[&str] = &["de", "het", "een", "hun", "haar", "zijn", "deze", "dit", "die", "alle", "andere"];
/// Words that only nouns follow, or adjectives before a noun.
const DETERMINERS: &[&str] = &[
    "de", "het", "een", "deze", "hun", "uw", "onze", "geen", "elke", "elk", "iedere", "ieder", "zulke", "eigen",
    "meer", "veel",
];
/// The shortest word that names anything, in letters.
const SHORTEST: usize = 3;

/// A phrase at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Lemmas of its words with the joining words but without articles: the same for all its forms.
    pub(super) key: String,
    /// How many words it is made of: parts of compounds count, joining words do not.
    pub(super) length: usize,
    /// Whether it is one word, written as one.
    pub(super) single: bool,
    /// Whether it stands where a noun stands: after "de", "geen" or "van", and with no noun right after it.
    pub(super) determined: bool,
    /// Its words in the sentence.
    pub(super) words: Range<usize>,
}

/// What a word can be in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Noun,
    /// A noun that says nothing by itself: "project".
    General,
    Adjective,
    Join,
    Article,
    Other,
}

/// The phrases of a sentence; `free` tells which words no pattern of the codebook touches.
pub(super) fn phrases(sentence: &str, words: &[Word], free: &[bool]) -> Vec<Phrase> {
    let roles: Vec<Role> = (0..words.len()).map(|at| role(sentence, words, at, free[at])).collect();
    let mut phrases = Vec::new();
    for start in 0..words.len() {
        if matches!(roles[start], Role::Noun | Role::General | Role::Adjective) {
            from(start, sentence, words, &roles, &mut phrases);
        }
    }
    phrases
}

/// The phrases that begin with a word.
fn from(start: usize, sentence: &str, words: &[Word], roles: &[Role], phrases: &mut Vec<Phrase>) {
    let (mut length, mut count, mut says, mut key) = (0, 0, false, String::new());
    let determined = stands_as_noun(start, sentence, words);
    for at in start..words.len() {
        let before = at.checked_sub(1).filter(|_| at > start).map(|before| roles[before]);
        if before.is_some() && !side_by_side(sentence, words, at) {
            return;
        }
        let fits = match roles[at] {
            Role::Other => false,
            Role::Join => matches!(before, Some(Role::Noun | Role::General)),
            Role::Article => before == Some(Role::Join),
            // "betrokken ouders", but two nouns side by side are seldom one phrase.
            Role::Noun | Role::General | Role::Adjective => !matches!(before, Some(Role::Noun | Role::General)),
        };
        if !fits {
            return;
        }
        if roles[at] == Role::Article {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&words[at].analysis.lemma);
        if roles[at] != Role::Join {
            count += 1;
            length += words[at].analysis.parts.len().max(1);
        }
        if count > MOST_WORDS {
            return;
        }
        says |= roles[at] == Role::Noun;
        if says && matches!(roles[at], Role::Noun | Role::General) {
            phrases.push(Phrase { key: key.clone(), length, single: count == 1, determined, words: start..at + 1 });
        }
    }
}

fn stands_as_noun(at: usize, sentence: &str, words: &[Word]) -> bool {
    let announced = at > 0 && {
        let before = words[at - 1].folded.as_str();
        DETERMINERS.contains(&before) || JOINS.contains(&before)
    };
    let before_noun = at + 1 < words.len() && side_by_side(sentence, words, at + 1) && {
        let Word { folded, analysis, .. } = &words[at + 1];
        let joins = is_function_word(folded) || GENERAL.1.contains(folded.as_str());
        !joins && by_the_list(folded, &analysis.lemma, !analysis.parts.is_empty()) == Role::Noun
    };
    announced && !before_noun
}

/// Whether nothing but white space or a hyphen stands before a word.
fn side_by_side(sentence: &str, words: &[Word], at: usize) -> bool {
    let between = sentence.get(words[at - 1].end..words[at].start).unwrap_or_default();
    between == "-" || between.chars().all(char::is_whitespace)
}

fn role(sentence: &str, words: &[Word], at: usize, free: bool) -> Role {
    let word = &words[at];
    let folded = word.folded.as_str();
    if JOINS.contains(&folded) {
        return Role::Join;
    }
    if ARTICLES.contains(&folded) {
        return Role::Article;
    }
    let lemma = word.analysis.lemma.as_str();
    let (nouns, others) = &*GENERAL;
    let known = |list: &BTreeSet<&str>| list.contains(folded) || list.contains(lemma);
    if !free || is_function_word(folded) || known(others) || folded.len() < SHORTEST {
        return Role::Other;
    }
    // A capital inside a sentence is a name, and so is a number.
    let first = sentence.get(word.start..).and_then(|rest| rest.chars().next());
    let name = at > 0 && first.is_some_and(char::is_uppercase);
    if name || folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return Role::Other;
    }
    if known(nouns) {
        return Role::General;
    }
    by_the_list(folded, lemma, !word.analysis.parts.is_empty())
}

fn by_the_list(folded: &str, lemma: &str, compound: bool) -> Role {
    const NOUNS: &[&str] = &["heid", "ing", "atie", "itie", "schap", "teit", "isme", "nis", "ment", "logie"];
    const ADJECTIVES: &[&str] = &["lijk", "lijke", "ische", "isch", "ieve", "ief", "bare", "baar", "ele", "eel"];
    const FULL_OR_WITHOUT: &[&str] = &["vol", "volle", "loos", "loze"];
    const NUMBERS: &[&str] = &["tien", "tig", "honderd", "duizend"];
    let (own, of_lemma) = (entry(folded).unwrap_or_default(), entry(lemma).unwrap_or_default());
    if NUMBERS.iter().any(|ending| folded.ends_with(ending)) {
        return Role::Other;
    }
    if FULL_OR_WITHOUT.iter().any(|ending| folded.ends_with(ending)) {
        return Role::Adjective;
    }
    if of_lemma.noun || own.noun || NOUNS.iter().any(|ending| lemma.ends_with(ending)) {
        return if own.verb && !own.noun { Role::Other } else { Role::Noun };
    }
    if own.verb || of_lemma.verb {
        return Role::Other;
    }
    let ends_so = ADJECTIVES.iter().any(|ending| folded.ends_with(ending));
    if own.adjective || of_lemma.adjective || ends_so {
        return Role::Adjective;
    }
    if compound || entry(lemma).is_none() && folded.len() > 5 { Role::Noun } else { Role::Other }
}
