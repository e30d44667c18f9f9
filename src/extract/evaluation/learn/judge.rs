//! A layout in; the records that it gives with how far they look like siblings of the example out.

use std::collections::HashMap;

use crate::document::{Document, Span};
use crate::dutch::fold::fold;
use crate::record::Verdict;

use super::super::super::label::role;
use super::super::super::profile::{Field, Layout, Position};
use super::super::super::verdict::verdict;
use super::super::shape::line::Line;
use super::super::shape::position::MOST_TITLES;
use super::super::shape::{Head, heads};
use super::guess::Pointed;

/// So many words with a full stop behind them are a sentence and no name, unless the last is an abbreviation.
const SENTENCE: usize = 3;
const SHORT: usize = 3;
/// So many lines before and behind the example tell enough to choose by.
const AROUND: usize = 400;
/// What a sibling counts whose verdict comes back but is in no list of words.
const RECURRING: f32 = 0.8;
/// What a row counts whose cell for the verdict is empty.
const EMPTY: f32 = 0.3;
/// What one counts whose verdict stands nowhere else.
const SINGLE: f32 = -0.4;
/// And one whose verdict stands behind a label or a sign, in a column or in a heading, where nothing else is to be expected.
const MARKED: f32 = 0.5;

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
        let places =
            |judged: &Self| judged.heads.iter().map(|head| (head.promoter.span(), place(head))).collect::<Vec<_>>();
        self.heads.len() == other.heads.len() && places(self) == places(other)
    }
}

/// What a layout is worth; `None` where it does not give the example.
pub(super) fn judge(document: &Document, lines: &[Line], layout: Layout, pointed: &Pointed) -> Option<Judged> {
    let first = pointed.promoter.line.saturating_sub(AROUND);
    let heads = heads(document, lines, &layout, first..lines.len().min(pointed.promoter.line + AROUND));
    let is_example = |head: &Head| {
        let (promoter, verdict) = (head.promoter.span(), place(head).unwrap_or_default());
        let is_it = |found: Span, said: Span| {
            found.start <= said.start
                && said.end <= found.end
                && document.words(found).len() <= document.words(said).len() + 3
        };
        is_it(promoter, pointed.promoter.span) && covers(verdict, pointed.verdict.span)
    };
    let own = heads.iter().position(is_example)?;
    let words = |head: &Head| place(head).map(|place| fold(document.words(place))).unwrap_or_default();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for head in &heads {
        *uses.entry(words(head)).or_default() += 1;
    }
    let example = fold(document.words(pointed.verdict.span));
    let class = |head: &Head| head.verdict.as_ref().map(|verdict| verdict.class);
    let is_row = layout.is_row();
    let is_known = class(&heads[own]) != Some(Verdict::Unknown);
    let singles = uses.iter().filter(|(words, uses)| **uses == 1 && **words != example).count();
    let single = if is_marked(&layout) && singles * 2 <= heads.len() { MARKED } else { SINGLE };
    let weight = heads
        .iter()
        .map(|head| {
            let words = words(head);
            if !looks_like_name(document.words(head.promoter.span())) {
                -1.0
            } else if is_row && is_top(lines, head) && role(document.words(head.promoter.span())).is_some() {
                // A row of heads, even where one of them reads like a verdict: "Goedgekeurd?"
                -1.0
            } else if class(head).is_none() {
                EMPTY
            } else if class(head) != Some(Verdict::Unknown) || words == example {
                1.0
            } else if role(&words).is_some() || (uses[&words] == 1 && is_row && is_top(lines, head)) {
                // The head of a column, or a label.
                -1.0
            } else if is_known {
                // Whoever says "toegekend" for one says nothing strange for others.
                SINGLE
            } else if uses[&words] > 1 {
                RECURRING
            } else {
                single
            }
        })
        .sum();
    Some(Judged { layout, heads, weight, own })
}

/// Whether a row is the first of its table that has several cells.
fn is_top(lines: &[Line], head: &Head) -> bool {
    let own = head.lines.start;
    let Some(first) = lines[own].table else { return false };
    let titles = lines[first..].iter().take(MOST_TITLES).take_while(|line| line.cells.len() < 2).count();
    own == first + titles
}

fn is_marked(layout: &Layout) -> bool {
    let of = |at: &Position| at.label.is_some() || at.after.is_some() || at.column.is_some() || at.above.is_some();
    layout.fields.get(&Field::Verdict).is_some_and(of)
}

fn place(head: &Head) -> Option<Span> {
    head.verdict.as_ref().map(|verdict| verdict.place)
}

fn covers(whole: Span, part: Span) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

fn looks_like_name(words: &str) -> bool {
    let last = words.trim_end_matches(['.', '?', '!', ';']);
    let ends_as_sentence = last.len() < words.len() && last.rsplit(' ').next().is_some_and(|word| word.len() > SHORT);
    let is_sentence = ends_as_sentence && words.split(' ').count() >= SENTENCE;
    !is_sentence && !words.ends_with(':') && verdict(words).is_none()
}
