//! The rows of a table in, the tables that stand beside each other in them out.

use super::grid::GridRow;
use super::hidden::Ranges;

/// Fewest columns and rows of a table that stands beside another one.
const FEWEST: usize = 2;
/// Nobody can read more tables than this beside each other.
const MOST: usize = 16;

/// A table, and the shorter ones that stand beside it, from left to right: a legend beside a list, for example.
///
/// Between them a column is empty. An empty column alone does not part tables, as many are spaced so: the one beside must
/// also end or begin well inside the other.
pub(super) fn parted(rows: &[&GridRow], hidden: &Ranges) -> Vec<Vec<GridRow>> {
    let groups = groups(rows, hidden);
    if !(FEWEST..=MOST).contains(&groups.len()) {
        return Vec::new();
    }
    let short: Vec<(u32, u32)> = groups.iter().copied().filter(|&group| is_short(rows, group)).collect();
    if short.is_empty() {
        return Vec::new();
    }
    let is_in = |column: u32| short.iter().any(|&(first, last)| (first..=last).contains(&column));
    let rest = rows.iter().map(|row| kept(row, |column| !is_in(column))).collect();
    let beside = short
        .iter()
        .map(|&(first, last)| rows.iter().map(|row| kept(row, |column| (first..=last).contains(&column))).collect());
    let mut tables: Vec<Vec<GridRow>> = std::iter::once(rest).chain(beside).collect();
    tables.iter_mut().for_each(|table| table.retain(|row| !row.is_empty()));
    tables.retain(|table| !table.is_empty());
    tables.sort_by_key(|table| table.iter().filter_map(|row| row.keys().next()).min().copied());
    tables
}

fn kept(row: &GridRow, keep: impl Fn(u32) -> bool) -> GridRow {
    row.iter().filter(|(column, _)| keep(**column)).map(|(&column, cell)| (column, cell.clone())).collect()
}

/// Columns that no empty column parts, first and last of each group.
fn groups(rows: &[&GridRow], hidden: &Ranges) -> Vec<(u32, u32)> {
    let mut covered: Vec<(u32, u32)> = rows
        .iter()
        .flat_map(|row| row.iter().map(|(&column, cell)| (column, column.saturating_add(cell.more_columns))))
        .collect();
    covered.sort_unstable();
    covered.dedup();
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for (first, last) in covered {
        match groups.last_mut() {
            Some((_, end)) if first <= hidden.first_shown(end.saturating_add(1)) => *end = last.max(*end),
            _ => groups.push((first, last)),
        }
    }
    groups
}

/// Whether these columns are filled in a run of rows that is much shorter than the table.
fn is_short(rows: &[&GridRow], (first, last): (u32, u32)) -> bool {
    let mut filled = (0..rows.len()).filter(|&at| rows[at].range(first..=last).next().is_some());
    let Some(start) = filled.next() else { return false };
    let (count, end) = filled.fold((1, start), |(count, _), at| (count + 1, at));
    let columns = |row: &&GridRow| row.range(first..=last).count();
    let width = rows.iter().map(columns).max().unwrap_or(0);
    count == end - start + 1 && count >= FEWEST && width >= FEWEST && count * 10 < rows.len() * 7
}
