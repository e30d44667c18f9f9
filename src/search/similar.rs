//! A record in, the query for records that speak of the same things out.

use std::collections::BTreeMap;

use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::wish::Wish;
use crate::dutch::function_words::is_function_word;
use crate::dutch::word::Word;
use crate::index::{Index, words};
use crate::record::Record;

/// So many words tell what a record is about.
const MOST_WORDS: usize = 24;
/// A word in fewer records than this tells nothing about others.
const FEWEST_RECORDS: u64 = 2;

/// The query, and the words that it asks for.
pub(super) fn like(record: &Record, text: &str, index: &Index, searcher: &Searcher) -> (Box<dyn Query>, Vec<Wish>) {
    let field = index.fields().of_records.text;
    let mut counted: BTreeMap<String, (usize, Word)> = BTreeMap::new();
    let mut passages: Vec<_> = record.place().evidence.values().flatten().copied().collect();
    passages.sort_unstable();
    passages.dedup();
    for passage in passages {
        for found in words(passage.of(text)) {
            let word = &found.word;
            if word.lemma.chars().count() > 2 && !is_function_word(&word.folded) {
                counted.entry(word.lemma.clone()).or_insert_with(|| (0, (**word).clone())).0 += 1;
            }
        }
    }
    let all = searcher.num_docs().max(1) as f32;
    let weigh = |(lemma, (count, word)): (String, (usize, Word))| {
        let term = Term::from_field_text(field, &lemma);
        let holders = searcher.doc_freq(&term).ok().filter(|&holders| holders >= FEWEST_RECORDS)?;
        let weight = (1.0 + (count as f32).ln()) * (all / holders as f32).ln().max(0.01);
        Some((weight, term, word))
    };
    let mut telling: Vec<(f32, Term, Word)> = counted.into_iter().filter_map(weigh).collect();
    telling.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.2.lemma.cmp(&right.2.lemma)));
    telling.truncate(MOST_WORDS);
    let strongest = telling.first().map_or(1.0, |(weight, ..)| *weight);
    let clause = |(weight, term, _): &(f32, Term, Word)| -> (Occur, Box<dyn Query>) {
        let query = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
        (Occur::Should, Box::new(BoostQuery::new(Box::new(query), weight / strongest)))
    };
    let query = BooleanQuery::new(telling.iter().map(clause).collect());
    (Box::new(query), telling.into_iter().map(|(_, _, word)| Wish::Word(word)).collect())
}
