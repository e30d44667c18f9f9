//! Words and a score to beat in, the documents that beat it out: MaxScore, which looks only for the words without which no document
//! can be good enough, and for the others in what was found then.

use tantivy::{DocId, Score, TERMINATED};

use super::posting::Word;
use super::window::Window;

/// Bounds are sums in another order than scores; rounding must not leave out what is just good enough.
const ROUNDING: Score = 1.000_01;

/// Calls `callback` with every document that scores more than the threshold, which is then what it returns.
pub(super) fn for_each(
    mut words: Vec<Word>,
    mut threshold: Score,
    callback: &mut dyn FnMut(DocId, Score) -> Score,
) {
    let bounds: Vec<Score> = words.iter().map(|word| word.bound).collect();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|&left, &right| bounds[left].total_cmp(&bounds[right]));
    let mut window = Window::new(words.len());
    let mut scores = vec![0.0; words.len()];
    loop {
        let (optional, needed) = order.split_at(optional(&order, &bounds, threshold));
        let first = needed.iter().map(|&number| words[number].document()).min().unwrap_or(TERMINATED);
        if first == TERMINATED {
            return;
        }
        window.begin(first);
        needed.iter().for_each(|&number| window.fill(number, &mut words[number]));
        while let Some(document) = window.take(&mut scores) {
            let mut most: Score = scores.iter().chain(optional.iter().map(|&number| &bounds[number])).sum();
            for &number in optional.iter().rev() {
                if !beats(most, threshold) {
                    break;
                }
                scores[number] = words[number].score_of(document);
                most += scores[number] - bounds[number];
            }
            let score = scores.iter().sum();
            if beats(most, threshold) && score > threshold {
                threshold = callback(document, score);
            }
        }
    }
}

/// How many of the words, those that count least first, are together not good enough.
fn optional(order: &[usize], bounds: &[Score], threshold: Score) -> usize {
    let mut sum = 0.0;
    let too_little = |&&number: &&usize| {
        sum += bounds[number];
        !beats(sum, threshold)
    };
    order.iter().take_while(too_little).count()
}

fn beats(most: Score, threshold: Score) -> bool {
    most * ROUNDING > threshold
}
