//! A layout in; the records that it gives with how far they look like siblings of the example out.

use std::collections::HashMap;

use crate::document::{Document, Span};
use crate::dutch::fold::fold;
use crate::record::Verdict;

use super::super::super::profile::Layout;
use super::super::super::verdict::verdict;
use super::super::shape::line::Line;
use super::super::shape::{Head, heads};
use super::guess::Pointed;

/// A name longer than this that ends as a sentence is no name.
const LONGEST_SENTENCE: usize = 60;
/// What a sibling counts whose verdict comes back but is in no list of words.
const RECURRING: f32 = 0.8;
/// What one counts whose verdict stands nowhere else.
const SINGLE: f32 = -0.4;

/// A layout with what it gives.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) layout: Layout,
    pub(super) heads: Vec<Head>,
    pub(super) weight: f32,
    /// The number of the example's own record.
    pub(super) own: usize,
}

impl Judged {
    /// Whether another layout gives the same records.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let places = |judged: &Self| {
            judged.heads.iter().map(|head| (head.promoter.span(), head.verdict.place)).collect::<Vec<(Span, Span)>>()
        };
        self.heads.len() == other.heads.len() && places(self) == places(other)
    }
}

/// What a layout is worth; `None` where it does not give the example.
pub(super) fn judge(document: &Document, lines: &[Line], layout: Layout, pointed: &Pointed) -> Option<Judged> {
    let heads = heads(document, lines, &layout);
    let is_example = |head: &Head| {
        let (promoter, verdict) = (head.promoter.span(), head.verdict.place);
        let is_it = |found: Span, said: Span| {
            found.start <= said.start
                && said.end <= found.end
                && document.words(found).len() <= document.words(said).len() + 3
        };
        is_it(promoter, pointed.promoter.span) && covers(verdict, pointed.verdict.span)
    };
    let own = heads.iter().position(is_example)?;
    let mut uses: HashMap<String, usize> = HashMap::new();
    for head in &heads {
        *uses.entry(fold(document.words(head.verdict.place))).or_default() += 1;
    }
    let example = fold(document.words(pointed.verdict.span));
    let weight = heads
        .iter()
        .map(|head| {
            let words = fold(document.words(head.verdict.place));
            if !looks_like_name(document.words(head.promoter.span())) {
                -1.0
            } else if head.verdict.class != Verdict::Unknown || words == example {
                1.0
            } else if uses[&words] > 1 {
                RECURRING
            } else {
                SINGLE
            }
        })
        .sum();
    Some(Judged { layout, heads, weight, own })
}

fn covers(whole: Span, part: Span) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

fn looks_like_name(words: &str) -> bool {
    let is_sentence = words.len() > LONGEST_SENTENCE && words.ends_with(['.', '?', '!', ';']);
    !is_sentence && !words.ends_with(':') && verdict(words).is_none()
}
