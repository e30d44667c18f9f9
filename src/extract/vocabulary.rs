//! A short piece of text in, what evaluation documents mean by it out: a verdict, the head of a column, a label.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dutch::fold::fold;
use crate::record::Verdict;

/// What a column or a part of a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    Promoter,
    Beneficiary,
    Verdict,
    Project,
    Amount,
    Reference,
    Assessment,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vocabulary {
    verdict: VerdictWords,
    role: RoleWords,
    label: LabelWords,
    document: DocumentWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictWords {
    positive: Vec<String>,
    negative: Vec<String>,
    conditional: Vec<String>,
    reserve: Vec<String>,
    inadmissible: Vec<String>,
    withdrawn: Vec<String>,
    conditions: Vec<String>,
    around: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleWords {
    promoter: Vec<String>,
    beneficiary: Vec<String>,
    verdict: Vec<String>,
    project: Vec<String>,
    amount: Vec<String>,
    reference: Vec<String>,
    assessment: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelWords {
    remarks: Vec<String>,
    description: Vec<String>,
    total: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentWords {
    look_back: Vec<String>,
    list_of: Vec<String>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program and a test reads it")]
static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| toml::from_str(include_str!("vocabulary.toml")).expect("our own vocabulary is well-formed"));

/// A verdict is a few words; anything longer is prose about one.
const LONGEST_VERDICT: usize = 60;

/// The class of a text that holds a verdict and nothing else; `None` for any other text.
pub(super) fn verdict(text: &str) -> Option<Verdict> {
    if text.len() > LONGEST_VERDICT {
        return None;
    }
    let words = &VOCABULARY.verdict;
    let folded = fold(text).replace(':', " ");
    let bare: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.trim_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '-'))
        .filter(|word| !word.is_empty() && !words.around.iter().any(|around| around == word))
        .collect();
    let bare = bare.join(" ");
    let is = |list: &[String]| list.contains(&bare);
    let begins = |list: &[String]| list.iter().find_map(|word| bare.strip_prefix(word.as_str()));
    if is(&words.inadmissible) {
        Some(Verdict::Inadmissible)
    } else if is(&words.conditional) {
        Some(Verdict::Conditional)
    } else if is(&words.reserve) {
        Some(Verdict::Reserve)
    } else if is(&words.withdrawn) {
        Some(Verdict::Withdrawn)
    } else if is(&words.negative) || bare.strip_prefix("niet ").is_some_and(|rest| is_one(&words.positive, rest)) {
        Some(Verdict::Negative)
    } else if is(&words.positive) {
        Some(Verdict::Positive)
    } else {
        let tail = begins(&words.positive)?.trim_start();
        words.conditions.iter().any(|condition| tail.starts_with(condition.as_str())).then_some(Verdict::Conditional)
    }
}

fn is_one(list: &[String], word: &str) -> bool {
    list.iter().any(|other| other == word)
}

/// What a column with this head holds; `None` where the head says nothing.
pub(super) fn role(head: &str) -> Option<Role> {
    let folded = fold(head);
    let head = folded.trim_matches(|symbol: char| !symbol.is_alphanumeric());
    let roles = &VOCABULARY.role;
    let lists = [
        (&roles.promoter, Role::Promoter),
        (&roles.beneficiary, Role::Beneficiary),
        (&roles.verdict, Role::Verdict),
        (&roles.project, Role::Project),
        (&roles.amount, Role::Amount),
        (&roles.reference, Role::Reference),
        (&roles.assessment, Role::Assessment),
    ];
    lists.into_iter().find(|(list, _)| is_one(list, head)).map(|(_, role)| role)
}

/// Whether the line opens the remarks and, if text follows on the same line, at which byte that begins.
pub(super) fn remarks_label(line: &str) -> Option<Option<usize>> {
    const LONGEST_LABEL: usize = 60;
    let head_end = line.find(':').unwrap_or(line.len());
    if head_end > LONGEST_LABEL {
        return None;
    }
    let head = fold(&line[..head_end]);
    let labels = &VOCABULARY.label.remarks;
    let is_label = labels.iter().any(|label| {
        head.strip_prefix(label.as_str()).is_some_and(|tail| {
            tail.is_empty()
                || [" aan ", " voor ", " van ", " bij "].iter().any(|joint| tail.starts_with(joint))
                    && tail.split_whitespace().count() <= 5
        })
    });
    let rest = line.get(head_end + 1..).unwrap_or_default();
    let has_colon = head_end < line.len();
    match (is_label, rest.trim().is_empty()) {
        (false, _) => None,
        (true, true) => Some(None),
        (true, false) if has_colon => Some(Some(line.len() - rest.trim_start().len())),
        (true, false) => None,
    }
}

/// Where the description begins after a label such as `Inhoud:`; 0 where no label stands before it.
pub(super) fn description_start(line: &str) -> usize {
    let Some((head, rest)) = line.split_once(':') else { return 0 };
    if is_one(&VOCABULARY.label.description, &fold(head)) { line.len() - rest.trim_start().len() } else { 0 }
}

/// Whether a cell opens a row of totals.
pub(super) fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    let head = folded.trim_matches(|symbol: char| !symbol.is_alphanumeric());
    VOCABULARY
        .label
        .total
        .iter()
        .any(|word| head == word || head.strip_prefix(word.as_str()).is_some_and(|tail| tail.starts_with(' ')))
}

/// Whether a heading says that the document looks back at a project.
pub(super) fn looks_back(heading: &str) -> bool {
    let folded = fold(heading);
    VOCABULARY.document.look_back.iter().any(|word| folded.contains(word.as_str()))
}

/// Whether a piece of a heading says what list the document is, rather than what the call is about.
pub(super) fn names_a_list(piece: &str) -> bool {
    let folded = fold(piece);
    folded.split_whitespace().next().is_some_and(|first| is_one(&VOCABULARY.document.list_of, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_in_the_words_of_documents() {
        for (text, class) in [
            ("positief", Verdict::Positive),
            ("Gunstig advies", Verdict::Positive),
            ("weerhouden", Verdict::Positive),
            ("NEGATIEF.", Verdict::Negative),
            ("niet weerhouden", Verdict::Negative),
            ("Beslissing: niet geselecteerd", Verdict::Negative),
            ("weerhouden onder voorwaarden", Verdict::Conditional),
            ("positief mits aanpassing van de begroting", Verdict::Conditional),
            ("beperkt gunstig", Verdict::Conditional),
            ("reservelijst", Verdict::Reserve),
            ("niet ontvankelijk", Verdict::Inadmissible),
            ("onontvankelijk", Verdict::Inadmissible),
            ("ingetrokken", Verdict::Withdrawn),
        ] {
            assert_eq!(verdict(text), Some(class), "{text}");
        }
    }

    #[test]
    fn prose_is_no_verdict() {
        for text in ["Positief is de verankering", "De jury is positief", "SPK vzw", "", "positief gedrag van jongeren"]
        {
            assert_eq!(verdict(text), None, "{text}");
        }
    }

    #[test]
    fn labels_of_remarks() {
        assert_eq!(remarks_label("Opmerkingen aan de promotor:"), Some(None));
        assert_eq!(remarks_label("Aandachtspunten voor de indiener"), Some(None));
        assert_eq!(remarks_label("Opmerkingen: werk dit uit"), Some(Some(13)));
        assert_eq!(remarks_label("Opmerkingen van de vorige ronde zijn goed verwerkt in het nieuwe voorstel"), None);
        assert_eq!(remarks_label("Nog enkele aandachtspunten: het is niet duidelijk"), None);
    }

    #[test]
    fn heads_of_columns() {
        assert_eq!(role("Promotor"), Some(Role::Promoter));
        assert_eq!(role(" Subsidiebedrag "), Some(Role::Amount));
        assert_eq!(role("SPK vzw"), None);
    }
}
