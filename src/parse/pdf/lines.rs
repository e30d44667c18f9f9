//! Words in, lines out: words on one baseline from left to right, raised and lowered ones included.

use super::words::Word;

/// Baselines closer than this part of the larger font size are one line.
const SAME_LINE: f32 = 0.45;
/// A gap wider than this part of the font size parts a line into pieces, as columns and tabs do.
pub(super) const PIECE_GAP: f32 = 0.8;
/// Raised signs this near (as part of the font size) to a word belong to it.
const TOUCHING: f32 = 0.12;

/// One printed line; places in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its words from left to right.
    pub words: Vec<Word>,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Largest font size in it.
    pub size: f32,
    /// Page (from 1) on which it stands.
    pub page: u32,
    /// Left and right edge of the column or cell in which it stands.
    pub edges: (f32, f32),
}

impl Line {
    /// Its text: words parted by a space, raised signs touching their word.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut before: Option<&Word> = None;
        for word in &self.words {
            let raised = word.size < 0.85 * self.size && word.y < self.y - 0.12 * self.size;
            let touches = before.is_some_and(|before| {
                (before.y - word.y).abs() > 0.1 * word.size && word.x0 - before.x1 <= TOUCHING * self.size
            });
            if before.is_some() && !touches {
                text.push(' ');
            }
            if raised && word.text.chars().all(|sign| sign.is_ascii_digit()) {
                text.extend(word.text.chars().map(superscript));
            } else {
                text.push_str(&word.text);
            }
            before = Some(word);
        }
        text
    }

    /// Whether all its words are bold.
    pub(super) fn is_bold(&self) -> bool {
        self.words.iter().all(|word| word.bold)
    }

    /// Runs of words without a wide gap between them.
    pub(super) fn pieces(&self) -> Vec<&[Word]> {
        pieces(&self.words)
    }
}

/// Runs of words, from left to right, without a wide gap between them.
pub(super) fn pieces(words: &[Word]) -> Vec<&[Word]> {
    words.chunk_by(|a, b| b.x0 - a.x1 < PIECE_GAP * a.size.max(b.size)).collect()
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// The lines that the words stand on, from the top.
pub(super) fn lines(mut words: Vec<Word>, page: u32) -> Vec<Line> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut found: Vec<Line> = Vec::new();
    for word in words {
        match found.last_mut() {
            Some(line) if (word.y - line.y).abs() < SAME_LINE * word.size.max(line.size) => {
                if word.size > line.size {
                    line.y = word.y;
                    line.size = word.size;
                }
                line.x0 = line.x0.min(word.x0);
                line.x1 = line.x1.max(word.x1);
                line.words.push(word);
            }
            _ => found.push(Line {
                x0: word.x0,
                x1: word.x1,
                y: word.y,
                size: word.size,
                page,
                edges: (word.x0, word.x1),
                words: vec![word],
            }),
        }
    }
    for line in &mut found {
        line.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    let edges = extent(&found);
    found.iter_mut().for_each(|line| line.edges = edges);
    found
}

/// From where to where the longest of the lines reach.
pub(super) fn extent<'line>(lines: impl IntoIterator<Item = &'line Line>) -> (f32, f32) {
    lines
        .into_iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), line| (left.min(line.x0), right.max(line.x1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x0: f32, x1: f32, y: f32, size: f32) -> Word {
        Word { text: text.into(), x0, x1, y, size, bold: false }
    }

    #[test]
    fn words_of_two_baselines_make_two_lines_in_reading_order() {
        let found = lines(
            vec![word("c", 0.0, 5.0, 22.0, 10.0), word("b", 8.0, 13.0, 10.2, 10.0), word("a", 0.0, 5.0, 10.0, 10.0)],
            1,
        );
        assert_eq!(found.iter().map(Line::text).collect::<Vec<_>>(), ["a b", "c"]);
    }

    #[test]
    fn a_footnote_mark_touches_its_word() {
        let found = lines(vec![word("sterk", 0.0, 20.0, 10.0, 10.0), word("1", 20.2, 23.0, 6.5, 6.0)], 1);
        assert_eq!(found[0].text(), "sterk¹");
    }

    #[test]
    fn wide_gaps_part_a_line_into_pieces() {
        let line = &lines(
            vec![word("a", 0.0, 5.0, 10.0, 10.0), word("b", 8.0, 13.0, 10.0, 10.0), word("c", 40.0, 45.0, 10.0, 10.0)],
            1,
        )[0];
        assert_eq!(line.pieces().len(), 2);
    }
}
