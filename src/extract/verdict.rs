//! A short piece of text in, the verdict that it holds, if it holds one, out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::document::{Block, Document};
use crate::dutch::fold::{fold, regex};
use crate::record::Verdict;

use super::extension;
use super::lines::lines;
use super::vocabulary::{is_one, words_in};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    positive: Vec<String>,
    negative: Vec<String>,
    conditional: Vec<String>,
    reserve: Vec<String>,
    inadmissible: Vec<String>,
    withdrawn: Vec<String>,
    withdrawn_by: Vec<String>,
    partly: Vec<String>,
    intensifiers: Vec<String>,
    conditions: Vec<String>,
    reserve_conditions: Vec<String>,
    condition_starts: Vec<String>,
    condition_stems: Vec<String>,
    around: Vec<String>,
    what_is_given: Vec<String>,
    around_in_place: Vec<String>,
    in_heading: Vec<String>,
    answers: Vec<String>,
    in_place: InPlace,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InPlace {
    reserve: Vec<String>,
    positive: Vec<String>,
    negative: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| words_in(include_str!("vocabulary/verdict.toml")));
/// What may follow a verdict in its place: an amount, a score, a date, an explanation.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\s*(?:[(;]|[.]\s|[-–—:]\s|,?\s*(?:voor|tot|ten belope van|met)\s+een\s+(?:lager |hoger |aangepast |verminderd )?bedrag|€|\bEUR\b|\d[\d.,]*\s*(?:euro|punten|/)).*$",
    )
});

/// A code before the words that it stands for.
static CODED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:\p{Lu}{1,2}|\d)\s*[-–:.)=]\s*"));

/// "krijgt geen subsidie"
static GETS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:krijgt|krijgen|kregen|ontvangt|ontvangen|ontving) (?P<no>geen )?(?:een |de )?(?:project)?(?:subsidie|steun|toelage|bijdrage|premie|financiering)(?P<tail> .*)?$",
    )
});
/// "We steunen dit project"
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:we|wij|de jury|de commissie|het fonds|het college|de gemeente|de stad|de provincie)\s+(?P<verb>\p{L}+)(?:\s+(?:dit|het|uw|jouw|jullie|je|deze|de))?(?:\s+(?:project|projectvoorstel|aanvraag|voorstel|idee|plan|initiatief))?\b",
    )
});
/// What a verdict is about.
static FOR_WHAT: LazyLock<Regex> =
    LazyLock::new(|| regex(r" voor (?:een |de )?(?:project)?(?:subsidi\w+|steun|toelage|financiering|ondersteuning)$"));

/// A verdict is a few words; anything longer is prose about one.
const LONGEST: usize = 60;
/// So much may stand in a place for a verdict.
const LONGEST_IN_PLACE: usize = 200;

/// The class of a text that holds a verdict and nothing else; `None` for any other text.
pub(super) fn verdict(text: &str) -> Option<Verdict> {
    if text.len() > LONGEST {
        return extension::verdict(text);
    }
    let words = || class(&bare(text, &[])).or_else(|| class(&bare(text, &[&WORDS.around])));
    // "Subsidie toegekend"
    let given = || {
        let (first, rest) = text.trim().split_once(' ')?;
        is_one(&WORDS.what_is_given, &fold(first)).then(|| class(&bare(rest, &[&WORDS.around])))?
    };
    extension::verdict(text).or_else(words).or_else(given)
}

/// The class of what stands behind a name: `geweigerd`, `weigering subsidie`.
pub(super) fn verdict_of_tail(text: &str) -> Option<Verdict> {
    let told = || class(&bare(text, &[&WORDS.around, &WORDS.what_is_given]));
    verdict(text).or_else(|| if text.len() > LONGEST { None } else { told() })
}

/// The class of a text behind a label or in a column for verdicts, where fewer words are needed to be sure.
pub(super) fn verdict_in_place(text: &str) -> Option<Verdict> {
    // "goedgekeurd, goedgekeurd onder voorwaarden of afgekeurd"
    if text.len() > LONGEST_IN_PLACE || text.contains(", ") && text.contains(" of ") {
        return None;
    }
    let folded = fold(text);
    if let Some(spoken) = SPOKEN.captures(&folded) {
        let said = format!("{}{}", &spoken["verb"], &folded[spoken.get(0).map_or(0, |whole| whole.end())..]);
        if let Some(class) = class(&bare(&said, &[])) {
            return Some(class);
        }
    }
    let alone = BEHIND.replace(text, "");
    let words = bare(&alone, &[&WORDS.around, &WORDS.around_in_place]);
    let in_place = &WORDS.in_place;
    verdict(text).or_else(|| class(&bare(&alone, &[&WORDS.around]))).or_else(|| class(&words)).or_else(|| {
        let is = |list: &[String], words: &str| is_one(list, words);
        let both = [fold(&alone), words];
        let tail_of = |words: &String| {
            in_place.positive.iter().find_map(|word| words.strip_prefix(&format!("{word} ")).map(str::to_owned))
        };
        let conditional = |words: &String| tail_of(words).is_some_and(|tail| is_condition(&tail));
        if both.iter().any(conditional) {
            return Some(Verdict::Conditional);
        }
        let refused = |words: &String| {
            ["niet ", "geen "].iter().any(|no| words.strip_prefix(no).is_some_and(|rest| is(&in_place.positive, rest)))
        };
        if both.iter().any(|words| is(&in_place.reserve, words)) {
            Some(Verdict::Reserve)
        } else if both.iter().any(|words| is(&in_place.positive, words)) {
            Some(Verdict::Positive)
        } else if both.iter().any(|words| is(&in_place.negative, words) || refused(words)) {
            Some(Verdict::Negative)
        } else {
            // "Onvolledig, niet ontvankelijk"
            let mut told = text.split(", ").filter_map(|part| class(&bare(part, &[&WORDS.around])));
            let same = told.next().filter(|first| text.len() <= LONGEST && told.all(|other| other == *first));
            same.or_else(|| before_comma(text))
        }
    })
}

/// "Nog niet, eerst bodemonderzoek", "Ja, als de eigenaar akkoord gaat"
fn before_comma(text: &str) -> Option<Verdict> {
    const MOST_WORDS: usize = 3;
    let (first, tail) = text.split_once([',', ';'])?;
    let class = verdict_in_place(first).filter(|_| first.split_whitespace().count() <= MOST_WORDS)?;
    let tail = bare(tail, &[]);
    let conditional = class == Verdict::Positive && (is_condition(&tail) || is_one(&WORDS.partly, &tail));
    Some(if conditional { Verdict::Conditional } else { class })
}

/// The class of an answer that stands alone: `Ja`, `Nee`, `Ja, mits`.
pub(super) fn answer(text: &str) -> Option<Verdict> {
    const LONGEST_ANSWER: usize = 12;
    let opens = |words: &[String]| words.iter().any(|word| fold(text).starts_with(word.as_str()));
    let is_answer = text.len() <= LONGEST_ANSWER && opens(&WORDS.answers);
    verdict_in_place(text).filter(|_| is_answer)
}

/// The class that a heading over a list gives to all that stands under it: `Niet-weerhouden aanvragen`, `Afgewezen`.
pub(super) fn verdict_of_heading(text: &str) -> Option<Verdict> {
    if text.len() > LONGEST_IN_PLACE || text.trim_end().ends_with('.') {
        return None;
    }
    // "Niet te subsidiëren"
    if let Some(class) = verdict(text) {
        return Some(class);
    }
    // "Projecten die geen subsidie ontvangen"
    let folded =
        fold(text).replace(['-', ':', '(', ')'], " ").replace("ontvangen", "krijgen").replace("ontvangt", "krijgt");
    let mut telling = false;
    let words = folded.split_whitespace().filter(|word| {
        !is_one(&WORDS.in_heading, word)
            && !is_one(&WORDS.around, word)
            && !word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let words: Vec<String> = words
        .map(|word| {
            telling = true;
            // "goedgekeurde", "positieve"
            let bare = word.strip_suffix('e').unwrap_or(word);
            let hard = bare.strip_suffix('v').map(|stem| format!("{stem}f"));
            let forms = [Some(word.to_owned()), Some(bare.to_owned()), hard];
            forms.into_iter().flatten().find(|form| class(form).is_some()).unwrap_or_else(|| word.to_owned())
        })
        .collect();
    let listed = folded.split_whitespace().any(|word| is_one(&WORDS.in_heading, word)) || words.len() <= 2;
    class(&words.join(" ")).filter(|_| telling && listed)
}

/// Verdicts that a document writes as codes: `A`, `B`, `C`, with a list of what each means.
#[derive(Debug, Default)]
pub(super) struct Legend {
    codes: BTreeMap<String, Verdict>,
}

impl Legend {
    const LONGEST_CODE: usize = 3;

    /// The codes in the tables of two columns that explain them.
    pub(super) fn of(document: &Document) -> Self {
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Text(_) => None,
        });
        let codes = tables.flat_map(|table| &table.rows).filter_map(|row| {
            let [code, meaning] = row.cells.as_slice() else { return None };
            let code = fold(document.words(code.span).trim());
            let short = !code.is_empty() && code.len() <= Self::LONGEST_CODE;
            Some((code, verdict_in_place(document.words(meaning.span)).filter(|_| short)?))
        });
        // "A = honoreren", on a line of its own
        static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"^\s*(?P<code>\p{Lu}{1,2}|\d)\s*(?:=|:|staat voor|betekent)\s*(?P<meaning>\p{L}[^\n]{2,80})$")
        });
        let explained = lines(document).into_iter().filter_map(|line| {
            let found = EXPLAINED.captures(document.words(line.span()).trim())?;
            Some((fold(&found["code"]), verdict_in_place(&found["meaning"])?))
        });
        Self { codes: codes.chain(explained).collect() }
    }

    /// The class of a cell for verdicts: a code that the document explains, or words.
    pub(super) fn verdict(&self, words: &str) -> Option<Verdict> {
        let alone = || verdict_in_place(words);
        // "A - te steunen"
        let behind_code = || verdict(&words[CODED.find(words)?.end()..]);
        self.codes.get(&fold(words.trim())).copied().or_else(alone).or_else(behind_code)
    }
}

/// The words without those that change nothing.
fn bare(text: &str, around: &[&[String]]) -> String {
    let folded = fold(text).replace([':', '/'], " ");
    let words = folded
        .split_whitespace()
        .map(|word| word.trim_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '-'));
    let telling =
        words.filter(|word| !word.is_empty() && *word != "-" && !around.iter().any(|list| is_one(list, word)));
    telling.collect::<Vec<_>>().join(" ")
}

fn class(bare: &str) -> Option<Verdict> {
    // "goedgekeurd of afgekeurd" leaves open which.
    if bare.contains(" of ") {
        return None;
    }
    if let Some(found) = GETS.captures(bare) {
        let tail = found.name("tail").map_or("", |tail| tail.as_str().trim());
        let given = if found.name("no").is_some() { Verdict::Negative } else { Verdict::Positive };
        return if tail.is_empty() { Some(given) } else { is_condition(tail).then_some(Verdict::Conditional) };
    }
    // "in aanmerking voor subsidie"
    let bare = &*FOR_WHAT.replace(bare, "");
    // "volledig toegekend"
    let (first, rest) = bare.split_once(' ').unwrap_or_default();
    let intensified = || is_one(&WORDS.intensifiers, first).then(|| class_of(rest))?;
    // "niet te steunen"
    let infinitive = || bare.split(' ').filter(|word| *word != "te").collect::<Vec<_>>().join(" ");
    // "toe te kennen"
    let joined = || Some(bare).filter(|words| words.contains(" te ")).map(|words| words.replace(" te ", ""));
    class_of(bare).or_else(intensified).or_else(|| class_of(&infinitive())).or_else(|| class_of(&joined()?))
}

fn class_of(bare: &str) -> Option<Verdict> {
    if let Some(own) = extension::verdict(bare) {
        return Some(own);
    }
    let words = &*WORDS;
    let is = |list: &[String]| is_one(list, bare);
    let positive_after =
        |before: &str| bare.strip_prefix(before).is_some_and(|rest| is_one(&words.positive, rest.trim()));
    let withdrawn_by = || words.withdrawn_by.iter().any(|verb| bare.starts_with(&format!("{verb} door ")));
    if withdrawn_by() {
        Some(Verdict::Withdrawn)
    } else if is(&words.inadmissible) {
        Some(Verdict::Inadmissible)
    } else if is(&words.conditional)
        || words.partly.iter().chain(&words.conditional).any(|before| positive_after(before))
    {
        Some(Verdict::Conditional)
    } else if is(&words.reserve) {
        Some(Verdict::Reserve)
    } else if is(&words.withdrawn) {
        Some(Verdict::Withdrawn)
    } else if is(&words.negative) || positive_after("niet ") || positive_after("geen ") {
        Some(Verdict::Negative)
    } else if is(&words.positive) {
        Some(Verdict::Positive)
    } else {
        let tails = || words.positive.iter().filter_map(|word| bare.strip_prefix(word.as_str())).map(str::trim_start);
        let waits = |tail: &str| words.reserve_conditions.iter().any(|condition| tail.starts_with(condition.as_str()));
        if tails().any(waits) {
            Some(Verdict::Reserve)
        } else if tails().any(|tail| tail == "niet") {
            // "We steunen dit project niet"
            Some(Verdict::Negative)
        } else {
            tails().any(is_condition).then_some(Verdict::Conditional)
        }
    }
}

/// "mits aanpassing", "onder de opschortende voorwaarde dat"
fn is_condition(tail: &str) -> bool {
    let words = &*WORDS;
    let first = tail.split(' ').next().unwrap_or_default();
    words.conditions.iter().any(|condition| tail.starts_with(condition.as_str()))
        || is_one(&words.condition_starts, first)
            && words.condition_stems.iter().any(|stem| tail.contains(stem.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (text, expected) in [
            ("positief", Verdict::Positive),
            ("Goedgekeurd", Verdict::Positive),
            ("Advies: gunstig", Verdict::Positive),
            ("niet weerhouden", Verdict::Negative),
            ("NEGATIEF", Verdict::Negative),
            ("Niet gesteund", Verdict::Negative),
            ("beperkt gunstig", Verdict::Conditional),
            ("positief, onder voorwaarden", Verdict::Conditional),
            ("Goedgekeurd mits aanpassing", Verdict::Conditional),
            ("deels toegekend", Verdict::Conditional),
            ("op de reservelijst", Verdict::Reserve),
            ("onontvankelijk", Verdict::Inadmissible),
            ("ingetrokken", Verdict::Withdrawn),
            ("toe te kennen", Verdict::Positive),
            ("niet toe te kennen", Verdict::Negative),
            ("Toe te kennen mits voorwaarde", Verdict::Conditional),
            ("krijgt geen steun", Verdict::Negative),
        ] {
            assert_eq!(verdict(text), Some(expected), "{text}");
        }
        for text in [
            "De verankering",
            "De jury is positief",
            "SPK vzw",
            "",
            "positief gedrag van jongeren",
            "ja",
            "niet duidelijk",
        ] {
            assert_eq!(verdict(text), None, "{text}");
        }
    }

    #[test]
    fn in_a_place_for_verdicts_more_is_understood() {
        for (text, expected) in [
            ("Toegekend (€ 12.500)", Verdict::Positive),
            ("goedgekeurd. De subsidie bedraagt 5.000 euro.", Verdict::Positive),
            ("De aanvraag wordt niet weerhouden.", Verdict::Negative),
            ("Het project wordt op de reservelijst geplaatst", Verdict::Reserve),
            ("Nee", Verdict::Negative),
            ("ja", Verdict::Positive),
            ("Ja, mits aanpassing", Verdict::Conditional),
            ("gunstig – 81/100", Verdict::Positive),
            ("We steunen dit project", Verdict::Positive),
            ("We steunen dit project niet", Verdict::Negative),
            ("We steunen dit project op voorwaarde van een akkoord", Verdict::Conditional),
            ("Honoreren voor zover het budget reikt", Verdict::Reserve),
            ("Nog niet, eerst bodemonderzoek", Verdict::Reserve),
            ("Ja, gedeeltelijk", Verdict::Conditional),
        ] {
            assert_eq!(verdict_in_place(text), Some(expected), "{text}");
        }
        assert_eq!(verdict_in_place("De jury vraagt zich af of de aanpak werkt."), None);
    }
}
