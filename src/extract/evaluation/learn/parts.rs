//! The best layout of an example in, the profile with everything else that the example and its siblings tell out.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Document;
use crate::dutch::fold::{fold, squeeze};
use crate::record::Verdict;

use super::super::super::label::{self, Role, role};
use super::super::super::profile::{Field, Kind, Layout, Position, Profile};
use super::super::shape::line::{Line, bare_label, label_name};
use super::super::shape::{Head, heads};
use super::find::Occurrence;
use super::guess::{head_of, positions};
use super::judge::Judged;

/// A column of text holds at least so many bytes a cell.
const TEXT: usize = 40;
/// So many lines above the first one can belong to a record.
const MOST_LEAD: usize = 3;
/// A label for text is at most so long, in bytes.
const LONGEST_LABEL: usize = 60;

/// Writes the layout into the profile, with places for the other parts of the example and the words it needs.
pub(super) fn complete(
    document: &Document,
    lines: &[Line],
    found: &BTreeMap<Field, Vec<Occurrence>>,
    best: Judged,
    profile: &mut Profile,
    doubts: &mut Vec<String>,
) {
    let Judged { mut layout, heads: all, own, .. } = best;
    let record = &all[own];
    for field in [Field::Title, Field::Reference, Field::Amount, Field::Score, Field::Assessment, Field::Remarks] {
        let Some(places) = found.get(&field).filter(|places| !places.is_empty()) else { continue };
        let inside = places.iter().filter(|place| record.lines.contains(&place.line));
        let Some(place) = inside.min_by_key(|place| (!place.is_whole, place.line)) else {
            doubts.push(format!("{} staat niet bij dit record", in_dutch(field)));
            continue;
        };
        let is_text = matches!(field, Field::Assessment | Field::Remarks) && !layout.is_row();
        if is_text {
            name_text(document, lines, record, place, field, profile);
        } else if !layout.fields.contains_key(&field) {
            let options = positions(document, lines, record.lines.start, place);
            layout.fields.extend(fullest(document, lines, &all, options).map(|position| (field, position)));
        }
    }
    if layout.is_row() {
        columns(document, lines, &all, &mut layout, doubts);
    } else {
        layout.lead = lead(lines, &all);
    }
    let all = heads(document, lines, &layout, 0..lines.len());
    name_verdicts(document, &all, profile, doubts);
    if all.len() == 1 {
        doubts.push("alleen het voorbeeld zelf staat zo in het document".to_owned());
    }
    profile.layout = vec![layout];
}

pub(super) fn in_dutch(field: Field) -> &'static str {
    match field {
        Field::Promoter => "de promotor",
        Field::Verdict => "het oordeel",
        Field::Title => "de titel",
        Field::Reference => "het dossiernummer",
        Field::Amount => "het bedrag",
        Field::Score => "de score",
        Field::Assessment => "de beoordeling",
        Field::Remarks => "de opmerking",
    }
}

/// The rule that finds something in most records.
fn fullest(document: &Document, lines: &[Line], all: &[Head], options: Vec<Position>) -> Option<Position> {
    let count = |position: &Position| {
        all.iter().filter(|head| position.find(document, lines, head.lines.clone()).is_some()).count()
    };
    options.into_iter().rev().max_by_key(count)
}

/// The label above a text, or before it, is one for texts of that kind; unless that is known.
fn name_text(
    document: &Document,
    lines: &[Line],
    record: &Head,
    place: &Occurrence,
    field: Field,
    profile: &mut Profile,
) {
    let wanted = if field == Field::Remarks { Role::Remarks } else { Role::Assessment };
    let head_lines = record.promoter.lines.end.max(record.verdict.as_ref().map_or(0, |verdict| verdict.lines.end));
    let above = (record.lines.start.max(head_lines)..=place.line).rev().find_map(|at| {
        let line = &lines[at];
        let words = document.words(line.span());
        let own = line.labelled(document).map(|own| own.name);
        let heading = || (line.kind == Kind::Heading && words.len() <= LONGEST_LABEL).then(|| label_name(words));
        let own = own.or_else(heading).filter(|name| !name.is_empty());
        own.or_else(|| bare_label(document, lines, at).filter(|_| at < place.line))
    });
    if let Some(name) = above.filter(|name| role(name) != Some(wanted) || label::label(name).is_none()) {
        let list = profile.labels.entry(field).or_default();
        if !list.contains(&name) {
            list.push(name);
        }
    }
}

/// Columns that the example does not speak of, but whose head or contents tell what they hold.
fn columns(document: &Document, lines: &[Line], all: &[Head], layout: &mut Layout, doubts: &mut Vec<String>) {
    let Some(first) = all.first().map(|head| &lines[head.lines.start]) else { return };
    let taken: BTreeSet<u16> = layout.fields.values().filter_map(|position| position.column).collect();
    let rows: Vec<usize> = all.iter().map(|head| head.lines.start).collect();
    let mut texts: Vec<(usize, Position)> = Vec::new();
    for column in (0..first.columns.min(64)).filter(|column| !taken.contains(&(column + 1))) {
        let head = rows.last().and_then(|row| head_of(document, lines, *row, column));
        let position = Position { line: Some(1), column: Some(column + 1), head, ..Position::default() };
        let known = position.head.as_deref().and_then(role).and_then(field_of);
        let known = known.filter(|field| *field != Field::Reference || !counts(document, lines, &rows, column));
        if let Some(field) = known.filter(|field| !layout.fields.contains_key(field)) {
            layout.fields.insert(field, position);
            continue;
        }
        let bytes: usize =
            rows.iter().filter_map(|row| lines[*row].cell(column)).map(|cell| document.words(cell.span).len()).sum();
        texts.push((bytes / rows.len().max(1), position));
    }
    mixed(document, lines, &rows, layout);
    let longest = texts.into_iter().filter(|(length, _)| *length >= TEXT).max_by_key(|(length, _)| *length);
    if let Some((_, position)) = longest.filter(|_| !layout.fields.contains_key(&Field::Assessment)) {
        let column = position.column.unwrap_or_default();
        doubts.push(format!("kolom {column} bevat de langste tekst en geldt als beoordeling"));
        layout.fields.insert(Field::Assessment, position);
    }
}

/// Whether a column only counts its rows: 1, 2, 3.
fn counts(document: &Document, lines: &[Line], rows: &[usize], column: u16) -> bool {
    let numbers = rows.iter().filter_map(|row| lines[*row].cell(column));
    let numbers: Vec<Option<usize>> =
        numbers.map(|cell| document.words(cell.span).trim_matches('.').parse().ok()).collect();
    numbers.windows(2).all(|pair| pair[0].zip(pair[1]).is_some_and(|(one, next)| next == one + 1)) && numbers.len() > 1
}

/// A column of remarks is one of assessments where labels in its cells say what are remarks.
fn mixed(document: &Document, lines: &[Line], rows: &[usize], layout: &mut Layout) {
    let Some(position) = layout.fields.get(&Field::Remarks).filter(|_| !layout.fields.contains_key(&Field::Assessment))
    else {
        return;
    };
    let cells = rows.iter().filter_map(|row| position.find(document, lines, *row..*row + 1));
    let mut passages = cells.flat_map(|found| found.passages);
    let is_label = |words: &str| label::label(words).is_some_and(|(role, _)| role == Role::Remarks);
    if passages.any(|passage| is_label(document.words(passage.span))) {
        layout.fields.remove(&Field::Remarks).into_iter().for_each(|position| {
            layout.fields.insert(Field::Assessment, position);
        });
    }
}

fn field_of(role: Role) -> Option<Field> {
    Some(match role {
        Role::Project => Field::Title,
        Role::Reference => Field::Reference,
        Role::Amount => Field::Amount,
        Role::Score => Field::Score,
        Role::Assessment => Field::Assessment,
        Role::Remarks => Field::Remarks,
        _ => return None,
    })
}

/// How many lines stand between the empty line, or heading, above a record and its first line: as a rule the same number.
fn lead(lines: &[Line], all: &[Head]) -> u8 {
    let of = |head: &Head| {
        let first = head.lines.start;
        let opens = |at: usize| lines[at].gap || lines[at].kind == Kind::Heading || lines[at].table == Some(at);
        (0..=MOST_LEAD.min(first)).find(|above| opens(first - above)).unwrap_or(0)
    };
    let leads: Vec<usize> = all.iter().map(of).collect();
    let usual = leads.iter().copied().max_by_key(|lead| leads.iter().filter(|other| *other == lead).count());
    let agree = |lead: &usize| leads.iter().filter(|other| *other == lead).count() * 5 >= leads.len() * 4;
    usual.filter(agree).and_then(|lead| u8::try_from(lead).ok()).unwrap_or(0)
}

/// Verdicts in no list of words: the profile names them, and the user says what they mean.
fn name_verdicts(document: &Document, all: &[Head], profile: &mut Profile, doubts: &mut Vec<String>) {
    let given = all.iter().filter_map(|head| head.verdict.as_ref());
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for verdict in given.filter(|verdict| verdict.class == Verdict::Unknown) {
        let word = squeeze(document.words(verdict.place));
        words.entry(fold(&word)).or_insert(word);
    }
    if words.is_empty() {
        profile.verdicts.remove(&Verdict::Unknown);
        return;
    }
    let list: Vec<String> = words.into_values().collect();
    doubts.push(format!(
        "van deze oordelen is de klasse niet bekend: {}; zet ze in het profiel onder `positive`, `negative` of een andere klasse",
        list.join(", ")
    ));
    profile.verdicts.insert(Verdict::Unknown, list);
}
