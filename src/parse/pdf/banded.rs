//! The pages' words outside ruled tables and the level lines in; tables whose rows are parted by level lines alone, known by the
//! white strips that run down between their columns, moved from the words to the tables.

use super::geometry::{Area, median};
use super::lines::{Line, lines, pieces};
use super::page::PageContent;
use super::tables::{PageTable, TableCell, TableRow};
use super::words::Word;

/// A line shorter than this many points parts no rows.
const SHORTEST_RULE: f32 = 150.0;
/// Lines whose ends lie no further apart (in points) have the same ends.
const SAME_END: f32 = 3.0;
/// A table shows itself by at least this many bands with words in several columns.
const FEWEST_BANDS: usize = 3;
/// How wide (in font sizes) the white between two columns is at least, and where the cells right of it begin at one place.
const STRIP: f32 = 0.6;
const STRIP_BEFORE_START: f32 = 0.45;
/// Cells that begin no further apart (in points) begin at one place, and at least this share of the rows do.
const SAME_START: f32 = 1.0;
const STARTING: f32 = 0.6;
/// Both sides of the white are filled in at least this share of the bands.
const BESIDE: f32 = 0.1;
/// Where all cells have more lines than this, it is prose in columns.
const LINES_OF_A_CELL: usize = 6;
/// A row outside the lines is no further (in font sizes) from the next line of text or from the rule.
const NEAR: f32 = 2.6;

/// Finds the tables of all pages and takes their words.
pub(super) fn take_banded_tables(pages: &mut [PageContent]) {
    let mut kinds: Vec<(f32, f32)> = Vec::new();
    for (from, to) in pages.iter().flat_map(|page| &page.levels).map(|rule| (rule.from, rule.to)) {
        let known = kinds.iter().any(|kind| same_ends(*kind, (from, to)));
        if to - from >= SHORTEST_RULE && !known {
            kinds.push((from, to));
        }
    }
    for ends in kinds {
        let between_rules = |page: &PageContent| {
            let rules = rules(page, ends);
            rules.windows(2).map(|pair| between(&page.words, pair[0], pair[1])).collect::<Vec<_>>()
        };
        let bands: Vec<Vec<Word>> = pages.iter().flat_map(between_rules).collect();
        let Some(edges) = edges(&bands, ends) else { continue };
        let mut goes_on = false;
        for page in pages.iter_mut() {
            goes_on = take(page, &rules(page, ends), &edges, goes_on);
        }
    }
}

fn same_ends(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() <= SAME_END && (a.1 - b.1).abs() <= SAME_END
}

/// The places of the rules of a page that have these ends, from the top; none where a table stands between them already.
fn rules(page: &PageContent, ends: (f32, f32)) -> Vec<f32> {
    let alike = page.levels.iter().filter(|rule| same_ends((rule.from, rule.to), ends));
    let mut rules: Vec<f32> = alike.map(|rule| rule.at).collect();
    rules.sort_by(f32::total_cmp);
    let taken = |first: f32, last: f32| {
        let area = Area { x0: ends.0, y0: first, x1: ends.1, y1: last };
        page.tables.iter().any(|table| table.area.meets(&area))
    };
    if let (Some(&first), Some(&last)) = (rules.first(), rules.last())
        && taken(first, last)
    {
        rules.clear();
    }
    rules
}

fn between(words: &[Word], top: f32, bottom: f32) -> Vec<Word> {
    words.iter().filter(|word| (top..bottom).contains(&word.middle().1)).cloned().collect()
}

/// The edges of the columns, outer ones included; `None` where the bands are no rows of a table.
fn edges(bands: &[Vec<Word>], ends: (f32, f32)) -> Option<Vec<f32>> {
    let filled: Vec<&Vec<Word>> = bands.iter().filter(|band| !band.is_empty()).collect();
    let size = median(filled.iter().flat_map(|band| band.iter()).map(|word| word.size).collect(), 10.0);
    // A name of a section can run over all columns.
    let bands = filled.iter().map(|band| band.as_slice());
    let rows: Vec<&[Word]> = bands.filter(|band| !strips(band, STRIP * size).is_empty()).collect();
    let outside = |word: &Word| word.x0 < ends.0 - SAME_END || word.x1 > ends.1 + SAME_END;
    if rows.len() < FEWEST_BANDS || rows.iter().any(|row| row.iter().any(outside)) {
        return None;
    }
    let all: Vec<Word> = rows.iter().flat_map(|row| row.iter().cloned()).collect();
    let share = |fits: &dyn Fn(&[Word]) -> bool| rows.iter().filter(|row| fits(row)).count() as f32 / rows.len() as f32;
    let is_between = |&(left, right): &(f32, f32)| {
        let wide = right - left >= STRIP * size;
        let beside = |row: &[Word]| row.iter().any(|word| word.x1 <= left) && row.iter().any(|word| word.x0 >= right);
        let starts = |row: &[Word]| row.iter().any(|word| (word.x0 - right).abs() <= SAME_START);
        rows.iter().filter(|row| beside(row)).count() > 1
            && share(&beside) >= BESIDE
            && (wide || share(&starts) >= STARTING)
    };
    let strips = strips(&all, STRIP_BEFORE_START * size).into_iter().filter(is_between);
    let strips = strips.map(|(left, right)| f32::midpoint(left, right));
    let edges: Vec<f32> = std::iter::once(ends.0).chain(strips).chain([ends.1]).collect();
    (edges.len() > 2 && are_rows(&rows, &edges)).then_some(edges)
}

/// The white strips of at least this width that run down between the words: where each begins and ends.
fn strips(words: &[Word], width: f32) -> Vec<(f32, f32)> {
    let mut places: Vec<(f32, f32)> = words.iter().map(|word| (word.x0, word.x1)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut found, mut reached) = (Vec::new(), f32::INFINITY);
    for (from, to) in places {
        if from - reached >= width {
            found.push((reached, from));
        }
        reached = if reached.is_finite() { reached.max(to) } else { to };
    }
    found
}

/// Whether each band is one row: its shortest cell has one line, and not all its cells are long.
fn are_rows(bands: &[&[Word]], edges: &[f32]) -> bool {
    let counts = |band: &&[Word]| -> Vec<usize> {
        let filled = cells(band, edges, 1).into_iter().map(|cell| cell.lines.len());
        filled.filter(|count| *count > 0).collect()
    };
    let counts: Vec<Vec<usize>> = bands.iter().map(counts).collect();
    let single = counts.iter().filter(|band| band.iter().min().is_some_and(|&least| least <= 1)).count();
    let prose = counts.iter().filter(|band| band.iter().all(|&count| count > LINES_OF_A_CELL)).count();
    single * 5 >= bands.len() * 3 && prose * 2 < bands.len()
}

/// The cells of a row; one that runs over several columns is one cell.
fn cells(words: &[Word], edges: &[f32], page: u32) -> TableRow {
    let last = edges.len() - 2;
    let column = |x: f32| edges[1..=last].iter().filter(|&&edge| edge <= x).count();
    let mut row: TableRow = (0..=last).map(|column| TableCell { column, width: 1, lines: Vec::new() }).collect();
    let found = lines(words.to_vec(), page);
    let size = found.first().map_or(10.0, |line| line.size);
    let span = |line: &Line| (column(line.x0), column(line.x1));
    if strips(words, STRIP * size).is_empty()
        && let Some(over) = found.iter().map(span).find(|(from, to)| from < to)
    {
        row.retain(|cell| cell.column <= over.0 || cell.column > over.1);
        row[over.0] = TableCell { column: over.0, width: over.1 - over.0 + 1, lines: found };
        return row;
    }
    for cell in &mut row {
        let own = words.iter().filter(|word| column(word.middle().0) == cell.column).cloned();
        cell.lines = lines(own.collect(), page);
    }
    row
}

/// Takes the rows between the rules of a page, with those above and below that stand in the same columns; whether the table may
/// go on, as it did on the page before where `goes_on` says so.
fn take(page: &mut PageContent, rules: &[f32], edges: &[f32], goes_on: bool) -> bool {
    let found = lines(page.words.clone(), page.number);
    let (Some(first_line), Some(last_line)) = (found.first(), found.last()) else { return false };
    let middle = |line: &Line| line.y - 0.3 * line.size;
    let mut borders = rules.to_vec();
    match (rules.first(), rules.last()) {
        (Some(&first), Some(&last)) => {
            let above = reach(found.iter().rev().filter(|line| middle(line) < first), first, edges, goes_on);
            let below = reach(found.iter().filter(|line| middle(line) > last), last, edges, false);
            borders.splice(0..0, above.map(|line| line.y - line.size));
            borders.extend(below.map(|line| line.y));
        }
        _ if goes_on => {
            let top = first_line.y - first_line.size;
            borders.push(top);
            borders.extend(reach(found.iter(), top, edges, true).map(|line| line.y));
        }
        _ => return false,
    }
    let (Some(&top), Some(&bottom)) = (borders.first(), borders.last()) else { return false };
    let rows: Vec<TableRow> = borders
        .windows(2)
        .map(|pair| between(&page.words, pair[0], pair[1]))
        .filter(|words| !words.is_empty())
        .map(|words| cells(&words, edges, page.number))
        .collect();
    if rows.is_empty() {
        return false;
    }
    let ends_page = middle(last_line) <= bottom;
    page.words.retain(|word| !(top..bottom).contains(&word.middle().1));
    let table = PageTable {
        edges: edges.to_vec(),
        rows,
        area: Area { x0: edges[0], y0: top, x1: edges[edges.len() - 1], y1: bottom },
        open_top: rules.first().is_none_or(|&first| top < first),
        open_bottom: rules.last().is_none_or(|&last| bottom > last),
        tagged: None,
    };
    let at = page.tables.partition_point(|other| other.area.y0 < table.area.y0);
    page.tables.insert(at, table);
    ends_page
}

/// How far the lines next to a rule stand in the columns: the furthest of them; `None` where they are no row. Where a row goes on
/// from the page before, lines inside one column will do.
fn reach<'page>(
    lines: impl Iterator<Item = &'page Line>,
    rule: f32,
    edges: &[f32],
    goes_on: bool,
) -> Option<&'page Line> {
    let inner = &edges[1..edges.len() - 1];
    let crosses = |from: f32, to: f32| inner.iter().any(|&edge| from < edge && to > edge);
    let (mut reached, mut furthest, mut columns, mut whole) = (rule, None, 0, true);
    for line in lines {
        let near = (line.y - reached).abs() <= NEAR * line.size;
        let pieces = pieces(&line.words);
        if !near || pieces.iter().any(|piece| crosses(piece[0].x0, piece[piece.len() - 1].x1)) {
            whole = false;
            break;
        }
        columns = columns.max(pieces.len());
        reached = line.y;
        furthest = Some(line);
    }
    furthest.filter(|line| columns > 1 || goes_on && whole && line.x0 >= inner[0])
}

#[cfg(test)]
mod tests {
    use super::super::rulings::Ruling;
    use super::*;

    fn word(text: &str, x0: f32, x1: f32, y: f32) -> Word {
        Word { text: text.into(), x0, x1, y, size: 10.0, bold: false }
    }

    fn page(words: Vec<Word>, rules: &[f32]) -> PageContent {
        let rule = |&at: &f32| Ruling { level: true, at, from: 0.0, to: 300.0 };
        PageContent { number: 1, words, levels: rules.iter().map(rule).collect(), ..PageContent::default() }
    }

    #[test]
    fn rows_between_lines_are_a_table_wherever_their_cells_begin() {
        let words = vec![
            word("Bedrag", 5.0, 40.0, 15.0),
            word("Project", 100.0, 140.0, 15.0),
            word("€", 40.0, 46.0, 35.0),
            word("500", 48.0, 70.0, 35.0),
            word("Een", 100.0, 130.0, 35.0),
            word("zin", 100.0, 130.0, 47.0),
            word("Provincie", 5.0, 60.0, 65.0),
            word("Oost-Schelde", 62.0, 140.0, 65.0),
            word("9.000", 45.0, 70.0, 85.0),
            word("Nog", 100.0, 130.0, 85.0),
            word("12", 58.0, 70.0, 105.0),
            word("Twee", 100.0, 130.0, 99.0),
            word("regels", 100.0, 130.0, 111.0),
        ];
        let mut pages = [page(words, &[20.0, 50.0, 70.0, 90.0, 115.0])];
        take_banded_tables(&mut pages);
        let table = &pages[0].tables[0];
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(TableCell::text).collect()).collect();
        assert_eq!(
            rows,
            [
                vec!["Bedrag", "Project"],
                vec!["€ 500", "Een zin"],
                vec!["Provincie Oost-Schelde"],
                vec!["9.000", "Nog"],
                vec!["12", "Twee regels"],
            ]
        );
        assert!(pages[0].words.is_empty());
    }

    #[test]
    fn prose_between_lines_is_no_table() {
        let line = |y: f32| (0..6u8).map(move |at| word("woord", f32::from(at) * 33.0, f32::from(at) * 33.0 + 30.0, y));
        let words = [12.0, 32.0, 52.0, 72.0].into_iter().flat_map(line).collect();
        let mut pages = [page(words, &[0.0, 20.0, 40.0, 60.0, 80.0])];
        take_banded_tables(&mut pages);
        assert!(pages[0].tables.is_empty());
    }
}
