//! A folded word in, the parts out of which it is made, with the places where they stand, out.

use std::ops::Range;

use super::cuts::{Costs, Cuts, SHORTEST, cheapest};
use super::lexicon::{self, Entry};

/// How much dearer than the whole word its parts may be, in nats.
pub const DEARER: f32 = 10.0;
/// What a listed noun costs as a first part with a linking *s* that the list has not seen, in nats.
const LINKED: f32 = 15.0;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Without linker and ending: *gedrag* in *gedragsveranderingen*.
    pub lemma: String,
    /// The word that the lemma is derived from, if any.
    pub origin: Option<String>,
    /// Where it stands in the word, linker and ending included, in bytes.
    pub range: Range<usize>,
}

/// What a word costs that is spelled letter by letter, in nats: an unknown word is one if its parts are dearer.
pub fn spelled_cost(word: &str) -> f32 {
    3.0 + 1.6 * word.len() as f32
}

struct Listed;

impl Costs for Listed {
    fn first_parts(&self, rest: &str, found: &mut dyn FnMut(usize, f32)) {
        lexicon::beginnings(rest, &mut |length, entry| {
            if let Some(cost) = entry.first {
                found(length, cost);
                if entry.noun && rest.as_bytes().get(length) == Some(&b's') {
                    found(length + 1, LINKED);
                }
            }
        });
    }

    fn last_part(&self, rest: &str) -> Option<f32> {
        lexicon::entry(rest)?.last
    }
}

/// Where a word is cut; `entry` is its own, if it is listed.
pub fn cuts(word: &str, entry: Option<&Entry>) -> Option<Cuts> {
    match entry {
        Some(entry) if !entry.compound => None,
        Some(_) => cheapest(word, &Listed),
        None => cheapest(word, &Listed).filter(|cuts| cuts.cost - DEARER < spelled_cost(word)),
    }
}

/// The ranges between cuts.
pub fn ranges(word: &str, cuts: &Cuts) -> Vec<Range<usize>> {
    let begins = [0].into_iter().chain(cuts.at.iter().copied());
    let ends = cuts.at.iter().copied().chain([word.len()]);
    begins.zip(ends).map(|(begin, end)| begin..end).collect()
}

/// The lemma of a first part, of which a linker is taken off.
pub fn unlinked(surface: &str) -> String {
    let listed = |word: &str| lexicon::entry(word).map(|entry| lexicon::lemma(word, &entry));
    let without_s = || surface.strip_suffix('s').filter(|word| word.len() >= SHORTEST).and_then(listed);
    listed(surface).or_else(without_s).unwrap_or_else(|| surface.to_owned())
}
