//! Words and a score to beat in, the documents that beat it out, without looking at every document that holds a word.
//!
//! Where any word will do this is MaxScore: only the words without which no document can be good enough are looked for, and the
//! others in what was found then. Where all must be there, the rarer words are looked for and the others in what was found then.

use tantivy::{DocId, Score, TERMINATED};

use super::posting::Word;
use super::window::Window;

/// Bounds are sums in another order than scores; rounding must not leave out what is just good enough.
const ROUNDING: Score = 1.000_01;
/// It is cheaper to look into the documents that were found than for a word in so many times as many.
const COMMONER: u32 = 8;

/// Calls `callback` with every document that scores more than the threshold, which is then what it returns.
pub(super) fn for_each(
    mut words: Vec<Word>,
    all: bool,
    mut threshold: Score,
    callback: &mut dyn FnMut(DocId, Score) -> Score,
) {
    let mut order: Vec<usize> = (0..words.len()).collect();
    if all {
        order.sort_by_key(|&number| std::cmp::Reverse(words[number].documents()));
    } else {
        order.sort_by(|&left, &right| words[left].bound.total_cmp(&words[right].bound));
    }
    let mut window = Window::new(words.len());
    let mut scores = vec![0.0; words.len()];
    loop {
        let late = if all { commoner(&order, &words) } else { optional(&order, &words, threshold) };
        let (late, soon) = order.split_at(late);
        let first = first(soon.iter().map(|&number| &words[number]), all);
        if first == TERMINATED {
            return;
        }
        window.begin(first);
        soon.iter().for_each(|&number| window.fill(number, &mut words[number]));
        if all {
            window.keep(soon);
        }
        // What so many of them can add at most.
        let rests: Vec<Score> = (0..=late.len()).map(|count| bound(&late[..count], &words)).collect();
        while let Some(place) = window.take() {
            let mut sum = window.sum(place);
            if !beats(sum + rests[late.len()], threshold) {
                continue;
            }
            let document = window.document(place);
            soon.iter().for_each(|&number| scores[number] = window.score(number, place));
            let good = late.iter().zip(&rests).rev().all(|(&number, rest)| {
                let score = words[number].score_of(document);
                scores[number] = score.unwrap_or_default();
                sum += scores[number];
                (score.is_some() || !all) && beats(sum + rest, threshold)
            });
            // In the order of the words, so that it is what the union of all words gives.
            let score = scores.iter().sum();
            if good && score > threshold {
                threshold = callback(document, score);
            }
        }
    }
}

/// The first document that may hold any or all of the words.
pub(super) fn first<'run>(words: impl Iterator<Item = &'run Word>, all: bool) -> DocId {
    let documents = words.map(Word::document);
    if all { documents.max() } else { documents.min() }.unwrap_or(TERMINATED)
}

/// How many of the words, those that count least first, are together not good enough.
fn optional(order: &[usize], words: &[Word], threshold: Score) -> usize {
    (1..=order.len()).take_while(|&count| !beats(bound(&order[..count], words), threshold)).count()
}

/// No document scores more by these words.
fn bound(numbers: &[usize], words: &[Word]) -> Score {
    numbers.iter().map(|&number| words[number].bound).sum()
}

/// How many of the words, those in most documents first, are much commoner than the rarest.
fn commoner(order: &[usize], words: &[Word]) -> usize {
    let rarest = order.last().map_or(0, |&number| words[number].documents());
    order.iter().take_while(|&&number| words[number].documents() / COMMONER > rarest).count()
}

fn beats(most: Score, threshold: Score) -> bool {
    most * ROUNDING > threshold
}
