//! Summaries in, pairs of documents that hold the same evaluations out: the same table as text and as PDF, say.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Summary;
use crate::dutch::fold::fold;
use crate::entry::Entry;
use crate::finding::Twins;

/// From this share of equal evaluations on, one document repeats the other.
const SAME: (usize, usize) = (9, 10);
/// Fewer evaluations are the same by chance.
const FEWEST: usize = 3;
/// So many letters of an assessment tell it from others.
const TELLING: usize = 200;

/// Stands for an evaluation: the same promoter, verdict and beginning give the same key.
pub(super) type Key = u64;

/// The keys of a document's evaluations, each once.
pub(super) fn keys(entry: &Entry) -> Vec<Key> {
    let letters = |text: &str| fold(text).chars().filter(|symbol| symbol.is_alphanumeric()).take(TELLING).collect();
    let key = |parts: (String, String, _)| {
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        hasher.finish()
    };
    let evaluations = entry.evaluations();
    let mut keys: Vec<Key> =
        evaluations.map(|it| key((letters(&it.promoter), letters(&it.assessment), it.verdict))).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Finds the documents that repeat an earlier one.
pub(super) fn find(summaries: &[Summary]) -> Vec<Twins> {
    let mut holders: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut twins = Vec::new();
    for (at, later) in summaries.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for &earlier in later.keys.iter().filter_map(|key| holders.get(key)).flatten() {
            *shared.entry(earlier).or_default() += 1;
        }
        let same = |&(&earlier, &shared): &(&usize, &usize)| {
            let larger = summaries[earlier].keys.len().max(later.keys.len());
            shared >= FEWEST && shared * SAME.1 >= larger * SAME.0
        };
        if let Some((&first, &shared)) = shared.iter().find(same) {
            twins.push(Twins { first: summaries[first].name.clone(), second: later.name.clone(), shared });
        } else {
            later.keys.iter().for_each(|&key| holders.entry(key).or_default().push(at));
        }
    }
    twins
}
