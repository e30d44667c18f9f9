//! A record or coded sentence with its document in, the sentences it was read from out, as a hit shows them.

use serde::{Deserialize, Serialize};

use crate::document::{Document, Span};
use crate::dutch::sentences::sentences;
use crate::record::Place;
use crate::theme::Coding;

/// A sentence as it stands in a document. The index keeps those of a record with it, so that showing a hit needs no document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Bytes in the document's extracted text.
    pub span: Span,
    /// Page, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The words, line breaks and all.
    pub text: String,
}

impl Passage {
    fn at(span: Span, document: &Document) -> Self {
        Self { span, page: document.page_at(span.start), text: document.words(span).to_owned() }
    }

    /// The sentences of all passages from which a record was read, in the order of the document.
    pub(super) fn of_record(place: &Place, document: &Document) -> Vec<Self> {
        let mut spans: Vec<Span> = place.evidence.values().flatten().copied().collect();
        spans.sort_unstable();
        spans.dedup();
        let of_span = |span: Span| {
            sentences(document.words(span)).into_iter().map(move |sentence| Self::at(span.part(sentence), document))
        };
        spans.into_iter().flat_map(of_span).collect()
    }

    /// The sentence itself.
    pub(super) fn of_coding(coding: &Coding, document: &Document) -> Vec<Self> {
        vec![Self::at(coding.span, document)]
    }
}
