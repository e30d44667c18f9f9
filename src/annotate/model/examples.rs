//! Sentences that people coded in; what the codebook sees in each of them, in its evaluation, out.

use std::collections::HashMap;

use super::super::codebook::Codebook;
use super::super::observe::{Observation, Observer};
use super::super::passage::Kind;
use crate::theme::PersonCoding;

/// A sentence with what people gave it and what the codebook sees in it.
pub(super) struct Example<'run> {
    pub(super) people: &'run PersonCoding,
    pub(super) seen: Observation,
    /// Number of its evaluation and of its document.
    pub(super) evaluation: usize,
    pub(super) document: usize,
}

/// The sentences of each evaluation in the order in which they came, evaluation by evaluation.
pub(super) fn examples<'run>(people: &'run [PersonCoding], codebook: &Codebook) -> Vec<Example<'run>> {
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut documents: HashMap<&str, usize> = HashMap::new();
    let mut evaluations: Vec<(usize, Vec<&PersonCoding>)> = Vec::new();
    for one in people {
        let next = documents.len();
        let document = *documents.entry(&one.document).or_insert(next);
        let number = *numbers.entry((&one.document, &one.promoter)).or_insert(evaluations.len());
        if number == evaluations.len() {
            evaluations.push((document, Vec::new()));
        }
        evaluations[number].1.push(one);
    }
    let mut examples = Vec::new();
    for (evaluation, (document, sentences)) in evaluations.into_iter().enumerate() {
        let mut observer = Observer::new(codebook);
        observer.enter(Kind::Assessment);
        for people in sentences {
            let seen = observer.observe(Kind::Assessment, &people.text);
            examples.push(Example { people, seen, evaluation, document });
        }
    }
    examples
}
