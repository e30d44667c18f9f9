//! An entry in, what the index keeps of it out, its text for itself: a hit shows a passage and needs no more than that.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Warning};
use crate::entry::Entry;
use crate::record::Record;
use crate::source::SourceId;

/// A file as it was read, with what tells whether that still holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept<E> {
    /// The entry as it was extracted, before the corpus was compared; see [`Bare`].
    pub(super) entry: E,
    /// [`super::PIPELINE`] at that time.
    pub(super) pipeline: u32,
    /// Digest of everything that the index holds about this file.
    pub(super) fingerprint: String,
}

/// The same without the records.
#[derive(Deserialize)]
pub(super) struct Mark {
    pub(super) entry: Named,
    pub(super) pipeline: u32,
    pub(super) fingerprint: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) id: SourceId,
    #[serde(default)]
    pub(super) profiles: String,
}

/// An entry without its text and blocks; reads back as one.
#[derive(Serialize)]
pub(super) struct Bare<'entry> {
    name: &'entry str,
    id: &'entry SourceId,
    profiles: &'entry str,
    document: BareDocument<'entry>,
    records: &'entry [Record],
}

#[derive(Serialize)]
struct BareDocument<'entry> {
    text: &'static str,
    blocks: [(); 0],
    pages: [usize; 0],
    warnings: &'entry [Warning],
}

impl<'entry> Bare<'entry> {
    pub(super) fn of(entry: &'entry Entry) -> Self {
        let document = BareDocument { text: "", blocks: [], pages: [], warnings: &entry.document.warnings };
        Self { name: &entry.name, id: &entry.id, profiles: &entry.profiles, document, records: &entry.records }
    }
}

/// The text of a file and where its pages begin.
#[derive(Serialize, Deserialize)]
pub(super) struct Text<'entry> {
    text: Cow<'entry, str>,
    pages: Cow<'entry, [usize]>,
}

impl<'entry> Text<'entry> {
    pub(super) fn of(entry: &'entry Entry) -> Self {
        Self { text: Cow::Borrowed(&entry.document.text), pages: Cow::Borrowed(&entry.document.pages) }
    }

    /// A document of nothing but this.
    pub(super) fn alone(self) -> Document {
        Document { text: self.text.into_owned(), pages: self.pages.into_owned(), ..Document::default() }
    }

    /// The entry that it was taken from, without its blocks.
    pub(super) fn back_into(self, mut entry: Entry) -> Entry {
        entry.document = Document { warnings: std::mem::take(&mut entry.document.warnings), ..self.alone() };
        entry
    }
}
