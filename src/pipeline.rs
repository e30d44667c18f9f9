//! The whole program in one place: paths in; entries, comparison and codings out; and all of it into the index.
//!
//! A corpus is larger than memory: its documents go through one by one and lie on disk between the two times that they are
//! needed, once to be compared and once to be kept.

mod corpus;
mod look;
mod totals;

use std::path::{Path, PathBuf};

pub use corpus::{Corpus, Read};
pub use look::{File, Step};
pub use totals::Totals;

use crate::annotate::{Codebook, annotate};
use crate::compare::{Boilerplate, Corrections, Summary, Usage, compare};
use crate::document::{Document, Warning};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::extract::{Example, Lesson};
use crate::finding::Comparison;
use crate::index::{Changes, Contents, Index};
use crate::ingest::{Listed, ingest};
use crate::parse::Member;
use crate::reader::Reader;
use crate::source::Source;
use crate::stash::Stash;
use crate::theme::Coding;
use corpus::failed;
use look::Look;

/// Called when a file has been read. May be called from several threads.
pub type Observer<'run> = &'run (dyn Fn(Step<'_>) + Sync);

/// What a run did.
pub struct Run {
    /// The documents that are in the index now.
    pub corpus: Corpus,
    /// What only the whole corpus shows.
    pub comparison: Comparison,
    /// What the documents hold together.
    pub totals: Totals,
    /// What changed in the index.
    pub changes: Changes,
    /// Files that are no documents.
    pub left_out: Vec<String>,
}

/// Reads every file under the paths and takes the records out; nothing is coded or kept.
///
/// # Errors
/// When a path does not exist, or the disk is full.
pub fn read(paths: &[PathBuf], reader: &Reader, observer: Observer<'_>) -> Result<(Corpus, Boilerplate)> {
    let listing = ingest(paths)?;
    let stash = Stash::new().map_err(failed)?;
    let usage = Usage::default();
    let look = Look { reader, known: None, stash: &stash, usage: &usage, summary: |_| (), observer };
    let found = look.over(&listing.files).map_err(failed)?;
    Ok((Corpus::of(found, stash).0, usage.boilerplate().and(reader.profiles().boilerplate())))
}

/// Reads what is new or changed under the paths and brings the index in line with them.
///
/// # Errors
/// When a path does not exist, a table of names is wrong, or the index cannot be written.
pub fn run(
    paths: &[PathBuf],
    index: &Path,
    codebook: &Codebook,
    reader: &Reader,
    observer: Observer<'_>,
) -> Result<Run> {
    let listing = ingest(paths)?;
    let corrections = corrections(&listing.links)?;
    let index = Index::open_or_create(index)?;
    let mut writing = index.begin()?;
    let stash = Stash::beside(index.path()).map_err(failed)?;
    let known = Some((&index, writing.known()));
    let usage = Usage::default();
    let look = Look { reader, known, stash: &stash, usage: &usage, summary: Summary::of, observer };
    let found = look.over(&listing.files).map_err(failed)?;
    let (corpus, summaries) = Corpus::of(found, stash);
    let mut comparison = compare(&summaries, &corrections);
    let boilerplate = usage.boilerplate().and(reader.profiles().boilerplate());
    corpus.quote(&mut comparison)?;
    let coded = |read: Read| {
        let codings = code(&read.compared, &comparison, codebook);
        (read, codings)
    };
    let mut totals = Totals::default();
    for document in corpus.each(&boilerplate, coded) {
        let (Read { extracted, compared, .. }, codings) = document?;
        let repeats = comparison.repeats(&compared.name);
        writing.put(&Contents { extracted: &extracted, compared: &compared, codings: &codings, repeats })?;
        totals.add(&compared, &codings, repeats);
    }
    let changes = writing.finish(&comparison)?;
    Ok(Run { corpus, comparison, totals, changes, left_out: listing.left_out })
}

fn corrections(tables: &[PathBuf]) -> Result<Corrections> {
    let mut corrections = Corrections::default();
    for path in tables {
        let table = std::fs::read(path).map_err(|cause| Error::io(path, cause))?;
        corrections.add(&table).map_err(|reason| Error::Settings { path: path.clone(), reason })?;
    }
    Ok(corrections)
}

/// The text of one document, to which all spans refer; the path may go into an archive or a mail: `a.zip!map/b.docx`.
///
/// # Errors
/// When there is no such document.
pub fn text_of(path: &Path, reader: &Reader) -> Result<Document> {
    Ok(source_of(path, reader)?.map_or_else(Document::unread, |source| reader.text(&source)))
}

/// What one record of a document, pointed at by its words, teaches about the document's layout.
///
/// # Errors
/// When there is no such document; a warning where it cannot be read.
pub fn learn_from(path: &Path, example: &Example, reader: &Reader) -> Result<std::result::Result<Lesson, Warning>> {
    Ok(source_of(path, reader)?.and_then(|source| reader.learn(&source, example)))
}

fn source_of(path: &Path, reader: &Reader) -> Result<std::result::Result<Source, Warning>> {
    let missing = || Error::Missing(path.to_owned());
    let name = path.to_string_lossy();
    let outer = |end: usize| PathBuf::from(&name[..end]);
    let ends = name.match_indices('!').map(|(end, _)| outer(end));
    let file = std::iter::once(path.to_owned()).chain(ends).find(|path| path.is_file()).ok_or_else(missing)?;
    let file = Listed { name: file.to_string_lossy().into_owned(), path: file };
    let mut source = match file.open() {
        Ok(source) => source,
        Err(warning) => return Ok(Err(warning)),
    };
    while source.name.len() < name.len() {
        let inside = |member: &Member| {
            let inner = format!("{}!{}", source.name, member.name);
            name.strip_prefix(&inner).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
        };
        let member = reader.members(&source).into_iter().find(inside).ok_or_else(missing)?;
        source = match member.bytes {
            Ok(bytes) => Source::new(format!("{}!{}", source.name, member.name), bytes),
            Err(warning) => return Ok(Err(warning)),
        };
    }
    Ok(Ok(source))
}

/// Codes the evaluations in an index anew with another codebook; the index stays as it is.
///
/// # Errors
/// When the index is damaged.
pub fn code_again(index: &Index, codebook: &Codebook) -> Result<Vec<Coding>> {
    let comparison = index.comparison()?;
    let mut codings = Vec::new();
    for name in index.known()?.into_keys() {
        if let Some(entry) = index.entry(&name)? {
            let entry = Entry { records: index.records_of(&name)?, ..entry };
            codings.extend(code(&entry, &comparison, codebook));
        }
    }
    Ok(codings)
}

/// The evaluations of a document that repeats another one are not coded a second time.
fn code(entry: &Entry, comparison: &Comparison, codebook: &Codebook) -> Vec<Coding> {
    let repeats = comparison.repeats(&entry.name);
    let evaluations = entry.evaluations().filter(|_| !repeats);
    let codings = evaluations.flat_map(|evaluation| annotate(evaluation, &entry.document.text, codebook));
    codings.map(|coding| Coding { page: entry.document.page_at(coding.span.start), ..coding }).collect()
}
