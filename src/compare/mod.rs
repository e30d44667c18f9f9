//! Looks over the whole corpus: all entries in; what several say in the same words, links and contradictions out.

mod boilerplate;
mod link;
mod tally;
mod twins;

use crate::entry::Entry;
use crate::finding::Comparison;

/// Sets boilerplate apart in every evaluation and compares the documents with each other.
pub fn compare(entries: &mut [Entry]) -> Comparison {
    boilerplate::separate(entries);
    let twins = twins::find(entries);
    let links = link::link(entries, &twins);
    let findings = tally::check(entries, &links, &twins);
    Comparison { links, twins, findings }
}
