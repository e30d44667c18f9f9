//! A sentence and where it stands in, its function and the words that decided it out.

use std::path::Path;

use serde::Deserialize;

use super::pattern::{Match, Matcher};
use super::tally::Tally;
use super::word::Word;
use super::{clause, order};
use crate::error::{Error, Result};
use crate::theme::Function;

const BUILT_IN: &str = include_str!("function.toml");

/// What an imperative or a question word at the very start weighs more, in a remark and before a question mark.
const OPENS_SO: f32 = 0.5;
/// What an imperative weighs anywhere, and "U bezorgt ons …".
const ORDER: f32 = 1.6;
const TASK: f32 = 0.8;
/// How many words a negation may stand before what it denies.
const REACH: usize = 3;
/// What a criticism must weigh to be turned into praise by a negation, and what is left of it.
const BAD: f32 = 0.9;
const DENIED: f32 = 0.75;
/// A label has no more words than this.
const LABEL_WORDS: usize = 10;

/// Under which label a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Assessment,
    Strengths,
    Weaknesses,
    Remarks,
}

/// A function and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decision {
    pub(super) function: Function,
    /// The words that decided, as they stand in the sentence.
    pub(super) cue: String,
    /// What the cues weigh for a weakness, a request, a strength and a description.
    pub(super) scores: [f32; 4],
}

impl Decision {
    pub(super) fn boilerplate() -> Self {
        Self { function: Function::Boilerplate, cue: String::new(), scores: [0.0; 4] }
    }
}

/// The lists of `function.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    strength: Vec<String>,
    weakness: Vec<String>,
    request: Vec<String>,
    description: Vec<String>,
    verdict: Vec<String>,
    imperative: Vec<String>,
    question: Vec<String>,
    negation: Vec<String>,
    turn: Vec<String>,
    concession: Vec<String>,
    reference: Vec<String>,
    procedure: Vec<String>,
    label_strengths: Vec<String>,
    label_weaknesses: Vec<String>,
    label_remarks: Vec<String>,
}

/// What a cue is a cue for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Says(Function),
    Negation,
    Turn,
    Concession,
    Reference,
    Procedure,
    Imperative,
    Question,
    Label(Position),
}

/// The cues, compiled.
#[derive(Debug)]
pub(super) struct Cues {
    matcher: Matcher,
    /// Role and weight of each pattern, by its number.
    roles: Vec<(Role, f32)>,
}

impl Cues {
    pub(super) fn built_in() -> Result<Self> {
        let fault = |reason: String| Error::Settings { path: Path::new("the built-in cues").to_owned(), reason };
        let file: File = toml::from_str(BUILT_IN).map_err(|cause| fault(cause.to_string()))?;
        let lists = [
            (Role::Says(Function::Strength), file.strength),
            (Role::Says(Function::Weakness), file.weakness),
            (Role::Says(Function::Request), file.request),
            (Role::Says(Function::Description), file.description),
            (Role::Says(Function::Boilerplate), file.verdict),
            (Role::Imperative, file.imperative),
            (Role::Question, file.question),
            (Role::Negation, file.negation),
            (Role::Turn, file.turn),
            (Role::Concession, file.concession),
            (Role::Reference, file.reference),
            (Role::Procedure, file.procedure),
            (Role::Label(Position::Strengths), file.label_strengths),
            (Role::Label(Position::Weaknesses), file.label_weaknesses),
            (Role::Label(Position::Remarks), file.label_remarks),
        ];
        let mut cues = Self { matcher: Matcher::default(), roles: Vec::new() };
        for (role, patterns) in lists {
            for pattern in patterns {
                let (_, weight) =
                    cues.matcher.add(&pattern).map_err(|reason| fault(format!("`{pattern}`: {reason}")))?;
                cues.roles.push((role, weight));
            }
        }
        Ok(cues)
    }

    fn with_role<'find>(&'find self, matches: &'find [Match], role: Role) -> impl Iterator<Item = Match> + 'find {
        matches.iter().copied().filter(move |found| self.roles[found.pattern].0 == role)
    }

    /// Whether a line is a label over what follows: short, with a colon at its end, and known as one.
    pub(super) fn is_label(&self, sentence: &str, words: &[Word]) -> bool {
        sentence.ends_with(':') && words.len() <= LABEL_WORDS && self.position_after(words).is_some()
    }

    /// The position that a label announces.
    pub(super) fn position_after(&self, words: &[Word]) -> Option<Position> {
        self.matcher.find(words).iter().find_map(|found| match self.roles[found.pattern].0 {
            Role::Label(position) => Some(position),
            _ => None,
        })
    }

    /// Whether a sentence begins by pointing back to the one before.
    pub(super) fn points_back(&self, words: &[Word]) -> bool {
        let matches = self.matcher.find(words);
        self.with_role(&matches, Role::Reference).any(|found| found.start == 0)
    }

    /// Whether a sentence is about how the application was handled.
    pub(super) fn is_procedure(&self, words: &[Word]) -> bool {
        let matches = self.matcher.find(words);
        self.with_role(&matches, Role::Procedure).next().is_some()
    }

    /// The function of a sentence.
    pub(super) fn decide(&self, sentence: &str, words: &[Word], position: Position) -> Decision {
        let matches = self.matcher.find(words);
        if words.len() <= LABEL_WORDS && self.with_role(&matches, Role::Says(Function::Boilerplate)).next().is_some() {
            return Decision::boilerplate();
        }
        let turns: Vec<Match> = self.with_role(&matches, Role::Turn).collect();
        let concessions: Vec<Match> = self.with_role(&matches, Role::Concession).collect();
        let negations: Vec<Match> = self.with_role(&matches, Role::Negation).collect();
        let weights = clause::weights(sentence, words, &turns, &concessions);
        let mut tally = Tally::new(position, sentence.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with('?'));
        self.weigh_opening(words, position, &matches, &mut tally);
        let speaking = self.speaking(&matches);
        let denial =
            |found: &Match| negations.iter().rfind(|no| no.end <= found.start && found.start < no.end + REACH).copied();
        // "niet stilvallen": the negation belongs to the bad word and is no criticism of its own.
        let spent: Vec<Match> = speaking
            .iter()
            .filter(|found| {
                self.roles[found.pattern].0 == Role::Says(Function::Weakness) && self.roles[found.pattern].1 >= BAD
            })
            .filter_map(denial)
            .collect();
        for found in speaking {
            let (Role::Says(function), weight) = self.roles[found.pattern] else { continue };
            if spent.iter().any(|no| no.start <= found.start && found.end <= no.end) {
                continue;
            }
            let weight = weight * weights[found.start..found.end].iter().copied().fold(0.0, f32::max);
            let denial = denial(&found);
            let (function, weight) = match (function, denial) {
                (Function::Strength, Some(_)) => (Function::Weakness, weight),
                (Function::Weakness, Some(_)) => (Function::Strength, weight * DENIED),
                (function, _) => (function, weight),
            };
            tally.add(function, weight, denial.map_or(found.start, |no| no.start)..found.end);
        }
        tally.decide(sentence, words)
    }

    /// Adds what the first words ask for: a question word, an imperative, "U bezorgt …".
    fn weigh_opening(&self, words: &[Word], position: Position, matches: &[Match], tally: &mut Tally) {
        let opens = |role: Role| {
            self.with_role(matches, role).find(|found| found.start == 0).map(|found| found.start..found.end)
        };
        let asks = opens(Role::Question).filter(|_| tally.question);
        let listed = opens(Role::Imperative).filter(|_| position == Position::Remarks);
        let (weight, range) = if let Some(range) = asks.or(listed) {
            (OPENS_SO, range)
        } else if let Some(range) = order::opening(words).filter(|_| !tally.question) {
            (ORDER, range)
        } else if let Some(range) = order::addressed(words) {
            (TASK, range)
        } else {
            return;
        };
        tally.add(Function::Request, weight, range);
    }

    /// The matches that say something, without those that lie inside a longer one: "duidelijk" in "niet duidelijk".
    fn speaking(&self, matches: &[Match]) -> Vec<Match> {
        let mut speaking: Vec<Match> =
            matches.iter().copied().filter(|found| matches!(self.roles[found.pattern].0, Role::Says(_))).collect();
        let weight = |found: &Match| self.roles[found.pattern].1;
        speaking.sort_by(|left, right| {
            let length = |found: &Match| found.end - found.start;
            length(right)
                .cmp(&length(left))
                .then(weight(right).total_cmp(&weight(left)))
                .then(left.start.cmp(&right.start))
        });
        let mut kept: Vec<Match> = Vec::new();
        for found in speaking {
            let covered = |longer: &Match| longer.start <= found.start && found.end <= longer.end;
            if !kept.iter().any(|longer| covered(longer) && self.silences(longer, &found)) {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| (found.start, found.end));
        kept
    }
}

impl Cues {
    /// Retelling words around a judgement do not take it away, unless they are there for that and weigh nothing.
    fn silences(&self, longer: &Match, shorter: &Match) -> bool {
        let (role, weight) = self.roles[longer.pattern];
        role != Role::Says(Function::Description) || weight == 0.0 || role == self.roles[shorter.pattern].0
    }
}

#[cfg(test)]
#[path = "function_tests.rs"]
mod tests;
