//! Reads applications that stand as blocks under each other: a heading or a label opens each, labels name its parts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::label::Role;
use super::super::list::sections;
use super::super::name::{names, says_grant};
use super::super::piece::Piece;
use super::super::reading::{Reading, ratio};
use super::super::vocabulary;
use super::application::{Application, ApplicationReading};
use super::given::{verdicts, verdicts_in_prose};
use super::opening::{OPENINGS, Opening, ranges};
use super::unit::Unit;

static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*(?i:artikel|art\.|hoofdstuk|afdeling|paragraaf|§)\s*\d{1,3}"));

/// A sentence is a less certain sign than a label.
const IN_PROSE: f32 = 0.75;

/// The blocks that one way of opening them gives.
struct Blocks {
    opening: Opening,
    units: Vec<Unit>,
    confidence: f32,
    judged: usize,
}

/// Reads the text outside tables, and tables of labels, as blocks; `None` where neither label nor sentence gives a verdict.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let Origin { document, pieces, .. } = origin;
    by(origin, &verdicts(document, pieces), |_| true)
        .or_else(|| {
            // One sentence of a report can sound like a decision: several of them, or a label that names who asks, make it one.
            let is_form = |units: &[Unit]| units.len() > 1 || units.iter().all(Unit::has_labelled_promoter);
            let mut told = by(origin, &verdicts_in_prose(document, pieces), is_form)?;
            told.reading.confidence *= IN_PROSE;
            Some(told)
        })
        .or_else(|| in_sections(origin))
}

/// Reads blocks that open with a name above a label, under headings that give the verdict to all of them.
fn in_sections(origin: Origin<'_>) -> Option<ApplicationReading> {
    const FEWEST: usize = 3;
    const CONFIDENCE: f32 = 0.9;
    let Origin { document, pieces, .. } = origin;
    let sections = sections(document, pieces);
    if !sections.values().any(|class| *class != Verdict::Positive) {
        return None;
    }
    let heads: Vec<usize> = (0..pieces.len()).filter(|&at| sections.contains_key(&pieces[at].span)).collect();
    let nothing = vec![None; pieces.len()];
    let units = |opening: Opening| -> Vec<Unit> {
        let ranges = ranges(document, pieces, opening).into_iter().filter(|lines| !heads.contains(&lines.start));
        let ranges = ranges.filter_map(|lines| {
            let head = *heads.iter().rfind(|head| **head < lines.start)?;
            let end = heads.iter().copied().find(|head| *head > lines.start).unwrap_or(lines.end);
            Some((head, lines.start..lines.end.min(end)))
        });
        let read = |(head, lines): (usize, Range<usize>)| {
            let mut unit = Unit::read(document, pieces, lines, &nothing);
            let span = pieces[head].span;
            unit.application.verdict = sections.get(&span).map(|class| (*class, span));
            unit.verdicts = 1;
            unit
        };
        ranges.map(read).filter(|unit| unit.has_name() && unit.fields() > 1).collect()
    };
    let tried = [Opening::Short, Opening::Label(Role::Promoter), Opening::Label(Role::Project)].map(units);
    let best = tried.into_iter().max_by_key(Vec::len).filter(|units| units.len() >= FEWEST)?;
    let reading = Reading {
        kind: RecordKind::Evaluation,
        layout: "blokken met labels onder koppen die het oordeel geven".into(),
        confidence: CONFIDENCE,
        evidence: vec![format!("{} blokken staan onder {} koppen met een oordeel", best.len(), heads.len())],
        records: best.len(),
        chosen: false,
    };
    Some(ApplicationReading { reading, applications: applications(document, best) })
}

/// Reads blocks that each have a label of what was granted; none where too few are alike.
pub(in crate::extract) fn awards(origin: Origin<'_>) -> Vec<Application> {
    const FEWEST: usize = 3;
    const SURE: f32 = 0.6;
    let Origin { document, pieces, .. } = origin;
    let granted = |at: usize| {
        let label = pieces[at].label.as_ref().filter(|label| label.role == Some(Role::Amount))?;
        let below = || pieces.get(at + 1).filter(|next| label.is_alone() && next.label.is_none()).map(|next| next.span);
        let value = label.value.first().map(|value| value.span).or_else(below)?;
        (!amounts(document.words(value)).is_empty()).then_some((Verdict::Positive, value))
    };
    let given: Vec<Option<(Verdict, Span)>> = (0..pieces.len()).map(granted).collect();
    by(origin, &given, |units| units.len() >= FEWEST)
        .filter(|found| found.reading.confidence >= SURE)
        .map(|found| found.applications)
        .unwrap_or_default()
}

/// Tries all openings with the verdict, if any, that each line gives.
fn by(
    origin: Origin<'_>,
    given: &[Option<(Verdict, Span)>],
    fits: impl Fn(&[Unit]) -> bool,
) -> Option<ApplicationReading> {
    let Origin { document, pieces, .. } = origin;
    let verdicts = given.iter().flatten().count();
    if verdicts == 0 {
        return None;
    }
    let tried = OPENINGS.iter().filter_map(|&opening| blocks(document, pieces, opening, given));
    let tried = tried.filter(|blocks| fits(&blocks.units));
    let weight = |blocks: &Blocks| (blocks.confidence * 20.0).round() + fields(&blocks.units) / 100.0;
    // Of equals the first: it says most about the form.
    let best = tried.reduce(|best, next| if weight(&next) > weight(&best) { next } else { best })?;
    let reading = explain(&best, verdicts);
    Some(ApplicationReading { reading, applications: applications(document, best.units) })
}

#[expect(clippy::cast_precision_loss, reason = "counts of fields are far below 2^23")]
fn fields(units: &[Unit]) -> f32 {
    units.iter().map(Unit::fields).sum::<usize>() as f32
}

fn blocks(
    document: &Document,
    pieces: &[Piece],
    opening: Opening,
    given: &[Option<(Verdict, Span)>],
) -> Option<Blocks> {
    let ranges = ranges(document, pieces, opening);
    let all: Vec<Unit> = ranges.into_iter().map(|lines| Unit::read(document, pieces, lines, given)).collect();
    let judged = all.iter().filter(|unit| unit.verdicts == 1).count();
    let crowded = all.iter().filter(|unit| unit.verdicts > 1).count();
    let empty = all.len() - judged - crowded;
    let is_example = |unit: &Unit| unit.heading.is_some_and(|line| vocabulary::is_example(document.words(line)));
    // A regulation is in articles, and what they speak of is decided about nobody.
    let is_article = |unit: &Unit| unit.heading.is_some_and(|line| ARTICLE.is_match(document.words(line)));
    let is_judged = |unit: &Unit| unit.verdicts == 1 && !is_example(unit) && !is_article(unit);
    let units: Vec<Unit> = all.into_iter().filter(is_judged).collect();
    let named = units.iter().filter(|unit| unit.has_name()).count();
    if units.is_empty() {
        return None;
    }
    let single = if judged == 1 { 0.6 } else { 1.0 };
    let confidence = ratio(judged, judged + crowded)
        * ratio(judged, given.iter().flatten().count())
        * ratio(named, judged)
        * single
        * (1.0 - 0.3 * ratio(empty, judged + crowded + empty));
    Some(Blocks { opening, units, confidence, judged })
}

/// Closes the last block, and reads promoter and title out of the headings of all blocks together.
fn applications(document: &Document, units: Vec<Unit>) -> Vec<Application> {
    let mut units = without_other_items(document, units);
    if let Some((last, others)) = units.split_last_mut() {
        let others: Vec<&Application> = others.iter().map(|unit| &unit.application).collect();
        last.application.close(document, &others);
    }
    let headings: Vec<Span> = units.iter().filter_map(|unit| unit.heading).collect();
    let has = |field: fn(&Application) -> bool| {
        units.iter().filter(|unit| field(&unit.application)).count() * 2 > units.len()
    };
    let promoter_known = has(|application| !application.promoter.spans.is_empty());
    let title_known = has(|application| application.project.is_some());
    let mut named = names(document, &headings, promoter_known, title_known).into_iter();
    let name = |unit: Unit| {
        let name = unit.heading.and_then(|_| named.next());
        unit.named(document, name)
    };
    units.into_iter().map(name).collect()
}

/// Where the headings of several blocks say that they are about a grant, the others are other items of the same agenda.
fn without_other_items(document: &Document, units: Vec<Unit>) -> Vec<Unit> {
    let says_grant = |unit: &Unit| unit.heading.is_some_and(|heading| says_grant(document, heading));
    let grants = units.iter().filter(|unit| says_grant(unit)).count();
    if grants < 2 { units } else { units.into_iter().filter(says_grant).collect() }
}

fn explain(blocks: &Blocks, verdicts: usize) -> Reading {
    let opening = match blocks.opening {
        Opening::Label(_) | Opening::FirstLabel => "een label",
        Opening::Heading(_) | Opening::AnyHeading => "een kop",
        Opening::Numbered | Opening::Counted => "een nummer",
        Opening::Title => "een korte regel boven de tekst",
        Opening::Short => "een korte regel boven een label",
        Opening::Apart => "een korte regel boven een label of tekst",
    };
    Reading {
        kind: RecordKind::Evaluation,
        layout: "blokken met labels".into(),
        confidence: blocks.confidence,
        evidence: vec![
            format!("{verdicts} labels of regels geven een oordeel"),
            format!("{} blokken, elk geopend door {opening}, hebben er precies een", blocks.judged),
        ],
        records: blocks.units.len(),
        chosen: false,
    }
}
