//! The parts of one application as a layout shows them, before anybody reads their words.

use crate::document::{Excerpt, Span};
use crate::record::Verdict;

use super::super::piece::Passage;
use super::super::reading::Reading;

/// Points given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) value: Span,
    /// The most that could be had, as far as a head or label says so.
    pub(super) max: Option<String>,
}

/// One application with its verdict, as found in a layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Application {
    pub(super) promoter: Excerpt,
    pub(super) project: Option<Excerpt>,
    pub(super) reference: Option<Excerpt>,
    pub(super) amount: Option<Excerpt>,
    pub(super) score: Option<Points>,
    /// The verdict with the words for it; `None` where the place for it is empty.
    pub(super) verdict: Option<(Verdict, Span)>,
    /// The text on it: assessment, with or without remarks behind a label of their own.
    pub(super) body: Vec<Passage>,
    /// What stands under a label or in a column of remarks.
    pub(super) remarks: Vec<Passage>,
    /// Labels and headings between the parts.
    pub(super) labels: Vec<Span>,
}

impl Application {
    /// The place of the whole application.
    pub(super) fn span(&self) -> Option<Span> {
        let parts = [Some(&self.promoter), self.project.as_ref(), self.reference.as_ref(), self.amount.as_ref()];
        let fields = parts.into_iter().flatten().flat_map(|excerpt| excerpt.spans.iter().copied());
        let verdict = self.verdict.map(|(_, span)| span);
        let text = self.body.iter().chain(&self.remarks).map(|passage| passage.span);
        let score = self.score.as_ref().map(|points| points.value);
        fields.chain(verdict).chain(score).chain(text).reduce(Span::cover)
    }
}

/// One way of reading a document as a list of applications.
pub(super) struct ApplicationReading {
    pub(super) reading: Reading,
    pub(super) applications: Vec<Application>,
}
