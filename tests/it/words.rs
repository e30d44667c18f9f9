//! Families of Dutch words: `tests/spec/word-families.md` says which words meet and which must not.

use std::collections::BTreeSet;

use oordeel::dutch::word::analyse;

use crate::command::root;

/// What the index keeps a word under: its lemma and the word that is derived from.
fn keys(word: &str) -> BTreeSet<String> {
    let word = analyse(word);
    word.origin.into_iter().chain([word.lemma]).collect()
}

fn lists(heading: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let spec = std::fs::read_to_string(root().join("tests/spec/word-families.md")).unwrap();
    let mut wanted = false;
    let mut lists = Vec::new();
    for line in spec.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            wanted = heading(title);
        } else if let Some(list) = line.strip_prefix("- ").filter(|_| wanted) {
            lists.push(list.split([',', '/']).map(|word| word.trim().to_owned()).collect());
        }
    }
    lists
}

#[test]
fn forms_of_one_word_have_one_lemma() {
    let families = lists(|title| title.contains("forms") || title.contains("plurals"));
    let apart: Vec<String> = families
        .iter()
        .map(|family| family.iter().map(|word| format!("{word} {}", analyse(word).lemma)).collect::<Vec<_>>())
        .filter(|family| family.iter().map(|pair| pair.rsplit(' ').next()).collect::<BTreeSet<_>>().len() > 1)
        .map(|family| family.join(", "))
        .collect();
    assert!(apart.is_empty(), "{apart:#?}");
    assert!(families.len() >= 150, "{} families", families.len());
}

#[test]
fn words_made_of_one_another_meet() {
    let families = lists(|title| title.starts_with("Made of"));
    let apart: Vec<String> = families
        .iter()
        .flat_map(|family| family.iter().map(|word| (&family[0], word)))
        .filter(|(first, word)| keys(first).is_disjoint(&keys(word)))
        .map(|(first, word)| format!("{first} {:?}, {word} {:?}", keys(first), keys(word)))
        .collect();
    assert!(apart.is_empty(), "{apart:#?}");
    assert!(families.len() >= 25, "{} families", families.len());
}

#[test]
fn words_that_only_look_alike_do_not_meet() {
    let pairs = lists(|title| title.starts_with("Only look"));
    let met: Vec<&Vec<String>> = pairs.iter().filter(|pair| !keys(&pair[0]).is_disjoint(&keys(&pair[1]))).collect();
    assert!(met.is_empty(), "{met:?}");
    assert!(pairs.len() >= 100, "{} pairs", pairs.len());
}
