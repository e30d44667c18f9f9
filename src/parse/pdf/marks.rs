//! A line in; the mark of a list item that it begins with, and the rest of its text, out.

use super::lines::Line;

/// Signs that begin an item.
const SIGNS: &str = "•·▪■●○◦‣➢✓–—-*";

/// The mark of a list item at the start of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// The mark itself: `-`, `•`, `1.`, `a)`.
    pub sign: String,
    /// Where it stands, in points from the left.
    pub x: f32,
    /// The text of the line after it.
    pub rest: String,
}

impl Mark {
    /// Whether the mark is a sign that running text uses too.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.sign.as_str(), "-" | "–" | "—" | "*")
    }

    /// Whether it counts: `1.`, `(2)`, `a)`.
    pub(super) fn is_number(&self) -> bool {
        self.sign.contains(char::is_alphanumeric)
    }
}

/// The mark that a line begins with.
pub(super) fn mark(line: &Line) -> Option<Mark> {
    let first = line.words.first()?;
    let text = line.text();
    let (sign, rest) = text.split_once(' ').unwrap_or((text.as_str(), ""));
    if !rest.is_empty() && (is_sign(sign) || is_number(sign)) {
        return Some(Mark { sign: sign.to_owned(), x: first.x0, rest: rest.to_owned() });
    }
    glued(&text, first.x0)
}

fn is_sign(word: &str) -> bool {
    let mut signs = word.chars();
    matches!((signs.next(), signs.next()), (Some(sign), None) if SIGNS.contains(sign))
}

/// One or two digits or one letter, closed by a dot or bracket.
fn is_number(word: &str) -> bool {
    let bare = word.strip_prefix('(').unwrap_or(word);
    let Some(number) = bare.strip_suffix(['.', ')']) else { return false };
    let digits = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    // "p. 12" and "t. 051" are no items.
    let counts = |byte: u8| if bare.ends_with(')') { byte.is_ascii_lowercase() } else { (b'a'..=b'l').contains(&byte) };
    let letter = number.len() == 1 && number.bytes().all(counts);
    digits || letter
}

/// A sign without a space after it: only where what follows cannot belong to it.
fn glued(text: &str, x: f32) -> Option<Mark> {
    let mut signs = text.chars();
    let sign = signs.next().filter(|sign| SIGNS.contains(*sign))?;
    let follows = signs.next()?;
    let parted =
        if sign == '-' { follows.is_uppercase() } else { follows.is_alphabetic() && !matches!(sign, '*' | '·') };
    let rest = text.get(sign.len_utf8()..)?.to_owned();
    parted.then(|| Mark { sign: sign.into(), x, rest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    fn sign_of(text: &str) -> Option<String> {
        let word = |(number, word): (usize, &str)| {
            let x0 = 100.0 * number as f32;
            Word { text: word.into(), x0, x1: x0 + 9.0, y: 9.0, size: 9.0, bold: false }
        };
        let line = lines(text.split(' ').enumerate().map(word).collect(), 1).remove(0);
        mark(&line).map(|mark| mark.sign)
    }

    #[test]
    fn marks_are_told_from_words() {
        for (text, sign) in [
            ("- punt", Some("-")),
            ("• punt", Some("•")),
            ("1. punt", Some("1.")),
            ("(2) punt", Some("(2)")),
            ("a) punt", Some("a)")),
            ("-Promotor dient", Some("-")),
            ("-5 graden", None),
            ("2018. Het", None),
            ("punt - nog", None),
        ] {
            assert_eq!(sign_of(text).as_deref(), sign, "{text}");
        }
    }
}
