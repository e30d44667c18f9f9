//! A record and what was asked in, the sentences that answer best with the exact places of the words out.

use serde::Serialize;

use super::wish::{Answer, Why, Wish, answers, worth};
use crate::document::Span;
use crate::dutch::sentences::sentences;
use crate::index::words;
use crate::record::Place;

/// So many passages of a record are shown.
const MOST_PASSAGES: usize = 3;

/// A passage with the words that answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The words as they stand in the document.
    pub text: String,
    /// Bytes in the document's extracted text.
    pub span: Span,
    /// The words that answer, in order.
    pub marks: Vec<Mark>,
}

/// A word, or part of one, that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Bytes in the document's extracted text.
    pub span: Span,
    /// Why it answers.
    pub why: Why,
}

impl Snippet {
    /// The sentences of a record that answer best, best first; one at least, where the record has words at all.
    pub(super) fn best(text: &str, place: &Place, wishes: &[Wish]) -> Vec<Self> {
        let mut passages: Vec<Span> = place.evidence.values().flatten().copied().collect();
        passages.sort_unstable();
        passages.dedup();
        let mut found: Vec<(f32, Self)> = Vec::new();
        for passage in passages {
            for sentence in sentences(passage.of(text)) {
                let span = Span::new(passage.start + sentence.start, passage.start + sentence.end);
                found.push(Self::of(text, span, wishes));
            }
        }
        // A stable sort: of equal ones the first in the document comes first.
        found.sort_by(|(left, _), (right, _)| right.total_cmp(left));
        let answering = found.iter().take_while(|(worth, _)| *worth > 0.0).count();
        found.truncate(answering.clamp(1, MOST_PASSAGES));
        found.into_iter().map(|(_, snippet)| snippet).collect()
    }

    /// A passage with its marks, and how much it says.
    pub(super) fn of(text: &str, span: Span, wishes: &[Wish]) -> (f32, Self) {
        let passage = span.of(text);
        let words: Vec<_> = words(passage).collect();
        let answers = answers(wishes, &words);
        let mark = |answer: &Answer| Mark { span: span.part(answer.range.clone()), why: answer.why };
        let marks = answers.iter().map(mark).collect();
        (worth(&answers), Self { text: passage.to_owned(), span, marks })
    }

    /// The passage with each marked word between two signs, white space folded; parts that touch each other are marked as one.
    pub fn marked(&self, before: &str, after: &str) -> String {
        let mut marked = String::with_capacity(self.text.len() + self.marks.len() * 4);
        let mut done = 0;
        for touching in self.marks.chunk_by(|left, right| left.span.end == right.span.start) {
            let [first, ..] = touching else { continue };
            let end = touching.last().map_or(first.span.end, |last| last.span.end) - self.span.start;
            let start = first.span.start - self.span.start;
            marked.push_str(self.text.get(done..start).unwrap_or_default());
            marked.push_str(before);
            marked.push_str(self.text.get(start..end).unwrap_or_default());
            marked.push_str(after);
            done = end;
        }
        marked.push_str(self.text.get(done..).unwrap_or_default());
        crate::dutch::fold::squeeze(&marked)
    }
}
