//! Documents in one by one, what they hold together out.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::Entry;
use crate::record::{Record, RecordKind, Verdict};
use crate::theme::{Coding, Function};

/// What the documents of a run hold together; those that repeat another one do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Records of each kind.
    pub records: BTreeMap<RecordKind, usize>,
    /// Evaluations with each verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Evaluations that have text to speak about themes.
    pub with_text: usize,
    /// How often each theme recurs, by its code.
    pub themes: BTreeMap<String, Count>,
}

/// How often a theme recurs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// Evaluations in which at least one sentence has it.
    pub evaluations: usize,
    /// Sentences that have it.
    pub sentences: usize,
}

impl Totals {
    /// Counts a document with its coded sentences.
    pub(super) fn add(&mut self, entry: &Entry, codings: &[Coding], repeats: bool) {
        for record in entry.records.iter().filter(|_| !repeats) {
            *self.records.entry(record.kind()).or_default() += 1;
            if let Record::Evaluation(evaluation) = record {
                *self.verdicts.entry(evaluation.verdict).or_default() += 1;
            }
        }
        let assessed = codings.iter().filter(|coding| coding.function != Function::Boilerplate);
        self.with_text += assessed.map(|coding| &coding.record).collect::<BTreeSet<_>>().len();
        let mut evaluations: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (coding, code) in codings.iter().flat_map(|coding| coding.codes.iter().map(move |code| (coding, code))) {
            self.themes.entry(code.clone()).or_default().sentences += 1;
            evaluations.entry(code).or_default().insert(&coding.record);
        }
        for (code, evaluations) in evaluations {
            self.themes.entry(code.to_owned()).or_default().evaluations += evaluations.len();
        }
    }
}
