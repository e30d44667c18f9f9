//! The whole program in one place: paths in; entries, comparison and codings out; and all of it into the index.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::annotate::{Codebook, annotate};
use crate::compare::compare;
use crate::document::Document;
use crate::entry::Entry;
use crate::error::Result;
use crate::extract::Reading;
use crate::finding::Comparison;
use crate::index::{Changes, Contents, Index, Kept, PIPELINE};
use crate::ingest::{Listed, ingest};
use crate::reader::Reader;
use crate::record::Record;
use crate::source::SourceId;
use crate::theme::Coding;

/// A corpus with everything that came out of it.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The documents with their records, boilerplate set apart.
    pub entries: Vec<Entry>,
    /// How the layout of every document was recognised, in the order of `entries`; empty for documents that were not read anew.
    pub readings: Vec<Vec<Reading>>,
    /// What only the whole corpus shows.
    pub comparison: Comparison,
    /// The coded sentences, by document and place.
    pub codings: Vec<Coding>,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// What is in the index now.
    pub corpus: Corpus,
    /// Documents that were read in this run; the others were known.
    pub read: usize,
    /// What changed in the index.
    pub changes: Changes,
    /// Files that hold the same bytes as another one: its name and that of the one that was read.
    pub copies: Vec<(String, String)>,
    /// Files that are no documents.
    pub left_out: Vec<String>,
}

/// Called when a file has been read: name and size in bytes. May be called from several threads.
pub type Observer<'run> = &'run (dyn Fn(&str, usize) + Sync);

/// Reads every file under the paths and takes the records out; nothing is coded or kept.
///
/// # Errors
/// When a path does not exist.
pub fn read(paths: &[PathBuf], reader: &Reader, observer: Observer<'_>) -> Result<Corpus> {
    let listing = ingest(paths)?;
    let (mut entries, readings): (Vec<Entry>, _) =
        listing.files.par_iter().map(|file| read_file(file, reader, observer)).unzip();
    let comparison = compare(&mut entries);
    Ok(Corpus { entries, readings, comparison, codings: Vec::new() })
}

/// Reads what is new or changed under the paths and brings the index in line with them.
///
/// # Errors
/// When a path does not exist, or the index cannot be written.
pub fn run(
    paths: &[PathBuf],
    index: &Path,
    codebook: &Codebook,
    reader: &Reader,
    observer: Observer<'_>,
) -> Result<Run> {
    let listing = ingest(paths)?;
    let index = Index::open_or_create(index)?;
    let writing = index.begin()?;
    let earlier = index.entries()?;
    let found: Vec<Found> = listing.files.par_iter().map(|file| look_at(file, &earlier, reader, observer)).collect();
    let (found, copies) = set_copies_apart(found);
    let read = found.iter().filter(|found| found.is_new).count();
    let (extracted, readings): (Vec<Entry>, Vec<Vec<Reading>>) =
        found.into_iter().map(|found| (found.entry, found.readings)).unzip();
    let mut entries = extracted.clone();
    let comparison = compare(&mut entries);
    let codings = code_all(&entries, &comparison, codebook);
    let corpus = Corpus { entries, readings, comparison, codings };
    let contents = Contents {
        extracted: &extracted,
        compared: &corpus.entries,
        codings: &corpus.codings,
        comparison: &corpus.comparison,
    };
    let changes = writing.replace(&contents, &earlier)?;
    Ok(Run { corpus, read, changes, copies, left_out: listing.left_out })
}

/// Parses one file; the text to which all spans refer.
pub fn text_of(file: &Listed, reader: &Reader) -> Document {
    match file.open() {
        Ok(source) => reader.text(&source),
        Err(warning) => Document::unread(warning),
    }
}

/// Codes the evaluations in an index anew with another codebook; the index stays as it is.
///
/// # Errors
/// When the index is damaged.
pub fn code_again(index: &Index, codebook: &Codebook) -> Result<Vec<Coding>> {
    let comparison = index.comparison()?;
    let mut entries: BTreeMap<String, Entry> =
        index.entries()?.into_iter().map(|(name, kept)| (name, kept.entry)).collect();
    entries.values_mut().for_each(|entry| entry.records.clear());
    for record in index.records()? {
        if let Some(entry) = entries.get_mut(&record.place().document) {
            entry.records.push(record);
        }
    }
    let entries: Vec<Entry> = entries.into_values().collect();
    Ok(code_all(&entries, &comparison, codebook))
}

fn read_file(file: &Listed, reader: &Reader, observer: Observer<'_>) -> (Entry, Vec<Reading>) {
    match file.open() {
        Ok(source) => {
            let read = reader.read(&source);
            observer(&file.name, source.bytes.len());
            read
        }
        Err(warning) => {
            observer(&file.name, 0);
            let (id, document) = (SourceId::of(file.name.as_bytes()), Document::unread(warning));
            (Entry { name: file.name.clone(), id, document, records: Vec::new() }, Vec::new())
        }
    }
}

/// A file, read now or in an earlier run.
struct Found {
    entry: Entry,
    readings: Vec<Reading>,
    is_new: bool,
}

fn look_at(file: &Listed, earlier: &BTreeMap<String, Kept>, reader: &Reader, observer: Observer<'_>) -> Found {
    let known = earlier.get(&file.name).filter(|kept| kept.pipeline == PIPELINE);
    if let (Some(kept), Ok(source)) = (known, file.open())
        && kept.entry.id == source.id
    {
        observer(&file.name, source.bytes.len());
        return Found { entry: kept.entry.clone(), readings: Vec::new(), is_new: false };
    }
    let (entry, readings) = read_file(file, reader, observer);
    Found { entry, readings, is_new: true }
}

/// Of files with the same bytes the first by name is kept.
fn set_copies_apart(found: Vec<Found>) -> (Vec<Found>, Vec<(String, String)>) {
    let mut first: BTreeMap<SourceId, String> = BTreeMap::new();
    let (mut kept, mut copies) = (Vec::new(), Vec::new());
    for file in found {
        match first.get(&file.entry.id) {
            Some(original) => copies.push((file.entry.name, original.clone())),
            None => {
                first.insert(file.entry.id.clone(), file.entry.name.clone());
                kept.push(file);
            }
        }
    }
    (kept, copies)
}

fn code_all(entries: &[Entry], comparison: &Comparison, codebook: &Codebook) -> Vec<Coding> {
    entries.par_iter().flat_map_iter(|entry| code(entry, comparison, codebook)).collect()
}

/// The evaluations of a document that repeats another one are not coded a second time.
fn code(entry: &Entry, comparison: &Comparison, codebook: &Codebook) -> Vec<Coding> {
    let repeats = comparison.repeats(&entry.name);
    let evaluations = entry.evaluations().filter(|_| !repeats);
    let codings = evaluations.flat_map(|evaluation| annotate(evaluation, &entry.document.text, codebook));
    codings.map(|coding| Coding { page: entry.document.page_at(coding.span.start), ..coding }).collect()
}

impl Corpus {
    /// All records, by document and place.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.entries.iter().flat_map(|entry| &entry.records)
    }
}
