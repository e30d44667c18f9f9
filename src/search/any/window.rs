//! Words in, what they score for every one of some thousands of documents in a row out.

use tantivy::{DocId, Score};

use super::posting::{Best, Word};

/// Documents that are looked at at once.
const WIDTH: usize = 4096;
const BITS: usize = 64;

/// Documents in a row, with what each word scores for each.
pub(super) struct Window {
    start: DocId,
    /// By place in the window, for the word at hand.
    ways: Vec<Best>,
    /// By place in the window and word.
    scores: Vec<Score>,
    words: usize,
    /// Which documents hold the word at hand, and which hold any.
    holding: [u64; WIDTH / BITS],
    found: [u64; WIDTH / BITS],
    /// Before this piece of `found` all have been taken.
    piece: usize,
}

impl Window {
    pub(super) fn new(words: usize) -> Self {
        Self {
            start: 0,
            ways: vec![Best::default(); WIDTH],
            scores: vec![0.0; WIDTH * words],
            words,
            holding: [0; WIDTH / BITS],
            found: [0; WIDTH / BITS],
            piece: 0,
        }
    }

    /// The first document after it.
    pub(super) fn end(&self) -> DocId {
        self.start.saturating_add(WIDTH as DocId)
    }

    /// Moves to other documents; all that were found must have been taken.
    pub(super) fn begin(&mut self, start: DocId) {
        self.start = start;
        self.piece = 0;
    }

    /// Looks for one of the words.
    pub(super) fn fill(&mut self, number: usize, word: &mut Word) {
        let (start, end) = (self.start, self.end());
        word.seek(start);
        word.each(end, &mut |document, score| {
            let place = (document - start) as usize;
            self.ways[place].add(score);
            self.holding[place / BITS] |= 1 << (place % BITS);
        });
        for (piece, bits) in self.holding.iter_mut().enumerate() {
            self.found[piece] |= *bits;
            while let Some(place) = lowest(bits, piece) {
                self.scores[place * self.words + number] = word.score(std::mem::take(&mut self.ways[place]));
            }
        }
    }

    /// The next document that was found; what its words score goes to `scores`.
    pub(super) fn take(&mut self, scores: &mut [Score]) -> Option<DocId> {
        while let Some(bits) = self.found.get_mut(self.piece) {
            if let Some(place) = lowest(bits, self.piece) {
                let of_document = &mut self.scores[place * self.words..][..self.words];
                scores.copy_from_slice(of_document);
                of_document.fill(0.0);
                return Some(self.start + place as DocId);
            }
            self.piece += 1;
        }
        None
    }
}

/// Takes the lowest bit out of a piece: its place in the window.
fn lowest(bits: &mut u64, piece: usize) -> Option<usize> {
    if *bits == 0 {
        return None;
    }
    let place = piece * BITS + bits.trailing_zeros() as usize;
    *bits &= *bits - 1;
    Some(place)
}
