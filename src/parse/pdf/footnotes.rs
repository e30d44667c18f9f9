//! The lines of a page's last column in; the footnotes below them, apart, out.

use super::geometry::median;
use super::lines::Line;

/// Footnotes are printed in at most this part of the usual size.
const SMALLER: f32 = 0.92;
/// White above the footnotes, in font sizes.
const APART: f32 = 2.0;
/// Most lines that the footnotes of one page take.
const MOST_LINES: usize = 25;

/// Which small print may be footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Print {
    /// What white parts from all that stands above.
    Apart,
    /// Also what stands right below.
    Any,
}

/// Cuts the footnotes off the end of the lines: small print that begins with a number or star.
pub(super) fn cut_footnotes(lines: &mut Vec<Line>, print: Print) -> Vec<Line> {
    let usual = median(lines.iter().map(|line| line.size).collect(), 10.0);
    let small = lines.iter().rev().take(MOST_LINES).take_while(|line| line.size < SMALLER * usual).count();
    let first = lines.len() - small;
    let page = lines.last().map_or(0, |line| line.page);
    let lowest = lines[..first].iter().filter(|line| line.page == page).map(|line| line.y).fold(0.0, f32::max);
    // In small print that stands apart also a number with a full stop is a mark; elsewhere it counts.
    let apart = lines.get(first).is_some_and(|line| line.y - lowest > APART * line.size);
    if print == Print::Apart && !apart {
        return Vec::new();
    }
    let begins =
        |line: &Line| line.words.first().is_some_and(|word| is_mark(&word.text) || apart && counts(&word.text));
    match lines[first..].iter().position(begins) {
        Some(0) if first > 0 => lines.split_off(first),
        _ => Vec::new(),
    }
}

/// "1."
fn counts(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|number| number.len() <= 2 && number.bytes().all(|sign| sign.is_ascii_digit()))
}

/// A number or star, alone or at the start of the first word.
fn is_mark(word: &str) -> bool {
    let number: String = word.chars().take_while(char::is_ascii_digit).collect();
    word.starts_with('*') || (1..=2).contains(&number.len()) && !word[number.len()..].starts_with(['.', ',', '/', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    fn page(last: &[(&str, f32)]) -> Vec<Line> {
        let body = (0..6u8).map(|number| ("tekst", 100.0 + 12.0 * f32::from(number), 10.0));
        let below = (0..).zip(last).map(|(number, &(text, size))| (text, 300.0 + 12.0 * number as f32, size));
        let word =
            |(text, y, size): (&str, f32, f32)| Word { text: text.into(), x0: 0.0, x1: 50.0, y, size, bold: false };
        lines(body.chain(below).map(word).collect(), 1)
    }

    #[test]
    fn small_print_with_a_number_is_a_footnote() {
        let mut lines = page(&[("1Drie", 8.0), ("leden", 8.0)]);
        assert_eq!((cut_footnotes(&mut lines, Print::Any).len(), lines.len()), (2, 6));
    }

    #[test]
    fn small_print_apart_may_count() {
        let apart = [("1.", 7.0), ("Drie", 7.0)];
        assert_eq!(cut_footnotes(&mut page(&apart), Print::Any).len(), 2);
        let mut near = page(&[]);
        near.extend(page(&apart).split_off(6).into_iter().map(|line| Line { y: line.y - 128.0, ..line }));
        assert!(cut_footnotes(&mut near, Print::Any).is_empty());
    }

    #[test]
    fn other_small_print_stays() {
        assert!(cut_footnotes(&mut page(&[("Bron", 8.0)]), Print::Any).is_empty());
        assert!(cut_footnotes(&mut page(&[("1.", 10.0)]), Print::Any).is_empty());
    }
}
