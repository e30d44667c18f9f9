//! A document in, its sentences with their places out: what the facts about a call are read from.

use crate::document::{Document, Span};
use crate::dutch::sentences::sentences;

use super::super::lines::{Line, lines};

/// A sentence of running text, a heading or a table row.
pub(super) struct Statement<'doc> {
    pub(super) words: &'doc str,
    pub(super) start: usize,
}

impl Statement<'_> {
    /// The place of a part of the sentence.
    pub(super) fn place(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }
}

/// All sentences in reading order; a table row is one.
pub(super) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    for line in lines(document) {
        let span = line.span();
        let words = document.words(span);
        match line {
            Line::Paragraph(_) => statements.extend(
                sentences(words)
                    .into_iter()
                    .map(|range| Statement { start: span.start + range.start, words: &words[range] }),
            ),
            Line::Row(_) => statements.push(Statement { words, start: span.start }),
        }
    }
    statements
}
