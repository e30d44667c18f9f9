//! The documents of a run, put away on disk, in; one after the other, with its boilerplate set apart, out.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::look::{File, Found};
use crate::compare::Boilerplate;
use crate::document::Excerpt;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::extract::Reading;
use crate::finding::{Comparison, Quote};
use crate::source::SourceId;
use crate::stash::{Slot, Stash};

/// So much of the stash is in memory at once, in bytes; one larger document is taken alone.
const AT_ONCE: usize = 8 * 1024 * 1024;

/// A corpus that has been read: its documents lie on disk.
pub struct Corpus {
    /// What became of every document, in the order of the paths.
    pub files: Vec<File>,
    /// Files that hold the same bytes as another one: its name and that of the one that was read.
    pub copies: Vec<(String, String)>,
    slots: Vec<Slot>,
    stash: Stash<(Entry, Vec<Reading>)>,
}

/// A document as it was read and as comparing the corpus leaves it, with how its layout was recognised.
pub struct Read {
    /// As it was read.
    pub extracted: Entry,
    /// With its boilerplate set apart.
    pub compared: Entry,
    /// How the layout was recognised; empty for a document that was not read anew.
    pub readings: Vec<Reading>,
}

impl Corpus {
    /// Of files with the same bytes the first by name is kept.
    pub(super) fn of<S>(found: Vec<Found<S>>, stash: Stash<(Entry, Vec<Reading>)>) -> (Self, Vec<S>) {
        let mut corpus = Self { files: Vec::new(), copies: Vec::new(), slots: Vec::new(), stash };
        let mut first: BTreeMap<SourceId, String> = BTreeMap::new();
        let mut summaries = Vec::new();
        for Found { file, id, slot, summary } in found {
            if let Some(original) = first.get(&id) {
                corpus.copies.push((file.name, original.clone()));
                continue;
            }
            first.insert(id, file.name.clone());
            corpus.files.push(file);
            corpus.slots.push(slot);
            summaries.push(summary);
        }
        (corpus, summaries)
    }

    /// The documents in the order of `files`, on every core what `finish` makes of each; a few are in memory at once.
    pub fn each<T: Send>(
        &self,
        boilerplate: &Boilerplate,
        finish: impl Fn(Read) -> T + Sync,
    ) -> impl Iterator<Item = Result<T>> {
        batches(&self.slots).flat_map(move |batch| {
            let read = |slot: &Slot| {
                let (extracted, readings) = self.stash.get(*slot).map_err(failed)?;
                let mut compared = extracted.clone();
                boilerplate.set_apart(&mut compared);
                Ok(finish(Read { extracted, compared, readings }))
            };
            batch.par_iter().map(read).collect::<Vec<_>>()
        })
    }

    /// Looks up the words of the quotes.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn quote(&self, comparison: &mut Comparison) -> Result<()> {
        let mut wanted: HashMap<String, Vec<&mut Quote>> = HashMap::new();
        for quote in comparison.findings.iter_mut().flat_map(|finding| &mut finding.quotes) {
            wanted.entry(quote.document.clone()).or_default().push(quote);
        }
        for (file, slot) in self.files.iter().zip(&self.slots) {
            if let Some(quotes) = wanted.remove(&file.name) {
                let (entry, _) = self.stash.get(*slot).map_err(failed)?;
                for quote in quotes {
                    quote.text = Excerpt::from(quote.span).words(&entry.document.text);
                }
            }
        }
        Ok(())
    }
}

/// Runs of slots whose values fit in memory together.
fn batches(slots: &[Slot]) -> impl Iterator<Item = &[Slot]> {
    let mut rest = slots;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fitting = rest.iter().take_while(|slot| {
            bytes += slot.length();
            bytes <= AT_ONCE
        });
        let (batch, others) = rest.split_at(fitting.count().max(1).min(rest.len()));
        rest = others;
        (!batch.is_empty()).then_some(batch)
    })
}

/// The stash lies among the temporary files, whose disk can be full.
pub(super) fn failed(cause: io::Error) -> Error {
    Error::io(Path::new("tijdelijke bestanden"), cause)
}
