//! Coded sentences and their index in, a project for programs for qualitative analysis out.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::super::output;
use super::Loaded;
use crate::error::Error;
use crate::export::refi::{self, Source};
use crate::record::{Evaluation, Record};
use crate::theme::Coding;

/// Writes the project: every evaluation with at least one coded sentence.
pub(super) fn save(loaded: &Loaded, path: &Path) -> Result<()> {
    let mut coded: BTreeMap<(&str, &str), Vec<&Coding>> = BTreeMap::new();
    for coding in &loaded.codings {
        coded.entry((&coding.document, &coding.record)).or_default().push(coding);
    }
    let records = loaded.index.records()?;
    let evaluations: Vec<&Evaluation> = records
        .iter()
        .filter_map(|record| match record {
            Record::Evaluation(evaluation) => Some(evaluation),
            _ => None,
        })
        .collect();
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for evaluation in &evaluations {
        let document = evaluation.source.document.as_str();
        if !texts.contains_key(document) {
            let entry = loaded.index.entry(document)?;
            texts.insert(document, entry.map(|entry| entry.document.text).unwrap_or_default());
        }
    }
    let mut sources: Vec<Source<'_>> = Vec::new();
    for evaluation in evaluations {
        let document = evaluation.source.document.as_str();
        if let (Some(codings), Some(text)) = (coded.remove(&(document, evaluation.id.as_str())), texts.get(document)) {
            sources.push(Source { evaluation, text, verdict: output::verdict(evaluation.verdict), codings });
        }
    }
    let bytes = refi::project(&sources, loaded.codebook.themes()).map_err(|cause| Error::io(path, cause))?;
    output::save(path, &bytes)
}
