//! Coded sentences in, in how many evaluations each phrase stands and which of them weigh most out.
//!
//! The sentences go through twice: once to count phrases by their digest, once to note where those stand that recur. Neither
//! keeps more than a fixed number of phrases, however many sentences there are.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::super::codebook::Codebook;
use super::super::word;
use super::phrases::{Phrase, phrases};
use super::{Candidate, Occurrence, speaks};
use crate::dutch::fold::fold;
use crate::theme::Coding;

/// So many sentences are taken apart at a time.
const AT_A_TIME: usize = 4096;
/// When more phrases than this are counted, those that were met once are forgotten.
const MOST_COUNTED: usize = 1 << 20;
/// So many of the weightiest phrases are looked at more closely.
const MOST_CANDIDATES: usize = 400;
/// So many places are shown of each.
const MOST_PLACES: usize = 3;
/// The part of its sentences in which a single word must stand where a noun stands.
const DETERMINED: f64 = 0.3;
/// What the logarithm of a phrase's length is lowered by: a single word says less than half of what two say.
const SINGLE: f64 = 0.5;
/// A sentence that stands in so many evaluations is no one's own.
const REPEATED: u32 = 3;
/// No sentence has more words.
const MOST_WORDS: usize = 400;

type Digest = u64;

/// How often a phrase was met.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    length: u32,
    evaluations: u32,
    sentences: u32,
    uncovered: u32,
    /// Whether it is one word.
    single: bool,
    /// Sentences in which it stands where a noun stands.
    determined: u32,
    /// The evaluation in which it was met last, plus one.
    last: u32,
    /// Longer phrases that hold it, and in how many evaluations those stand together.
    longer: u32,
    inside: u32,
}

/// What the first look found.
pub(super) struct Looked {
    pub(super) sentences: usize,
    pub(super) uncovered: usize,
    met: HashMap<Digest, Met>,
    repeated: HashMap<Digest, (u32, u32)>,
}

/// A sentence taken apart.
struct Parsed {
    uncovered: bool,
    phrases: Vec<Phrase>,
    text: Digest,
}

fn digest(words: &str) -> Digest {
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(words.as_bytes()).as_bytes();
    Digest::from_le_bytes([a, b, c, d, e, f, g, h])
}

fn parse(coding: &Coding, codebook: &Codebook) -> Parsed {
    let mut words = word::words(&coding.text);
    words.truncate(MOST_WORDS);
    let (free, covered) = codebook.free(&words);
    let named = coding.codes.iter().any(|code| Some(code.as_str()) != codebook.otherwise());
    let phrases = if speaks(coding) { phrases(&coding.text, &words, &free) } else { Vec::new() };
    Parsed { uncovered: !named && !covered, phrases, text: digest(&fold(&coding.text)) }
}

/// Calls `each` for every sentence in order, with its number, its evaluation's number and its parts.
fn over(codings: &[Coding], codebook: &Codebook, mut each: impl FnMut(usize, u32, Parsed)) {
    let (mut evaluation, mut before) = (0, None);
    for (chunk, part) in codings.chunks(AT_A_TIME).enumerate() {
        let parsed: Vec<Parsed> = part.par_iter().map(|coding| parse(coding, codebook)).collect();
        for (at, (coding, parsed)) in part.iter().zip(parsed).enumerate() {
            let here = Some((&coding.document, &coding.record));
            if before != here {
                evaluation += 1;
                before = here;
            }
            if speaks(coding) {
                each(chunk * AT_A_TIME + at, evaluation, parsed);
            }
        }
    }
}

/// The first look; codings of one evaluation stand together.
pub(super) fn look(codings: &[Coding], codebook: &Codebook) -> Looked {
    let mut looked = Looked { sentences: 0, uncovered: 0, met: HashMap::new(), repeated: HashMap::new() };
    let mut evaluation = (0, None);
    for coding in codings.iter().filter(|coding| speaks(coding)) {
        let here = Some((&coding.document, &coding.record));
        if evaluation.1 != here {
            evaluation = (evaluation.0 + 1, here);
        }
        let (count, last) = looked.repeated.entry(digest(&fold(&coding.text))).or_default();
        *count += u32::from(*last != evaluation.0);
        *last = evaluation.0;
    }
    looked.repeated.retain(|_, (count, _)| *count >= REPEATED);
    let Looked { sentences, uncovered, met, repeated } = &mut looked;
    over(codings, codebook, |_, evaluation, parsed| {
        if repeated.contains_key(&parsed.text) {
            return;
        }
        *sentences += 1;
        *uncovered += usize::from(parsed.uncovered);
        let mut seen: Vec<Digest> = Vec::new();
        for phrase in &parsed.phrases {
            let digest = digest(&phrase.key);
            if seen.contains(&digest) {
                continue;
            }
            seen.push(digest);
            let count = met.entry(digest).or_default();
            count.length = u32::try_from(phrase.length).unwrap_or(u32::MAX);
            count.sentences += 1;
            count.uncovered += u32::from(parsed.uncovered);
            count.single = phrase.single;
            count.determined += u32::from(phrase.determined);
            count.evaluations += u32::from(count.last != evaluation);
            count.last = evaluation;
        }
        if met.len() > MOST_COUNTED {
            met.retain(|_, count| count.sentences > 1);
        }
    });
    looked
}

/// Whether one range lies in another one.
fn holds(outer: &Phrase, inner: &Phrase) -> bool {
    outer.words != inner.words && outer.words.start <= inner.words.start && inner.words.end <= outer.words.end
}

/// How a phrase is written and where it stands.
#[derive(Default)]
struct Gathered {
    key: String,
    forms: BTreeMap<String, usize>,
    parts: Vec<String>,
    words: Vec<String>,
    in_sentences: Vec<u32>,
    places: Vec<(u32, Occurrence)>,
}

impl Looked {
    /// The weightiest phrases that stand in enough evaluations, weightiest first.
    pub(super) fn candidates(mut self, least: usize, codings: &[Coding], codebook: &Codebook) -> Vec<Candidate> {
        self.met.retain(|_, count| count.evaluations as usize >= least.max(1) && is_noun(count));
        self.nest(codings, codebook);
        let mut best: Vec<(Digest, f64)> =
            self.met.iter().map(|(digest, met)| (*digest, weight(met))).filter(|(_, weight)| *weight > 0.0).collect();
        best.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        best.truncate(MOST_CANDIDATES);
        let mut gathered: HashMap<Digest, Gathered> =
            best.iter().map(|(digest, _)| (*digest, Gathered::default())).collect();
        self.gather(codings, codebook, &mut gathered);
        let candidate = |(digest, weight): (Digest, f64)| {
            let met = self.met.get(&digest)?;
            let Gathered { key, forms, parts, words, in_sentences, places } = gathered.remove(&digest)?;
            let (phrase, _) = forms.into_iter().rev().max_by_key(|(_, count)| *count)?;
            Some(Candidate {
                phrase,
                key,
                evaluations: met.evaluations as usize,
                sentences: met.sentences as usize,
                uncovered: met.uncovered as usize,
                weight,
                places: places.into_iter().map(|(_, place)| place).collect(),
                in_sentences,
                parts,
                words,
            })
        };
        let mut candidates: Vec<Candidate> = best.into_iter().filter_map(candidate).collect();
        candidates.sort_by(|left, right| right.weight.total_cmp(&left.weight).then_with(|| left.key.cmp(&right.key)));
        candidates
    }

    /// Notes for every phrase the longer ones that hold it, each longer one once.
    fn nest(&mut self, codings: &[Coding], codebook: &Codebook) {
        let mut noted: HashMap<(Digest, Digest), ()> = HashMap::new();
        let Self { met, repeated, .. } = self;
        over(codings, codebook, |_, _, parsed| {
            if repeated.contains_key(&parsed.text) {
                return;
            }
            let digests: Vec<Digest> = parsed.phrases.iter().map(|phrase| digest(&phrase.key)).collect();
            for (outer, long) in parsed.phrases.iter().zip(&digests) {
                let Some(evaluations) = met.get(long).map(|met| met.evaluations) else { continue };
                for (_, short) in parsed.phrases.iter().zip(&digests).filter(|(inner, _)| holds(outer, inner)) {
                    if noted.len() < MOST_COUNTED
                        && noted.insert((*long, *short), ()).is_none()
                        && let Some(met) = met.get_mut(short)
                    {
                        met.longer += 1;
                        met.inside += evaluations;
                    }
                }
            }
        });
    }

    fn gather(&self, codings: &[Coding], codebook: &Codebook, gathered: &mut HashMap<Digest, Gathered>) {
        over(codings, codebook, |number, evaluation, parsed| {
            if self.repeated.contains_key(&parsed.text) {
                return;
            }
            let coding = &codings[number];
            let mut words = None;
            for phrase in &parsed.phrases {
                let Some(found) = gathered.get_mut(&digest(&phrase.key)) else { continue };
                let words = words.get_or_insert_with(|| word::words(&coding.text));
                let (start, end) = (words[phrase.words.start].start, words[phrase.words.end - 1].end);
                let form = coding.text.get(start..end).unwrap_or_default().to_lowercase();
                *found.forms.entry(form).or_insert(0) += 1;
                if found.key.is_empty() {
                    found.key.clone_from(&phrase.key);
                    (found.words, found.parts) = parts(&words[phrase.words.clone()]);
                }
                let sentence = u32::try_from(number).unwrap_or(u32::MAX);
                if found.in_sentences.last() != Some(&sentence) {
                    found.in_sentences.push(sentence);
                    let new = found.places.iter().all(|(other, _)| *other != evaluation);
                    if new && found.places.len() < MOST_PLACES {
                        let Coding { document, page, text, .. } = coding;
                        let (document, page, sentence) = (document.clone(), *page, text.clone());
                        found.places.push((evaluation, Occurrence { document, page, sentence, start, end }));
                    }
                }
            }
        });
    }
}

/// A single word that seldom stands where a noun does is none: "net", "laat".
fn is_noun(met: &Met) -> bool {
    !met.single || f64::from(met.determined) >= DETERMINED * f64::from(met.sentences)
}

/// The C-value over evaluations: longer phrases weigh more, and what mostly stands inside longer ones weighs less. A phrase in
/// sentences without a theme counts double.
fn weight(met: &Met) -> f64 {
    let inside = if met.longer == 0 { 0.0 } else { f64::from(met.inside) / f64::from(met.longer) };
    let value = ((1.0 + f64::from(met.length)).log2() - SINGLE) * (f64::from(met.evaluations) - inside);
    value * (1.0 + f64::from(met.uncovered) / f64::from(met.sentences.max(1)))
}

/// Lemmas, and of compounds the parts, without joining words.
fn parts(words: &[word::Word]) -> (Vec<String>, Vec<String>) {
    let (mut lemmas, mut parts) = (Vec::new(), Vec::new());
    for word in words.iter().filter(|word| !crate::dutch::function_words::is_function_word(&word.folded)) {
        lemmas.push(word.analysis.lemma.clone());
        if word.analysis.parts.is_empty() {
            parts.push(word.analysis.lemma.clone());
        }
        parts.extend(word.analysis.parts.iter().map(|part| part.lemma.clone()));
    }
    parts.sort_unstable();
    parts.dedup();
    (lemmas, parts)
}
