//! A number and a section of a format in, its figures in Dutch notation out.

use rust_decimal::{Decimal, RoundingStrategy};

use super::code::{Section, Token};

/// Most decimals that are shown; no spreadsheet keeps more.
const MAX_DECIMALS: usize = 20;
/// Numbers smaller than this are zero at any number of decimals that is shown.
const ALMOST_ZERO: f64 = 1e-13;
/// From here on, and below the bound under it, numbers are written with an exponent.
const LARGE: f64 = 1e21;
const SMALL: f64 = 1e-9;

/// A number as it is shown without a format.
pub(super) fn general(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    match decimal(size) {
        Some(decimal) if (SMALL..LARGE).contains(&size) => {
            let sign = if value < 0.0 { "-" } else { "" };
            format!("{sign}{}", decimal.normalize()).replace('.', ",")
        }
        _ => {
            let written = format!("{value:.14e}");
            let (figures, exponent) = written.split_once('e').unwrap_or((&written, "0"));
            let figures = figures.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
            let plus = if exponent.starts_with('-') { "" } else { "+" };
            format!("{figures}E{plus}{exponent}")
        }
    }
}

/// A number that is not negative with the fifteen figures that a spreadsheet keeps; `None` where it is too large.
fn decimal(size: f64) -> Option<Decimal> {
    if size < ALMOST_ZERO { Some(Decimal::ZERO) } else { Decimal::from_scientific(&format!("{size:.14e}")).ok() }
}

/// What a section says about figures.
#[derive(Default)]
struct Shape {
    /// Places before the decimals.
    places: usize,
    /// Places of decimals, `true` where a zero at the end is shown.
    decimals: Vec<bool>,
    grouped: bool,
    thousands: u32,
    percents: u32,
}

impl Shape {
    fn of(tokens: &[Token]) -> Self {
        let (mut shape, mut after_point, mut groups) = (Self::default(), false, 0);
        for token in tokens {
            match token {
                Token::Point => {
                    after_point = true;
                    shape.thousands += std::mem::take(&mut groups);
                }
                Token::Digit(sign) if after_point => shape.decimals.push(*sign == '0'),
                Token::Digit(_) => {
                    shape.places += 1;
                    shape.grouped |= std::mem::take(&mut groups) > 0;
                }
                Token::Group if shape.places > 0 => groups += 1,
                Token::Percent => shape.percents += 1,
                _ => {}
            }
        }
        shape.thousands += groups;
        shape.decimals.truncate(MAX_DECIMALS);
        shape
    }

    /// The figures before and after the sign of the decimals; both may be empty.
    fn figures(&self, size: f64) -> Option<(String, String)> {
        let scale = i32::try_from(2 * self.percents).ok()? - i32::try_from(3 * self.thousands).ok()?;
        // Scaled in the text of the number, so that no figure is lost on the way.
        let written = format!("{size:.14e}");
        let (figures, exponent) = written.split_once('e')?;
        let exponent = exponent.parse::<i32>().ok()?.checked_add(scale)?;
        let scaled = if size == 0.0 || exponent < -14 {
            Decimal::ZERO
        } else {
            Decimal::from_scientific(&format!("{figures}e{exponent}")).ok()?
        };
        let count = u32::try_from(self.decimals.len()).ok()?;
        let rounded = scaled.round_dp_with_strategy(count, RoundingStrategy::MidpointAwayFromZero);
        // Padded by hand: the library has no room for a large number with many decimals.
        let text = rounded.to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let part: Vec<char> = part.chars().chain(std::iter::repeat('0')).take(self.decimals.len()).collect();
        let shown = |at: &usize| self.decimals[*at] || part[*at] != '0';
        let kept = (0..part.len()).rev().find(shown).map_or(0, |last| last + 1);
        Some((whole.trim_start_matches('0').to_owned(), part[..kept].iter().collect()))
    }
}

/// The size of a number as a section shows it; `None` where it cannot be shown so.
pub(super) fn shown(section: &Section, size: f64) -> Option<String> {
    let tokens = &section.tokens;
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    if let Some(at) = tokens.iter().position(|token| matches!(token, Token::Exponent(_))) {
        return Some(scientific(tokens, at, size));
    }
    if let Some(at) = tokens.iter().position(|token| *token == Token::Slash)
        && tokens[..at].iter().any(is_digit)
    {
        return fraction(tokens, at, size);
    }
    let shape = Shape::of(tokens);
    let (whole, part) = shape.figures(size)?;
    let (mut text, mut place, mut decimal) = (String::new(), shape.places, 0);
    let mut after_point = false;
    for token in tokens {
        match token {
            Token::Literal(words) => text.push_str(words),
            Token::Percent => text.push('%'),
            Token::Slash => text.push('/'),
            Token::Point => {
                after_point = true;
                if shape.places == 0 {
                    text.push_str(&whole);
                }
                if !part.is_empty() {
                    text.push(',');
                }
            }
            Token::Digit(_) if after_point => {
                text.extend(part.get(decimal..=decimal));
                decimal += 1;
            }
            Token::Digit(sign) => {
                let is_first = place == shape.places;
                place -= 1;
                push_place(&mut text, &whole, place, is_first, *sign, shape.grouped);
            }
            _ => {}
        }
    }
    Some(text)
}

/// The figures that stand in one place: one, or in the first place all that have none of their own.
fn push_place(text: &mut String, whole: &str, place: usize, is_first: bool, sign: char, grouped: bool) {
    let figures = whole.as_bytes();
    let from = if is_first { figures.len().max(place + 1) } else { place + 1 };
    for at in (place..from).rev() {
        match figures.len().checked_sub(at + 1).and_then(|index| figures.get(index)) {
            Some(&figure) => text.push(char::from(figure)),
            None if sign == '0' => text.push('0'),
            None => continue,
        }
        if grouped && at > 0 && at % 3 == 0 {
            text.push('.');
        }
    }
}

fn scientific(tokens: &[Token], at: usize, size: f64) -> String {
    let decimals = Shape::of(&tokens[..at]).decimals.len();
    let written = format!("{size:.decimals$e}");
    let (figures, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let width = tokens[at..].iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let sign = match (exponent.starts_with('-'), &tokens[at]) {
        (true, _) => "-",
        (false, Token::Exponent(true)) => "+",
        _ => "",
    };
    format!("{}E{sign}{:0>width$}", figures.replace('.', ","), exponent.trim_start_matches('-'))
}

/// A number as a fraction, with as many figures below the line as the section has places there.
fn fraction(tokens: &[Token], at: usize, size: f64) -> Option<String> {
    const LARGEST: [u32; 3] = [9, 99, 999];
    let places = tokens[at..].iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let largest = LARGEST[places.clamp(1, LARGEST.len()) - 1];
    if size >= 1e15 {
        return None;
    }
    let (whole, rest) = (size.trunc(), size.fract());
    let given: String = tokens[at..].iter().filter_map(literal).collect();
    let given = given.trim().parse::<u32>().ok().filter(|below| (1..=999).contains(below));
    let error = |below: &u32| {
        let above = (rest * f64::from(*below)).round();
        (rest - above / f64::from(*below)).abs()
    };
    let closest =
        || (1..=largest).reduce(|best, below| if error(&below) + 1e-12 < error(&best) { below } else { best });
    let below = given.or_else(closest)?;
    let above = (rest * f64::from(below)).round();
    let has_whole = tokens[..at].iter().rev().skip_while(|token| matches!(token, Token::Digit(_)));
    let has_whole = has_whole.into_iter().any(|token| matches!(token, Token::Digit(_)));
    Some(if !has_whole {
        format!("{}/{below}", whole * f64::from(below) + above)
    } else if above == 0.0 {
        format!("{whole}")
    } else if (above - f64::from(below)).abs() < 0.5 {
        format!("{}", whole + 1.0)
    } else if whole == 0.0 {
        format!("{above}/{below}")
    } else {
        format!("{whole} {above}/{below}")
    })
}

fn literal(token: &Token) -> Option<&str> {
    match token {
        Token::Literal(words) => Some(words),
        _ => None,
    }
}
