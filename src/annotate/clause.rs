//! The words of a sentence in, out comes how much each of them counts for what the sentence ends up saying.

use super::pattern::Match;
use super::word::Word;

/// A word in the half of a sentence that is only conceded: "het plan is goed, maar …".
const CONCEDED: f32 = 0.4;
/// A word in a concession that comes after the main clause.
const AFTERTHOUGHT: f32 = 0.7;

/// How much every word counts. `turns` are words such as "maar" and "echter" after which the sentence says what it ends up
/// saying, `concessions` words such as "hoewel" that open a clause which is only conceded.
pub(super) fn weights(sentence: &str, words: &[Word], turns: &[Match], concessions: &[Match]) -> Vec<f32> {
    let mut weights = vec![1.0; words.len()];
    let breaks: Vec<usize> = (1..words.len()).filter(|&at| breaks_before(sentence, words, at)).collect();
    for concession in concessions {
        let opens = concession.start == 0 || breaks.contains(&concession.start);
        if !opens {
            continue;
        }
        let end = breaks.iter().copied().find(|&at| at > concession.start).unwrap_or(words.len());
        let (end, weight) =
            if concession.start == 0 && end < words.len() { (end, CONCEDED) } else { (words.len(), AFTERTHOUGHT) };
        if concession.start > 0 || end < words.len() {
            weights[concession.start..end].fill(weight);
        }
    }
    for (at, word) in words.iter().enumerate() {
        let before = sentence.get(..word.start).unwrap_or_default();
        if before.rfind('(') > before.rfind(')') {
            weights[at] = AFTERTHOUGHT;
        }
    }
    if let Some(turn) = turns.iter().filter_map(|turn| clause_start(turn, words, &breaks)).max() {
        for weight in &mut weights[..turn] {
            *weight = f32::min(*weight, CONCEDED);
        }
    }
    weights
}

/// Where the clause begins in which the turn stands; `None` when it is the first clause and so turns away from nothing in this
/// sentence.
fn clause_start(turn: &Match, words: &[Word], breaks: &[usize]) -> Option<usize> {
    let word = words.get(turn.start)?.folded.as_str();
    let breaks_here = breaks.contains(&turn.start);
    match word {
        // As a turn it opens its clause; else it means "only" or "already".
        "al" | "enkel" | "alleen" => breaks_here.then_some(turn.start),
        "maar" | "doch" if turn.start > 0 => (!is_no_turn(words, turn.start)).then_some(turn.start),
        _ if breaks_here => Some(turn.start),
        _ => breaks.iter().copied().rfind(|&at| at <= turn.start),
    }
}

/// "niet alleen …, maar ook …" adds, and "nog maar" counts.
fn is_no_turn(words: &[Word], at: usize) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    is(at + 1, &["ook", "eveneens", "tegelijk"]) || is(at - 1, &["nog", "alleen", "slechts", "niets"])
}

/// Whether a comma, semicolon, colon, dash or bracket stands before the word.
fn breaks_before(sentence: &str, words: &[Word], at: usize) -> bool {
    let between = sentence.get(words[at - 1].end..words[at].start).unwrap_or_default();
    between.contains([',', ';', ':', '–', '(', ')']) || between.contains(" - ")
}
