//! Documents in one by one, the index changed to hold exactly those out, with one commit.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use tantivy::directory::error::LockError;
use tantivy::schema::Field;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::{Index, Kept, Known, PIPELINE, Shelf};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::finding::Comparison;
use crate::record::Record;
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
        let Contents { extracted, compared, codings, repeats } = *contents;
        let fingerprint = fingerprint(&(extracted, &compared.records, codings, repeats));
        self.put.insert(compared.name.clone());
        let same = |known: &Known| known.fingerprint == fingerprint && known.pipeline == PIPELINE;
        if self.known.get(&compared.name).is_some_and(same) {
            return Ok(());
        }
        self.changes.written += 1;
        self.writer.delete_term(Term::from_field_text(self.index.fields().document, &compared.name));
        let shelf = if repeats { Shelf::Repeat } else { Shelf::Record };
        self.add_entry(extracted, compared, codings, shelf, fingerprint)
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
            self.add(Shelf::Comparison, &[], comparison)?;
        } else if self.changes == Changes::default() {
            return Ok(self.changes);
        }
        self.writer.commit().map_err(|reason| self.index.failed(reason))?;
        let index = self.index;
        self.writer.wait_merging_threads().map_err(|reason| index.failed(reason))?;
        Ok(self.changes)
    }

    fn add_entry(
        &self,
        raw: &Entry,
        entry: &Entry,
        codings: &[Coding],
        shelf: Shelf,
        fingerprint: String,
    ) -> Result<()> {
        let fields = self.index.fields();
        let document = (fields.document, entry.name.as_str());
        self.add(Shelf::Entry, &[document], &Kept { entry: raw.clone(), pipeline: PIPELINE, fingerprint })?;
        for record in &entry.records {
            let words = Words::of(record);
            let fields = [
                document,
                (fields.id, record.id()),
                (fields.kind, record.kind().as_str()),
                (fields.verdict, verdict(record)),
                (fields.name, &words.name),
                (fields.text, &words.text),
            ];
            self.add(shelf, &fields, record)?;
        }
        for coding in codings {
            let verdict = (fields.verdict, coding.verdict.as_str());
            let fields = [document, (fields.id, coding.record.as_str()), verdict, (fields.text, &coding.text)];
            self.add(Shelf::Sentence, &fields, coding)?;
        }
        Ok(())
    }

    fn add<T: Serialize>(&self, shelf: Shelf, words: &[(Field, &str)], data: &T) -> Result<()> {
        let fields = self.index.fields();
        let mut document = TantivyDocument::default();
        document.add_text(fields.shelf, shelf.name());
        for (field, text) in words.iter().filter(|(_, text)| !text.is_empty()) {
            document.add_text(*field, text);
        }
        document.add_text(fields.data, json(data));
        self.writer.add_document(document).map(|_| ()).map_err(|reason| self.index.failed(reason))
    }
}

fn fingerprint<T: Serialize>(data: &T) -> String {
    blake3::hash(json(data).as_bytes()).to_hex().to_string()
}

/// Our own structs hold nothing that JSON cannot.
#[expect(clippy::expect_used, reason = "maps have text keys and there are no floats")]
fn json<T: Serialize>(data: &T) -> String {
    serde_json::to_string(data).expect("records and codings are plain data")
}

fn verdict(record: &Record) -> &'static str {
    match record {
        Record::Evaluation(evaluation) => evaluation.verdict.as_str(),
        _ => "",
    }
}

/// The words under which a record is found.
struct Words {
    name: String,
    text: String,
}

impl Words {
    fn of(record: &Record) -> Self {
        let (name, text): (Vec<&str>, Vec<&str>) = match record {
            Record::Evaluation(it) => {
                let name = [Some(&it.promoter), it.project.as_ref(), it.reference.as_ref()];
                let text = [it.verdict_text.as_ref(), Some(&it.assessment)];
                let lists = it.remarks.iter().chain(&it.boilerplate);
                (strings(name), strings(text).into_iter().chain(lists.map(String::as_str)).collect())
            }
            Record::Project(it) => {
                let partners = it.partners.iter().map(String::as_str);
                (
                    strings([Some(&it.title), it.promoter.as_ref()]).into_iter().chain(partners).collect(),
                    vec![&it.description],
                )
            }
            Record::Grant(it) => {
                let names = it.beneficiaries.iter().map(String::as_str);
                (it.title.as_deref().into_iter().chain(names).collect(), vec![&it.description])
            }
            Record::Call(it) => {
                let events = it
                    .events
                    .iter()
                    .flat_map(|event| strings([event.title.as_ref(), event.venue.as_ref(), event.address.as_ref()]));
                (strings([it.title.as_ref(), it.reference.as_ref(), it.programme.as_ref()]), events.collect())
            }
            Record::Report(it) => {
                let names = it.organisations.iter().chain(&it.funders).map(String::as_str);
                let sections = it.sections.iter().flat_map(|section| [section.title.as_str(), section.text.as_str()]);
                (strings([Some(&it.title), it.project.as_ref()]).into_iter().chain(names).collect(), sections.collect())
            }
        };
        // The name is searched in the text too, so that a phrase or a word is found wherever it stands.
        let text = name.iter().chain(&text).copied().collect::<Vec<_>>().join("\n");
        Self { name: name.join("\n"), text }
    }
}

fn strings<const N: usize>(fields: [Option<&String>; N]) -> Vec<&str> {
    fields.into_iter().flatten().map(String::as_str).collect()
}
