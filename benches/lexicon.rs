//! The folder of word lists in, the list that is built into the program out: `cargo run --example lexicon -- FOLDER [--check]`.
//!
//! The same lists give the same bytes. With `--check` nothing is written; it fails where the committed files differ.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program to run by hand")]

#[path = "lexicon/lemmas.rs"]
mod lemmas;
#[path = "lexicon/parts.rs"]
mod parts;
#[path = "lexicon/verbs.rs"]
mod verbs;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::path::Path;

use lemmas::{Lemmas, Lists};
use oordeel::dutch::lexicon::Entry;
use parts::Parts;

/// Makes the list and the edits.
fn build(folder: &Path) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let lists = Lists::read(folder)?;
    let lemmas = Lemmas::new(&lists);
    let trained = Parts::train(&lists, &lemmas);
    let compounds = trained.compounds();
    let parts = trained.without(&compounds);
    let words = listed(&lists, &lemmas, &parts, &compounds);
    let (edits, number_of) = numbered(words.iter().map(|(word, lemma)| edit(word, lemma)));
    let mut builder = fst::MapBuilder::memory();
    let mut seen = 0;
    for (word, lemma) in &words {
        let kind = lemmas.kind(word);
        let entry = Entry {
            noun: kind.noun && lemma == word,
            adjective: kind.adjective && lemma == word,
            verb: kind.verb,
            compound: parts.is_cut(word) && (word == lemma || !words.contains_key(lemma) || parts.is_cut(lemma)),
            first: parts.first(word),
            last: parts.last(word),
            edit: number_of[&edit(word, lemma)],
        };
        seen += usize::from(entry.compound);
        builder.insert(word, entry.packed())?;
    }
    let list = builder.into_inner()?;
    println!(
        "{} words, {} compounds left out, {seen} left in, {} edits",
        words.len(),
        compounds.len(),
        number_of.len()
    );
    println!("{} bytes of words, {} of edits", list.len(), edits.len());
    Ok((list, edits))
}

/// The words that are kept, with their lemmas: no compounds whose parts tell all, but first parts with linkers.
fn listed(lists: &Lists, lemmas: &Lemmas, parts: &Parts, compounds: &HashSet<String>) -> BTreeMap<String, String> {
    let words = lists.all.iter().filter(|word| !compounds.contains(*word));
    let mut listed: BTreeMap<String, String> = words.map(|word| (word.clone(), parts.lemma_of[word].clone())).collect();
    for (surface, lemma) in parts.seen_firsts() {
        listed.entry(surface.clone()).or_insert_with(|| lemma.clone());
    }
    for name in &lists.names {
        listed.entry(name.clone()).or_insert_with(|| lemmas.lemma_of_name(name));
    }
    listed
}

/// How the lemma is made of the word: letters to take off, letters to put on.
fn edit(word: &str, lemma: &str) -> (usize, String) {
    let same = word.bytes().zip(lemma.bytes()).take_while(|(one, other)| one == other).count();
    (word.len() - same, lemma[same..].to_owned())
}

/// The edits as text, the commonest first, and the line of each.
fn numbered(edits: impl Iterator<Item = (usize, String)>) -> (String, HashMap<(usize, String), usize>) {
    let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
    edits.for_each(|edit| *counts.entry(edit).or_default() += 1);
    let order: BTreeSet<_> = counts.into_iter().map(|(edit, count)| (std::cmp::Reverse(count), edit)).collect();
    let text = order.iter().map(|(_, (off, on))| format!("{off} {on}\n")).collect();
    (text, order.into_iter().enumerate().map(|(number, (_, edit))| (edit, number)).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder =
        arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("name the folder of word lists")?;
    let (list, edits) = build(Path::new(folder))?;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dutch/lexicon");
    if arguments.iter().any(|argument| argument == "--check") {
        let same = std::fs::read(target.join("words.fst"))? == list
            && std::fs::read_to_string(target.join("edits.txt"))? == edits;
        return if same { Ok(()) } else { Err("the committed list is another than these word lists give".into()) };
    }
    std::fs::write(target.join("words.fst"), list)?;
    std::fs::write(target.join("edits.txt"), edits)?;
    Ok(())
}
