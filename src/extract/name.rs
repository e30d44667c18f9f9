//! The headings of applications in, the promoter, title and reference in each of them out.
//!
//! The headings are looked at together: what most of them look like is what all of them are.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;

use super::vocabulary::organisation_words;

/// From this share of the headings on, a form is the form of them all.
const SHARE: f32 = 0.6;

const SHARE_WITH_COMMAS: f32 = 0.4;

static NUMBERING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:(?:project|dossier|aanvraag|voorstel|agendapunt|punt|fiche|besluit|advies|nummer)\s+(?:nr\.?\s*)?\d{1,4}\s*[:.–-]\s*|(?:\d{1,3}\.)+\d{0,3}\.?\s+|0\d{1,2}\s+|\d{1,3}[.)]\s*|[a-z]\)\s+|[A-Z][.)]\s+)",
    )
});
/// What an agenda says before the name: `Toekenning subsidie aan …`.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?i:(?:(?:aanvraag|toekenning|goedkeuring|toekennen)\s+(?:van\s+)?(?:een\s+)?)?(?:project)?(?:subsidie|toelage)(?:aanvraag)?\s*(?:[-–—:]\s+|\s(?:(?:aan|voor|van|door)\s+)?(?:de\s+)?))",
    )
});
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:dossier(?:nummer|nr\.?)?|nr\.?|aanvraag(?:nummer)?|projectnummer|project|ref\.?)?\s*(?P<code>(?:[A-Za-z]{1,8}[-/._ ]?)?\d[\w]*(?:[-/._]\w+)+|[A-Z]{1,6}[-_]?\d{2,8}|\d{4,9})\s*(?:[-–—:|]|\s)\s*",
    )
});
static CODE_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<rest>.*\p{L}.*\S)\s*[(\[](?:(?i:dossier(?:nummer|nr\.?)?|nr\.?|nummer|aanvraag(?:nummer)?|ref\.?|referentie|kenmerk)\s*:?\s*(?P<named>[A-Za-z]{0,8}[-/. _]?\d[\w./-]*)|(?P<code>[A-Z]{1,8}[-/._]?\d[\w./-]*|\d{2,4}[-/]\d{1,6}))[)\]]\s*$",
    )
});
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<first>.*\S)\s*\((?P<second>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;:]?\s*$"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r#"^\s*(?P<first>[‘'"“„«].+?[’'"”»])\s*,?\s*(?:van|door|-|–|ingediend door|:)\s+(?P<second>.+)$"#)
});
static PARTNERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\s*[(,]?\s*(?i:i\.s\.m\.|ism\b|in samenwerking met|samen met|m\.m\.v\.)\s*(?P<partners>.*?)\)?$")
});
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"^\s*(?i:(?:subsidie|project)?(?:aanvraag|voorstel|dossier)\s+)?(?i:(?:van|door)\s+)?(?P<second>\p{L}.+?)\s+(?:voor|over|met|:)\s+(?:het project\s+)?(?P<first>[‘'"“„«].+[’'"”»])"#,
    )
});
static BY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?P<first>\S.*?),?\s+(?i:ingediend door|aangevraagd door|voorgesteld door|een (?:initiatief|project|voorstel) van)\s+(?P<second>.+)$",
    )
});
static DASH: LazyLock<Regex> = LazyLock::new(|| regex(r"\s[-–—|]\s|\s?—\s?"));

/// The parts of one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) reference: Option<Span>,
    pub(super) promoter: Option<Span>,
    /// The same with those it works with, where the heading names them.
    pub(super) applicants: Option<Span>,
    /// With whom the promoter works, as far as the heading says so.
    pub(super) partners: Option<Span>,
    pub(super) title: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `‘Title’ van Promoter`
    Quoted,
    /// `Title, ingediend door Promoter`
    By,
    /// `Aanvraag van Promoter voor ‘Title’`
    Asked,
    /// `Title (Promoter)`
    Bracketed,
    /// `Title – Promoter` or `Promoter – Title`
    Dashed,
    /// `Promoter: Title`
    Colon,
    /// `Title, Promoter`
    Comma,
    Plain,
}

/// At which dash of several a heading is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dash {
    First,
    Last,
}

/// What the headings say; `promoter_known` and `title_known` where labels already tell that part.
pub(super) fn names(document: &Document, headings: &[Span], promoter_known: bool, title_known: bool) -> Vec<Name> {
    let bare: Vec<Bare> = headings.iter().map(|heading| strip(document, *heading)).collect();
    let whole: Vec<Span> = bare.iter().map(|bare| bare.rest).collect();
    let form = match form(document, &whole) {
        _ if promoter_known && title_known => Form::Plain,
        // What stands in brackets behind a name tells more about it: its town, its partners.
        Form::Bracketed if title_known && !names_in_brackets(document, &whole) => Form::Plain,
        form => form,
    };
    let pairs = |dash: Dash| -> Vec<Option<(Span, Span)>> {
        whole.iter().map(|span| split(document, *span, form, dash)).collect()
    };
    // A title holds a dash more often than a name does: before a name the last dash parts them, behind one the first.
    let (by_first, by_last) = (pairs(Dash::First), pairs(Dash::Last));
    let of_first = organisations(document, by_first.iter().flatten().map(|(first, _)| *first));
    let of_last = organisations(document, by_last.iter().flatten().map(|(_, second)| *second));
    // What stands between quotes is the title.
    let is_quoted = |span: &Span| unquoted(document, *span) != *span;
    let titles_first = by_last.iter().flatten().filter(|(first, _)| is_quoted(first)).count();
    let titles_last = by_last.iter().flatten().filter(|(_, second)| is_quoted(second)).count();
    let sides = if titles_first == titles_last { (of_first, of_last) } else { (titles_last, titles_first) };
    let promoter_first = match form {
        Form::Colon => true,
        Form::Dashed => sides.0 > sides.1,
        Form::Comma => {
            let described = by_last.iter().flatten().filter(|pair| is_described(document, **pair)).count();
            sides.0 > sides.1 && described * 2 > bare.len()
        }
        // "vzw De Brug (project ‘Wijktuin’)"
        Form::Bracketed => titles_last > titles_first,
        _ => false,
    };
    let pairs = if promoter_first && titles_last == 0 { by_first } else { by_last };
    let plain_is_promoter =
        !promoter_known && (title_known || organisations(document, whole.iter().copied()) * 2 >= whole.len());
    bare.iter()
        .zip(pairs)
        .map(|(&Bare { reference, rest: whole, .. }, pair)| {
            let (promoter, title) = match pair {
                Some((first, second)) if promoter_first => (Some(first), Some(second)),
                Some((first, second)) => (Some(second), Some(first)),
                None if plain_is_promoter => (Some(whole), None),
                None => (None, Some(whole)),
            };
            let applicants = promoter;
            let (promoter, partners) = promoter.map(|promoter| without_partners(document, promoter)).unzip();
            let title = title.map(|title| unquoted(document, title));
            Name { reference, promoter, applicants, partners: partners.flatten(), title }
        })
        .collect()
}

/// "SV Meer, onderhoud van de velden": a name with what it is for in small letters.
fn is_described(document: &Document, (first, second): (Span, Span)) -> bool {
    let purpose = document.words(second);
    organisation_words(document.words(first)) > 0
        && purpose.starts_with(char::is_lowercase)
        && !purpose.contains(char::is_uppercase)
}

/// Whether organisations stand in the brackets rather than before them: "Bijen in de wijk (vzw Korf)".
fn names_in_brackets(document: &Document, headings: &[Span]) -> bool {
    let pairs: Vec<(Span, Span)> =
        headings.iter().filter_map(|heading| split(document, *heading, Form::Bracketed, Dash::Last)).collect();
    let (before, within) = (
        organisations(document, pairs.iter().map(|(first, _)| *first)),
        organisations(document, pairs.iter().map(|(_, second)| *second)),
    );
    within * 2 >= pairs.len() && within > before
}

/// Whether a heading says that it is about a grant, as in an agenda of which other items are not.
pub(super) fn says_grant(document: &Document, heading: Span) -> bool {
    strip(document, heading).says_grant
}

/// "De Babbelbox, ingediend door vzw Babbel"
pub(super) fn says_by_whom(heading: &str) -> bool {
    BY.is_match(heading)
}

/// `Stad Meer (i.s.m. vzw Erf)` is an application of Stad Meer, with vzw Erf.
fn without_partners(document: &Document, promoter: Span) -> (Span, Option<Span>) {
    let words = document.words(promoter);
    let Some(found) = PARTNERS.captures(words) else { return (promoter, None) };
    let whole = found.get(0).map_or(words.len(), |whole| whole.start());
    let partners = found.name("partners").map(|partners| promoter.part(partners.range()).trimmed(&document.text));
    (Span::new(promoter.start, promoter.start + whole), partners)
}

/// The words without the quotes around them.
pub(super) fn unquoted(document: &Document, span: Span) -> Span {
    const OPENING: [char; 6] = ['‘', '\'', '"', '“', '„', '«'];
    const CLOSING: [char; 6] = ['’', '\'', '"', '”', '“', '»'];
    static SAID: LazyLock<Regex> = LazyLock::new(|| regex(r#"^(?i:(?:het )?project)\s*:?\s+[‘'"“„«]"#));
    let span = span.trimmed(&document.text);
    // "project ‘Wijktuin’"
    let said = SAID.find(document.words(span)).and_then(|said| said.as_str().char_indices().next_back());
    let span = Span::new(span.start + said.map_or(0, |(quote, _)| quote), span.end);
    let words = document.words(span);
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return span };
    let inner = Span::new(span.start + first.len_utf8(), span.end.saturating_sub(last.len_utf8()));
    let is_pair = OPENING.contains(&first) && CLOSING.contains(&last) && inner.start < inner.end;
    if is_pair && !document.words(inner).contains(OPENING) { inner } else { span }
}

/// A heading without the number, code and subject that open it.
#[derive(Debug, Clone, Copy)]
struct Bare {
    reference: Option<Span>,
    rest: Span,
    says_grant: bool,
}

fn strip(document: &Document, heading: Span) -> Bare {
    let heading = heading.trimmed(&document.text);
    // "Heemkring Ten Dale (dossier 12/04)"
    if let Some(found) = CODE_BEHIND.captures(document.words(heading))
        && let (Some(rest), Some(code)) = (found.name("rest"), found.name("named").or_else(|| found.name("code")))
    {
        return Bare { reference: Some(heading.part(code.range())), ..strip(document, heading.part(rest.range())) };
    }
    let words = document.words(heading);
    let behind = |start: usize, opening: &Regex| start + opening.find(&words[start..]).map_or(0, |found| found.end());
    let numbered = behind(0, &NUMBERING);
    let named = behind(numbered, &SUBJECT);
    let coded = REFERENCE.captures(&words[named..]).and_then(|found| Some((found.name("code")?, found.get(0)?.end())));
    let coded = coded.filter(|(_, end)| words.len() > named + end);
    let (reference, start) = match coded {
        Some((code, end)) => {
            (Some(heading.part(named + code.start()..named + code.end())), behind(named + end, &SUBJECT))
        }
        None => (None, named),
    };
    let says_grant = named > numbered || coded.is_some_and(|(_, end)| start > named + end);
    let rest = Span::new(heading.start + start, heading.end).trimmed(&document.text);
    Bare { reference, rest: if rest.is_empty() { heading } else { rest }, says_grant }
}

fn form(document: &Document, headings: &[Span]) -> Form {
    let share = |form: Form| {
        // A comma stands in many a title.
        let fits = |pair: &(Span, Span)| {
            form != Form::Comma || organisation_words(document.words(pair.1)) > 0 || is_described(document, *pair)
        };
        let pairs = headings.iter().filter_map(|heading| split(document, *heading, form, Dash::Last));
        let fitting = pairs.filter(fits).count();
        super::reading::ratio(fitting, headings.len())
    };
    let forms = [Form::Quoted, Form::By, Form::Asked, Form::Dashed, Form::Bracketed, Form::Colon, Form::Comma];
    // Where every heading has a comma, fewer of the names need to be known ones.
    let all_have_comma = headings.iter().all(|heading| document.words(*heading).contains(", "));
    let raised = |form: Form, share: f32| {
        if form == Form::Comma && all_have_comma && share >= SHARE_WITH_COMMAS { share.max(SHARE) } else { share }
    };
    let best = forms.into_iter().map(|form| (form, raised(form, share(form)))).max_by(|left, right| {
        // Of equal shares the first in the list.
        left.1.total_cmp(&right.1).then(std::cmp::Ordering::Greater)
    });
    best.filter(|(_, share)| *share >= SHARE).map_or(Form::Plain, |(form, _)| form)
}

fn split(document: &Document, heading: Span, form: Form, dash: Dash) -> Option<(Span, Span)> {
    let words = document.words(heading);
    let at = |start: usize, end: usize| heading.part(start..end).trimmed(&document.text);
    let pair = |pattern: &Regex| {
        let captures = pattern.captures(words)?;
        let (first, second) = (captures.name("first")?, captures.name("second")?);
        Some((at(first.start(), first.end()), at(second.start(), second.end())))
    };
    match form {
        Form::Quoted => pair(&QUOTED),
        Form::By => pair(&BY),
        Form::Asked => pair(&ASKED),
        Form::Bracketed => pair(&BRACKETED),
        Form::Dashed => {
            let mut dashes = DASH.find_iter(words);
            let dash = if dash == Dash::First { dashes.next() } else { dashes.last() }?;
            Some((at(0, dash.start()), at(dash.end(), words.len())))
        }
        Form::Colon => {
            let colon = words.find(": ").filter(|&colon| colon > 0)?;
            Some((at(0, colon), at(colon + 1, words.len())))
        }
        Form::Comma => {
            let comma = words.rfind(", ").filter(|&comma| comma > 0)?;
            Some((at(0, comma), at(comma + 1, words.len())))
        }
        Form::Plain => None,
    }
}

/// How many of the names look like those of organisations.
fn organisations(document: &Document, names: impl Iterator<Item = Span>) -> usize {
    names.filter(|name| organisation_words(document.words(*name)) > 0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headings: &[&str], promoter_known: bool, title_known: bool) -> Vec<(String, String, String)> {
        let document = Document { text: headings.join("\n"), ..Document::default() };
        let mut start = 0;
        let spans: Vec<Span> = headings
            .iter()
            .map(|heading| {
                let span = Span::new(start, start + heading.len());
                start = span.end + 1;
                span
            })
            .collect();
        let words = |span: Option<Span>| span.map(|span| document.words(span).to_owned()).unwrap_or_default();
        let names = names(&document, &spans, promoter_known, title_known);
        names.into_iter().map(|name| (words(name.reference), words(name.promoter), words(name.title))).collect()
    }

    fn expected(reference: &str, promoter: &str, title: &str) -> (String, String, String) {
        (reference.to_owned(), promoter.to_owned(), title.to_owned())
    }

    #[test]
    fn forms_of_headings() {
        let found = read(
            &["12/034 - Groene koer (vzw De Linde)", "12/035 - Warm onthaal (in de winter) (Stad Meer)"],
            false,
            false,
        );
        assert_eq!(
            found,
            [
                expected("12/034", "vzw De Linde", "Groene koer"),
                expected("12/035", "Stad Meer", "Warm onthaal (in de winter)")
            ]
        );
        let found = read(&["3. Samen lezen - Bibliotheek Zand", "4. Lijn 5 - de bus – Gemeente Vaart"], false, false);
        assert_eq!(
            found,
            [expected("", "Bibliotheek Zand", "Samen lezen"), expected("", "Gemeente Vaart", "Lijn 5 - de bus")]
        );
        let found = read(&["Heemkring Zuid – Kapellen", "Museum De Kade – Dozen"], false, false);
        assert_eq!(found, [expected("", "Heemkring Zuid", "Kapellen"), expected("", "Museum De Kade", "Dozen")]);
        let found = read(&["‘Samen sterk’ van De Brug vzw", "“Op weg” van Stad Meer"], false, false);
        assert_eq!(found, [expected("", "De Brug vzw", "Samen sterk"), expected("", "Stad Meer", "Op weg")]);
    }

    #[test]
    fn what_labels_tell_decides_about_a_plain_heading() {
        assert_eq!(read(&["4.2 De Wijkwerf"], false, true), [expected("", "De Wijkwerf", "")]);
        assert_eq!(read(&["4.2 De Wijkwerf"], true, false), [expected("", "", "De Wijkwerf")]);
        assert_eq!(read(&["Dorpsraad Olen", "Buurtcomité Kers"], false, false)[0].1, "Dorpsraad Olen");
    }
}
