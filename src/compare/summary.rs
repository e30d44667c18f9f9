//! One entry in, what comparing it with others needs out: little enough to hold for every document of a large corpus.

use rust_decimal::Decimal;

use super::twins::{Key, keys};
use crate::document::Span;
use crate::dutch::sentences::sentences;
use crate::entry::Entry;
use crate::finding::Quote;
use crate::record::{Call, Place, Record, Verdict};

/// What comparing needs to know of a document.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The document's path as the user gave it.
    pub name: String,
    pub(super) calls: Vec<Told>,
    pub(super) evaluations: Vec<Assessed>,
    pub(super) projects: Vec<Listed>,
    /// Number and sum of the grants, in euro.
    pub(super) grants: (usize, Decimal),
    pub(super) keys: Vec<Key>,
}

/// A call as the document tells of it, with the places where it does; a place's words are looked up when they are quoted.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) call: Call,
    places: Vec<(&'static str, Quote)>,
}

/// An application that was assessed.
#[derive(Debug, Clone)]
pub(super) struct Assessed {
    pub(super) id: String,
    pub(super) promoter: String,
    pub(super) verdict: Verdict,
    pub(super) call: Option<String>,
    /// Where promoter and verdict stand.
    pub(super) place: Option<Quote>,
}

/// A project in a list of projects.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) promoter: Option<String>,
}

/// What may be quoted of a call.
const QUOTED: [&str; 6] = ["approved", "rejected", "granted_total", "budget", "deadline", "decision_date"];

impl Summary {
    /// What comparing needs to know of this document.
    pub fn of(entry: &Entry) -> Self {
        let mut summary = Self {
            name: entry.name.clone(),
            calls: Vec::new(),
            evaluations: Vec::new(),
            projects: Vec::new(),
            grants: (0, Decimal::ZERO),
            keys: keys(entry),
        };
        for record in &entry.records {
            match record {
                Record::Call(call) => summary.calls.push(Told::of(entry, call)),
                Record::Evaluation(it) => summary.evaluations.push(Assessed {
                    id: it.id.clone(),
                    promoter: it.promoter.clone(),
                    verdict: it.verdict,
                    call: it.call.clone(),
                    place: covering(entry, &it.source, &["promoter", "verdict_text"]),
                }),
                Record::Project(it) => {
                    summary.projects.push(Listed { id: it.id.clone(), promoter: it.promoter.clone() });
                }
                Record::Grant(it) => {
                    summary.grants = (summary.grants.0 + 1, summary.grants.1 + it.amount.value);
                }
                Record::Report(_) => {}
            }
        }
        summary
    }
}

impl Told {
    fn of(entry: &Entry, call: &Call) -> Self {
        let spans = |field: &'static str| {
            call.source.evidence.get(field).into_iter().flatten().map(move |&span| (field, sentence_at(entry, span)))
        };
        let places = QUOTED.into_iter().flat_map(spans).collect();
        // What happens at the call's meetings is nothing to compare, and takes room.
        let call = Call { events: Vec::new(), ..call.clone() };
        Self { call, places }
    }

    /// The sentences in which a field of the call stands.
    pub(super) fn quotes(&self, field: &str) -> Vec<Quote> {
        self.places.iter().filter(|(told, _)| *told == field).map(|(_, quote)| quote.clone()).collect()
    }
}

/// The sentence around a place.
fn sentence_at(entry: &Entry, span: Span) -> Quote {
    let text = &entry.document.text;
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let line = &text[line_start..line_end];
    let at = span.start - line_start;
    let sentence = sentences(line).into_iter().find(|range| range.contains(&at)).unwrap_or(0..line.len());
    wordless(entry, Span::new(line_start + sentence.start, line_start + sentence.end))
}

/// From the first to the last word of the fields.
fn covering(entry: &Entry, place: &Place, fields: &[&str]) -> Option<Quote> {
    let spans = fields.iter().filter_map(|field| place.evidence.get(*field)).flatten();
    spans.copied().reduce(Span::cover).map(|span| wordless(entry, span))
}

fn wordless(entry: &Entry, span: Span) -> Quote {
    Quote { document: entry.name.clone(), page: entry.document.page_at(span.start), text: String::new(), span }
}
