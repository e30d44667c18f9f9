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

/// A line of at most so many bytes that is no sentence names what the next line tells.
const LONGEST_LABEL: usize = 70;

/// All sentences in reading order; a table row is one, and so is a label with the first sentence behind it.
pub(super) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    let mut label: Option<Span> = None;
    for line in lines(document) {
        let span = line.span();
        let words = document.words(span);
        match line {
            Line::Paragraph(_) => {
                let mut from = label.map(|label| label.start);
                for range in sentences(words) {
                    let (start, end) = (from.take().unwrap_or(span.start + range.start), span.start + range.end);
                    statements.push(Statement { start, words: document.words(Span::new(start, end)) });
                }
                label = is_label(words).then_some(span);
            }
            Line::Row(_) => {
                label = None;
                statements.push(Statement { words, start: span.start });
            }
        }
    }
    statements
}

fn is_label(line: &str) -> bool {
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    line.len() <= LONGEST_LABEL && !has_digit && !line.trim_end().ends_with(['.', '!', ';', ','])
}
