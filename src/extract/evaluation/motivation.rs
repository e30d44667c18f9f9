//! Applications without text in; the same with what the document says about each of them further on, under its number or name.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Block, Cell, Document, ParagraphKind, Row, Span, Table};
use crate::dutch::fold::fold;
use crate::record::Verdict;

use super::super::draft::Origin;
use super::super::label::{self, Role};
use super::super::piece::{Passage, Piece};
use super::application::Application;
use super::given::verdicts;
use super::unit::{LONGEST_NAME, Unit};

/// Lines times applications: more are not compared, so that a register of thousands is read in time.
const MOST_COMPARED: usize = 20_000_000;
/// A name of fewer letters stands in many a line.
const SHORTEST_KEY: usize = 4;

/// Adds the sections that say why it was decided so; nothing where too few applications have one.
pub(super) fn find(origin: Origin<'_>, applications: &mut [Application]) {
    let Origin { document, pieces, .. } = origin;
    let is_silent = |application: &Application| application.body.is_empty() && application.remarks.is_empty();
    if !applications.iter().all(is_silent) {
        return;
    }
    if from_list(document, applications) {
        return;
    }
    if pieces.len().saturating_mul(applications.len()) > MOST_COMPARED {
        return;
    }
    let sections = sections(document, pieces, applications);
    let is_refused =
        |application: &Application| application.verdict.is_some_and(|(class, _)| class != Verdict::Positive);
    let refused = applications.iter().filter(|application| is_refused(application)).count();
    let why_refused = sections.iter().filter(|(owner, _)| is_refused(&applications[*owner])).count();
    // What stands under the names of those who were chosen can also tell what they will do.
    let says_why = refused > 0 || pieces.iter().any(|piece| piece.is_heading() && is_about_reasons(document, piece));
    if sections.len() * 2 <= applications.len() || why_refused * 2 < refused || !says_why {
        return;
    }
    let given = verdicts(document, pieces);
    let read = |lines: Range<usize>| Unit::read(document, pieces, lines, &given).application;
    let mut found: Vec<(usize, Application)> =
        sections.into_iter().map(|(owner, lines)| (owner, read(lines))).collect();
    if let Some(((_, last), others)) = found.split_last_mut() {
        last.close(document, &others.iter().map(|(_, other)| other).collect::<Vec<_>>());
    }
    for (owner, section) in found {
        let application = &mut applications[owner];
        application.body = section.body;
        application.remarks = section.remarks;
        application.labels.extend(section.labels);
    }
}

/// Takes the reasons out of another table that gives them under the number or the name; false where there is none.
fn from_list(document: &Document, applications: &mut [Application]) -> bool {
    let own: Vec<Span> = applications.iter().filter_map(Application::span).collect();
    let is_other =
        |table: &&Table| !own.iter().any(|span| span.start < table.span().end && table.span().start < span.end);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Text(_) => None,
    });
    let found = tables.filter(is_other).find_map(|table| reasons(document, table, applications));
    let Some(reasons) = found else { return false };
    for (application, reason) in applications.iter_mut().zip(reasons) {
        application.body = reason;
    }
    true
}

/// What each application has in the column of reasons; none where most have nothing.
fn reasons(document: &Document, table: &Table, applications: &[Application]) -> Option<Vec<Vec<Passage>>> {
    let (head, rows) = table.rows.split_first()?;
    let words = |cell: &Cell| document.words(cell.span).trim().to_owned();
    let text = head.cells.iter().find(|cell| label::role(&words(cell)) == Some(Role::Assessment))?.column;
    let cell = |row: &Row, column: u16| row.cells.iter().find(|cell| cell.column == column).cloned();
    let counts = |row: &Row, number: usize| cell(row, 0).is_some_and(|first| words(&first) == number.to_string());
    // Where the rows are counted as the applications are, the count tells which is which.
    let counted = rows.len() == applications.len() && (1..).zip(rows).all(|(number, row)| counts(row, number));
    let others =
        rows.iter().flat_map(|row| row.cells.iter().filter(|cell| cell.column != text).map(move |cell| (cell, row)));
    let rows_about: HashMap<String, &Row> = others.map(|(cell, row)| (fold(&words(cell)), row)).collect();
    let reason = |(at, application): (usize, &Application)| {
        let about = || keys(document, application).iter().find_map(|key| rows_about.get(key).copied());
        let row = about().or_else(|| rows.get(at).filter(|_| counted))?;
        let passages = cell(row, text)?.paragraphs.iter().map(Passage::from).collect::<Vec<_>>();
        (!passages.is_empty()).then_some(passages)
    };
    let found: Vec<Option<Vec<Passage>>> = applications.iter().enumerate().map(reason).collect();
    (found.iter().flatten().count() * 2 > applications.len())
        .then(|| found.into_iter().map(Option::unwrap_or_default).collect())
}

fn is_about_reasons(document: &Document, heading: &Piece) -> bool {
    label::label(document.words(heading.span)).is_some_and(|(role, _)| role == Role::Assessment)
}

/// Whose section begins where, and which lines it has.
fn sections(document: &Document, pieces: &[Piece], applications: &[Application]) -> Vec<(usize, Range<usize>)> {
    let keys: Vec<Vec<String>> = applications.iter().map(|application| keys(document, application)).collect();
    let own: Vec<_> = applications.iter().filter_map(Application::span).collect();
    let mut taken = vec![false; applications.len()];
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let in_list = own.iter().any(|span| span.start < piece.span.end && piece.span.start < span.end);
        if in_list || !is_title(document, pieces, at) {
            continue;
        }
        let words = fold(document.words(piece.span));
        let mut owners = (0..keys.len()).filter(|&owner| keys[owner].iter().any(|key| holds(&words, key)));
        if let (Some(owner), None) = (owners.next(), owners.next())
            && !taken[owner]
        {
            taken[owner] = true;
            starts.push((owner, at));
        }
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([pieces.len()]).collect::<Vec<_>>();
    let lines = starts.iter().zip(ends).map(|(&(owner, start), end)| {
        let higher = (start + 1..end).find(|&at| is_above(&pieces[start], &pieces[at]));
        (owner, start..higher.unwrap_or(end))
    });
    lines.collect()
}

/// The number of an application, else its names, as they may stand over its section.
fn keys(document: &Document, application: &Application) -> Vec<String> {
    let names = [application.reference.as_ref(), Some(&application.promoter), application.project.as_ref()];
    let folded = names.into_iter().flatten().map(|name| fold(&name.words(&document.text)).replace('\n', " "));
    let telling = |key: &String| key.len() >= SHORTEST_KEY && key.contains(char::is_alphanumeric);
    folded.filter(telling).collect()
}

/// Whether a key stands in a line, as whole words.
fn holds(words: &str, key: &str) -> bool {
    let is_edge = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
    words
        .match_indices(key)
        .any(|(at, _)| is_edge(words[..at].chars().next_back()) && is_edge(words[at + key.len()..].chars().next()))
}

/// Whether a line can stand over a section: a heading, or short words that stand apart and are no sentence.
fn is_title(document: &Document, pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    let words = document.words(piece.span);
    let goes_on = pieces.get(at + 1).is_some_and(|next| !next.is_heading());
    let apart = piece.gap_before && piece.label.is_none() && piece.kind != ParagraphKind::Item;
    let short = words.len() <= LONGEST_NAME && !words.ends_with(['.', ';', ',', '?', '!']);
    goes_on && short && (piece.is_heading() || apart)
}

/// Whether a heading closes the section that another one opens.
fn is_above(opening: &Piece, line: &Piece) -> bool {
    let level = |piece: &Piece| match piece.kind {
        ParagraphKind::Heading(level) if piece.label.is_none() => Some(level),
        _ => None,
    };
    level(line).is_some_and(|other| level(opening).is_none_or(|own| other <= own))
}
