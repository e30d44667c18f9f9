//! A document in, the places where it gives the call's number, title and programme out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, ParagraphKind, Span};
use crate::dutch::fold::{fold, regex};

use super::super::lines::paragraphs;
use super::super::vocabulary;

const CALL: &str = r"(?i:\b(?:project)?oproep(?:en)?\b)";
/// What else a call is called, where a code or a title in quotes stands right behind it.
const ROUND: &str = r"(?i:\b(?:openstelling|tender|(?:subsidie|project|stimulerings)?regeling|(?:subsidie|project|aanvraag)?ronde|subsidielijn|subsidieoproep|call|projectcall|subsidieprogramma))";
const NUMBER: &str = r"(?i:\s+(?:nr\.?|nummer|n°)?\s*)(?P<reference>\d{2,5}(?:[./-]\d{1,4})?|[A-Z]{1,8}(?:-[A-Z]{1,4})?[-/ ]?\d{2,4}(?:[-/]\d{1,4})?)";
const QUOTED: &str = r#"[‘'"“«](?P<title>[^‘"“”«»\n]{8,250}?)[’'"”»](?:[\s.,;:)?!]|$)"#;

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| regex(&format!("{CALL}{NUMBER}")));
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"{CALL}(?:{})?[\s,:–-]{{0,4}}{QUOTED}", NUMBER.replace("P<reference>", ":"))));
static CODED_ROUND: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"{ROUND}\s+(?P<reference>[A-Z]{{1,8}}(?:-[A-Z]{{1,4}})?[-/]?\d{{1,4}}(?:[-/]\d{{1,4}})?)\b"))
});
static TITLED_ROUND: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{ROUND}[\s:]{{1,3}}{QUOTED}")));
/// "350.000" is an amount.
static THOUSANDS: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,3}\.\d{3}$"));
/// A code in brackets behind the title.
static CODED: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"[’'"”»]\s*\((?P<reference>[A-Z]{1,8}[-/ ]?\d{1,4}(?:[-/]\d{1,4})?)\)"#));
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i:oproep)\s[^.()\n]{3,80}\((?P<reference>[A-Z]{2,8}-\d{1,4}(?:[-/]\d{1,4})?)\)"));
/// A code that the text calls one.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\((?i:referentie|kenmerk|code|nummer|nr\.?|ref\.?)\s*:?\s*(?P<reference>[A-Z]{1,8}[-/ ]?\d{1,4}(?:[-/]\d{1,4})?)\)",
    )
});
/// The same without brackets; further down it can be the code of an application.
static CALLED_ON_TOP: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i:\b(?:referentie|oproepcode|oproepnummer|kenmerk (?:van de )?(?:regeling|oproep)))\s*:?\s*(?P<reference>[A-Z]{1,8}-\d{1,4}(?:[-/]\d{1,4})?)\s*(?:[.,;]|$)",
    )
});
static PROGRAMME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<before>[A-Z][A-Za-z+]{1,14})-?(?:\s)?[Pp]rogramma\b|\b[Pp]rogramma\s+[‘'“]?(?P<after>\p{Lu}[\w+-]{1,30}(?:\s+(?:(?:in|de|het|van|voor|en|op|met|te|aan|tot|bij)\s+){0,2}\p{Lu}[\w+-]*)*(?:\s\d{4}(?:-\d{4})?\b)?)",
    )
});
/// "het programma Ouder worden in de wijk ondersteunt …"
static PROGRAMME_UP_TO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b[Pp]rogramma\s+(?P<name>\p{Lu}[\p{L}-]*(?: [\p{L}-]+){1,6}?)\s+(?:ondersteun\w+|steun\w+|wil|zoekt|lanceert|geeft|financiert|maakt)\b",
    )
});
static CALL_WORD: LazyLock<Regex> = LazyLock::new(|| regex(CALL));

/// A heading is at most this long, in bytes.
const LONGEST_HEADING: usize = 220;
/// A line in which something stands before the word oproep is a heading when it is no longer than this.
const LONGEST_BEHIND: usize = 120;
/// A heading about the call stands among the first paragraphs.
const HEADING_WITHIN: usize = 4;

/// So does the line with its code, which is often short.
const CODE_WITHIN: usize = 3;

/// Where the call is named.
#[derive(Default)]
pub(super) struct CallName {
    pub(super) reference: Option<Span>,
    pub(super) title: Option<Span>,
    pub(super) programme: Option<Span>,
    /// Whether a heading names it, rather than the running text.
    pub(super) in_heading: bool,
}

/// Finds how the document names its call; the first mention counts.
pub(super) fn find(document: &Document) -> CallName {
    let mut name = CallName::default();
    for (order, paragraph) in paragraphs(document).into_iter().enumerate() {
        let words = document.words(paragraph.span);
        let place = |found: regex::Match<'_>| paragraph.span.part(found.range()).trimmed(&document.text);
        let group =
            |pattern: &Regex, group: &str| pattern.captures(words).and_then(|found| found.name(group).map(place));
        name.reference = name
            .reference
            .or_else(|| group(&NUMBERED, "reference").filter(|number| !THOUSANDS.is_match(document.words(*number))))
            .or_else(|| group(&CODED, "reference"))
            .or_else(|| group(&CODED_ROUND, "reference").filter(|_| order < HEADING_WITHIN))
            .or_else(|| group(&CALLED, "reference"))
            .or_else(|| group(&CALLED_ON_TOP, "reference").filter(|_| order < CODE_WITHIN))
            .or_else(|| {
                let near = words.len() <= LONGEST_BEHIND || words.contains(" oproep ");
                group(&BRACKETED, "reference").filter(|_| near && CALL_WORD.is_match(words))
            });
        name.title = name
            .title
            .or_else(|| group(&TITLED, "title"))
            .or_else(|| group(&TITLED_ROUND, "title").filter(|_| order < HEADING_WITHIN));
        name.programme = name
            .programme
            .or_else(|| group(&PROGRAMME_UP_TO, "name"))
            .or_else(|| group(&PROGRAMME, "before").or_else(|| group(&PROGRAMME, "after")));
    }
    let heading = heading(document);
    let within = paragraphs(document).into_iter().take(HEADING_WITHIN);
    let is_in_heading = |span: Span| {
        within.clone().any(|paragraph| {
            paragraph.span.start <= span.start
                && span.end <= paragraph.span.end
                && paragraph.span.end - paragraph.span.start <= LONGEST_HEADING
        })
    };
    let named_in_heading = heading.is_some() || name.title.is_some_and(is_in_heading);
    name.title = name
        .title
        .or_else(|| behind_number(document))
        .or_else(|| as_in_heading(document))
        .or(heading)
        .or_else(|| called(document))
        .or_else(|| name.reference.and_then(|_| first_heading(document)));
    name.title = name.title.map(|title| without_reference(document, title, name.reference));
    // A heading can also have the words of a title that the running text gives.
    let in_heading = |title: Span| {
        let words = fold(document.words(title));
        within.clone().any(|line| {
            line.span.end - line.span.start <= LONGEST_BEHIND && fold(document.words(line.span)).contains(&words)
        })
    };
    name.in_heading = named_in_heading || name.title.is_some_and(in_heading);
    name
}

/// A title without the call's number in brackets behind it.
fn without_reference(document: &Document, title: Span, reference: Option<Span>) -> Span {
    let words = document.words(title);
    let bare = reference.and_then(|reference| {
        words.strip_suffix(')')?.strip_suffix(document.words(reference))?.strip_suffix('(').map(str::trim_end)
    });
    bare.filter(|bare| !bare.is_empty()).map_or(title, |bare| Span::new(title.start, title.start + bare.len()))
}

/// "de oproep Zorg Nabij zoekt …", "een oproep met de naam": the words with capitals behind it, or all up to the end of the clause.
fn called(document: &Document) -> Option<Span> {
    static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i:\b(?:project)?oproep)\s+(?P<title>\p{Lu}[\p{L}’'-]*(?:(?:\s+(?:van|voor|in|de|het|en|op|met|om|te|tot|naar|aan)){0,3}\s+(?:\p{Lu}[\p{L}’'-]*|(?:19|20)\d{2}\b))+)",
        )
    });
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i:\b(?:project)?oproep)\s+(?P<title>\p{Lu}[\p{L}’'-]*(?:\s+[\p{L}’'-]+){1,4})\s*(?:[.,;)]|$)")
    });
    let find = |pattern: &Regex| {
        paragraphs(document).into_iter().find_map(|paragraph| {
            let title = pattern.captures(document.words(paragraph.span))?.name("title")?;
            let from_list = vocabulary::names_a_list(title.as_str());
            (!from_list).then(|| paragraph.span.part(title.range()).trimmed(&document.text))
        })
    };
    find(&CAPITALS).or_else(|| find(&CLAUSE))
}

/// A piece of a heading that the text calls an oproep: "Warm onthaal: wie is gekozen?", "de oproep Warm onthaal zoekt …".
fn as_in_heading(document: &Document) -> Option<Span> {
    static JOINT: LazyLock<Regex> = LazyLock::new(|| regex(r"[:(|?]\s*|\s[-–—]\s"));
    let text = fold(&document.text);
    paragraphs(document).into_iter().take(HEADING_WITHIN + 2).find_map(|paragraph| {
        let words = document.words(paragraph.span);
        if words.len() > LONGEST_HEADING {
            return None;
        }
        let (mut start, mut pieces) = (0, Vec::new());
        for joint in JOINT.find_iter(words) {
            pieces.push(start..joint.start());
            start = joint.end();
        }
        pieces.push(start..words.len());
        let named = |piece: &std::ops::Range<usize>| {
            let piece = fold(&words[piece.clone()]);
            piece.split(' ').count() >= 2 && !CALL_WORD.is_match(&piece) && text.contains(&format!("oproep {piece}"))
        };
        // "Oproep Warm onthaal: de uitslag", when the text has the same words again.
        let without_call = |piece: std::ops::Range<usize>| {
            let call = CALL_WORD.find(&words[piece.clone()]).filter(|call| call.start() == 0)?;
            let bare = piece.start + call.end()..piece.end;
            let folded = fold(&words[bare.clone()]);
            let again = folded.split(' ').count() >= 2 && text.matches(&format!("oproep {folded}")).count() >= 2;
            again.then_some(bare)
        };
        let piece = pieces.iter().find(|piece| named(piece)).cloned();
        let piece = piece.or_else(|| pieces.into_iter().find_map(without_call))?;
        Some(paragraph.span.part(piece.start..piece.end).trimmed(&document.text))
    })
}

/// "Oproep 12: Warm onthaal"
fn behind_number(document: &Document) -> Option<Span> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!(r"{CALL}{NUMBER}\s*(?::|[-–—])\s*(?P<title>\p{{Lu}}[^\n]{{3,150}})$")));
    paragraphs(document).into_iter().take(HEADING_WITHIN).find_map(|paragraph| {
        let title = NAMED.captures(document.words(paragraph.span))?.name("title")?;
        let span = paragraph.span.part(title.range());
        (!vocabulary::names_a_list(title.as_str())).then(|| span.trimmed(&document.text))
    })
}

/// The title of a document about a call with a number: what the call is about, unless it says what list the document is.
fn first_heading(document: &Document) -> Option<Span> {
    let first = paragraphs(document).into_iter().next()?;
    let words = document.words(first.span);
    let is_title =
        matches!(first.kind, ParagraphKind::Heading(_)) && words.len() <= LONGEST_HEADING && !words.contains(':');
    (is_title && !vocabulary::names_a_list(words)).then(|| first.span.trimmed(&document.text))
}

/// The part of a heading that names the call: "Oproep over … – Toegekende subsidies" without the name of the list.
fn heading(document: &Document) -> Option<Span> {
    let headings = paragraphs(document).into_iter().take(HEADING_WITHIN);
    let headings = headings.filter(|paragraph| paragraph.kind != ParagraphKind::Item);
    let lines = headings.flat_map(|paragraph| {
        let lines = document.words(paragraph.span).split_inclusive('\n').scan(paragraph.span.start, |end, line| {
            let start = *end;
            *end += line.len();
            Some((paragraph, Span::new(start, *end).trimmed(&document.text)))
        });
        lines.collect::<Vec<_>>()
    });
    lines.into_iter().find_map(|(paragraph, line)| {
        let words = document.words(line);
        let is_running = words.contains(". ") && !matches!(paragraph.kind, ParagraphKind::Heading(_));
        if words.len() > LONGEST_HEADING || !CALL_WORD.is_match(words) || words.ends_with('.') || is_running {
            return None;
        }
        let pieces = pieces(words);
        let mut piece = pieces.iter().find(|piece| CALL_WORD.is_match(&words[(*piece).clone()])).cloned()?;
        // "Terugkoppeling oproep Warm onthaal": what stands before says what document it is.
        if let Some(call) = CALL_WORD.find(&words[piece.clone()])
            && words.len() <= LONGEST_BEHIND
            && let behind = words[piece.start + call.end()..piece.end].trim_start_matches([':', ' '])
            && behind.starts_with(char::is_uppercase)
        {
            piece.start = piece.end - behind.len();
        }
        // "Vragen over onze oproepen" names none of them.
        let is_of_all = words[piece.clone()].to_lowercase().contains("oproepen");
        (!is_of_all && !vocabulary::names_a_list(&words[piece.clone()]))
            .then(|| line.part(piece.start..piece.end).trimmed(&document.text))
    })
}

/// The parts of a heading between spaced dashes.
fn pieces(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for dash in [" – ", " — ", " - "] {
        for (at, dash) in words.match_indices(dash) {
            pieces.push(start..at);
            start = at + dash.len();
        }
    }
    pieces.push(start..words.len());
    pieces
}
