//! An evaluation in, out come the passages of its text that get coded, in order, and the spans of their sentences.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Span;
use crate::dutch::sentences::sentences;
use crate::record::Evaluation;

/// Which part of the evaluation a passage belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A label line such as "Opmerkingen aan de promotor:".
    Heading,
    /// A sentence that stands in several evaluations.
    Boilerplate,
    /// Text of the assessment.
    Assessment,
    /// A remark to the promoter.
    Remark,
}

/// A piece of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The passages of an evaluation in the order of the document. Where two overlap, the words belong to the one whose kind is
/// named first in [`Kind`].
pub(super) fn passages(evaluation: &Evaluation) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (field, spans) in &evaluation.source.evidence {
        let kind = match field.split('.').next() {
            Some("headings") => Kind::Heading,
            Some("boilerplate") => Kind::Boilerplate,
            Some("assessment") => Kind::Assessment,
            Some("remarks") => Kind::Remark,
            _ => continue,
        };
        passages.extend(spans.iter().map(|&span| Passage { kind, span }));
    }
    passages.sort_by_key(|passage| (passage.kind as u8, passage.span.start, passage.span.end));
    let mut kept: Vec<Passage> = Vec::new();
    for passage in passages {
        let taken: Vec<Span> = kept.iter().map(|earlier| earlier.span).collect();
        kept.extend(without(passage.span, &taken).into_iter().map(|span| Passage { span, ..passage }));
    }
    kept.sort_by_key(|passage| passage.span.start);
    kept
}

/// What is left of a span when others are cut out of it.
fn without(span: Span, others: &[Span]) -> Vec<Span> {
    let mut rest = vec![span];
    for other in others {
        rest = rest
            .into_iter()
            .flat_map(|part| {
                [Span::new(part.start, part.end.min(other.start)), Span::new(part.start.max(other.end), part.end)]
                    .map(|piece| if part.end <= other.start || part.start >= other.end { part } else { piece })
            })
            .filter(|piece| !piece.is_empty())
            .collect();
        rest.dedup();
    }
    rest
}

/// The sentences of a passage. A label or boilerplate is one piece, however it is written.
pub(super) fn sentence_spans(text: &str, passage: &Passage) -> Vec<Span> {
    let words = passage.span.of(text);
    let ranges = match passage.kind {
        Kind::Heading => std::iter::once(0..words.len()).collect(),
        _ => sentences(words),
    };
    let spans =
        ranges.into_iter().map(|range| Span::new(passage.span.start + range.start, passage.span.start + range.end));
    spans.map(|span| without_marks(text, span)).filter(|span| !span.is_empty()).collect()
}

static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\[bookmark:[^\]\n]*\]").ok());

/// The span without stray marks of word processors at its edges.
fn without_marks(text: &str, span: Span) -> Span {
    let mut span = span.trimmed(text);
    let Some(mark) = MARK.as_ref() else { return span };
    while let Some(found) = mark.find(span.of(text)) {
        if found.start() == 0 {
            span = Span::new(span.start + found.end(), span.end).trimmed(text);
        } else if span.start + found.end() == span.end {
            span = Span::new(span.start, span.start + found.start()).trimmed(text);
        } else {
            break;
        }
    }
    span
}

/// The words at a place as people read them: white space folded, stray marks of word processors left out.
pub(super) fn words_at(text: &str, span: Span) -> String {
    let words = span.of(text);
    let words = MARK.as_ref().map_or(words.into(), |mark| mark.replace_all(words, ""));
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_spans_out() {
        assert_eq!(without(Span::new(0, 10), &[Span::new(3, 5)]), [Span::new(0, 3), Span::new(5, 10)]);
        assert_eq!(without(Span::new(0, 10), &[Span::new(20, 25)]), [Span::new(0, 10)]);
        assert_eq!(without(Span::new(3, 5), &[Span::new(0, 9)]), []);
    }

    #[test]
    fn stray_marks_are_no_words() {
        let text = "[bookmark: _GoBack]De club [bookmark: x]groeit. ";
        let span = without_marks(text, Span::new(0, text.len()));
        assert_eq!(words_at(text, span), "De club groeit.");
        assert!(span.of(text).starts_with("De club"));
    }
}
