//! The parts of one application as a layout shows them, before anybody reads their words.

use crate::document::{Document, Excerpt, Span};
use crate::dutch::fold::squeeze;
use crate::record::Verdict;

use super::super::piece::Passage;
use super::super::reading::Reading;
use super::super::vocabulary;

/// Points given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) value: Span,
    /// The most that could be had, as far as a head or label says so.
    pub(super) max: Option<String>,
}

impl From<(Span, String)> for Points {
    fn from((value, max): (Span, String)) -> Self {
        Self { value, max: Some(max) }
    }
}

/// One application with its verdict, as found in a layout.
#[derive(Debug, Clone, Default)]
pub(in crate::extract) struct Application {
    pub(in crate::extract) promoter: Excerpt,
    pub(in crate::extract) project: Option<Excerpt>,
    pub(super) reference: Option<Excerpt>,
    pub(in crate::extract) amount: Option<Excerpt>,
    pub(super) score: Option<Points>,
    /// The verdict with the words for it; `None` where the place for it is empty.
    pub(super) verdict: Option<(Verdict, Span)>,
    /// The text on it: assessment, with or without remarks behind a label of their own.
    pub(in crate::extract) body: Vec<Passage>,
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

    /// Whether the remarks are list items up to their end.
    fn ends_in_items(&self) -> bool {
        self.remarks.last().is_some_and(|passage| passage.is_item)
    }

    /// Takes off what closes the document rather than this, its last application. What other applications say as well
    /// belongs to them all.
    pub(super) fn close(&mut self, document: &Document, others: &[&Self]) {
        let count = others.len();
        let usually_ends_in_items = others.iter().filter(|other| other.ends_in_items()).count() * 2 > count;
        let words = |passage: &Passage| squeeze(document.words(passage.span));
        let elsewhere: Vec<String> =
            others.iter().flat_map(|other| other.body.iter().chain(&other.remarks)).map(words).collect();
        let own = |passage: &Passage| !elsewhere.contains(&words(passage));
        let closes = |passage: &Passage| own(passage) && vocabulary::closes_document(document.words(passage.span));
        if self.remarks.iter().any(|passage| passage.is_item) && usually_ends_in_items {
            while self.remarks.last().is_some_and(|passage| !passage.is_item && own(passage)) {
                self.remarks.pop();
            }
        }
        while self.remarks.last().is_some_and(closes) {
            self.remarks.pop();
        }
        if self.remarks.is_empty() {
            while self.body.last().is_some_and(closes) {
                self.body.pop();
            }
        }
        // Where no other has any text, the text of the last is not its own.
        let silent = others.iter().all(|other| other.body.is_empty() && other.remarks.is_empty());
        if silent && count > 1 {
            self.body.clear();
            self.remarks.clear();
        }
    }
}

/// One way of reading a document as a list of applications.
pub(super) struct ApplicationReading {
    pub(super) reading: Reading,
    pub(super) applications: Vec<Application>,
}
