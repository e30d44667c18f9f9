//! What was learned from people's codings, and a sentence as the codebook sees it, in; its codes, function and grounds out.

mod crossing;
mod examples;
mod features;
mod file;
mod learn;
mod train;
mod weights;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use learn::learn;

use super::codebook::{Codebook, MOST_CODES};
use super::function::Decision;
use super::observe::Observation;
use crate::error::{Error, Result};
use crate::theme::Function;
use weights::{Weighed, Weights};

/// The model that comes with the program: learned from the sentences in `codings.ndjson`, which were made up and coded for this.
/// Made anew by `cargo run --release -- themes learn src/annotate/model/codings.ndjson --output src/annotate/model/built-in.model`.
const BUILT_IN: &[u8] = include_bytes!("built-in.model");

/// A function weighs so much more than the one that a cue gives, or that is given for want of a cue, before it takes its place.
const AGAINST_CUE: f32 = 1.2;
const AGAINST_NONE: f32 = 0.5;
/// A function that weighs less than so much more than any other is in doubt.
const WITHOUT_DOUBT: f32 = 0.75;
/// Where people leave fewer sentences than this share without a theme, one that falls short by no more than `NEAR` is given
/// where there is no other.
const SELDOM_WITHOUT: f64 = 0.1;
const NEAR: f32 = 0.3;
/// How far a code stands that the codebook gave for want of a better one.
const FOR_WANT: f32 = 0.5;

/// What a model knows of one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearnedTheme {
    /// Code of the theme.
    pub code: String,
    /// Whether the codebook has it too.
    pub known: bool,
    /// Sentences to which people gave it.
    pub sentences: usize,
    /// F1 of the codebook on those codings.
    pub codebook: f64,
    /// F1 of the model, each sentence judged by a model that did not see its evaluation or document.
    pub model: f64,
    /// Whether the model decides about it; else the codebook does.
    pub used: bool,
    /// What a sentence must weigh to get it.
    threshold: f32,
}

/// What a model knows of the functions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunctionGain {
    /// Sentences whose function people noted.
    pub sentences: usize,
    /// Share that the cues of the codebook have right.
    pub codebook: f64,
    /// Share that the model has right, measured as for themes.
    pub model: f64,
    /// Whether the model decides.
    pub used: bool,
}

/// What was learned, and how well it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Sentences that people coded.
    pub sentences: usize,
    /// Share of them, boilerplate aside, to which people gave no theme.
    pub without_theme: f64,
    /// Evaluations they stand in.
    pub evaluations: usize,
    /// Documents those stand in.
    pub documents: usize,
    /// Whether whole documents were kept apart to measure; else whole evaluations.
    pub by_document: bool,
    /// In how many parts the codings were divided to measure.
    pub parts: usize,
    /// The themes, those of the codebook first.
    pub themes: Vec<LearnedTheme>,
    /// The functions.
    pub function: FunctionGain,
    /// Micro-F1 over all themes of the codebook alone.
    pub codebook: f64,
    /// The same of codebook and model together, where also the choice between the two is made without the part that is judged.
    pub together: f64,
}

/// What was learned from people's codings (Dutch: model).
#[derive(Debug)]
pub struct Model {
    learned: Learned,
    weights: Weights,
}

/// What is decided about a sentence.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) codes: Vec<String>,
    pub(super) function: Function,
    pub(super) cue: String,
    pub(super) grounds: BTreeMap<String, String>,
    /// Whether the codebook and the model do not agree on the codes, or the function hardly outweighs another.
    pub(super) doubtful: bool,
}

impl From<Observation> for Judgement {
    fn from(seen: Observation) -> Self {
        let Observation { codes, decision, .. } = seen;
        Self { codes, function: decision.function, cue: decision.cue, grounds: BTreeMap::new(), doubtful: false }
    }
}

/// Whether a sentence asks something.
fn is_question(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with('?')
}

impl Model {
    /// The model that comes with the program; it belongs to the built-in codebook.
    ///
    /// # Errors
    /// Never in a released program; a test loads it.
    pub fn built_in() -> Result<Self> {
        let fault = |reason| Error::Settings { path: "het ingebouwde model".into(), reason };
        Self::of_bytes(BUILT_IN).map_err(fault)
    }

    /// What was learned, and how well it holds.
    pub fn learned(&self) -> &Learned {
        &self.learned
    }

    /// Codes of the themes about which the model decides.
    pub(super) fn themes(&self) -> impl Iterator<Item = &str> {
        self.learned.themes.iter().filter(|theme| theme.used).map(|theme| theme.code.as_str())
    }

    /// The codes and function of a sentence: those of the model where it is the better one, else those of the codebook.
    pub(super) fn judge(&self, seen: &Observation, sentence: &str, codebook: &Codebook) -> Judgement {
        let codes: Vec<&str> = codebook.themes().iter().map(|theme| theme.code.as_str()).collect();
        let start = weights::start(self.learned.themes.iter().map(|theme| (theme.code.as_str(), theme.known)), seen);
        let weighed = self.weights.weigh(seen, is_question(sentence), &codes, start);
        let (function, cue) = self.function(&weighed, seen, sentence);
        let doubtful = lead(&weighed.scores[self.learned.themes.len()..], function) < WITHOUT_DOUBT;
        let mut judged = Judgement { codes: Vec::new(), function, cue, grounds: BTreeMap::new(), doubtful };
        if function == Function::Boilerplate {
            return judged;
        }
        judged.codes = self.codes(&weighed, seen, codebook);
        for (outcome, theme) in self.learned.themes.iter().enumerate().filter(|(_, theme)| theme.used) {
            if judged.codes.contains(&theme.code) && !seen.codes.contains(&theme.code) {
                judged.grounds.insert(theme.code.clone(), self.weights.grounds(&weighed, outcome, seen, sentence));
            }
        }
        judged.doubtful |= !same_codes(&judged.codes, &seen.codes);
        judged
    }

    /// The themes of a sentence, the heaviest first.
    fn codes(&self, weighed: &Weighed, seen: &Observation, codebook: &Codebook) -> Vec<String> {
        let decided = || self.learned.themes.iter().zip(&weighed.scores).filter(|(theme, _)| theme.used);
        let above: Vec<(&str, f32)> =
            decided().map(|(theme, score)| (theme.code.as_str(), score - theme.threshold)).collect();
        let mut ranked: Vec<(&str, f32)> = above.iter().copied().filter(|(_, above)| *above > 0.0).collect();
        if ranked.is_empty() && (seen.otherwise || !seen.codes.iter().any(|code| !self.decides(code))) {
            let near = if self.learned.without_theme < SELDOM_WITHOUT { -NEAR } else { 0.0 };
            ranked.extend(nearest(&above).filter(|(_, above)| *above > near));
        }
        for (_, weight) in &mut ranked {
            *weight += 1.0;
        }
        let for_want = seen.otherwise && !ranked.is_empty();
        for (theme, score) in codebook.themes().iter().zip(&seen.scores) {
            if !for_want && seen.codes.contains(&theme.code) && !self.decides(&theme.code) {
                ranked.push((&theme.code, score.max(FOR_WANT)));
            }
        }
        if ranked.is_empty() && !seen.codes.is_empty() {
            ranked.extend(codebook.otherwise().filter(|code| !self.decides(code)).map(|code| (code, FOR_WANT)));
        }
        // The sort is stable: of equals the first in the codebook.
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1));
        ranked.truncate(MOST_CODES);
        ranked.into_iter().map(|(code, _)| code.to_owned()).collect()
    }

    /// Whether the model decides about a theme.
    fn decides(&self, code: &str) -> bool {
        self.themes().any(|theme| theme == code)
    }

    fn function(&self, weighed: &Weighed, seen: &Observation, sentence: &str) -> (Function, String) {
        let decision = &seen.decision;
        if !self.learned.function.used {
            return (decision.function, decision.cue.clone());
        }
        let first = self.learned.themes.len();
        let (function, outcome) = outweighing(&weighed.scores[first..], decision);
        if function == decision.function && !decision.cue.is_empty() {
            return (function, decision.cue.clone());
        }
        (function, self.weights.grounds(weighed, first + outcome, seen, sentence))
    }
}

/// The function of a sentence and its place among the scores: the heaviest, where it outweighs by enough the one that the cues give.
fn outweighing(scores: &[f32], decision: &Decision) -> (Function, usize) {
    let best = heaviest(scores);
    let margin = if decision.cue.is_empty() { AGAINST_NONE } else { AGAINST_CUE };
    let given = Function::ALL.iter().position(|function| *function == decision.function).unwrap_or(best);
    let outcome = if scores[best] - scores[given] < margin { given } else { best };
    (Function::ALL[outcome], outcome)
}

/// How much more a function weighs than the heaviest of the others.
fn lead(scores: &[f32], function: Function) -> f32 {
    let weights = || Function::ALL.iter().zip(scores.iter().copied());
    let own = weights().find(|(other, _)| **other == function).map_or(0.0, |(_, weight)| weight);
    let next = weights().filter(|(other, _)| **other != function).map(|(_, weight)| weight).fold(f32::MIN, f32::max);
    own - next
}

/// The theme that comes nearest to being given; of equals the first.
fn nearest<'run>(above: &[(&'run str, f32)]) -> impl Iterator<Item = (&'run str, f32)> {
    above.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best }).into_iter()
}

fn same_codes(left: &[String], right: &[String]) -> bool {
    left.len() == right.len() && left.iter().all(|code| right.contains(code))
}

/// The heaviest function; of equals the first.
fn heaviest(scores: &[f32]) -> usize {
    (1..scores.len().min(Function::ALL.len())).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
