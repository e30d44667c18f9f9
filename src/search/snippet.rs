//! The sentences of a record and what was asked in, those that answer best with the exact places of the words out.

use serde::Serialize;

use super::wish::{Answer, Why, Wish, answers, worth};
use crate::document::Span;
use crate::index::{Passage, words};

/// So many sentences of a record are shown.
const MOST_SENTENCES: usize = 3;

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
    /// The sentences that answer best, best first, each with its page; one at least, where there is any.
    pub(super) fn best(sentences: &[Passage], wishes: &[Wish]) -> Vec<(Option<u32>, Self)> {
        let mut found: Vec<(f32, Vec<Answer>, &Passage)> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let words: Vec<_> = words(&sentence.text).collect();
            let answers = answers(wishes, &words);
            found.push((worth(&answers), answers, sentence));
        }
        // A stable sort: of equal ones the first in the document comes first.
        found.sort_by(|(left, ..), (right, ..)| right.total_cmp(left));
        let answering = found.iter().take_while(|(worth, ..)| *worth > 0.0).count();
        found.truncate(answering.clamp(1, MOST_SENTENCES));
        found.into_iter().map(|(_, answers, sentence)| (sentence.page, Self::of(sentence, &answers))).collect()
    }

    fn of(sentence: &Passage, answers: &[Answer]) -> Self {
        let mark = |answer: &Answer| Mark { span: sentence.span.part(answer.range.clone()), why: answer.why };
        Self { text: sentence.text.clone(), span: sentence.span, marks: answers.iter().map(mark).collect() }
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
