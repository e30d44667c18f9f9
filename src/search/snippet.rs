//! A record and what was asked in, the sentence that answers best with the exact places of the words out.

use serde::Serialize;

use super::query::Wanted;
use crate::document::Span;
use crate::dutch::sentences::sentences;
use crate::index::tokens;
use crate::record::Place;

/// A passage with the words that were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The words as they stand in the document.
    pub text: String,
    /// Bytes in the document's extracted text.
    pub span: Span,
    /// The words that were asked for, as bytes of the extracted text.
    pub marks: Vec<Span>,
}

impl Snippet {
    /// The sentence of a record that holds most different words that were asked for; the first where several do.
    pub(super) fn best(text: &str, place: &Place, wanted: &Wanted) -> Self {
        let mut passages: Vec<Span> = place.evidence.values().flatten().copied().collect();
        passages.sort_unstable();
        passages.dedup();
        let mut best: Option<(usize, Self)> = None;
        for passage in passages {
            for sentence in sentences(passage.of(text)) {
                let span = Span::new(passage.start + sentence.start, passage.start + sentence.end);
                let (different, marks) = marks(text, span, wanted);
                if best.as_ref().is_none_or(|(most, _)| different > *most) {
                    best = Some((different, Self { text: span.of(text).to_owned(), span, marks }));
                }
            }
        }
        best.map(|(_, snippet)| snippet).unwrap_or_default()
    }

    /// The passage with each marked word between two signs, white space folded.
    pub fn marked(&self, before: &str, after: &str) -> String {
        let mut marked = String::with_capacity(self.text.len() + self.marks.len() * 4);
        let mut done = 0;
        for mark in &self.marks {
            let (start, end) = (mark.start - self.span.start, mark.end - self.span.start);
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

fn marks(text: &str, span: Span, wanted: &Wanted) -> (usize, Vec<Span>) {
    let words = span.of(text);
    let found = tokens(words).into_iter().filter(|token| wanted.matches(&words[token.range.clone()], &token.term));
    let mut terms = Vec::new();
    let mut marks = Vec::new();
    for token in found {
        marks.push(Span::new(span.start + token.range.start, span.start + token.range.end));
        terms.push(token.term);
    }
    terms.sort_unstable();
    terms.dedup();
    (terms.len(), marks)
}
