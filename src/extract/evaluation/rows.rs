//! Reads applications that stand as rows of a table, whatever the order of its columns.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, Cell, Document, Excerpt, Row, Span, Table};
use crate::dutch::fold::regex;
use crate::record::RecordKind;

use super::super::draft::Origin;
use super::super::label::Role;
use super::super::name::unquoted;
use super::super::piece::Passage;
use super::super::reading::{Reading, ratio};
use super::super::score;
use super::super::verdict::{Legend, verdict};
use super::super::vocabulary;
use super::application::{Application, ApplicationReading, Points};
use super::columns::{Columns, cell_at, is_head};

/// A line in the cell of a name that holds the number of the application.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:dossier(?:nummer|nr\.?)?|nr\.?|nummer|aanvraag(?:nummer)?|projectnummer|referentie|ref\.?|kenmerk)\s*:?\s*(?P<code>[A-Za-z]*[-/. _]?\d[\w./-]*)\s*$|^\s*\(?(?P<bare>[A-Z]{1,8}[-/._]?\d[\w./-]*|\d{2,4}[-/]\d{2,6})\)?\s*$",
    )
});

/// A name with the number behind it.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<name>\p{L}.*?)\s*[,(–-]?\s*(?i:nr\.?|dossier(?:nummer|nr\.?)?|ref\.?|kenmerk)\s*:?\s*(?P<code>[A-Za-z]*[-/. _]?\d[\w./-]*)\)?\s*$",
    )
});

/// A name with a quoted title behind it.
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"^(?P<name>\p{L}[^‘“„«"]{2,}?)\s+(?P<title>[‘“„«"][^’”»"]{3,}[’”»"])\s*$"#));

/// Reads every table that has a column of verdicts; `None` where no table has.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let document = origin.document;
    let mut applications = Vec::new();
    let mut evidence = Vec::new();
    let legend = Legend::of(document);
    let mut confidence: f32 = 1.0;
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let Some(columns) = Columns::of(document, table, &legend) else { continue };
        let found = rows(document, table, &columns, &legend);
        let judged = found.iter().filter(|application| application.verdict.is_some()).count();
        evidence.push(format!(
            "een tabel van {} rijen met een kolom oordelen ({judged} rijen hebben er een), kolommen herkend aan {}",
            table.rows.len(),
            if columns.has_heads() { "hun kop" } else { "wat erin staat" },
        ));
        if is_legend(&found) {
            continue;
        }
        confidence = confidence.min(ratio(judged, found.len()) * if columns.has_heads() { 1.0 } else { 0.85 });
        applications.extend(found);
    }
    if applications.is_empty() {
        return None;
    }
    let reading = Reading {
        kind: RecordKind::Evaluation,
        layout: "rijen van een tabel".into(),
        confidence,
        evidence,
        records: applications.len(),
        chosen: false,
    };
    Some(ApplicationReading { reading, applications })
}

/// A list of what each verdict means: no verdict comes twice and nothing has a name.
fn is_legend(applications: &[Application]) -> bool {
    let mut verdicts: Vec<_> =
        applications.iter().filter_map(|application| application.verdict.map(|(class, _)| class)).collect();
    let all = verdicts.len();
    verdicts.sort_unstable();
    verdicts.dedup();
    all >= 3
        && verdicts.len() == all
        && applications.iter().all(|application| {
            application.project.is_none() && application.amount.is_none() && application.score.is_none()
        })
}

fn rows(document: &Document, table: &Table, columns: &Columns, legend: &Legend) -> Vec<Application> {
    let place = place_of_name(document, table, columns);
    columns.body(table).iter().filter_map(|row| application(document, row, columns, legend, place)).collect()
}

/// Which line of its cell names the promoter, where cells without a column for the title hold several.
fn place_of_name(document: &Document, table: &Table, columns: &Columns) -> Option<Place> {
    let column = columns.first(Role::Promoter).filter(|_| columns.first(Role::Project).is_none())?;
    let cells = columns.body(table).iter().filter_map(|row| cell_at(row, column));
    let lines: Vec<Vec<Span>> =
        cells.map(|cell| name_lines(document, cell).0).filter(|lines| lines.len() > 1).collect();
    let names =
        |line: Option<&Span>| line.is_some_and(|line| vocabulary::organisation_words(document.words(*line)) > 0);
    let first = lines.iter().filter(|lines| names(lines.first())).count();
    let last = lines.iter().filter(|lines| names(lines.last())).count();
    let place = if last > first { Place::Last } else { Place::First };
    (lines.len() * 2 >= columns.body(table).len()).then_some(place)
}

/// Where in its cell the name of the promoter stands; the title is the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Last,
}

fn application(
    document: &Document,
    row: &Row,
    columns: &Columns,
    legend: &Legend,
    place: Option<Place>,
) -> Option<Application> {
    let filled = |cell: &&Cell| !document.words(cell.span).trim().is_empty();
    let cell = |role: Role| columns.first(role).and_then(|column| cell_at(row, column)).filter(filled);
    let promoter = cell(Role::Promoter)?;
    let words = document.words(promoter.span);
    let only = row.cells.iter().filter(filled).count() == 1;
    let totals = row.cells.iter().filter(filled).take(3).any(|cell| vocabulary::is_total(document.words(cell.span)));
    if is_head(document, row) || totals || (only && (promoter.width > 1 || verdict(words).is_some())) {
        return None;
    }
    let found = cell(Role::Verdict).and_then(|cell| Some((legend.verdict(document.words(cell.span))?, cell.span)));
    let (lines, reference) = name_lines(document, promoter);
    let (name, below) = match (place, lines.as_slice()) {
        (Some(Place::First), [name, title @ ..]) => (vec![*name], title),
        (Some(Place::Last), [title @ .., name]) => (vec![*name], title),
        _ => (lines.clone(), [].as_slice()),
    };
    let titled: Excerpt = below.iter().map(|line| unquoted(document, *line)).collect();
    let has_text =
        [Role::Assessment, Role::Remarks, Role::Score, Role::Project].into_iter().any(|role| cell(role).is_some());
    if found.is_none() && !has_text {
        return None;
    }
    Some(Application {
        promoter: name.into_iter().collect(),
        project: cell(Role::Project).map(|cell| title(document, cell)).or((!below.is_empty()).then_some(titled)),
        reference: cell(Role::Reference).map(excerpt).or(reference.map(Excerpt::from)),
        amount: cell(Role::Amount).map(excerpt),
        score: cell(Role::Score).and_then(|cell| points(document, cell, columns)),
        verdict: found,
        body: passages(document, row, columns.all(Role::Assessment)),
        remarks: passages(document, row, columns.all(Role::Remarks)),
        labels: Vec::new(),
    })
}

/// The paragraphs of several cells; one that covers two of the columns stands once.
fn passages(document: &Document, row: &Row, columns: &[u16]) -> Vec<Passage> {
    let mut seen: Vec<Span> = Vec::new();
    let mut passages = Vec::new();
    for cell in columns.iter().filter_map(|column| row.cells.iter().find(|cell| cell.column == *column)) {
        if !seen.contains(&cell.span) && !vocabulary::is_nothing(document.words(cell.span)) {
            seen.push(cell.span);
            passages.extend(cell.paragraphs.iter().map(Passage::from));
        }
    }
    passages
}

fn points(document: &Document, cell: &Cell, columns: &Columns) -> Option<Points> {
    let (range, max) = score::points(document.words(cell.span))?;
    let value = cell.span.part(range.start..range.end);
    Some(Points { value, max: max.or_else(|| columns.most_points.clone()) })
}

/// The lines of a cell with a name; the number of the application often stands under it, or behind it.
fn name_lines(document: &Document, cell: &Cell) -> (Vec<Span>, Option<Span>) {
    let (mut names, mut reference) = (Vec::new(), None);
    for line in cell.paragraphs.iter().map(|paragraph| paragraph.span) {
        let words = document.words(line);
        let place = |found: regex::Match<'_>| line.part(found.range());
        if let Some(captures) = REFERENCE.captures(words) {
            reference = reference.or(captures.name("code").or_else(|| captures.name("bare")).map(place));
        } else if let Some(captures) = NUMBERED.captures(words) {
            reference = reference.or(captures.name("code").map(place));
            names.extend(captures.name("name").map(place));
        } else if let Some((name, title)) =
            TITLED.captures(words).and_then(|found| found.name("name").zip(found.name("title")))
        {
            names.extend([place(name), place(title)]);
        } else {
            names.push(line);
        }
    }
    if names.is_empty() {
        return (cell.paragraphs.iter().map(|paragraph| paragraph.span).collect(), None);
    }
    (names, reference)
}

fn title(document: &Document, cell: &Cell) -> Excerpt {
    match cell.paragraphs.as_slice() {
        [only] => unquoted(document, only.span).into(),
        _ => excerpt(cell),
    }
}

fn excerpt(cell: &Cell) -> Excerpt {
    cell.paragraphs.iter().map(|paragraph| paragraph.span).collect()
}
