//! Dutch text in, the dates and hours in it out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::fold::regex;

/// A date as precise as the text gives it, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// Bytes of the date, weekday aside.
    pub range: Range<usize>,
    /// `None` where the text leaves the year out.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
}

/// The months, from January.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = MONTHS.join("|");
    regex(&format!(
        r"(?x)\b(?:
          (?P<day>\d{{1,2}})(?:ste|de|e)?\s+(?P<month>(?i:{month}))(?:\s+(?P<year>(?:19|20)\d\d))?\b
        | (?P<only_month>(?i:{month}))\s+(?P<month_year>(?:19|20)\d\d)\b
        | (?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>(?:19|20)\d\d|\d\d)\b
        | (?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)\b
        )"
    ))
});

static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)\b(?:(?P<h>[01]?\d|2[0-4])\s?[uh]\s?(?P<m>[0-5]\d)?(?:\b|$)
        |(?P<h2>[01]?\d|2[0-4])[.:](?P<m2>[0-5]\d)(?:\s*uur|\s+(?:tot|en|-|–)\s+\d{1,2}[.:]\d\d\s*uur)\b
        |(?P<h3>[01]?\d|2[0-4])\s*uur\b
        |(?P<h4>[01]?\d|2[0-4]):(?P<m4>[0-5]\d)\b)",
    )
});

/// A day (from 1) of a month (from 1) in words; `None` where there is no such month.
pub fn in_words(day: u8, month: u8, year: u16) -> Option<String> {
    let month = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    Some(format!("{day} {month} {year}"))
}

/// The dates in `text`, in order.
pub fn dates(text: &str) -> Vec<FoundDate> {
    DATE.captures_iter(text).filter_map(|captures| found(&captures)).collect()
}

/// The hours in `text` as `HH:MM`, in order, each with its bytes.
pub fn hours(text: &str) -> Vec<(Range<usize>, String)> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(captures) = HOUR.captures_at(text, from) {
        let group = |names: &[&str]| names.iter().find_map(|name| captures.name(name));
        let (Some(hour), minute) = (group(&["h", "h2", "h3", "h4"]), group(&["m", "m2", "m4"])) else { break };
        let whole = captures.get(0).map_or(hour.range(), |whole| whole.range());
        // "van 19.00 tot 20.30 uur": the second hour was only looked at to know what the first one is.
        let end = minute.unwrap_or(hour).end();
        from = if HOUR.is_match_at(text, end) && text[end..whole.end].contains(|sign: char| sign.is_ascii_digit()) {
            end
        } else {
            whole.end
        };
        if let Ok(hour) = hour.as_str().parse::<u8>() {
            found.push((whole.start..from, format!("{hour:02}:{}", minute.map_or("00", |minute| minute.as_str()))));
        }
    }
    found
}

fn found(captures: &Captures<'_>) -> Option<FoundDate> {
    let range = captures.get(0)?.range();
    let number = |name: &str| captures.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let small = |name: &str| number(name).and_then(|value| i8::try_from(value).ok());
    let month = |name: &str| captures.name(name).and_then(|word| month_number(word.as_str()));
    let date = if captures.name("month").is_some() {
        FoundDate { range, year: number("year"), month: month("month"), day: small("day") }
    } else if captures.name("only_month").is_some() {
        FoundDate { range, year: number("month_year"), month: month("only_month"), day: None }
    } else if captures.name("d").is_some() {
        let year = number("y").map(|year| if year < 100 { year + 2000 } else { year });
        FoundDate { range, year, month: small("m"), day: small("d") }
    } else {
        FoundDate { range, year: number("iso_y"), month: small("iso_m"), day: small("iso_d") }
    };
    date.exists().then_some(date)
}

impl FoundDate {
    /// Whether the calendar has this day; without a year the leap day is taken to exist.
    fn exists(&self) -> bool {
        jiff::civil::Date::new(self.year.unwrap_or(2000), self.month.unwrap_or(1), self.day.unwrap_or(1)).is_ok()
    }
}

fn month_number(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    MONTHS.iter().position(|month| *month == word).and_then(|index| i8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Option<i16>, Option<i8>, Option<i8>)> {
        dates(text).iter().map(|date| (date.year, date.month, date.day)).collect()
    }

    #[test]
    fn dates_in_every_usual_notation() {
        for text in ["27 juni 2018", "27/06/2018", "27.06.18", "27-6-2018", "2018-06-27", "woensdag 27 Juni 2018"] {
            assert_eq!(parts(text), [(Some(2018), Some(6), Some(27))], "{text}");
        }
        assert_eq!(parts("van mei 2018 tot 3 september"), [(Some(2018), Some(5), None), (None, Some(9), Some(3))]);
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        assert!(parts("31/06/2018 en versie 12.40.99 en 45 mei").is_empty());
    }

    #[test]
    fn hours_in_flanders_and_the_netherlands() {
        let found: Vec<String> = hours("9u30 tot 16u30, 12u, 14.00 uur, 23h59, van 19.00 tot 20.15 uur")
            .into_iter()
            .map(|(_, hour)| hour)
            .collect();
        assert_eq!(found, ["09:30", "16:30", "12:00", "14:00", "23:59", "19:00", "20:15"]);
    }
}
