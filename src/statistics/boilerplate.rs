//! Coded sentences in, the texts that are repeated in several evaluations and with which verdict out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::interval::Share;
use crate::dutch::fold::fold;
use crate::record::Verdict;
use crate::theme::{Coding, Function};

/// A text that is no theme: a contact line, a label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repeated {
    /// The words, as they stand where they stand first.
    pub text: String,
    /// The evaluations that have it, out of all with any coded sentence.
    pub all: Share,
    /// The same per verdict.
    pub verdicts: BTreeMap<Verdict, Share>,
}

/// The words of a text where it stands first, and the evaluations that have it.
type Places<'run> = (&'run str, BTreeSet<(Verdict, &'run str, &'run str)>);

/// The texts with the function of boilerplate, the one in most evaluations first.
pub fn repeated(codings: &[Coding]) -> Vec<Repeated> {
    let mut totals: BTreeMap<Verdict, BTreeSet<(&str, &str)>> = BTreeMap::new();
    let mut texts: BTreeMap<String, Places<'_>> = BTreeMap::new();
    for coding in codings {
        let place = (coding.document.as_str(), coding.record.as_str());
        totals.entry(coding.verdict).or_default().insert(place);
        if coding.function == Function::Boilerplate {
            let found = texts.entry(key(&coding.text)).or_insert_with(|| (&coding.text, BTreeSet::new()));
            found.1.insert((coding.verdict, place.0, place.1));
        }
    }
    let all: usize = totals.values().map(BTreeSet::len).sum();
    let mut repeated: Vec<Repeated> = texts
        .into_values()
        .map(|(text, places)| Repeated {
            text: text.to_owned(),
            all: Share::new(places.len(), all),
            verdicts: totals
                .iter()
                .map(|(&verdict, total)| {
                    let count = places.iter().filter(|place| place.0 == verdict).count();
                    (verdict, Share::new(count, total.len()))
                })
                .collect(),
        })
        .collect();
    repeated.sort_by(|left, right| right.all.count.cmp(&left.all.count).then_with(|| left.text.cmp(&right.text)));
    repeated
}

/// What makes two texts the same: a full stop at the end does not count.
fn key(text: &str) -> String {
    let mut key = fold(text);
    key.truncate(key.trim_end_matches(['.', ' ']).len());
    key
}

#[cfg(test)]
mod tests {
    use super::super::profile::tests::coding;
    use super::*;

    #[test]
    fn a_contact_line_has_its_own_denominators() {
        let line = |record: &str, verdict| Coding {
            text: if record == "b" { "Neem  contact op." } else { "Neem contact op" }.to_owned(),
            ..coding(record, verdict, Function::Boilerplate, &[])
        };
        let codings = [
            line("a", Verdict::Negative),
            line("a", Verdict::Negative),
            line("b", Verdict::Negative),
            coding("c", Verdict::Positive, Function::Strength, &["plan"]),
        ];
        let found = repeated(&codings);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].all.count, found[0].all.of), (2, 3));
        assert_eq!(found[0].verdicts[&Verdict::Negative].count, 2);
        assert_eq!((found[0].verdicts[&Verdict::Positive].count, found[0].verdicts[&Verdict::Positive].of), (0, 1));
    }
}
