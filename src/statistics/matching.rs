//! Sentences that people coded and those that the program coded in, which belong together out.
//!
//! People cut a text into sentences a little differently, copy it from a table or leave a mark out. So a sentence of theirs is
//! looked for among the program's sentences of the same promoter, in the same document where several name that promoter, and
//! in the whole document where none does. Two belong together when the words that they share are at least half of one of them:
//! one lies inside the other, or the end of one is the beginning of the other. Where there is one with the very same words, only
//! that one belongs; of several the first belongs to the first of theirs, the second to the second. White space, capitals, accents and the kind of quotation marks do not count. The sentence of people then has the codes of all that belong to it, and the function of the
//! one that shares most with it.

use std::collections::HashMap;

use crate::dutch::fold::fold;
use crate::theme::{Coding, Function, PersonCoding};

/// Shorter ends than this, in bytes, are alike by chance.
const LEAST_EDGE: usize = 16;

/// A sentence that people coded and what the program made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched<'run> {
    /// What people made of it.
    pub people: &'run PersonCoding,
    /// The codes that the program gave it.
    pub codes: Vec<String>,
    /// The function that the program gave it; none where the program has no such sentence.
    pub function: Option<Function>,
}

/// A sentence of the program, ready to be compared.
struct Candidate<'run> {
    coding: &'run Coding,
    text: String,
}

/// Every sentence of people with what belongs to it, in their order.
pub fn matched<'run>(people: &'run [PersonCoding], codings: &[Coding]) -> Vec<Matched<'run>> {
    let candidates: Vec<Candidate<'_>> =
        codings.iter().map(|coding| Candidate { coding, text: fold(&coding.text) }).collect();
    let (mut by_promoter, mut by_document): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>) =
        Default::default();
    for (number, candidate) in candidates.iter().enumerate() {
        by_promoter.entry(fold(&candidate.coding.promoter)).or_default().push(number);
        by_document.entry(file_name(&candidate.coding.document)).or_default().push(number);
    }
    let mut seen: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let find = |one: &'run PersonCoding| {
        let turn = seen.entry((&one.document, &one.promoter, &one.text)).or_insert(0);
        *turn += 1;
        let document = file_name(&one.document);
        let of_promoter = by_promoter.get(&fold(&one.promoter)).map_or(&[] as &[usize], Vec::as_slice);
        let here: Vec<usize> = of_promoter
            .iter()
            .copied()
            .filter(|&number| file_name(&candidates[number].coding.document) == document)
            .collect();
        let near = match (here.is_empty(), of_promoter.is_empty()) {
            (false, _) => here.as_slice(),
            (true, false) => of_promoter,
            (true, true) => by_document.get(&document).map_or(&[] as &[usize], Vec::as_slice),
        };
        match_one(one, *turn - 1, near.iter().map(|&number| &candidates[number]))
    };
    people.iter().map(find).collect()
}

fn match_one<'run, 'look>(
    people: &'run PersonCoding,
    turn: usize,
    candidates: impl Iterator<Item = &'look Candidate<'look>>,
) -> Matched<'run> {
    let text = fold(&people.text);
    let (same, others): (Vec<_>, Vec<_>) = candidates.partition(|candidate| candidate.text == text);
    let candidates = same.get(turn.min(same.len().saturating_sub(1))).map_or(others, |&same| vec![same]);
    let mut matched = Matched { people, codes: Vec::new(), function: None };
    let mut most = 0;
    for candidate in candidates {
        let shared = shared(&text, &candidate.text);
        if shared == 0 || 2 * shared < text.len().min(candidate.text.len()) {
            continue;
        }
        for code in &candidate.coding.codes {
            if !matched.codes.contains(code) {
                matched.codes.push(code.clone());
            }
        }
        if shared > most {
            most = shared;
            matched.function = Some(candidate.coding.function);
        }
    }
    matched
}

/// The last part of a path, in lower case; people name documents with or without folders.
fn file_name(document: &str) -> String {
    document.rsplit(['/', '\\', '!']).next().unwrap_or(document).to_lowercase()
}

/// How many bytes two texts share: the shorter one inside the other, or the end of one that begins the other.
fn shared(left: &str, right: &str) -> usize {
    if left.is_empty() || right.is_empty() {
        return 0;
    }
    if left.contains(right) {
        return right.len();
    }
    if right.contains(left) {
        return left.len();
    }
    edge(left, right).max(edge(right, left))
}

/// The longest end of `left` that `right` begins with, when it is long enough to mean something.
fn edge(left: &str, right: &str) -> usize {
    let longest = left.len().min(right.len());
    (LEAST_EDGE..=longest)
        .rev()
        .find(|&length| left.as_bytes()[left.len() - length..] == right.as_bytes()[..length])
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::profile::tests::coding;
    use super::*;
    use crate::record::Verdict;

    fn ours(promoter: &str, document: &str, text: &str, code: &str, function: Function) -> Coding {
        Coding {
            promoter: promoter.to_owned(),
            document: document.to_owned(),
            text: text.to_owned(),
            ..coding("r", Verdict::Unknown, function, &[code])
        }
    }

    fn theirs(promoter: &str, document: &str, text: &str) -> PersonCoding {
        PersonCoding {
            document: document.to_owned(),
            promoter: promoter.to_owned(),
            text: text.to_owned(),
            codes: Vec::new(),
            function: None,
        }
    }

    #[test]
    fn half_of_either_is_enough() {
        let codings = [
            ours("De Brug", "a.txt", "Het plan is goed uitgewerkt;", "plan", Function::Strength),
            ours("De Brug", "a.txt", "maar het budget ontbreekt volledig in de aanvraag.", "geld", Function::Weakness),
            ours("De Brug", "a.txt", "Iets heel anders.", "team", Function::Weakness),
            ours("Een ander", "a.txt", "Het plan is goed uitgewerkt;", "doel", Function::Request),
        ];
        let people = [theirs(
            "de  brug",
            "map/A.txt",
            "Het plan is goed uitgewerkt; maar het budget ontbreekt volledig in de aanvraag.",
        )];
        let found = matched(&people, &codings);
        assert_eq!(
            (found[0].codes.as_slice(), found[0].function),
            (["plan".to_owned(), "geld".to_owned()].as_slice(), Some(Function::Weakness))
        );
    }

    #[test]
    fn the_same_promoter_in_another_document_counts_only_without_a_better_one() {
        let codings = [
            ours("De Brug", "a.txt", "Het plan is goed.", "plan", Function::Strength),
            ours("De Brug", "b.txt", "Het plan is goed.", "geld", Function::Weakness),
        ];
        let codes =
            |document: &str| matched(&[theirs("De Brug", document, "Het plan is goed.")], &codings)[0].codes.clone();
        assert_eq!(codes("b.txt"), ["geld"]);
        assert_eq!(codes("c.txt"), ["plan"]);
        let unnamed = [theirs("", "b.txt", "Het plan is goed.")];
        assert_eq!(matched(&unnamed, &codings)[0].codes, ["geld"]);
    }

    #[test]
    fn a_sentence_that_stands_twice_is_matched_in_order() {
        let codings = [
            ours("De Brug", "a.txt", "Het plan is goed.", "plan", Function::Strength),
            ours("De Brug", "a.txt", "Het plan is goed.", "geld", Function::Weakness),
        ];
        let people = [0, 1, 2].map(|_| theirs("De Brug", "a.txt", "Het plan is goed."));
        let found: Vec<_> = matched(&people, &codings).into_iter().map(|one| one.codes).collect();
        assert_eq!(found, [["plan"], ["geld"], ["geld"]]);
    }

    #[test]
    fn edges_and_accents() {
        assert_eq!(shared(&fold("Eén  zin"), &fold("een zin verder")), 7);
        assert_eq!(shared("een lange zin die hier eindigt", "zin die hier eindigt en verder gaat"), 20);
        assert_eq!(shared("kort stuk", "stuk kort"), 0);
        let nothing = [theirs("De Brug", "x.txt", "Niets daarvan.")];
        assert_eq!(matched(&nothing, &[])[0].function, None);
    }
}
