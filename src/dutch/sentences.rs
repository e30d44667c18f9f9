//! Text in, the ranges of its sentences out.

use std::ops::Range;

/// The sentences of `text` as byte ranges, without white space at their edges, in order.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    use unicode_segmentation::UnicodeSegmentation;
    text.split_sentence_bound_indices()
        .map(|(start, part)| start..start + part.trim_end().len())
        .filter(|range| !range.is_empty())
        .collect()
}
