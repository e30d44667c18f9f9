//! The pages' words outside tables in; tables without lines, whose rows are parted by white and whose columns by the strips of
//! white that run down through all rows, moved from the words to the tables.

use super::aligned::{piece_starts, starts};
use super::geometry::median;
use super::lines::lines;
use super::page::PageContent;
use super::strips::{Columns, LARGER, OUTSIDE, STRIP, add, strips};
use super::words::Word;

/// White between two rows is at least so high, in font sizes.
const ROW_GAP: f32 = 0.5;
/// White that is lower than this share of what usually parts the rows parts paragraphs of one cell.
const USUAL_GAP: f32 = 0.75;
/// Of two columns the first, which holds labels, takes at most this share of the width; else they are columns of prose.
const LABELS: f32 = 0.4;

/// A page with more bands is a drawing.
const MOST_BANDS: usize = 400;

/// Finds the tables of all pages and takes their words.
pub(super) fn take_spaced_tables(pages: &mut [PageContent]) {
    let mut before: Option<Columns> = None;
    for page in pages {
        before = take(page, before);
    }
}

/// What stands between two strips of white that run across a page.
#[derive(Debug, Clone)]
struct Band {
    words: Vec<Word>,
    top: f32,
    bottom: f32,
}

/// Takes the tables of a page, first the rest of the one that the page before ends with; the columns of the one that may go on.
fn take(page: &mut PageContent, before: Option<Columns>) -> Option<Columns> {
    let bands = bands(page);
    if bands.len() > MOST_BANDS {
        return None;
    }
    let mut first = before.as_ref().map_or(0, |columns| going_on(columns, &bands));
    let mut last = None;
    if let Some(columns) = before.filter(|_| first > 0) {
        move_rows(page, &columns, &bands[..first]);
        last = (first == bands.len()).then_some(columns);
    }
    while first < bands.len() {
        let count = shared(&bands[first..]);
        let run = &bands[first..first + count];
        if let Some(columns) = columns(run) {
            move_rows(page, &columns, run);
            last = (first + count == bands.len()).then_some(columns);
        }
        first += count.max(1);
    }
    last
}

/// Moves bands into a table; its rows are parted in the middle of the white between them.
fn move_rows(page: &mut PageContent, columns: &Columns, bands: &[Band]) {
    let rows = rows(bands);
    let inner = rows.windows(2).map(|pair| f32::midpoint(pair[0].bottom, pair[1].top));
    let (first, last) = (rows.first().map(|row| row.top), rows.last().map(|row| row.bottom));
    let borders: Vec<f32> = first.into_iter().chain(inner).chain(last).collect();
    add(page, columns, &borders, &[]);
}

/// The columns of these rows; none where cells that begin at the same places tell more columns apart.
fn columns(bands: &[Band]) -> Option<Columns> {
    let rows: Vec<Vec<Word>> = rows(bands).into_iter().map(|band| band.words).collect();
    let words = || rows.iter().flatten();
    let left = words().map(|word| word.x0).fold(f32::INFINITY, f32::min);
    let right = words().map(|word| word.x1).fold(f32::NEG_INFINITY, f32::max);
    let found = Columns::of(&rows, (left, right))?;
    let are_labels = found.strips[0].0 - left <= LABELS * (right - left);
    let lined_up = starts(lines(words().cloned().collect(), 1).iter().map(piece_starts));
    let are_more = lined_up.is_some_and(|starts| starts.len() > found.strips.len() + 1);
    (!are_more && (found.strips.len() > 1 || are_labels)).then_some(found)
}

/// How many bands at the top of a page stand in the columns of the page before.
fn going_on(columns: &Columns, bands: &[Band]) -> usize {
    let size = median(bands.iter().flat_map(|band| &band.words).map(|word| word.size).collect(), 10.0);
    let fits = |band: &&Band| {
        let lines = lines(band.words.clone(), 1);
        let inside = |word: &Word| word.x0 >= columns.ends.0 - OUTSIDE && word.size <= LARGER * size;
        lines.iter().all(|line| !columns.run_over(line)) && band.words.iter().all(inside)
    };
    let count = bands.iter().take_while(fits).count();
    // What stands in the first column alone can be any text.
    let inner = |band: &Band| band.words.iter().any(|word| columns.at(word.x0) > 0);
    bands[..count].iter().rposition(inner).map_or(0, |last| last + 1)
}

/// How many bands from the first on share strips of white; what has none of its own at the end is left out.
fn shared(bands: &[Band]) -> usize {
    let (mut held, mut count): (Vec<Word>, usize) = (Vec::new(), 0);
    for (at, band) in bands.iter().enumerate() {
        let size = band.words.first().map_or(10.0, |word| word.size);
        if strips(&band.words, STRIP * size).is_empty() {
            if at == 0 {
                return 0;
            }
            if ends_table(band, &held) {
                break;
            }
            continue;
        }
        held.extend(band.words.iter().cloned());
        if strips(&held, STRIP * size).is_empty() {
            break;
        }
        count = at + 1;
    }
    count
}

/// Whether a band without columns stands below a table rather than in it: a paragraph, a heading, or the title of a next block of
/// labels; the name of a section is short.
fn ends_table(band: &Band, held: &[Word]) -> bool {
    let size = median(held.iter().map(|word| word.size).collect(), 10.0);
    let text = lines(band.words.clone(), 1);
    let is_heading = text.iter().any(|line| line.size > LARGER * size);
    let is_beside_labels = match *strips(held, STRIP * size).as_slice() {
        [(left, _)] => band.words.iter().any(|word| word.x1 > left),
        _ => false,
    };
    text.len() > 1 || text[0].text().ends_with('.') || is_heading || is_beside_labels
}

/// Bands that less white parts than usual are one row.
fn rows(bands: &[Band]) -> Vec<Band> {
    let gaps: Vec<f32> = bands.windows(2).map(|pair| pair[1].top - pair[0].bottom).collect();
    let least = USUAL_GAP * median(gaps, 0.0);
    let mut rows: Vec<Band> = Vec::new();
    for band in bands {
        match rows.last_mut().filter(|row| band.top - row.bottom < least) {
            Some(row) => {
                row.words.extend(band.words.iter().cloned());
                row.bottom = band.bottom;
            }
            None => rows.push(Band { words: band.words.clone(), top: band.top, bottom: band.bottom }),
        }
    }
    rows
}

/// The words of a page, parted wherever white runs across it that is higher than between two lines.
fn bands(page: &PageContent) -> Vec<Band> {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|a, b| a.area().y0.total_cmp(&b.area().y0));
    let parted = |band: &Band, word: &Word| {
        let inside = |table: &super::tables::PageTable| table.area.y0 >= band.bottom && table.area.y1 <= word.area().y0;
        word.area().y0 - band.bottom >= ROW_GAP * word.size || page.tables.iter().any(inside)
    };
    let mut bands: Vec<Band> = Vec::new();
    for word in words {
        let area = word.area();
        match bands.last_mut().filter(|band| !parted(band, word)) {
            Some(band) => {
                band.words.push(word.clone());
                band.bottom = band.bottom.max(area.y1);
            }
            None => bands.push(Band { words: vec![word.clone()], top: area.y0, bottom: area.y1 }),
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::super::tables::TableCell;
    use super::*;

    fn word(text: &str, x0: f32, y: f32) -> Word {
        Word { text: text.into(), x0, x1: x0 + 5.0 * text.len() as f32, y, size: 10.0, bold: false }
    }

    fn page(number: u32, words: &[(&str, f32, f32)]) -> PageContent {
        let words = words.iter().map(|&(text, x0, y)| word(text, x0, y)).collect();
        PageContent { number, words, ..PageContent::default() }
    }

    fn rows(page: &PageContent) -> Vec<Vec<String>> {
        let tables = page.tables.iter().flat_map(|table| &table.rows);
        tables.map(|row| row.iter().map(TableCell::text).collect()).collect()
    }

    #[test]
    fn white_parts_rows_and_columns_wherever_cells_begin() {
        let mut pages = [
            page(
                1,
                &[
                    ("Titel", 0.0, 20.0),
                    ("Brug", 0.0, 56.0),
                    ("een", 80.0, 50.0),
                    ("twee", 80.0, 62.0),
                    ("Ja", 200.0, 56.0),
                    ("Sluis", 0.0, 92.0),
                    ("drie", 85.0, 92.0),
                    ("Neen", 195.0, 92.0),
                    ("Dijk", 0.0, 122.0),
                    ("vier", 90.0, 122.0),
                    ("Ja", 200.0, 122.0),
                ],
            ),
            page(2, &[("vijf", 82.0, 20.0), ("Vaart", 0.0, 50.0), ("zes", 84.0, 50.0)]),
        ];
        take_spaced_tables(&mut pages);
        assert_eq!(rows(&pages[0]), [["Brug", "een twee", "Ja"], ["Sluis", "drie", "Neen"], ["Dijk", "vier", "Ja"]]);
        assert_eq!(rows(&pages[1]), [["", "vijf", ""], ["Vaart", "zes", ""]]);
        assert_eq!(pages[0].words.len(), 1);
    }

    #[test]
    fn paragraphs_in_two_wide_columns_are_no_table() {
        let line = |y: f32| [("een regel tekst", 0.0, y), ("nog een regel", 95.0, y)];
        let words: Vec<_> = [20.0, 32.0, 60.0, 72.0, 100.0, 112.0, 140.0].into_iter().flat_map(line).collect();
        let mut pages = [page(1, &words)];
        take_spaced_tables(&mut pages);
        assert!(pages[0].tables.is_empty());
    }
}
