//! Labels with their values in, as a fact sheet has them; the facts about the call that they give out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::document::{Document, Span};
use crate::dutch::dates::dates;
use crate::dutch::fold::fold;
use crate::dutch::money::{amounts, bare_amount};
use crate::record::{Call, Date, Money};

use super::super::draft::{Draft, Origin};
use super::super::piece::Piece;
use super::super::vocabulary::words_in;
use super::amounts::PERCENT;
use super::dates::iso;

/// Labels that each give a field of the call, by its name.
type Labels = BTreeMap<String, Vec<String>>;

static LABELS: LazyLock<Labels> = LazyLock::new(|| words_in(include_str!("../vocabulary/call.toml")));

/// So many labels of a call make a fact sheet; fewer say the same in another document.
const FEWEST: usize = 4;

/// The labelled facts of a document; none where too few labels are about a call.
pub(super) fn facts(origin: Origin<'_>) -> BTreeMap<String, Span> {
    let Origin { document, pieces, .. } = origin;
    let mut facts = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some((field, value)) = fact(document, piece, pieces.get(at + 1)) {
            facts.entry(field.to_owned()).or_insert(value);
        }
    }
    if facts.len() < FEWEST { BTreeMap::new() } else { facts }
}

/// The field that a line gives, behind its label, on the next line, or behind the first words where no colon parts them.
fn fact(document: &Document, piece: &Piece, next: Option<&Piece>) -> Option<(&'static str, Span)> {
    let (head, value) = match &piece.label {
        Some(label) => (label.name.clone(), label.value.first().map(|value| value.span)),
        None => (fold(document.words(piece.span)), None),
    };
    let Some(field) = field(&head) else {
        let (field, start) = opening(document.words(piece.span)).filter(|_| piece.label.is_none())?;
        return Some((field, Span::new(piece.span.start + start, piece.span.end)));
    };
    let value = value.or_else(|| next.filter(|next| next.label.is_none()).map(|next| next.span))?;
    Some((field, value))
}

fn field(head: &str) -> Option<&'static str> {
    let head = head.trim_matches(|sign: char| !sign.is_alphanumeric());
    let (field, _) = LABELS.iter().find(|(_, labels)| labels.iter().any(|label| label == head))?;
    Some(field.as_str())
}

/// "Kenmerk ZW-2", "Sluitingsdatum 4 mei 2026": the longest label that opens a short line, and where its value begins.
fn opening(line: &str) -> Option<(&'static str, usize)> {
    const LONGEST: usize = 120;
    const MOST_WORDS: usize = 5;
    if line.len() > LONGEST || line.ends_with(['.', '?', '!']) {
        return None;
    }
    let ends: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).collect();
    let known = |end: &usize| Some((field(&fold(&line[..*end]))?, *end + 1));
    let (field, start) = ends.iter().rev().find_map(known)?;
    let is_value =
        line[start..].starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric() || "€‘“".contains(sign));
    let is_share = field == "cofinancing_percent" && PERCENT.is_match(&line[start..]);
    // The word oproep opens many a sentence.
    (field != "title" && (is_value || is_share)).then_some((field, start))
}

/// Puts the facts into the call; what a label says counts more than what a sentence says.
pub(super) fn read(document: &Document, facts: &BTreeMap<String, Span>, call: &mut Call, draft: &mut Draft<'_>) {
    for (field, &span) in facts {
        let words = document.words(span);
        let understood = match field.as_str() {
            "reference" => text(&mut call.reference, words, words.len() <= 20),
            "title" => text(&mut call.title, words, true),
            "programme" => text(&mut call.programme, words, true),
            "published" => date(&mut call.published, words),
            "deadline" => date(&mut call.deadline, words),
            "decision_date" => date(&mut call.decision_date, words),
            // "Eerst 900.000, verhoogd tot 1.250.000": the sentences tell which is which.
            "budget" if call.budget.is_some() && amounts(words).len() > 1 => false,
            "budget" => money(&mut call.budget, words),
            "initial_budget" => money(&mut call.initial_budget, words),
            "grant_min" => money(&mut call.grant_min, words),
            "grant_max" => money(&mut call.grant_max, words),
            _ => percent(call, words),
        };
        if understood {
            draft.stands_at(field.as_str(), &[span]);
        }
    }
}

fn text(slot: &mut Option<String>, words: &str, fits: bool) -> bool {
    let words = words.trim().trim_matches(['‘', '’', '“', '”', '"', '\'']);
    let fits = fits && !words.is_empty();
    if fits {
        *slot = Some(words.to_owned());
    }
    fits
}

fn date(slot: &mut Option<Date>, words: &str) -> bool {
    let found = dates(words).into_iter().find(|date| date.year.is_some()).and_then(|date| iso(&date));
    let understood = found.is_some();
    *slot = found.or(slot.take());
    understood
}

fn money(slot: &mut Option<Money>, words: &str) -> bool {
    let found = amounts(words).first().map(|amount| amount.value).or_else(|| bare_amount(words)).map(Money::euro);
    let understood = found.is_some();
    *slot = found.or(slot.take());
    understood
}

fn percent(call: &mut Call, words: &str) -> bool {
    let found = PERCENT.captures(words).and_then(|found| found[1].parse::<u32>().ok());
    if let Some(percent) = found {
        call.cofinancing_percent = Some(percent.into());
    }
    found.is_some()
}
