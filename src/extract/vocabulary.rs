//! A short piece of text in, what evaluation documents mean by it out: a total, nothing, a closing word, an organisation.

use std::sync::LazyLock;

use serde::{Deserialize, de::DeserializeOwned};

use crate::dutch::fold::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    description: Vec<String>,
    total: Vec<String>,
    nothing: Vec<String>,
    count: Vec<String>,
    tasks: Vec<String>,
    accounts: Vec<String>,
    criteria: Vec<String>,
    example: Vec<String>,
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
    chosen_nouns: Vec<String>,
    chosen_verbs: Vec<String>,
    closing: Vec<String>,
    audience: Vec<String>,
    letter_closing: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationWords {
    forms: Vec<String>,
    words: Vec<String>,
    ends: Vec<String>,
}

/// Reads a file of words that is part of the program.
#[expect(clippy::expect_used, reason = "the files are part of the program and tests read each of them")]
pub(super) fn words_in<T: DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).expect("our own vocabulary is well-formed")
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| words_in(include_str!("vocabulary/labels.toml")));
static DOCUMENT: LazyLock<DocumentWords> = LazyLock::new(|| words_in(include_str!("vocabulary/document.toml")));
static ORGANISATION: LazyLock<OrganisationWords> =
    LazyLock::new(|| words_in(include_str!("vocabulary/organisation.toml")));

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

/// Whether the head of a column says that it holds counts.
pub(super) fn counts(head: &str) -> bool {
    let folded = fold(head);
    let first = folded.split(|sign: char| !sign.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|first| is_one(&LABELS.count, first))
}

/// Whether a row of totals sums up a part of the table only.
pub(super) fn is_part_of_total(cell: &str) -> bool {
    let folded = fold(cell);
    ["sub", "deel", "tussen"].iter().any(|start| folded.starts_with(start))
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

/// Whether a heading says that the document lists projects that were chosen: "Deze projecten gaan van start".
pub(super) fn lists_projects(heading: &str) -> bool {
    let folded = fold(heading);
    let has = |list: &[String]| list.iter().any(|word| folded.contains(word.as_str()));
    has(&DOCUMENT.chosen_nouns) && (has(&DOCUMENT.chosen_verbs) || folded.split(' ').count() <= 4)
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

/// Whether a paragraph of a letter tells how to appeal, whom to ask or how glad one is.
pub(super) fn closes_letter(paragraph: &str) -> bool {
    let folded = fold(paragraph);
    DOCUMENT.letter_closing.iter().any(|words| folded.contains(words.as_str()))
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

/// Whether it names one organisation, and not a kind of them: "Dorpsraad Olen", not "kleine vereniging".
pub(super) fn names_organisation(name: &str) -> bool {
    /// "vzw", "asbl"; "vereniging" is a kind as well.
    const LONGEST_FORM: usize = 5;
    let is_proper = |word: &str| {
        word.starts_with(char::is_uppercase) || word.len() <= LONGEST_FORM && is_one(&ORGANISATION.forms, &fold(word))
    };
    organisation_words(name) > 0 && name.split_whitespace().skip(1).any(is_proper)
}

/// Whether the head of a column belongs to a list of criteria.
pub(super) fn is_criteria(head: &str) -> bool {
    is_one(&LABELS.criteria, &fold(head))
}

/// Whether a heading says what kind of document it stands over: "Adviesnota".
pub(super) fn names_document(heading: &str) -> bool {
    is_one(&DOCUMENT.names, &fold(heading))
}

/// Whether the head of a column belongs to a list of tasks.
pub(super) fn is_task(head: &str) -> bool {
    is_one(&LABELS.tasks, &fold(head))
}

/// Whether the head of a column belongs to accounts: who pays, or what something costs.
pub(super) fn is_account(head: &str) -> bool {
    is_one(&LABELS.accounts, &fold(head))
}

/// Whether a heading announces an example.
pub(super) fn is_example(heading: &str) -> bool {
    let folded = fold(heading);
    let goes_on = |rest: &str| rest.starts_with(char::is_alphabetic);
    LABELS.example.iter().any(|start| folded.strip_prefix(start.as_str()).is_some_and(|rest| !goes_on(rest)))
}

pub(super) fn is_one(list: &[String], word: &str) -> bool {
    list.iter().any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_organisations_tell_so() {
        assert!(organisation_words("Thuiszorgdienst De Lindeboom") > organisation_words("Mantel der liefde"));
        assert!(organisation_words("Stad Meerdonk") > 0 && organisation_words("Groen op de koer") == 0);
    }
}
