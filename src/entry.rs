//! A document with the records taken out of it: what a corpus is made of.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::record::{Evaluation, Record};
use crate::source::SourceId;

/// A document with the records taken out of it: what a corpus is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The document's path as the user gave it.
    pub name: String,
    /// Digest of its bytes.
    pub id: SourceId,
    /// Stands for the profiles that it was read with; empty where there were none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub profiles: String,
    /// Its text and layout.
    pub document: Document,
    /// Its records, in the order in which they stand there.
    pub records: Vec<Record>,
}

impl Entry {
    /// The evaluations among the records.
    pub fn evaluations(&self) -> impl Iterator<Item = &Evaluation> {
        self.records.iter().filter_map(|record| match record {
            Record::Evaluation(evaluation) => Some(evaluation),
            _ => None,
        })
    }

    /// How much of the document was read.
    pub fn state(&self) -> State {
        match (self.document.text.trim().is_empty(), self.document.warnings.is_empty()) {
            (true, _) => State::Unread,
            (false, true) => State::Read,
            (false, false) => State::Partly,
        }
    }
}

/// How much of a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// All of it.
    Read,
    /// With warnings.
    Partly,
    /// Nothing.
    Unread,
}
