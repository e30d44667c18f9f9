//! Documents in one by one, the index changed to hold exactly those out, with one commit.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;
use serde_json::value::RawValue;
use tantivy::directory::error::LockError;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::kept::{Bare, Kept, Text};
use super::passage::Passage;
use super::words::Words;
use super::{Index, Known, PIPELINE, Shelf};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::finding::Comparison;
use crate::record::{Record, RecordKind};
use crate::theme::Coding;

/// Memory that tantivy may use before it writes a segment, in bytes.
const BUDGET: usize = 64 * 1024 * 1024;

/// What a write changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents whose records or sentences are new or different.
    pub written: usize,
    /// Documents that are no longer there.
    pub removed: Vec<String>,
}

/// An index that is being written; nobody else can write to it meanwhile.
pub struct Writing<'index> {
    index: &'index Index,
    writer: IndexWriter,
    known: BTreeMap<String, Known>,
    changes: Changes,
    put: HashSet<String>,
}

/// A document as the index keeps it.
pub struct Contents<'run> {
    /// The entry before the corpus was compared.
    pub extracted: &'run Entry,
    /// The same entry after it.
    pub compared: &'run Entry,
    /// Its coded sentences.
    pub codings: &'run [Coding],
    /// Whether it repeats the evaluations of another document.
    pub repeats: bool,
}

impl Index {
    /// Locks the index for writing and looks at it as it is then.
    ///
    /// # Errors
    /// When another run is writing, or the index is damaged.
    pub fn begin(&self) -> Result<Writing<'_>> {
        // One thread, so that the same corpus gives the same index.
        let writer = self.engine.writer_with_num_threads(1, BUDGET).map_err(|reason| match reason {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::Busy(self.path.clone()),
            other => self.failed(other),
        })?;
        self.reader.reload().map_err(|reason| self.failed(reason))?;
        let known = self.known()?;
        Ok(Writing { index: self, writer, known, changes: Changes::default(), put: HashSet::new() })
    }

    fn failed(&self, reason: TantivyError) -> Error {
        Error::io(&self.path, std::io::Error::other(reason))
    }
}

impl Writing<'_> {
    /// The documents that the index held when the writing began, by name.
    pub fn known(&self) -> &BTreeMap<String, Known> {
        &self.known
    }

    /// Makes the index hold this of a document, and nothing else.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn put(&mut self, contents: &Contents<'_>) -> Result<()> {
        let compared = contents.compared;
        let sheets = Sheets::of(contents);
        let fingerprint = sheets.fingerprint(contents.repeats);
        self.put.insert(compared.name.clone());
        let same = |known: &Known| known.fingerprint == fingerprint && known.pipeline == PIPELINE;
        if self.known.get(&compared.name).is_some_and(same) {
            return Ok(());
        }
        self.changes.written += 1;
        self.writer.delete_term(Term::from_field_text(self.index.fields().document, &compared.name));
        self.add_contents(contents, sheets, fingerprint)
    }

    /// Takes out the documents that were not put, and commits where anything changed.
    ///
    /// # Errors
    /// When the disk is full or the index is damaged.
    pub fn finish(mut self, comparison: &Comparison) -> Result<Changes> {
        let fields = *self.index.fields();
        for name in self.known.keys().filter(|name| !self.put.contains(*name)) {
            self.writer.delete_term(Term::from_field_text(fields.document, name));
            self.changes.removed.push(name.clone());
        }
        if self.index.comparison()? != *comparison {
            self.writer.delete_term(Term::from_field_text(fields.shelf, Shelf::Comparison.name()));
            self.add(self.sheet(Shelf::Comparison, json(comparison)))?;
        } else if self.changes == Changes::default() {
            return Ok(self.changes);
        }
        self.writer.commit().map_err(|reason| self.index.failed(reason))?;
        let index = self.index;
        self.writer.wait_merging_threads().map_err(|reason| index.failed(reason))?;
        Ok(self.changes)
    }

    fn add_contents(&self, contents: &Contents<'_>, sheets: Sheets, fingerprint: String) -> Result<()> {
        let Contents { compared, codings, repeats, .. } = *contents;
        let fields = self.index.fields();
        let kept = Kept { entry: sheets.entry, pipeline: PIPELINE, fingerprint };
        let mut sheet = self.sheet(Shelf::Entry, json(&kept));
        sheet.add_text(fields.document, &compared.name);
        self.add(sheet)?;
        let mut sheet = self.sheet(Shelf::Text, sheets.text);
        sheet.add_text(fields.document, &compared.name);
        self.add(sheet)?;
        let shelf = if repeats { Shelf::Repeat } else { Shelf::Record };
        for (record, data) in compared.records.iter().zip(sheets.records) {
            self.add_record(record, data, shelf, contents)?;
        }
        for (coding, data) in codings.iter().zip(sheets.codings) {
            let mut sheet = self.sheet(Shelf::Sentence, data);
            sheet.add_text(fields.document, &coding.document);
            sheet.add_text(fields.id, &coding.record);
            sheet.add_text(fields.kind, RecordKind::Evaluation.as_str());
            sheet.add_text(fields.verdict, coding.verdict.as_str());
            sheet.add_text(fields.function, coding.function.as_str());
            coding.codes.iter().for_each(|code| sheet.add_text(fields.theme, code));
            sheet.add_text(fields.passages, json(&Passage::of_coding(coding, &contents.extracted.document)));
            let words = fields.of_sentences;
            sheet.add_text(words.promoter, &coding.promoter);
            sheet.add_text(words.text, &coding.text);
            sheet.add_text(words.forms, &coding.text);
            self.add(sheet)?;
        }
        Ok(())
    }

    fn add_record(&self, record: &Record, data: String, shelf: Shelf, contents: &Contents<'_>) -> Result<()> {
        let fields = self.index.fields();
        let words = Words::of(record);
        let mut sheet = self.sheet(shelf, data);
        sheet.add_text(fields.document, &record.place().document);
        sheet.add_text(fields.id, record.id());
        sheet.add_text(fields.kind, record.kind().as_str());
        words.verdict.iter().for_each(|verdict| sheet.add_text(fields.verdict, verdict));
        words.call.iter().for_each(|call| sheet.add_text(fields.call, call));
        words.years.iter().for_each(|&year| sheet.add_u64(fields.year, year));
        words.amount.iter().for_each(|&amount| sheet.add_u64(fields.amount, amount));
        let own = contents.codings.iter().filter(|coding| coding.record == record.id());
        let themes: BTreeSet<&String> = own.flat_map(|coding| &coding.codes).collect();
        themes.into_iter().for_each(|theme| sheet.add_text(fields.theme, theme));
        if shelf == Shelf::Record {
            let everything = words.everything();
            let passages = Passage::of_record(record.place(), &contents.extracted.document);
            sheet.add_text(fields.passages, json(&passages));
            sheet.add_text(fields.of_records.promoter, words.promoter.join("\n"));
            sheet.add_text(fields.of_records.title, words.title.join("\n"));
            sheet.add_text(fields.of_records.text, &everything);
            sheet.add_text(fields.of_records.forms, &everything);
        }
        self.add(sheet)
    }

    /// An index document that keeps a thing and is found by nothing yet but its shelf.
    fn sheet(&self, shelf: Shelf, data: String) -> TantivyDocument {
        let fields = self.index.fields();
        let mut sheet = TantivyDocument::default();
        sheet.add_text(fields.shelf, shelf.name());
        sheet.add_text(fields.data, data);
        sheet
    }

    fn add(&self, sheet: TantivyDocument) -> Result<()> {
        self.writer.add_document(sheet).map(|_| ()).map_err(|reason| self.index.failed(reason))
    }
}

/// What the index keeps of a document, as JSON.
struct Sheets {
    /// The entry without its text.
    entry: Box<RawValue>,
    text: String,
    records: Vec<String>,
    codings: Vec<String>,
}

impl Sheets {
    fn of(contents: &Contents<'_>) -> Self {
        Self {
            entry: raw(&Bare::of(contents.extracted)),
            text: json(&Text::of(contents.extracted)),
            records: contents.compared.records.iter().map(json).collect(),
            codings: contents.codings.iter().map(json).collect(),
        }
    }

    /// A digest of everything.
    fn fingerprint(&self, repeats: bool) -> String {
        let mut hasher = blake3::Hasher::new();
        let others = std::iter::once(&self.text).chain(&self.records).chain(&self.codings).map(String::as_str);
        for part in std::iter::once(self.entry.get()).chain(others) {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        hasher.update(&[u8::from(repeats)]).finalize().to_hex().to_string()
    }
}

#[expect(clippy::expect_used, reason = "JSON that was just written is JSON")]
fn raw<T: Serialize>(data: &T) -> Box<RawValue> {
    serde_json::value::to_raw_value(data).expect("records are plain data")
}

/// Our own structs hold nothing that JSON cannot.
#[expect(clippy::expect_used, reason = "maps have text keys and there are no floats")]
fn json<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).expect("records and codings are plain data")
}
