//! The glyphs of one reading direction in, words with their places out.

use unicode_normalization::UnicodeNormalization;

use super::geometry::{Area, Turn};
use super::glyphs::Glyph;

/// A gap wider than this part of the font size parts words where no space is drawn.
const WORD_GAP: f32 = 0.18;
/// Baselines closer than this part of the font size are one baseline.
const SAME_BASELINE: f32 = 0.1;
/// The same glyph drawn again within this part of the font size is fake bold.
const DRAWN_TWICE: f32 = 0.12;

/// A word on a page that is read upright; places in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Its characters, composed (NFC).
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Font size.
    pub size: f32,
    /// Whether it is printed in bold.
    pub bold: bool,
}

impl Word {
    /// About the box of its letters.
    pub(super) fn area(&self) -> Area {
        Area { x0: self.x0, y0: self.y - 0.75 * self.size, x1: self.x1, y1: self.y + 0.22 * self.size }
    }

    /// The point that tells in which cell it stands.
    pub(super) fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.x0, self.x1), self.y - 0.3 * self.size)
    }
}

/// A glyph after its page was turned upright.
#[derive(Debug, Clone)]
struct Letter {
    text: String,
    x: f32,
    y: f32,
    width: f32,
    size: f32,
    bold: bool,
}

impl Letter {
    fn end(&self) -> f32 {
        self.x + self.width
    }

    fn is_space(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(char::is_whitespace)
    }
}

/// The words of the glyphs that read in one direction, line by line from the top.
pub(super) fn words<'glyph>(glyphs: impl Iterator<Item = &'glyph Glyph>, turn: Turn) -> Vec<Word> {
    let mut letters: Vec<Letter> =
        glyphs.filter(|glyph| !glyph.text.is_empty()).map(|glyph| letter(glyph, turn)).collect();
    compose_accents(&mut letters);
    letters.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut found = Vec::new();
    let mut rest = letters.as_mut_slice();
    while let Some(first) = rest.first() {
        let mut y = first.y;
        let mut end = 1;
        while end < rest.len() && rest[end].y - y <= SAME_BASELINE * rest[end].size {
            y = rest[end].y;
            end += 1;
        }
        let (baseline, others) = rest.split_at_mut(end);
        words_of_baseline(baseline, &mut found);
        rest = others;
    }
    found
}

fn letter(glyph: &Glyph, turn: Turn) -> Letter {
    let (x, y) = turn.apply(glyph.origin.0, glyph.origin.1);
    let (width, _) = turn.apply(glyph.advance.0, glyph.advance.1);
    let text = glyph.text.clone();
    Letter { text, x, y, width: width.max(0.0), size: glyph.size.max(0.1), bold: glyph.bold }
}

/// An accent drawn on its own over a letter (as older TeX fonts do) becomes one character with it.
fn compose_accents(letters: &mut Vec<Letter>) {
    for at in 0..letters.len() {
        let Some(mark) = combining(&letters[at].text) else { continue };
        let base = [at + 1, at.wrapping_sub(1)]
            .into_iter()
            .find(|&near| letters.get(near).is_some_and(|letter| carries(letter, &letters[at])));
        let Some(base) = base else { continue };
        let accented = match letters[base].text.as_str() {
            "ı" => "i",
            "ȷ" => "j",
            other => other,
        };
        letters[base].text = accented.chars().chain([mark]).nfc().collect();
        letters[at].text.clear();
    }
    letters.retain(|letter| !letter.text.is_empty());
}

fn carries(letter: &Letter, accent: &Letter) -> bool {
    let middle = accent.x + accent.width / 2.0;
    letter.text.chars().all(char::is_alphabetic)
        && middle > letter.x - 0.05 * letter.size
        && middle < letter.end() + 0.05 * letter.size
        && (letter.y - accent.y).abs() < 0.5 * letter.size
}

fn combining(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return None };
    match character {
        '`' | '\u{300}' => Some('\u{300}'),
        '´' | '\u{301}' => Some('\u{301}'),
        '^' | 'ˆ' | '\u{302}' => Some('\u{302}'),
        '˜' | '\u{303}' => Some('\u{303}'),
        '¨' | '\u{308}' => Some('\u{308}'),
        '˚' | '\u{30A}' => Some('\u{30A}'),
        'ˇ' | '\u{30C}' => Some('\u{30C}'),
        '¸' | '\u{327}' => Some('\u{327}'),
        _ => None,
    }
}

fn words_of_baseline(letters: &mut [Letter], found: &mut Vec<Word>) {
    letters.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut word: Option<Word> = None;
    let mut last: Vec<&Letter> = Vec::new();
    for letter in letters.iter() {
        if letter.is_space() {
            found.extend(word.take());
            continue;
        }
        if is_double(&last, letter) {
            word.iter_mut().for_each(|word| word.bold = true);
            continue;
        }
        if last.len() > 3 {
            last.remove(0);
        }
        last.push(letter);
        match &mut word {
            Some(word) if letter.x - word.x1 <= WORD_GAP * letter.size.max(word.size) => {
                word.text.push_str(&letter.text);
                word.x1 = word.x1.max(letter.end());
                word.size = word.size.max(letter.size);
            }
            _ => {
                found.extend(word.take());
                word = Some(started(letter));
            }
        }
    }
    found.extend(word);
}

fn is_double(last: &[&Letter], letter: &Letter) -> bool {
    last.iter().any(|before| before.text == letter.text && letter.x - before.x < DRAWN_TWICE * letter.size)
}

fn started(letter: &Letter) -> Word {
    Word {
        text: letter.text.clone(),
        x0: letter.x,
        x1: letter.end(),
        y: letter.y,
        size: letter.size,
        bold: letter.bold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::glyphs::Mark;

    fn glyph(text: &str, x: f32) -> Glyph {
        Glyph {
            text: text.into(),
            origin: (x, 100.0),
            advance: (5.0, 0.0),
            size: 10.0,
            bold: false,
            hidden: false,
            mark: Mark::None,
        }
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        words(glyphs.iter(), Turn(0)).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_gap_parts_words_without_a_space_glyph() {
        assert_eq!(texts(&[glyph("d", 0.0), glyph("e", 5.0), glyph("o", 13.0), glyph("m", 18.0)]), ["de", "om"]);
    }

    #[test]
    fn drawing_order_does_not_matter() {
        assert_eq!(texts(&[glyph("m", 18.0), glyph("o", 13.0), glyph("e", 5.0), glyph("d", 0.0)]), ["de", "om"]);
    }

    #[test]
    fn fake_bold_is_read_once_and_double_letters_twice() {
        let glyphs = [glyph("a", 0.0), glyph("a", 0.3), glyph("l", 5.0), glyph("l", 5.3), glyph("l", 10.0)];
        let found = words(glyphs.iter(), Turn(0));
        assert_eq!((found[0].text.as_str(), found[0].bold), ("all", true));
    }

    #[test]
    fn an_accent_on_its_own_joins_its_letter() {
        assert_eq!(texts(&[glyph("¨", 0.2), glyph("ı", 0.0), glyph("n", 5.0)]), ["ïn"]);
    }
}
