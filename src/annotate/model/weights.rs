//! Rows of weights by feature number in; what a sentence weighs for every outcome, and which words weigh most, out.

use std::cell::RefCell;
use std::sync::Arc;

use super::super::memory::Memory;
use super::super::observe::Observation;
use super::super::word::Word;
use super::features;
use crate::dutch::function_words::is_function_word;
use crate::theme::Function;

/// What the codebook's word counts for and against each outcome: where it is right, there is nothing to learn.
const CODEBOOK: f32 = 1.0;
/// A word that weighs less than this part of the heaviest is no ground.
const BESIDE: f32 = 0.45;
/// So many words are grounds at most.
const MOST_GROUNDS: usize = 3;

/// The weight of each feature for each outcome.
#[derive(Debug)]
pub(super) struct Weights {
    /// How many outcomes a row has.
    pub(super) width: usize,
    /// Feature numbers, ascending.
    pub(super) numbers: Vec<u32>,
    /// What a whole unit of a row is worth, one for each row.
    pub(super) units: Vec<f32>,
    /// The rows, one after the other.
    pub(super) rows: Vec<i8>,
    /// Place of a feature: its row plus one, zero where there is none.
    slots: Vec<u32>,
    /// Tells the memory of one model from that of another.
    identity: u64,
}

thread_local! {
    static WORDS: RefCell<Memory<[f32]>> = RefCell::default();
}

impl Weights {
    /// Rows must be as many as numbers, each of `width`.
    pub(super) fn new(width: usize, numbers: Vec<u32>, units: Vec<f32>, rows: Vec<i8>, identity: u64) -> Self {
        let size = (numbers.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0_u32; size];
        for (row, &number) in (1..).zip(&numbers) {
            let mut at = number as usize & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = row;
        }
        Self { width, numbers, units, rows, slots, identity }
    }

    fn row(&self, number: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = number as usize & mask;
        loop {
            let row = (self.slots[at] as usize).checked_sub(1)?;
            if self.numbers[row] == number {
                return Some(row);
            }
            at = (at + 1) & mask;
        }
    }

    fn add(&self, row: usize, value: f32, to: &mut [f32]) {
        let worth = value * self.units[row];
        let weights = &self.rows[row * self.width..(row + 1) * self.width];
        for (sum, &weight) in to.iter_mut().zip(weights) {
            *sum += worth * f32::from(weight);
        }
    }

    /// What a word weighs wherever it stands.
    fn of_word(&self, word: &Word) -> Arc<[f32]> {
        let work = || {
            let mut sum = vec![0.0; self.width];
            features::of_word(word, &mut |number, value| {
                if let Some(row) = self.row(number) {
                    self.add(row, value, &mut sum);
                }
            });
            sum.into()
        };
        WORDS.with_borrow_mut(|words| words.recall(self.identity, &word.folded, work))
    }

    /// Weighs a sentence; `codes` are those of the codebook's themes, in its order.
    pub(super) fn weigh(&self, seen: &Observation, question: bool, codes: &[&str], start: Vec<f32>) -> Weighed {
        let share = features::share(seen.words.len());
        let words: Vec<Arc<[f32]>> = seen.words.iter().map(|word| self.of_word(word)).collect();
        let mut scores = start;
        for word in &words {
            for (sum, weight) in scores.iter_mut().zip(word.iter()) {
                *sum += weight * share;
            }
        }
        let mut pairs = Vec::new();
        features::of_pairs(&seen.words, &mut |at, number, value| {
            if let Some(row) = self.row(number) {
                self.add(row, value * share, &mut scores);
                pairs.push((at, row, value));
            }
        });
        features::of_setting(seen, question, codes, &mut |number, value| {
            if let Some(row) = self.row(number) {
                self.add(row, value, &mut scores);
            }
        });
        Weighed { scores, words, pairs }
    }

    /// The words that weigh most for an outcome, as they stand in the sentence.
    pub(super) fn grounds(&self, weighed: &Weighed, outcome: usize, seen: &Observation, sentence: &str) -> String {
        let mut shares: Vec<f32> = weighed.words.iter().map(|word| word[outcome]).collect();
        for &(at, row, value) in &weighed.pairs {
            let weight = value * self.units[row] * f32::from(self.rows[row * self.width + outcome]);
            shares[at] += weight;
        }
        // "De" and "een" may weigh something and explain nothing.
        for (share, word) in shares.iter_mut().zip(&seen.words) {
            if is_function_word(&word.folded) {
                *share = 0.0;
            }
        }
        let heaviest = shares.iter().copied().fold(0.0, f32::max);
        let mut places: Vec<usize> = (0..shares.len()).filter(|&at| shares[at] > heaviest * BESIDE).collect();
        places.sort_by(|&left, &right| shares[right].total_cmp(&shares[left]).then(left.cmp(&right)));
        places.truncate(MOST_GROUNDS);
        places.sort_unstable();
        let words = places.into_iter().filter_map(|at| sentence.get(seen.words[at].start..seen.words[at].end));
        words.collect::<Vec<_>>().join(" … ")
    }
}

/// What each outcome weighs before any word has spoken: the codebook has its say about the themes
/// that it knows.
pub(super) fn start<'run>(themes: impl Iterator<Item = (&'run str, bool)>, seen: &Observation) -> Vec<f32> {
    let side = |says: bool| if says { CODEBOOK } else { -CODEBOOK };
    let themes =
        themes.map(|(theme, known)| if known { side(seen.codes.iter().any(|code| code == theme)) } else { 0.0 });
    themes.chain(Function::ALL.map(|function| side(seen.decision.function == function))).collect()
}

/// What a sentence weighs.
pub(super) struct Weighed {
    /// For each outcome.
    pub(super) scores: Vec<f32>,
    words: Vec<Arc<[f32]>>,
    /// Word, row and value of each pair of words that has weights.
    pairs: Vec<(usize, usize, f32)>,
}
