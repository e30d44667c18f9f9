//! Files in, every document in them put away with what the rest of a run must know of it out.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::Observer;
use crate::compare::Usage;
use crate::document::{Document, Reason, Warning};
use crate::entry::{Entry, State};
use crate::extract::Reading;
use crate::index::{Index, Known, PIPELINE};
use crate::ingest::Listed;
use crate::parse::Member;
use crate::reader::Reader;
use crate::source::{Format, Source, SourceId};
use crate::stash::{Slot, Stash};

/// So many archives deep is looked.
const DEEPEST: usize = 4;

/// What became of a document.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path as the user gave it; that of a document inside another one has both, with `!` between.
    pub name: String,
    /// How much of it was read.
    pub state: State,
    /// Number of pages; 0 where the format has none.
    pub pages: usize,
    /// Number of records.
    pub records: usize,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
    /// Whether it was read in this run.
    pub is_new: bool,
}

/// A file that has been read, for whoever watches.
#[derive(Debug, Clone, Copy)]
pub struct Step<'run> {
    /// Its name.
    pub name: &'run str,
    /// How many files there are in all.
    pub files: usize,
    /// Its size.
    pub bytes: usize,
    /// Records in it and in the documents inside it.
    pub records: usize,
    /// Documents in it that could not be read.
    pub unread: usize,
}

/// A document that was put away.
pub(super) struct Found<S> {
    pub(super) file: File,
    pub(super) id: SourceId,
    pub(super) slot: Slot,
    pub(super) summary: S,
}

/// Looks at files: reads them, and what is inside them, unless the index knows them.
pub(super) struct Look<'run, S> {
    pub(super) reader: &'run Reader,
    pub(super) known: Option<(&'run Index, &'run BTreeMap<String, Known>)>,
    pub(super) stash: &'run Stash<(Entry, Vec<Reading>)>,
    pub(super) usage: &'run Usage,
    /// What is remembered of every document.
    pub(super) summary: fn(&Entry) -> S,
    pub(super) observer: Observer<'run>,
}

impl<S: Send> Look<'_, S> {
    /// All documents in the files, in the order of the files.
    pub(super) fn over(&self, files: &[Listed]) -> io::Result<Vec<Found<S>>> {
        let found: io::Result<Vec<Vec<Found<S>>>> = files.par_iter().map(|file| self.file(file, files.len())).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn file(&self, file: &Listed, files: usize) -> io::Result<Vec<Found<S>>> {
        let (mut found, mut bytes) = (Vec::new(), 0);
        match file.open() {
            Ok(source) => {
                bytes = source.bytes.len();
                self.source(source, 0, &mut found)?;
            }
            Err(warning) => found.push(self.unread(&file.name, warning)?),
        }
        let records = found.iter().map(|found| found.file.records).sum();
        let unread = found.iter().filter(|found| found.file.state == State::Unread).count();
        (self.observer)(Step { name: &file.name, files, bytes, records, unread });
        Ok(found)
    }

    /// The document and those inside it; an archive is a document of its own only where it holds none.
    fn source(&self, source: Source, depth: usize, found: &mut Vec<Found<S>>) -> io::Result<()> {
        let members = self.reader.members(&source);
        if source.format != Format::Zip || members.is_empty() {
            found.push(self.document(&source)?);
        }
        let name = source.name;
        drop(source.bytes);
        for Member { name: inside, bytes } in members {
            let name = format!("{name}!{inside}");
            match bytes {
                Ok(_) if depth == DEEPEST => found.push(self.unread(&name, too_deep())?),
                Ok(bytes) => self.source(Source::new(name, bytes), depth + 1, found)?,
                Err(warning) => found.push(self.unread(&name, warning)?),
            }
        }
        Ok(())
    }

    fn document(&self, source: &Source) -> io::Result<Found<S>> {
        if let Some(entry) = self.entry_known(source) {
            return self.put_away(entry, Vec::new(), false);
        }
        let (entry, readings) = self.reader.read(source);
        self.put_away(entry, readings, true)
    }

    /// The document as the index has it, where nothing changed since. One that cannot be found back is read anew.
    fn entry_known(&self, source: &Source) -> Option<Entry> {
        let (index, known) = self.known?;
        let profiles = self.reader.profiles().digest();
        let same = |known: &&Known| known.pipeline == PIPELINE && known.id == source.id && known.profiles == profiles;
        let entry = known.get(&source.name).filter(same).and_then(|_| index.entry(&source.name).ok().flatten());
        entry.filter(|entry| !self.reader.reads_more_of(&entry.document))
    }

    fn unread(&self, name: &str, warning: Warning) -> io::Result<Found<S>> {
        let (id, document) = (SourceId::of(name.as_bytes()), Document::unread(warning));
        let entry = Entry { name: name.to_owned(), id, profiles: String::new(), document, records: Vec::new() };
        self.put_away(entry, Vec::new(), true)
    }

    fn put_away(&self, entry: Entry, readings: Vec<Reading>, is_new: bool) -> io::Result<Found<S>> {
        let file = File {
            name: entry.name.clone(),
            state: entry.state(),
            pages: entry.document.pages.len(),
            records: entry.records.len(),
            warnings: entry.document.warnings.clone(),
            is_new,
        };
        self.usage.note(&entry);
        let (id, summary) = (entry.id.clone(), (self.summary)(&entry));
        let slot = self.stash.put(&(entry, readings))?;
        Ok(Found { file, id, slot, summary })
    }
}

fn too_deep() -> Warning {
    let message = format!("het bestand zit meer dan {DEEPEST} archieven diep; pak ze uit en probeer opnieuw");
    Warning::new(Reason::TooLarge, message)
}
