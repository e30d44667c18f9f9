//! What a comparison found: a sentence for people and the passages that prove it.

use serde::{Deserialize, Serialize};

use crate::document::Span;

/// One result of comparing what documents state with what they or others hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was compared.
    pub kind: FindingKind,
    /// Whether what was compared agrees.
    pub agrees: bool,
    /// What was found, in Dutch, with the numbers.
    pub message: String,
    /// The passages that were compared.
    pub quotes: Vec<Quote>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// Amounts against a stated total.
    Sum,
    /// Numbers of records against a stated number.
    Count,
    /// The same call's budget in two documents, or raised inside one.
    Budget,
    /// The same call's dates in two documents.
    Date,
    /// The same evaluations in two documents.
    Duplicate,
}

/// A passage with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The document's path as the user gave it.
    pub document: String,
    /// Page, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The words.
    pub text: String,
    /// Bytes in the document's extracted text.
    pub span: Span,
}
