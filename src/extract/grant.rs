//! Rows with a column of amounts in, grants and the stated total out, also where a page change broke the table.

use crate::document::{Cell, Excerpt, ParagraphKind, Row, Span};
use crate::dutch::fold::fold;
use crate::dutch::money::{Notation, amounts};
use crate::record::{Money, Record, RecordKind};

use super::Extraction;
use super::award::{Award, names};
use super::draft::Origin;
use super::evaluation::{self, is_head};
use super::label::{self, Role};
use super::lines::{Line, lines};
use super::list;
use super::piece::Passage;
use super::reading::Reading;
use super::vocabulary;

/// A total that the document states, with its place.
pub(super) type StatedTotal = (Money, Span);

/// Adds the grants of every table with a column of amounts; gives the total that the document states.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) -> Option<StatedTotal> {
    let mut awards: Vec<Award> = Vec::new();
    let (mut total, mut head) = (None, None);
    // A heading ends what stands under a row.
    let mut is_over = false;
    let lines = lines(origin.document);
    let notation = notation(origin, &lines);
    for (at, line) in lines.iter().copied().enumerate() {
        match line {
            Line::Row(row) if is_head(origin.document, row) => {
                (head, is_over) = (Some(Head::of(origin, row, &lines[at + 1..])), false);
            }
            Line::Row(row) => match (amount_of(origin, row, head, notation), awards.last_mut()) {
                (Some(amount), _) if is_total(origin, row) => {
                    if !vocabulary::is_part_of_total(first_words(origin, row)) {
                        total = Some(amount);
                    }
                }
                (Some(amount), _) => awards.extend(Award::of(origin, row, head.map(|head| head.row), amount)),
                (None, Some(award)) if is_single(origin, row) && !is_section(origin, row) => {
                    award.describe(origin, row.cells.iter().flat_map(|cell| &cell.paragraphs));
                }
                (None, _) => {}
            },
            Line::Paragraph(paragraph) if matches!(paragraph.kind, ParagraphKind::Heading(_)) => is_over = true,
            Line::Paragraph(paragraph) => {
                if let (Some(award), None, false) = (awards.last_mut(), &total, is_over) {
                    award.describe(origin, [paragraph]);
                }
            }
        }
    }
    if !names_receivers(origin, &awards, head) {
        awards.clear();
    }
    if awards.len() < 2 {
        if !listed(origin, extraction) {
            in_blocks(origin, extraction);
        }
        return None;
    }
    extraction.readings.push(explain(&awards, head.is_some(), total.is_some()));
    extraction.records.extend(awards.iter().map(|award| Record::Grant(award.grant(origin))));
    total
}

/// Whether the rows tell who gets the money, rather than how much went to a province, a theme or a year.
fn names_receivers(origin: Origin<'_>, awards: &[Award], head: Option<Head<'_>>) -> bool {
    let heads: Vec<&str> =
        head.iter().flat_map(|head| &head.row.cells).map(|cell| origin.document.words(cell.span)).collect();
    let has = |roles: &[Role]| heads.iter().any(|head| label::role(head).is_some_and(|role| roles.contains(&role)));
    if heads.iter().any(|head| vocabulary::counts(head)) && !has(&[Role::Project]) {
        return false;
    }
    // A register can have a column of budget lines; accounts do not say who received for which project.
    let is_register = has(&[Role::Beneficiary]) && has(&[Role::Project]);
    if !is_register && heads.iter().any(|head| vocabulary::is_account(head)) {
        return false;
    }
    let is_named = |award: &&Award| {
        award.title.is_some()
            || award.beneficiaries.iter().any(|name| vocabulary::names_organisation(name.of(origin.text())))
    };
    let named = awards.iter().filter(is_named).count();
    has(&[Role::Promoter, Role::Beneficiary, Role::Project]) || named * 2 >= awards.len()
}

/// Adds the grants of a list: lines with a name, a title and an amount.
fn listed(origin: Origin<'_>, extraction: &mut Extraction) -> bool {
    const FEWEST: usize = 3;
    let (entries, share) = list::entries(origin);
    let money = |span: Span| amounts(origin.document.words(span)).first().map(|amount| Money::euro(amount.value));
    let awards: Vec<Award> = entries
        .into_iter()
        .filter_map(|entry| {
            let amount = entry.amount?;
            let description = entry.body.iter().map(|passage| passage.span).collect();
            let beneficiaries = names(origin.text(), entry.name.promoter?);
            Some(Award {
                beneficiaries,
                title: entry.name.title.map(Excerpt::from),
                amount: (money(amount)?, amount),
                description,
            })
        })
        .collect();
    if awards.len() < FEWEST || share < 0.5 || !names_receivers(origin, &awards, None) {
        return false;
    }
    let mut reading = explain(&awards, false, false);
    reading.layout = "een lijst met naam, titel en bedrag".into();
    reading.evidence = vec![format!("{} regels noemen een naam en eindigen op een bedrag", awards.len())];
    extraction.readings.push(reading);
    extraction.records.extend(awards.iter().map(|award| Record::Grant(award.grant(origin))));
    true
}

/// Adds the grants of blocks: a heading, who gets it, a label with the amount, a text.
fn in_blocks(origin: Origin<'_>, extraction: &mut Extraction) {
    let blocks = evaluation::awards(origin);
    // What stands in most of the blocks ("Lees verder") is about none of them.
    let words = |passage: &Passage| fold(origin.document.words(passage.span));
    let all: Vec<String> = blocks.iter().flat_map(|block| &block.body).map(words).collect();
    let own =
        |passage: &&Passage| all.iter().filter(|other| **other == words(passage)).count() * 2 <= blocks.len().max(2);
    let awards: Vec<Award> = blocks
        .iter()
        .filter_map(|block| {
            let amount = *block.amount.as_ref()?.spans.first()?;
            let value = amounts(origin.document.words(amount)).first()?.value;
            Some(Award {
                beneficiaries: block.promoter.spans.iter().flat_map(|name| names(origin.text(), *name)).collect(),
                title: block.project.clone(),
                amount: (Money::euro(value), amount),
                description: block.body.iter().filter(own).map(|passage| passage.span).collect(),
            })
        })
        .filter(|award| !award.beneficiaries.is_empty())
        .collect();
    if awards.is_empty() {
        return;
    }
    let mut reading = explain(&awards, false, false);
    reading.layout = "blokken met een bedrag".into();
    reading.evidence = vec![format!("{} blokken hebben een label met het bedrag dat toegekend is", awards.len())];
    extraction.readings.push(reading);
    extraction.records.extend(awards.iter().map(|award| Record::Grant(award.grant(origin))));
}

/// The total that a table of evaluations states of what was granted.
pub(super) fn stated_total(origin: Origin<'_>) -> Option<StatedTotal> {
    let lines = lines(origin.document);
    let notation = notation(origin, &lines);
    let (mut head, mut total) = (None, None);
    for (at, line) in lines.iter().enumerate() {
        let Line::Row(row) = line else { continue };
        if is_head(origin.document, row) {
            head = Some(Head::of(origin, row, &lines[at + 1..]));
        } else if is_total(origin, row) && !vocabulary::is_part_of_total(first_words(origin, row)) {
            let of_granted = head.is_some_and(|head| head.amount_in(row).is_some());
            total = amount_of(origin, row, head, notation).filter(|_| of_granted).or(total);
        }
    }
    total
}

/// Whether one cell only is filled.
fn is_single(origin: Origin<'_>, row: &Row) -> bool {
    row.cells.iter().filter(|cell| !origin.document.words(cell.span).trim().is_empty()).count() == 1
}

/// A row of one short text that is no sentence: the name of a province, a round.
fn is_section(origin: Origin<'_>, row: &Row) -> bool {
    const LONGEST: usize = 60;
    let mut filled =
        row.cells.iter().map(|cell| origin.document.words(cell.span).trim()).filter(|words| !words.is_empty());
    let first = filled.next().unwrap_or_default();
    filled.next().is_none() && first.len() <= LONGEST && !first.contains(['.', ',', ';', ':', '\n'])
}

fn is_total(origin: Origin<'_>, row: &Row) -> bool {
    let filled = row.cells.iter().map(|cell| origin.document.words(cell.span).trim()).filter(|words| !words.is_empty());
    filled.take(2).any(vocabulary::is_total)
}

/// How bare numbers are written in the columns of amounts.
fn notation(origin: Origin<'_>, lines: &[Line<'_>]) -> Notation {
    let mut head = None;
    let mut numbers = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Line::Row(row) = line else { continue };
        if is_head(origin.document, row) {
            head = Some(Head::of(origin, row, &lines[at + 1..]));
        } else if let Some(cell) = head.and_then(|head| head.amount_in(row)) {
            numbers.push(origin.document.words(cell.span).trim());
        }
    }
    Notation::of(&numbers)
}

/// A row of heads, and the column under it that holds what was granted.
#[derive(Clone, Copy)]
struct Head<'doc> {
    row: &'doc Row,
    amount: Option<u16>,
}

impl<'doc> Head<'doc> {
    /// Of several columns of amounts the one in which most rows up to the next heads are filled, of equals the last.
    fn of(origin: Origin<'_>, row: &'doc Row, below: &[Line<'_>]) -> Self {
        let words = |cell: &Cell| origin.document.words(cell.span).trim();
        let rows = || {
            let rows = below.iter().map_while(|line| match line {
                Line::Row(row) => Some(*row).filter(|row| !is_head(origin.document, row)),
                Line::Paragraph(_) => None,
            });
            rows.flat_map(|row| &row.cells)
        };
        let amounts = row.cells.iter().filter(|cell| label::role(words(cell)) == Some(Role::Amount));
        let filled = |column: u16| rows().filter(|cell| cell.column == column && !words(cell).is_empty()).count();
        Self { row, amount: amounts.map(|cell| cell.column).max_by_key(|column| filled(*column)) }
    }

    /// The cell of a row that holds what was granted.
    fn amount_in(self, row: &Row) -> Option<&Cell> {
        row.cells.iter().find(|cell| Some(cell.column) == self.amount)
    }
}

fn first_words<'doc>(origin: Origin<'doc>, row: &Row) -> &'doc str {
    row.cells
        .iter()
        .map(|cell| origin.document.words(cell.span).trim())
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// The amount under the head of amounts; without such a head the last filled cell, if it is an amount and nothing else.
fn amount_of(origin: Origin<'_>, row: &Row, head: Option<Head<'_>>, notation: Notation) -> Option<StatedTotal> {
    let filled = |cell: &&Cell| !origin.document.words(cell.span).trim().is_empty();
    let under_head = head.and_then(|head| head.amount_in(row)).filter(filled);
    let cell = under_head.or_else(|| row.cells.iter().rev().find(filled))?;
    let words = origin.document.words(cell.span).trim();
    let stated = amounts(words).into_iter().next().filter(|amount| words.len() - amount.range.len() <= 2);
    let value = match stated {
        Some(amount) => amount.value,
        None => notation.read(words).filter(|_| under_head.is_some())?,
    };
    Some((Money::euro(value), cell.span))
}

fn explain(awards: &[Award], has_head: bool, has_total: bool) -> Reading {
    let mut evidence = vec![format!("{} rijen eindigen op een bedrag", awards.len())];
    if has_head {
        evidence.push("een koprij benoemt de kolommen".to_owned());
    }
    if has_total {
        evidence.push("de tabel vermeldt zelf een totaal".to_owned());
    }
    let confidence = 0.6 + if has_head { 0.25 } else { 0.0 } + if has_total { 0.15 } else { 0.0 };
    Reading {
        kind: RecordKind::Grant,
        layout: "rijen met een kolom bedragen".into(),
        confidence,
        evidence,
        records: awards.len(),
        chosen: true,
    }
}
