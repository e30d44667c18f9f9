//! The pages' words outside ruled tables and the level lines in; tables whose rows are parted by level lines alone, known by the
//! white strips that run down between their columns, moved from the words to the tables.

use super::geometry::{Area, median};
use super::lines::{Line, lines};
use super::page::PageContent;
use super::strips::{Columns, STRIP, STRIP_BEFORE_START, add, between, is_apart, middle, strips};
use super::words::Word;

/// A line shorter than this many points parts no rows.
const SHORTEST_RULE: f32 = 150.0;
/// Lines whose ends lie no further apart (in points) have the same ends.
const SAME_END: f32 = 3.0;

/// Lines with more different ends are a drawing.
const MOST_KINDS: usize = 64;

/// Finds the tables of all pages and takes their words.
pub(super) fn take_banded_tables(pages: &mut [PageContent]) {
    let mut kinds: Vec<(f32, f32)> = Vec::new();
    for (from, to) in pages.iter().flat_map(|page| &page.levels).map(|rule| (rule.from, rule.to)) {
        let known = kinds.iter().any(|kind| same_ends(*kind, (from, to)));
        if to - from >= SHORTEST_RULE && !known && kinds.len() < MOST_KINDS {
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

fn within(found: &[Line], top: f32, bottom: f32) -> Vec<&Line> {
    found.iter().filter(|line| (top..bottom).contains(&middle(line))).collect()
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

#[cfg(test)]
mod tests {
    use super::super::rulings::Ruling;
    use super::super::tables::TableCell;
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
