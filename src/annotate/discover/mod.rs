//! Coded sentences and a codebook in; the phrases that recur and that no theme covers, in groups with their places, out.

mod count;
mod group;
mod phrases;
mod snippet;

use serde::Serialize;

pub use snippet::snippet;

use super::codebook::Codebook;
use crate::theme::{Coding, Function};

/// What to look for.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// A phrase stands in at least so many evaluations.
    pub least: usize,
    /// How many groups of phrases are wanted.
    pub groups: usize,
}

/// A phrase that recurs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// As it is most often written, in lower case.
    pub phrase: String,
    /// Its lemmas, without articles.
    pub key: String,
    /// Evaluations in which it stands.
    pub evaluations: usize,
    /// Sentences in which it stands.
    pub sentences: usize,
    /// Those of them that have no theme.
    pub uncovered: usize,
    /// What it counts: its C-value over evaluations, more where its sentences have no theme.
    pub weight: f64,
    /// Where it stands, of different evaluations where possible.
    pub places: Vec<Occurrence>,
    /// Numbers of the sentences in which it stands, ascending.
    #[serde(skip)]
    in_sentences: Vec<u32>,
    /// Lemmas of its words, and of its words and parts of compounds.
    #[serde(skip)]
    words: Vec<String>,
    #[serde(skip)]
    parts: Vec<String>,
}

/// A phrase among its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The document.
    pub document: String,
    /// Page, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The whole sentence.
    pub sentence: String,
    /// The phrase in it, in bytes.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// Phrases that speak of the same: the first is the weightiest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The phrases, weightiest first; never empty.
    pub candidates: Vec<Candidate>,
}

/// What the codebook does not cover.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Discovery {
    /// Sentences that are no boilerplate.
    pub sentences: usize,
    /// Those that have no theme, or only the one for sentences that name none.
    pub uncovered: usize,
    /// Groups of phrases, weightiest first.
    pub groups: Vec<Group>,
}

/// Looks for phrases that recur and that no pattern of the codebook touches.
pub fn discover(codings: &[Coding], codebook: &Codebook, search: Search) -> Discovery {
    let looked = count::look(codings, codebook);
    let (sentences, uncovered) = (looked.sentences, looked.uncovered);
    let candidates = looked.candidates(search.least, codings, codebook);
    Discovery { sentences, uncovered, groups: group::groups(candidates, search.groups) }
}

/// Whether a sentence says anything of its own.
fn speaks(coding: &Coding) -> bool {
    coding.function != Function::Boilerplate
}

#[cfg(test)]
#[path = "discover_tests.rs"]
mod tests;
