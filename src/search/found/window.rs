//! Words in, what they score for every one of some thousands of documents in a row out.

use tantivy::{DocId, Score};

use super::posting::{Best, Word};

/// Documents that are looked at at once.
const WIDTH: usize = 4096;
const BITS: usize = 64;

/// One bit for every document.
type Set = [u64; WIDTH / BITS];

/// Documents in a row, with what each word scores for each.
pub(super) struct Window {
    start: DocId,
    /// By place in the window, for the word at hand; empty between words.
    ways: Vec<Best>,
    /// What every word scores, by place in the window.
    words: Vec<(Set, Vec<Score>)>,
    /// The same in all.
    sums: Vec<Score>,
    /// What was found and not taken.
    found: Set,
    /// Before this piece of `found` all have been taken.
    piece: usize,
}

impl Window {
    pub(super) fn new(words: usize) -> Self {
        Self {
            start: 0,
            ways: vec![Best::default(); WIDTH],
            words: vec![([0; WIDTH / BITS], vec![0.0; WIDTH]); words],
            sums: vec![0.0; WIDTH],
            found: [0; WIDTH / BITS],
            piece: 0,
        }
    }

    /// The first document after it.
    pub(super) fn end(&self) -> DocId {
        self.start.saturating_add(WIDTH as DocId)
    }

    /// The document at a place.
    pub(super) fn document(&self, place: usize) -> DocId {
        self.start + place as DocId
    }

    /// Moves to other documents.
    pub(super) fn begin(&mut self, start: DocId) {
        self.start = start;
        self.piece = 0;
        self.found = [0; WIDTH / BITS];
        self.sums.fill(0.0);
    }

    /// Looks for one of the words.
    pub(super) fn fill(&mut self, number: usize, word: &mut Word) {
        let (start, end) = (self.start, self.end());
        let (holding, scores) = &mut self.words[number];
        *holding = [0; WIDTH / BITS];
        word.seek(start);
        word.each(end, &mut |document, score| {
            let place = (document - start) as usize;
            self.ways[place].add(score);
            holding[place / BITS] |= 1 << (place % BITS);
        });
        for (piece, (found, &holding)) in self.found.iter_mut().zip(&*holding).enumerate() {
            *found |= holding;
            let mut left = holding;
            while let Some(place) = lowest(&mut left, piece) {
                scores[place] = word.score(std::mem::take(&mut self.ways[place]));
                self.sums[place] += scores[place];
            }
        }
    }

    /// Leaves only what holds all of these words.
    pub(super) fn keep(&mut self, numbers: &[usize]) {
        for &number in numbers {
            self.found.iter_mut().zip(&self.words[number].0).for_each(|(found, holding)| *found &= holding);
        }
    }

    /// The next place where something was found.
    pub(super) fn take(&mut self) -> Option<usize> {
        while let Some(bits) = self.found.get_mut(self.piece) {
            if let Some(place) = lowest(bits, self.piece) {
                return Some(place);
            }
            self.piece += 1;
        }
        None
    }

    /// What the words that were looked for score at a place.
    pub(super) fn sum(&self, place: usize) -> Score {
        self.sums[place]
    }

    /// What one word that was looked for scores at a place.
    pub(super) fn score(&self, number: usize, place: usize) -> Score {
        let (holding, scores) = &self.words[number];
        if holding[place / BITS] >> (place % BITS) & 1 == 1 { scores[place] } else { 0.0 }
    }
}

/// Takes the lowest bit out of a piece: its place in the window.
#[inline]
fn lowest(bits: &mut u64, piece: usize) -> Option<usize> {
    if *bits == 0 {
        return None;
    }
    let place = piece * BITS + bits.trailing_zeros() as usize;
    *bits &= *bits - 1;
    Some(place)
}
