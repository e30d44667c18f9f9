//! Looks over the whole corpus: all entries in; what several say in the same words, links and contradictions out.

mod boilerplate;
mod finding;
mod link;
mod tally;
mod twins;

pub use finding::{Finding, FindingKind, Quote};
pub use link::Link;
pub use twins::Twins;

use serde::{Deserialize, Serialize};

use crate::record::Entry;

/// What only the whole corpus shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Records of different documents that are about the same application.
    pub links: Vec<Link>,
    /// Documents that hold the same evaluations.
    pub twins: Vec<Twins>,
    /// What agrees and what contradicts.
    pub findings: Vec<Finding>,
}

/// Sets boilerplate apart in every evaluation and compares the documents with each other.
pub fn compare(entries: &mut [Entry]) -> Comparison {
    boilerplate::separate(entries);
    let twins = twins::find(entries);
    let links = link::link(entries, &twins);
    let findings = tally::check(entries, &links, &twins);
    Comparison { links, twins, findings }
}
