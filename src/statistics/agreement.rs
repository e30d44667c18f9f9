//! What two coders gave the same sentences in, how far they agree out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::interval::real;
use super::matching::Matched;
use crate::theme::Function;

/// How often two coders gave the same sentences a code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Both.
    pub both: usize,
    /// The program only.
    pub program: usize,
    /// The people only.
    pub people: usize,
    /// Neither.
    pub neither: usize,
}

impl Tally {
    /// Counts one more sentence.
    pub fn add(&mut self, people: bool, program: bool) {
        match (people, program) {
            (true, true) => self.both += 1,
            (false, true) => self.program += 1,
            (true, false) => self.people += 1,
            (false, false) => self.neither += 1,
        }
    }

    /// Which part of what the program gave the people gave too; `None` where it gave nothing.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.both, self.both + self.program)
    }

    /// Which part of what the people gave the program gave too; `None` where they gave nothing.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.both, self.both + self.people)
    }

    /// The harmonic mean of the two; `None` where nobody gave anything.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.both, 2 * self.both + self.program + self.people)
    }

    /// Krippendorff's alpha of given or not given; `None` where all sentences are alike.
    pub fn alpha(&self) -> Option<f64> {
        let pairs = [(0, 0, self.both), (0, 1, self.program), (1, 0, self.people), (1, 1, self.neither)];
        alpha(&pairs)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

/// Krippendorff's alpha for two coders and values without order: pairs of values, and how many units have each pair. `None`
/// where all values are the same, so that there was nothing to agree about.
pub fn alpha<V: Ord + Copy>(pairs: &[(V, V, usize)]) -> Option<f64> {
    let mut values: BTreeMap<V, usize> = BTreeMap::new();
    let mut disagreeing = 0;
    for &(left, right, units) in pairs {
        *values.entry(left).or_insert(0) += units;
        *values.entry(right).or_insert(0) += units;
        disagreeing += if left == right { 0 } else { 2 * units };
    }
    let all: usize = values.values().sum();
    let alike: f64 = values.values().map(|&count| real(count) * real(count)).sum();
    let expected = real(all) * real(all) - alike;
    (expected > 0.0).then(|| 1.0 - real(all - 1) * real(disagreeing) / expected)
}

/// How far the program agrees with people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Sentences that people coded.
    pub sentences: usize,
    /// Those of which the program coded at least a part.
    pub found: usize,
    /// Per code of a theme that either of them gave.
    pub themes: BTreeMap<String, Tally>,
    /// Sentences to which people gave a function.
    pub with_function: usize,
    /// Those to which the program gave the same.
    pub same_function: usize,
    /// Per function.
    pub functions: BTreeMap<Function, Tally>,
    /// Krippendorff's alpha of the function as a whole, over sentences to which both gave one.
    pub function_alpha: Option<f64>,
}

impl Agreement {
    /// All decisions about themes together.
    pub fn all_themes(&self) -> Tally {
        let add = |sum: Tally, one: &Tally| Tally {
            both: sum.both + one.both,
            program: sum.program + one.program,
            people: sum.people + one.people,
            neither: sum.neither + one.neither,
        };
        self.themes.values().fold(Tally::default(), add)
    }
}

/// Compares sentence by sentence. A sentence that the program did not find has no codes and no function there.
pub fn agreement(matched: &[Matched<'_>]) -> Agreement {
    let codes: BTreeSet<&str> =
        matched.iter().flat_map(|one| one.people.codes.iter().chain(&one.codes)).map(String::as_str).collect();
    let mut themes = BTreeMap::new();
    for code in codes {
        let mut tally = Tally::default();
        for one in matched {
            let has = |codes: &[String]| codes.iter().any(|other| other == code);
            tally.add(has(&one.people.codes), has(&one.codes));
        }
        themes.insert(code.to_owned(), tally);
    }
    let given: Vec<(Function, Option<Function>)> =
        matched.iter().filter_map(|one| one.people.function.map(|function| (function, one.function))).collect();
    let mut functions = BTreeMap::new();
    for function in Function::ALL {
        let mut tally = Tally::default();
        given.iter().for_each(|&(people, program)| tally.add(people == function, program == Some(function)));
        if tally.both + tally.program + tally.people > 0 {
            functions.insert(function, tally);
        }
    }
    let pairs: Vec<(Function, Function, usize)> =
        given.iter().filter_map(|&(people, program)| Some((people, program?, 1))).collect();
    Agreement {
        sentences: matched.len(),
        found: matched.iter().filter(|one| one.function.is_some()).count(),
        themes,
        with_function: given.len(),
        same_function: given.iter().filter(|(people, program)| Some(*people) == *program).count(),
        functions,
        function_alpha: alpha(&pairs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 1e-9)
    }

    #[test]
    fn alpha_of_ten_units_by_hand() {
        // Both 0 five times, both 1 once, differing four times: 14 zeros and 6 ones among 20 values.
        // Observed 2 x 4 = 8; expected 400 - 196 - 36 = 168; alpha = 1 - 19 x 8 / 168.
        let tally = Tally { both: 1, program: 3, people: 1, neither: 5 };
        assert!(close(tally.alpha(), 1.0 - 19.0 * 8.0 / 168.0));
        assert!(close(tally.precision(), 0.25) && close(tally.recall(), 0.5) && close(tally.f1(), 1.0 / 3.0));
    }

    /// Three values: a-a 2, b-b 1, c-c 1, a-b 1. Values a 5, b 3, c 2 of 10; observed 2, expected 100 - 25 - 9 - 4 = 62.
    #[test]
    fn alpha_of_three_values_by_hand() {
        assert!(close(alpha(&[('a', 'a', 2), ('b', 'b', 1), ('c', 'c', 1), ('a', 'b', 1)]), 1.0 - 9.0 * 2.0 / 62.0));
    }

    #[test]
    fn perfect_and_nothing() {
        assert!(close(Tally { both: 3, neither: 2, ..Tally::default() }.alpha(), 1.0));
        assert_eq!(Tally { neither: 2, ..Tally::default() }.alpha(), None);
        assert_eq!(Tally::default().f1(), None);
    }
}
