//! Groups of phrases in, themes that can be pasted into a codebook out.

use super::{Candidate, Group};
use crate::dutch::fold::fold;
use crate::theme::Theme;

/// A theme for each group: its phrases as patterns, the sentences where they stand as examples.
pub fn snippet(groups: &[Group]) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    for candidates in groups.iter().map(|group| &group.candidates) {
        let Some(first) = candidates.first() else { continue };
        let mut label = first.phrase.clone();
        if let Some(letter) = label.get_mut(..1) {
            letter.make_ascii_uppercase();
        }
        let mut patterns: Vec<String> = candidates.iter().map(pattern).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let code = code(&first.phrase);
        if themes.iter().any(|theme| theme.code == code) {
            continue;
        }
        themes.push(Theme {
            code,
            label,
            description: "Gevonden in beoordelingen; schrijf hier wat het thema omvat.".to_owned(),
            patterns,
            examples: first.places.iter().take(2).map(|place| place.sentence.clone()).collect(),
            ..Theme::default()
        });
    }
    themes
}

/// `betrokkenheid van ouder` becomes `betrokkenheid= ..3 ouder=`.
fn pattern(candidate: &Candidate) -> String {
    let mut pattern = String::new();
    let mut joined = false;
    for lemma in candidate.key.split(' ') {
        if crate::dutch::function_words::is_function_word(lemma) || lemma == "tussen" {
            joined = true;
            continue;
        }
        if !pattern.is_empty() {
            pattern.push_str(if joined { " ..3 " } else { " " });
        }
        joined = false;
        pattern.push_str(lemma);
        pattern.push('=');
    }
    pattern
}

/// Letters and hyphens only.
fn code(phrase: &str) -> String {
    let words: Vec<String> = fold(phrase)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}
