//! A page that looks back at a project in, one report out: who, paid by whom, from when to when, and its headed parts.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, Paragraph, ParagraphKind, Span};
use crate::dutch::dates::dates;
use crate::dutch::fold::{fold, regex};
use crate::record::{Date, Period, Record, RecordKind, Report, Section};

use super::draft::{Draft, Origin};
use super::lines::paragraphs;
use super::project::with_mark;
use super::reading::Reading;
use super::vocabulary::LookBack;
use super::{Extraction, vocabulary};

static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r#"\bproject\s+[‘'"“](?P<name>[^’'"”\n]{3,100})[’'"”]"#));
static QUOTE: LazyLock<Regex> = LazyLock::new(|| regex(r#"[‘'"“](?P<name>[^’'"”\n]{3,100})[’'"”]"#));
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)(?:
          \bsamenwerking\ (?:tussen|van)\ (?P<between>[^.\n]{3,200})
        | \b(?:bracht|maakte|organiseerde|voerde|werkte|bouwde|ontwikkelde|zette)\ (?P<joined>[^.\n]{3,120}?\ samen\ met\ \S+(?:\ \p{Lu}[^\s.,]*)+)
        | (?P<led>\p{Lu}[^.,\n]{2,80}?\ (?:trok|leidde|coördineerde|droeg|voerde)\ (?:het|dit)\ project(?:\ uit)?,?\ samen\ met\ [^.\n]{3,160})
        | \b(?:werkten|werken|sloegen|bundelden)\ (?P<inverted>[^.\n]{3,220}?)\ (?:samen\b|de\ handen|(?:de\ |hun\ )?krachten)
        | \b(?:voerden|bouwden|organiseerden|maakten|ontwikkelden|trokken|realiseerden|begonnen|startten|werkten|zetten)\ (?P<subject>[^.\n]{3,200}?)\ (?:het\ project|aan\ (?:een|het|de)|samen|een|de\ eerste)\b
        | \bproject\ van\ (?P<of>\p{Lu}[^.\n]{3,160})
        | (?P<before>\p{Lu}[^.\n\d]{3,160}?)\s+(?:hebben|werkten|werken|sloegen|bundelden|namen|voerden|zetten|trokken)\b
          [^.\n]*\b(?:samen\w*|project|handen|krachten)\b
        )",
    )
});
static FUNDED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)(?:
          (?i:gesubsidieerd\ door|gefinancierd\ door|(?:onder)?steund\ door|gesteund\ door|betaald\ door|betoelaagd\ door|met\ (?:de\ )?(?:financiële\ )?steun\ van
            |(?:kreeg|krijgt|ontving|ontvangt|genoot)\ (?:een\ )?(?:financiële\ )?(?:steun|middelen|subsidies?|ondersteuning)\ van
            |(?:middelen|fondsen|centen|financiering)\ (?:kwam|kwamen|komt|komen)\ van
            |met\ middelen\ van|mogelijk\ gemaakt\ door|subsidies?\ van)\s+(?P<by>[^.\n]{2,220})
        | (?P<active>\p{Lu}[^.\n]{2,200}?)\s+(?:
            (?:hebben|heeft)\s[^.\n]{0,80}\b(?:gesubsidieerd|gefinancierd|betaald|betoelaagd|gesteund)
          | (?:subsidieerden|subsidieerde|financierden|financierde|betaalden|betaalde|steunden|steunde)
          )\b
        )",
    )
});
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*\([^()]*\)"));
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:(?i:de|het|een|en|ook|door|van|samen met)\s+)+"));
/// "Taalpunt Meer trok het project"
static LED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\s(?:trok|leidde|coördineerde|droeg|voerde)\s(?:het|dit)\sproject(?:\suit)?$"));
static EMAIL: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\p{L}{2,}\b"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:\+\d{2}|\b0)\d{1,3}(?:[ /.-]{1,3}\d{2,4}){2,4}\b"));
/// Lines that a page opens with before its title: a link back, a caption.
const TITLE_WITHIN: usize = 4;
const LONGEST_HEADING: usize = 90;

/// Adds the report, when a heading near the top says that the page looks back.
pub(super) fn extract(origin: Origin<'_>, extraction: &mut Extraction) {
    let paragraphs = paragraphs(origin.document);
    let title = paragraphs.iter().take(TITLE_WITHIN).position(|paragraph| {
        let words = origin.document.words(paragraph.span);
        words.len() <= LONGEST_HEADING && vocabulary::looks_back(words)
    });
    let told = || extraction.records.is_empty().then(|| tells_of_past_project(origin, &paragraphs)).flatten();
    let Some(at) = title.or_else(told) else { return };
    let report = report(origin, &paragraphs, at);
    let heading = match title {
        Some(_) => format!("de kop \u{2018}{}\u{2019} zegt dat de bladzijde terugblikt", report.title),
        None => "de inleiding vertelt wie een afgelopen project uitvoerde, wie het betaalde of van wanneer tot wanneer"
            .to_owned(),
    };
    let sections = format!("{} delen met een kop", report.sections.len());
    extraction.readings.push(Reading {
        kind: RecordKind::Report,
        layout: "een bladzijde die op een project terugblikt".into(),
        confidence: if report.period.is_some() || !report.funders.is_empty() { 0.95 } else { 0.6 },
        evidence: vec![heading, sections],
        records: 1,
        chosen: true,
    });
    extraction.records.push(Record::Report(report));
}

/// The title of a page of which the introduction tells, in the past tense, who worked together, who paid and when: two of these.
fn tells_of_past_project(origin: Origin<'_>, paragraphs: &[&Paragraph]) -> Option<usize> {
    const FEWEST_SECTIONS: usize = 2;
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bproject\b[^.]{0,80}\b(?:was|werd|liep|kreeg|bracht|had|vond|ging|is afgelopen|is afgerond|eindigde)\b",
        )
    });
    let is_heading = |paragraph: &&Paragraph| matches!(paragraph.kind, ParagraphKind::Heading(_));
    let title = paragraphs.iter().take(TITLE_WITHIN).position(is_heading)?;
    let below = &paragraphs[title + 1..];
    let introduction = &below[..below.iter().position(is_heading)?];
    let span = introduction.iter().map(|paragraph| paragraph.span).reduce(Span::cover)?;
    let words = origin.document.words(span);
    let told = [
        TOGETHER.is_match(words),
        FUNDED.is_match(words),
        bounds(origin, introduction.iter().map(|paragraph| paragraph.span)).is_some(),
    ];
    let sections = below.iter().filter(|paragraph| is_heading(paragraph)).count();
    let looks_back =
        told.iter().filter(|told| **told).count() >= 2 && PAST.is_match(words) && sections >= FEWEST_SECTIONS;
    looks_back.then_some(title)
}

fn report(origin: Origin<'_>, paragraphs: &[&Paragraph], at: usize) -> Report {
    let mut draft = origin.draft();
    let title = paragraphs[at].span;
    let last = paragraphs.last().map_or(title, |paragraph| paragraph.span);
    let text = Running { text: origin.text(), from: title.end, to: last.end };
    let mut report = Report {
        title: draft.words("title", &title.into()),
        project: text.project(title).map(|span| draft.words("project", &span.into())),
        ..Report::default()
    };
    let labelled = |part: LookBack| labelled(origin, part);
    let organisations = text
        .find(&TOGETHER, &["led", "between", "joined", "inverted", "subject", "of", "before"])
        .map(|span| names(origin.text(), cut_clause(origin.text(), span)))
        .unwrap_or_default();
    let or_labelled = |found: Vec<Span>, part: LookBack| match labelled(part) {
        Some(value) if found.is_empty() => names(origin.text(), value),
        _ => found,
    };
    report.organisations = list(&mut draft, "organisations", &or_labelled(organisations, LookBack::Organisations));
    let funders = text
        .find(&FUNDED, &["by", "active"])
        .map(|span| names(origin.text(), cut_clause(origin.text(), span)))
        .unwrap_or_default();
    report.funders = list(&mut draft, "funders", &or_labelled(funders, LookBack::Funders));
    if report.project.is_none()
        && let Some(project) = labelled(LookBack::Project)
    {
        report.project = Some(draft.words("project", &project.into()));
    }
    report.period = period(origin, paragraphs, &mut draft);
    report.emails = list(&mut draft, "emails", &text.all(&EMAIL));
    report.phones = list(&mut draft, "phones", &text.all(&PHONE));
    report.sections = sections(origin, &paragraphs[at + 1..], &mut draft);
    (report.id, report.source) = draft.close(RecordKind::Report, title.cover(last));
    report
}

/// What stands behind a label, or under one that stands alone.
fn labelled(origin: Origin<'_>, part: LookBack) -> Option<Span> {
    let Origin { document, pieces, .. } = origin;
    pieces.iter().enumerate().find_map(|(at, piece)| {
        let (name, value) = match &piece.label {
            Some(label) => (label.name.clone(), label.value.first().map(|value| value.span)),
            None => (fold(document.words(piece.span)), None),
        };
        let is_part = vocabulary::look_back_label(&name) == Some(part);
        is_part.then(|| value.or_else(|| pieces.get(at + 1).map(|next| next.span))).flatten()
    })
}

/// The part of the text after the title.
struct Running<'doc> {
    text: &'doc str,
    from: usize,
    to: usize,
}

impl Running<'_> {
    /// The first of the named groups that takes part in the first match.
    fn find(&self, pattern: &Regex, groups: &[&str]) -> Option<Span> {
        let found = pattern.captures(&self.text[self.from..self.to])?;
        let found = groups.iter().find_map(|group| found.name(group))?;
        Some(Span::new(self.from + found.start(), self.from + found.end()).trimmed(self.text))
    }

    /// A quoted name that the title repeats, else one that is called a project.
    fn project(&self, title: Span) -> Option<Span> {
        let title = fold(title.of(self.text));
        let in_title = self.spans(&QUOTE, "name").find(|span| title.contains(&fold(span.of(self.text))));
        in_title.or_else(|| self.find(&QUOTED, &["name"])).or_else(|| self.called(&title))
    }

    /// "Soep en sokken: drie jaar winterwerk" as title, and "het project Soep en sokken" in the text.
    fn called(&self, title: &str) -> Option<Span> {
        const CALLED: &str = "project ";
        let name = title.split([':', '\u{2013}']).next()?.trim();
        let text = &self.text[self.from..self.to];
        text.match_indices(CALLED).map(|(at, _)| at + CALLED.len()).find_map(|start| {
            let length: usize = text[start..].chars().take(name.chars().count()).map(char::len_utf8).sum();
            let is_name = fold(&text[start..start + length]) == name;
            is_name.then(|| Span::new(self.from + start, self.from + start + length))
        })
    }

    fn spans<'run>(&'run self, pattern: &'run Regex, group: &'run str) -> impl Iterator<Item = Span> + 'run {
        let matches = pattern.captures_iter(&self.text[self.from..self.to]);
        matches
            .filter_map(move |found| found.name(group))
            .map(|name| Span::new(self.from + name.start(), self.from + name.end()))
    }

    fn all(&self, pattern: &Regex) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for found in pattern.find_iter(&self.text[self.from..self.to]) {
            let span = Span::new(self.from + found.start(), self.from + found.end());
            if spans.iter().all(|other| other.of(self.text) != found.as_str()) {
                spans.push(span);
            }
        }
        spans
    }
}

fn list(draft: &mut Draft<'_>, field: &str, spans: &[Span]) -> Vec<String> {
    spans.iter().enumerate().map(|(number, &span)| draft.words(format!("{field}.{number}"), &span.into())).collect()
}

/// Stops a list of names where the sentence goes on about something else.
fn cut_clause(text: &str, span: Span) -> Span {
    const ENDS: [&str; 9] =
        [" met als ", " met het oog", " om ", " voor ", " zodat ", " die ", " dat ", " in het kader", " binnen "];
    let words = span.of(text);
    let outside_brackets = |at: usize| words[..at].matches('(').count() == words[..at].matches(')').count();
    // "Centrum voor Basiseducatie" is a name.
    let goes_on = |at: usize, end: &str| !words[at + end.len()..].starts_with(char::is_uppercase);
    let cuts = |end: &&str| {
        let mut places = words.match_indices(*end).map(|(at, _)| at);
        places.find(|&at| outside_brackets(at) && goes_on(at, end))
    };
    let end = ENDS.iter().filter_map(cuts).min();
    Span::new(span.start, span.start + end.unwrap_or(words.len()))
}

/// The names in "A, B (uitleg) en de C", without articles and explanations.
fn names(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let brackets: Vec<_> = BRACKETS.find_iter(words).map(|found| found.range()).collect();
    let outside = |at: usize| brackets.iter().all(|range| !range.contains(&at));
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for joint in [", ", " en ", "; ", " samen met "] {
        cuts.extend(
            words.match_indices(joint).filter(|(at, _)| outside(*at)).map(|(at, joint)| (at, at + joint.len())),
        );
    }
    cuts.sort_unstable();
    let mut names = Vec::new();
    let mut start = 0;
    for (end, next) in cuts.into_iter().chain([(words.len(), words.len())]) {
        if start < end {
            names.push(start..end);
        }
        start = start.max(next);
    }
    let tidy = |range: std::ops::Range<usize>| {
        let end = brackets
            .iter()
            .find(|bracket| bracket.start >= range.start && bracket.end == range.end)
            .map_or(range.end, |bracket| bracket.start);
        let name = span.part(range.start..end).trimmed(text);
        let name = LED.find(name.of(text)).map_or(name, |led| name.part(0..led.start()));
        let article = ARTICLE.find(name.of(text)).map_or(0, |found| found.end());
        Span::new(name.start + article, name.end)
    };
    let is_name = |name: &Span| {
        let words = name.of(text);
        words.starts_with(char::is_uppercase)
            || vocabulary::organisation_words(words) > 0 && words.contains(char::is_uppercase)
    };
    names.into_iter().map(tidy).filter(is_name).collect()
}

/// The first two months or days that bound a period, behind a label or in a sentence.
fn period(origin: Origin<'_>, paragraphs: &[&Paragraph], draft: &mut Draft<'_>) -> Option<Period> {
    let labelled = labelled(origin, LookBack::Period);
    let (period, place) = bounds(origin, paragraphs.iter().map(|paragraph| paragraph.span).chain(labelled))?;
    draft.stands_at("period", &[place]);
    Some(period)
}

/// The first of these pieces of text with two months or days and a word that says they bound a period.
fn bounds(origin: Origin<'_>, spans: impl Iterator<Item = Span>) -> Option<(Period, Span)> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:tot en met|tot|t/m|en|–|-|t\.e\.m\.)\s*$"));
    for span in spans {
        let words = origin.document.words(span);
        for pair in dates(words).windows(2) {
            let [start, end] = pair else { continue };
            if BETWEEN.is_match(&words[start.range.end..end.range.start]) {
                let year = start.year.or(end.year);
                let place = span.part(start.range.start..end.range.end);
                let start = Date::new(year?, start.month, start.day)?;
                return Some((Period { start, end: Date::new(end.year?, end.month, end.day)? }, place));
            }
        }
    }
    None
}

fn sections(origin: Origin<'_>, paragraphs: &[&Paragraph], draft: &mut Draft<'_>) -> Vec<Section> {
    let marked = |at: &usize| matches!(paragraphs[*at].kind, ParagraphKind::Heading(_));
    let heads: Vec<usize> = match (0..paragraphs.len()).filter(marked).collect::<Vec<_>>() {
        none if none.is_empty() => {
            (0..paragraphs.len()).filter(|&at| looks_like_heading(origin.document, paragraphs, at)).collect()
        }
        marked => marked,
    };
    let mut sections = Vec::new();
    for (order, &head) in heads.iter().enumerate() {
        let end = heads.get(order + 1).copied().unwrap_or(paragraphs.len());
        let body: Excerpt =
            paragraphs[head + 1..end].iter().map(|paragraph| with_mark(origin.text(), paragraph)).collect();
        let title = draft.words(format!("sections.{order}.title"), &paragraphs[head].span.into());
        sections.push(Section { title, text: draft.words(format!("sections.{order}.text"), &body) });
    }
    sections
}

/// A short line between gaps that is no sentence and has a sentence under it.
fn looks_like_heading(document: &Document, paragraphs: &[&Paragraph], at: usize) -> bool {
    let paragraph = paragraphs[at];
    let words = document.words(paragraph.span);
    let Some(next) = paragraphs.get(at + 1) else { return false };
    paragraph.kind == ParagraphKind::Body
        && paragraph.gap_before
        && next.gap_before
        && words.len() <= LONGEST_HEADING
        && words.starts_with(|first: char| first.is_uppercase() || first.is_numeric())
        && !words.ends_with(['.', ';', ',', ':', '?'])
        && document.words(next.span).len() > words.len()
}
