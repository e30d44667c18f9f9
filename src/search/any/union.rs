//! Words in, every document that holds any of them with its score out.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::posting::Word;
use super::window::Window;

/// Everything that holds a word.
pub(super) struct Union {
    words: Vec<Word>,
    window: Window,
    document: DocId,
    score: Score,
    documents: u32,
    /// Where the next window begins at the earliest.
    next: DocId,
}

impl Union {
    pub(super) fn new(words: Vec<Word>, all: u32) -> Self {
        let documents = words.iter().fold(0_u32, |sum, word| sum.saturating_add(word.documents())).min(all);
        let window = Window::new(words.len());
        let mut union = Self { words, window, document: 0, score: 0.0, documents, next: 0 };
        union.advance();
        union
    }

    /// Looks at the next documents; `false` where there are none.
    fn refill(&mut self) -> bool {
        let Some(first) = self.words.iter().map(Word::document).min().filter(|first| *first < TERMINATED) else {
            return false;
        };
        self.window.begin(first.max(self.next));
        self.next = self.window.end();
        for (number, word) in self.words.iter_mut().enumerate() {
            self.window.fill(number, word);
        }
        true
    }
}

impl DocSet for Union {
    fn advance(&mut self) -> DocId {
        self.document = loop {
            if let Some(place) = self.window.take() {
                self.score = self.window.sum(place);
                break self.window.document(place);
            }
            if !self.refill() {
                break TERMINATED;
            }
        };
        self.document
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.next {
            while self.window.take().is_some() {}
            self.next = target;
        }
        while self.document < target {
            self.advance();
        }
        self.document
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.documents
    }
}

impl Scorer for Union {
    fn score(&mut self) -> Score {
        self.score
    }
}
