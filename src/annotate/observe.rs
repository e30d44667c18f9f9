//! The sentences of an evaluation in, one by one; what the codebook alone says of each, and where it stands, out.

use super::codebook::Codebook;
use super::function::{Decision, Position};
use super::passage::Kind;
use super::word::{self, Word};
use crate::theme::Function;

/// No sentence has more words; what does (a table without full stops) is judged by its beginning.
const MOST_WORDS: usize = 400;

/// A sentence as the codebook sees it.
#[derive(Debug, Clone)]
pub(super) struct Observation {
    pub(super) words: Vec<Word>,
    /// Under which label it stands.
    pub(super) position: Position,
    /// What the patterns of each theme weigh together.
    pub(super) scores: Vec<f32>,
    /// The codes that the codebook gives.
    pub(super) codes: Vec<String>,
    /// Whether the codebook gave its last code for want of any other.
    pub(super) otherwise: bool,
    /// The function that the cues give.
    pub(super) decision: Decision,
    /// A label or repeated text: nothing to decide.
    pub(super) settled: bool,
    /// What the codebook gave the sentence before.
    pub(super) previous: Vec<String>,
    pub(super) previous_function: Option<Function>,
}

/// Goes through an evaluation sentence by sentence and knows where it is.
pub(super) struct Observer<'run> {
    codebook: &'run Codebook,
    position: Position,
    part: Option<Kind>,
    /// Codes of the sentence before, for one that only points back ("Dit ontbreekt.").
    previous: Vec<String>,
    previous_function: Option<Function>,
}

impl<'run> Observer<'run> {
    pub(super) fn new(codebook: &'run Codebook) -> Self {
        let position = Position::Assessment;
        Self { codebook, position, part: None, previous: Vec::new(), previous_function: None }
    }

    pub(super) fn enter(&mut self, kind: Kind) {
        if kind == Kind::Remark {
            // Every remark starts a subject of its own.
            self.previous.clear();
            self.previous_function = None;
        }
        if matches!(kind, Kind::Assessment | Kind::Remark) && self.part != Some(kind) {
            self.part = Some(kind);
            match kind {
                Kind::Remark => self.position = Position::Remarks,
                _ if self.position == Position::Remarks => self.position = Position::Assessment,
                _ => {}
            }
        }
    }

    pub(super) fn observe(&mut self, kind: Kind, sentence: &str) -> Observation {
        let mut words = word::words(sentence);
        words.truncate(MOST_WORDS);
        let cues = &self.codebook.cues;
        let label = kind == Kind::Heading || (kind == Kind::Assessment && cues.is_label(sentence, &words));
        if label {
            self.position = cues.position_after(&words).unwrap_or(self.position);
        }
        let mut seen = Observation {
            position: self.position,
            scores: Vec::new(),
            codes: Vec::new(),
            otherwise: false,
            decision: Decision::boilerplate(),
            settled: label || kind == Kind::Boilerplate,
            previous: self.previous.clone(),
            previous_function: self.previous_function,
            words,
        };
        if seen.settled {
            return seen;
        }
        seen.decision = cues.decide(sentence, &seen.words, self.position);
        if seen.decision.function != Function::Boilerplate {
            (seen.codes, seen.scores) = self.codebook.weigh(&seen.words, &self.previous);
            if seen.codes.is_empty() && cues.points_back(&seen.words) {
                seen.codes.clone_from(&self.previous);
            }
            if seen.codes.is_empty() && !cues.is_procedure(&seen.words) {
                seen.codes.extend(self.codebook.otherwise.clone());
                seen.otherwise = true;
            }
            self.previous.clone_from(&seen.codes);
        }
        self.previous_function = Some(seen.decision.function);
        seen
    }
}
