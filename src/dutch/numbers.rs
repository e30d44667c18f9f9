//! Dutch text in, the whole numbers in it out, in digits or in words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::fold::regex;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"\d+|\p{L}{3,}"));
const SMALL: [&str; 19] = [
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [&str; 8] = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

/// The whole numbers below 10,000, in order. Parts of amounts, dates, hours and percentages are left out, and so is "een".
pub fn counts(text: &str) -> Vec<(Range<usize>, u32)> {
    NUMBER
        .find_iter(text)
        .filter_map(|found| {
            let value = match found.as_str().parse::<u32>() {
                Ok(digits) if stands_alone(text, found.range()) => digits,
                Ok(_) => return None,
                Err(_) => in_words(&found.as_str().to_lowercase())?,
            };
            (value < 10_000).then_some((found.range(), value))
        })
        .collect()
}

/// A number that is no part of a longer notation: `1.000`, `22/01`, `9u30`, `25%`, `2-jaarlijks`.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let joined = |sign: Option<char>, beyond: Option<char>| match sign {
        Some('.' | ',' | '/' | '-' | ':') => beyond.is_some_and(char::is_alphanumeric),
        Some(sign) => sign.is_alphanumeric() || sign == '€',
        None => false,
    };
    let unit = text[range.end..].trim_start();
    let is_share =
        unit.starts_with('%') || unit.starts_with("procent") || unit.starts_with("euro") || unit.starts_with('€');
    !joined(before.next(), before.next()) && !joined(after.next(), after.next()) && !is_share
}

/// "twaalf" gives 12, "achtentwintig" 28; "een" is too often an article to be a number.
fn in_words(word: &str) -> Option<u32> {
    let index =
        |list: &[&str], word: &str| list.iter().position(|other| *other == word).and_then(|at| u32::try_from(at).ok());
    if let Some(small) = index(&SMALL, word) {
        return (small > 0).then_some(small + 1);
    }
    let tens = |word: &str| index(&TENS, word).map(|at| (at + 2) * 10);
    tens(word).or_else(|| {
        let word = word.replace('ë', "e");
        SMALL[..9].iter().zip(1..).find_map(|(unit, value)| {
            let rest = word.strip_prefix(unit)?.strip_prefix("en")?;
            Some(tens(rest)? + value)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_digits_and_words() {
        let found: Vec<u32> =
            counts("12 projecten, achtentwintig aanvragen, tweeëntwintig en een rest").iter().map(|it| it.1).collect();
        assert_eq!(found, [12, 28, 22]);
    }

    #[test]
    fn parts_of_other_notations_are_no_counts() {
        assert!(counts("1.600.000 euro, 9u30, 25 %, 27/06, 2-jaarlijks, 14-19").is_empty());
    }
}
