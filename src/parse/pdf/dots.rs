//! Filled shapes in; small discs and squares, drawn before list items instead of a bullet character, out as words.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, Shape};

use super::geometry::{Area, Turn};
use super::words::Word;

/// Width and height of a drawn bullet in points.
const SIZE: std::ops::RangeInclusive<f32> = 1.2..=7.0;
/// A bullet stands no further than this many font sizes before its text.
const FARTHEST: f32 = 3.0;

/// The box of a shape that may be a drawn bullet.
pub(super) fn dot(path: &BezPath, place: Affine, mode: &DrawMode) -> Option<Area> {
    // Longer paths are drawings; measuring them would cost time for nothing.
    const LONGEST: usize = 40;
    if !matches!(mode, DrawMode::Fill(_)) || path.elements().len() > LONGEST {
        return None;
    }
    let bounds = place.transform_rect_bbox(path.bounding_box());
    let area = Area::between((bounds.x0 as f32, bounds.y0 as f32), (bounds.x1 as f32, bounds.y1 as f32));
    let round = (area.width() - area.height()).abs() < 0.15 * area.width();
    (round && SIZE.contains(&area.width()) && SIZE.contains(&area.height())).then_some(area)
}

/// The dots that stand just before a line's first word, each as a word `•` on that line.
pub(super) fn bullets(dots: &[Area], turn: Turn, words: &[Word]) -> Vec<Word> {
    let upright = dots.iter().map(|dot| Area::between(turn.apply(dot.x0, dot.y0), turn.apply(dot.x1, dot.y1)));
    upright.filter_map(|dot| bullet(&dot, words)).collect()
}

fn bullet(dot: &Area, words: &[Word]) -> Option<Word> {
    let beside = |word: &&Word| dot.y1 <= word.y + 0.1 * word.size && dot.y0 >= word.y - 0.8 * word.size;
    let near = |word: &&Word| (word.x0 - dot.x1).abs() < FARTHEST * word.size || word.x0 < dot.x0;
    let in_column = |word: &&Word| word.x1 > dot.x0 - FARTHEST * word.size;
    let first = words.iter().filter(beside).filter(near).filter(in_column).min_by(|a, b| a.x0.total_cmp(&b.x0))?;
    let before = first.x0 >= dot.x1 && dot.height() < 0.6 * first.size;
    before.then(|| Word { text: "•".into(), x0: dot.x0, x1: dot.x1, y: first.y, size: first.size, bold: first.bold })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_before_a_line_is_its_bullet_and_one_within_it_is_none() {
        let word = |x0: f32| Word { text: "Houd".into(), x0, x1: x0 + 20.0, y: 100.0, size: 10.0, bold: false };
        let dot = Area { x0: 40.0, y0: 94.0, x1: 43.0, y1: 97.0 };
        assert_eq!(bullets(&[dot], Turn(0), &[word(50.0)])[0].text, "•");
        assert!(bullets(&[dot], Turn(0), &[word(15.0), word(50.0)]).is_empty());
    }
}
