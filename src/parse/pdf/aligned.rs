//! The pages' words outside ruled tables in; tables without upright lines, known by cells that keep starting at the same
//! places, moved from the words to the tables.

use super::geometry::median;
use super::lines::{Line, lines};
use super::order::columns;
use super::page::PageContent;
use super::rulings::Ruling;
use super::tables::{PageTable, TableCell, TableRow};
use super::words::Word;

/// A table shows itself by at least this many lines with all its columns.
const FULL_LINES: usize = 3;
/// And by at least this many columns.
const COLUMNS: usize = 3;
/// Cells that start no further apart (in points) start at the same place.
const SAME_START: f32 = 2.0;
/// A line of running text is at least this share of the widest.
const FULL_WIDTH: f32 = 0.75;
/// Tables of different columns that are sought in one document.
const MAX_TABLES: usize = 16;

/// Finds the tables of all pages and takes their words.
pub(super) fn take_aligned_tables(pages: &mut [PageContent]) {
    let of_page = |page: &PageContent| sheet(page).iter().map(piece_starts).collect::<Vec<_>>();
    if starts(pages.iter().flat_map(of_page)).is_none() {
        // The lines of all pages together take much room, and most documents have no such table.
        return;
    }
    let mut sheets: Vec<Vec<Line>> = pages.iter().map(sheet).collect();
    for _ in 0..MAX_TABLES {
        let Some(starts) = starts(sheets.iter().flatten().map(piece_starts)) else { break };
        let mut taken = false;
        for (page, sheet) in pages.iter_mut().zip(&mut sheets) {
            taken |= take(page, sheet, &starts);
        }
        if !taken {
            break;
        }
    }
}

/// The lines of a page; none where it is printed in columns, unless its lines are in more pieces than that.
fn sheet(page: &PageContent) -> Vec<Line> {
    let found = lines(page.words.clone(), page.number);
    let may_hold = found.iter().any(|line| line.pieces().len() >= 2) || page.number > 1;
    if !may_hold {
        return Vec::new();
    }
    let printed = columns(page.words.clone(), page.number).len();
    let is_table = || {
        starts(found.iter().map(piece_starts))
            .is_some_and(|starts| starts.len() > printed || starts.len() == printed && !are_prose(&found, &starts))
    };
    if printed <= 1 || is_table() { found } else { Vec::new() }
}

/// Whether most of the columns are running text: their lines go on to the right edge.
fn are_prose(lines: &[Line], starts: &[f32]) -> bool {
    let pieces = || lines.iter().flat_map(Line::pieces);
    let width = |piece: &[Word]| piece.last().map_or(0.0, |last| last.x1) - piece.first().map_or(0.0, |first| first.x0);
    let in_column = |start: f32| {
        let own = pieces().filter(move |piece| piece.first().is_some_and(|word| (word.x0 - start).abs() <= SAME_START));
        own.map(width).collect::<Vec<f32>>()
    };
    let goes_on = |start: &&f32| {
        let widths = in_column(**start);
        let widest = widths.iter().copied().fold(0.0, f32::max);
        let full = widths.iter().filter(|width| **width >= FULL_WIDTH * widest).count();
        full * 5 >= widths.len() * 3
    };
    starts.iter().filter(goes_on).count() * 2 > starts.len()
}

/// Where the pieces of a line begin.
pub(super) fn piece_starts(line: &Line) -> Vec<f32> {
    line.pieces().iter().filter_map(|piece| Some(piece.first()?.x0)).collect()
}

fn alike(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME_START)
}

/// Where the cells of the commonest kind of full line start, of what starts where in every line.
pub(super) fn starts(lines: impl Iterator<Item = Vec<f32>>) -> Option<Vec<f32>> {
    let mut kinds: Vec<(Vec<f32>, usize)> = Vec::new();
    for starts in lines.filter(|starts| starts.len() >= COLUMNS) {
        match kinds.iter_mut().find(|(kind, _)| alike(kind, &starts)) {
            Some((_, count)) => *count += 1,
            None => kinds.push((starts, 1)),
        }
    }
    let (starts, count) = kinds.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (count >= FULL_LINES).then_some(starts)
}

/// Takes the lines of one page that fit the columns out of its sheet and adds them to its tables.
fn take(page: &mut PageContent, sheet: &mut Vec<Line>, starts: &[f32]) -> bool {
    let goes_on = page.number > 1;
    let Some((first, last)) = extent(sheet, starts, goes_on) else { return false };
    let taken: Vec<Line> = sheet.drain(first..=last).collect();
    page.words = sheet.iter().flat_map(|line| line.words.iter().cloned()).collect();
    let area = taken.iter().fold(taken[0].words[0].area(), |area, line| {
        line.words.iter().fold(area, |area, word| area.cover(&word.area()))
    });
    let rows = rows(&taken, starts, &page.levels);
    let mut edges = starts.to_vec();
    edges.push(f32::INFINITY);
    let table = PageTable { edges, rows, area, open_top: false, open_bottom: false, tagged: None };
    let at = page.tables.partition_point(|other| other.area.y0 < table.area.y0);
    page.tables.insert(at, table);
    true
}

/// The first and last line of the table on a page: from its first full line (or the page's top, where the table may go on)
/// as far as the lines fit.
fn extent(sheet: &[Line], starts: &[f32], goes_on: bool) -> Option<(usize, usize)> {
    let full = |line: &Line| filled(line, starts).iter().filter(|&&filled| filled).count() >= COLUMNS.min(starts.len());
    let first_full = sheet.iter().position(|line| fits(line, starts) && full(line));
    let top_fits = sheet.iter().take_while(|line| fits(line, starts)).count();
    let first = match first_full {
        Some(full) if goes_on && top_fits > full => 0,
        Some(full) => full,
        None if goes_on && top_fits > 0 && fills_inner_columns(&sheet[..top_fits], starts) => 0,
        None => return None,
    };
    let size = sheet[first].size;
    let fitting = sheet[first..].iter().take_while(|line| fits(line, starts) && (line.size - size).abs() < 0.15 * size);
    Some((first, first + fitting.count().max(1) - 1))
}

/// Lines at the left edge alone are no sign that a table goes on.
fn fills_inner_columns(lines: &[Line], starts: &[f32]) -> bool {
    lines
        .iter()
        .all(|line| line.words.first().is_some_and(|word| column(word, starts).is_some_and(|column| column > 0)))
}

fn column(word: &Word, starts: &[f32]) -> Option<usize> {
    starts.iter().rposition(|&start| word.x0 >= start - SAME_START)
}

/// Whether no word of the line runs over the start of a column and every cell begins where its column does.
fn fits(line: &Line, starts: &[f32]) -> bool {
    let crosses = |word: &Word| {
        column(word, starts)
            .is_none_or(|column| starts.get(column + 1).is_some_and(|&next| word.x1 > next + SAME_START))
    };
    let mut last = None;
    let begins_cells = line.words.iter().all(|word| {
        let column = column(word, starts);
        let begins = column == last || column.is_some_and(|at| word.x0 - starts[at] < 4.0 * word.size);
        last = column;
        begins
    });
    begins_cells && !line.words.iter().any(crosses)
}

fn filled(line: &Line, starts: &[f32]) -> Vec<bool> {
    (0..starts.len()).map(|at| line.words.iter().any(|word| column(word, starts) == Some(at))).collect()
}

/// Groups the lines into rows: by level rulings where there are any, else by the gaps between rows, else by full lines.
fn rows(taken: &[Line], starts: &[f32], levels: &[Ruling]) -> Vec<TableRow> {
    let rule = RowRule::of(taken, starts, levels);
    let mut found: Vec<Vec<&Line>> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in taken {
        match found.last_mut() {
            Some(row) if before.is_some_and(|before| !rule.parts(before, line, starts)) => row.push(line),
            _ => found.push(vec![line]),
        }
        before = Some(line);
    }
    found.iter().map(|row| cells(row, starts)).collect()
}

fn cells(row: &[&Line], starts: &[f32]) -> TableRow {
    let cell = |at: usize| {
        let of_column = |line: &&Line| {
            let words = line.words.iter().filter(|word| column(word, starts) == Some(at)).cloned();
            lines(words.collect(), line.page)
        };
        TableCell { column: at, width: 1, lines: row.iter().flat_map(of_column).collect() }
    };
    (0..starts.len()).map(cell).collect()
}

/// What parts the rows of a table on one page.
enum RowRule<'page> {
    /// Level rulings across the columns.
    Ruled(Vec<&'page Ruling>),
    /// More distance than this (in points) between two lines.
    Gap(f32),
    /// Every line on which all columns are filled.
    Full,
}

impl<'page> RowRule<'page> {
    fn of(taken: &[Line], starts: &[f32], levels: &'page [Ruling]) -> Self {
        let (left, right) = (starts[0], starts[starts.len() - 1]);
        let (top, bottom) = (taken[0].y, taken[taken.len() - 1].y);
        let across = |level: &&Ruling| {
            level.from <= left + 6.0 && level.to >= right && level.at > top - 30.0 && level.at < bottom + 30.0
        };
        let ruled: Vec<&Ruling> = levels.iter().filter(across).collect();
        let named = |line: &Line| filled(line, starts)[..2].iter().all(|&filled| filled);
        let distances = |first_lines: bool| {
            let pairs = taken.windows(2).filter(move |pair| named(&pair[1]) == first_lines);
            pairs.map(|pair| pair[1].y - pair[0].y).collect::<Vec<f32>>()
        };
        let leading = median(distances(false), 0.0);
        if ruled.len() >= 2 || (ruled.len() == 1 && taken.iter().filter(|line| named(line)).count() <= 2) {
            Self::Ruled(ruled)
        } else if leading > 0.0 && median(distances(true), 0.0) > 1.12 * leading {
            Self::Gap(1.08 * leading)
        } else {
            Self::Full
        }
    }

    fn parts(&self, before: &Line, line: &Line, starts: &[f32]) -> bool {
        let now = filled(line, starts);
        match self {
            Self::Ruled(levels) => levels
                .iter()
                .any(|level| level.at > before.y - 0.3 * before.size && level.at < line.y - 0.3 * line.size),
            Self::Gap(gap) => now[0] && now[1..].contains(&true) && line.y - before.y > *gap,
            Self::Full => now[0] && (now.iter().all(|&filled| filled) || (now[1] && !filled(before, starts)[0])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: u32, text: &[(f32, &[(&str, f32)])]) -> PageContent {
        let mut words = Vec::new();
        for &(y, cells) in text {
            for &(cell, x0) in cells {
                words.push(Word { text: cell.into(), x0, x1: x0 + 30.0, y, size: 10.0, bold: false });
            }
        }
        PageContent { number, words, ..PageContent::default() }
    }

    #[test]
    fn cells_that_keep_starting_at_the_same_places_make_a_table_over_pages() {
        let mut pages = [
            page(
                1,
                &[
                    (100.0, &[("SPK", 0.0), ("positief", 100.0), ("een", 200.0)]),
                    (112.0, &[("vzw", 0.0), ("twee", 200.0)]),
                    (130.0, &[("KIKO", 0.0), ("negatief", 100.0), ("drie", 200.0)]),
                    (148.0, &[("PEP", 0.0), ("positief", 100.0), ("vier", 200.0)]),
                    (160.0, &[("vijf", 200.0)]),
                ],
            ),
            page(2, &[(50.0, &[("zes", 200.0)]), (62.0, &[("zeven", 200.0)])]),
        ];
        take_aligned_tables(&mut pages);
        let rows: Vec<usize> = pages.iter().map(|page| page.tables[0].rows.len()).collect();
        assert_eq!(rows, [3, 1]);
        assert_eq!(pages[0].tables[0].rows[0][0].text(), "SPK vzw");
        assert!(pages.iter().all(|page| page.words.is_empty()));
    }

    #[test]
    fn prose_is_no_table() {
        let mut pages =
            [page(1, &[(100.0, &[("gewone", 0.0), ("tekst", 33.0)]), (112.0, &[("die", 0.0), ("loopt", 33.0)])])];
        take_aligned_tables(&mut pages);
        assert!(pages[0].tables.is_empty());
    }
}
