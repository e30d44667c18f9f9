//! A pattern or a misspelt word in, the words of the index that it can stand for out.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::shape::Shape;
use crate::index::Index;

/// Most words of the index that are looked at for one pattern.
const MOST_SEEN: usize = 20_000;
/// Most words that a pattern stands for: those in most documents.
const MOST_TAKEN: usize = 48;

static ONE_ERROR: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO_ERRORS: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Signs that stand for letters.
const WILD: [char; 2] = ['*', '?'];

/// A word of the index that a pattern stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expansion {
    pub(super) term: String,
    /// How much like what was asked: 1 is the same.
    pub(super) weight: f32,
}

/// The words that a pattern with `*` and `?` stands for.
pub(super) fn matching(index: &Index, searcher: &Searcher, field: Field, pattern: &str) -> Vec<Expansion> {
    let shape = Shape::new(pattern);
    let letters = pattern.chars().filter(|sign| sign.is_alphanumeric()).count() as f32;
    // A word that is hardly longer than what was asked is likelier meant.
    let weigh = |term: &str| 0.5 + 0.5 * letters / term.chars().count().max(1) as f32;
    if !pattern.starts_with(WILD) {
        return taken(terms(searcher, field, &shape), weigh);
    }
    let Ok(vocabulary) = index.vocabulary(searcher, field) else { return Vec::new() };
    let end = pattern.rsplit(WILD).next().unwrap_or_default();
    let found = vocabulary.ending(end).filter(|(term, _)| shape.fits(term));
    taken(found.take(MOST_SEEN).collect(), weigh)
}

/// The same as a regular expression over whole words.
pub(super) fn expression(pattern: &str) -> String {
    let sign = |sign: char| match sign {
        '*' => ".*".to_owned(),
        '?' => ".".to_owned(),
        letter => letter.to_string(),
    };
    pattern.chars().map(sign).collect()
}

/// The words that differ from a word by a typing error, or two where it is long; nearest first.
pub(super) fn like(searcher: &Searcher, field: Field, word: &str) -> Vec<Expansion> {
    let typos = match word.chars().count() {
        0..=3 => return Vec::new(),
        4..=7 => &ONE_ERROR,
        _ => &TWO_ERRORS,
    };
    let automaton = Typos(typos.build_dfa(word));
    let weigh = |term: &str| 1.0 / (1.0 + f32::from(automaton.errors(term)));
    taken(terms(searcher, field, &automaton), weigh)
}

/// The words that an automaton accepts, in order, with the number of documents that hold them.
fn terms<A: Automaton>(searcher: &Searcher, field: Field, automaton: &A) -> Vec<(String, u64)>
where
    A::State: Clone,
{
    let mut found: Vec<(String, u64)> = Vec::new();
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(field) else { continue };
        let Ok(mut stream) = index.terms().search(Borrowed(automaton)).into_stream() else { continue };
        let mut seen = 0;
        while seen < MOST_SEEN && stream.advance() {
            seen += 1;
            if let Ok(term) = std::str::from_utf8(stream.key()) {
                found.push((term.to_owned(), u64::from(stream.value().doc_freq)));
            }
        }
    }
    // A stable sort knows the words of a segment to be in order.
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    found.dedup_by(|(next, more), (term, documents)| {
        let same = next == term;
        *documents += if same { *more } else { 0 };
        same
    });
    found
}

/// Those in most documents where they are too many, with their weights.
fn taken<T: AsRef<str> + Ord>(mut found: Vec<(T, u64)>, weigh: impl Fn(&str) -> f32) -> Vec<Expansion> {
    let commoner = |(left, fewer): &(T, u64), (right, more): &(T, u64)| more.cmp(fewer).then_with(|| left.cmp(right));
    let many = found.len() > MOST_TAKEN;
    if many {
        found.select_nth_unstable_by(MOST_TAKEN, commoner);
        found.truncate(MOST_TAKEN);
    }
    found.sort_by(commoner);
    let weighed = |(term, _): (T, u64)| Expansion { weight: weigh(term.as_ref()), term: term.as_ref().to_owned() };
    let mut taken: Vec<Expansion> = found.into_iter().map(weighed).collect();
    if !many {
        taken.sort_by(|left, right| right.weight.total_cmp(&left.weight));
    }
    taken
}

struct Typos(DFA);

impl Typos {
    fn errors(&self, word: &str) -> u8 {
        match self.0.eval(word) {
            Distance::Exact(errors) | Distance::AtLeast(errors) => errors,
        }
    }
}

impl Automaton for Typos {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// An automaton that is used for one segment after the other.
struct Borrowed<'run, A>(&'run A);

impl<A: Automaton> Automaton for Borrowed<'_, A> {
    type State = A::State;

    fn start(&self) -> A::State {
        self.0.start()
    }

    fn is_match(&self, state: &A::State) -> bool {
        self.0.is_match(state)
    }

    fn can_match(&self, state: &A::State) -> bool {
        self.0.can_match(state)
    }

    fn will_always_match(&self, state: &A::State) -> bool {
        self.0.will_always_match(state)
    }

    fn accept(&self, state: &A::State, byte: u8) -> A::State {
        self.0.accept(state, byte)
    }
}
