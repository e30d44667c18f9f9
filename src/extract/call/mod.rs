//! Headings and prose of a document in, the facts about the call that it names out.

mod amounts;
mod counts;
mod dates;
mod events;
mod fields;
mod statement;
mod title;

use std::collections::BTreeMap;

use crate::document::Span;
use crate::record::{Call, Record, RecordKind};

use super::Extraction;
use super::draft::Origin;
use super::grant::StatedTotal;
use super::reading::Reading;
use statement::statements;

/// Whether a document is a list of labelled facts about a call: amounts in it are no grants.
pub(super) fn is_fact_sheet(origin: Origin<'_>) -> bool {
    !fields::facts(origin).is_empty()
}

/// Adds the call, when the document names one by number or by title.
pub(super) fn extract(origin: Origin<'_>, stated_total: Option<StatedTotal>, extraction: &mut Extraction) {
    let name = title::find(origin.document);
    let labelled = if extraction.records.is_empty() { fields::facts(origin) } else { BTreeMap::new() };
    if name.reference.is_none() && name.title.is_none() && !labelled.contains_key("title") {
        return;
    }
    let mut draft = origin.draft();
    let mut call = Call {
        reference: name.reference.map(|span| draft.words("reference", &span.into())),
        title: name.title.map(|span| draft.words("title", &span.into())),
        programme: name.programme.map(|span| draft.words("programme", &span.into())),
        ..Call::default()
    };
    let statements = statements(origin.document);
    amounts::read(&statements, &mut call, &mut draft);
    counts::read(&statements, &mut call, &mut draft);
    dates::read(origin.document, &statements, &mut call, &mut draft);
    events::read(origin.document, &mut call, &mut draft);
    fields::read(origin.document, &labelled, &mut call, &mut draft);
    if let Some((total, span)) = stated_total {
        draft.stands_at("granted_total", &[span]);
        call.granted_total = Some(total);
    }
    let span = [name.reference, name.title, labelled.get("title").copied()]
        .into_iter()
        .flatten()
        .reduce(Span::cover)
        .unwrap_or(Span::new(0, 0));
    let facts = draft.count();
    (call.id, call.source) = draft.close(RecordKind::Call, span);
    // A document of another kind often mentions a call in passing; a heading or several facts make it a document about one.
    if facts < 2 && !name.in_heading {
        return;
    }
    extraction.readings.push(explain(&call, facts));
    extraction.records.push(Record::Call(call));
}

fn explain(call: &Call, facts: usize) -> Reading {
    let mut evidence = vec![format!("{facts} gegevens over de oproep staan in de tekst")];
    evidence.extend(call.reference.as_ref().map(|reference| format!("de oproep heeft nummer {reference}")));
    evidence.extend(call.title.as_ref().map(|title| format!("de oproep heet \u{2018}{title}\u{2019}")));
    Reading {
        kind: RecordKind::Call,
        layout: "koppen en lopende tekst over een oproep".into(),
        confidence: if call.reference.is_some() && facts > 3 { 1.0 } else { 0.7 },
        evidence,
        records: 1,
        chosen: true,
    }
}
