//! The lines of one record and where a part of it stands in; its words out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;

use super::super::super::label::role;
use super::super::super::piece::Passage;
use super::super::super::profile::Position;
use super::line::{Labelled, Line, label_name};

/// So many titles stand above the heads of a table at most.
pub(in super::super) const MOST_TITLES: usize = 3;

/// A number before a name: "3.", "2.1", "4)", "nr. 5".
pub(in super::super) static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*(?:(?i:nr\.?|nummer)\s*)?\p{L}?\d{1,4}(?:[.\-]\d{1,4})*[.):]?\s*(?:[-–—]\s+)?"));

/// What stands at a position.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    /// The lines that it takes.
    pub(in super::super) lines: Range<usize>,
    pub(in super::super) passages: Vec<Passage>,
    /// The label before it.
    pub(in super::super) head: Option<Span>,
}

impl Found {
    /// The place of all of it.
    pub(in super::super) fn span(&self) -> Span {
        self.passages.iter().map(|passage| passage.span).reduce(Span::cover).unwrap_or_default()
    }
}

impl Position {
    /// What stands here in the record of these lines; `None` where that is nothing.
    pub(in super::super) fn find(&self, document: &Document, lines: &[Line], record: Range<usize>) -> Option<Found> {
        let found = match (&self.label, self.line) {
            (Some(label), _) => behind_label(document, lines, record, label)?,
            (None, Some(line)) => {
                let at = (record.start + usize::from(line)).checked_sub(1)?;
                let line = lines.get(at).filter(|_| record.contains(&at))?;
                let cell = match self.column_in(document, lines, at) {
                    Some(column) => line.cell(column)?,
                    None => line.cells.first()?,
                };
                Found { lines: at..at + 1, passages: cell.passages.clone(), head: None }
            }
            (None, None) => return None,
        };
        self.part_of(document, found)
    }

    /// The column of a row, from 0: the one with the right head, where there is one.
    fn column_in(&self, document: &Document, lines: &[Line], at: usize) -> Option<u16> {
        let headed = || {
            let (head, first) = (label_name(self.head.as_ref()?), lines[at].table?);
            let above = lines[first..at].iter().take(MOST_TITLES + 1);
            let mut cells = above.flat_map(|line| &line.cells);
            cells.find(|cell| label_name(document.words(cell.span)) == head).map(|cell| cell.column)
        };
        headed().or_else(|| self.column.and_then(|column| column.checked_sub(1)))
    }

    /// What stands between the characters that part it from the rest of its line.
    fn part_of(&self, document: &Document, found: Found) -> Option<Found> {
        let found = match self.paragraph {
            Some(number) => {
                let passage = *found.passages.get(usize::from(number).checked_sub(1)?)?;
                Found { passages: vec![passage], ..found }
            }
            None => found,
        };
        if self.after.is_none() && self.until.is_none() && !self.numbered {
            return (!found.passages.is_empty()).then_some(found);
        }
        let whole = found.span();
        let part = self.between(document.words(whole))?;
        let span = whole.part(part).trimmed(&document.text);
        (!span.is_empty()).then(|| Found { passages: vec![Passage { span, is_item: false }], ..found })
    }

    fn between(&self, words: &str) -> Option<Range<usize>> {
        let occurrence = self.occurrence.unwrap_or(1);
        let (start, nth_end) = match &self.after {
            Some(sign) => (nth(words, sign, occurrence)? + sign.len(), 1),
            None => (if self.numbered { NUMBER.find(words)?.end() } else { 0 }, occurrence),
        };
        let end = match &self.until {
            Some(sign) => match closing(&words[start..], sign).or_else(|| nth(&words[start..], sign, nth_end)) {
                Some(end) => start + end,
                None if self.open => words.len(),
                None => return None,
            },
            None => words.len(),
        };
        Some(start..end)
    }
}

/// Where the bracket closes behind which words began that hold brackets themselves; `None` for other signs.
fn closing(words: &str, sign: &str) -> Option<usize> {
    let opening = match sign.chars().next()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let mut depth = 0_usize;
    words.char_indices().find_map(|(at, symbol)| {
        if symbol == opening {
            depth += 1;
        } else if words[at..].starts_with(sign) && depth == 0 {
            return Some(at);
        } else if sign.starts_with(symbol) {
            depth = depth.saturating_sub(1);
        }
        None
    })
}

/// Where a sign stands for the nth time; from behind for a negative number.
fn nth(words: &str, sign: &str, occurrence: i8) -> Option<usize> {
    let count = usize::from(occurrence.unsigned_abs()).checked_sub(1)?;
    if occurrence < 0 {
        words.rmatch_indices(sign).nth(count).map(|(at, _)| at)
    } else {
        words.match_indices(sign).nth(count).map(|(at, _)| at)
    }
}

/// What stands behind a label: on its line, or where nothing stands there on the lines up to the next label.
fn behind_label(document: &Document, lines: &[Line], record: Range<usize>, label: &str) -> Option<Found> {
    let name = label_name(label);
    let (at, own) = record.clone().find_map(|at| {
        let line = &lines[at];
        let alone = || Labelled { name: name.clone(), head: line.span(), value: Vec::new() };
        let own = line.labelled(document).filter(|own| own.name == name);
        own.or_else(|| line.is_only(document, &name).then(alone)).map(|own| (at, own))
    })?;
    if !own.value.is_empty() {
        return Some(Found { lines: at..at + 1, passages: own.value, head: Some(own.head) });
    }
    let below = lines.get(at + 1).filter(|_| at + 1 < record.end)?;
    let is_label = below.labelled(document).is_some_and(|own| role(&own.name).is_some());
    let passages = below.cells.iter().flat_map(|cell| cell.passages.iter().copied()).collect();
    (!is_label).then_some(Found { lines: at..at + 2, passages, head: Some(own.head) })
}
