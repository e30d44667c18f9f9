//! Coded sentences in, which themes stand together out.

use std::collections::HashMap;

use serde::Serialize;

use super::profile::Profile;
use crate::theme::{Coding, Function, Theme};

/// Two themes and how often they stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Code of the one that the codebook names first.
    pub first: String,
    /// Code of the other one.
    pub second: String,
    /// Sentences that have both.
    pub sentences: usize,
    /// Evaluations that have both, in whatever sentences.
    pub evaluations: usize,
    /// Evaluations that have at least one of them.
    pub either: usize,
}

/// All pairs of themes that stand together in an evaluation; most sentences together first.
pub fn pairs(codings: &[Coding], profiles: &[Profile<'_>], themes: &[Theme]) -> Vec<Pair> {
    let together = sentences_together(codings, themes);
    let mut pairs = Vec::new();
    for first in 0..themes.len() {
        for second in first + 1..themes.len() {
            let has = |profile: &&Profile<'_>| (profile.has(first, None), profile.has(second, None));
            let evaluations = profiles.iter().filter(|profile| has(profile) == (true, true)).count();
            if evaluations > 0 {
                pairs.push(Pair {
                    first: themes[first].code.clone(),
                    second: themes[second].code.clone(),
                    sentences: together.get(&(first, second)).copied().unwrap_or(0),
                    evaluations,
                    either: profiles.iter().filter(|profile| has(profile) != (false, false)).count(),
                });
            }
        }
    }
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.sentences, pair.evaluations)));
    pairs
}

fn sentences_together(codings: &[Coding], themes: &[Theme]) -> HashMap<(usize, usize), usize> {
    let mut together = HashMap::new();
    for coding in codings.iter().filter(|coding| coding.function != Function::Boilerplate) {
        let number = |code: &String| themes.iter().position(|theme| theme.code == *code);
        let mut numbers: Vec<usize> = coding.codes.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for (at, &first) in numbers.iter().enumerate() {
            for &second in &numbers[at + 1..] {
                *together.entry((first, second)).or_insert(0) += 1;
            }
        }
    }
    together
}

#[cfg(test)]
mod tests {
    use super::super::profile::profiles;
    use super::super::profile::tests::{coding, themes};
    use super::*;
    use crate::record::Verdict;

    #[test]
    fn pairs_by_hand() {
        let codings = [
            coding("a", Verdict::Positive, Function::Strength, &["team", "plan"]),
            coding("b", Verdict::Negative, Function::Weakness, &["plan"]),
            coding("b", Verdict::Negative, Function::Weakness, &["team"]),
            coding("c", Verdict::Negative, Function::Weakness, &["team"]),
            coding("c", Verdict::Negative, Function::Weakness, &["geld"]),
        ];
        let themes = themes(&["plan", "team", "geld"]);
        let pairs = pairs(&codings, &profiles(&codings, &themes), &themes);
        let plain: Vec<_> = pairs
            .iter()
            .map(|pair| (pair.first.as_str(), pair.second.as_str(), pair.sentences, pair.evaluations, pair.either))
            .collect();
        assert_eq!(plain, [("plan", "team", 1, 2, 3), ("team", "geld", 0, 1, 3)]);
    }
}
