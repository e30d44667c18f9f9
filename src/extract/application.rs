//! The parts of one application as a layout shows them, before anybody reads their words.

use crate::document::{Excerpt, Paragraph, Span};
use crate::record::Verdict;

use super::reading::Reading;

/// One application with its verdict, as found in a layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Application<'doc> {
    pub(super) promoter: Excerpt,
    pub(super) project: Option<Excerpt>,
    pub(super) reference: Option<Excerpt>,
    pub(super) amount: Option<Excerpt>,
    /// The verdict with the words for it; `None` where the place for it is empty.
    pub(super) verdict: Option<(Verdict, Span)>,
    /// The text on it: assessment and remarks together.
    pub(super) body: Vec<&'doc Paragraph>,
}

impl Application<'_> {
    /// The place of the whole application.
    pub(super) fn span(&self) -> Option<Span> {
        let parts = [Some(&self.promoter), self.project.as_ref(), self.reference.as_ref(), self.amount.as_ref()];
        let fields = parts.into_iter().flatten().flat_map(|excerpt| excerpt.spans.iter().copied());
        let verdict = self.verdict.map(|(_, span)| span);
        let body = self.body.iter().map(|paragraph| paragraph.span);
        fields.chain(verdict).chain(body).reduce(Span::cover)
    }
}

/// One way of reading a document as a list of applications.
pub(super) struct ApplicationReading<'doc> {
    pub(super) reading: Reading,
    pub(super) applications: Vec<Application<'doc>>,
}
