//! Evaluations in; the same evaluations with sentences that several share in the same words set apart out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Excerpt, Span};
use crate::dutch::fold::{fold, regex};
use crate::dutch::sentences::sentences;
use crate::entry::Entry;
use crate::record::{Evaluation, Record};

/// Shorter sentences are repeated by chance.
const FEWEST_WORDS: usize = 6;
/// In the evaluations of this many promoters a sentence stands before it is boilerplate.
const FEWEST_PROMOTERS: usize = 3;
/// A sentence on how to get in touch is boilerplate from its second use on.
const FEWEST_CONTACTS: usize = 2;

static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)@|www\.|https?:|\b(?:terecht bij|contact op|contacteer|neem contact|aanvragen via|beroep aantekenen|beroep instellen|bezwaar|feedbackgesprek|meer (?:info|informatie|uitleg))\b",
    )
});

/// Moves the boilerplate of every evaluation out of its assessment and remarks.
pub(super) fn separate(entries: &mut [Entry]) {
    let shared = shared_sentences(entries);
    if shared.is_empty() {
        return;
    }
    for entry in entries {
        let text = &entry.document.text;
        for record in &mut entry.records {
            if let Record::Evaluation(evaluation) = record {
                set_apart(evaluation, text, &shared);
            }
        }
    }
}

/// The words of boilerplate sentences, by their first word.
type Shared = HashMap<String, Vec<Vec<String>>>;

fn shared_sentences(entries: &[Entry]) -> Shared {
    let mut uses: BTreeMap<Vec<String>, (BTreeSet<String>, bool)> = BTreeMap::new();
    for entry in entries {
        let text = &entry.document.text;
        for evaluation in entry.evaluations() {
            let promoter = fold(&evaluation.promoter);
            for span in passages(evaluation) {
                for sentence in sentences(span.of(text)) {
                    let sentence = &span.of(text)[sentence];
                    let (promoters, contact) =
                        uses.entry(words(sentence).into_iter().map(|word| word.1).collect()).or_default();
                    promoters.insert(promoter.clone());
                    *contact |= CONTACT.is_match(sentence);
                }
            }
        }
    }
    let mut shared = Shared::new();
    for (words, (promoters, contact)) in uses {
        let enough = if contact { FEWEST_CONTACTS } else { FEWEST_PROMOTERS };
        if words.len() >= FEWEST_WORDS && promoters.len() >= enough {
            shared.entry(words[0].clone()).or_default().push(words);
        }
    }
    // The longest comes first, so that a sentence that continues another one is taken whole.
    shared.values_mut().for_each(|list| list.sort_by_key(|words| std::cmp::Reverse(words.len())));
    shared
}

fn passages(evaluation: &Evaluation) -> Vec<Span> {
    let evidence = &evaluation.source.evidence;
    let texts = evidence.iter().filter(|(field, _)| *field == "assessment" || field.starts_with("remarks."));
    texts.flat_map(|(_, spans)| spans.iter().copied()).collect()
}

/// The words of a sentence, folded, with their bytes.
fn words(sentence: &str) -> Vec<(Range<usize>, String)> {
    sentence.unicode_word_indices().map(|(start, word)| (start..start + word.len(), fold(word))).collect()
}

fn set_apart(evaluation: &mut Evaluation, text: &str, shared: &Shared) {
    let evidence = &mut evaluation.source.evidence;
    let mut boilerplate = Vec::new();
    let mut keep = |spans: Vec<Span>| -> Vec<Span> {
        spans.into_iter().flat_map(|span| part(span, text, shared, &mut boilerplate)).collect()
    };
    let assessment = keep(evidence.get("assessment").cloned().unwrap_or_default());
    let remarks: Vec<Vec<Span>> = (0..evaluation.remarks.len())
        .map(|number| keep(evidence.get(&format!("remarks.{number}")).cloned().unwrap_or_default()))
        .filter(|spans| !spans.is_empty())
        .collect();
    if boilerplate.is_empty() {
        return;
    }
    let read = |spans: &[Span]| spans.iter().copied().collect::<Excerpt>().words(text);
    evaluation.assessment = read(&assessment);
    evaluation.remarks = remarks.iter().map(|spans| read(spans)).collect();
    evaluation.boilerplate = boilerplate.iter().map(|&span| read(&[span])).collect();
    evidence.retain(|field, _| field != "assessment" && !field.starts_with("remarks."));
    if !assessment.is_empty() {
        evidence.insert("assessment".to_owned(), assessment);
    }
    evidence.extend(remarks.into_iter().enumerate().map(|(number, spans)| (format!("remarks.{number}"), spans)));
    evidence.extend(
        boilerplate.into_iter().enumerate().map(|(number, span)| (format!("boilerplate.{number}"), vec![span])),
    );
}

/// The parts of a passage that are its own; the shared sentences in it go to `boilerplate`.
fn part(span: Span, text: &str, shared: &Shared, boilerplate: &mut Vec<Span>) -> Vec<Span> {
    let mut own: Vec<Span> = Vec::new();
    let mut cut_before = true;
    for sentence in sentences(span.of(text)) {
        let place = Span::new(span.start + sentence.start, span.start + sentence.end);
        let end = place.start + shared_length(place.of(text), shared);
        if end > place.start {
            boilerplate.push(Span::new(place.start, end));
            cut_before = true;
        }
        let rest = Span::new(end, place.end).trimmed(text);
        if rest.of(text).chars().any(char::is_alphanumeric) {
            match own.last_mut() {
                Some(last) if !cut_before => last.end = rest.end,
                _ => own.push(rest),
            }
            cut_before = false;
        }
    }
    own
}

/// How many bytes at the start of a sentence are boilerplate. A missing full stop can glue the next sentence to it.
fn shared_length(sentence: &str, shared: &Shared) -> usize {
    let words = words(sentence);
    let Some(candidates) = words.first().and_then(|(_, first)| shared.get(first)) else { return 0 };
    let matching = candidates.iter().find(|candidate| {
        candidate.len() <= words.len() && candidate.iter().zip(&words).all(|(expected, (_, word))| expected == word)
    });
    match matching {
        Some(candidate) if candidate.len() == words.len() => sentence.len(),
        Some(candidate) => words[candidate.len() - 1].0.end,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glued_sentence_keeps_its_own_end() {
        let key: Vec<String> = "schrijf naar info@brug.be".unicode_words().map(fold).collect();
        let shared = Shared::from([(key[0].clone(), vec![key])]);
        assert_eq!(
            shared_length("Schrijf naar info@brug.be De brug helpt", &shared),
            "Schrijf naar info@brug.be".len()
        );
        assert_eq!(shared_length("Schrijf naar info@brug.be.", &shared), "Schrijf naar info@brug.be.".len());
        assert_eq!(shared_length("Schrijf naar ons", &shared), 0);
    }
}
