//! The head of a column or the start of a line in, what stands under or behind it out.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::dutch::fold::{fold, regex};

use super::extension;
use super::score;
use super::verdict::verdict;
use super::vocabulary::{is_one, words_in};

/// What a column, or the text behind a label, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    Promoter,
    Beneficiary,
    Verdict,
    Project,
    Amount,
    /// What was asked for, or costs: not what was granted.
    Requested,
    Reference,
    Score,
    Assessment,
    Remarks,
    /// Known, and no part of a record.
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    promoter: Vec<String>,
    beneficiary: Vec<String>,
    verdict: Vec<String>,
    project: Vec<String>,
    amount: Vec<String>,
    requested: Vec<String>,
    reference: Vec<String>,
    score: Vec<String>,
    assessment: Vec<String>,
    remarks: Vec<String>,
    other: Vec<String>,
    asks_assessment: Vec<String>,
    asks_remarks: Vec<String>,
    what_is_thought: Vec<String>,
    what_is_asked: Vec<String>,
    what_is_decided: Vec<String>,
    weak_points: Vec<String>,
    to_deciders: Vec<String>,
    to_promoter: Vec<String>,
    before: Vec<String>,
    behind: Vec<String>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| words_in(include_str!("vocabulary/roles.toml")));

/// Most words of a label or head of a column.
const LONGEST_LABEL: usize = 8;
/// Most words of one entry in the list of roles.
const LONGEST_ENTRY: usize = 5;

/// What a column with this head, or the text behind this label, holds; `None` where the words say nothing.
pub(super) fn role(head: &str) -> Option<Role> {
    // "Opmerkingen van de GROS"
    static BODY: LazyLock<Regex> = LazyLock::new(|| regex(r"\s+(?:van|door|vanwege) (?:de |het )?[A-Z]{2,8}\s*:?\s*$"));
    let folded = fold(&BODY.replace(head, "")).replace("t.a.v.", "aan").replace("m.b.t.", "over");
    let whole = folded.trim_matches(|symbol: char| !symbol.is_alphanumeric());
    // "Het advies luidt: gunstig"
    if let Some(noun) = whole.strip_suffix(" luidt").or_else(|| whole.strip_suffix(" luidt als volgt")) {
        let noun = ["het ", "de ", "ons "].iter().find_map(|article| noun.strip_prefix(article)).unwrap_or(noun);
        return by_kernel(noun);
    }
    // A column to answer with yes or no: "Steun ja/nee"
    const ANSWERS: [&str; 7] =
        ["ja/nee", "ja / nee", "ja of nee", "j/n", "positief/negatief", "gunstig/ongunstig", "wel/niet"];
    if ANSWERS.iter().any(|answers| whole.ends_with(answers)) && !whole.starts_with("waarom") {
        return Some(Role::Verdict);
    }
    // "Goedgekeurd?"
    if head.trim_end().strip_suffix('?').and_then(verdict).is_some() {
        return Some(Role::Verdict);
    }
    if let Some(role) = asked_or_announced(head, whole) {
        return Some(role);
    }
    // "Resultaat op 100" are points.
    let known = exact(whole).or_else(|| by_kernel(&without_brackets(whole)));
    let known = known.map(|role| if role == Role::Verdict && score::most(head).is_some() { Role::Score } else { role });
    known.or_else(|| {
        // "Motivering / opmerkingen", "beoordeling en aanbevelingen": the first one tells most.
        let (first, second) =
            [" / ", "/", " en ", " of ", " & ", ", "].iter().find_map(|joint| whole.split_once(joint))?;
        let first_known = by_kernel(first.trim());
        // Behind a slash the same can stand in another language.
        if whole.contains(" / ") { first_known } else { by_kernel(second.trim()).and(first_known) }
    })
}

/// What stands behind a label that asks or announces in words of its own: "Waarom deze beslissing?", "Wat wij u adviseren".
fn asked_or_announced(head: &str, whole: &str) -> Option<Role> {
    // Labels that ask: "Waarom deze beslissing?", "Wat vragen we nog?"
    let begins = |starts: &[String]| starts.iter().any(|start| whole.starts_with(start.as_str()));
    if head.trim_end_matches([':', ' ']).ends_with('?') {
        if begins(&ROLES.asks_assessment) {
            return Some(Role::Assessment);
        }
        if begins(&ROLES.asks_remarks) {
            return Some(Role::Remarks);
        }
    }
    // "Wat wij u adviseren", "Hoe de jury het plan waardeert"
    if ["wat ", "waar ", "hoe "].iter().any(|start| whole.starts_with(start))
        && whole.split(' ').count() <= LONGEST_LABEL
    {
        let holds =
            |stems: &[String]| stems.iter().any(|stem| whole.split(' ').any(|word| word.starts_with(stem.as_str())));
        if holds(&ROLES.what_is_decided) {
            return Some(Role::Verdict);
        }
        if holds(&ROLES.what_is_asked) {
            return Some(Role::Remarks);
        }
        if holds(&ROLES.what_is_thought) {
            return Some(Role::Assessment);
        }
    }
    // "Te verwerken", "nog bij te sturen"
    static TO_DO: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?:nog )?(?:(?:aan|bij|uit|na|op|mee|in|af|door) )?te \p{Ll}{2,14}en$"));
    if TO_DO.is_match(whole) && !matches!(exact(whole), Some(Role::Amount | Role::Verdict)) {
        return Some(Role::Remarks);
    }
    // "Wij geven u mee"
    let gives_along =
        || ["wij ", "we ", "de jury ", "de commissie ", "het fonds "].iter().any(|who| whole.starts_with(who));
    if gives_along() && whole.ends_with(" mee") && whole.split(' ').count() <= LONGEST_LABEL {
        return Some(Role::Remarks);
    }
    if begins(&ROLES.to_deciders) {
        return Some(Role::Verdict);
    }
    if begins(&ROLES.to_promoter) && whole.split(' ').count() <= LONGEST_LABEL {
        return Some(Role::Remarks);
    }
    None
}

/// Whether a label is that of what is weak: what is thought and what is asked can stand below it.
pub(super) fn is_weak_points(name: &str) -> bool {
    ROLES.weak_points.iter().any(|stem| name.contains(stem.as_str()))
}

/// Whether a head or label is that of an advice: to those who decide, or to the applicant.
pub(super) fn is_advice(head: &str) -> bool {
    ["advies", "adviezen"].iter().any(|noun| fold(head).trim().starts_with(noun))
}

/// The words of every role; where several fit, the first role.
fn words_of_roles() -> [(&'static [String], Role); 11] {
    let roles = &*ROLES;
    [
        (&roles.promoter, Role::Promoter),
        (&roles.beneficiary, Role::Beneficiary),
        (&roles.verdict, Role::Verdict),
        (&roles.project, Role::Project),
        (&roles.amount, Role::Amount),
        (&roles.requested, Role::Requested),
        (&roles.reference, Role::Reference),
        (&roles.score, Role::Score),
        (&roles.assessment, Role::Assessment),
        (&roles.remarks, Role::Remarks),
        (&roles.other, Role::Other),
    ]
}

fn exact(words: &str) -> Option<Role> {
    if let Some(own) = extension::role(words) {
        return Some(own);
    }
    let found = words_of_roles().into_iter().find(|(list, _)| is_one(list, words));
    found.map(|(_, role)| role).or_else(|| by_end(words))
}

/// "Jurybeslissing" is a beslissing, "puntenscore" a score. The longest end counts.
fn by_end(word: &str) -> Option<Role> {
    const SHORTEST: usize = 5;
    if word.contains(' ') {
        return None;
    }
    // A "basisschool" is no head of a column of schools, and a "deelproject" heads nothing.
    let has_compounds = |role: Role| {
        matches!(role, Role::Verdict | Role::Amount | Role::Reference | Role::Score | Role::Assessment | Role::Remarks)
    };
    let lists = words_of_roles().into_iter().filter(|(_, role)| has_compounds(*role));
    let entries = lists.flat_map(|(list, role)| list.iter().map(move |entry| (entry, role)));
    let ends = entries
        .filter(|(entry, _)| entry.len() >= SHORTEST && word.len() > entry.len() && word.ends_with(entry.as_str()));
    ends.max_by_key(|(entry, _)| entry.len()).map(|(_, role)| role)
}

/// The role of the one word that tells, when all others are of the kind that does not.
fn by_kernel(label: &str) -> Option<Role> {
    let parts = label.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '-' && symbol != '\'');
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    // An article opens a sentence, not a label; but for "de beslissing".
    if words.first().is_some_and(|word| matches!(*word, "de" | "het" | "een")) {
        let [_, noun] = words.as_slice() else { return None };
        return exact(noun).filter(|role| matches!(role, Role::Verdict | Role::Assessment | Role::Remarks));
    }
    if words.len() > LONGEST_LABEL {
        return None;
    }
    // "Indienende organisatie"
    let is_before = |word: &&&str| is_one(&ROLES.before, word) || word.ends_with("ende");
    let passed = words.iter().take_while(is_before).count();
    (0..=passed.min(words.len())).find_map(|start| {
        let longest = (words.len() - start).min(LONGEST_ENTRY);
        (1..=longest).rev().find_map(|length| {
            let (kernel, rest) = words[start..].split_at(length);
            let is_idle = |word: &&str| is_one(&ROLES.behind, word) || word.bytes().all(|byte| byte.is_ascii_digit());
            exact(&kernel.join(" ")).filter(|_| rest.iter().all(is_idle))
        })
    })
}

fn without_brackets(words: &str) -> String {
    let mut depth = 0_u32;
    let kept = words.chars().filter(|symbol| match symbol {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect::<String>().trim().to_owned()
}

/// Longest label that opens remarks, in bytes.
const LONGEST_LABEL_BYTES: usize = 60;

/// The label that a line opens with, and the byte at which what it labels begins; `None` for a line without label.
///
/// A line that is a label and nothing else needs no colon; for any other the colon, or a wide gap, ends the label.
pub(super) fn label(line: &str) -> Option<(Role, Option<usize>)> {
    let end = label_end(line);
    if end > LONGEST_LABEL_BYTES {
        return None;
    }
    let role = role(&line[..end])?;
    let rest = line[end..].trim_start_matches(LABEL_JOINT);
    if rest.is_empty() && line.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    Some((role, (!rest.is_empty()).then(|| line.len() - rest.len())))
}

/// What stands between a label and its value: a colon, space, a row of dots.
pub(super) const LABEL_JOINT: [char; 5] = [':', ' ', '\u{a0}', '\t', '.'];

/// Where the label ends, if it is one: at a colon, a tab, a row of dots, several spaces, or with the line.
pub(super) fn label_end(line: &str) -> usize {
    let colon = line.find(':').filter(|&at| line[at + 1..].chars().next().is_none_or(char::is_whitespace));
    colon
        .or_else(|| line.find('\t'))
        .or_else(|| line.find("...").map(|dots| line[..dots].trim_end().len()))
        .or_else(|| line.find("   "))
        .unwrap_or(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_remarks() {
        assert_eq!(label("Opmerkingen aan de promotor:"), Some((Role::Remarks, None)));
        assert_eq!(label("Aandachtspunten voor de indiener"), Some((Role::Remarks, None)));
        assert_eq!(label("Opmerkingen: werk dit uit"), Some((Role::Remarks, Some(13))));
        assert_eq!(label("Opmerkingen van de vorige ronde zijn goed verwerkt in het nieuwe voorstel"), None);
        assert_eq!(label("Nog enkele aandachtspunten: het is niet duidelijk"), None);
    }

    #[test]
    fn heads_of_columns_and_labels() {
        for (head, expected) in [
            ("Promotor", Role::Promoter),
            ("Naam van de aanvrager", Role::Promoter),
            ("Indiener(s)", Role::Promoter),
            (" Subsidiebedrag ", Role::Amount),
            ("Toegekende subsidie (in euro)", Role::Amount),
            ("Gevraagd bedrag", Role::Requested),
            ("Titel van het project", Role::Project),
            ("Dossiernr.", Role::Reference),
            ("Score op 100", Role::Score),
            ("Motivering van de beslissing", Role::Assessment),
            ("Beoordeling en opmerkingen", Role::Assessment),
            ("Gemotiveerd advies van de commissie", Role::Verdict),
            ("Aanbevelingen voor het vervolg", Role::Remarks),
        ] {
            assert_eq!(role(head), Some(expected), "{head}");
        }
        for head in ["SPK vzw", "De opmerkingen zijn verwerkt", "Adviezen van vorig jaar", ""] {
            assert_eq!(role(head), None, "{head}");
        }
    }

    #[test]
    fn a_label_ends_at_a_colon_or_a_wide_gap() {
        assert_eq!(label("Promotor: Stad Genk"), Some((Role::Promoter, Some(10))));
        assert_eq!(label("Promotor\tStad Genk"), Some((Role::Promoter, Some(9))));
        assert_eq!(label("Sterktes"), Some((Role::Assessment, None)));
        assert_eq!(label("De promotor: een vereniging"), None);
        assert_eq!(label("Aanvang om 10:30"), None);
    }
}
