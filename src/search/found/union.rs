//! Words in, every document that holds any or all of them with its score out.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::posting::Word;
use super::pruned::first;
use super::window::Window;

/// Everything that holds a word, or all of them.
pub(super) struct Union {
    words: Vec<Word>,
    numbers: Vec<usize>,
    all: bool,
    window: Window,
    document: DocId,
    score: Score,
    documents: u32,
    /// Where the next window begins at the earliest.
    next: DocId,
}

impl Union {
    pub(super) fn new(words: Vec<Word>, all: bool, most: u32) -> Self {
        let documents = words.iter().map(Word::documents);
        let documents =
            if all { documents.min().unwrap_or(0) } else { documents.fold(0, u32::saturating_add) }.min(most);
        let numbers = (0..words.len()).collect();
        let window = Window::new(words.len());
        let mut union = Self { words, numbers, all, window, document: 0, score: 0.0, documents, next: 0 };
        union.advance();
        union
    }

    /// Looks at the next documents; `false` where there are none.
    fn refill(&mut self) -> bool {
        let first = first(self.words.iter(), self.all);
        if first == TERMINATED {
            return false;
        }
        self.window.begin(first.max(self.next));
        self.next = self.window.end();
        for (number, word) in self.words.iter_mut().enumerate() {
            self.window.fill(number, word);
        }
        if self.all {
            self.window.keep(&self.numbers);
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
