//! Paragraphs in, the meetings about the call with day, hours, venue and address out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::dates::{FoundDate, dates, hours};
use crate::dutch::fold::{regex, squeeze};
use crate::dutch::sentences::sentences;
use crate::record::{Call, Event};

use super::super::draft::Draft;
use super::super::lines::{Line, lines};
use super::dates::iso;

const MEETING: &str = r"(?:\w*bijeenkomst|spreekuur|\w*sessie|\w+moment|info(?:rmatie)?(?:avond|dag|uur|markt)|webinar|\w+gesprek(?:ken)?|inloop\w*|demodag|studiedag|startdag|kick-?off|vragenuur\w*|workshop|ontmoetingsdag)";
static CUE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)\b{MEETING}\b|\bnodig\w*\b.*\buit\b|\bwelkom\b|\buitnodig\w*")));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r#"(?i)\b{MEETING}\s*(?::\s*(?P<line>\S.{{2,80}}?)\s*$|[‘'"“](?P<quoted>[^’"”\n]{{3,80}})[’'"”])"#))
});
static DESCRIBED: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"\b(?:een|de|het|volgende)\s+(?P<noun>(?:\p{{Ll}}+\s+){{0,3}}(?i:{MEETING}))\b")));
/// What stands before a day and a colon, as in a list of meetings.
static HEADED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?P<title>\p{Lu}[^:.\t]{3,80}?)\s*(?::\s|\t)"));
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[1-9]\d{3}(?:\s?[A-Z]{2})?\s+\p{Lu}\p{L}+"));
static AT: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:in|op|bij|te)\s+(?:(?:het|de)\s+)?"));
static STREET_NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"\p{L}{3,}\s+\d{1,4}\s?[a-zA-Z]?$"));

/// Reads the meetings; two mentions of one day are one meeting.
pub(super) fn read(document: &Document, call: &mut Call, draft: &mut Draft<'_>) {
    let places: Vec<Span> = lines(document).iter().map(Line::span).collect();
    let mut year = call.published.as_ref().or(call.deadline.as_ref()).and_then(crate::record::Date::year);
    let mut last = None;
    for (at, &place) in places.iter().enumerate() {
        let words = document.words(place);
        let whole = sentences(words);
        for (order, sentence) in whole.iter().enumerate() {
            let found = dates(&words[sentence.clone()]);
            year = found.iter().find_map(|date| date.year).or(year);
            // The name of a meeting may itself end in a full stop or exclamation mark: look on to the end of the line.
            let rest = &words[sentence.start..];
            let told = || {
                CUE.is_match(&words[sentence.clone()])
                    || is_under_meeting(document, &places, at)
                    || goes_on(document, &places, at, last)
            };
            let Some(date) = found.into_iter().find(|date| date.day.is_some()).filter(|_| told()) else { continue };
            let dated = FoundDate { year: date.year.or(year), ..date.clone() };
            let Some(day) = iso(&dated).filter(|day| call.events.iter().all(|event| event.date != *day)) else {
                continue;
            };
            let is_last = order + 1 == whole.len() || NAMED.is_match(rest);
            let event = event(document, &places, at, &words[sentence.clone()], if is_last { rest } else { "" }, day);
            last = Some(at);
            let start = place.start + sentence.start;
            draft.stands_at(format!("events.{}", call.events.len()), &[Span::new(start, start + sentence.len())]);
            call.events.push(event);
        }
    }
}

/// Whether a line gives day and hour, right below a short one that speaks of a meeting.
fn is_under_meeting(document: &Document, places: &[Span], at: usize) -> bool {
    is_under_short_line(document, places, at, |above| CUE.is_match(above))
}

fn is_under_short_line(document: &Document, places: &[Span], at: usize, fits: impl Fn(&str) -> bool) -> bool {
    const LONGEST_ABOVE: usize = 80;
    let above = at.checked_sub(1).and_then(|above| places.get(above)).map(|above| document.words(*above));
    let is_short = |above: &str| above.len() <= LONGEST_ABOVE && !above.ends_with(['.', ';']);
    above.is_some_and(|above| is_short(above) && fits(above)) && !hours(document.words(places[at])).is_empty()
}

/// Whether a line gives day and hour under a title of its own, right below the last meeting that stood so.
fn goes_on(document: &Document, places: &[Span], at: usize, last: Option<usize>) -> bool {
    let follows = last.is_some_and(|last| last + 2 == at && is_under_title(document, places, last));
    follows && is_under_title(document, places, at)
}

/// Whether a line gives day and hour, right below short words without a day.
fn is_under_title(document: &Document, places: &[Span], at: usize) -> bool {
    is_under_short_line(document, places, at, |above| !above.ends_with(':') && dates(above).is_empty())
}

fn event(
    document: &Document,
    places: &[Span],
    at: usize,
    sentence: &str,
    rest: &str,
    date: crate::record::Date,
) -> Event {
    let mut hours = hours(sentence).into_iter().map(|(_, hour)| hour);
    let named = NAMED.captures(if rest.is_empty() { sentence } else { rest });
    let named =
        named.and_then(|found| found.name("line").or_else(|| found.name("quoted")).map(|name| squeeze(name.as_str())));
    let headed = || {
        let title = HEADED.captures(sentence)?.name("title")?;
        let before_day = dates(sentence).first().is_some_and(|day| title.end() <= day.range.start);
        (before_day && dates(title.as_str()).is_empty()).then(|| squeeze(title.as_str()))
    };
    // Day and hour can stand under the name of the meeting, and above where it is.
    let is_titled =
        is_under_meeting(document, places, at) || is_under_title(document, places, at) && !CUE.is_match(sentence);
    let above = || is_titled.then(|| squeeze(document.words(places[at - 1])));
    let described = || DESCRIBED.captures(sentence).map(|found| squeeze(&found["noun"]));
    let in_sentence = in_list(sentence);
    let nearby = [Some(sentence), places.get(at + 1).map(|next| document.words(*next))];
    let (venue, address) = in_sentence
        .or_else(|| below(document, places, at))
        .or_else(|| nearby.into_iter().flatten().find_map(venue))
        .unwrap_or_default();
    Event {
        title: headed().or(named).or_else(described).or_else(above),
        date,
        start: hours.next(),
        end: hours.next(),
        venue,
        address,
    }
}

/// Behind day and hours, parted by commas: the venue, the street and the town.
fn in_list(sentence: &str) -> Option<(Option<String>, Option<String>)> {
    let last_hour = hours(sentence).last().map(|(range, _)| range.end)?;
    let tail = sentence[last_hour..].trim_start_matches(" uur").trim_start_matches([',', ' ', ':', '-', '–']);
    let tail = AT.find(tail).map_or(tail, |at| &tail[at.end()..]);
    let pieces: Vec<&str> = tail.split(", ").collect();
    let offset = |piece: &str| piece.as_ptr() as usize - tail.as_ptr() as usize;
    let with_code = match POSTCODE.find(tail) {
        Some(code) => pieces.iter().position(|piece| offset(piece) + piece.len() >= code.end())?,
        // A street with a number, and a town behind it.
        None => pieces.iter().position(|piece| STREET_NUMBER.is_match(piece.trim()))? + 1,
    };
    if with_code >= pieces.len() {
        return None;
    }
    let street = with_code.checked_sub(1).filter(|&before| STREET_NUMBER.is_match(pieces[before].trim()));
    let start = offset(pieces[street.unwrap_or(with_code)]);
    let kept = |words: &str| Some(squeeze(words)).filter(|words| !words.is_empty());
    let venue = tail[..start].trim_end_matches([' ', ',', '-', '–']);
    (pieces.len() > 1).then(|| (kept(venue), kept(tail[start..].trim_end_matches(['.', ' ']))))
}

/// Below day and hour a line with the venue, and below that one with the town.
fn below(document: &Document, places: &[Span], at: usize) -> Option<(Option<String>, Option<String>)> {
    const LONGEST: usize = 80;
    let line = |at: usize| places.get(at).map(|place| document.words(*place)).filter(|words| words.len() <= LONGEST);
    let (venue, address) = (line(at + 1)?, line(at + 2)?);
    let is_place = !venue.ends_with(['.', ':']) && !POSTCODE.is_match(venue) && dates(venue).is_empty();
    let is_address = POSTCODE.is_match(address) && dates(address).is_empty();
    (is_place && is_address).then(|| (Some(squeeze(venue)), Some(squeeze(address))))
}

/// A line with a postcode: what stands before the street is the venue.
fn venue(line: &str) -> Option<(Option<String>, Option<String>)> {
    /// A line that gives a place is short; a postcode in running text says little about where a meeting is.
    const LONGEST: usize = 160;
    let code = POSTCODE.find(line).filter(|_| line.len() <= LONGEST)?;
    let pieces: Vec<&str> = line.split(" - ").flat_map(|piece| piece.split(" – ")).collect();
    let offset = |piece: &str| piece.as_ptr() as usize - line.as_ptr() as usize;
    let with_code = pieces.iter().position(|piece| offset(piece) + piece.len() >= code.end())?;
    let street = match with_code.checked_sub(1) {
        Some(before) if STREET_NUMBER.is_match(pieces[before].trim()) => before,
        _ => with_code,
    };
    let start = offset(pieces[street]);
    let venue = line[..start].trim_end_matches([' ', '-', '–', ',']);
    let kept = |words: &str| Some(squeeze(words)).filter(|words| !words.is_empty());
    Some((kept(venue), kept(line[start..].trim_end_matches(['.', ' ']))))
}
