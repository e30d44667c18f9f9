//! A line that names an application in; its name, and the verdict and amount behind it, out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::record::Verdict;

use super::verdict::verdict;

/// What parts a verdict or an amount from the name before it.
static JOINT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:\s+[-–—→|]\s+|\s*[:;(,]\s*)"));

/// A line in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tailed {
    /// The line without what stands behind the name.
    pub(super) name: Span,
    pub(super) verdict: Option<(Verdict, Span)>,
    pub(super) amount: Option<Span>,
}

/// Parts a line: `Dorpsraad Olen – goedgekeurd`, `‘Tuin’ van vzw Erf: afgewezen`, `Stad Meer – Kade (25.000 euro)`.
pub(super) fn tailed(document: &Document, line: Span) -> Tailed {
    let words = document.words(line);
    let at = |start: usize, end: usize| Span::new(line.start + start, line.start + end);
    let (mut end, mut own, mut amount) = (words.len(), None, None);
    for _ in 0..2 {
        let rest = words[..end].trim_end_matches(['.', ';', ' ', '(', ':', ',', '-', '–', '—']);
        let rest = if amount.is_none() { rest.trim_end_matches(')') } else { rest };
        let last = amounts(rest).pop().filter(|found| rest.len() - found.range.end <= 1);
        if let Some(found) = last.filter(|_| amount.is_none()) {
            amount = Some(at(found.range.start, found.range.end));
            end = found.range.start;
        } else if let Some(joint) = JOINT.find_iter(rest).last().filter(|_| own.is_none())
            && let Some(class) = verdict(&rest[joint.end()..])
        {
            own = Some((class, at(joint.end(), rest.len())));
            end = joint.start();
        }
    }
    if own.is_none() && amount.is_none() {
        return Tailed { name: line, verdict: None, amount: None };
    }
    let name = words[..end].trim_end_matches([' ', '(', ':', ',', ';', '-', '–', '—', '\u{a0}']);
    Tailed { name: at(0, name.len()), verdict: own, amount }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_verdicts_and_amounts() {
        for (line, name, verdict, amount) in [
            ("Dorpsraad Olen – goedgekeurd", "Dorpsraad Olen", "goedgekeurd", ""),
            ("‘Tuin’ van vzw Erf: niet weerhouden", "‘Tuin’ van vzw Erf", "niet weerhouden", ""),
            ("Stad Meer – Kade (25.000 euro)", "Stad Meer – Kade", "", "25.000 euro"),
            ("Tuin (vzw Erf) – positief (€ 4.000)", "Tuin (vzw Erf)", "positief", "€ 4.000"),
            ("Tuin (vzw Erf)", "Tuin (vzw Erf)", "", ""),
        ] {
            let document = Document { text: line.to_owned(), ..Document::default() };
            let tailed = tailed(&document, Span::new(0, line.len()));
            let words = |span: Option<Span>| span.map(|span| document.words(span)).unwrap_or_default();
            let found =
                (document.words(tailed.name), words(tailed.verdict.map(|(_, span)| span)), words(tailed.amount));
            assert_eq!(found, (name, verdict, amount), "{line}");
        }
    }
}
