//! Coded sentences in, what each evaluation says about each theme out.

use std::collections::HashMap;

use crate::record::Verdict;
use crate::theme::{Coding, Function, Theme};

/// The functions that a sentence about a theme can have, in the order in which they are listed for people.
pub const FUNCTIONS: [Function; 4] = [Function::Strength, Function::Weakness, Function::Request, Function::Description];

/// What one evaluation with text says about each theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile<'run> {
    /// Id of the evaluation.
    pub record: &'run str,
    /// The document it stands in.
    pub document: &'run str,
    /// The page of its first sentence, where the format has pages.
    pub page: Option<u32>,
    /// Whose application it is about.
    pub promoter: &'run str,
    /// The verdict on it.
    pub verdict: Verdict,
    /// Its sentences, without boilerplate.
    pub sentences: usize,
    /// Sentences per theme, and per function in the order of [`FUNCTIONS`].
    counts: Vec<[u32; 4]>,
}

impl Profile<'_> {
    /// How many sentences have the theme with this number, with this function or with any.
    pub fn count(&self, theme: usize, function: Option<Function>) -> usize {
        let counts = self.counts.get(theme).copied().unwrap_or_default();
        let place = |function| FUNCTIONS.iter().position(|one| *one == function);
        match function {
            None => counts.iter().sum::<u32>() as usize,
            Some(function) => place(function).map_or(0, |at| counts[at] as usize),
        }
    }

    /// Whether any sentence has the theme.
    pub fn has(&self, theme: usize, function: Option<Function>) -> bool {
        self.count(theme, function) > 0
    }
}

/// The evaluations with text, in the order of the codings; one with nothing but boilerplate has none.
pub fn profiles<'run>(codings: &'run [Coding], themes: &[Theme]) -> Vec<Profile<'run>> {
    let numbers: HashMap<&str, usize> =
        themes.iter().enumerate().map(|(at, theme)| (theme.code.as_str(), at)).collect();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    let mut profiles: Vec<Profile<'run>> = Vec::new();
    for coding in codings {
        let Some(function) = FUNCTIONS.iter().position(|one| *one == coding.function) else { continue };
        let place = *places.entry((&coding.document, &coding.record)).or_insert_with(|| {
            profiles.push(empty(coding, themes.len()));
            profiles.len() - 1
        });
        let profile = &mut profiles[place];
        profile.sentences += 1;
        for code in &coding.codes {
            if let Some(&theme) = numbers.get(code.as_str()) {
                profile.counts[theme][function] += 1;
            }
        }
    }
    profiles
}

fn empty(coding: &Coding, themes: usize) -> Profile<'_> {
    Profile {
        record: &coding.record,
        document: &coding.document,
        page: coding.page,
        promoter: &coding.promoter,
        verdict: coding.verdict,
        sentences: 0,
        counts: vec![[0; 4]; themes],
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::Span;

    /// A sentence of an evaluation, for tests.
    pub(crate) fn coding(record: &str, verdict: Verdict, function: Function, codes: &[&str]) -> Coding {
        Coding {
            document: "d.txt".to_owned(),
            record: record.to_owned(),
            promoter: record.to_owned(),
            verdict,
            text: format!("Een zin van {record}."),
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            function,
            cue: String::new(),
            grounds: std::collections::BTreeMap::new(),
            doubtful: false,
            page: None,
            span: Span::new(0, 1),
        }
    }

    /// Themes with these codes, for tests.
    pub(crate) fn themes(codes: &[&str]) -> Vec<Theme> {
        let theme = |code: &&str| Theme {
            code: (*code).to_owned(),
            label: code.to_uppercase(),
            description: String::new(),
            patterns: vec![(*code).to_owned()],
            ..Theme::default()
        };
        codes.iter().map(theme).collect()
    }

    #[test]
    fn counts_per_evaluation_theme_and_function() {
        let codings = [
            coding("a", Verdict::Positive, Function::Strength, &["plan", "team"]),
            coding("a", Verdict::Positive, Function::Weakness, &["plan"]),
            coding("b", Verdict::Negative, Function::Boilerplate, &[]),
            coding("c", Verdict::Negative, Function::Description, &[]),
        ];
        let themes = themes(&["plan", "team"]);
        let profiles = profiles(&codings, &themes);
        assert_eq!(profiles.iter().map(|profile| profile.record).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!((profiles[0].sentences, profiles[0].count(0, None)), (2, 2));
        assert_eq!(profiles[0].count(0, Some(Function::Weakness)), 1);
        assert!(profiles[0].has(1, Some(Function::Strength)) && !profiles[0].has(1, Some(Function::Request)));
        assert!(!profiles[1].has(0, None));
    }
}
