//! Numbered headings or list lines with a title and an organisation in, projects out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, Paragraph, ParagraphKind, Span};
use crate::dutch::dates::dates;
use crate::dutch::fold::regex;
use crate::record::{Project, Record, RecordKind, Verdict};

use super::Extraction;
use super::draft::Origin;
use super::list::{self, Entry, entries};
use super::name::{Name, names};
use super::numbered::{Numbered, headings};
use super::piece::Piece;
use super::reading::{Reading, ratio};
use super::vocabulary::{closes_document, lists_projects, names_organisation};

static JOINT: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*[,;]\s+(?:en\s+)?|\s+en\s+"));

/// A page says what it is about within its first lines.
const HEADED_WITHIN: usize = 4;
/// A title with an organisation is at most so many bytes.
const LONGEST_TITLE: usize = 160;
/// One heading of this shape is a coincidence.
const FEWEST: usize = 2;

/// Adds the projects of a list, numbered or not.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) {
    if !numbered(origin, extraction) && !listed(origin, extraction) {
        titled(origin, extraction);
    }
}

fn numbered(origin: Origin<'_>, extraction: &mut Extraction) -> bool {
    let (headings, share) = headings(origin.document);
    let described = headings.iter().filter(|heading| !heading.body.is_empty()).count();
    if headings.len() < FEWEST || share < 0.5 || described * 2 < headings.len() {
        return false;
    }
    // Word counts a list anew when text stands between its items: then all items carry the same number.
    let counted_anew = headings.iter().all(|heading| heading.number == headings[0].number);
    extraction.readings.push(explain(&headings, share, counted_anew));
    for (order, heading) in headings.iter().enumerate() {
        let number = if counted_anew { u32::try_from(order + 1).ok() } else { Some(heading.number) };
        extraction.records.push(Record::Project(project(origin, heading, number)));
    }
    true
}

/// Adds the projects of a list of titles with who carries them out, without amounts or verdicts.
fn listed(origin: Origin<'_>, extraction: &mut Extraction) -> bool {
    let (entries, share) = entries(origin);
    let judged =
        |entry: &Entry| entry.amount.is_some() || entry.verdict.is_some_and(|(class, _)| class != Verdict::Positive);
    if entries.len() < list::FEWEST || share < 0.6 || entries.iter().any(judged) {
        return false;
    }
    let named = share_named(origin, &entries);
    if named < 0.5 {
        return false;
    }
    extraction.readings.push(Reading {
        kind: RecordKind::Project,
        layout: "een lijst met titel en organisatie".into(),
        confidence: share * named.max(0.8),
        evidence: vec![format!("{} regels van een lijst noemen een titel en een organisatie", entries.len())],
        records: entries.len(),
        chosen: true,
    });
    extraction.records.extend(entries.iter().filter_map(|entry| Some(Record::Project(of_entry(origin, entry)?))));
    true
}

/// The share of entries that have a title and an organisation.
fn share_named(origin: Origin<'_>, entries: &[Entry]) -> f32 {
    let names_organisation = |entry: &&Entry| {
        let promoter = entry.name.promoter.map(|promoter| origin.document.words(promoter)).unwrap_or_default();
        entry.name.title.is_some() && names_organisation(promoter) && dates(promoter).is_empty()
    };
    ratio(entries.iter().filter(names_organisation).count(), entries.len())
}

/// Adds the projects of a page that says it is about projects: a heading or short line with title and organisation over each text.
fn titled(origin: Origin<'_>, extraction: &mut Extraction) {
    let Origin { document, pieces, .. } = origin;
    let about = pieces.iter().take(HEADED_WITHIN).any(|piece| lists_projects(document.words(piece.span)));
    if !about {
        return;
    }
    let entries = titles(document, pieces);
    let named = share_named(origin, &entries);
    if entries.len() < list::FEWEST || named < 0.6 {
        return;
    }
    extraction.readings.push(Reading {
        kind: RecordKind::Project,
        layout: "titels met een organisatie boven een tekst".into(),
        confidence: named,
        evidence: vec![format!("{} korte regels noemen een titel en een organisatie", entries.len())],
        records: entries.len(),
        chosen: true,
    });
    extraction.records.extend(entries.iter().filter_map(|entry| Some(Record::Project(of_entry(origin, entry)?))));
}

/// The headings of the level that most have, else the short lines that stand apart, each with the text under it.
fn titles(document: &Document, pieces: &[Piece]) -> Vec<Entry> {
    let level = |piece: &Piece| match piece.kind {
        ParagraphKind::Heading(level) if piece.label.is_none() => Some(level),
        _ => None,
    };
    let with_level =
        |wanted: u8| (0..pieces.len()).filter(|&at| level(&pieces[at]) == Some(wanted)).collect::<Vec<_>>();
    let headings = (1..=6).map(with_level).max_by_key(Vec::len).filter(|found| found.len() >= list::FEWEST);
    let is_short = |at: &usize| {
        let (piece, words) = (&pieces[*at], document.words(pieces[*at].span));
        let is_line = piece.label.is_none() && piece.kind == ParagraphKind::Body && words.len() <= LONGEST_TITLE;
        *at > 0 && is_line && piece.gap_before && !words.ends_with(['.', '!', '?', ':', ';'])
    };
    let starts = headings.unwrap_or_else(|| (0..pieces.len()).filter(is_short).collect());
    let spans: Vec<Span> = starts.iter().map(|&at| pieces[at].span).collect();
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let bodies = starts.iter().zip(ends).map(|(&start, end)| &pieces[start + 1..end]);
    let own = |body: &[Piece]| {
        let text = body.iter().take_while(|piece| !piece.is_heading() && !closes_document(document.words(piece.span)));
        text.map(Piece::passage).collect()
    };
    let entry =
        |(name, body): (Name, &[Piece])| Entry { name, verdict: None, amount: None, points: None, body: own(body) };
    names(document, &spans, false, false).into_iter().zip(bodies).map(entry).collect()
}

fn of_entry(origin: Origin<'_>, entry: &Entry) -> Option<Project> {
    let (title, promoter) = (entry.name.title?, entry.name.promoter?);
    let mut draft = origin.draft();
    let partners: Vec<Span> = entry.name.partners.map(|span| parted(origin.text(), span)).unwrap_or_default();
    let body: Excerpt = entry.body.iter().map(|passage| passage.span).collect();
    let span = partners.iter().chain(&body.spans).copied().fold(title.cover(promoter), Span::cover);
    let partners = partners.iter().enumerate();
    let partners = partners.map(|(number, &span)| draft.words(format!("partners.{number}"), &span.into())).collect();
    let title = draft.words("title", &title.into());
    let promoter = Some(draft.words("promoter", &promoter.into()));
    let description = draft.words("description", &body);
    let (id, source) = draft.close(RecordKind::Project, span);
    Some(Project { id, source, number: None, title, promoter, partners, amount: None, description })
}

/// The names in "A, B en C".
fn parted(text: &str, span: Span) -> Vec<Span> {
    let (mut names, mut start) = (Vec::new(), 0);
    let words = span.of(text);
    for joint in JOINT.find_iter(words) {
        names.push(span.part(start..joint.start()));
        start = joint.end();
    }
    names.push(span.part(start..words.len()));
    names.into_iter().map(|name| name.trimmed(text)).filter(|name| !name.is_empty()).collect()
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
