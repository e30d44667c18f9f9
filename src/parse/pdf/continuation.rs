//! A table and what follows it on the next page in; one table out when the second continues the first, cell by cell.

use super::tables::{PageTable, TableCell, TableRow};

/// Column edges of two pages that lie no further apart (in points) are the same edge.
const SAME_EDGE: f32 = 5.0;

/// Whether the second table goes on where the first one ends: the document says so, or it has the first one's columns, or some of
/// them between the same outer edges.
pub(super) fn goes_on(first: &PageTable, second: &PageTable) -> bool {
    match (first.tagged, second.tagged) {
        (None, None) => same_columns(first, second),
        (Some(first), Some(second)) => first.table == second.table,
        _ => false,
    }
}

fn same_columns(first: &PageTable, second: &PageTable) -> bool {
    let same = |a: Option<&f32>, b: Option<&f32>| matches!((a, b), (Some(a), Some(b)) if near(*a, *b));
    same(first.edges.first(), second.edges.first())
        && same(first.edges.last(), second.edges.last())
        && (within(&first.edges, &second.edges) || within(&second.edges, &first.edges))
}

/// The right edge of a table without rulings is unknown, written as infinite.
fn near(a: f32, b: f32) -> bool {
    a == b || (a - b).abs() <= SAME_EDGE
}

fn within(few: &[f32], many: &[f32]) -> bool {
    few.iter().all(|edge| position(many, *edge).is_some())
}

fn position(edges: &[f32], edge: f32) -> Option<usize> {
    edges.iter().position(|other| near(*other, edge))
}

/// Appends the rows of `second` to `first`: a repeated header is dropped and a row cut by the page edge is made whole.
pub(super) fn append(first: &mut PageTable, mut second: PageTable) {
    if let (Some(rows), Some(more)) = (&mut first.tagged, second.tagged) {
        let mut added = second.rows.into_iter();
        if rows.last == more.first
            && let (Some(last), Some(rest)) = (first.rows.last_mut(), added.next())
        {
            join(last, rest);
        }
        first.rows.extend(added);
        rows.last = more.last;
        return;
    }
    if first.edges.len() < second.edges.len() {
        recount(first, &second.edges);
    } else {
        recount(&mut second, &first.edges);
    }
    let header = repeated_header(first, &second);
    let mut rows = second.rows.into_iter().skip(header).peekable();
    let open = first.open_bottom && second.open_top;
    if let (Some(last), Some(next)) = (first.rows.last_mut(), rows.peek())
        && continues(last, next, open)
        && let Some(next) = rows.next()
    {
        join(last, next);
    }
    first.rows.extend(rows);
    first.open_bottom = second.open_bottom;
}

/// Numbers the cells by the edges of the other, finer table.
fn recount(table: &mut PageTable, edges: &[f32]) {
    let own = std::mem::replace(&mut table.edges, edges.to_vec());
    let number = |edge: usize| own.get(edge).and_then(|&x| position(edges, x));
    for cell in table.rows.iter_mut().flatten() {
        if let (Some(start), Some(end)) = (number(cell.column), number(cell.column + cell.width)) {
            cell.column = start;
            cell.width = end.saturating_sub(start).max(1);
        }
    }
}

/// How many rows at the top of the second table say the same as those at the top of the first (at most three).
fn repeated_header(first: &PageTable, second: &PageTable) -> usize {
    const MOST: usize = 3;
    let text = |row: &TableRow| row.iter().map(TableCell::text).collect::<Vec<_>>();
    let pairs = first.rows.iter().zip(&second.rows).take(MOST);
    pairs
        .take_while(|(a, b)| first.rows.len() > 1 && text(a) == text(b) && a.iter().any(|cell| !cell.lines.is_empty()))
        .count()
}

/// Whether the row at the top of a page is the rest of the row at the bottom of the page before.
fn continues(last: &TableRow, next: &TableRow, open: bool) -> bool {
    let filled = |row: &TableRow, column: usize| row.iter().any(|cell| cell.column == column && !cell.lines.is_empty());
    let same_shape =
        last.len() == next.len() && last.iter().zip(next).all(|(a, b)| (a.column, a.width) == (b.column, b.width));
    if next.len() == 1 || last.len() == 1 {
        return same_shape && !last.is_empty() && (open || breaks_off(&last[0], &next[0]));
    }
    if !filled(next, 0) {
        return filled(last, 0)
            || open
            || next
                .iter()
                .any(|cell| last.iter().any(|before| before.column == cell.column && breaks_off(before, cell)));
    }
    // A name cut by the page edge: what stood once at the top of its row (the verdict) does not come again.
    let inner = next.len() - 1;
    let lacks_some = next[..inner].iter().any(|cell| cell.lines.is_empty() && filled(last, cell.column));
    let text_runs_on = last.iter().zip(next).any(|(before, cell)| breaks_off(before, cell));
    same_shape && lacks_some && (open || text_runs_on)
}

/// Whether the second cell goes on in the middle of the first one's sentence.
fn breaks_off(before: &TableCell, after: &TableCell) -> bool {
    let (before, after) = (before.text(), after.text());
    let ends = before.trim_end().chars().next_back().is_some_and(|last| ".!?:;".contains(last));
    let starts_low = after.chars().find(|sign| sign.is_alphanumeric()).is_some_and(|sign| sign.is_lowercase());
    !before.is_empty() && !after.is_empty() && (!ends || starts_low)
}

fn join(last: &mut TableRow, next: TableRow) {
    for cell in next {
        if cell.lines.is_empty() {
            continue;
        }
        match last.iter_mut().find(|before| before.column == cell.column) {
            Some(before) => before.lines.extend(cell.lines),
            None => last.push(cell),
        }
    }
    last.sort_by_key(|cell| cell.column);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::geometry::Area;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    fn cell(column: usize, text: &str, page: u32) -> TableCell {
        let word = Word { text: text.into(), x0: 0.0, x1: 9.0, y: 9.0, size: 9.0, bold: false };
        let lines = if text.is_empty() { Vec::new() } else { lines(vec![word], page) };
        TableCell { column, width: 1, lines }
    }

    fn table(page: u32, rows: &[[&str; 3]]) -> PageTable {
        let rows = rows.iter().map(|row| (0..).zip(row).map(|(column, text)| cell(column, text, page)).collect());
        PageTable {
            edges: vec![0.0, 50.0, 80.0, 200.0],
            rows: rows.collect(),
            area: Area::default(),
            open_top: false,
            open_bottom: false,
            tagged: None,
        }
    }

    fn texts(table: &PageTable) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.iter().map(TableCell::text).collect()).collect()
    }

    #[test]
    fn a_row_over_three_pages_with_repeated_headers_is_one_row() {
        let mut whole = table(1, &[["Promotor", "Beslissing", "Opmerkingen"], ["SPK", "positief", "Een"]]);
        for (page, text) in [(2, "lange"), (3, "cel.")] {
            let next = table(page, &[["Promotor", "Beslissing", "Opmerkingen"], ["", "", text]]);
            assert!(same_columns(&whole, &next));
            append(&mut whole, next);
        }
        assert_eq!(texts(&whole)[1], ["SPK", "positief", "Een lange cel."]);
        assert_eq!(whole.rows.len(), 2);
    }

    #[test]
    fn a_complete_row_starts_anew() {
        let mut whole = table(1, &[["A", "positief", "Een."]]);
        append(&mut whole, table(2, &[["B", "negatief", "Twee."]]));
        assert_eq!(whole.rows.len(), 2);
    }

    #[test]
    fn a_name_cut_by_the_page_edge_is_joined() {
        let mut whole = table(1, &[["Thomas", "positief", "Een zin die"]]);
        append(&mut whole, table(2, &[["More", "", "verder gaat."]]));
        assert_eq!(texts(&whole), [["Thomas More", "positief", "Een zin die verder gaat."]]);
    }

    #[test]
    fn a_table_with_other_columns_is_another_table() {
        let mut other = table(2, &[["A", "B", "C"]]);
        other.edges = vec![0.0, 90.0, 120.0, 200.0];
        assert!(!same_columns(&table(1, &[["A", "B", "C"]]), &other));
    }
}
