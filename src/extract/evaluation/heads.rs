//! The row above a table in, what its cells say of their columns out.

use std::collections::BTreeMap;

use crate::document::{Cell, Document, Row, Table};
use crate::dutch::money::{amounts, bare_amount};

use super::super::label::{self, Role};
use super::super::reading::ratio;
use super::super::score;
use super::super::verdict::verdict;
use super::super::vocabulary;
use super::column::cells;

/// A cell longer than this is no head of a column.
pub(super) const LONGEST_HEAD: usize = 80;

/// The roles that the cells of a row name.
pub(super) fn heads(document: &Document, row: &Row) -> BTreeMap<u16, Role> {
    let mut heads = BTreeMap::new();
    for cell in &row.cells {
        let words = document.words(cell.span);
        if words.len() <= LONGEST_HEAD
            && let Some(role) = head_role(words)
        {
            heads.insert(cell.column, role);
        }
    }
    heads
}

/// In a table of applications a head can be "totaal (max. 100)" as well.
fn head_role(words: &str) -> Option<Role> {
    let asks = || words.trim_end().strip_suffix('?').and_then(verdict).map(|_| Role::Verdict);
    asks()
        .or_else(|| names_both(words))
        .or_else(|| label::role(words))
        .or_else(|| (vocabulary::is_total(words) && score::most(words).is_some()).then_some(Role::Score))
}

/// "Aanvrager en project": who asks and for what stand in one cell.
fn names_both(words: &str) -> Option<Role> {
    let joint = [" / ", "/", " en ", " & ", " + ", ", ", " - "].into_iter().find(|joint| words.contains(*joint))?;
    let roles: Vec<Option<Role>> = words.split(joint).map(label::role).collect();
    let has = |role: Role| roles.contains(&Some(role));
    (has(Role::Promoter) && (has(Role::Project) || has(Role::Reference))).then_some(Role::Promoter)
}

/// Whether a row holds heads of columns and nothing that could be a value.
pub(in crate::extract) fn is_head(document: &Document, row: &Row) -> bool {
    let filled = || row.cells.iter().map(|cell| document.words(cell.span).trim()).filter(|words| !words.is_empty());
    let known = filled().filter(|words| words.len() <= LONGEST_HEAD && head_role(words).is_some()).count();
    let could_be_value = |words: &str| {
        words.len() > LONGEST_HEAD
            // "Toegekend" heads a column of amounts.
            || verdict(words).is_some() && head_role(words).is_none()
            || bare_amount(words).is_some()
            || !amounts(words).is_empty()
    };
    known >= 2 && known * 2 >= filled().count() && !filled().any(could_be_value)
}

/// A row in which one head only is known, above a column of running text: short words over long ones.
pub(super) fn is_over_text(document: &Document, table: &Table, row: &Row) -> bool {
    let words = |cell: &Cell| document.words(cell.span).trim().len();
    let short = row.cells.iter().filter(|cell| words(cell) > 0).all(|cell| words(cell) <= LONGEST_HEAD / 2);
    let below = |column: u16| {
        let texts: Vec<usize> = cells(&table.rows[1..], column).map(words).filter(|length| *length > 0).collect();
        ratio(texts.iter().filter(|length| **length > LONGEST_HEAD / 2).count(), texts.len())
    };
    let is_text =
        |(column, role): (u16, Role)| matches!(role, Role::Assessment | Role::Remarks) && below(column) >= 0.6;
    short
        && row.cells.iter().filter(|cell| words(cell) > 0).count() >= 2
        && heads(document, row).into_iter().any(is_text)
}
