//! Dutch text in, the amounts of money in it out: `1.234.567 euro`, `€ 64.250,-`, `1,2 miljoen euro`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use rust_decimal::Decimal;

use super::fold::regex;

/// An amount of money and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Bytes of the number with its currency.
    pub range: Range<usize>,
    /// The value, in units of the currency.
    pub value: Decimal,
    /// ISO 4217 code, three letters.
    pub currency: &'static str,
}

const NUMBER: &str = r"\d{1,3}(?:[. \u{a0}\u{202f}]\d{3})+(?:,\d{1,2}|,-+)?|\d+(?:[.,]\d{1,2}|,-+)?";
const SCALE: &str = r"(?:[\s\u{a0}]*(miljoen|miljard|mio|mln\.?|duizend|k)\b)?";

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let sign = r"(?:€|\b(?i:eur(?:o)?)\b)";
    regex(&format!(r"{sign}[\s\u{{a0}}]*({NUMBER}){SCALE}|({NUMBER}){SCALE}[\s\u{{a0}}]*(?:€|(?i:euro|eur)\b)"))
});

static PARTNER: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"({NUMBER}){SCALE}\s+(?:en|tot|à|naar|of|tot en met|-|–)\s+$")));

static BARE: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"^\s*({NUMBER})\s*$")));

/// The amounts in `text`, in order. A number joined to an amount ("tussen 100.000 en 250.000 euro") takes its currency.
pub fn amounts(text: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    for captures in AMOUNT.captures_iter(text) {
        let Some(amount) = amount(text, &captures) else { continue };
        let free_from = found.last().map_or(0, |last| last.range.end);
        if let Some(partner) = PARTNER.captures(&text[free_from..amount.range.start])
            && let (Some(number), scale) = (partner.get(1), partner.get(2))
            && let Some(value) = scaled(number.as_str(), scale.map(|scale| scale.as_str()))
            && value >= Decimal::ONE_HUNDRED
        {
            let range = free_from + number.start()..free_from + number.end();
            found.push(Amount { range, value, currency: amount.currency });
        }
        found.push(amount);
    }
    found
}

/// How the bare numbers of one column are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Notation {
    /// Points or spaces between thousands, a comma before the decimals: `9.300,50`.
    #[default]
    Dutch,
    /// Commas between thousands, a point before the decimals: `9,300.50`.
    English,
}

impl Notation {
    /// Judges a whole column: one number alone does not tell whether `9,300` is nine thousand.
    pub fn of(numbers: &[&str]) -> Self {
        let digits_behind = |number: &str, sign: char| {
            let tail = number.trim().rsplit_once(sign)?.1;
            tail.bytes().all(|byte| byte.is_ascii_digit()).then_some(tail.len())
        };
        let with_comma: Vec<usize> = numbers.iter().filter_map(|number| digits_behind(number, ',')).collect();
        let by_comma =
            |number: &&str| number.contains(',') && number.contains('.') && number.find(',') < number.find('.');
        let mixed = numbers.iter().any(by_comma);
        let thousands = !with_comma.is_empty() && with_comma.iter().all(|&digits| digits == 3);
        if mixed || thousands { Self::English } else { Self::Dutch }
    }

    /// Reads a cell that holds a number and nothing else.
    pub fn read(self, text: &str) -> Option<Decimal> {
        match self {
            Self::Dutch => bare_amount(text),
            Self::English => bare_amount(&text.replace(',', "\u{a0}").replace('.', ",")),
        }
    }
}

/// A number that stands alone in a cell of which the column tells that it holds money.
pub fn bare_amount(text: &str) -> Option<Decimal> {
    number(BARE.captures(text)?.get(1)?.as_str())
}

fn amount(text: &str, captures: &Captures<'_>) -> Option<Amount> {
    let whole = captures.get(0)?;
    let inside_a_word = text[..whole.start()].chars().next_back().is_some_and(char::is_alphanumeric);
    if inside_a_word {
        return None;
    }
    let number = captures.get(1).or_else(|| captures.get(3))?;
    let value = scaled(number.as_str(), captures.get(2).or_else(|| captures.get(4)).map(|scale| scale.as_str()))?;
    Some(Amount { range: whole.range(), value, currency: "EUR" })
}

fn scaled(digits: &str, scale: Option<&str>) -> Option<Decimal> {
    let factor: u64 = match scale.map(|scale| scale.trim_end_matches('.')) {
        None => 1,
        Some("miljard") => 1_000_000_000,
        Some("duizend" | "k") => 1_000,
        Some(_) => 1_000_000,
    };
    number(digits)?.checked_mul(factor.into())
}

/// Reads a number in Dutch notation: points or spaces between thousands, a comma before the decimals.
pub fn number(digits: &str) -> Option<Decimal> {
    let digits: String = digits.chars().filter(|symbol| !symbol.is_whitespace()).collect();
    let (whole, decimals) = match digits.rsplit_once(',') {
        Some((whole, decimals)) => (whole.replace('.', ""), decimals.trim_matches('-').to_owned()),
        None => match digits.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() < 3 => (whole.replace('.', ""), decimals.to_owned()),
            _ => (digits.replace('.', ""), String::new()),
        },
    };
    format!("{whole}.{}", if decimals.is_empty() { "0" } else { &decimals }).parse().ok()
}

/// An amount in euro as people write it: `1.006.397,00 euro`.
pub fn euro(value: Decimal) -> String {
    let text = format!("{:.2}", value.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}{grouped},{cents} euro")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        amounts(text).iter().map(|amount| format!("{:.2}", amount.value)).collect()
    }

    #[test]
    fn notations_of_flanders_and_the_netherlands() {
        for (text, value) in [
            ("149.722,00 euro", "149722.00"),
            ("1.234.567 euro", "1234567.00"),
            ("1 234 567 EUR", "1234567.00"),
            ("1\u{a0}234\u{a0}EUR", "1234.00"),
            ("€ 12,50", "12.50"),
            ("€ 64.250,-", "64250.00"),
            ("€19.999,95", "19999.95"),
            ("EUR 27 500", "27500.00"),
            ("1,2 miljoen euro", "1200000.00"),
            ("0,15 miljoen euro", "150000.00"),
            ("100k euro", "100000.00"),
            ("1.000.000 EURO", "1000000.00"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn a_column_tells_what_its_commas_mean() {
        let value = |column: &[&str], cell: &str| Notation::of(column).read(cell).map(|value| format!("{value:.2}"));
        assert_eq!(value(&["9,300", "12,000", "800"], "9,300").as_deref(), Some("9300.00"));
        assert_eq!(value(&["9,30", "12,00"], "9,30").as_deref(), Some("9.30"));
        assert_eq!(value(&["1,250.50", "800.00"], "1,250.50").as_deref(), Some("1250.50"));
        assert_eq!(value(&["9.300", "12.000,50"], "9.300").as_deref(), Some("9300.00"));
    }

    #[test]
    fn a_range_shares_its_currency() {
        assert_eq!(values("tussen 100.000,00 en 250.000,00 euro"), ["100000.00", "250000.00"]);
        assert_eq!(values("van 1.000.000 EURO naar 1.600.000 EURO"), ["1000000.00", "1600000.00"]);
    }

    #[test]
    fn amounts_are_written_as_they_are_read() {
        for text in ["1.006.397,00 euro", "-12,50 euro", "150.000,00 euro"] {
            let value = number(text.trim_start_matches('-').trim_end_matches(" euro")).unwrap();
            assert_eq!(euro(if text.starts_with('-') { -value } else { value }), text);
        }
    }

    #[test]
    fn other_numbers_are_no_money() {
        assert!(values("2018, 30 projecten, 0474 69 18 64, 9000 Gent").is_empty());
    }

    #[test]
    fn the_range_covers_number_and_currency() {
        let text = "samen 12.500,00 EUR per jaar";
        assert_eq!(&text[amounts(text)[0].range.clone()], "12.500,00 EUR");
    }
}
