//! Applications as a layout shows them in, evaluations out: the text is parted into assessment and remarks.

pub(super) mod application;
mod blocks;
mod cell_name;
mod column;
mod columns;
mod decision;
mod given;
mod heads;
pub(super) mod learn;
mod letter;
mod listed;
mod motivation;
mod opening;
mod rows;
mod shape;
mod stack;
mod told;
mod unit;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, Span, continues};
use crate::dutch::fold::{fold, regex, squeeze};
use crate::dutch::money::{amounts, bare_amount};
use crate::record::{Evaluation, Money, Record, RecordKind, Score, Verdict};

use super::Extraction;
use super::draft::Origin;
use super::label::{self, Role};
use super::lines::mark_at;
use super::piece::Passage;
use application::{Application, ApplicationReading};
pub(super) use blocks::awards;
pub(super) use heads::is_head;

/// "De jury geeft mee:", above a list.
static ADVICE_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^[^.]{0,80}\b(?:geeft|geven|geef|meegeven|meegegeven|mee|vraagt|vragen|raadt|raden|adviseert|adviseren|sugger\w+|verwacht\w*|tips?|verzoekt|wensen|wil|willen|graag|volgende keer|verbeteren|beter)\b[^.]{0,40}$",
    )
});

/// "Het college verzoekt de aanvrager …": a paragraph that asks something of the applicant.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:wij|we|(?:het|de)\s+\p{L}+)\s+(?:verzoekt|verzoeken|raadt|raden|vraagt|vragen|adviseert|adviseren|suggereert|nodigt)\s+(?:u|jullie|(?:de|het)\s+(?:\w*aanvrager|\w*indiener|promotor|penvoerder|initiatiefnemer|vereniging|organisatie|stichting|bestuur|gemeente|stad|club|school)s?)\s",
    )
});

/// An arrow points at what follows from the assessment above it.
static ARROW: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:[→➔➜➙⇒►▸]|=>|->)(?:\s+|$)"));

static MOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:cijfer|score|quotering|punten|puntentotaal|totaal)\b[^.\d]{0,30}\b(?:op|van maximaal|van maximum|van ten hoogste|(?:van|tussen) [01] (?:tot|en)(?: en met)?)\s+(?P<max>\d{2,3})\b",
    )
});

/// What a user says about a layout weighs so much more than what the program thinks.
const TOLD: f32 = 2.0;

/// Below this a reading is a guess and gives no records.
const SURE_ENOUGH: f32 = 0.35;

/// Adds the evaluations of the surest reading; the other readings are kept as runners-up.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) {
    let mut readings = shape::read(origin);
    let own = readings.len();
    if !origin.profiles.only() {
        let readers = [rows::read, stack::read, blocks::read, listed::read, told::read, letter::read];
        readings.extend(readers.into_iter().filter_map(|read| read(origin)));
    }
    let weight = |found: &ApplicationReading| found.reading.confidence * (found.reading.records as f32).powf(0.25);
    let mut weighed: Vec<(f32, ApplicationReading)> = readings
        .into_iter()
        .enumerate()
        .map(|(at, found)| (weight(&found) * if at < own { TOLD } else { 1.0 }, found))
        .collect();
    weighed.sort_by(|left, right| right.0.total_cmp(&left.0));
    let readings = weighed.into_iter().map(|(_, found)| found);
    for (rank, mut found) in readings.enumerate() {
        if rank == 0 && found.reading.confidence >= SURE_ENOUGH {
            found.reading.chosen = true;
            motivation::find(origin, &mut found.applications);
            give_most_points(origin, &mut found.applications);
            let heads = heads_of_lists(origin.document, &found.applications);
            let evaluations =
                found.applications.iter().filter_map(|application| evaluation(origin, application, &heads));
            extraction.records.extend(evaluations.map(Record::Evaluation));
        }
        extraction.readings.push(found.reading);
    }
}

/// "Elk dossier kreeg een score op 60": the most that could be had, where neither heads nor cells say it.
fn give_most_points(origin: Origin<'_>, applications: &mut [Application]) {
    let points = || applications.iter().filter_map(|application| application.score.as_ref());
    if points().next().is_none() || points().any(|points| points.max.is_some()) {
        return;
    }
    let told = origin.pieces.iter().find_map(|piece| {
        let words = origin.document.words(piece.span);
        MOST.captures(words).and_then(|found| found.name("max")).map(|max| max.as_str().to_owned())
    });
    for points in applications.iter_mut().filter_map(|application| application.score.as_mut()) {
        points.max.clone_from(&told);
    }
}

/// "Hiermee kan u aan de slag:": what stands over a list in several applications, folded.
fn heads_of_lists(document: &Document, applications: &[Application]) -> BTreeSet<String> {
    const FEWEST: usize = 2;
    let mut uses: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for application in applications {
        for (at, passage) in application.body.iter().enumerate() {
            let words = document.words(passage.span);
            if passage.is_item || !words.ends_with(':') || label::label(words).is_some() {
                continue;
            }
            let (all, over_lists) = uses.entry(fold(words)).or_default();
            *all += 1;
            // Between the two can stand a line that everybody gets.
            let below = application.body.get(at + 1..).unwrap_or_default();
            *over_lists += usize::from(below.iter().take(2).any(|next| next.is_item));
        }
    }
    let is_head = |(all, over_lists): &(usize, usize)| *over_lists >= FEWEST && over_lists * 2 > *all;
    uses.into_iter().filter(|(_, uses)| is_head(uses)).map(|(words, _)| words).collect()
}

fn evaluation(origin: Origin<'_>, application: &Application, heads: &BTreeSet<String>) -> Option<Evaluation> {
    let mut draft = origin.draft();
    let promoter = draft.words("promoter", &application.promoter).replace('\n', " ");
    let project = application.project.as_ref().map(|project| draft.words("project", project).replace('\n', " "));
    let reference = application.reference.as_ref().map(|reference| draft.words("reference", reference));
    let verdict_text = application.verdict.map(|(_, span)| draft.words("verdict_text", &span.into()));
    let amount = application.amount.as_ref().and_then(|excerpt| {
        let money = granted(&excerpt.words(origin.text()))?;
        draft.stands_at("amount", &excerpt.spans);
        Some(money)
    });
    let score = application
        .score
        .as_ref()
        .map(|points| Score { value: draft.words("score", &points.value.into()), max: points.max.clone() });
    let parts = Parts::of(application, origin.document, heads);
    draft.stands_at("headings", &parts.headings);
    let assessment = draft.words("assessment", &parts.assessment);
    let remarks =
        parts.remarks.iter().enumerate().map(|(number, remark)| draft.words(format!("remarks.{number}"), remark));
    let remarks = remarks.collect();
    let (id, source) = draft.close(RecordKind::Evaluation, application.span()?);
    Some(Evaluation {
        id,
        source,
        promoter,
        project,
        reference,
        call: None,
        verdict: application.verdict.map_or(Verdict::Unknown, |(class, _)| class),
        verdict_text,
        score,
        amount,
        assessment,
        remarks,
        boilerplate: Vec::new(),
    })
}

fn granted(cell: &str) -> Option<Money> {
    let value = amounts(cell).first().map(|amount| amount.value).or_else(|| bare_amount(cell));
    value.filter(|value| !value.is_zero()).map(Money::euro)
}

/// Whether an arrow stands before a line, as its list mark or as one of its signs.
fn is_pointed_at(document: &Document, passage: Passage) -> bool {
    ARROW.is_match(document.words(passage.span)) || passage.is_item && ARROW.is_match(mark_at(document, passage.span))
}

/// The text on an application, parted.
#[derive(Default)]
struct Parts {
    assessment: Excerpt,
    remarks: Vec<Excerpt>,
    headings: Vec<Span>,
}

impl Parts {
    /// Everything up to the label of the remarks is assessment; after it every list item or paragraph is one remark. `heads` stand
    /// over remarks too, folded.
    fn of(application: &Application, document: &Document, heads: &BTreeSet<String>) -> Self {
        let text = document.text.as_str();
        let mut parts = Self { headings: application.labels.clone(), ..Self::default() };
        let mut in_remarks = false;
        for (at, passage) in application.body.iter().enumerate() {
            let over_list = application.body.get(at + 1).is_some_and(|next| next.is_item);
            let advises = || over_list && ADVICE_FOLLOWS.is_match(passage.span.of(text));
            if !passage.is_item && (heads.contains(&fold(passage.span.of(text))) || advises()) {
                in_remarks = true;
                parts.headings.push(passage.span);
                continue;
            }
            let label = if passage.is_item { None } else { label::label(passage.span.of(text)) };
            match label {
                Some((role @ (Role::Remarks | Role::Assessment), rest)) => {
                    in_remarks = role == Role::Remarks;
                    let rest = rest.map_or(passage.span.end, |offset| passage.span.start + offset);
                    parts.headings.push(Span::new(passage.span.start, rest).trimmed(text));
                    parts.add(
                        Passage { span: Span::new(rest, passage.span.end), is_item: in_remarks },
                        in_remarks,
                        text,
                    );
                }
                _ if at > 0 && is_pointed_at(document, *passage) => {
                    let start = passage.span.start + ARROW.find(passage.span.of(text)).map_or(0, |arrow| arrow.end());
                    parts.add(Passage { span: Span::new(start, passage.span.end), is_item: true }, true, text);
                }
                _ => {
                    let asks = at > 0 && application.remarks.is_empty() && REQUEST.is_match(passage.span.of(text));
                    parts.add(*passage, in_remarks || asks, text);
                }
            }
        }
        for passage in &application.remarks {
            parts.add(*passage, true, text);
        }
        parts
    }

    fn add(&mut self, passage: Passage, is_remark: bool, text: &str) {
        if is_remark {
            self.remark(passage.span, passage.is_item, text);
        } else if !passage.span.is_empty() {
            self.assessment.spans.push(passage.span);
        }
    }

    fn remark(&mut self, span: Span, is_item: bool, text: &str) {
        let words = squeeze(span.of(text));
        if words.is_empty() {
            return;
        }
        match self.remarks.last_mut() {
            Some(last) if !is_item && continues(&last.words(text), &words) => last.spans.push(span),
            _ => self.remarks.push(span.into()),
        }
    }
}
