//! Looks over the whole corpus: what several documents say in the same words, links and contradictions.

mod boilerplate;
mod correction;
mod link;
mod summary;
mod tally;
mod twins;

pub use boilerplate::{Boilerplate, Usage};
pub use correction::Corrections;
pub use summary::Summary;

use crate::finding::Comparison;

/// Compares the documents of a corpus, in its order; `corrections` is what the user said about names. The words of the quotes in the findings are still to be looked up.
pub fn compare(summaries: &[Summary], corrections: &Corrections) -> Comparison {
    let twins = twins::find(summaries);
    let links = link::link(summaries, &twins, corrections);
    let findings = tally::check(summaries, &links, &twins);
    let links = links.into_values().flatten().collect();
    Comparison { links, twins, findings }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
