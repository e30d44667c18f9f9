//! Sentences that several evaluations share in the same words: found over all of a corpus, set apart in each evaluation.
//!
//! A sentence is compared by a digest of its words, so that a whole corpus of them fits in memory. Addresses and telephone
//! numbers count as the same word, and in a sentence on how to get in touch names do too: such a sentence stays boilerplate
//! when only the person to ask for changes.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

use regex::Regex;

use crate::document::{Excerpt, Span};
use crate::dutch::fold::{fold, regex};
use crate::dutch::running::words_of;
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
        r"(?i)@|www\.|https?:|\b(?:terecht bij|contact op|contacteer|neem contact|aanvragen via|beroep aantekenen|beroep instellen|bezwaar|feedbackgesprek|(?:meer|nadere|verdere) (?:info|informatie|uitleg|toelichting|duiding|inlichtingen)|inlichtingen|contactpunt|infopunt|helpdesk|contactpersoon|dossierbehandelaar|secretariaat|bel of mail|mail of bel|bel naar|mail naar|bel ons|mail ons|elke werkdag|telefonisch|kantooruren|spreekuur|op afspraak)\b",
    )
});
/// A mail address, a page of the web, a telephone number.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s,;)]+[^\s,;).]|(?:\+|\b0)\d[\d ./-]{6,}\d")
});

/// Small words inside the names of people.
const NAME_PARTICLES: [&str; 7] = ["van", "de", "den", "der", "ten", "ter", "in"];

/// Stands for the words of a sentence: the same words give the same digest.
type Digest = u64;

/// Who uses which sentence, over all documents that were noted, in any order and from any thread.
#[derive(Debug, Default)]
pub struct Usage {
    sentences: Mutex<HashMap<Digest, Uses>>,
}

/// Who uses a sentence: as many promoters as make it boilerplate are counted, and whether it tells how to get in touch.
#[derive(Debug, Default)]
struct Uses {
    /// The first promoters; the last that counts needs no name.
    promoters: [Digest; FEWEST_PROMOTERS - 1],
    count: u8,
    contact: bool,
}

impl Uses {
    fn by(&mut self, promoter: Digest, contact: bool) {
        self.contact |= contact;
        let named = usize::from(self.count).min(self.promoters.len());
        if self.promoters[..named].contains(&promoter) || usize::from(self.count) == FEWEST_PROMOTERS {
            return;
        }
        if let Some(place) = self.promoters.get_mut(named) {
            *place = promoter;
        }
        self.count += 1;
    }

    fn enough(&self) -> bool {
        usize::from(self.count) >= if self.contact { FEWEST_CONTACTS } else { FEWEST_PROMOTERS }
    }
}

/// The sentences of a passage; a short question such as "Nog vragen?" belongs to the next one.
fn units(passage: &str) -> Vec<std::ops::Range<usize>> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\s*(?:(?:nog|heeft u|hebt u|heb je)\s+(?:\p{L}+\s+)?vragen|vragen|meer weten|meer info(?:rmatie)?)\s*\?\s*$",
        )
    });
    let mut units: Vec<std::ops::Range<usize>> = Vec::new();
    for sentence in sentences(passage) {
        match units.last_mut() {
            Some(last) if OPENS.is_match(&passage[last.clone()]) => last.end = sentence.end,
            _ => units.push(sentence),
        }
    }
    units
}

impl Usage {
    /// Notes the sentences of an entry's evaluations. Noting the same document twice changes nothing.
    pub fn note(&self, entry: &Entry) {
        let text = &entry.document.text;
        let mut found = Vec::new();
        for evaluation in entry.evaluations() {
            let promoter = digest(&fold(&evaluation.promoter));
            for passage in passages(evaluation) {
                let passage = passage.of(text);
                for sentence in units(passage).into_iter().map(|range| &passage[range]) {
                    let contact = CONTACT.is_match(sentence);
                    let whole = beginnings(sentence, contact).last();
                    found.extend(whole.map(|(sentence, _)| (sentence, promoter, contact)));
                }
            }
        }
        let mut sentences = self.sentences.lock().unwrap_or_else(PoisonError::into_inner);
        for (sentence, promoter, contact) in found {
            sentences.entry(sentence).or_default().by(promoter, contact);
        }
    }

    /// The sentences that enough promoters share.
    pub fn boilerplate(self) -> Boilerplate {
        let sentences = self.sentences.into_inner().unwrap_or_else(PoisonError::into_inner);
        let shared = sentences.into_iter().filter(|(_, uses)| uses.enough()).map(|(sentence, _)| sentence);
        Boilerplate { shared: shared.collect() }
    }
}

/// The sentences that are boilerplate in a corpus.
#[derive(Debug, Clone, Default)]
pub struct Boilerplate {
    shared: HashSet<Digest>,
}

impl Boilerplate {
    /// Also sets apart the sentences that the user says are boilerplate; a sentence needs six words to be told from others.
    #[must_use]
    pub fn and<'run>(mut self, sentences: impl IntoIterator<Item = &'run str>) -> Self {
        let whole = |sentence: &str| beginnings(sentence, CONTACT.is_match(sentence)).last();
        self.shared.extend(sentences.into_iter().filter_map(whole).map(|(digest, _)| digest));
        self
    }

    /// Moves the boilerplate of every evaluation out of its assessment and remarks.
    pub fn set_apart(&self, entry: &mut Entry) {
        if self.shared.is_empty() {
            return;
        }
        let text = &entry.document.text;
        for record in &mut entry.records {
            if let Record::Evaluation(evaluation) = record {
                set_apart(evaluation, text, self);
            }
        }
    }

    /// How many bytes at the start of a sentence are boilerplate. A missing full stop can glue the next sentence to it.
    fn length_in(&self, sentence: &str) -> usize {
        let beginnings: Vec<(Digest, usize)> = beginnings(sentence, CONTACT.is_match(sentence)).collect();
        // The longest counts, so that a sentence that continues another one is taken whole.
        match beginnings.iter().rposition(|(digest, _)| self.shared.contains(digest)) {
            Some(last) if last + 1 == beginnings.len() => sentence.len(),
            Some(at) => beginnings[at].1,
            None => 0,
        }
    }
}

fn passages(evaluation: &Evaluation) -> Vec<Span> {
    let evidence = &evaluation.source.evidence;
    let texts = evidence.iter().filter(|(field, _)| *field == "assessment" || field.starts_with("remarks."));
    texts.flat_map(|(_, spans)| spans.iter().copied()).collect()
}

/// The digest of every beginning of a sentence that has enough words, with the byte where it ends.
fn beginnings(sentence: &str, contact: bool) -> impl Iterator<Item = (Digest, usize)> {
    let mut hasher = DefaultHasher::new();
    let words = words(sentence, contact).into_iter().map(move |(end, word)| {
        word.hash(&mut hasher);
        (hasher.finish(), end)
    });
    words.skip(FEWEST_WORDS - 1)
}

fn digest(words: &str) -> Digest {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The words of a sentence, folded, each with the byte where it ends. An address is one word whatever it says; so is a name
/// where `nameless` is set.
fn words(sentence: &str, nameless: bool) -> Vec<(usize, String)> {
    let addresses: Vec<_> = ADDRESS.find_iter(sentence).map(|found| found.range()).collect();
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut named = false;
    for (start, word) in words_of(sentence) {
        let end = start + word.len();
        if let Some(address) = addresses.iter().find(|address| address.contains(&start)) {
            if words.last().is_none_or(|(last, _)| *last != address.end) {
                words.push((address.end, "@".to_owned()));
            }
            named = false;
            continue;
        }
        let capital = start > 0 && word.starts_with(char::is_uppercase);
        let name = nameless && (capital || (named && NAME_PARTICLES.contains(&word)));
        match words.last_mut() {
            Some((last, _)) if name && named => *last = end,
            _ => words.push((end, if name { "Naam".to_owned() } else { fold(word) })),
        }
        named = name;
    }
    words
}

fn set_apart(evaluation: &mut Evaluation, text: &str, corpus: &Boilerplate) {
    let evidence = &mut evaluation.source.evidence;
    let mut boilerplate = Vec::new();
    let mut keep = |spans: Vec<Span>| -> Vec<Span> {
        spans.into_iter().flat_map(|span| part(span, text, corpus, &mut boilerplate)).collect()
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

/// The parts of a passage that are its own; those that the corpus shares go to `boilerplate`.
fn part(span: Span, text: &str, corpus: &Boilerplate, boilerplate: &mut Vec<Span>) -> Vec<Span> {
    let mut own: Vec<Span> = Vec::new();
    let mut cut_before = true;
    for sentence in units(span.of(text)) {
        let place = Span::new(span.start + sentence.start, span.start + sentence.end);
        let end = place.start + corpus.length_in(place.of(text));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(sentence: &str) -> Boilerplate {
        let (digest, _) = beginnings(sentence, CONTACT.is_match(sentence)).last().unwrap();
        Boilerplate { shared: HashSet::from([digest]) }
    }

    #[test]
    fn a_glued_sentence_keeps_its_own_end() {
        let corpus = shared("U kunt voor vragen schrijven naar info@brug.be");
        let length = |sentence: &str| corpus.length_in(sentence);
        let known = "U kunt voor vragen schrijven naar info@brug.be";
        assert_eq!(length(&format!("{known} De brug helpt")), known.len());
        assert_eq!(length(&format!("{known}.")), known.len() + 1);
        assert_eq!(length("U kunt voor vragen schrijven"), 0);
    }

    #[test]
    fn another_address_or_person_hides_nothing() {
        let corpus = shared("Voor meer uitleg kunt u terecht bij Ine Smets (02 553 11 22 of ine@fonds.be).");
        let same = "Voor meer uitleg kunt u terecht bij Karel Van den Broeck (+32 2 553 11 24 of karel.v@fonds.be).";
        assert_eq!(corpus.length_in(same), same.len());
        assert_eq!(corpus.length_in("Voor meer uitleg kunt u terecht bij de dienst Jeugd van het fonds."), 0);
    }

    #[test]
    fn figures_and_names_make_other_sentences_differ() {
        let corpus = shared("Het project van de stad Genk bereikt 120 jongeren in het eerste jaar.");
        assert_eq!(corpus.length_in("Het project van de stad Gent bereikt 120 jongeren in het eerste jaar."), 0);
        assert_eq!(corpus.length_in("Het project van de stad Genk bereikt 80 jongeren in het eerste jaar."), 0);
    }
}
