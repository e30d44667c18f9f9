//! Rows with a column of amounts in, grants and the stated total out, also where a page change broke the table.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Cell, Excerpt, Row, Span};
use crate::dutch::fold::{fold, regex};
use crate::dutch::money::amounts;
use crate::record::{Grant, Money, Record, RecordKind};

use super::Extraction;
use super::draft::Origin;
use super::lines::{Line, lines};
use super::project::with_mark;
use super::reading::Reading;
use super::vocabulary::{self, Role};

static SPLIT_HYPHEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(\p{L})- (\p{Lu})"));

/// A total that the document states, with its place.
pub(super) type StatedTotal = (Money, Span);

/// Adds the grants of every table with a column of amounts; gives the total that the document states.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) -> Option<StatedTotal> {
    let mut awards: Vec<Award> = Vec::new();
    let (mut total, mut head) = (None, None);
    for line in lines(origin.document) {
        match line {
            Line::Row(row) if is_head(origin, row) => head = Some(row),
            Line::Row(row) => match (amount_of(origin, row), awards.last_mut()) {
                (Some(amount), _) if vocabulary::is_total(first_words(origin, row)) => total = Some(amount),
                (Some(amount), _) => awards.extend(Award::of(origin, row, head, amount)),
                (None, Some(award)) => award.describe(origin, row.cells.iter().flat_map(|cell| &cell.paragraphs)),
                (None, None) => {}
            },
            Line::Paragraph(paragraph) => {
                if let (Some(award), None) = (awards.last_mut(), &total) {
                    award.describe(origin, [paragraph]);
                }
            }
        }
    }
    if awards.len() < 2 {
        return None;
    }
    extraction.readings.push(explain(&awards, head.is_some(), total.is_some()));
    extraction.records.extend(awards.iter().map(|award| Record::Grant(award.grant(origin))));
    total
}

fn is_head(origin: Origin<'_>, row: &Row) -> bool {
    row.cells.iter().filter(|cell| vocabulary::role(origin.document.words(cell.span)).is_some()).count() >= 2
}

fn first_words<'doc>(origin: Origin<'doc>, row: &Row) -> &'doc str {
    row.cells
        .iter()
        .map(|cell| origin.document.words(cell.span).trim())
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// The amount of a row whose last filled cell is an amount and nothing else.
fn amount_of(origin: Origin<'_>, row: &Row) -> Option<StatedTotal> {
    let cell = row.cells.iter().rev().find(|cell| !origin.document.words(cell.span).trim().is_empty())?;
    let words = origin.document.words(cell.span).trim();
    let amount = amounts(words).into_iter().next()?;
    let alone = words.len() - amount.range.len() <= 2;
    alone.then(|| (Money { value: amount.value, currency: amount.currency.to_owned() }, cell.span))
}

/// A row of the table with the text that belongs to it.
struct Award {
    beneficiaries: Vec<Span>,
    title: Option<Excerpt>,
    amount: StatedTotal,
    description: Vec<Span>,
}

impl Award {
    fn of(origin: Origin<'_>, row: &Row, head: Option<&Row>, amount: StatedTotal) -> Option<Self> {
        let filled: Vec<&Cell> = row
            .cells
            .iter()
            .filter(|cell| cell.span != amount.1 && !origin.document.words(cell.span).trim().is_empty())
            .collect();
        let under = |role: Role| {
            let column = head?
                .cells
                .iter()
                .find(|cell| vocabulary::role(origin.document.words(cell.span)) == Some(role))?
                .column;
            filled.iter().copied().find(|cell| cell.column == column)
        };
        let receiver = under(Role::Beneficiary).or_else(|| under(Role::Promoter)).or(filled.first().copied())?;
        let title = under(Role::Project).or_else(|| filled.iter().copied().find(|cell| cell.column != receiver.column));
        Some(Self {
            beneficiaries: names(origin.text(), receiver.span),
            title: title.map(|cell| cell.span.into()),
            amount,
            description: Vec::new(),
        })
    }

    fn describe<'doc>(
        &mut self,
        origin: Origin<'_>,
        paragraphs: impl IntoIterator<Item = &'doc crate::document::Paragraph>,
    ) {
        for paragraph in paragraphs {
            let mut span = with_mark(origin.text(), paragraph);
            if self.description.is_empty() {
                span.start += vocabulary::description_start(span.of(origin.text()));
            }
            if !span.trimmed(origin.text()).is_empty() {
                self.description.push(span);
            }
        }
    }

    fn grant(&self, origin: Origin<'_>) -> Grant {
        let mut draft = origin.draft();
        let beneficiaries = self.beneficiaries.iter().enumerate();
        let beneficiaries = beneficiaries
            .map(|(number, &span)| {
                let name = draft.words(format!("beneficiaries.{number}"), &span.into());
                SPLIT_HYPHEN.replace_all(&name, "$1-$2").into_owned()
            })
            .collect();
        let title = self.title.as_ref().map(|title| draft.words("title", title));
        draft.stands_at("amount", &[self.amount.1]);
        let description = draft.words("description", &self.description.iter().copied().collect());
        let parts = self.beneficiaries.iter().chain(&self.description).copied();
        let (id, source) = draft.close(RecordKind::Grant, parts.fold(self.amount.1, Span::cover));
        Grant { id, source, beneficiaries, title, amount: self.amount.0.clone(), description }
    }
}

/// The names in a cell: parted by commas and semicolons, the last two also by "en".
fn names(text: &str, cell: Span) -> Vec<Span> {
    let words = cell.of(text);
    let mut names = Vec::new();
    let mut start = 0;
    for (at, sign) in words.match_indices([',', ';']) {
        names.push(Span::new(cell.start + start, cell.start + at));
        start = at + sign.len();
    }
    let last = Span::new(cell.start + start, cell.end);
    match (names.is_empty(), last.of(text).find(" en ")) {
        (false, Some(joint)) => {
            names.push(Span::new(last.start, last.start + joint));
            names.push(Span::new(last.start + joint + " en ".len(), last.end));
        }
        _ => names.push(last),
    }
    names.into_iter().map(|name| name.trimmed(text)).filter(|name| !fold(name.of(text)).is_empty()).collect()
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
