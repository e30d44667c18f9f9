//! Sentences in, when the call was published, closed and decided out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::dates::{FoundDate, dates};
use crate::dutch::fold::regex;
use crate::record::{Call, Date};

use super::super::draft::Draft;
use super::super::lines::paragraphs;
use super::statement::Statement;

static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:afgesloten|afsluit\w*|sloot|sluit\w*|uiterste|uiterlijk|deadline|ten laatste|indien(?:en|datum|ingsdatum|ing)|ingediend (?:worden|tegen|vóór|tot)|liep tot|loopt tot|liep af|loopt af|afgelopen op|open tot|tot en met|toekomen|toegekomen|bezorg\w*|vóór|insturen|inzenden|ingestuurd|inleveren|aanvraagperiode|indien(?:ings)?periode|aanvraagtermijn|aanvragen na|vul\b[^.]{0,40}\bin|dien\b[^.]{0,80}\bin)\b",
    )
});
/// These say that it is about handing in; the others that something must be done by a day.
static HANDS_IN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:afgesloten|afsluit\w*|sloot|sluit\w*|deadline|indien\w*|ingediend|insturen|inzenden|aanvra\w+|toekomen|dien\b[^.]{0,80}\bin)\b",
    )
});
/// From one day to another.
static UNTIL: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:tot en met|tot|t/m|t\.e\.m\.|–|-)\s*$"));
/// What else may end on a day.
static OTHER_END: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:vragen (?:te )?(?:stellen|kan|kunnen|kunt)|stel\w* [^.]{0,30}\bvragen|inschrijv\w*|schrijf\b|uitvoer\w*|looptijd|startdatum|te starten|starten|voorschot|bezwaar|beroep|saldo|eindverslag|vorige|infosessie\w*)\b",
    )
});
static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:selecte\w*|selectie(?:s|datum|moment|commissie|jury|vergadering)?\b(?: van (?:de )?(?:project|dossier|laurea)\w*)?|beslissing(?:en|sdatum)?|beslist\w*|beslissen|besloten|keurde\w*|verdeling|verdeeld\w*|goedkeur\w*|goedgekeurd|geselecteerd|bekendgemaakt|bekendmaking van de (?:resultaten|uitslag|selectie|laureaten|projecten)|bekend|uitslag|koos|kies\w*|gekozen|neem\w* [^.]{0,40}\bbesluit|beoordeeld|besluit(?:en)? (?:op|uiterlijk|voor|tegen|van (?:het|de) )|sprak\w* zich\b[^.]{0,20}\buit|hakte\w*\b[^.]{0,40}\bknopen door|stelde\w*\b[^.]{0,40}\boordeel\b[^.]{0,20}\bvast)\b",
    )
});
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:gepubliceerd|geplaatst|publicatie(?:datum)?|verschenen|gelanceerd op|online (?:sinds|sedert|vanaf|op)|opent op|(?:gaat|ging|is) open (?:op|vanaf))\b|\boproep\b[^.]{0,120}\b(?:bekendgemaakt|opengesteld|gelanceerd)\b",
    )
});
/// Before the decision there can be talks with some of them.
static TALKS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bgesprekken\b"));
static ONLY_A_DATE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^\s*(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s+)?$"));
/// A date line under the title stands among the first paragraphs.
const DATELINE_WITHIN: usize = 6;

/// Reads the dates; what an earlier sentence stated stays.
pub(super) fn read(document: &Document, statements: &[Statement<'_>], call: &mut Call, draft: &mut Draft<'_>) {
    for statement in statements {
        let found: Vec<FoundDate> = dates(statement.words).into_iter().filter(|date| date.year.is_some()).collect();
        let mut state = |slot: &mut Option<Date>, field: &str, cue: &Regex| {
            if slot.is_none()
                && let Some(date) = nearest(statement.words, &found, cue)
                && let Some(value) = iso(date)
            {
                *slot = Some(value);
                draft.stands_at(field, &[statement.place(date.range.clone())]);
            }
        };
        let only_decides = DECISION.is_match(statement.words) && !HANDS_IN.is_match(statement.words);
        if !OTHER_END.is_match(statement.words) && !only_decides {
            state(&mut call.deadline, "deadline", &DEADLINE);
        }
        state(&mut call.published, "published", &PUBLISHED);
        let first = |cue: &Regex| cue.find(statement.words).map(|found| found.start());
        let decides_first = first(&DECISION) < first(&DEADLINE);
        let is_talk = TALKS.is_match(statement.words);
        if !is_talk && (first(&DEADLINE).is_none() || found.len() > 1 || decides_first) && first(&PUBLISHED).is_none() {
            state(&mut call.decision_date, "decision_date", &DECISION);
        }
    }
    if call.published.is_none()
        && let Some((date, span)) = dateline(document)
    {
        call.published = Some(date);
        draft.stands_at("published", &[span]);
    }
}

/// The date that stands nearest to the cue.
fn nearest<'found>(words: &str, found: &'found [FoundDate], cue: &Regex) -> Option<&'found FoundDate> {
    let cues: Vec<usize> = cue.find_iter(words).map(|found| found.start()).collect();
    // "De jury vergaderde op …, de beslissing viel op …": a date stands behind its cue more often than before it.
    let far = |cue: &usize, date: usize| if *cue <= date { date - cue } else { (cue - date) * 2 };
    let distance = |date: &FoundDate| cues.iter().map(|cue| far(cue, date.range.start)).min();
    let far_off = found.iter().enumerate().filter_map(|(at, date)| Some((distance(date)?, at)));
    let (_, at) = far_off.min_by_key(|(distance, _)| *distance)?;
    // "Indienperiode: 1 maart 2026 – 12 mei 2026" ends on the last day.
    let ends = |next: &&FoundDate| UNTIL.is_match(&words[found[at].range.end..next.range.start]);
    found.get(at + 1).filter(ends).or(found.get(at))
}

/// A line near the top that is a date and nothing else.
fn dateline(document: &Document) -> Option<(Date, Span)> {
    paragraphs(document).into_iter().take(DATELINE_WITHIN).find_map(|paragraph| {
        let words = document.words(paragraph.span);
        let date = dates(words).into_iter().next()?;
        let alone = ONLY_A_DATE.is_match(&words[..date.range.start]) && words[date.range.end..].trim().is_empty();
        let span = paragraph.span.part(date.range.start..date.range.end);
        if alone && date.year.is_some() { Some((iso(&date)?, span)) } else { None }
    })
}

/// The date in the record format.
pub(super) fn iso(date: &FoundDate) -> Option<Date> {
    Date::new(date.year?, date.month, date.day)
}
