//! One record that a user points at in, the layout that yields it and its siblings, as a profile, out.

mod find;
mod guess;
mod judge;
mod parts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::record::{Record, Verdict};
use crate::source::SourceId;

use super::super::extension;
use super::super::extract_with;
use super::super::profile::{Field, Kind, Layout, Profile, Profiles};
use super::super::verdict::{verdict_in_place, verdict_of_heading};
use super::shape::heads;
use super::shape::line::{Line, lines};
use find::{Occurrence, nearest, occurrences};
use guess::{Pointed, layouts};
use judge::{Judged, judge};

/// So many pairs of places of promoter and verdict are looked at.
const MOST_PAIRS: usize = 6;
/// A verdict stands at most so many lines from its promoter, headings above aside.
const FARTHEST: usize = 40;
/// Longer documents are learnt from as far as this, in lines.
const MOST_LINES: usize = 20_000;

/// One record of a document, as a user points at it: the words of its parts, at least those of promoter and verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The words by part.
    pub words: BTreeMap<Field, String>,
}

/// What an example taught.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// The layout as a profile; `None` where none yields the example.
    pub profile: Option<Profile>,
    /// What the profile alone takes out of the document.
    pub records: Vec<Record>,
    /// Words of the example that the document does not hold.
    pub missing: Vec<Missing>,
    /// What is not certain, in plain language.
    pub doubts: Vec<String>,
}

/// Words that are not in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// What they were said to be.
    pub field: Field,
    /// The words.
    pub words: String,
    /// What in the document looks most like them.
    pub nearest: Option<String>,
}

/// Finds the layout that yields the example and most siblings.
pub(in crate::extract) fn learn(document: &Document, name: &str, id: &SourceId, example: &Example) -> Lesson {
    let mut lines = lines(document);
    let mut lesson = Lesson::default();
    if lines.len() > MOST_LINES {
        lesson.doubts.push(format!("alleen de eerste {MOST_LINES} van {} regels zijn bekeken", lines.len()));
        lines.truncate(MOST_LINES);
    }
    let found: BTreeMap<Field, Vec<Occurrence>> =
        example.words.iter().map(|(field, words)| (*field, occurrences(document, &lines, words))).collect();
    let lost = found.iter().filter(|(_, places)| places.is_empty());
    lesson.missing = lost
        .map(|(field, _)| {
            let words = example.words[field].clone();
            Missing { field: *field, nearest: nearest(document, &lines, &words), words }
        })
        .collect();
    let mut profile = Profile { name: "voorbeeld".to_owned(), only: true, ..Profile::default() };
    name_verdict(&mut profile, example);
    let is_found = extension::with(&Profiles::new(vec![profile.clone()]), || {
        let [best, runner_up] = best(document, &lines, &found);
        let Some(best) = best else { return false };
        lesson.doubts.extend(runner_up.filter(|other| other.weight > 0.0).map(|other| {
            let records = heads(document, &lines, &other.layout, 0..lines.len()).len();
            format!("een andere indeling geeft {records} records: {}", in_words(&other.layout))
        }));
        parts::complete(document, &lines, &found, best, &mut profile, &mut lesson.doubts);
        true
    });
    if !is_found {
        return lesson;
    }
    let profiles = Profiles::new(vec![profile]);
    lesson.records = extract_with(document, name, id, &profiles).records;
    lesson.records.retain(|record| matches!(record, Record::Evaluation(_)));
    lesson.profile = profiles.iter().next().cloned();
    lesson
}

/// The word that the user calls a verdict is one, also where nobody knows what it means.
fn name_verdict(profile: &mut Profile, example: &Example) {
    let words = example.words.get(&Field::Verdict).map(|words| words.trim()).filter(|words| !words.is_empty());
    let unknown = words.filter(|words| verdict_in_place(words).is_none() && verdict_of_heading(words).is_none());
    if let Some(words) = unknown {
        profile.verdicts.entry(Verdict::Unknown).or_default().push(words.to_owned());
    }
}

/// The best layout, and the next one that gives other records.
fn best(document: &Document, lines: &[Line], found: &BTreeMap<Field, Vec<Occurrence>>) -> [Option<Judged>; 2] {
    let mut ranked: Vec<Judged> = Vec::new();
    for pointed in pairs(document, lines, found) {
        for layout in layouts(document, lines, &pointed) {
            let Some(judged) = judge(document, lines, layout, &pointed) else { continue };
            match ranked.iter_mut().find(|other| other.is_same(&judged)) {
                Some(other) if judged.weight > other.weight => *other = judged,
                Some(_) => {}
                None => ranked.push(judged),
            }
        }
    }
    ranked.sort_by(|left, right| right.weight.total_cmp(&left.weight));
    let mut ranked = ranked.into_iter();
    [ranked.next(), ranked.next()]
}

/// The places that can belong to one record, the likeliest first.
fn pairs(document: &Document, lines: &[Line], found: &BTreeMap<Field, Vec<Occurrence>>) -> Vec<Pointed> {
    let places = |field: Field| found.get(&field).map(Vec::as_slice).unwrap_or_default();
    let mut pairs: Vec<((usize, usize), Pointed)> = Vec::new();
    for promoter in places(Field::Promoter) {
        let distance = |other: &Occurrence| other.line.abs_diff(promoter.line);
        let mut verdicts: Vec<&Occurrence> = places(Field::Verdict)
            .iter()
            .filter(|verdict| verdict.span != promoter.span)
            .filter(|verdict| distance(verdict) <= FARTHEST || is_over(document, lines, verdict, promoter))
            .collect();
        verdicts.sort_by_key(|verdict| (partial(verdict), distance(verdict), verdict.line < promoter.line));
        for verdict in verdicts.into_iter().take(MOST_PAIRS) {
            let title = places(Field::Title).iter().min_by_key(|title| (distance(title), partial(title)));
            let title = title.filter(|title| distance(title) <= FARTHEST).copied();
            let badness = partial(promoter) + partial(verdict);
            pairs.push(((badness, distance(verdict)), Pointed { promoter: *promoter, verdict: *verdict, title }));
        }
    }
    pairs.sort_by_key(|(rank, _)| *rank);
    pairs.into_iter().take(MOST_PAIRS).map(|(_, pointed)| pointed).collect()
}

fn partial(place: &Occurrence) -> usize {
    usize::from(!place.is_whole)
}

/// Whether the verdict stands in a heading over a list.
fn is_over(document: &Document, lines: &[Line], verdict: &Occurrence, promoter: &Occurrence) -> bool {
    let line = &lines[verdict.line];
    verdict.line < promoter.line
        && (line.kind == Kind::Heading || verdict_of_heading(document.words(line.span())).is_some())
}

/// A layout in a few words.
fn in_words(layout: &Layout) -> String {
    let what = match layout.begin.kind {
        _ if layout.begin.label.is_some() => "vanaf elk label",
        Some(Kind::Heading) => "vanaf elke kop",
        Some(Kind::Item) => "elk punt van een lijst",
        Some(Kind::Row) => "elke rij van een tabel",
        Some(Kind::Line) | None => "vanaf elke regel",
    };
    let label = layout.begin.label.as_deref().map(|label| format!(" `{label}`")).unwrap_or_default();
    let which = if layout.any_verdict { "met om het even welk kort oordeel" } else { "met een bekend oordeel" };
    format!("{what}{label} {which}")
}
