//! A sentence in, the decision on one application that it tells in running words, out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::dutch::sentences::sentences;
use crate::record::Verdict;

static POSITIVE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)\b(?:
          keur(?:t|de|den|en)?\b(?:[^.;]|\.\d){1,120}?\bgoed\b | ken(?:t|de|den|nen)?\b(?:[^.;]|\.\d){1,120}?\btoe\b
        | willig(?:t|de|den|en)?\b(?:[^.;]|\.\d){1,120}?\bin\b
        | (?:te\ )?(?:goedgekeurd|goed\ te\ keuren|goedkeuren|toegekend|toe\ te\ kennen|toekennen|gehonoreerd|te\ honoreren|honoreren
          |geselecteerd|te\ selecteren|weerhouden|gesubsidieerd|te\ subsidiëren|subsidiëren|gesteund|te\ steunen|steunen|ingewilligd|aanvaard|verleend|verlenen|te\ verlenen
          |toe\ te\ wijzen|toegewezen|toewijzen|in\ te\ gaan\ op|ingaan\ op|ingegaan\ op
          |(?:aanvraag|project|voorstel|dossier)\ (?:kreeg|krijgt)\ (?:een\ )?(?:positief|gunstig)\ advies
          |positief\ (?:beoordeeld|beslist|geadviseerd)|gunstig\ (?:beoordeeld|geadviseerd)|in\ aanmerking)
        | (?:koos|kozen)\b(?:[^.;]|\.\d){1,60}?\b(?:project|voorstel|aanvraag) | (?:ging|gaat|gingen|gaan)\ akkoord
        | (?:behoort|hoort|maakt)\ (?:niet\ |geen\ )?(?:tot|bij|deel\ uit\ van)\ de\ (?:geselecteerde|goedgekeurde|laureaten|winnaars|selectie)
        | (?:verleen|verleent|verleende)\b(?:[^.;]|\.\d){1,80}?\b(?:subsidie|toelage|bijdrage|premie|euro) | (?:ontvangt|krijgt|ontvang|krijg)\b(?:[^.;]|\.\d){0,60}?\b(?:subsidie|toelage|bijdrage|premie)
        )\b",
    )
});
static NEGATIVE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)\b(?:
          keur(?:t|de|den|en)?\b(?:[^.;]|\.\d){1,120}?\baf\b | (?:wijs|wijst|wees|wezen|wijzen)\b(?:[^.;]|\.\d){1,120}?\baf\b
        | afgewezen | af\ te\ wijzen | afwijzen | geweigerd | te\ weigeren | weigert | weigerde | weigeren | afgekeurd | af\ te\ keuren | verworpen
        | negatief\ (?:beoordeeld|beslist|geadviseerd) | ongunstig\ (?:beoordeeld|geadviseerd)
        | (?:aanvraag|project|voorstel|dossier)\ (?:kreeg|krijgt)\ (?:een\ )?(?:negatief|ongunstig)\ advies
        )\b",
    )
});
static NOT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(?:niet|geen)\b"));
static INADMISSIBLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:onontvankelijk|niet[ -]ontvankelijk|buiten (?:behandeling|mededinging)(?: gelaten| gesteld)?|niet in behandeling(?: genomen)?|niet (?:worden )?behandeld(?: worden)?)\b",
    )
});
static RESERVE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:(?:op de )?(?:reserve|wacht)lijst|aan te houden|aangehouden)\b"));
/// "De commissie adviseert negatief", which closes a clause: "oordeelt positief over de kwaliteit" decides nothing.
static ADVISES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:\p{L}*commissie|\p{L}*jury|\p{L}*college|bestuur|\p{L}*raad|panel|minister|deputatie|fonds|\p{L}*werkgroep|adviseurs|wij|we)\s+(?:adviseert|adviseren|adviseerde|oordeelt|oordeelde|beslist|beslissen|besliste|besluit|besluiten|besloot|geeft|gaf|geven)\s+(?:(?:hierover|daarom|dus|unaniem|dan ook)\s+)*(?:een\s+)?(?P<verdict>(?P<no>negatief|ongunstig)|positief|gunstig)(?:\s+advies)?(?:(?P<condition>,?\s+(?:mits|onder voorwaarde\w*|onder voorbehoud|op voorwaarde)\b)|\s*(?:[.,;:]|$|\b(?:om|omdat|en|wegens|vanwege|voor)\b))",
    )
});
static WITHDRAWN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:ingetrokken|in te trekken|trok\b[^.;]{1,60}\bin)\b"));
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:met voorwaarden|met voorbehoud|op voorwaarde|onder (?:de |volgende )?voorwaarde\w*|mits|onder voorbehoud|voorwaardelijk)\b",
    )
});
/// What is decided on: one application, not applications in general.
static ONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:uw|je|jullie|het|de|dit|deze|aan)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]*(?:aanvraag|project|dossier|voorstel|projectvoorstel|subsidieaanvraag|projectsubsidie|subsidie|toelage|vzw|vereniging|gemeente|stad|organisatie)\b|\buw (?:vraag|verzoek)\b|\b(?:een|geen)\s+(?:[\p{L}-]+\s+){0,2}?(?:subsidie|projectsubsidie|toelage|financiering|steun)\b",
    )
});
/// A rule tells what would be decided; a decision has been taken.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:als|indien|wanneer|tenzij|zodra|elke|iedere|alle|sommige|aanvragen|dossiers|projecten|voorstellen|moet|moeten|dient|dienen|zal|zullen|zou|zouden|kunt|mag|mogen|vorige|vroegere|eerdere)\b|\?",
    )
});

/// "Uw voorstel behoort tot de geselecteerde projecten" is about one of them.
static AMONG: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:tot|bij|van) de (?:geselecteerde|goedgekeurde) (?:projecten|aanvragen|voorstellen|dossiers)\b")
});
static MUST_TELL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:moet|moeten|zullen|kunnen)\s+(?:wij|we|ik)\b|\b(?:wij|we)\s+(?:moeten|zullen|kunnen)\b")
});

static GRANTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:\w*subsidie\w*|bijdrage|steun|toelage|premie|verleen\w*|toegewezen|toegekend|goedgekeurd|gesteund|steunen|steunt|toe|bedrag|krijgt|krijg|krijgen|ontvangt|ontvang)\b",
    )
});
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:ge|aange)vraagd\w*|\bvroeg\w*\b|\bvraagt\b|\bverzoek\b|kostprijs|begroot|\baanvra\w+ (?:voor|van|om)\b",
    )
});

/// The decision that a paragraph tells, and its words.
pub(super) fn told(document: &Document, paragraph: Span) -> Option<(Verdict, Span)> {
    let words = document.words(paragraph);
    sentences(words).into_iter().find_map(|range| {
        let (verdict, found) = decision(&words[range.clone()])?;
        Some((verdict, paragraph.part(range).part(found)))
    })
}

/// The amount that a paragraph says is granted, not asked for.
pub(super) fn granted(document: &Document, paragraph: Span) -> Option<Span> {
    let words = document.words(paragraph);
    sentences(words).into_iter().find_map(|range| {
        let sentence = &words[range.clone()];
        let amount = amounts(sentence).into_iter().next()?;
        let is_granted = GRANTS.is_match(sentence) && !ASKED.is_match(&sentence[..amount.range.start]);
        is_granted.then(|| paragraph.part(range).part(amount.range))
    })
}

/// The class of the decision and the bytes of the words that tell it; `None` for any other sentence.
pub(super) fn decision(sentence: &str) -> Option<(Verdict, Range<usize>)> {
    if let Some(advice) = ADVISES.captures(sentence).filter(|_| !RULE.is_match(sentence)) {
        let words = advice.name("verdict")?.range();
        return Some(match advice.name("condition") {
            Some(condition) if advice.name("no").is_none() => (Verdict::Conditional, words.start..condition.end()),
            _ if advice.name("no").is_some() => (Verdict::Negative, words),
            _ => (Verdict::Positive, words),
        });
    }
    // "Tot onze spijt moeten wij u meedelen dat …"
    let told = MUST_TELL.replace(sentence, "");
    let told = AMONG.replace(&told, "");
    if RULE.is_match(&told) || !ONE.is_match(sentence) {
        return None;
    }
    let range = |pattern: &Regex| pattern.find(sentence).map(|found| found.range());
    for (pattern, verdict) in
        [(&INADMISSIBLE, Verdict::Inadmissible), (&RESERVE, Verdict::Reserve), (&WITHDRAWN, Verdict::Withdrawn)]
    {
        if let Some(found) = range(pattern) {
            return Some((verdict, found));
        }
    }
    if let Some(found) = range(&NEGATIVE) {
        return Some((Verdict::Negative, found));
    }
    let found = range(&POSITIVE)?;
    // "niet" stands before the participle, or between the parts of a verb: "keurde uw aanvraag niet goed".
    let before = &sentence[..found.start];
    let near = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let negation = NOT.find_iter(&sentence[near..found.end]).last();
    Some(match negation {
        Some(negation) => (Verdict::Negative, (near + negation.start()).min(found.start)..found.end),
        None if CONDITION.is_match(sentence) => {
            // "goedgekeurd met voorwaarden"
            let next = CONDITION.find(&sentence[found.end..]).filter(|condition| condition.start() <= 1);
            // "onder voorwaarde toegekend"
            let ahead = CONDITION.find_iter(before).last().filter(|condition| condition.end() + 1 >= found.start);
            let start = ahead.map_or(found.start, |condition| condition.start());
            (Verdict::Conditional, start..next.map_or(found.end, |condition| found.end + condition.end()))
        }
        None => (Verdict::Positive, found),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_in_running_words() {
        for (sentence, expected, words) in [
            ("De jury heeft beslist uw aanvraag niet te weerhouden.", Verdict::Negative, "niet te weerhouden"),
            ("Het college keurde het project goed.", Verdict::Positive, "keurde het project goed"),
            ("Uw project wordt goedgekeurd.", Verdict::Positive, "goedgekeurd"),
            ("De minister heeft besloten uw aanvraag af te wijzen.", Verdict::Negative, "af te wijzen"),
            (
                "Tot onze spijt moeten wij u meedelen dat uw aanvraag niet in aanmerking komt.",
                Verdict::Negative,
                "niet in aanmerking",
            ),
            (
                "Het college kent een subsidie van 3.000 euro toe.",
                Verdict::Positive,
                "kent een subsidie van 3.000 euro toe",
            ),
            ("Uw dossier kan niet gehonoreerd worden.", Verdict::Negative, "niet gehonoreerd"),
            ("Voor uw project wordt een subsidie van 12.000 euro toegekend.", Verdict::Positive, "toegekend"),
            ("Het voorstel wordt op de reservelijst geplaatst.", Verdict::Reserve, "op de reservelijst"),
            ("Uw aanvraag werd onontvankelijk verklaard.", Verdict::Inadmissible, "onontvankelijk"),
            (
                "Uw aanvraag wordt goedgekeurd op voorwaarde van een nieuw budget.",
                Verdict::Conditional,
                "goedgekeurd op voorwaarde",
            ),
            ("Het project wordt onder voorwaarde toegekend.", Verdict::Conditional, "onder voorwaarde toegekend"),
            ("Wij kunnen niet ingaan op uw aanvraag.", Verdict::Negative, "niet ingaan op"),
            ("Uw project behoort niet tot de selectie.", Verdict::Negative, "behoort niet tot de selectie"),
            ("De jury koos uw project uit 48 inzendingen.", Verdict::Positive, "koos uw project"),
            ("De commissie adviseert negatief: studies zijn uitgesloten.", Verdict::Negative, "negatief"),
            ("De jury beslist positief, mits ook jongeren meedoen.", Verdict::Conditional, "positief, mits"),
            ("De commissie adviseert de aanvraag aan te houden.", Verdict::Reserve, "aan te houden"),
            ("Het bestuur willigt de aanvraag in.", Verdict::Positive, "willigt de aanvraag in"),
            ("De aanvraag wordt buiten behandeling gelaten.", Verdict::Inadmissible, "buiten behandeling gelaten"),
        ] {
            let (verdict, range) = decision(sentence).unwrap_or_else(|| panic!("{sentence}"));
            assert_eq!((verdict, &sentence[range]), (expected, words), "{sentence}");
        }
    }

    #[test]
    fn rules_and_prose_are_no_decisions() {
        for sentence in [
            "Een aanvraag wordt geweigerd wanneer het dossier onvolledig is.",
            "De jury kan aanvragen afwijzen of goedkeuren.",
            "Elke aanvraag krijgt een oordeel.",
            "De samenwerking met de scholen werd goed voorbereid.",
            "De goedgekeurde projecten starten in mei.",
            "De commissie oordeelt positief over de artistieke kwaliteit.",
        ] {
            assert_eq!(decision(sentence), None, "{sentence}");
        }
    }
}
