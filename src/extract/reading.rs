//! How a layout was recognised: what `extract --explain` tells.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::record::RecordKind;

/// One way of reading a document, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The kind of records it gives.
    pub kind: RecordKind,
    /// The layout, in a few words.
    pub layout: Cow<'static, str>,
    /// From 0 (a guess) to 1 (everything fits).
    pub confidence: f32,
    /// What speaks for it and against it, in plain language.
    pub evidence: Vec<String>,
    /// How many records it gives.
    pub records: usize,
    /// Whether its records were kept; the others are runners-up.
    pub chosen: bool,
}
