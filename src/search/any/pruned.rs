//! Words and a score to beat in, the documents that beat it out: MaxScore, which looks only for the words without which no document
//! can be good enough, and for the others in what was found then.

use tantivy::{DocId, Score, TERMINATED};

use super::posting::Word;
use super::window::Window;

/// Bounds are sums in another order than scores; rounding must not leave out what is just good enough.
const ROUNDING: Score = 1.000_01;

/// Calls `callback` with every document that scores more than the threshold, which is then what it returns.
pub(super) fn for_each(mut words: Vec<Word>, mut threshold: Score, callback: &mut dyn FnMut(DocId, Score) -> Score) {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|&left, &right| words[left].bound.total_cmp(&words[right].bound));
    let mut window = Window::new(words.len());
    let mut scores = vec![0.0; words.len()];
    loop {
        let (optional, needed) = order.split_at(optional(&order, &words, threshold));
        let first = needed.iter().map(|&number| words[number].document()).min().unwrap_or(TERMINATED);
        if first == TERMINATED {
            return;
        }
        window.begin(first);
        needed.iter().for_each(|&number| window.fill(number, &mut words[number]));
        let others: Score = optional.iter().map(|&number| words[number].bound).sum();
        while let Some(place) = window.take() {
            let mut most = window.sum(place) + others;
            if !beats(most, threshold) {
                continue;
            }
            let document = window.document(place);
            needed.iter().for_each(|&number| scores[number] = window.score(number, place));
            for &number in optional.iter().rev() {
                scores[number] = words[number].score_of(document);
                most += scores[number] - words[number].bound;
                if !beats(most, threshold) {
                    break;
                }
            }
            // In the order of the words, so that it is what the union of all words gives.
            let score = scores.iter().sum();
            if beats(most, threshold) && score > threshold {
                threshold = callback(document, score);
            }
        }
    }
}

/// How many of the words, those that count least first, are together not good enough.
fn optional(order: &[usize], words: &[Word], threshold: Score) -> usize {
    let mut sum = 0.0;
    let too_little = |&&number: &&usize| {
        sum += words[number].bound;
        !beats(sum, threshold)
    };
    order.iter().take_while(too_little).count()
}

fn beats(most: Score, threshold: Score) -> bool {
    most * ROUNDING > threshold
}
