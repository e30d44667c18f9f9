//! What comparing the documents of a corpus found: links, repeats, and what agrees or contradicts, with the passages.

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::dutch::names::Likeness;

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
    /// Applications that were approved and do not stand in the list of projects.
    Missing,
    /// Applications that were refused and stand in the list of projects all the same.
    Award,
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

/// What only the whole corpus shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Records of different documents that are about the same application.
    pub links: Vec<Link>,
    /// Documents that hold the same evaluations.
    pub twins: Vec<Twins>,
    /// What agrees and what contradicts.
    pub findings: Vec<Finding>,
}

impl Comparison {
    /// Whether the evaluations of this document stand in another one too, and count there.
    pub fn repeats(&self, document: &str) -> bool {
        self.twins.iter().any(|twins| twins.second == document)
    }
}

/// Two records that are about the same application or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Id of the evaluation.
    pub evaluation: String,
    /// Id of the project.
    pub project: String,
    /// The promoter as the evaluation names it.
    pub promoter: String,
    /// The promoter as the list of projects names it.
    pub other_name: String,
    /// Why the two names mean the same organisation.
    pub likeness: Likeness,
}

/// Two documents that hold the same evaluations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twins {
    /// The document whose evaluations count.
    pub first: String,
    /// The document that repeats them.
    pub second: String,
    /// How many evaluations they share.
    pub shared: usize,
}
