//! Entries in, pairs of documents that hold the same evaluations out: the same table as text and as PDF, say.

use std::collections::HashSet;

use crate::dutch::fold::fold;
use crate::entry::Entry;
use crate::finding::Twins;
use crate::record::Verdict;

/// From this share of equal evaluations on, one document repeats the other.
const SAME: (usize, usize) = (9, 10);
/// Fewer evaluations are the same by chance.
const FEWEST: usize = 3;

/// Finds the documents that repeat an earlier one.
pub(super) fn find(entries: &[Entry]) -> Vec<Twins> {
    let keys: Vec<HashSet<(String, Verdict)>> = entries.iter().map(keys).collect();
    let mut twins: Vec<Twins> = Vec::new();
    for later in 0..entries.len() {
        let earlier = (0..later).find(|&earlier| {
            let shared = keys[earlier].intersection(&keys[later]).count();
            let larger = keys[earlier].len().max(keys[later].len());
            shared >= FEWEST && shared * SAME.1 >= larger * SAME.0
        });
        if let Some(earlier) = earlier {
            let shared = keys[earlier].intersection(&keys[later]).count();
            twins.push(Twins { first: entries[earlier].name.clone(), second: entries[later].name.clone(), shared });
        }
    }
    twins
}

fn keys(entry: &Entry) -> HashSet<(String, Verdict)> {
    let letters =
        |text: &str| fold(text).chars().filter(|symbol| symbol.is_alphanumeric()).take(200).collect::<String>();
    entry
        .evaluations()
        .map(|evaluation| {
            (format!("{} {}", letters(&evaluation.promoter), letters(&evaluation.assessment)), evaluation.verdict)
        })
        .collect()
}
