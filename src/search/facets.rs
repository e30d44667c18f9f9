//! All answers to a query in, how many there are of each kind, verdict and so on out.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// What is counted, by the names of the fields.
const COUNTED: [&str; 6] = ["kind", "verdict", "document", "call", "theme", "function"];

/// How many answers have each value of each field; a value that none has is left out.
pub type Facets = BTreeMap<&'static str, BTreeMap<String, usize>>;

/// Answers counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All answers.
    pub total: usize,
    /// By field and value.
    pub facets: Facets,
}

/// Counts while the index is searched.
pub(super) struct Counter;

pub(super) struct SegmentCounter {
    total: usize,
    columns: Vec<(&'static str, StrColumn, Vec<usize>)>,
}

impl Collector for Counter {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let mut columns = Vec::new();
        for field in COUNTED {
            if let Some(column) = segment.fast_fields().str(field)? {
                let values = column.num_terms();
                columns.push((field, column, vec![0; values]));
            }
        }
        Ok(SegmentCounter { total: 0, columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut counts = Counts::default();
        for fruit in fruits {
            counts.total += fruit.total;
            for (field, values) in fruit.facets {
                for (value, count) in values {
                    *counts.facets.entry(field).or_default().entry(value).or_default() += count;
                }
            }
        }
        Ok(counts)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = Counts;

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        for (_, column, counts) in &mut self.columns {
            for value in column.term_ords(document) {
                if let Some(count) = usize::try_from(value).ok().and_then(|value| counts.get_mut(value)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Counts {
        let mut facets = Facets::new();
        for (field, column, counts) in self.columns {
            let (values, counts): (Vec<u64>, Vec<usize>) = (0..).zip(counts).filter(|(_, count)| *count > 0).unzip();
            let mut counts = counts.into_iter();
            // All names in one go: the dictionary is read from its beginning for every single one.
            let named = column.dictionary().sorted_ords_to_term_cb(&values, |name| {
                if let (Some(count), Ok(name)) = (counts.next(), std::str::from_utf8(name)) {
                    facets.entry(field).or_default().insert(name.to_owned(), count);
                }
            });
            debug_assert!(named.is_ok(), "counted values have names");
        }
        Counts { total: self.total, facets }
    }
}
