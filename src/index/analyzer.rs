//! Text in, the terms under which it is found out: lemmas, origins and parts of compounds, or the words as they stand.
//!
//! The field of words holds at the place of *gedragsveranderingen* the lemma `gedragsverandering`, its parts `gedrag` and
//! `verandering`, and `~veranderen`, from which the last is derived. The field of forms holds `gedragsveranderingen`.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use foldhash::HashMap;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::dutch::fold::fold;
use crate::dutch::running::{WordsOf, words_of};
use crate::dutch::word::{Word, analyse, remembered};

/// Longer terms are left out, in bytes.
const LONGEST_TERM: usize = 100;
/// Begins a term that says from what a word is derived; no word does.
const ORIGIN: char = '~';

/// A word of a text with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWord {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// What is known of it.
    pub word: Arc<Word>,
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = TextWord> {
    words_of(text)
        .map(|(start, word)| TextWord { range: start..start + word.len(), word: remembered(word) })
        .filter(|found| found.word.folded.len() <= LONGEST_TERM)
}

/// The term for everything that is derived from a word.
pub fn derived_from(lemma: &str) -> String {
    format!("{ORIGIN}{lemma}")
}

/// The terms under which a word is found.
fn terms(word: &Word) -> Vec<String> {
    let origins = word.origin.iter().cloned().chain(word.parts.iter().filter_map(|part| part.origin.clone()));
    let mut terms = vec![word.lemma.clone()];
    terms.extend(word.parts.iter().map(|part| part.lemma.clone()));
    terms.extend(origins.map(|origin| derived_from(&origin)));
    let mut at = 0;
    while at < terms.len() {
        if terms[..at].contains(&terms[at]) || terms[at].len() > LONGEST_TERM {
            terms.remove(at);
        } else {
            at += 1;
        }
    }
    terms
}

/// What a field keeps of every word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Lemma, parts and origins, all at the word's place.
    Words,
    /// The word itself, in lower case without diacritics.
    Forms,
}

/// Words whose analysis shows whether two versions of the program analyse alike.
const PROBES: &str = "gemeente gemeenten promotoren indicatoren gedragsveranderingen kandidaat-huurder evaluatie geëvalueerd \
    coördinatoren gezondheid doelgroepen kinderopvang ging vrijwilligerswerking haalbaarheid stadhuizen 2018 1.000 d.m.v.";

/// Names of the analyzers in the schema, with a digest of what they make of some words: another analysis gives another schema, and
/// so another index.
static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let analysed: Vec<String> = words(PROBES).map(|found| terms(&found.word).join(" ")).collect();
    blake3::hash(analysed.join("\n").as_bytes()).to_hex()[..8].to_owned()
});

impl Kept {
    /// The analyzer's name in the schema.
    pub(super) fn name(self) -> String {
        match self {
            Self::Words => format!("words-{}", *DIGEST),
            Self::Forms => "forms-1".to_owned(),
        }
    }

    pub(super) fn analyzer(self) -> TextAnalyzer {
        TextAnalyzer::builder(Splitter { kept: self, known: HashMap::default() }).build()
    }
}

/// Splits text into terms.
struct Splitter {
    kept: Kept,
    /// The terms of the words that were met, as running text repeats itself.
    known: HashMap<String, Arc<[String]>>,
}

/// Most words whose terms are remembered; when they are more, all are forgotten.
const REMEMBERED: usize = 1 << 17;

// Every clone has a memory of its own: it may be used on another thread.
impl Clone for Splitter {
    fn clone(&self) -> Self {
        Self { kept: self.kept, known: HashMap::default() }
    }
}

impl Splitter {
    fn terms(&mut self, word: &str) -> Arc<[String]> {
        if let Some(known) = self.known.get(word) {
            return Arc::clone(known);
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let mut terms = match self.kept {
            Kept::Words => terms(&analyse(word)),
            Kept::Forms => vec![fold(word)],
        };
        terms.retain(|term| term.len() <= LONGEST_TERM);
        let terms: Arc<[String]> = terms.into();
        self.known.insert(word.to_owned(), Arc::clone(&terms));
        terms
    }
}

impl Tokenizer for Splitter {
    type TokenStream<'text> = Terms<'text>;

    fn token_stream<'text>(&'text mut self, text: &'text str) -> Terms<'text> {
        Terms { words: words_of(text), splitter: self, terms: Arc::new([]), next: 0, token: Token::default() }
    }
}

/// The terms of one text, one after the other.
struct Terms<'text> {
    words: WordsOf<'text>,
    splitter: &'text mut Splitter,
    /// Those of the word at hand.
    terms: Arc<[String]>,
    next: usize,
    token: Token,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        while self.next == self.terms.len() {
            let Some((start, word)) = self.words.next() else { return false };
            self.terms = self.splitter.terms(word);
            self.next = 0;
            self.token.offset_from = start;
            self.token.offset_to = start + word.len();
            self.token.position = self.token.position.wrapping_add(1);
        }
        self.token.text.clear();
        self.token.text.push_str(&self.terms[self.next]);
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kept: Kept, text: &str) -> Vec<(usize, String)> {
        let mut analyzer = kept.analyzer();
        let mut stream = analyzer.token_stream(text);
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push((token.position, token.text.clone()));
        }
        found
    }

    #[test]
    fn a_compound_is_found_under_its_parts_at_its_own_place() {
        let terms = found(Kept::Words, "de Gedragsveranderingen");
        let at_one: Vec<&str> =
            terms.iter().filter(|(position, _)| *position == 1).map(|(_, term)| term.as_str()).collect();
        assert_eq!(at_one, ["gedragsverandering", "gedrag", "verandering", "~veranderen"]);
    }

    #[test]
    fn case_and_diacritics_make_no_difference() {
        assert_eq!(found(Kept::Words, "COÖRDINATOREN"), found(Kept::Words, "coordinator"));
        assert_eq!(found(Kept::Forms, "Coördinatoren"), [(0, "coordinatoren".to_owned())]);
    }

    #[test]
    fn a_word_knows_its_bytes() {
        let text = "de coördinatoren";
        let second = words(text).nth(1).unwrap();
        assert_eq!((&text[second.range.clone()], second.word.lemma.as_str()), ("coördinatoren", "coordinator"));
    }
}
