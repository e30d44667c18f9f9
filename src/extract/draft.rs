//! Places in a document in, the fields of one record with their evidence out.

use std::collections::BTreeMap;

use crate::document::{Document, Excerpt, Span};
use crate::record::{Place, RecordKind};
use crate::source::SourceId;

use super::piece::Piece;
use super::profile::Profiles;

/// The document that records are being taken from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'run> {
    pub(super) document: &'run Document,
    /// Its lines, tables other than those of labels aside.
    pub(super) pieces: &'run [Piece],
    pub(super) name: &'run str,
    pub(super) id: &'run SourceId,
    /// What the user says about documents.
    pub(super) profiles: &'run Profiles,
}

impl<'run> Origin<'run> {
    /// A record that has no fields yet.
    pub(super) fn draft(self) -> Draft<'run> {
        Draft { origin: self, evidence: BTreeMap::new() }
    }

    pub(super) fn text(self) -> &'run str {
        &self.document.text
    }
}

/// A record in the making: every field that is read leaves its places behind.
pub(super) struct Draft<'run> {
    origin: Origin<'run>,
    evidence: BTreeMap<String, Vec<Span>>,
}

impl Draft<'_> {
    /// The words of a field.
    pub(super) fn words(&mut self, field: impl Into<String>, excerpt: &Excerpt) -> String {
        self.stands_at(field, &excerpt.spans);
        excerpt.words(self.origin.text())
    }

    /// Notes where a field stands whose value is not its words (an amount, a date, a class).
    pub(super) fn stands_at(&mut self, field: impl Into<String>, spans: &[Span]) {
        if !spans.is_empty() {
            self.evidence.insert(field.into(), spans.to_vec());
        }
    }

    /// How many fields have been read.
    pub(super) fn count(&self) -> usize {
        self.evidence.len()
    }

    /// Closes the record: its stable id and its place.
    pub(super) fn close(self, kind: RecordKind, span: Span) -> (String, Place) {
        let place = Place {
            document: self.origin.name.to_owned(),
            digest: self.origin.id.clone(),
            page: self.origin.document.page_at(span.start),
            span,
            evidence: self.evidence,
        };
        (record_id(kind, &place), place)
    }
}

/// Twelve hexadecimal digits out of the document's bytes, the kind and the place: the same everywhere and every time.
fn record_id(kind: RecordKind, place: &Place) -> String {
    let key = format!("{}\n{}\n{}-{}", kind.as_str(), place.digest.as_str(), place.span.start, place.span.end);
    let digest = blake3::hash(key.as_bytes()).to_hex();
    format!("{}-{}", &kind.as_str()[..2], &digest.as_str()[..12])
}
