//! Reads applications that stand as rows of a table, whatever the order of its columns.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, Document, Excerpt, Row, Table};
use crate::record::RecordKind;

use super::application::{Application, ApplicationReading};
use super::reading::Reading;
use super::stack::ratio;
use super::vocabulary::{self, Role};

/// How many rows may stand above the row with the heads of the columns.
const HEAD_WITHIN: usize = 6;
/// From this share of verdict words on, a column is a column of verdicts.
const VERDICTS_IN_COLUMN: f32 = 0.6;

type Columns = BTreeMap<Role, u16>;

/// Reads every table that has a column of verdicts; `None` where no table has.
pub(super) fn read(document: &Document) -> Option<ApplicationReading<'_>> {
    let mut applications = Vec::new();
    let mut evidence = Vec::new();
    let mut confidence: f32 = 1.0;
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let Some((columns, by_head)) = columns(document, table) else { continue };
        let found: Vec<_> = table.rows.iter().filter_map(|row| application(document, row, &columns)).collect();
        let judged = found.iter().filter(|application| application.verdict.is_some()).count();
        evidence.push(format!(
            "een tabel van {} rijen met een kolom oordelen ({judged} rijen hebben er een), kolommen herkend aan {}",
            table.rows.len(),
            if by_head { "hun kop" } else { "wat erin staat" },
        ));
        confidence = confidence.min(ratio(judged, found.len()) * if by_head { 1.0 } else { 0.85 });
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

/// Which column plays which role, and whether a row of heads says so.
fn columns(document: &Document, table: &Table) -> Option<(Columns, bool)> {
    let by_head =
        table.rows.iter().take(HEAD_WITHIN).map(|row| heads(document, row)).find(|columns| columns.len() >= 2);
    let known_by_head = by_head.is_some();
    let mut columns = by_head.unwrap_or_default();
    let fits = |column: u16| verdict_share(document, table, column) >= VERDICTS_IN_COLUMN;
    if columns.get(&Role::Verdict).is_none_or(|&column| !fits(column)) {
        // A column called "advies" can hold the text of it.
        if let Some(text) = columns.remove(&Role::Verdict) {
            columns.entry(Role::Assessment).or_insert(text);
        }
        let verdict = all_columns(table).into_iter().find(|&column| fits(column))?;
        columns.retain(|_, column| *column != verdict);
        columns.insert(Role::Verdict, verdict);
    }
    complete(document, table, &mut columns)?;
    Some((columns, known_by_head))
}

fn heads(document: &Document, row: &Row) -> Columns {
    let mut columns = Columns::new();
    for cell in &row.cells {
        if let Some(role) = vocabulary::role(document.words(cell.span)) {
            columns.entry(role).or_insert(cell.column);
        }
    }
    columns
}

/// The promoter is the first column left of the verdict that holds short texts, the text is the longest column.
fn complete(document: &Document, table: &Table, columns: &mut Columns) -> Option<()> {
    if let Some(beneficiary) = columns.remove(&Role::Beneficiary) {
        columns.entry(Role::Promoter).or_insert(beneficiary);
    }
    let verdict = *columns.get(&Role::Verdict)?;
    let free = |columns: &Columns| -> Vec<u16> {
        all_columns(table).into_iter().filter(|column| !columns.values().any(|taken| taken == column)).collect()
    };
    let length = |column: u16| cells(table, column).map(|cell| document.words(cell.span).len()).sum::<usize>();
    if !columns.contains_key(&Role::Promoter) {
        let free = free(columns);
        let promoter = free.iter().copied().find(|&column| column < verdict && length(column) > 0);
        columns.insert(Role::Promoter, promoter.or_else(|| free.first().copied())?);
    }
    if !columns.contains_key(&Role::Assessment)
        && let Some(longest) = free(columns).into_iter().max_by_key(|&column| length(column))
    {
        columns.insert(Role::Assessment, longest);
    }
    Some(())
}

fn all_columns(table: &Table) -> Vec<u16> {
    let mut columns: Vec<u16> = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn cells(table: &Table, column: u16) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flat_map(move |row| row.cells.iter().filter(move |cell| cell.column == column))
}

fn verdict_share(document: &Document, table: &Table, column: u16) -> f32 {
    let words = cells(table, column).map(|cell| document.words(cell.span).trim()).filter(|words| !words.is_empty());
    let filled: Vec<&str> = words.filter(|words| vocabulary::role(words).is_none()).collect();
    ratio(filled.iter().filter(|words| vocabulary::verdict(words).is_some()).count(), filled.len())
}

fn application<'doc>(document: &Document, row: &'doc Row, columns: &Columns) -> Option<Application<'doc>> {
    let cell = |role: Role| {
        let column = columns.get(&role)?;
        let cell = row.cells.iter().find(|cell| cell.column == *column)?;
        (!document.words(cell.span).trim().is_empty()).then_some(cell)
    };
    let promoter = cell(Role::Promoter)?;
    let is_head = heads(document, row).len() >= 2;
    let is_title =
        row.cells.iter().all(|other| std::ptr::eq(other, promoter) || document.words(other.span).trim().is_empty())
            && promoter.width > 1;
    if is_head || is_title || vocabulary::is_total(document.words(promoter.span)) {
        return None;
    }
    let verdict = cell(Role::Verdict);
    Some(Application {
        promoter: excerpt(promoter),
        project: cell(Role::Project).map(excerpt),
        reference: cell(Role::Reference).map(excerpt),
        amount: cell(Role::Amount).map(excerpt),
        verdict: verdict
            .and_then(|cell| vocabulary::verdict(document.words(cell.span)).map(|class| (class, cell.span))),
        body: cell(Role::Assessment).map(|cell| cell.paragraphs.iter().collect()).unwrap_or_default(),
    })
}

fn excerpt(cell: &Cell) -> Excerpt {
    cell.paragraphs.iter().map(|paragraph| paragraph.span).collect()
}
