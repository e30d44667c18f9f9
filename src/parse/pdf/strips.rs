//! Bands of words that may be the rows of a table in; its columns, known by the white strips that run down between them, and its
//! cells out.

use super::geometry::{Area, median};
use super::lines::{Line, lines};
use super::page::PageContent;
use super::tables::{PageTable, TableCell, TableRow};
use super::words::Word;

/// A table shows itself by at least this many bands with words in several columns.
const FEWEST_BANDS: usize = 3;
/// How wide (in font sizes) the white between two columns is at least, and where the cells right of it begin at one place.
pub(super) const STRIP: f32 = 0.6;
pub(super) const STRIP_BEFORE_START: f32 = 0.45;
/// Cells that begin no further apart (in points) begin at one place, and at least this share of the rows do.
const SAME_START: f32 = 1.0;
const STARTING: f32 = 0.6;
/// Both sides of the white are filled in at least this share of the bands.
const BESIDE: f32 = 0.1;
/// The shortest cell of a row has no more lines than this.
const SHORTEST_CELL: usize = 2;
/// Where all cells have more lines than this, it is prose in columns.
const LINES_OF_A_CELL: usize = 6;
/// Words stick out of the table no further than this, in points.
pub(super) const OUTSIDE: f32 = 3.0;
/// Lines of one row stand no further apart, and from the rule, (in font sizes) than this.
const APART: f32 = 2.2;
/// Letters so many times as large as those below are a heading.
pub(super) const LARGER: f32 = 1.15;

/// The columns of a table.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Its left and right edge.
    pub ends: (f32, f32),
    /// The white between each column and the next: where it begins and ends.
    pub strips: Vec<(f32, f32)>,
}

impl Columns {
    /// The columns of these bands; `None` where they are no rows of a table.
    pub(super) fn of(bands: &[Vec<Word>], ends: (f32, f32)) -> Option<Self> {
        let size = median(bands.iter().flatten().map(|word| word.size).collect(), 10.0);
        // A name of a section can run over all columns.
        let bands = bands.iter().map(Vec::as_slice);
        let rows: Vec<&[Word]> = bands.filter(|band| !strips(band, STRIP * size).is_empty()).collect();
        let outside = |word: &Word| word.x0 < ends.0 - OUTSIDE || word.x1 > ends.1 + OUTSIDE;
        if rows.len() < FEWEST_BANDS || rows.iter().any(|row| row.iter().any(outside)) {
            return None;
        }
        let is_between = |&(left, right): &(f32, f32)| {
            let beside =
                |row: &&&[Word]| row.iter().any(|word| word.x1 <= left) && row.iter().any(|word| word.x0 >= right);
            let starts = |row: &&&[Word]| row.iter().any(|word| (word.x0 - right).abs() <= SAME_START);
            let (beside, starts) = (rows.iter().filter(beside).count(), rows.iter().filter(starts).count());
            let all = rows.len() as f32;
            beside > 1
                && beside as f32 >= BESIDE * all
                && (right - left >= STRIP * size || starts as f32 >= STARTING * all)
        };
        let all: Vec<Word> = rows.iter().flat_map(|row| row.iter().cloned()).collect();
        let strips: Vec<(f32, f32)> = strips(&all, STRIP_BEFORE_START * size).into_iter().filter(is_between).collect();
        let columns = Self { ends, strips };
        (!columns.strips.is_empty() && columns.are_of_rows(&rows)).then_some(columns)
    }

    /// Whether each band is one row: its shortest cell has few lines, and not all its cells are long.
    fn are_of_rows(&self, bands: &[&[Word]]) -> bool {
        let counts = |band: &&[Word]| -> Vec<usize> {
            let filled = self.cells(band, 1).into_iter().map(|cell| cell.lines.len());
            filled.filter(|count| *count > 0).collect()
        };
        let counts: Vec<Vec<usize>> = bands.iter().map(counts).collect();
        let single =
            counts.iter().filter(|band| band.iter().min().is_some_and(|&least| least <= SHORTEST_CELL)).count();
        let prose = counts.iter().filter(|band| band.iter().all(|&count| count > LINES_OF_A_CELL)).count();
        single * 5 >= bands.len() * 3 && prose * 2 < bands.len()
    }

    /// The column in which a place lies, from 0.
    pub(super) fn at(&self, x: f32) -> usize {
        self.strips.iter().filter(|(left, right)| f32::midpoint(*left, *right) <= x).count()
    }

    /// The edges of all columns, outer ones included.
    fn edges(&self) -> Vec<f32> {
        let inner = self.strips.iter().map(|(left, right)| f32::midpoint(*left, *right));
        std::iter::once(self.ends.0).chain(inner).chain([self.ends.1]).collect()
    }

    /// How many columns have words of a line.
    fn filled(&self, line: &Line) -> usize {
        let mut columns: Vec<usize> = line.words.iter().map(|word| self.at(word.middle().0)).collect();
        columns.dedup();
        columns.len()
    }

    /// Whether words of a line run over the white between two columns.
    pub(super) fn run_over(&self, line: &Line) -> bool {
        let crosses = |from: f32, to: f32| self.strips.iter().any(|&(left, right)| from < left && to > right);
        let joined = |pair: &[Word]| pair[1].x0 - pair[0].x1 < STRIP_BEFORE_START * line.size;
        line.words.iter().any(|word| crosses(word.x0, word.x1))
            || line.words.windows(2).any(|pair| joined(pair) && crosses(pair[0].x0, pair[1].x1))
    }

    /// The cells of a row; one that runs over several columns is one cell.
    fn cells(&self, words: &[Word], page: u32) -> TableRow {
        let cell = |column: usize| TableCell { column, width: 1, lines: Vec::new() };
        let mut row: TableRow = (0..=self.strips.len()).map(cell).collect();
        let found = lines(words.to_vec(), page);
        let size = found.first().map_or(10.0, |line| line.size);
        let span = |line: &Line| (self.at(line.x0), self.at(line.x1));
        if strips(words, STRIP * size).is_empty()
            && let Some((from, to)) = found.iter().map(span).find(|(from, to)| from < to)
        {
            row.retain(|cell| cell.column <= from || cell.column > to);
            row[from] = TableCell { column: from, width: to - from + 1, lines: found };
            return row;
        }
        for cell in &mut row {
            let own = words.iter().filter(|word| self.at(word.middle().0) == cell.column).cloned();
            cell.lines = lines(own.collect(), page);
        }
        row
    }

    /// How far the lines next to a rule stand in the columns: the furthest of them; `None` where they are no row. Where a row goes
    /// on from the page before, lines inside one column will do.
    pub(super) fn reach<'page>(
        &self,
        lines: impl Iterator<Item = &'page Line>,
        rule: f32,
        goes_on: bool,
    ) -> Option<&'page Line> {
        let (mut furthest, mut most, mut whole): (Option<&Line>, usize, bool) = (None, 0, true);
        for line in lines {
            let apart = match furthest {
                Some(before) if before.y > line.y => is_apart(line, before),
                Some(before) => is_apart(before, line),
                None => (line.y - rule).abs() > APART * line.size,
            };
            if apart || self.run_over(line) {
                whole = false;
                break;
            }
            most = most.max(self.filled(line));
            furthest = Some(line);
        }
        furthest.filter(|line| most > 1 || goes_on && whole && self.at(line.x0) > 0)
    }
}

/// The white strips of at least this width that run down between the words: where each begins and ends.
pub(super) fn strips(words: &[Word], width: f32) -> Vec<(f32, f32)> {
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

/// Whether there is white between two lines, or the upper one is a heading.
pub(super) fn is_apart(upper: &Line, lower: &Line) -> bool {
    lower.y - upper.y > APART * upper.size.min(lower.size) || upper.size > LARGER * lower.size
}

pub(super) fn middle(line: &Line) -> f32 {
    line.y - 0.3 * line.size
}

pub(super) fn between(words: &[Word], top: f32, bottom: f32) -> Vec<Word> {
    words.iter().filter(|word| (top..bottom).contains(&word.middle().1)).cloned().collect()
}

/// Moves the words between these borders into the rows of a table.
pub(super) fn add(page: &mut PageContent, columns: &Columns, borders: &[f32], rules: &[f32]) {
    let (top, bottom) = (borders[0], borders[borders.len() - 1]);
    let rows: Vec<TableRow> = borders
        .windows(2)
        .map(|pair| between(&page.words, pair[0], pair[1]))
        .filter(|words| !words.is_empty())
        .map(|words| columns.cells(&words, page.number))
        .collect();
    if rows.is_empty() {
        return;
    }
    page.words.retain(|word| !(top..bottom).contains(&word.middle().1));
    let table = PageTable {
        edges: columns.edges(),
        rows,
        area: Area { x0: columns.ends.0, y0: top, x1: columns.ends.1, y1: bottom },
        open_top: !rules.contains(&top),
        open_bottom: !rules.contains(&bottom),
        tagged: None,
    };
    let at = page.tables.partition_point(|other| other.area.y0 < table.area.y0);
    page.tables.insert(at, table);
}
