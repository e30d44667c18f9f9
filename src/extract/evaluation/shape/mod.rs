//! Reads applications that stand as a profile says: its layouts and a document in, applications with their places out.

pub(super) mod line;
pub(super) mod position;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::{Document, Excerpt, Span};
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::label::{self, Role};
use super::super::name::unquoted;
use super::super::profile::{Field, Kind, Layout, Position};
use super::super::reading::{Reading, ratio};
use super::super::score;
use super::super::verdict::{verdict, verdict_in_place, verdict_of_heading};
use super::super::vocabulary;
use super::application::{Application, ApplicationReading, Points};
use line::{Labelled, Line, label_name, lines};
use position::Found;

/// A name, or a verdict that nobody knows, is at most so long, in bytes.
const LONGEST_NAME: usize = 200;
const LONGEST_VERDICT: usize = 60;

/// A verdict as a layout gives it.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) class: Verdict,
    pub(super) place: Span,
    /// The lines of it, where they are lines of the record.
    pub(super) lines: Range<usize>,
}

/// The first lines of a record: who asks, and what was decided.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) lines: Range<usize>,
    pub(super) promoter: Found,
    /// `None` for a row of which the cell for it is empty.
    pub(super) verdict: Option<Given>,
}

/// Every layout of the profiles that gives anything.
pub(super) fn read(origin: Origin<'_>) -> Vec<ApplicationReading> {
    let document = origin.document;
    let layouts = origin.profiles.iter().flat_map(|profile| profile.layout.iter().map(move |layout| (profile, layout)));
    let mut lined = None;
    let readings = layouts.filter_map(|(profile, layout)| {
        let lines = lined.get_or_insert_with(|| lines(document));
        let applications = applications(document, lines, layout);
        (!applications.is_empty()).then(|| explain(&profile.name, applications))
    });
    readings.collect()
}

fn explain(name: &str, applications: Vec<Application>) -> ApplicationReading {
    let found = applications.len();
    let known = |application: &&Application| application.verdict.is_some_and(|(class, _)| class != Verdict::Unknown);
    let judged = applications.iter().filter(known).count();
    // A layout was written down for a document; that verdicts are of no known class does not make it wrong.
    let confidence = 0.6 + 0.4 * ratio(judged, found);
    let evidence = vec![
        format!("{found} aanvragen staan zoals het profiel zegt"),
        format!("{judged} daarvan hebben een oordeel waarvan de klasse bekend is"),
    ];
    let layout = format!("profiel {name}").into();
    let reading = Reading { kind: RecordKind::Evaluation, layout, confidence, evidence, records: found, chosen: false };
    ApplicationReading { reading, applications }
}

/// The applications that stand in these lines as the layout says.
pub(super) fn applications(document: &Document, lines: &[Line], layout: &Layout) -> Vec<Application> {
    let heads = heads(document, lines, layout, 0..lines.len());
    let mut applications: Vec<Application> =
        heads.iter().map(|head| application(document, lines, layout, head)).collect();
    if let Some((last, others)) = applications.split_last_mut().filter(|_| !layout.is_row()) {
        last.close(document, &others.iter().collect::<Vec<_>>());
    }
    applications
}

/// The records that begin in a part of the lines: from each line that begins one up to the next.
pub(super) fn heads(document: &Document, lines: &[Line], layout: &Layout, part: Range<usize>) -> Vec<Head> {
    let depth = layout.depth();
    let over = given_from_above(document, &lines[..part.end.min(lines.len())], layout);
    let mut begins = Vec::new();
    for at in part {
        let is_free = begins.last().is_none_or(|last: &usize| at >= last + depth || layout.is_row());
        let fits = || {
            lines[at].can_begin(document, &layout.begin)
                && head(document, lines, layout, &over, at..(at + depth).min(lines.len())).is_some_and(|head| {
                    // What is said by labels is looked for further on.
                    head != HeadState::Wrong
                })
        };
        if is_free && fits() {
            begins.push(at);
        }
    }
    let end_after = |begins: &[usize], rank: usize, lead: usize| match layout.is_row() {
        true => begins[rank] + 1,
        false => end_of(lines, begins[rank], begins.get(rank + 1).copied(), lead),
    };
    // Only up to the next line that could begin one is it known whether all of a record is there.
    let is_right = |rank: &usize| {
        let record = begins[*rank]..end_after(&begins, *rank, 0);
        matches!(head(document, lines, layout, &over, record), Some(HeadState::Right(_)))
    };
    let begins: Vec<usize> = (0..begins.len()).filter(is_right).map(|rank| begins[rank]).collect();
    let heads = (0..begins.len()).filter_map(|rank| {
        let record = begins[rank]..end_after(&begins, rank, usize::from(layout.lead));
        match head(document, lines, layout, &over, record) {
            Some(HeadState::Right(found)) => Some(*found),
            _ => None,
        }
    });
    heads.collect()
}

/// A record ends where the next begins, or where a heading opens something else.
fn end_of(lines: &[Line], at: usize, next: Option<usize>, lead: usize) -> usize {
    let end = next.map_or(lines.len(), |next| next.saturating_sub(lead).max(at + 1));
    let own = &lines[at];
    if own.kind != Kind::Heading {
        return end;
    }
    let closes = |line: &Line| line.kind == Kind::Heading && line.level <= own.level;
    let above = lines[at + 1..end].iter().position(|line| closes(line) && line.level < own.level);
    above.map_or(end, |above| at + 1 + above)
}

/// What is known of the first lines of a record.
#[derive(Debug, Clone)]
enum HeadState {
    Wrong,
    /// A label is needed that does not stand in these lines.
    Open,
    Right(Box<Head>),
}

impl PartialEq for HeadState {
    fn eq(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Wrong, Self::Wrong) | (Self::Open, Self::Open))
    }
}

fn head(
    document: &Document,
    lines: &[Line],
    layout: &Layout,
    over: &[Option<Given>],
    record: Range<usize>,
) -> Option<HeadState> {
    let missing = |position: &Position| if position.label.is_some() { HeadState::Open } else { HeadState::Wrong };
    let (promoter_at, verdict_at) = (layout.fields.get(&Field::Promoter)?, layout.fields.get(&Field::Verdict)?);
    let promoter = promoter_at.find(document, lines, record.clone());
    let Some(promoter) = promoter else { return Some(missing(promoter_at)) };
    if !is_name(document, &promoter, promoter_at) {
        return Some(HeadState::Wrong);
    }
    let verdict = match verdict_at.above {
        Some(_) => over.get(record.start).cloned().flatten(),
        None => match verdict_at.find(document, lines, record.clone()) {
            Some(found) => given(document, &found, verdict_at, layout.any_verdict),
            None if layout.is_row() && is_full(&lines[record.start]) => {
                return Some(HeadState::Right(Box::new(Head { lines: record, promoter, verdict: None })));
            }
            None => return Some(missing(verdict_at)),
        },
    };
    Some(match verdict {
        Some(verdict) if verdict.place != promoter.span() => {
            HeadState::Right(Box::new(Head { lines: record, promoter, verdict: Some(verdict) }))
        }
        _ => HeadState::Wrong,
    })
}

/// Whether a row says enough to be an application without a verdict, and no title or total.
fn is_full(row: &Line) -> bool {
    row.cells.len() >= 3 && row.cells.len() * 2 > usize::from(row.columns)
}

fn is_name(document: &Document, found: &Found, position: &Position) -> bool {
    let words = document.words(found.span());
    let is_head = is_head(words, position);
    words.len() <= LONGEST_NAME && words.contains(char::is_alphanumeric) && !is_head && !vocabulary::is_total(words)
}

/// Whether this is the head of its column, in the row of heads.
fn is_head(words: &str, position: &Position) -> bool {
    position.head.as_ref().is_some_and(|head| label_name(head) == label_name(words))
}

fn given(document: &Document, found: &Found, at: &Position, any: bool) -> Option<Given> {
    let place = found.span();
    let words = document.words(place);
    if is_head(words, at) && verdict(words).is_none() {
        return None;
    }
    let is_short = words.len() <= LONGEST_VERDICT && !words.ends_with(':');
    let class = verdict_in_place(words).or_else(|| (any && is_short).then_some(Verdict::Unknown))?;
    Some(Given { class, place, lines: found.lines.clone() })
}

/// For every line the verdict that a heading above gives to what stands under it; empty where that does not matter.
fn given_from_above(document: &Document, lines: &[Line], layout: &Layout) -> Vec<Option<Given>> {
    let Some(kind) = layout.fields.get(&Field::Verdict).and_then(|at| at.above) else { return Vec::new() };
    let mut last: Option<Given> = None;
    let over = lines.iter().map(|line| {
        let before = last.clone();
        if line.kind == kind {
            let (place, words) = (line.span(), document.words(line.span()));
            let class = verdict_of_heading(words).or_else(|| verdict_in_place(words));
            let class = class.or_else(|| (layout.any_verdict && kind == Kind::Heading).then_some(Verdict::Unknown));
            let given = class.map(|class| Given { class, place, lines: 0..0 });
            // What stands under the next heading is not what the one before it speaks of.
            if given.is_some() || kind == Kind::Heading {
                last = given;
            }
        }
        before
    });
    over.collect()
}

impl Layout {
    /// Whether every row of a table is a record.
    pub(super) fn is_row(&self) -> bool {
        self.begin.kind == Some(Kind::Row) && self.fields.values().all(|at| at.label.is_none() && at.line == Some(1))
    }

    /// How many lines its head takes at least.
    fn depth(&self) -> usize {
        self.fields.values().filter_map(|at| at.line).max().map_or(1, usize::from)
    }
}

fn application(document: &Document, lines: &[Line], layout: &Layout, head: &Head) -> Application {
    let mut application = Application {
        promoter: head.promoter.passages.iter().map(|passage| passage.span).collect(),
        verdict: head.verdict.as_ref().map(|verdict| (verdict.class, verdict.place)),
        ..Application::default()
    };
    application.labels.extend(head.promoter.head);
    let mut taken: Vec<Range<usize>> = vec![head.promoter.lines.clone()];
    taken.extend(head.verdict.as_ref().map(|verdict| verdict.lines.clone()));
    let others: BTreeMap<Field, Found> = layout
        .fields
        .iter()
        .filter(|(field, _)| !matches!(field, Field::Promoter | Field::Verdict))
        .filter_map(|(field, at)| Some((*field, at.find(document, lines, head.lines.clone())?)))
        .collect();
    for (field, found) in others {
        application.labels.extend(found.head);
        taken.push(found.lines.clone());
        fill(document, &mut application, super::super::extension::role_of(field), &found);
    }
    if !layout.is_row() {
        let free = head.lines.clone().filter(|at| !taken.iter().any(|lines| lines.contains(at)));
        rest(document, lines, &mut application, &free.collect::<Vec<_>>());
    }
    application
}

/// Puts what was found where it belongs; what says nothing is left out.
fn fill(document: &Document, application: &mut Application, role: Role, found: &Found) {
    let place = found.span();
    if vocabulary::is_nothing(document.words(place)) {
        return;
    }
    let excerpt = || -> Excerpt { found.passages.iter().map(|passage| passage.span).collect() };
    match role {
        Role::Project if application.project.is_none() => {
            application.project = Some(unquoted(document, place).into());
        }
        Role::Reference if application.reference.is_none() => application.reference = Some(excerpt()),
        Role::Amount if application.amount.is_none() => application.amount = Some(excerpt()),
        Role::Score if application.score.is_none() => {
            let points = score::points(document.words(place));
            application.score = points.map(|(range, max)| Points { value: place.part(range), max });
        }
        Role::Assessment => application.body.extend(&found.passages),
        Role::Remarks => application.remarks.extend(&found.passages),
        _ => {}
    }
}

/// The lines of a record that no position names: fields behind labels that are known, and text.
fn rest(document: &Document, lines: &[Line], application: &mut Application, free: &[usize]) {
    let is_heading = |at: &&usize| lines[**at].kind == Kind::Heading;
    let trailing = free.iter().rev().take_while(is_heading).count();
    let mut free = free[..free.len() - trailing].iter().copied().peekable();
    while let Some(at) = free.next() {
        let line = &lines[at];
        let text = || line.cells.iter().flat_map(|cell| &cell.passages);
        let alone = || bare(document, line);
        match line.labelled(document).or_else(alone) {
            Some(own) if is_field(label::role(&own.name), line.kind == Kind::Row) => {
                application.labels.push(own.head);
                let below = free.next_if(|next| own.value.is_empty() && *next == at + 1);
                let below = below.into_iter().flat_map(|below| &lines[below].cells).flat_map(|cell| &cell.passages);
                let passages = own.value.iter().chain(below).copied().collect();
                let found = Found { lines: at..at + 1, passages, head: None };
                label::role(&own.name).into_iter().for_each(|role| fill(document, application, role, &found));
            }
            _ if line.kind == Kind::Heading && label::label(document.words(line.span())).is_none() => {
                application.labels.push(line.span());
            }
            // Text and remarks are parted further on, by their labels.
            _ => application.body.extend(text()),
        }
    }
}

/// Whether what stands behind a label is a field; in a cell a text is one as well.
fn is_field(role: Option<Role>, in_cell: bool) -> bool {
    role.is_some_and(|role| in_cell || !matches!(role, Role::Assessment | Role::Remarks))
}

/// A label that needs no colon, on a line of its own.
fn bare(document: &Document, line: &Line) -> Option<Labelled> {
    let [only] = line.cells.as_slice() else { return None };
    let words = document.words(only.span);
    let is_label =
        line.kind != Kind::Item && matches!(label::label(words), Some((_, None))) && verdict(words).is_none();
    is_label.then(|| Labelled { name: label_name(words), head: only.span, value: Vec::new() })
}
