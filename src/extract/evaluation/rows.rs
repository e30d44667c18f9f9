//! Reads applications that stand as rows of a table, whatever the order of its columns.

use crate::document::{Block, Cell, Document, Excerpt, Paragraph, ParagraphKind, Row, Span, Table};
use crate::dutch::money::amounts;
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::label::{self, Role};
use super::super::name::unquoted;
use super::super::piece::Passage;
use super::super::reading::{Reading, ratio};
use super::super::score;
use super::super::verdict::{Legend, verdict, verdict_of_heading};
use super::super::vocabulary;
use super::application::{Application, ApplicationReading, Points};
use super::cell_name::named;
use super::column::{cell_at, verdict_in};
use super::columns::{Columns, is_refused};
use super::heads::is_head;

/// The number of an application is at most so many bytes.
const LONGEST_NUMBER: usize = 12;

/// A table of at most so many rows can have its text below it.
const MOST_ROWS_OVER_TEXT: usize = 3;

/// What is read so far.
struct Reader<'doc> {
    document: &'doc Document,
    legend: Legend,
    /// The heading above that gives a verdict to what stands under it.
    section: Option<(Verdict, Span)>,
    applications: Vec<Application>,
    evidence: Vec<String>,
    confidence: f32,
    /// How many tables are a few rows without heads: lines with their text below.
    loose: usize,
    /// Whether what stands under the table is about its last row.
    is_open: bool,
}

/// Reads every table with a column of verdicts, or with a heading above that gives them; `None` where no table has.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let document = origin.document;
    let legend = Legend::of(document);
    let is_loose = |block: &&Block| match block {
        Block::Table(table) => {
            table.rows.len() <= MOST_ROWS_OVER_TEXT
                && Columns::of(document, table, &legend, false).is_some_and(|columns| !columns.has_heads())
        }
        Block::Text(_) => false,
    };
    let mut reader = Reader {
        document,
        loose: document.blocks.iter().filter(is_loose).count(),
        legend,
        section: None,
        applications: Vec::new(),
        evidence: Vec::new(),
        confidence: 1.0,
        is_open: false,
    };
    let are_sections = has_sections(document);
    for block in &document.blocks {
        match block {
            Block::Table(table) => reader.table(table),
            Block::Text(paragraph) => {
                let class = Some(paragraph)
                    .filter(|_| are_sections)
                    .and_then(|line| verdict_of_heading(document.words(line.span)).map(|class| (class, line.span)));
                reader.paragraph(paragraph, class);
            }
        }
    }
    let Reader { mut applications, evidence, confidence, is_open, .. } = reader;
    if let Some((last, others)) = applications.split_last_mut().filter(|_| is_open) {
        last.close(document, &others.iter().collect::<Vec<_>>());
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

/// Whether headings give verdicts, also others than that of what was approved: a list of that alone is one of awards.
fn has_sections(document: &Document) -> bool {
    let lines = document.blocks.iter().flat_map(|block| match block {
        Block::Text(paragraph) => vec![paragraph.span],
        Block::Table(table) => {
            table.rows.iter().filter_map(|row| only_cell(document, row)).map(|cell| cell.span).collect()
        }
    });
    lines.filter_map(|line| verdict_of_heading(document.words(line))).any(|class| class != Verdict::Positive)
}

/// A table in which every application has a column, turned so that it has a row; `None` for any other table.
fn turned(document: &Document, table: &Table) -> Option<Table> {
    const FEWEST_ROWS: usize = 3;
    let width = table.rows.first()?.cells.len();
    let is_whole =
        table.rows.iter().all(|row| row.cells.len() == width && row.cells.iter().all(|cell| cell.width == 1));
    let role = |row: &Row| label::role(document.words(row.cells.first()?.span).trim());
    let heads = table.rows.iter().filter_map(role).collect::<Vec<_>>();
    if !is_whole
        || width < FEWEST_ROWS
        || table.rows.len() < FEWEST_ROWS
        || !heads.contains(&Role::Verdict)
        || heads.len() < 2
    {
        return None;
    }
    let row = |at: usize| {
        let cells = table.rows.iter().enumerate();
        let cells = cells
            .map(|(column, row)| Cell { column: u16::try_from(column).unwrap_or(u16::MAX), ..row.cells[at].clone() });
        Row { cells: cells.collect() }
    };
    Some(Table { rows: (0..width).map(row).collect() })
}

/// The cell of a row of which all others are empty.
fn only_cell<'doc>(document: &Document, row: &'doc Row) -> Option<&'doc Cell> {
    let mut filled = row.cells.iter().filter(|cell| !document.words(cell.span).trim().is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

impl Reader<'_> {
    fn table(&mut self, table: &Table) {
        self.is_open = false;
        let document = self.document;
        let gives_verdicts = |row: &Row| {
            only_cell(document, row).is_some_and(|cell| verdict_of_heading(document.words(cell.span)).is_some())
        };
        let judged = self.section.is_some() || table.rows.iter().filter(|row| gives_verdicts(row)).count() > 1;
        let turned =
            Columns::of(document, table, &self.legend, judged).is_none().then(|| turned(document, table)).flatten();
        let table = turned.as_ref().unwrap_or(table);
        let Some(columns) = Columns::of(document, table, &self.legend, judged) else { return };
        let found = self.rows(table, &columns);
        let judged = found.iter().filter(|application| application.verdict.is_some()).count();
        self.evidence.push(format!(
            "een tabel van {} rijen met een kolom oordelen ({judged} rijen hebben er een), kolommen herkend aan {}",
            table.rows.len(),
            if columns.has_heads() { "hun kop" } else { "wat erin staat" },
        ));
        if is_legend(document, &found) {
            return;
        }
        let confidence = ratio(judged, found.len()) * if columns.has_heads() { 1.0 } else { 0.85 };
        self.confidence = self.confidence.min(confidence);
        self.is_open = table.rows.len() <= MOST_ROWS_OVER_TEXT && self.loose >= if columns.has_heads() { 1 } else { 2 };
        self.applications.extend(found);
    }

    /// A line outside tables: a heading over a table, or text on the row above it.
    fn paragraph(&mut self, paragraph: &Paragraph, class: Option<(Verdict, Span)>) {
        if class.is_some() || matches!(paragraph.kind, ParagraphKind::Heading(_)) {
            self.section = class;
            self.is_open = false;
        }
        if let Some(last) = self.applications.last_mut().filter(|_| self.is_open) {
            last.body.push(Passage::from(paragraph));
        }
    }

    fn rows(&self, table: &Table, columns: &Columns) -> Vec<Application> {
        let place = place_of_name(self.document, table, columns);
        let has_verdicts = columns.first(Role::Verdict).is_some();
        let mut section = self.section.filter(|_| !has_verdicts);
        let mut applications = Vec::new();
        for row in columns.body(table) {
            let class = only_cell(self.document, row)
                .and_then(|cell| Some((verdict_of_heading(self.document.words(cell.span))?, cell.span)));
            if class.is_some() && !has_verdicts {
                section = class;
                continue;
            }
            let found = application(self.document, row, columns, &self.legend, place);
            applications.extend(found.map(|found| Application { verdict: found.verdict.or(section), ..found }));
        }
        applications
    }
}

/// A list of what each verdict means: no verdict comes twice and nothing has a name.
fn is_legend(document: &Document, applications: &[Application]) -> bool {
    let mut verdicts: Vec<_> =
        applications.iter().filter_map(|application| application.verdict.map(|(class, _)| class)).collect();
    let all = verdicts.len();
    verdicts.sort_unstable();
    verdicts.dedup();
    let bare = applications.iter().all(|application| {
        application.project.is_none() && application.amount.is_none() && application.score.is_none()
    });
    // What each verdict leads to is no name.
    let begins_as_name = |application: &&Application| {
        application.promoter.words(&document.text).starts_with(|first: char| !first.is_lowercase())
    };
    let named = ratio(applications.iter().filter(begins_as_name).count(), applications.len());
    let organisations = applications
        .iter()
        .filter(|application| vocabulary::organisation_words(&application.promoter.words(&document.text)) > 0);
    let explains = all >= 3 && verdicts.len() == all && organisations.count() * 2 < applications.len();
    bare && (explains || all >= 2 && named < 0.5)
}

/// Which line of its cell names the promoter, where cells without a column for the title hold several.
fn place_of_name(document: &Document, table: &Table, columns: &Columns) -> Option<Place> {
    let column = columns.first(Role::Promoter).filter(|_| columns.first(Role::Project).is_none())?;
    let cells = columns.body(table).iter().filter_map(|row| cell_at(row, column));
    let lines: Vec<Vec<Span>> = cells.map(|cell| named(document, cell).lines).filter(|lines| lines.len() > 1).collect();
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
    let named = named(document, promoter);
    let by_amount = || {
        let given = cell(Role::Amount).filter(|_| columns.decided_by_amount)?.span;
        let class = if is_refused(document.words(given)) { Verdict::Negative } else { Verdict::Positive };
        Some((class, given))
    };
    let found =
        cell(Role::Verdict).and_then(|cell| verdict_in(document, cell, legend)).or(named.verdict).or_else(by_amount);
    // "Toegekend" with an amount sums up.
    let sums_up = totals || verdict(words).is_some() && (only || found.is_none());
    if is_head(document, row) || sums_up || only && promoter.width > 1 {
        return None;
    }
    let (name, below) = match (place, named.lines.as_slice()) {
        (Some(Place::First), [name, title @ ..]) => (vec![*name], title),
        (Some(Place::Last), [title @ .., name]) => (vec![*name], title),
        _ => (named.lines.clone(), [].as_slice()),
    };
    let titled: Excerpt = below.iter().map(|line| unquoted(document, *line)).collect();
    let has_text =
        [Role::Assessment, Role::Remarks, Role::Score, Role::Project].into_iter().any(|role| cell(role).is_some());
    // A name with its number keeps its place in the list, even when nothing else is filled in.
    let is_number = |cell: &&Cell| {
        let words = document.words(cell.span).trim();
        words.len() <= LONGEST_NUMBER && words.contains(|sign: char| sign.is_ascii_digit())
    };
    let is_listed = || columns.has_heads() && row.cells.iter().filter(filled).filter(is_number).count() == 1;
    if found.is_none() && !has_text && !is_listed() {
        return None;
    }
    // "Toegekend (€ 12.500)"
    let beside_verdict = || {
        let cell = cell(Role::Verdict).filter(|_| columns.first(Role::Amount).is_none())?;
        let amounts = amounts(document.words(cell.span));
        amounts.first().filter(|_| amounts.len() == 1).map(|amount| cell.span.part(amount.range.clone()).into())
    };
    Some(Application {
        promoter: name.into_iter().collect(),
        project: cell(Role::Project).map(|cell| title(document, cell)).or((!below.is_empty()).then_some(titled)),
        reference: cell(Role::Reference).map(excerpt).or(named.reference.map(Excerpt::from)),
        amount: cell(Role::Amount).map(excerpt).or(named.amount.map(Excerpt::from)).or_else(beside_verdict),
        score: cell(Role::Score).and_then(|cell| points(document, cell, columns)),
        verdict: found,
        body: passages(document, row, columns.all(Role::Assessment), found),
        remarks: passages(document, row, columns.all(Role::Remarks), found),
        labels: Vec::new(),
    })
}

/// The paragraphs of several cells but for that of the verdict; a cell that covers two of the columns stands once.
fn passages(document: &Document, row: &Row, columns: &[u16], found: Option<(Verdict, Span)>) -> Vec<Passage> {
    let mut seen: Vec<Span> = Vec::new();
    let mut passages = Vec::new();
    for cell in columns.iter().filter_map(|column| row.cells.iter().find(|cell| cell.column == *column)) {
        if !seen.contains(&cell.span) && !vocabulary::is_nothing(document.words(cell.span)) {
            seen.push(cell.span);
            let text = cell.paragraphs.iter().filter(|line| found.is_none_or(|(_, verdict)| verdict != line.span));
            passages.extend(text.map(Passage::from));
        }
    }
    passages
}

fn points(document: &Document, cell: &Cell, columns: &Columns) -> Option<Points> {
    let (range, max) = score::points(document.words(cell.span))?;
    let value = cell.span.part(range.start..range.end);
    Some(Points { value, max: max.or_else(|| columns.most_points.clone()) })
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
