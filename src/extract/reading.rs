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

/// How many of all, between 0 and 1.
#[expect(clippy::cast_precision_loss, reason = "counts of lines are far below 2^23")]
pub(super) fn ratio(part: usize, all: usize) -> f32 {
    if all == 0 { 0.0 } else { part as f32 / all as f32 }
}
