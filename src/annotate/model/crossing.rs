//! What codebook and model say of sentences that people coded in, how well each does on what it did not see out.

/// No theme is given below or above these weights.
const LOWEST: i16 = -20;
const HIGHEST: i16 = 16;
/// Weights between two thresholds that are tried.
const STEP: f32 = 0.05;

/// What a threshold must gain in F1 to lie a whole unit from zero: few sentences should not move it.
const STEADY: f64 = 0.2;

/// What is said of one theme in one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opinion {
    /// The part of the codings that the sentence belongs to.
    pub(super) part: usize,
    pub(super) people: bool,
    pub(super) codebook: bool,
    /// What it weighs to a model that did not see its part; none where there is nothing to decide.
    pub(super) weight: Option<f32>,
}

/// Counts of right, too many and too few.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    right: usize,
    more: usize,
    fewer: usize,
}

impl Count {
    pub(super) fn add(&mut self, people: bool, program: bool) {
        match (people, program) {
            (true, true) => self.right += 1,
            (false, true) => self.more += 1,
            (true, false) => self.fewer += 1,
            (false, false) => {}
        }
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self { right: self.right + other.right, more: self.more + other.more, fewer: self.fewer + other.fewer }
    }

    pub(super) fn f1(self) -> f64 {
        let all = 2 * self.right + self.more + self.fewer;
        if all == 0 { 0.0 } else { (2 * self.right) as f64 / all as f64 }
    }
}

/// How a theme goes.
pub(super) struct Crossed {
    /// The threshold that fits all sentences best.
    pub(super) threshold: f32,
    pub(super) codebook: Count,
    /// Each part with the threshold that fits the others best.
    pub(super) model: Count,
    /// Each part by the one of the two that does best on the others.
    pub(super) together: Count,
}

/// Measures one theme over all parts.
pub(super) fn cross(opinions: &[Opinion], parts: usize) -> Crossed {
    let mut crossed = Crossed {
        threshold: best(|| opinions.iter()).0,
        codebook: Count::default(),
        model: Count::default(),
        together: Count::default(),
    };
    for part in 0..parts {
        let others = || opinions.iter().filter(move |one| one.part != part);
        let (threshold, f1) = best(others);
        let mut book = Count::default();
        others().for_each(|one| book.add(one.people, one.codebook));
        let better = f1 > book.f1();
        for one in opinions.iter().filter(|one| one.part == part) {
            let model = one.weight.is_some_and(|weight| weight > threshold);
            crossed.codebook.add(one.people, one.codebook);
            crossed.model.add(one.people, model);
            crossed.together.add(one.people, if better { model } else { one.codebook });
        }
    }
    crossed
}

/// The threshold with the best F1, and that; one far from zero must earn it, and of equals the nearest stands.
fn best<'run, Opinions: Iterator<Item = &'run Opinion>>(opinions: impl Fn() -> Opinions) -> (f32, f64) {
    let mut order: Vec<i16> = (LOWEST..=HIGHEST).collect();
    order.sort_by_key(|step| (step.abs(), *step));
    let (mut best, mut f1) = ((0.0, -1.0), 0.0);
    for step in order {
        let threshold = f32::from(step) * STEP;
        let mut count = Count::default();
        for one in opinions() {
            count.add(one.people, one.weight.is_some_and(|weight| weight > threshold));
        }
        let worth = count.f1() - f64::from(threshold.abs()) * STEADY;
        if worth > best.1 {
            best = (threshold, worth);
            f1 = count.f1();
        }
    }
    (best.0, f1)
}
