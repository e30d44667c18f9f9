//! The cues of a sentence in, each with its weight, the function that weighs most out.

use super::function::{Decision, Position};
use super::word::Word;
use crate::theme::Function;

/// What a sentence without any cue weighs as plain retelling.
const RETELLING: f32 = 0.6;
/// What standing under a heading, in the remarks or with a question mark weighs.
const IN_REMARKS: f32 = 1.0;
const IN_STRENGTHS: f32 = 1.5;
const IN_WEAKNESSES: f32 = 1.5;
const QUESTION_MARK: f32 = 1.0;

/// The weight of each function and the words that gave it.
pub(super) struct Tally {
    scores: [f32; 4],
    cues: [Vec<std::ops::Range<usize>>; 4],
    pub(super) question: bool,
}

impl Tally {
    const FUNCTIONS: [Function; 4] = [Function::Weakness, Function::Request, Function::Strength, Function::Description];

    pub(super) fn new(position: Position, question: bool) -> Self {
        let mut tally = Self { scores: [0.0; 4], cues: Default::default(), question };
        tally.raise(Function::Description, RETELLING);
        match position {
            Position::Assessment => {}
            Position::Strengths => tally.raise(Function::Strength, IN_STRENGTHS),
            Position::Weaknesses => tally.raise(Function::Weakness, IN_WEAKNESSES),
            Position::Remarks => tally.raise(Function::Request, IN_REMARKS),
        }
        if question {
            tally.raise(Function::Request, QUESTION_MARK);
        }
        tally
    }

    fn raise(&mut self, function: Function, weight: f32) {
        if let Some(at) = Self::FUNCTIONS.iter().position(|one| *one == function) {
            self.scores[at] += weight;
        }
    }

    pub(super) fn add(&mut self, function: Function, weight: f32, words: std::ops::Range<usize>) {
        self.raise(function, weight);
        if let Some(at) = Self::FUNCTIONS.iter().position(|one| *one == function) {
            self.cues[at].push(words);
        }
    }

    /// The heaviest function; of equals the first of [`Self::FUNCTIONS`].
    pub(super) fn decide(self, sentence: &str, words: &[Word]) -> Decision {
        let mut best = 0;
        for at in 1..self.scores.len() {
            if self.scores[at] > self.scores[best] {
                best = at;
            }
        }
        let function = Self::FUNCTIONS[best];
        let mut cues: Vec<&str> = self.cues[best]
            .iter()
            .filter_map(|range| sentence.get(words.get(range.start)?.start..words.get(range.end - 1)?.end))
            .collect();
        if self.question && function == Function::Request {
            cues.push("?");
        }
        Decision { function, cue: cues.join(" … "), scores: self.scores }
    }
}
