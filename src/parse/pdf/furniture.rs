//! The outermost lines of all pages in; those that are running heads, feet and page numbers out.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Line;

/// How many lines at the top and at the bottom of a page may be furniture.
const OUTER_LINES: usize = 3;
/// Furniture stands within this part of the page's height from its edge.
const OUTER_PART: f32 = 0.14;
/// Lines no further apart than this many points stand at the same height.
const SAME_HEIGHT: f32 = 3.0;

/// The lines of one page, from the top.
pub(super) struct PageLines<'line> {
    /// Page number, from 1.
    pub number: u32,
    /// Height of the page in points.
    pub height: f32,
    /// Its lines outside tables.
    pub lines: &'line [Line],
    /// Top and bottom of its tables, in points.
    pub tables: Option<(f32, f32)>,
}

/// A line near the edge of its page.
struct Place {
    at: (usize, usize),
    page: u32,
    y: f32,
    numbers: Vec<u64>,
}

impl Place {
    fn is_repeated_by(&self, other: &Self) -> bool {
        self.page != other.page
            && (self.y - other.y).abs() <= SAME_HEIGHT
            && count_along(&self.numbers, self.page, &other.numbers, other.page)
    }
}

/// Page index and line index of every piece of furniture.
pub(super) fn furniture(pages: &[PageLines<'_>]) -> BTreeSet<(usize, usize)> {
    let outer: Vec<(usize, usize)> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| outer_lines(page).into_iter().map(move |line| (at, line)))
        .collect();
    let line = |&(page, line): &(usize, usize)| &pages[page].lines[line];
    let mut found = BTreeSet::new();
    let mut alike: BTreeMap<(String, bool), Vec<Place>> = BTreeMap::new();
    for place in &outer {
        let text = line(place).text();
        let lower = line(place).y > pages[place.0].height / 2.0;
        if is_page_number(&text, pages[place.0].number) {
            found.insert(*place);
        }
        let (skeleton, numbers) = parted(&text);
        let place = Place { at: *place, page: pages[place.0].number, y: line(place).y, numbers };
        alike.entry((skeleton, lower)).or_default().push(place);
    }
    let needed = if pages.len() <= 4 { 1 } else { 2 };
    for places in alike.values() {
        let repeated =
            |place: &&Place| places.iter().filter(|other| place.is_repeated_by(other)).take(needed).count() == needed;
        found.extend(places.iter().filter(repeated).map(|place| place.at));
    }
    found
}

fn outer_lines(page: &PageLines<'_>) -> Vec<usize> {
    let outside = |line: &Line| page.tables.is_none_or(|(top, bottom)| line.y < top + SAME_HEIGHT || line.y > bottom);
    let near_edge = |line: &Line| line.y < OUTER_PART * page.height || line.y > (1.0 - OUTER_PART) * page.height;
    let count = page.lines.len();
    let outer = (0..count).filter(|&at| at < OUTER_LINES || at + OUTER_LINES >= count);
    outer.filter(|&at| outside(&page.lines[at]) && near_edge(&page.lines[at])).collect()
}

/// The text without its numbers, and the numbers.
fn parted(text: &str) -> (String, Vec<u64>) {
    let mut numbers = Vec::new();
    let mut skeleton = String::new();
    for run in text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let run = String::from_utf8_lossy(run);
        match run.parse::<u64>() {
            Ok(number) => {
                numbers.push(number);
                skeleton.push('#');
            }
            Err(_) => skeleton.push_str(&run),
        }
    }
    (skeleton, numbers)
}

/// Whether each number is the same on both pages or counts along with them.
fn count_along(numbers: &[u64], page: u32, others: &[u64], other_page: u32) -> bool {
    let step = i64::from(other_page) - i64::from(page);
    numbers.iter().zip(others).all(|(&a, &b)| a == b || b.checked_signed_diff(a) == Some(step))
}

/// A page number that says what it is, or a lone number equal to the page's.
fn is_page_number(text: &str, page: u32) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let named = words.next_if(|word| matches!(*word, "pagina" | "page" | "blz" | "p" | "pag" | "bladzijde")).is_some();
    let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else { return false };
    let rest: Vec<&str> = words.collect();
    let total = match rest.as_slice() {
        [] => named || number == page,
        ["van" | "of" | "op", total] | [total] => {
            total.parse().is_ok_and(|total: u32| total >= number && (named || number == page))
        }
        _ => false,
    };
    // A lone "1" on a first page may be a footnote or a list; a page number is never followed by its own dot.
    total && !text.trim_end().ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    fn page(texts: &[(&str, f32)]) -> Vec<Line> {
        let word = |&(text, y): &(&str, f32)| Word { text: text.into(), x0: 0.0, x1: 9.0, y, size: 9.0, bold: false };
        lines(texts.iter().map(word).collect(), 1)
    }

    fn found(pages: &[Vec<Line>]) -> Vec<(usize, usize)> {
        let pages: Vec<PageLines<'_>> =
            (1..).zip(pages).map(|(number, lines)| PageLines { number, height: 800.0, lines, tables: None }).collect();
        furniture(&pages).into_iter().collect()
    }

    #[test]
    fn running_heads_and_page_numbers_are_furniture() {
        let pages = [
            page(&[("Vertrouwelijk", 30.0), ("tekst", 300.0), ("Pagina 1", 780.0)]),
            page(&[("Vertrouwelijk", 30.0), ("andere tekst", 300.0), ("Pagina 2", 780.0)]),
        ];
        assert_eq!(found(&pages), [(0, 0), (0, 2), (1, 0), (1, 2)]);
    }

    #[test]
    fn numbers_that_do_not_count_along_with_the_pages_are_text() {
        let pages = [page(&[("Dossier 12", 30.0)]), page(&[("Dossier 99", 30.0)])];
        assert!(found(&pages).is_empty());
    }

    #[test]
    fn page_numbers_are_told_from_other_numbers() {
        for (text, page, is) in [
            ("Pagina 3 van 18", 3, true),
            ("- 4 -", 4, true),
            ("1 / 2", 1, true),
            ("2018", 4, false),
            ("1. Inleiding", 1, false),
            ("4.", 4, false),
        ] {
            assert_eq!(is_page_number(text, page), is, "{text}");
        }
    }
}
