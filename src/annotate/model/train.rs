//! Sentences as features with the outcomes that hold for each in, the weights that tell them apart out.
//!
//! One linear classifier an outcome (L2, squared hinge loss), by dual coordinate descent: each sentence in turn moves the weights
//! just so far that it is on the right side. Only additions, multiplications and divisions in a fixed order, so that every machine
//! gives the same weights.

/// How far a sentence may push the weights.
const COST: f32 = 0.1;
/// How often every sentence has its turn.
const ROUNDS: usize = 12;
/// A push that is smaller is none.
const NOTHING: f32 = 1e-5;

/// A sentence: its features, by their number in training, and which outcomes hold.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) features: Vec<(u32, f32)>,
    /// For each outcome: it holds, it does not, or nobody said.
    pub(super) outcomes: Vec<Option<bool>>,
    /// For each outcome: what the codebook says of it, from which the model learns only how to differ.
    pub(super) start: Vec<f32>,
}

/// The weights, a row of `width` for each feature.
pub(super) fn train(samples: &[&Sample], features: usize, width: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features * width];
    let costs = costs(samples, width);
    let mut pushes = vec![0.0_f32; samples.len() * width];
    let lengths: Vec<f32> =
        samples.iter().map(|sample| sample.features.iter().map(|(_, value)| value * value).sum()).collect();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut seed = 0x9e37_79b9_u64;
    let (mut scores, mut steps) = (vec![0.0_f32; width], vec![0.0_f32; width]);
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut seed);
        for &number in &order {
            let sample = samples[number];
            scores.copy_from_slice(&sample.start);
            for &(feature, value) in &sample.features {
                let row = &weights[feature as usize * width..][..width];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += value * weight;
                }
            }
            let pushed = &mut pushes[number * width..][..width];
            let mut moves = false;
            for outcome in 0..width {
                steps[outcome] = 0.0;
                let Some(holds) = sample.outcomes[outcome] else { continue };
                let side = if holds { 1.0 } else { -1.0 };
                let give = 0.5 / costs[outcome][usize::from(holds)];
                let short = side * scores[outcome] - 1.0 + give * pushed[outcome];
                let push = (pushed[outcome] - short / (lengths[number] + give)).max(0.0);
                let change = push - pushed[outcome];
                if change.abs() > NOTHING {
                    pushed[outcome] = push;
                    steps[outcome] = side * change;
                    moves = true;
                }
            }
            if moves {
                for &(feature, value) in &sample.features {
                    let row = &mut weights[feature as usize * width..][..width];
                    for (weight, step) in row.iter_mut().zip(&steps) {
                        *weight += value * step;
                    }
                }
            }
        }
    }
    weights
}

/// What a sentence without and with each outcome may push: the rarer of the two more.
fn costs(samples: &[&Sample], width: usize) -> Vec<[f32; 2]> {
    let count = |outcome: usize, wanted: bool| {
        samples.iter().filter(|sample| sample.outcomes[outcome] == Some(wanted)).count().max(1) as f32
    };
    let cost = |outcome| {
        let (without, with) = (count(outcome, false), count(outcome, true));
        [COST, COST * (without / with).sqrt().clamp(1.0, 5.0)]
    };
    (0..width).map(cost).collect()
}

/// Always the same orders.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for last in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = (*seed >> 33) % (last as u64 + 1);
        order.swap(last, usize::try_from(drawn).unwrap_or(0));
    }
}
