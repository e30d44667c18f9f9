//! Reads letters that tell an applicant what was decided: one a file, or one after the other.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, Span};
use crate::dutch::fold::{fold, regex};
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::label::Role;
use super::super::name::unquoted;
use super::super::piece::Piece;
use super::super::reading::{Reading, ratio};
use super::super::vocabulary;
use super::application::{Application, ApplicationReading};
use super::decision;

static SALUTATION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^\s*(?:geachte?|beste|mevrouw|mijnheer|dag)\b[^.?]{0,80},?\s*$"));
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:met [^.]{0,40}\bgroet\w*|(?:vriendelijke |hartelijke |veel )?groet(?:en|jes)?\s*,?\s*$|hoogachtend|met (?:de meeste )?(?:hoog)?achting)",
    )
});
static TOWN: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\s*(?:\p{Lu}[^,]*\s\d+\s?\w?\s*,\s*)?(?:B-?|NL-?)?[1-9]\d{3}\s?(?:[A-Z]{2}\s)?\s*\p{Lu}[\p{L}' -]+$")
});
static STREET: LazyLock<Regex> = LazyLock::new(|| regex(r"\p{L}\s+\d{1,4}\s?\w?(?:\s*(?:bus|box)\s*\w+)?$"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r#"[‘“"„«'](?P<title>[^‘’“”"„«»\n]{3,140})[’”"»']"#));
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:t\.a\.v\.|ter attentie|de heer|mevrouw|dhr\.|mevr\.|aan\b:?\s*$|(?-i:(?:\p{Lu}\.\s*)+(?:\p{Ll}+\s)*\p{Lu}[\p{L}-]+$))",
    )
});
static INTRODUCES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:aanvraag|project|voorstel|dossier)\b[^.]{0,160}?(?:[’”»'\x22]|\bproject\b|\baanvraag\b)\s+(?:van|ingediend door)\s+(?P<name>(?:de |het )?[\p{Lu}v][^.,;\n]{2,80}?)(?:\s+(?:werd|wordt|is|heeft|goed|af|niet|op|in|voor|te|aan)\b|[.,;]|$)",
    )
});
static LABEL_TO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^aan\s*(?::|\s)\s*(?:(?:het )?bestuur van\s+|de leden van\s+)?(?P<name>(?-i:\p{Lu}|vzw|nv|bv|cv|stad|gemeente|’t|'t)\S*[^.,:;]{1,100})(?:,[^\n]*\d[^\n]*)?$",
    )
});
/// "Aan het bestuur van", above the name.
static TO: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^\s*aan\s*(?:(?:het )?bestuur(?: van)?|de leden(?: van)?)?\s*:?\s*$"));
/// "Onderwerp: uw aanvraag De rode loper"
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:betreft|onderwerp|betreffende|inzake)\s*:?\s*(?:(?:beslissing|besluit|uitslag|antwoord)\s+(?:over|op|inzake|van)\s+)?(?:uw|jouw|de)\s+(?:subsidie|project|steun)?(?:aanvraag|voorstel|project)\s+(?:(?:voor|over)\s+)?(?:(?:het )?project\s+)?(?P<title>\p{Lu}[^.]{2,100})$",
    )
});
static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:wij|we|de \w+)\s+(?:raadt?|raden|adviseert|adviseren|vraagt|vragen|verzoekt|verzoeken|nodigt|nodigen)\b",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[A-Z]{1,8}[-/.]\d{2,4}(?:[-/.]\w{1,6})*\b"));
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\s*(?:betreft|onderwerp|betreffende|inzake)\b"));

/// A heading within a letter is at most so many bytes.
const LONGEST_HEADING: usize = 60;

/// Reads every letter; `None` where no greeting and decision say that there are any.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let Origin { document, pieces, .. } = origin;
    let letters = letters(document, pieces);
    let applications: Vec<Application> =
        letters.iter().filter_map(|letter| application(document, &pieces[letter.clone()])).collect();
    if applications.is_empty() {
        return None;
    }
    let reading = Reading {
        kind: RecordKind::Evaluation,
        layout: "brieven met een beslissing".into(),
        confidence: 0.8 * ratio(applications.len(), letters.len()),
        evidence: vec![format!("{} brieven, waarvan {} een beslissing meedelen", letters.len(), applications.len())],
        records: applications.len(),
        chosen: false,
    };
    Some(ApplicationReading { reading, applications })
}

/// A letter runs from the page or line on which it begins up to the next one; each has one salutation.
fn letters(document: &Document, pieces: &[Piece]) -> Vec<Range<usize>> {
    let is = |pattern: &Regex, at: &usize| pattern.is_match(document.words(pieces[*at].span));
    let salutations: Vec<usize> = (0..pieces.len()).filter(|at| is(&SALUTATION, at)).collect();
    let mut starts = Vec::new();
    let mut from = 0;
    for &salutation in &salutations {
        let page = pieces[salutation].page;
        let on_page = (from..salutation).find(|&at| page.is_some() && pieces[at].page == page);
        let greeted = (from..salutation).rev().find(|at| is(&GREETING, at));
        // Behind the greeting stand a name and a function; what comes after a gap then belongs to the next letter.
        let behind_greeting = greeted.and_then(|at| (at + 2..salutation).find(|&at| pieces[at].gap_before));
        starts.push(match greeted {
            None if starts.is_empty() => 0,
            _ => on_page
                .filter(|&at| greeted.is_none_or(|greeted| at > greeted))
                .or(behind_greeting)
                .unwrap_or(salutation),
        });
        from = salutation + 1;
    }
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn application(document: &Document, letter: &[Piece]) -> Option<Application> {
    let is = |pattern: &Regex, piece: &Piece| pattern.is_match(document.words(piece.span));
    let salutation = letter.iter().position(|piece| is(&SALUTATION, piece))?;
    let end = letter
        .iter()
        .skip(salutation)
        .position(|piece| is(&GREETING, piece))
        .map_or(letter.len(), |at| salutation + at);
    let (head, text) = (&letter[..salutation], &letter[salutation + 1..end]);
    let (decided, verdict) =
        text.iter().enumerate().find_map(|(at, piece)| Some((at, decision::told(document, piece.span)?)))?;
    let mut application = Application { verdict: Some(verdict), ..Application::default() };
    for piece in head.iter().chain(text) {
        labelled(document, piece, &mut application);
    }
    // Below the greeting can stand whom it goes to.
    for piece in &letter[end..] {
        labelled(document, piece, &mut application);
    }
    if application.promoter.spans.is_empty() {
        application.promoter = addressee(document, head).or_else(|| introduced(document, letter))?.into();
    }
    let found = code(document, head).or_else(|| named_code(document, text));
    application.reference = application.reference.take().or_else(|| found.map(Excerpt::from));
    application.project = title(document, letter).map(Excerpt::from).or(application.project);
    let granted = matches!(verdict.0, Verdict::Positive | Verdict::Conditional);
    application.amount = application
        .amount
        .take()
        .or_else(|| text.iter().find_map(|piece| decision::granted(document, piece.span)).map(Excerpt::from))
        .filter(|_| granted);
    let reasons = if text.len() > decided + 1 { &text[decided + 1..] } else { &text[..decided] };
    for (at, piece) in reasons.iter().enumerate() {
        let words = document.words(piece.span);
        let passage = piece.passage();
        let over_text = !passage.is_item && at + 1 < reasons.len();
        match piece.role() {
            Some(Role::Remarks | Role::Assessment) => application.body.push(passage),
            Some(_) => {}
            None if closes(words) || words.ends_with(':') => {}
            None if over_text && words.len() <= LONGEST_HEADING && !words.ends_with(['.', '!', '?', ',', ';']) => {
                application.labels.push(passage.span);
            }
            None if passage.is_item || ADVICE.is_match(words) => application.remarks.push(passage),
            None => application.body.push(passage),
        }
    }
    Some(application)
}

/// How to appeal and whom to ask is no reason.
fn closes(words: &str) -> bool {
    vocabulary::closes_document(words) || vocabulary::closes_letter(words)
}

fn labelled(document: &Document, piece: &Piece, application: &mut Application) {
    let words = document.words(piece.span);
    if application.promoter.spans.is_empty()
        && let Some(name) = LABEL_TO.captures(words).and_then(|found| found.name("name"))
        && !PERSON.is_match(name.as_str())
    {
        application.promoter = piece.span.part(name.range()).into();
    }
    let Some(label) = &piece.label else { return };
    let Some(value) = label.value.first().map(|value| value.span) else { return };
    match label.role {
        Some(Role::Promoter) if application.promoter.spans.is_empty() => application.promoter = value.into(),
        Some(Role::Project) if application.project.is_none() => {
            application.project = Some(unquoted(document, value).into());
        }
        Some(Role::Reference) if application.reference.is_none() => application.reference = Some(value.into()),
        Some(Role::Amount) if application.amount.is_none() => application.amount = Some(value.into()),
        _ => {}
    }
}

/// Whom the letter goes to: the line below "aan", else the first line of the last block with a town in it.
fn addressee(document: &Document, head: &[Piece]) -> Option<Span> {
    let to = head.iter().position(|piece| TO.is_match(document.words(piece.span)));
    if let Some(name) = to.and_then(|to| head.get(to + 1)).filter(|name| !PERSON.is_match(document.words(name.span))) {
        return Some(name.span);
    }
    let town = head.iter().rposition(|piece| TOWN.is_match(document.words(piece.span)))?;
    let first = (0..=town).rev().find(|&at| head[at].gap_before || at == 0)?;
    let block = &head[first..town];
    let is_name = |piece: &&Piece| piece.label.is_none() && !PERSON.is_match(document.words(piece.span));
    let is_organisation = |piece: &&Piece| vocabulary::organisation_words(document.words(piece.span)) > 0;
    let organisation = block.iter().filter(is_name).find(is_organisation);
    // Where every line stands apart, the name is the line above the street.
    let above = || head[..town].iter().rev().filter(|piece| !STREET.is_match(document.words(piece.span))).find(is_name);
    organisation.or_else(|| block.iter().find(is_name)).or_else(above).map(|piece| piece.span)
}

/// "uw aanvraag ‘…’ van vzw De Brug"
fn introduced(document: &Document, letter: &[Piece]) -> Option<Span> {
    letter.iter().find_map(|piece| {
        let name = INTRODUCES.captures(document.words(piece.span))?.name("name")?;
        Some(piece.span.part(name.range()).trimmed(&document.text))
    })
}

/// A code in the line that says what the letter is about.
fn code(document: &Document, head: &[Piece]) -> Option<Span> {
    head.iter().filter(|piece| SUBJECT.is_match(document.words(piece.span))).find_map(|piece| {
        let found = CODE.find(document.words(piece.span))?;
        Some(piece.span.part(found.range()))
    })
}

/// "uw aanvraag met kenmerk ZW-2025-4"
fn named_code(document: &Document, text: &[Piece]) -> Option<Span> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i:\b(?:nummer|kenmerk|referentie|dossiernummer|dossier|aanvraagnummer|zaaknummer))\s+(?P<code>[A-Z]{1,8}[-/.]\d{2,4}(?:[-/.]\w{1,6})*)\b",
        )
    });
    text.iter().find_map(|piece| {
        let found = NAMED.captures(document.words(piece.span))?.name("code")?;
        Some(piece.span.part(found.range()))
    })
}

/// The first quoted words that are not the name of the call.
fn title(document: &Document, letter: &[Piece]) -> Option<Span> {
    let about = |piece: &Piece| {
        let found = ABOUT.captures(document.words(piece.span))?.name("title")?;
        Some(piece.span.part(found.range()))
    };
    letter.iter().find_map(|piece| quoted(document, piece.span)).or_else(|| letter.iter().find_map(about))
}

fn quoted(document: &Document, line: Span) -> Option<Span> {
    const NOT_TITLES: [&str; 4] = ["oproep", "programma", "reglement", "decreet"];
    let words = document.words(line);
    let found = QUOTED.captures_iter(words).find(|found| {
        let before = found.get(0).map_or("", |whole| &words[..whole.start()]);
        let last = fold(before.split_whitespace().next_back().unwrap_or_default());
        !NOT_TITLES.iter().any(|noun| last.contains(noun))
    })?;
    let title = found.name("title")?;
    Some(line.part(title.range()))
}
