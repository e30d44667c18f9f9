//! A treebank in, how well lemmas bring together what belongs together: `cargo run --example lemmas -- FILE.conllu`.
//!
//! Counted are the distinct word forms, folded, of the columns FORM and LEMMA of a CoNLL-U file (or of a file of two columns,
//! form and lemma). A form with several lemmas counts for the commonest. Left out: punctuation, symbols, numbers, proper names
//! (`--names` keeps them), foreign words (X) and what has no letter. Underscores in lemmas (*op_nemen*) are taken out, and so
//! is the particle before one where the form does not begin with it, as it stands elsewhere in the sentence. Over all pairs
//! of two forms: precision is the share of pairs with one lemma of ours that have one in the treebank, recall the reverse.
//! `--show` prints the pairs that differ.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program to run by hand")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use oordeel::dutch::fold::fold;
use oordeel::dutch::lemma::lemma;

const LEFT_OUT: [&str; 4] = ["PUNCT", "SYM", "NUM", "X"];

/// The form and lemma of a line, folded.
fn token(line: &str, names: bool) -> Option<(String, String)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let (form, base) = match columns.as_slice() {
        [form, base] => (fold(form), fold(base)),
        [number, form, base, tag, ..] if number.parse::<u32>().is_ok() => {
            if LEFT_OUT.contains(tag) || (*tag == "PROPN" && !names) {
                return None;
            }
            (fold(form), fold(base))
        }
        _ => return None,
    };
    let base = match base.split_once('_') {
        Some((particle, verb)) if !form.starts_with(particle) => verb.replace('_', ""),
        _ => base.replace('_', ""),
    };
    form.contains(|symbol: char| symbol.is_alphabetic()).then_some((form, base))
}

/// The commonest lemma of every form.
fn gold(text: &str, names: bool) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (form, base) in text.lines().filter_map(|line| token(line, names)) {
        *counts.entry(form).or_default().entry(base).or_default() += 1;
    }
    let commonest = |bases: BTreeMap<String, usize>| bases.into_iter().rev().max_by_key(|(_, count)| *count);
    counts.into_iter().filter_map(|(form, bases)| Some((form, commonest(bases)?.0))).collect()
}

/// All pairs of forms with one lemma.
fn pairs<'w>(lemmas: impl Iterator<Item = (&'w str, String)>) -> BTreeSet<(&'w str, &'w str)> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    lemmas.for_each(|(form, base)| groups.entry(base).or_default().push(form));
    let mut pairs = BTreeSet::new();
    for group in groups.values() {
        for (place, one) in group.iter().enumerate() {
            pairs.extend(group[place + 1..].iter().map(|other| (*one, *other)));
        }
    }
    pairs
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    let [file] = files.as_slice() else { return Err("name one file".into()) };
    let gold = gold(&std::fs::read_to_string(file)?, has("--names"));
    let asked = pairs(gold.iter().map(|(form, base)| (form.as_str(), base.clone())));
    let given = pairs(gold.keys().map(|form| (form.as_str(), lemma(form).into_owned())));
    let right = asked.intersection(&given).count();
    if has("--show") {
        for (mark, difference) in [("missing", asked.difference(&given)), ("wrong", given.difference(&asked))] {
            difference.for_each(|(one, other)| println!("{mark}\t{one} {}\t{other} {}", lemma(one), lemma(other)));
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let (precision, recall) = (share(given.len()), share(asked.len()));
    let mean = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let equal = gold.iter().filter(|(form, base)| lemma(form) == base.as_str()).count();
    println!("{} forms, {} pairs: precision {precision:.3}, recall {recall:.3}, F1 {mean:.3}", gold.len(), asked.len());
    println!("lemma as in the treebank: {:.3}", equal as f64 / gold.len().max(1) as f64);
    Ok(())
}
