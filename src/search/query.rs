//! The user's words in, a tantivy query out; every input is a valid query.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Request;
use crate::dutch::fold::fold;
use crate::dutch::function_words::is_function_word;
use crate::index::{Index, Shelf, tokens};

/// More words than this say nothing more.
const MOST_WORDS: usize = 64;
/// A promoter or title that holds the word counts this much more.
const NAME_BOOST: f32 = 2.0;
/// How much the weaker of two fields adds.
const TIE: f32 = 0.1;
/// A beginning of a word is at least this long, in letters.
const SHORTEST_PREFIX: usize = 2;

/// What the user wants to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    clauses: Vec<Clause>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Clause {
    /// A word, as its term.
    Word(String),
    /// Words in this order.
    Phrase(Vec<String>),
    /// The beginning of a word: `gedrag*`.
    Prefix(String),
}

impl Wanted {
    /// Reads words, "phrases" and `prefixes*`.
    pub(super) fn read(input: &str) -> Self {
        let mut clauses = Vec::new();
        for (at, piece) in input.split(['"', '“', '”', '„']).enumerate() {
            if at % 2 == 1 {
                let terms: Vec<String> = tokens(piece).into_iter().map(|token| token.term).collect();
                match terms.as_slice() {
                    [] => {}
                    [_] => clauses.extend(terms.into_iter().map(Clause::Word)),
                    _ => clauses.push(Clause::Phrase(terms)),
                }
            } else {
                clauses.extend(piece.split_whitespace().flat_map(words));
            }
        }
        clauses.truncate(MOST_WORDS);
        drop_function_words(&mut clauses);
        Self { clauses }
    }

    /// Whether a word of a text is one that was asked for.
    pub(super) fn matches(&self, word: &str, term: &str) -> bool {
        self.clauses.iter().any(|clause| match clause {
            Clause::Word(wanted) => wanted == term,
            Clause::Phrase(wanted) => wanted.iter().any(|wanted| wanted == term),
            Clause::Prefix(prefix) => fold(word).starts_with(prefix.as_str()),
        })
    }

    /// The query for the index; `None` where nothing was asked.
    pub(super) fn query(&self, index: &Index, request: &Request) -> Option<BooleanQuery> {
        let fields = index.fields();
        let filtered = request.verdict.is_some() || request.kind.is_some();
        if self.clauses.is_empty() && !filtered {
            return None;
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![filter(fields.shelf, Shelf::Record.name())];
        clauses.extend(request.verdict.map(|verdict| filter(fields.verdict, verdict.as_str())));
        clauses.extend(request.kind.map(|kind| filter(fields.kind, kind.as_str())));
        if !self.clauses.is_empty() {
            let wanted = self.clauses.iter().map(|clause| {
                let fields = [(fields.name, NAME_BOOST), (fields.text, 1.0)];
                let either = fields.map(|(field, boost)| boxed(BoostQuery::new(clause.query(field), boost)));
                let must = if matches!(clause, Clause::Phrase(_)) { Occur::Must } else { Occur::Should };
                (must, boxed(DisjunctionMaxQuery::with_tie_breaker(either.into(), TIE)))
            });
            clauses.push((Occur::Must, boxed(BooleanQuery::new(wanted.collect()))));
        }
        Some(BooleanQuery::new(clauses))
    }
}

/// "verandering van gedrag" is about two words; "van" counts only where nothing else was asked.
fn drop_function_words(clauses: &mut Vec<Clause>) {
    let joins = |clause: &Clause| matches!(clause, Clause::Word(word) if is_function_word(word));
    if !clauses.iter().all(joins) {
        clauses.retain(|clause| !joins(clause));
    }
}

fn words(piece: &str) -> Vec<Clause> {
    if let Some(prefix) = piece.strip_suffix('*') {
        let prefix = fold(prefix);
        if prefix.chars().count() >= SHORTEST_PREFIX && prefix.chars().all(char::is_alphanumeric) {
            return vec![Clause::Prefix(prefix)];
        }
    }
    tokens(piece).into_iter().map(|token| Clause::Word(token.term)).collect()
}

impl Clause {
    fn query(&self, field: Field) -> Box<dyn Query> {
        let term = |text: &str| Term::from_field_text(field, text);
        match self {
            Self::Word(word) => boxed(TermQuery::new(term(word), IndexRecordOption::WithFreqs)),
            Self::Phrase(words) => boxed(PhraseQuery::new(words.iter().map(|word| term(word)).collect())),
            // A prefix holds letters and digits only, so it is a regular expression of itself.
            Self::Prefix(prefix) => match RegexQuery::from_pattern(&format!("{}.*", stem_of(prefix)), field) {
                Ok(query) => boxed(query),
                Err(_) => boxed(EmptyQuery),
            },
        }
    }
}

/// The index holds stems, which can be shorter than the beginning that was asked for.
fn stem_of(prefix: &str) -> String {
    let stem = tokens(prefix).into_iter().next().map(|token| token.term);
    stem.filter(|stem| prefix.starts_with(stem.as_str())).unwrap_or_else(|| prefix.to_owned())
}

fn filter(field: Field, value: &str) -> (Occur, Box<dyn Query>) {
    let term = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
    (Occur::Must, boxed(ConstScoreQuery::new(boxed(term), 0.0)))
}

fn boxed(query: impl Query) -> Box<dyn Query> {
    Box::new(query)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(input: &str) -> Vec<Clause> {
        Wanted::read(input).clauses
    }

    #[test]
    fn words_phrases_and_prefixes() {
        let term = |word: &str| tokens(word).remove(0).term;
        assert_eq!(
            clauses("\"goede praktijken\" partner gedrag*"),
            [
                Clause::Phrase(vec![term("goede"), term("praktijken")]),
                Clause::Word(term("partner")),
                Clause::Prefix("gedrag".into())
            ]
        );
    }

    #[test]
    fn function_words_count_only_alone() {
        assert_eq!(clauses("verandering van gedrag").len(), 2);
        assert_eq!(clauses("van de").len(), 2);
    }

    #[test]
    fn every_input_is_a_query() {
        for input in ["", "   ", "\"", "[", "*", "a*b", "AND OR (", "\u{0}", "é*"] {
            let _ = Wanted::read(input);
        }
        assert!(clauses("   \"\" * [").is_empty());
    }
}
