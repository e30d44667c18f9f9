//! The words of a page's prose in; its columns, each as lines from the top, in reading order out.

use super::geometry::{clusters, median};
use super::lines::{Line, PIECE_GAP, lines, pieces};
use super::words::Word;

/// How wide (in font sizes) a strip must be white beside at least how many lines of both columns; the narrower the longer.
const STRIPS: [(f32, usize); 2] = [(PIECE_GAP, 4), (0.45, 8)];
/// More places than this at which a column may start are not looked at.
const MAX_STARTS: usize = 1_000;
/// The middle line of a column is at least this many font sizes long; shorter ones are labels or table cells.
const WIDTH_OF_A_COLUMN: f32 = 8.0;
/// Columns within columns are looked for no deeper than this.
const MAX_DEPTH: u8 = 12;

/// Cuts the words into columns wherever a white strip runs down between two bodies of lines.
pub(super) fn columns(words: Vec<Word>, page: u32) -> Vec<Vec<Line>> {
    let mut found = Vec::new();
    cut(words, page, 0, &mut found);
    found
}

fn cut(words: Vec<Word>, page: u32, depth: u8, found: &mut Vec<Vec<Line>>) {
    if words.is_empty() {
        return;
    }
    let lines = lines(words, page);
    let gutter = STRIPS.into_iter().filter(|_| depth < MAX_DEPTH).find_map(|strip| longest_gutter(&lines, strip));
    let Some(gutter) = gutter else {
        found.push(lines);
        return;
    };
    let mut parts: [Vec<Word>; 4] = Default::default();
    for (number, line) in lines.into_iter().enumerate() {
        for word in line.words {
            let part = if number < gutter.first {
                0
            } else if number > gutter.last {
                3
            } else if word.x0 < gutter.x {
                1
            } else {
                2
            };
            parts[part].push(word);
        }
    }
    for part in parts {
        cut(part, page, depth + 1, found);
    }
}

/// A white strip that ends at `x` and runs from line `first` to line `last`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    x: f32,
    first: usize,
    last: usize,
    score: usize,
}

fn longest_gutter(lines: &[Line], strip: (f32, usize)) -> Option<Gutter> {
    let size = median(lines.iter().map(|line| line.size).collect(), 10.0);
    let left = lines.iter().map(|line| line.x0).fold(f32::INFINITY, f32::min);
    let starts = lines.iter().flat_map(Line::pieces).filter_map(|piece| Some(piece.first()?.x0)).collect();
    clusters(starts, 1.0)
        .into_iter()
        .filter(|&x| x > left + WIDTH_OF_A_COLUMN * size / 2.0)
        .take(MAX_STARTS)
        .flat_map(|x| gutters_at(x - 0.6, lines, size, strip))
        .reduce(|best, next| if next.score > best.score { next } else { best })
}

/// The runs of lines that no word crosses at `x`, where both sides look like columns of prose.
fn gutters_at(x: f32, lines: &[Line], size: f32, (width, least): (f32, usize)) -> Vec<Gutter> {
    let white = |word: &Word| word.x1 <= x - width * size || word.x0 >= x;
    let free: Vec<bool> = lines.iter().map(|line| line.words.iter().all(white)).collect();
    let mut found = Vec::new();
    let mut first = 0;
    for run in free.chunk_by(|a, b| a == b) {
        let last = first + run.len() - 1;
        if run[0] {
            let score = score(x, &lines[first..=last], size);
            found.extend(score.filter(|score| *score >= least).map(|score| Gutter { x, first, last, score }));
        }
        first = last + 1;
    }
    found
}

/// How many lines stand in the smaller column; `None` where one side is no column.
fn score(x: f32, lines: &[Line], size: f32) -> Option<usize> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut left_extent, mut right_extent) = (Extent::default(), Extent::default());
    for line in lines {
        let (before, after) = line.words.split_at(line.words.partition_point(|word| word.x0 < x));
        if let Some(piece) = pieces(before).last() {
            left.push(piece[piece.len() - 1].x1 - piece[0].x0);
            left_extent.add(line.y);
        }
        if let Some(piece) = pieces(after).first() {
            right.push(piece[piece.len() - 1].x1 - piece[0].x0);
            right_extent.add(line.y);
        }
    }
    let score = left.len().min(right.len());
    let beside = left_extent.last.min(right_extent.last) - left_extent.first.max(right_extent.first);
    let wide = |widths: Vec<f32>| median(widths, 0.0) >= WIDTH_OF_A_COLUMN * size;
    let columns = beside >= 3.0 * size && wide(left) && wide(right);
    columns.then_some(score)
}

struct Extent {
    first: f32,
    last: f32,
}

impl Default for Extent {
    fn default() -> Self {
        Self { first: f32::INFINITY, last: f32::NEG_INFINITY }
    }
}

impl Extent {
    fn add(&mut self, y: f32) {
        self.first = self.first.min(y);
        self.last = self.last.max(y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: String, x0: f32, width: f32, y: f32) -> Word {
        Word { text, x0, x1: x0 + width, y, size: 10.0, bold: false }
    }

    #[test]
    fn a_title_and_two_columns_are_read_column_by_column() {
        let mut words = vec![word("titel".into(), 0.0, 320.0, 10.0)];
        for line in 0..5u8 {
            let y = 40.0 + 12.0 * f32::from(line);
            words.push(word(format!("r{line}"), 170.0, 150.0, y + 3.0));
            words.push(word(format!("l{line}"), 0.0, 150.0, y));
        }
        let texts: Vec<String> = columns(words, 1).iter().flatten().map(Line::text).collect();
        assert_eq!(texts, ["titel", "l0", "l1", "l2", "l3", "l4", "r0", "r1", "r2", "r3", "r4"]);
    }

    #[test]
    fn labels_and_values_are_read_line_by_line() {
        let mut words = Vec::new();
        for line in 0..6u8 {
            let y = 40.0 + 12.0 * f32::from(line);
            words.push(word(format!("label{line}"), 0.0, 40.0, y));
            words.push(word(format!("waarde{line}"), 100.0, 200.0, y));
        }
        assert_eq!(columns(words, 1).len(), 1);
    }
}
