//! Numbered headings with an organisation in brackets in, projects out.

use crate::document::{Excerpt, Paragraph, Span};
use crate::record::{Project, Record, RecordKind};

use super::Extraction;
use super::draft::Origin;
use super::numbered::{Numbered, headings};
use super::reading::Reading;

/// One heading of this shape is a coincidence.
const FEWEST: usize = 2;

/// Adds the projects of a numbered list.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) {
    let (headings, share) = headings(origin.document);
    let described = headings.iter().filter(|heading| !heading.body.is_empty()).count();
    if headings.len() < FEWEST || share < 0.5 || described * 2 < headings.len() {
        return;
    }
    // Word counts a list anew when text stands between its items: then all items carry the same number.
    let counted_anew = headings.iter().all(|heading| heading.number == headings[0].number);
    extraction.readings.push(explain(&headings, share, counted_anew));
    for (order, heading) in headings.iter().enumerate() {
        let number = if counted_anew { u32::try_from(order + 1).ok() } else { Some(heading.number) };
        extraction.records.push(Record::Project(project(origin, heading, number)));
    }
}

fn project(origin: Origin<'_>, heading: &Numbered<'_>, number: Option<u32>) -> Project {
    let mut draft = origin.draft();
    let description: Excerpt = heading.body.iter().map(|paragraph| with_mark(origin.text(), paragraph)).collect();
    let title = draft.words("title", &heading.title.into());
    let promoter = draft.words("promoter", &heading.name.into());
    let words = draft.words("description", &description);
    let span = description.spans.iter().copied().fold(heading.title.cover(heading.name), Span::cover);
    let (id, source) = draft.close(RecordKind::Project, span);
    Project {
        id,
        source,
        number,
        title,
        promoter: Some(promoter),
        partners: Vec::new(),
        amount: None,
        description: words,
    }
}

/// In running text the mark of a list item is part of the words.
pub(super) fn with_mark(text: &str, paragraph: &Paragraph) -> Span {
    let line_start = text[..paragraph.span.start].rfind(['\n', '\t']).map_or(0, |at| at + 1);
    Span::new(line_start, paragraph.span.end).trimmed(text)
}

fn explain(headings: &[Numbered<'_>], share: f32, counted_anew: bool) -> Reading {
    let mut evidence = vec![format!("{} genummerde koppen eindigen op een naam tussen haakjes", headings.len())];
    if counted_anew {
        evidence.push(format!("ze dragen allemaal nummer {}; geteld in hun volgorde", headings[0].number));
    }
    Reading {
        kind: RecordKind::Project,
        layout: "genummerde koppen met de promotor tussen haakjes".into(),
        confidence: share,
        evidence,
        records: headings.len(),
        chosen: true,
    }
}
