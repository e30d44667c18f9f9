//! Phrases by weight in, groups of phrases that speak of the same out.

use super::{Candidate, Group};

/// A group shows at most so many phrases.
const MOST_PHRASES: usize = 6;
/// Phrases of which this part of the sentences is the same speak of the same.
const TOGETHER: f64 = 0.5;
/// "ouderbetrokkenheid" and "betrokkenheid van ouders" share two parts, "leerkracht" and "kracht" one.
const SHARED_PARTS: usize = 2;
/// A shared word must have so many letters to mean anything.
const TELLING: usize = 4;

/// Each phrase joins the weightiest group whose first phrase shares a word or most sentences with it.
pub(super) fn groups(candidates: Vec<Candidate>, most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let like = |group: &&mut Group| group.candidates.first().is_some_and(|first| alike(first, &candidate));
        match groups.iter_mut().find(like) {
            Some(group) if group.candidates.len() < MOST_PHRASES => group.candidates.push(candidate),
            // A full group takes in what belongs to it and shows no more.
            Some(_) => {}
            None => groups.push(Group { candidates: vec![candidate] }),
        }
    }
    groups.truncate(most);
    groups
}

fn alike(first: &Candidate, other: &Candidate) -> bool {
    let shared = |left: &[String], right: &[String]| {
        left.iter().filter(|word| word.len() >= TELLING && right.contains(word)).count()
    };
    shared(&first.words, &other.words) > 0
        || shared(&first.parts, &other.parts) >= SHARED_PARTS
        || together(&first.in_sentences, &other.in_sentences) >= TOGETHER
}

/// Dice: shared sentences against all; both ascending.
fn together(left: &[u32], right: &[u32]) -> f64 {
    let shared = left.iter().filter(|number| right.binary_search(number).is_ok()).count();
    let all = left.len() + right.len();
    if shared < 2 { 0.0 } else { (2 * shared) as f64 / all as f64 }
}
