//! The pages' words outside ruled tables and the level lines in; tables whose rows are parted by level lines alone, known by the
//! white strips that run down between their columns, moved from the words to the tables.

use super::geometry::{Area, median};
use super::lines::{Line, lines};
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
/// The shortest cell of a row has no more lines than this.
const SHORTEST_CELL: usize = 2;
/// Where all cells have more lines than this, it is prose in columns.
const LINES_OF_A_CELL: usize = 6;
/// Lines of one row stand no further apart, and from the rule, (in font sizes) than this.
const APART: f32 = 2.2;
/// Letters so many times as large as those below are a heading.
const LARGER: f32 = 1.15;

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
        let stretches: Vec<Vec<Vec<f32>>> = pages.iter().map(|page| stretches(page, ends)).collect();
        let bands = |page: &PageContent, rules: &[f32]| -> Vec<Vec<Word>> {
            rules.windows(2).map(|pair| between(&page.words, pair[0], pair[1])).collect()
        };
        let each = pages.iter().zip(&stretches);
        let each: Vec<Vec<Vec<Word>>> =
            each.flat_map(|(page, own)| own.iter().map(|rules| bands(page, rules))).collect();
        let own: Vec<Option<Columns>> = each.iter().map(|bands| Columns::of(bands, ends)).collect();
        let all = Columns::of(&each.concat(), ends);
        // One table over several pages, or tables of one kind; where they differ, each has its own columns.
        let count = |columns: &Option<Columns>| columns.as_ref().map_or(0, |columns| columns.strips.len());
        let usual = median(own.iter().map(|own| count(own) as f32).filter(|count| *count > 0.0).collect(), 0.0);
        let are_alike = count(&all) as f32 >= usual;
        let mut own = own.into_iter();
        let mut before: Option<Columns> = None;
        for (page, stretches) in pages.iter_mut().zip(stretches) {
            let columns = own.by_ref().take(stretches.len());
            let columns: Vec<Option<Columns>> = columns.map(|own| if are_alike { all.clone() } else { own }).collect();
            before = take(page, &stretches, &columns, before);
        }
    }
}

fn same_ends(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() <= SAME_END && (a.1 - b.1).abs() <= SAME_END
}

/// The places of the rules of a page that have these ends, from the top, for every table; none where another table stands there.
fn stretches(page: &PageContent, ends: (f32, f32)) -> Vec<Vec<f32>> {
    let alike = page.levels.iter().filter(|rule| same_ends((rule.from, rule.to), ends));
    let mut rules: Vec<f32> = alike.map(|rule| rule.at).collect();
    rules.sort_by(f32::total_cmp);
    let (Some(&first), Some(&last)) = (rules.first(), rules.last()) else { return Vec::new() };
    let area = Area { x0: ends.0, y0: first, x1: ends.1, y1: last };
    if page.tables.iter().any(|table| table.area.meets(&area)) {
        return Vec::new();
    }
    let found = lines(page.words.clone(), page.number);
    let is_row = |top: &f32, bottom: &f32| is_one_row(&within(&found, *top, *bottom));
    rules.chunk_by(is_row).flat_map(|rules| with_common_strips(page, rules)).collect()
}

/// Parts rules where no strip runs down any further: another table with other columns begins there.
fn with_common_strips(page: &PageContent, rules: &[f32]) -> Vec<Vec<f32>> {
    let mut parts: Vec<Vec<f32>> = vec![rules[..1].to_vec()];
    let mut held: Vec<Word> = Vec::new();
    for pair in rules.windows(2) {
        let band = between(&page.words, pair[0], pair[1]);
        let size = band.first().map_or(10.0, |word| word.size);
        let is_row = !strips(&band, STRIP * size).is_empty();
        if is_row {
            held.extend(band.iter().cloned());
            if strips(&held, STRIP_BEFORE_START * size).is_empty() {
                parts.push(vec![pair[0]]);
                held = band;
            }
        }
        if let Some(part) = parts.last_mut() {
            part.push(pair[1]);
        }
    }
    parts
}

/// Whether no white parts what stands between two rules, as above a heading.
fn is_one_row(band: &[&Line]) -> bool {
    // Cells in the middle of a high row stand apart from nothing.
    !band.windows(2).any(|pair| is_apart(pair[0], pair[1]) && pair[0].pieces().len() == 1)
}

/// Whether there is white between two lines, or the upper one is a heading.
fn is_apart(upper: &Line, lower: &Line) -> bool {
    lower.y - upper.y > APART * upper.size.min(lower.size) || upper.size > LARGER * lower.size
}

fn middle(line: &Line) -> f32 {
    line.y - 0.3 * line.size
}

fn within(found: &[Line], top: f32, bottom: f32) -> Vec<&Line> {
    found.iter().filter(|line| (top..bottom).contains(&middle(line))).collect()
}

fn between(words: &[Word], top: f32, bottom: f32) -> Vec<Word> {
    words.iter().filter(|word| (top..bottom).contains(&word.middle().1)).cloned().collect()
}

/// The columns of a table.
#[derive(Debug, Clone)]
struct Columns {
    /// Its left and right edge.
    ends: (f32, f32),
    /// The white between each column and the next: where it begins and ends.
    strips: Vec<(f32, f32)>,
}

impl Columns {
    /// The columns of these bands; `None` where they are no rows of a table.
    fn of(bands: &[Vec<Word>], ends: (f32, f32)) -> Option<Self> {
        let size = median(bands.iter().flatten().map(|word| word.size).collect(), 10.0);
        // A name of a section can run over all columns.
        let bands = bands.iter().map(Vec::as_slice);
        let rows: Vec<&[Word]> = bands.filter(|band| !strips(band, STRIP * size).is_empty()).collect();
        let outside = |word: &Word| word.x0 < ends.0 - SAME_END || word.x1 > ends.1 + SAME_END;
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
    fn at(&self, x: f32) -> usize {
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
    fn run_over(&self, line: &Line) -> bool {
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
    fn reach<'page>(&self, lines: impl Iterator<Item = &'page Line>, rule: f32, goes_on: bool) -> Option<&'page Line> {
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

/// Takes the rows between the rules of a page, with those above and below that stand in the same columns; the columns of the last
/// table where it may go on, as those of the page before did that are given.
fn take(
    page: &mut PageContent,
    stretches: &[Vec<f32>],
    columns: &[Option<Columns>],
    before: Option<Columns>,
) -> Option<Columns> {
    let found = lines(page.words.clone(), page.number);
    let (Some(first_line), Some(last_line)) = (found.first(), found.last()) else { return before };
    let mut last = None;
    if stretches.is_empty() {
        let columns = before?;
        let top = first_line.y - first_line.size;
        let bottom = columns.reach(found.iter(), top, true)?.y;
        add(page, &columns, &[top, bottom], &[]);
        return (middle(last_line) <= bottom).then_some(columns);
    }
    let mut from = f32::NEG_INFINITY;
    for (at, rules) in stretches.iter().enumerate() {
        let (first, end) = (rules[0], rules[rules.len() - 1]);
        let until = stretches.get(at + 1).map_or(f32::INFINITY, |next| next[0]);
        let Some(columns) = columns[at].as_ref().or(before.as_ref().filter(|_| at == 0)) else {
            from = end;
            continue;
        };
        let goes_on = at == 0 && before.is_some();
        let above = columns.reach(within(&found, from, first).into_iter().rev(), first, goes_on);
        let below = columns.reach(within(&found, end, until).into_iter(), end, false);
        let borders: Vec<f32> = above
            .map(|line| line.y - line.size)
            .into_iter()
            .chain(rules.iter().copied())
            .chain(below.map(|line| line.y))
            .collect();
        from = borders[borders.len() - 1];
        add(page, columns, &borders, rules);
        last = (middle(last_line) <= from).then(|| columns.clone());
    }
    last
}

/// Moves the words between these borders into the rows of a table.
fn add(page: &mut PageContent, columns: &Columns, borders: &[f32], rules: &[f32]) {
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
