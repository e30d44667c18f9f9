//! Evaluations in, how much the ranking of themes hangs on which evaluations happened to be there out.

use serde::Serialize;

use super::interval::real;
use super::profile::Profile;
use crate::theme::Function;

/// Themes that count as the most frequent ones.
pub const TOP: usize = 5;

/// Most and fewest samples, and how many evaluations are drawn in all at most in between.
const MOST_ROUNDS: usize = 1000;
const FEWEST_ROUNDS: usize = 200;
const MOST_DRAWN: usize = 5_000_000;
/// What is left out on either side of an interval.
const OUTSIDE: f64 = 0.025;
const SEED: u64 = 0x6f6f_7264_6565_6c00;

/// How steady the place of one theme is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stability {
    /// Best place that it has in 95 % of the samples, from 1.
    pub best_rank: usize,
    /// Worst place that it has in 95 % of the samples.
    pub worst_rank: usize,
    /// Share of the samples in which it is one of the [`TOP`] most frequent themes.
    pub in_top: f64,
    /// Share of the samples in which more sentences criticise it than praise it.
    pub more_weakness: f64,
}

/// How many samples are drawn of so many evaluations.
pub fn rounds(evaluations: usize) -> usize {
    (MOST_DRAWN / evaluations.max(1)).clamp(FEWEST_ROUNDS, MOST_ROUNDS)
}

/// Draws as many evaluations as there are, with replacement, again and again, and ranks the themes every time: by evaluations
/// that have them, then by sentences. Always draws the same.
pub fn stability(profiles: &[Profile<'_>], themes: usize) -> Vec<Stability> {
    if profiles.is_empty() {
        return vec![Stability { best_rank: 1, worst_rank: themes.max(1), in_top: 0.0, more_weakness: 0.0 }; themes];
    }
    let rows: Vec<Vec<Row>> =
        profiles.iter().map(|profile| (0..themes).map(|at| Row::of(profile, at)).collect()).collect();
    let rounds = rounds(profiles.len());
    let mut ranks: Vec<Vec<usize>> = vec![Vec::with_capacity(rounds); themes];
    let mut criticised = vec![0_usize; themes];
    let mut draw = Draw(SEED);
    for _ in 0..rounds {
        let mut sums = vec![Row::default(); themes];
        for _ in 0..rows.len() {
            let drawn = &rows[draw.below(rows.len())];
            sums.iter_mut().zip(drawn).for_each(|(sum, row)| sum.add(*row));
        }
        let mut order: Vec<usize> = (0..themes).collect();
        order.sort_by(|&left, &right| sums[right].key().cmp(&sums[left].key()));
        for (rank, theme) in order.into_iter().enumerate() {
            ranks[theme].push(rank + 1);
            criticised[theme] += usize::from(sums[theme].weaknesses > sums[theme].strengths);
        }
    }
    ranks.into_iter().zip(criticised).map(|(ranks, criticised)| summary(ranks, criticised)).collect()
}

fn summary(mut ranks: Vec<usize>, criticised: usize) -> Stability {
    ranks.sort_unstable();
    let rounds = ranks.len();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a length")]
    let outside = (real(rounds) * OUTSIDE) as usize;
    Stability {
        best_rank: ranks[outside],
        worst_rank: ranks[rounds - 1 - outside],
        in_top: real(ranks.partition_point(|&rank| rank <= TOP)) / real(rounds),
        more_weakness: real(criticised) / real(rounds),
    }
}

/// What an evaluation, or a sample of them, holds of a theme.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    evaluations: usize,
    sentences: usize,
    strengths: usize,
    weaknesses: usize,
}

impl Row {
    fn of(profile: &Profile<'_>, theme: usize) -> Self {
        Self {
            evaluations: usize::from(profile.has(theme, None)),
            sentences: profile.count(theme, None),
            strengths: profile.count(theme, Some(Function::Strength)),
            weaknesses: profile.count(theme, Some(Function::Weakness)),
        }
    }

    fn add(&mut self, other: Self) {
        self.evaluations += other.evaluations;
        self.sentences += other.sentences;
        self.strengths += other.strengths;
        self.weaknesses += other.weaknesses;
    }

    fn key(self) -> (usize, usize) {
        (self.evaluations, self.sentences)
    }
}

/// A row of numbers that look drawn and are always the same (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let place = (u128::from(mixed ^ (mixed >> 31)) * limit as u128) >> 64;
        usize::try_from(place).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::profiles;
    use super::super::profile::tests::{coding, themes};
    use super::*;
    use crate::record::Verdict;
    use crate::theme::Coding;

    #[test]
    fn what_every_evaluation_says_never_moves() {
        let codings: Vec<Coding> = ["a", "b", "c"]
            .iter()
            .flat_map(|record| {
                [
                    coding(record, Verdict::Positive, Function::Weakness, &["plan"]),
                    coding(record, Verdict::Positive, Function::Strength, &["plan"]),
                    coding(record, Verdict::Positive, Function::Weakness, &["plan", "team"]),
                ]
            })
            .collect();
        let themes = themes(&["team", "plan"]);
        let found = stability(&profiles(&codings, &themes), themes.len());
        assert_eq!((found[1].best_rank, found[1].worst_rank, found[1].more_weakness), (1, 1, 1.0));
        assert_eq!((found[0].best_rank, found[0].worst_rank, found[0].in_top), (2, 2, 1.0));
    }

    /// A theme of one evaluation in four is missing from a sample with a chance of (3/4)^4 = 0.316.
    #[test]
    fn a_rare_theme_is_missing_as_often_as_it_should() {
        let mut codings: Vec<Coding> = ["a", "b", "c", "d"]
            .map(|record| coding(record, Verdict::Positive, Function::Description, &["plan"]))
            .into();
        codings.push(coding("a", Verdict::Positive, Function::Weakness, &["team"]));
        let themes = themes(&["plan", "team"]);
        let found = stability(&profiles(&codings, &themes), themes.len());
        assert!((found[1].more_weakness - 0.684).abs() < 0.05, "{found:?}");
        assert_eq!(stability(&profiles(&codings, &themes), themes.len()), found, "the same every time");
    }

    #[test]
    fn many_evaluations_are_drawn_less_often() {
        assert_eq!((rounds(14), rounds(10_000), rounds(1_000_000)), (1000, 500, 200));
    }
}
