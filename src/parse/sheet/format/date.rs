//! The number of a day and a section of a format in, the date, time or duration in Dutch out.

use jiff::ToSpan;
use jiff::civil::Date;

use super::code::{Section, Token};
use crate::dutch::dates::MONTHS;

const SHORT_MONTHS: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const DAYS: [&str; 7] = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];
/// 31 December 9999, the last day that a spreadsheet knows.
const LAST_DAY: f64 = 2_958_466.0;
/// What lies between the first days of the two ways of counting.
const DAYS_TO_1904: f64 = 1462.0;
/// The day that these spreadsheets count although it did not exist: 29 February 1900.
const NO_DAY: i64 = 60;
const THOUSANDTHS_OF_A_DAY: f64 = 86_400_000.0;

/// A point in time, or a duration.
struct Moment {
    year: i16,
    month: usize,
    day: i8,
    weekday: usize,
    /// Thousandths of a second since midnight, and since day 0.
    time: i64,
    elapsed: i64,
}

/// The date, time or duration that a number stands for; `None` where there is no such day.
pub(super) fn shown(section: &Section, value: f64, since_1904: bool) -> Option<String> {
    let is_duration = !section.tokens.iter().any(|token| matches!(token, Token::Date('y' | 'm' | 'd', _)));
    let sign = if value < 0.0 && is_duration { "-" } else { "" };
    let value = if is_duration { value.abs() } else { value + if since_1904 { DAYS_TO_1904 } else { 0.0 } };
    if !(0.0..LAST_DAY).contains(&value) {
        return None;
    }
    let moment = moment(value, unit(section))?;
    let twelve_hours = section.tokens.contains(&Token::Meridiem);
    let pieces = section.tokens.iter().map(|token| match token {
        Token::Literal(words) => words.clone(),
        Token::Date(part, count) => moment.part(*part, *count, twelve_hours),
        Token::Elapsed(part, count) => {
            let unit = [('h', 3_600_000), ('m', 60_000)].into_iter().find(|(sign, _)| sign == part);
            format!("{:0>count$}", moment.elapsed / unit.map_or(1_000, |(_, unit)| unit))
        }
        Token::Fraction(count) => {
            let figures = format!("{:03}", moment.time % 1_000);
            format!(",{}", figures.get(..*count).unwrap_or(&figures))
        }
        Token::Meridiem => if moment.time < 43_200_000 { "AM" } else { "PM" }.to_owned(),
        _ => String::new(),
    });
    Some(format!("{sign}{}", pieces.collect::<String>()))
}

/// The smallest unit that is shown, in thousandths of a second: times are rounded to it where it is a second or less.
fn unit(section: &Section) -> i64 {
    if section.tokens.iter().any(|token| matches!(token, Token::Fraction(1..))) { 1 } else { 1_000 }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "days up to the year 9999 in thousandths of a second fit in 64 bits"
)]
fn moment(value: f64, unit: i64) -> Option<Moment> {
    let thousandths = (value * THOUSANDTHS_OF_A_DAY).round() as i64;
    let elapsed = (thousandths + unit / 2) / unit * unit;
    let (days, time) = (elapsed / 86_400_000, elapsed % 86_400_000);
    let weekday = usize::try_from((days + 6) % 7).ok()?;
    let (year, month, day) = match days {
        0 => (1900, 1, 0),
        NO_DAY => (1900, 2, 29),
        _ => {
            let offset = if days < NO_DAY { days + 1 } else { days };
            let date = Date::new(1899, 12, 30).ok()?.checked_add(offset.days()).ok()?;
            (date.year(), date.month(), date.day())
        }
    };
    Some(Moment { year, month: usize::try_from(month).ok()?, day, weekday, time, elapsed })
}

impl Moment {
    fn part(&self, part: char, count: usize, twelve_hours: bool) -> String {
        let month = |names: [&'static str; 12]| names.get(self.month - 1).copied().unwrap_or_default();
        let weekday = DAYS.get(self.weekday).copied().unwrap_or_default();
        let hour = self.time / 3_600_000;
        let two = |number: i64| if count == 1 { number.to_string() } else { format!("{number:02}") };
        match (part, count) {
            ('y', 1 | 2) => format!("{:02}", self.year % 100),
            ('y', _) => self.year.to_string(),
            ('m', 1) => self.month.to_string(),
            ('m', 2) => format!("{:02}", self.month),
            ('m', 3) => month(SHORT_MONTHS).to_owned(),
            ('m', 5) => month(MONTHS).chars().take(1).collect(),
            ('m', _) => month(MONTHS).to_owned(),
            ('d', 1 | 2) => two(self.day.into()),
            ('d', 3) => weekday.chars().take(2).collect(),
            ('d', _) => weekday.to_owned(),
            ('h', _) if twelve_hours => two((hour + 11) % 12 + 1),
            ('h', _) => two(hour),
            ('M', _) => two(self.time / 60_000 % 60),
            ('s', _) => two(self.time / 1_000 % 60),
            _ => String::new(),
        }
    }
}
