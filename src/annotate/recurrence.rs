//! Coded sentences in, how often each theme recurs, in how many evaluations and with which verdict, with quotes, out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::record::Verdict;
use crate::theme::{Coding, Function, Theme};

/// How often one theme recurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recurrence {
    /// Code of the theme.
    pub code: String,
    /// Name for people.
    pub label: String,
    /// Sentences that have it.
    pub sentences: usize,
    /// Evaluations in which at least one sentence has it.
    pub evaluations: usize,
    /// Sentences per function.
    pub functions: BTreeMap<Function, usize>,
    /// Evaluations per verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Two sentences that show it, of different evaluations where possible.
    pub quotes: Vec<Coding>,
}

/// How many evaluations have text to speak about themes, per verdict: the true denominators.
pub fn with_text(codings: &[Coding]) -> BTreeMap<Verdict, usize> {
    let assessed = codings.iter().filter(|coding| coding.function != Function::Boilerplate);
    let evaluations: BTreeSet<(Verdict, &str)> =
        assessed.map(|coding| (coding.verdict, coding.record.as_str())).collect();
    let mut counts = BTreeMap::new();
    for (verdict, _) in evaluations {
        *counts.entry(verdict).or_insert(0) += 1;
    }
    counts
}

/// Counts every theme that occurs, the one in most evaluations first.
pub fn recurrences(codings: &[Coding], themes: &[Theme]) -> Vec<Recurrence> {
    let mut counted: Vec<Recurrence> = themes.iter().filter_map(|theme| recurrence(codings, theme)).collect();
    counted.sort_by(|left, right| {
        (right.evaluations, right.sentences, &left.code).cmp(&(left.evaluations, left.sentences, &right.code))
    });
    counted
}

fn recurrence(codings: &[Coding], theme: &Theme) -> Option<Recurrence> {
    let coded: Vec<&Coding> = codings.iter().filter(|coding| coding.codes.contains(&theme.code)).collect();
    let evaluations: BTreeSet<(Verdict, &str)> =
        coded.iter().map(|coding| (coding.verdict, coding.record.as_str())).collect();
    let mut functions = BTreeMap::new();
    for coding in &coded {
        *functions.entry(coding.function).or_insert(0) += 1;
    }
    let mut verdicts = BTreeMap::new();
    for (verdict, _) in &evaluations {
        *verdicts.entry(*verdict).or_insert(0) += 1;
    }
    (!coded.is_empty()).then(|| Recurrence {
        code: theme.code.clone(),
        label: theme.label.clone(),
        sentences: coded.len(),
        evaluations: evaluations.len(),
        functions,
        verdicts,
        quotes: quotes(&coded, &theme.code),
    })
}

/// A quote must be long enough to say something and short enough to read, in bytes.
const READABLE: std::ops::RangeInclusive<usize> = 50..=240;

/// Two sentences that judge, of different functions and evaluations where possible, those coded without doubt first.
fn quotes(coded: &[&Coding], code: &str) -> Vec<Coding> {
    let worth = |coding: &Coding| {
        let judges = coding.function != Function::Description;
        let foremost = coding.codes.first().is_some_and(|first| first == code);
        (judges, foremost, !coding.doubtful, READABLE.contains(&coding.text.len()))
    };
    let best = |candidates: &mut dyn Iterator<Item = &&Coding>| -> Option<Coding> {
        candidates
            .fold(None, |best: Option<&Coding>, next| match best {
                Some(best) if worth(best) >= worth(next) => Some(best),
                _ => Some(next),
            })
            .cloned()
    };
    let Some(first) = best(&mut coded.iter()) else { return Vec::new() };
    let differs = |coding: &&&Coding| coding.record != first.record && coding.function != first.function;
    let second = best(&mut coded.iter().filter(differs))
        .filter(|second| second.function != Function::Description)
        .or_else(|| best(&mut coded.iter().filter(|coding| coding.record != first.record)))
        .or_else(|| best(&mut coded.iter().filter(|coding| coding.span != first.span)));
    [Some(first), second].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn coding(record: &str, verdict: Verdict, function: Function, code: &str) -> Coding {
        Coding {
            document: "d.txt".to_owned(),
            record: record.to_owned(),
            promoter: record.to_owned(),
            verdict,
            text: format!("Een zin over {code} in de beoordeling van {record}, lang genoeg om iets te zeggen."),
            codes: vec![code.to_owned()],
            function,
            cue: String::new(),
            grounds: BTreeMap::new(),
            doubtful: false,
            page: None,
            span: Span::new(0, 1),
        }
    }

    fn theme(code: &str) -> Theme {
        let text = || code.to_owned();
        Theme { code: text(), label: text(), description: text(), patterns: vec![text()], ..Theme::default() }
    }

    #[test]
    fn evaluations_count_once_and_the_denominator_leaves_empty_ones_out() {
        let codings = [
            coding("a", Verdict::Positive, Function::Strength, "planning"),
            coding("a", Verdict::Positive, Function::Weakness, "planning"),
            coding("b", Verdict::Negative, Function::Weakness, "planning"),
            coding("c", Verdict::Negative, Function::Boilerplate, "geen"),
        ];
        let counted = recurrences(&codings, &[theme("planning"), theme("afwezig")]);
        assert_eq!(counted.len(), 1);
        assert_eq!((counted[0].sentences, counted[0].evaluations), (3, 2));
        assert_eq!(counted[0].verdicts, BTreeMap::from([(Verdict::Positive, 1), (Verdict::Negative, 1)]));
        assert_eq!(with_text(&codings), BTreeMap::from([(Verdict::Positive, 1), (Verdict::Negative, 1)]));
    }

    #[test]
    fn quotes_come_from_different_evaluations() {
        let codings = [
            coding("a", Verdict::Positive, Function::Strength, "planning"),
            coding("a", Verdict::Positive, Function::Weakness, "planning"),
            coding("b", Verdict::Negative, Function::Weakness, "planning"),
        ];
        let quotes = &recurrences(&codings, &[theme("planning")])[0].quotes;
        assert_eq!(quotes.iter().map(|quote| quote.record.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
