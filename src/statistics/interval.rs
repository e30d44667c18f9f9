//! A count out of a total in, its share with an exact interval out.

use serde::Serialize;

/// How sure an interval is, and what is left of that on either side.
const OUTSIDE: f64 = 0.05 / 2.0;
/// Halvings of a bisection: more than the digits of a double.
const HALVINGS: usize = 60;
/// Most steps of a continued fraction; a few times the square root of the largest count that comes in.
const STEPS: usize = 20_000;

/// A count out of a total, and where the true share lies with 95 % certainty (Clopper and Pearson's interval).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// How many have it.
    pub count: usize,
    /// Out of how many.
    pub of: usize,
    /// Lower end of the interval, from 0 to 1.
    pub low: f64,
    /// Upper end of the interval, from 0 to 1.
    pub high: f64,
}

impl Share {
    /// The share of `count` out of `of`; without any, everything is possible.
    pub fn new(count: usize, of: usize) -> Self {
        let (low, high) = exact_interval(count, of);
        Self { count, of, low, high }
    }
}

/// The exact 95 % interval of a share (Clopper and Pearson 1934): the shares under which a count this low and a count this
/// high each have a chance of at least 2.5 %.
pub fn exact_interval(count: usize, of: usize) -> (f64, f64) {
    if of == 0 || count > of {
        return (0.0, 1.0);
    }
    let (hits, misses) = (real(count), real(of - count));
    let low = if count == 0 { 0.0 } else { beta_quantile(OUTSIDE, hits, misses + 1.0) };
    let high = if count == of { 1.0 } else { beta_quantile(1.0 - OUTSIDE, hits + 1.0, misses) };
    (low, high)
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
/// A count as a number to calculate with.
pub fn real(count: usize) -> f64 {
    count as f64
}

/// Where the beta distribution function reaches `wanted`.
fn beta_quantile(wanted: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beta_distribution(middle, a, b) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The beta distribution function (regularized incomplete beta function), by its continued fraction.
fn beta_distribution(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let factor = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    // The fraction converges fast on this side only; the other side is its mirror image.
    if x < (a + 1.0) / (a + b + 2.0) {
        factor * continued_fraction(x, a, b) / a
    } else {
        1.0 - factor * continued_fraction(1.0 - x, b, a) / b
    }
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    let safe = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut numerator = 1.0;
    let mut denominator = 1.0 / safe(1.0 - (a + b) * x / (a + 1.0));
    let mut value = denominator;
    for step in 1..STEPS {
        let m = real(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for term in [even, odd] {
            denominator = 1.0 / safe(1.0 + term * denominator);
            numerator = safe(1.0 + term / numerator);
            value *= denominator * numerator;
        }
        if (denominator * numerator - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The logarithm of the gamma function for a number of at least 1, by Stirling's series.
fn ln_gamma(number: f64) -> f64 {
    // The series is exact enough from here on; below, the recurrence leads up to it.
    const FAR: f64 = 12.0;
    let (mut number, mut below) = (number, 0.0);
    while number < FAR {
        below += number.ln();
        number += 1.0;
    }
    let square = number * number;
    let series = (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / 1680.0 / square) / square) / square) / number;
    (number - 0.5) * number.ln() - number + 0.5 * std::f64::consts::TAU.ln() + series - below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() < 1e-9 * wanted.abs().max(1.0)
    }

    #[test]
    fn gamma_is_the_factorial() {
        assert!(close(ln_gamma(1.0), 0.0));
        assert!(close(ln_gamma(5.0), 24.0_f64.ln()));
        assert!(close(ln_gamma(21.0), 2_432_902_008_176_640_000.0_f64.ln()));
    }

    /// Without any hit the tail is a power, so the bound can be written down: (1 - p)^n = 0.025.
    #[test]
    fn none_and_all_have_bounds_in_closed_form() {
        for n in [1, 4, 10, 14, 5000] {
            let bound = 1.0 - 0.025_f64.powf(1.0 / real(n));
            assert_eq!(exact_interval(0, n).0, 0.0);
            assert!(close(exact_interval(0, n).1, bound), "{n}: {:?}", exact_interval(0, n));
            assert!(close(exact_interval(n, n).0, 1.0 - bound), "{n}");
            assert_eq!(exact_interval(n, n).1, 1.0);
        }
    }

    /// One of two: P(X >= 1) = 1 - (1 - p)^2 = 0.025 below, P(X <= 1) = 1 - p^2 = 0.025 above.
    #[test]
    fn one_of_two_by_hand() {
        let (low, high) = exact_interval(1, 2);
        assert!(close(low, 1.0 - 0.975_f64.sqrt()));
        assert!(close(high, 0.975_f64.sqrt()));
    }

    /// Both tails of the binomial, summed term by term, are 2.5 % at the bounds.
    #[test]
    fn the_binomial_tails_at_the_bounds_are_what_they_should_be() {
        let chance = |x: usize, n: usize, p: f64| {
            (0..x).map(|at| real(n - at) / real(x - at)).product::<f64>()
                * p.powi(i32::try_from(x).unwrap())
                * (1.0 - p).powi(i32::try_from(n - x).unwrap())
        };
        for (k, n) in [(4, 14), (5, 10), (1, 30), (29, 30), (60, 200)] {
            let (low, high) = exact_interval(k, n);
            let above: f64 = (k..=n).map(|x| chance(x, n, low)).sum();
            let below: f64 = (0..=k).map(|x| chance(x, n, high)).sum();
            assert!((above - 0.025).abs() < 1e-9 && (below - 0.025).abs() < 1e-9, "{k}/{n}: {above} {below}");
        }
    }

    #[test]
    fn large_counts_are_quick_and_narrow() {
        let (low, high) = exact_interval(30_000, 100_000);
        assert!(low > 0.297 && high < 0.303 && low < 0.3 && high > 0.3);
        assert_eq!(exact_interval(0, 0), (0.0, 1.0));
    }
}
