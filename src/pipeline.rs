//! The whole program in one place: paths in; entries, comparison and codings out; and all of it into the index.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::annotate::{Codebook, annotate};
use crate::compare::compare;
use crate::document::{Document, Reason, Warning};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::extract::Reading;
use crate::finding::Comparison;
use crate::index::{Changes, Contents, Index, Kept, PIPELINE};
use crate::ingest::{Listed, ingest};
use crate::parse::Member;
use crate::reader::Reader;
use crate::record::Record;
use crate::source::{Format, Source, SourceId};
use crate::theme::Coding;

/// So many archives deep is looked.
const DEEPEST: usize = 4;

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
    let found = Look { reader, earlier: &BTreeMap::new(), observer }.over(&listing.files);
    let (mut entries, readings): (Vec<Entry>, _) = found.into_iter().map(|found| (found.entry, found.readings)).unzip();
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
    let found = Look { reader, earlier: &earlier, observer }.over(&listing.files);
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

/// The text of one document, to which all spans refer; the path may go into an archive or a mail: `a.zip!map/b.docx`.
///
/// # Errors
/// When there is no such document.
pub fn text_of(path: &Path, reader: &Reader) -> Result<Document> {
    let missing = || Error::Missing(path.to_owned());
    let name = path.to_string_lossy();
    let outer = |end: usize| PathBuf::from(&name[..end]);
    let ends = name.match_indices('!').map(|(end, _)| outer(end));
    let file = std::iter::once(path.to_owned()).chain(ends).find(|path| path.is_file()).ok_or_else(missing)?;
    let file = Listed { name: file.to_string_lossy().into_owned(), path: file };
    let mut source = match file.open() {
        Ok(source) => source,
        Err(warning) => return Ok(Document::unread(warning)),
    };
    while source.name.len() < name.len() {
        let inside = |member: &Member| {
            let inner = format!("{}!{}", source.name, member.name);
            name.strip_prefix(&inner).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
        };
        let member = reader.members(&source).into_iter().find(inside).ok_or_else(missing)?;
        source = match member.bytes {
            Ok(bytes) => Source::new(format!("{}!{}", source.name, member.name), bytes),
            Err(warning) => return Ok(Document::unread(warning)),
        };
    }
    Ok(reader.text(&source))
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

/// A document, read now or in an earlier run.
struct Found {
    entry: Entry,
    readings: Vec<Reading>,
    is_new: bool,
}

impl Found {
    fn unread(name: &str, warning: Warning) -> Self {
        let (id, document) = (SourceId::of(name.as_bytes()), Document::unread(warning));
        let entry = Entry { name: name.to_owned(), id, document, records: Vec::new() };
        Self { entry, readings: Vec::new(), is_new: true }
    }
}

/// Looks at files: reads them, and what is inside them, unless they are known.
struct Look<'run> {
    reader: &'run Reader,
    earlier: &'run BTreeMap<String, Kept>,
    observer: Observer<'run>,
}

impl Look<'_> {
    /// All documents in the files, in the order of the files.
    fn over(&self, files: &[Listed]) -> Vec<Found> {
        files.par_iter().flat_map_iter(|file| self.file(file)).collect()
    }

    fn file(&self, file: &Listed) -> Vec<Found> {
        let (mut found, mut size) = (Vec::new(), 0);
        match file.open() {
            Ok(source) => {
                size = source.bytes.len();
                self.source(source, 0, &mut found);
            }
            Err(warning) => found.push(Found::unread(&file.name, warning)),
        }
        (self.observer)(&file.name, size);
        found
    }

    /// The document and those inside it; an archive is a document of its own only where it holds none.
    fn source(&self, source: Source, depth: usize, found: &mut Vec<Found>) {
        let members = self.reader.members(&source);
        if source.format != Format::Zip || members.is_empty() {
            found.push(self.document(&source));
        }
        let name = source.name;
        drop(source.bytes);
        for member in members {
            let name = format!("{name}!{}", member.name);
            match member.bytes {
                Ok(_) if depth == DEEPEST => found.push(Found::unread(&name, too_deep())),
                Ok(bytes) => self.source(Source::new(name, bytes), depth + 1, found),
                Err(warning) => found.push(Found::unread(&name, warning)),
            }
        }
    }

    fn document(&self, source: &Source) -> Found {
        let known = self.earlier.get(&source.name).filter(|kept| kept.pipeline == PIPELINE);
        if let Some(kept) = known.filter(|kept| kept.entry.id == source.id) {
            return Found { entry: kept.entry.clone(), readings: Vec::new(), is_new: false };
        }
        let (entry, readings) = self.reader.read(source);
        Found { entry, readings, is_new: true }
    }
}

fn too_deep() -> Warning {
    let message = format!("het bestand zit meer dan {DEEPEST} archieven diep; pak ze uit en probeer opnieuw");
    Warning::new(Reason::TooLarge, message)
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
