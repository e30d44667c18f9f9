//! Sentences that people coded and a codebook in; a model that decides where it does better than the codebook out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::super::codebook::Codebook;
use super::crossing::{Count, Opinion, cross};
use super::examples::{Example, examples};
use super::train::{Sample, train};
use super::weights::{Weights, start};
use super::{FunctionGain, Learned, LearnedTheme, Model, features, file, is_question, outweighing};
use crate::theme::{Function, PersonCoding};

/// The codings are divided in so many parts at most to measure by.
const MOST_PARTS: usize = 10;
/// From so many documents on, whole documents are kept apart.
const DOCUMENTS: usize = 4;
/// A feature stands in at least so many sentences.
const LEAST_SENTENCES: u32 = 2;
/// A theme that people gave less often cannot be learned.
const LEAST_EXAMPLES: usize = 3;
/// No more themes are learned.
const MOST_THEMES: usize = 500;
/// The weights of a model take no more bytes than this.
const MOST_BYTES: usize = 700_000;

/// Learns from the codings of people what the codebook does not say.
///
/// # Errors
/// When there is too little to learn from; the message says what is missing.
pub fn learn(people: &[PersonCoding], codebook: &Codebook) -> Result<Model, String> {
    let examples = examples(people, codebook);
    let evaluations = examples.iter().map(|one| one.evaluation + 1).max().unwrap_or(0);
    let documents = examples.iter().map(|one| one.document + 1).max().unwrap_or(0);
    if evaluations < 2 {
        return Err(format!(
            "{} gecodeerde zinnen uit {evaluations} beoordeling(en) zijn te weinig om van te leren; nodig zijn er minstens 2 \
             beoordelingen, zodat aan de ene blijkt wat van de andere geleerd is",
            examples.len()
        ));
    }
    let by_document = documents >= DOCUMENTS;
    let parts = parts(&examples, by_document);
    let count = parts.iter().max().map_or(0, |last| last + 1);
    let themes = themes(people, codebook)?;
    let (numbers, samples) = samples(&examples, codebook, &themes);
    let width = themes.len() + Function::ALL.len();
    let trained = |left_out: Option<usize>| {
        let chosen = |number: &usize| !examples[*number].seen.settled && Some(parts[*number]) != left_out;
        let chosen: Vec<&Sample> = (0..samples.len()).filter(chosen).map(|number| &samples[number]).collect();
        train(&chosen, numbers.len(), width)
    };
    let mut scores: Vec<Option<Vec<f32>>> = vec![None; samples.len()];
    // Collected in the order of the parts, however many threads there are.
    let crossed: Vec<Vec<f32>> = (0..count).into_par_iter().map(|part| trained(Some(part))).collect();
    for (number, sample) in samples.iter().enumerate().filter(|(number, _)| !examples[*number].seen.settled) {
        scores[number] = Some(weighed(sample, &crossed[parts[number]], width));
    }
    let judged = Judged { examples: &examples, parts: &parts, count, scores: &scores };
    let (themes, codebook_alone, together) = judged.themes(&themes, codebook);
    let learned = Learned {
        sentences: examples.len(),
        without_theme: without_theme(people),
        evaluations,
        documents,
        by_document,
        parts: count,
        function: judged.function(themes.len()),
        themes,
        codebook: codebook_alone,
        together,
    };
    let weights = smaller(&trained(None), &numbers, &samples, width);
    file::sealed(&learned, &weights)
}

/// The part of each sentence: whole documents or evaluations, the next one to the smallest part.
fn parts(examples: &[Example<'_>], by_document: bool) -> Vec<usize> {
    let unit = |one: &Example<'_>| if by_document { one.document } else { one.evaluation };
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for one in examples {
        *sizes.entry(unit(one)).or_insert(0) += 1;
    }
    let mut filled = vec![0_usize; sizes.len().min(MOST_PARTS)];
    let mut of_unit: HashMap<usize, usize> = HashMap::new();
    for (unit, size) in sizes {
        let smallest = (0..filled.len()).min_by_key(|&part| filled[part]).unwrap_or(0);
        filled[smallest] += size;
        of_unit.insert(unit, smallest);
    }
    examples.iter().map(|one| of_unit.get(&unit(one)).copied().unwrap_or(0)).collect()
}

/// The themes of the codebook that people gave, and then those that only people know.
fn themes(people: &[PersonCoding], codebook: &Codebook) -> Result<Vec<String>, String> {
    let given: BTreeSet<&str> = people.iter().flat_map(|one| &one.codes).map(String::as_str).collect();
    let known = codebook.themes().iter().map(|theme| theme.code.as_str());
    let mut themes: Vec<String> = known.clone().filter(|code| given.contains(code)).map(str::to_owned).collect();
    let known: BTreeSet<&str> = known.collect();
    themes.extend(given.difference(&known).map(|code| (*code).to_owned()));
    if themes.len() > MOST_THEMES {
        return Err(format!("{} verschillende codes is meer dan de {MOST_THEMES} die te leren zijn", themes.len()));
    }
    Ok(themes)
}

/// The share of the sentences to which people gave no theme; boilerplate never has one.
fn without_theme(people: &[PersonCoding]) -> f64 {
    let telling = || people.iter().filter(|one| one.function != Some(Function::Boilerplate));
    let without = telling().filter(|one| one.codes.is_empty()).count();
    without as f64 / telling().count().max(1) as f64
}

/// The numbers of the features, ascending, and every sentence as a sample.
fn samples(examples: &[Example<'_>], codebook: &Codebook, themes: &[String]) -> (Vec<u32>, Vec<Sample>) {
    let codes: Vec<&str> = codebook.themes().iter().map(|theme| theme.code.as_str()).collect();
    let found: Vec<BTreeMap<u32, f32>> = examples.iter().map(|example| found(example, &codes)).collect();
    let mut frequency: BTreeMap<u32, u32> = BTreeMap::new();
    for number in found.iter().flat_map(BTreeMap::keys) {
        *frequency.entry(*number).or_insert(0) += 1;
    }
    frequency.retain(|_, count| *count >= LEAST_SENTENCES);
    let numbers: Vec<u32> = frequency.into_keys().collect();
    let sample = |(example, found): (&Example<'_>, BTreeMap<u32, f32>)| {
        let known = found.into_iter().filter_map(|(number, value)| {
            let at = numbers.binary_search(&number).ok()?;
            Some((u32::try_from(at).ok()?, value))
        });
        let given = themes.iter().map(|theme| Some(example.people.codes.contains(theme)));
        let functions = Function::ALL.map(|one| example.people.function.map(|function| function == one));
        Sample {
            features: known.collect(),
            outcomes: given.chain(functions).collect(),
            start: start(themes.iter().map(|theme| (theme.as_str(), codes.contains(&theme.as_str()))), &example.seen),
        }
    };
    let samples = examples.iter().zip(found).map(sample).collect();
    (numbers, samples)
}

fn found(example: &Example<'_>, codes: &[&str]) -> BTreeMap<u32, f32> {
    let mut found: BTreeMap<u32, f32> = BTreeMap::new();
    let seen = &example.seen;
    let share = features::share(seen.words.len());
    for word in &seen.words {
        features::of_word(word, &mut |number, value| *found.entry(number).or_default() += value * share);
    }
    features::of_pairs(&seen.words, &mut |_, number, value| *found.entry(number).or_default() += value * share);
    let question = is_question(&example.people.text);
    features::of_setting(seen, question, codes, &mut |number, value| *found.entry(number).or_default() += value);
    found
}

fn weighed(sample: &Sample, weights: &[f32], width: usize) -> Vec<f32> {
    let mut scores = sample.start.clone();
    for &(feature, value) in &sample.features {
        for (score, weight) in scores.iter_mut().zip(&weights[feature as usize * width..][..width]) {
            *score += value * weight;
        }
    }
    scores
}

/// The weights in bytes, without the features that matter least.
fn smaller(weights: &[f32], numbers: &[u32], samples: &[Sample], width: usize) -> Weights {
    let heaviest = |feature: usize| {
        let row = &weights[feature * width..][..width];
        row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()))
    };
    let mut reach = vec![0.0_f32; numbers.len()];
    for &(feature, value) in samples.iter().flat_map(|sample| &sample.features) {
        reach[feature as usize] = reach[feature as usize].max(value);
    }
    let mut kept: Vec<usize> = (0..numbers.len()).filter(|&feature| heaviest(feature) > 0.0).collect();
    let matters = |feature: usize| heaviest(feature) * reach[feature];
    kept.sort_by(|&left, &right| matters(right).total_cmp(&matters(left)).then(left.cmp(&right)));
    kept.truncate(MOST_BYTES / (width + 8));
    kept.sort_unstable();
    let units: Vec<f32> = kept.iter().map(|&feature| heaviest(feature) / 127.0).collect();
    let mut rows = Vec::with_capacity(kept.len() * width);
    for (&feature, unit) in kept.iter().zip(&units) {
        rows.extend(weights[feature * width..][..width].iter().map(|weight| (weight / unit).round() as i8));
    }
    Weights::new(width, kept.into_iter().map(|feature| numbers[feature]).collect(), units, rows, 0)
}

/// All that is said of the sentences.
struct Judged<'run> {
    examples: &'run [Example<'run>],
    parts: &'run [usize],
    count: usize,
    scores: &'run [Option<Vec<f32>>],
}

impl Judged<'_> {
    /// How each theme goes, and micro-F1 of the codebook alone and of both together.
    fn themes(&self, codes: &[String], codebook: &Codebook) -> (Vec<LearnedTheme>, f64, f64) {
        let (mut alone, mut both) = (Count::default(), Count::default());
        let mut themes = Vec::new();
        for (outcome, code) in codes.iter().enumerate() {
            let opinion = |number: usize| Opinion {
                part: self.parts[number],
                people: self.examples[number].people.codes.contains(code),
                codebook: self.examples[number].seen.codes.contains(code),
                weight: self.scores[number].as_ref().map(|scores| scores[outcome]),
            };
            let opinions: Vec<Opinion> = (0..self.examples.len()).map(opinion).collect();
            let sentences = opinions.iter().filter(|one| one.people).count();
            let crossed = cross(&opinions, self.count);
            let (by_codebook, model) = (crossed.codebook.f1(), crossed.model.f1());
            let used = sentences >= LEAST_EXAMPLES && model > by_codebook;
            alone = alone.with(crossed.codebook);
            both = both.with(if sentences >= LEAST_EXAMPLES { crossed.together } else { crossed.codebook });
            themes.push(LearnedTheme {
                code: code.clone(),
                known: codebook.themes().iter().any(|theme| theme.code == *code),
                sentences,
                codebook: by_codebook,
                model,
                used,
                threshold: crossed.threshold,
            });
        }
        (themes, alone.f1(), both.f1())
    }

    fn function(&self, first: usize) -> FunctionGain {
        let (mut sentences, mut codebook, mut model) = (0, 0, 0);
        for (example, scores) in self.examples.iter().zip(self.scores) {
            let Some(function) = example.people.function else { continue };
            let cues = example.seen.decision.function;
            let learned =
                scores.as_ref().map_or(cues, |scores| outweighing(&scores[first..], &example.seen.decision).0);
            sentences += 1;
            codebook += usize::from(cues == function);
            model += usize::from(learned == function);
        }
        let share = |count: usize| if sentences == 0 { 0.0 } else { count as f64 / sentences as f64 };
        FunctionGain { sentences, codebook: share(codebook), model: share(model), used: model > codebook }
    }
}
