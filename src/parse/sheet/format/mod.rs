//! A value and the code of its number format in, the words that a Dutch reader sees in the cell out.
//!
//! Codes are written in English notation in every file, whatever the language of the program: the point, the comma and the
//! names of months become Dutch here. Dates are written with the day first, also where the code puts the month first, as a
//! Dutch reader takes `05/06/2018` for a day in June.

mod code;
mod date;
mod number;

pub(super) use code::Code;

use code::{Section, Token};

/// Longest text that a format may put words around.
const MAX_TEXT: usize = 1_000;

/// A number in the format `General`: all its digits, and no more decimals than a spreadsheet keeps.
pub(super) fn general(value: f64) -> String {
    number::general(value)
}

impl Code {
    /// The words for a number; `since_1904` where the days of the file are counted from 1904 on.
    pub(super) fn number(&self, value: f64, since_1904: bool) -> String {
        let Some((section, signed)) = self.section(value) else { return general(value) };
        let shown = if section.is_date() {
            date::shown(section, value, since_1904)
        } else if section.tokens.iter().any(|token| matches!(token, Token::General)) {
            Some(with_general(section, value.abs()))
        } else {
            number::shown(section, value.abs())
        };
        let Some(shown) = shown else { return general(value) };
        let is_zero = !shown.contains(|symbol: char| symbol.is_ascii_digit() && symbol != '0');
        let minus = if signed && value < 0.0 && !section.is_date() && !is_zero { "-" } else { "" };
        tidy(&format!("{minus}{shown}"))
    }

    /// The words for a text; most formats leave it as it is.
    pub(super) fn text(&self, words: &str) -> Option<String> {
        let section = self.text.as_ref().filter(|_| words.len() <= MAX_TEXT)?;
        let pieces = section.tokens.iter().map(|token| match token {
            Token::Text | Token::General => words,
            Token::Literal(literal) => literal,
            _ => "",
        });
        Some(pieces.collect::<String>())
    }
}

fn with_general(section: &Section, value: f64) -> String {
    let pieces = section.tokens.iter().map(|token| match token {
        Token::General => general(value),
        Token::Literal(literal) => literal.clone(),
        _ => String::new(),
    });
    pieces.collect()
}

/// Formats pad with spaces to line up columns.
fn tidy(shown: &str) -> String {
    let mut tidy = String::with_capacity(shown.len());
    for symbol in shown.trim().chars() {
        if !(symbol == ' ' && tidy.ends_with(' ')) {
            tidy.push(symbol);
        }
    }
    tidy
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
