//! Applications as a layout shows them in, evaluations out: the text is parted into assessment and remarks.

use crate::document::{Excerpt, Paragraph, ParagraphKind, Span, continues};
use crate::dutch::fold::squeeze;
use crate::dutch::money::{amounts, bare_amount};
use crate::record::{Evaluation, Money, Record, RecordKind, Verdict};

use super::application::Application;
use super::draft::Origin;
use super::{Extraction, rows, stack, vocabulary};

/// Below this a reading is a guess and gives no records.
const SURE_ENOUGH: f32 = 0.35;

/// Adds the evaluations of the surest reading; the other readings are kept as runners-up.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) {
    let mut readings: Vec<_> =
        [rows::read(origin.document), stack::read(origin.document)].into_iter().flatten().collect();
    readings.sort_by(|left, right| {
        let weight = |found: &super::application::ApplicationReading<'_>| {
            found.reading.confidence * (found.reading.records as f32).sqrt()
        };
        weight(right).total_cmp(&weight(left))
    });
    for (rank, mut found) in readings.into_iter().enumerate() {
        if rank == 0 && found.reading.confidence >= SURE_ENOUGH {
            found.reading.chosen = true;
            let evaluations = found.applications.iter().filter_map(|application| evaluation(origin, application));
            extraction.records.extend(evaluations.map(Record::Evaluation));
        }
        extraction.readings.push(found.reading);
    }
}

fn evaluation(origin: Origin<'_>, application: &Application<'_>) -> Option<Evaluation> {
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
    let parts = Parts::of(&application.body, origin.text());
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
        score: None,
        amount,
        assessment,
        remarks,
        boilerplate: Vec::new(),
    })
}

fn granted(cell: &str) -> Option<Money> {
    amounts(cell).first().map(|amount| amount.value).or_else(|| bare_amount(cell)).map(Money::euro)
}

/// The text on an application, parted.
#[derive(Default)]
struct Parts {
    assessment: Excerpt,
    remarks: Vec<Excerpt>,
    headings: Vec<Span>,
}

impl Parts {
    /// Everything up to the label of the remarks is assessment; after it every list item or paragraph is one remark.
    fn of(body: &[&Paragraph], text: &str) -> Self {
        let mut parts = Self::default();
        let mut in_remarks = false;
        for paragraph in body {
            let words = paragraph.span.of(text);
            let label = if paragraph.kind == ParagraphKind::Item { None } else { vocabulary::remarks_label(words) };
            match label {
                Some(rest) => {
                    in_remarks = true;
                    let rest = rest.map_or(paragraph.span.end, |offset| paragraph.span.start + offset);
                    parts.headings.push(Span::new(paragraph.span.start, rest).trimmed(text));
                    parts.remark(Span::new(rest, paragraph.span.end), true, text);
                }
                None if in_remarks => parts.remark(paragraph.span, paragraph.kind == ParagraphKind::Item, text),
                None => parts.assessment.spans.push(paragraph.span),
            }
        }
        parts
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
