//! A short piece of text in, what evaluation documents mean by it out: the head of a column, a label, a total, a closing word.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dutch::fold::fold;

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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    before: Vec<String>,
    behind: Vec<String>,
    description: Vec<String>,
    total: Vec<String>,
    nothing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentWords {
    look_back: Vec<String>,
    organisations: Vec<String>,
    funders: Vec<String>,
    period: Vec<String>,
    project: Vec<String>,
    list_of: Vec<String>,
    closing: Vec<String>,
    audience: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationWords {
    forms: Vec<String>,
    words: Vec<String>,
    ends: Vec<String>,
}

macro_rules! vocabulary {
    ($name:ident: $type:ty = $file:literal) => {
        static $name: LazyLock<$type> =
            LazyLock::new(|| toml::from_str(include_str!($file)).expect("our own vocabulary is well-formed"));
    };
}

vocabulary!(ROLES: Roles = "vocabulary/roles.toml");
vocabulary!(LABELS: Labels = "vocabulary/labels.toml");
vocabulary!(DOCUMENT: DocumentWords = "vocabulary/document.toml");
vocabulary!(ORGANISATION: OrganisationWords = "vocabulary/organisation.toml");

/// Most words of a label or head of a column.
const LONGEST_LABEL: usize = 8;
/// Most words of one entry in the list of roles.
const LONGEST_ENTRY: usize = 5;

/// What a column with this head, or the text behind this label, holds; `None` where the words say nothing.
pub(super) fn role(head: &str) -> Option<Role> {
    let folded = fold(head);
    let whole = folded.trim_matches(|symbol: char| !symbol.is_alphanumeric());
    // "Het advies luidt: gunstig"
    if let Some(noun) = whole.strip_suffix(" luidt").or_else(|| whole.strip_suffix(" luidt als volgt")) {
        let noun = ["het ", "de ", "ons "].iter().find_map(|article| noun.strip_prefix(article)).unwrap_or(noun);
        return by_kernel(noun);
    }
    let to_promoter = ["advies aan ", "adviezen aan ", "advies voor de "].iter().any(|start| whole.starts_with(start));
    if to_promoter && whole.split(' ').count() <= LONGEST_LABEL {
        return Some(Role::Remarks);
    }
    exact(whole).or_else(|| by_kernel(&without_brackets(whole))).or_else(|| {
        // "Motivering / opmerkingen", "beoordeling en aanbevelingen": the first one tells most.
        let (first, second) =
            [" / ", "/", " en ", " of ", " & ", ", "].iter().find_map(|joint| whole.split_once(joint))?;
        let first_known = by_kernel(first.trim());
        // Behind a slash the same can stand in another language.
        if whole.contains(" / ") { first_known } else { by_kernel(second.trim()).and(first_known) }
    })
}

fn exact(words: &str) -> Option<Role> {
    let roles = &*ROLES;
    let lists = [
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
    ];
    lists.into_iter().find(|(list, _)| is_one(list, words)).map(|(_, role)| role)
}

/// The role of the one word that tells, when all others are of the kind that does not.
fn by_kernel(label: &str) -> Option<Role> {
    let parts = label.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '-' && symbol != '\'');
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    // An article opens a sentence, not a label.
    if words.len() > LONGEST_LABEL || words.first().is_some_and(|word| matches!(*word, "de" | "het" | "een")) {
        return None;
    }
    let passed = words.iter().take_while(|word| is_one(&LABELS.before, word)).count();
    (0..=passed.min(words.len())).find_map(|start| {
        let longest = (words.len() - start).min(LONGEST_ENTRY);
        (1..=longest).rev().find_map(|length| {
            let (kernel, rest) = words[start..].split_at(length);
            let is_idle = |word: &&str| is_one(&LABELS.behind, word) || word.bytes().all(|byte| byte.is_ascii_digit());
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

/// Where the description begins after a label such as `Inhoud:`; 0 where no label stands before it.
pub(super) fn description_start(line: &str) -> usize {
    let Some((head, rest)) = line.split_once(':') else { return 0 };
    if is_one(&LABELS.description, &fold(head)) { line.len() - rest.trim_start().len() } else { 0 }
}

/// Whether a cell opens a row of totals or averages.
pub(super) fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    let head = folded.trim_matches(|symbol: char| !symbol.is_alphanumeric());
    LABELS
        .total
        .iter()
        .any(|word| head == word || head.strip_prefix(word.as_str()).is_some_and(|tail| tail.starts_with([' ', ':'])))
}

/// Whether a row of totals sums up a part of the table only.
pub(super) fn is_part_of_total(cell: &str) -> bool {
    fold(cell).starts_with("sub")
}

/// Whether a field says that there is nothing in it.
pub(super) fn is_nothing(field: &str) -> bool {
    let folded = fold(field);
    let bare = folded.trim_end_matches('.');
    bare.is_empty() || bare.chars().all(|symbol| !symbol.is_alphanumeric()) || is_one(&LABELS.nothing, bare)
}

/// Whether a heading says that the document looks back at a project.
pub(super) fn looks_back(heading: &str) -> bool {
    let folded = fold(heading);
    DOCUMENT.look_back.iter().any(|word| folded.contains(word.as_str()))
}

/// What a label in the head of a page that looks back gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookBack {
    Organisations,
    Funders,
    Period,
    Project,
}

/// The part of a report that stands behind this label.
pub(super) fn look_back_label(label: &str) -> Option<LookBack> {
    let label = label.trim_matches(|sign: char| !sign.is_alphanumeric());
    let words = &*DOCUMENT;
    let lists = [
        (&words.organisations, LookBack::Organisations),
        (&words.funders, LookBack::Funders),
        (&words.period, LookBack::Period),
        (&words.project, LookBack::Project),
    ];
    lists.into_iter().find(|(list, _)| is_one(list, label)).map(|(_, part)| part)
}

/// Whether a piece of a heading says what list the document is, rather than what the call is about.
pub(super) fn names_a_list(piece: &str) -> bool {
    let folded = fold(piece);
    folded.split_whitespace().next().is_some_and(|first| is_one(&DOCUMENT.list_of, first))
}

/// Whether a paragraph speaks to all readers of a document at its end.
pub(super) fn closes_document(paragraph: &str) -> bool {
    let folded = fold(paragraph);
    let speaks_to_all = DOCUMENT.audience.iter().any(|start| folded.starts_with(start.as_str()));
    speaks_to_all || DOCUMENT.closing.iter().filter(|words| folded.contains(words.as_str())).count() >= 2
}

/// How much a name looks like one of an organisation: the number of its words that tell so.
pub(super) fn organisation_words(name: &str) -> usize {
    let folded = fold(name);
    let words = folded.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '.');
    let tells = |word: &str| {
        let bare = word.trim_matches('.');
        is_one(&ORGANISATION.forms, bare)
            || is_one(&ORGANISATION.words, bare)
            || ORGANISATION.ends.iter().any(|end| bare.ends_with(end.as_str()))
    };
    words.filter(|word| tells(word)).count()
}

pub(super) fn is_one(list: &[String], word: &str) -> bool {
    list.iter().any(|other| other == word)
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

    #[test]
    fn names_of_organisations_tell_so() {
        assert!(organisation_words("Thuiszorgdienst De Lindeboom") > organisation_words("Mantel der liefde"));
        assert!(organisation_words("Stad Meerdonk") > 0 && organisation_words("Groen op de koer") == 0);
    }
}
