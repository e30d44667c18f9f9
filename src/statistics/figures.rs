//! Coded sentences in, all figures about the themes out: counts with true denominators, association, pairs, stability.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::association::{LogFactorials, adjusted};
use super::boilerplate::{Repeated, repeated};
use super::interval::Share;
use super::pairs::{Pair, pairs};
use super::profile::{FUNCTIONS, Profile, profiles};
use super::resampling::{Stability, rounds, stability};
use crate::record::Verdict;
use crate::theme::{Coding, Function, Theme};

/// With fewer approved or fewer rejected evaluations than this, no difference between them is tested.
pub const FEWEST: usize = 10;
/// A corrected chance below this counts as a finding.
pub const SIGNIFICANT: f64 = 0.05;

/// All figures about the themes of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Evaluations with text, per verdict: the denominators.
    pub evaluations: BTreeMap<Verdict, usize>,
    /// Evaluations with text, per document.
    pub documents: BTreeMap<String, usize>,
    /// Sentences, without boilerplate.
    pub sentences: usize,
    /// The themes that occur, the one in most evaluations first.
    pub themes: Vec<ThemeFigures>,
    /// Themes that stand together.
    pub pairs: Vec<Pair>,
    /// Texts that are repeated and no theme.
    pub boilerplate: Vec<Repeated>,
    /// How many samples were drawn for the stability.
    pub rounds: usize,
}

/// All figures about one theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeFigures {
    /// Code of the theme.
    pub code: String,
    /// Name for people.
    pub label: String,
    /// Sentences that have it.
    pub sentences: usize,
    /// Sentences per function.
    pub functions: BTreeMap<Function, usize>,
    /// The theme in any function, then in each one.
    pub aspects: Vec<Aspect>,
    /// Evaluations that have it, per document, in the order of [`Figures::documents`].
    pub documents: Vec<Share>,
    /// How steady its place is.
    pub stability: Stability,
}

impl ThemeFigures {
    /// The figures of one function, or of all together.
    pub fn aspect(&self, function: Option<Function>) -> Option<&Aspect> {
        self.aspects.iter().find(|aspect| aspect.function == function)
    }
}

/// In how many evaluations a theme occurs with one function, or with any.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aspect {
    /// The function; none for any.
    pub function: Option<Function>,
    /// Out of all evaluations with text.
    pub all: Share,
    /// Out of those with each verdict.
    pub verdicts: BTreeMap<Verdict, Share>,
    /// Whether it goes with the verdict.
    pub association: Association,
}

/// Whether approved and rejected evaluations differ in a theme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Association {
    /// Fewer than [`FEWEST`] approved or rejected evaluations with text.
    TooFew,
    /// So many or so few have it that no division of them could be a finding.
    Untestable,
    /// Fisher's exact test.
    Tested {
        /// Chance of a difference at least as unlikely, if verdict and theme had nothing to do with each other.
        chance: f64,
        /// The same, corrected for the number of tests.
        corrected: f64,
    },
}

/// All figures of the codings; themes that never occur are left out.
pub fn figures(codings: &[Coding], themes: &[Theme]) -> Figures {
    let profiles = profiles(codings, themes);
    let (mut evaluations, mut documents) = (BTreeMap::new(), BTreeMap::new());
    for profile in &profiles {
        *evaluations.entry(profile.verdict).or_insert(0) += 1;
        *documents.entry(profile.document.to_owned()).or_insert(0) += 1;
    }
    let factorials = LogFactorials::up_to(profiles.len());
    let mut count =
        Count { profiles: &profiles, evaluations: &evaluations, documents: &documents, shares: HashMap::new() };
    let steady = stability(&profiles, themes.len());
    let mut found: Vec<ThemeFigures> =
        themes.iter().enumerate().map(|(at, theme)| count.theme(at, theme, steady[at], &factorials)).collect();
    found.retain(|theme| theme.sentences > 0);
    found.sort_by(|left, right| {
        let key = |theme: &ThemeFigures| (theme.aspects[0].all.count, theme.sentences);
        key(right).cmp(&key(left)).then_with(|| left.code.cmp(&right.code))
    });
    correct(&mut found);
    Figures {
        sentences: profiles.iter().map(|profile| profile.sentences).sum(),
        pairs: pairs(codings, &profiles, themes),
        boilerplate: repeated(codings),
        rounds: rounds(profiles.len()),
        themes: found,
        evaluations,
        documents,
    }
}

struct Count<'run> {
    profiles: &'run [Profile<'run>],
    evaluations: &'run BTreeMap<Verdict, usize>,
    documents: &'run BTreeMap<String, usize>,
    /// Shares met before; thousands of small documents have the same few.
    shares: HashMap<(usize, usize), Share>,
}

impl Count<'_> {
    fn theme(&mut self, at: usize, theme: &Theme, stability: Stability, factorials: &LogFactorials) -> ThemeFigures {
        let sentences = |function| self.profiles.iter().map(|profile| profile.count(at, function)).sum::<usize>();
        let functions = FUNCTIONS.map(|function| (function, sentences(Some(function)))).into();
        let sentences = sentences(None);
        let aspects = std::iter::once(None).chain(FUNCTIONS.map(Some));
        ThemeFigures {
            code: theme.code.clone(),
            label: theme.label.clone(),
            sentences,
            functions,
            aspects: aspects.map(|function| self.aspect(at, function, factorials)).collect(),
            documents: self.per_document(at),
            stability,
        }
    }

    fn aspect(&mut self, theme: usize, function: Option<Function>, factorials: &LogFactorials) -> Aspect {
        let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
        for profile in self.profiles.iter().filter(|profile| profile.has(theme, function)) {
            *counts.entry(profile.verdict).or_insert(0) += 1;
        }
        let evaluations = self.evaluations;
        let of = |verdict| {
            let count = |counts: &BTreeMap<Verdict, usize>| counts.get(&verdict).copied().unwrap_or(0);
            (count(&counts), count(evaluations))
        };
        Aspect {
            function,
            all: self.share((counts.values().sum(), self.profiles.len())),
            verdicts: evaluations.keys().map(|&verdict| (verdict, self.share(of(verdict)))).collect(),
            association: association(of(Verdict::Positive), of(Verdict::Negative), factorials),
        }
    }

    fn per_document(&mut self, theme: usize) -> Vec<Share> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for profile in self.profiles.iter().filter(|profile| profile.has(theme, None)) {
            *counts.entry(profile.document).or_insert(0) += 1;
        }
        let documents = self.documents;
        let count = |document: &String| counts.get(document.as_str()).copied().unwrap_or(0);
        documents.iter().map(|(document, &total)| self.share((count(document), total))).collect()
    }

    fn share(&mut self, (count, of): (usize, usize)) -> Share {
        *self.shares.entry((count, of)).or_insert_with(|| Share::new(count, of))
    }
}

fn association(approved: (usize, usize), rejected: (usize, usize), factorials: &LogFactorials) -> Association {
    if approved.1.min(rejected.1) < FEWEST {
        return Association::TooFew;
    }
    if factorials.least(approved.0 + rejected.0, approved.1, rejected.1) >= SIGNIFICANT {
        return Association::Untestable;
    }
    let chance = factorials.fisher(approved, rejected);
    Association::Tested { chance, corrected: chance }
}

/// Corrects all chances for their number.
fn correct(themes: &mut [ThemeFigures]) {
    let mut tested: Vec<(f64, &mut f64)> = themes
        .iter_mut()
        .flat_map(|theme| &mut theme.aspects)
        .filter_map(|aspect| match &mut aspect.association {
            Association::Tested { chance, corrected } => Some((*chance, corrected)),
            _ => None,
        })
        .collect();
    let chances: Vec<f64> = tested.iter().map(|(chance, _)| *chance).collect();
    for ((_, corrected), value) in tested.iter_mut().zip(adjusted(&chances)) {
        **corrected = value;
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::tests::{coding, themes};
    use super::*;

    /// `with` of `of` evaluations with a verdict criticise the theme `plan`; all describe `team`.
    fn evaluations(verdict: Verdict, with: usize, of: usize) -> Vec<Coding> {
        let one = |number: usize| {
            let record = format!("{verdict}-{number}");
            let mut codings = vec![coding(&record, verdict, Function::Description, &["team"])];
            if number < with {
                codings.push(coding(&record, verdict, Function::Weakness, &["plan"]));
            }
            codings
        };
        (0..of).flat_map(one).collect()
    }

    #[test]
    fn few_evaluations_are_called_too_few() {
        let codings = [evaluations(Verdict::Positive, 0, 4), evaluations(Verdict::Negative, 10, 10)].concat();
        let figures = figures(&codings, &themes(&["plan", "team", "geld"]));
        assert_eq!(figures.themes.iter().map(|theme| theme.code.as_str()).collect::<Vec<_>>(), ["team", "plan"]);
        let plan = figures.themes[1].aspect(None).unwrap();
        assert_eq!((plan.all.count, plan.all.of), (10, 14));
        assert_eq!((plan.verdicts[&Verdict::Positive].count, plan.verdicts[&Verdict::Positive].of), (0, 4));
        assert_eq!((figures.documents["d.txt"], figures.themes[1].documents[0].count), (14, 10));
        assert_eq!(plan.association, Association::TooFew);
    }

    /// 0 of 10 against 10 of 10: two of the C(20, 10) = 184756 tables. Tested twice, for any function and for weakness.
    #[test]
    fn enough_evaluations_are_tested_and_corrected() {
        let codings = [evaluations(Verdict::Positive, 0, 10), evaluations(Verdict::Negative, 10, 10)].concat();
        let figures = figures(&codings, &themes(&["plan", "team"]));
        let outcome = |code: &str, function| {
            let theme = figures.themes.iter().find(|theme| theme.code == code).unwrap();
            theme.aspect(function).unwrap().association
        };
        for function in [None, Some(Function::Weakness)] {
            let Association::Tested { chance, corrected } = outcome("plan", function) else { panic!("not tested") };
            assert!((chance - 2.0 / 184_756.0).abs() < 1e-12 && (corrected - chance).abs() < 1e-12);
        }
        assert_eq!(outcome("plan", Some(Function::Strength)), Association::Untestable);
        assert_eq!(outcome("team", None), Association::Untestable);
    }
}
