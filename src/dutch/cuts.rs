//! A word and what its pieces cost in, the cheapest way to cut it in two or more parts out.

/// What the pieces of a word cost, in nats: the rarer a piece is as a part, the more.
pub trait Costs {
    /// Calls `found` with the length and the cost of every first part that `rest` may begin with, linker included.
    fn first_parts(&self, rest: &str, found: &mut dyn FnMut(usize, f32));
    /// The cost of `rest` as a last part.
    fn last_part(&self, rest: &str) -> Option<f32>;
}

/// Fewest letters of a part.
pub const SHORTEST: usize = 3;
/// Added to the cost of a part of no more letters than that: chance makes many of them.
const SHORT: f32 = 1.5;
/// Longest word that is cut, in bytes.
const LONGEST: usize = 64;

/// A way to cut a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Cuts {
    /// The sum over the parts.
    pub cost: f32,
    /// Where every part but the first begins, in bytes.
    pub at: Vec<usize>,
}

/// Added for a part that is short.
fn handicap(length: usize) -> f32 {
    if length <= SHORTEST { SHORT } else { 0.0 }
}

/// The cheapest cuts of a word of ASCII letters, if it can be cut at all.
pub fn cheapest(word: &str, costs: &impl Costs) -> Option<Cuts> {
    if word.len() > LONGEST || word.len() < 2 * SHORTEST || !word.is_ascii() {
        return None;
    }
    let mut best = [f32::INFINITY; LONGEST + 1];
    let mut from = [0; LONGEST + 1];
    best[0] = 0.0;
    for start in 0..=word.len() - 2 * SHORTEST {
        let so_far = best[start];
        if so_far.is_infinite() {
            continue;
        }
        costs.first_parts(&word[start..], &mut |length, cost| {
            let (end, cost) = (start + length, so_far + cost + handicap(length));
            if length >= SHORTEST && end + SHORTEST <= word.len() && cost < best[end] {
                best[end] = cost;
                from[end] = start;
            }
        });
    }
    let mut cuts = Cuts { cost: f32::INFINITY, at: Vec::new() };
    let mut last = 0;
    for start in SHORTEST..=word.len() - SHORTEST {
        if best[start].is_finite()
            && let Some(cost) = costs.last_part(&word[start..])
            && best[start] + cost + handicap(word.len() - start) < cuts.cost
        {
            cuts.cost = best[start] + cost + handicap(word.len() - start);
            last = start;
        }
    }
    while last > 0 {
        cuts.at.push(last);
        last = from[last];
    }
    cuts.at.reverse();
    cuts.cost.is_finite().then_some(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Listed(&'static [(&'static str, f32)], &'static [(&'static str, f32)]);

    impl Costs for Listed {
        fn first_parts(&self, rest: &str, found: &mut dyn FnMut(usize, f32)) {
            self.0.iter().filter(|(part, _)| rest.starts_with(part)).for_each(|(part, cost)| found(part.len(), *cost));
        }
        fn last_part(&self, rest: &str) -> Option<f32> {
            self.1.iter().find(|(part, _)| *part == rest).map(|(_, cost)| *cost)
        }
    }

    const COSTS: Listed = Listed(
        &[("arbeids", 5.0), ("markt", 6.0), ("arbeidsmarkt", 14.0), ("land", 5.0)],
        &[("markt", 5.0), ("beleid", 4.0), ("stalen", 9.0)],
    );

    #[test]
    fn the_cheapest_cuts_win() {
        assert_eq!(cheapest("arbeidsmarktbeleid", &COSTS), Some(Cuts { cost: 15.0, at: vec![7, 12] }));
        assert_eq!(cheapest("arbeidsmarkt", &COSTS), Some(Cuts { cost: 10.0, at: vec![7] }));
    }

    #[test]
    fn what_has_no_parts_is_not_cut() {
        for word in ["", "markt", "arbeidszzz", "zzzmarkt", "ëëëmarkt"] {
            assert_eq!(cheapest(word, &COSTS), None, "{word}");
        }
        assert_eq!(cheapest(&"land".repeat(40), &COSTS), None);
    }
}
