//! Tables of two by two in, exact chances that two things have nothing to do with each other out.

use super::interval::real;

/// Tables that are this much likelier count as equally likely; they differ by rounding only.
const ROUNDING: f64 = 1.0 + 1e-7;

/// Logarithms of factorials, made once for many tables.
#[derive(Debug)]
pub struct LogFactorials(Vec<f64>);

impl LogFactorials {
    /// Up to the factorial of `most`.
    pub fn up_to(most: usize) -> Self {
        let mut sum = 0.0;
        let rest = (1..=most).map(|number| {
            sum += real(number).ln();
            sum
        });
        Self(std::iter::once(0.0).chain(rest).collect())
    }

    fn of(&self, number: usize) -> f64 {
        self.0.get(number).copied().unwrap_or(f64::INFINITY)
    }

    /// Chance of a table with `inside` in the first cell, given its margins.
    fn chance(&self, inside: usize, first: usize, with: usize, all: usize) -> f64 {
        let (second, without) = (all - first, all - with);
        (self.of(first) + self.of(second) + self.of(with) + self.of(without)
            - self.of(all)
            - self.of(inside)
            - self.of(first - inside)
            - self.of(with - inside)
            - self.of(second + inside - with))
        .exp()
    }

    /// Fisher's exact test, two-sided: the chance of a table at least as unlikely as this one, when `left` of `left_of` and
    /// `right` of `right_of` have something that is drawn without regard to the side. The factorials must reach
    /// `left_of + right_of`.
    pub fn fisher(&self, (left, left_of): (usize, usize), (right, right_of): (usize, usize)) -> f64 {
        let (with, all) = (left + right, left_of + right_of);
        if left > left_of || right > right_of {
            return 1.0;
        }
        let limit = self.chance(left, left_of, with, all) * ROUNDING;
        let possible = with.saturating_sub(right_of)..=with.min(left_of);
        let chances = possible.map(|inside| self.chance(inside, left_of, with, all));
        chances.filter(|chance| *chance <= limit).sum::<f64>().min(1.0)
    }

    /// The smallest chance that [`Self::fisher`] can give with these margins, however they are divided.
    pub fn least(&self, with: usize, left_of: usize, right_of: usize) -> f64 {
        let extremes = [with.saturating_sub(right_of), with.min(left_of)];
        let chances = extremes.map(|left| self.fisher((left, left_of), (with - left, right_of)));
        chances[0].min(chances[1])
    }
}

/// The chances corrected for their number (Benjamini and Hochberg 1995): below 0.05, at most 5 % of what is called found is
/// false. In the order of the input.
pub fn adjusted(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&left, &right| chances[right].total_cmp(&chances[left]));
    let mut adjusted = vec![1.0; chances.len()];
    let mut least: f64 = 1.0;
    for (place, at) in order.into_iter().enumerate() {
        let rank = chances.len() - place;
        least = least.min(chances[at] * real(chances.len()) / real(rank));
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fisher(left: (usize, usize), right: (usize, usize)) -> f64 {
        LogFactorials::up_to(left.1 + right.1).fisher(left, right)
    }

    fn close(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() < 1e-9
    }

    /// Tea with milk: 3 of 4 and 1 of 4. Tables with 0 to 4 inside weigh 1, 16, 36, 16, 1 of 70; at most as likely: 34/70.
    #[test]
    fn the_lady_tasting_tea() {
        assert!(close(fisher((3, 4), (1, 4)), 34.0 / 70.0));
        assert!(close(fisher((4, 4), (0, 4)), 2.0 / 70.0));
    }

    /// 10 of 10 against 0 of 4: only this table of 1001 is so unlikely.
    #[test]
    fn contact_lines_on_rejections() {
        assert!(close(fisher((10, 10), (0, 4)), 1.0 / 1001.0));
    }

    #[test]
    fn what_all_have_says_nothing() {
        assert!(close(fisher((4, 4), (10, 10)), 1.0));
        assert!(close(LogFactorials::up_to(14).least(14, 4, 10), 1.0));
        assert!(close(LogFactorials::up_to(14).least(10, 4, 10), 1.0 / 1001.0));
        assert!(close(fisher((0, 0), (0, 5)), 1.0));
    }

    /// By hand, four chances: .01 x 4/1, .04 x 4/3 and .03 x 4/2 both end at .04 x 4/3, .05 x 4/4.
    #[test]
    fn corrected_chances_by_hand() {
        let found = adjusted(&[0.04, 0.01, 0.05, 0.03]);
        for (found, wanted) in found.into_iter().zip([0.05, 0.04, 0.05, 0.05]) {
            assert!(close(found, wanted), "{found} {wanted}");
        }
        assert!(adjusted(&[]).is_empty());
        assert_eq!(adjusted(&[0.9, 0.8]), [0.9, 0.9]);
    }
}
