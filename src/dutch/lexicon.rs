//! A folded word in, what the word list that is built in knows of it out.

use std::sync::LazyLock;

use fst::Map;
use fst::raw::Output;

/// Made by `cargo run --example lexicon`; see DEPENDENCIES.md for its sources.
static WORDS: &[u8] = include_bytes!("lexicon/words.fst");
/// A line for each way in which a lemma differs from the word: letters to take off, a space, letters to put on.
static EDITS: &str = include_str!("lexicon/edits.txt");

/// What of a number of the list is what: flags in the lowest bits, then two costs, then the edit.
const COST_BITS: u64 = 5;
const FLAG_BITS: u64 = 5;
const NO_COST: u64 = (1 << COST_BITS) - 1;
/// Costs are kept in halves of a nat.
const COSTS_A_NAT: f32 = 2.0;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Entry {
    /// Is a noun, by its plural.
    pub noun: bool,
    /// Is an adjective, by its declined and compared forms.
    pub adjective: bool,
    /// Is an infinitive.
    pub verb: bool,
    /// Is a compound, though its parts do not tell its lemma.
    pub compound: bool,
    /// What it costs as the first part of a compound, if it can be one.
    pub first: Option<f32>,
    /// What it costs as the last part of a compound, if it can be one.
    pub last: Option<f32>,
    /// Which line of the edits makes its lemma.
    pub edit: usize,
}

impl Entry {
    /// The number that stands for the entry in the list.
    pub fn packed(&self) -> u64 {
        let flags = [self.noun, self.adjective, self.verb, self.compound];
        let flags = flags.iter().rev().fold(0, |bits, flag| bits << 1 | u64::from(*flag));
        let cost =
            |cost: Option<f32>| cost.map_or(NO_COST, |cost| ((cost * COSTS_A_NAT).round() as u64).min(NO_COST - 1));
        let costs = cost(self.last) << COST_BITS | cost(self.first);
        ((self.edit as u64) << (2 * COST_BITS) | costs) << FLAG_BITS | flags
    }

    fn unpacked(bits: u64) -> Self {
        let flag = |place: u64| bits >> place & 1 == 1;
        let cost = |place: u64| {
            let cost = bits >> (FLAG_BITS + place) & NO_COST;
            (cost != NO_COST).then_some(cost as f32 / COSTS_A_NAT)
        };
        Self {
            noun: flag(0),
            adjective: flag(1),
            verb: flag(2),
            compound: flag(3),
            first: cost(0),
            last: cost(COST_BITS),
            edit: (bits >> (FLAG_BITS + 2 * COST_BITS)) as usize,
        }
    }
}

static LIST: LazyLock<Map<&'static [u8]>> = LazyLock::new(list);
static LEMMAS: LazyLock<Vec<(usize, &'static str)>> = LazyLock::new(|| edits(EDITS));

/// # Panics
/// Where the list that is built in is damaged; every test of this module would fail.
#[expect(clippy::expect_used, reason = "the list is a constant of this crate")]
fn list() -> Map<&'static [u8]> {
    Map::new(WORDS).expect("the list that is built in is whole")
}

/// Reads a list of edits.
pub fn edits(list: &str) -> Vec<(usize, &str)> {
    let edit = |line| -> Option<(usize, &str)> {
        let (off, on) = str::split_once(line, ' ')?;
        Some((off.parse().ok()?, on))
    };
    list.lines().filter_map(edit).collect()
}

/// The entry of a folded word.
pub fn entry(word: &str) -> Option<Entry> {
    LIST.get(word).map(Entry::unpacked)
}

/// The lemma of a word by its entry.
pub fn lemma(word: &str, entry: &Entry) -> String {
    let (off, on) = LEMMAS.get(entry.edit).copied().unwrap_or_default();
    let kept = word.get(..word.len().saturating_sub(off)).unwrap_or(word);
    format!("{kept}{on}")
}

/// Calls `found` with the length and the entry of every listed word with which `rest` begins.
pub fn beginnings(rest: &str, found: &mut dyn FnMut(usize, &Entry)) {
    let list = LIST.as_fst();
    let (mut node, mut output) = (list.root(), Output::zero());
    for (read, letter) in rest.bytes().enumerate() {
        let Some(index) = node.find_input(letter) else { break };
        let transition = node.transition(index);
        output = output.cat(transition.out);
        node = list.node(transition.addr);
        if node.is_final() {
            found(read + 1, &Entry::unpacked(output.cat(node.final_output()).value()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_packing() {
        let full =
            Entry { noun: true, compound: true, first: Some(3.5), last: Some(12.0), edit: 700, ..Entry::default() };
        assert_eq!(Entry::unpacked(full.packed()), full);
        let bare = Entry { verb: true, adjective: true, ..Entry::default() };
        assert_eq!(Entry::unpacked(bare.packed()), bare);
    }

    #[test]
    fn the_list_knows_words_and_their_lemmas() {
        for (word, base) in [("gemeenten", "gemeente"), ("kinderen", "kind"), ("liep", "lopen"), ("gedrag", "gedrag")] {
            assert_eq!(entry(word).map(|entry| lemma(word, &entry)).as_deref(), Some(base), "{word}");
        }
        assert_eq!(entry("xyzzy"), None);
    }

    #[test]
    fn beginnings_are_the_listed_words_at_the_front() {
        let mut lengths = Vec::new();
        beginnings("landgoed", &mut |length, _| lengths.push(length));
        assert!(lengths.contains(&4), "{lengths:?}");
        assert!(lengths.iter().all(|&length| entry(&"landgoed"[..length]).is_some()));
    }
}
