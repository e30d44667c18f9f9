//! All lines of a document's prose in; the print that its headings have, and the level of each, out.

use std::collections::BTreeMap;

use super::lines::Line;

/// Print at least this much larger than the body's is a heading.
const LARGER: f32 = 1.1;
/// Longer pieces of bold or large print are text.
const LONGEST: usize = 200;
/// The lowest level of a heading.
const LOWEST: usize = 6;

/// The print sizes of a document.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Size of the running text in half points.
    body: u32,
    /// Whether most of the text is bold, so that bold says nothing.
    bold_body: bool,
    /// Larger sizes in half points, the largest first.
    sizes: Vec<u32>,
}

fn half_points(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 10_000.0) as u32
}

impl Headings {
    /// Looks over all lines; `prose` are those outside tables, in which alone headings are sought.
    pub(super) fn of<'line>(all: impl Iterator<Item = &'line Line>, prose: impl Iterator<Item = &'line Line>) -> Self {
        let mut weights: BTreeMap<u32, usize> = BTreeMap::new();
        let (mut bold, mut total) = (0, 0);
        for word in all.flat_map(|line| &line.words) {
            let weight = word.text.len();
            *weights.entry(half_points(word.size)).or_default() += weight;
            total += weight;
            bold += if word.bold { weight } else { 0 };
        }
        let body = weights.iter().max_by_key(|&(_, weight)| *weight).map_or(0, |(&size, _)| size);
        let mut sizes: Vec<u32> = prose.map(|line| half_points(line.size)).filter(|&size| larger(size, body)).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.dedup_by(|a, b| b.abs_diff(*a) <= 1);
        Self { body, bold_body: bold * 2 > total, sizes }
    }

    /// The level (from 1) of a heading printed on these lines; `None` for running text.
    pub(super) fn level(&self, lines: &[&Line]) -> Option<u8> {
        let length: usize = lines.iter().flat_map(|line| &line.words).map(|word| word.text.len() + 1).sum();
        if length > LONGEST
            || !lines.iter().any(|line| line.words.iter().any(|word| word.text.contains(char::is_alphabetic)))
        {
            return None;
        }
        let size = half_points(lines.first()?.size);
        let bold = !self.bold_body && lines.iter().all(|line| line.is_bold());
        let rank = if larger(size, self.body) {
            self.sizes.iter().position(|&known| known <= size + 1)?
        } else if bold && size + 1 >= self.body && lines.len() <= 2 {
            self.sizes.len()
        } else {
            return None;
        };
        u8::try_from((rank + 1).min(LOWEST)).ok()
    }
}

fn larger(size: u32, body: u32) -> bool {
    body > 0 && size as f32 >= LARGER * body as f32 && size > body + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    fn line(size: f32, bold: bool, text: &str) -> Line {
        lines(vec![Word { text: text.into(), x0: 0.0, x1: 90.0, y: 9.0, size, bold }], 1).remove(0)
    }

    #[test]
    fn size_gives_the_level_and_bold_comes_below() {
        let print = [
            line(18.0, true, "Oproep"),
            line(13.0, true, "Project"),
            line(10.0, true, "Aandachtspunten"),
            line(10.0, false, "lopende tekst die het grootste deel van alles is"),
        ];
        let headings = Headings::of(print.iter(), print.iter());
        assert_eq!([0, 1, 2, 3].map(|at| headings.level(&[&print[at]])), [Some(1), Some(2), Some(3), None]);
    }
}
