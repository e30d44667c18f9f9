//! A line that names an application in; its name, and the verdict and amount behind it, out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::record::Verdict;

use super::score;
use super::verdict::{answer, verdict_of_tail};

/// What parts a verdict or an amount from the name before it.
static JOINT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:\s+[-–—→|]\s+|\s*[:;(,]\s*)"));

/// What stands around an explanation.
const AROUND: [char; 9] = [' ', '-', '–', '—', ':', ';', ',', '(', ')'];

/// A line in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tailed {
    /// The line without what stands behind the name.
    pub(super) name: Span,
    pub(super) verdict: Option<(Verdict, Span)>,
    pub(super) amount: Option<Span>,
    /// The points, and the most that could be had.
    pub(super) points: Option<(Span, String)>,
    /// What explains the verdict, behind it.
    pub(super) explanation: Option<Span>,
}

/// Parts a line: `Dorpsraad Olen – goedgekeurd`, `‘Tuin’ van vzw Erf: afgewezen`, `Stad Meer – Kade (25.000 euro)`.
pub(super) fn tailed(document: &Document, line: Span) -> Tailed {
    let words = document.words(line);
    let at = |start: usize, end: usize| line.part(start..end);
    let (mut end, mut own, mut amount, mut points, mut explanation) = (words.len(), None, None, None, None);
    // An explanation stands between the verdict and the amount that ends the line.
    let mut before_amount = words.len();
    for _ in 0..3 {
        let rest = words[..end].trim_end_matches(['.', ';', ' ', '(', ':', ',', '-', '–', '—']);
        let rest = if amount.is_none() { rest.trim_end_matches(')') } else { rest };
        let last = amounts(rest).pop().filter(|found| rest.len() - found.range.end <= 1);
        if let Some(found) = last.filter(|_| amount.is_none()) {
            amount = Some(at(found.range.start, found.range.end));
            end = found.range.start;
            before_amount = end;
        } else if points.is_none()
            && let Some((joint, place, most)) = points_in(rest)
        {
            points = Some((at(place.start, place.end), most));
            end = joint;
        } else if own.is_none()
            && let Some((joint, class, place)) = verdict_in(rest)
        {
            own = Some((class, at(place.start, place.end)));
            let behind = words[place.end..before_amount.max(place.end)].trim_end_matches(AROUND);
            let said = behind.trim_start_matches(AROUND).trim_start_matches(['.', ' ']);
            let behind = at(place.end + behind.len() - said.len(), place.end + behind.len());
            // "goedgekeurd, gevraagd 4.000 euro"
            let says_why = amount.is_none() || document.words(behind).split(' ').count() > 2;
            explanation = (says_why && !behind.is_empty()).then_some(behind);
            end = joint;
        }
    }
    if own.is_none() && amount.is_none() && points.is_none() {
        return Tailed { name: line, verdict: None, amount: None, points: None, explanation: None };
    }
    let name = words[..end].trim_end_matches([' ', '(', ':', ',', ';', '-', '–', '—', '\u{a0}']);
    Tailed { name: at(0, name.len()), verdict: own, amount, points, explanation }
}

/// The last piece of a line where that is points out of so many, and the byte at which what stands before it ends.
fn points_in(line: &str) -> Option<(usize, Range<usize>, String)> {
    let joint = JOINT.find_iter(line).last()?;
    let (value, most) = score::points(&line[joint.end()..])?;
    Some((joint.start(), joint.end() + value.start..joint.end() + value.end, most?))
}

/// The last piece of a line that is a verdict and nothing else, and the byte at which what stands before it ends.
fn verdict_in(line: &str) -> Option<(usize, Verdict, Range<usize>)> {
    let joints: Vec<Range<usize>> = JOINT.find_iter(line).map(|joint| joint.range()).collect();
    let ends = joints.iter().skip(1).map(|next| next.start).chain([line.len()]);
    // "akkoord. Mooi opgebouwd."
    let sentence_end =
        |joint: &Range<usize>, end: usize| line[joint.end..end].find(". ").map_or(end, |at| joint.end + at);
    let pieces: Vec<(&Range<usize>, usize)> =
        joints.iter().zip(ends).map(|(joint, end)| (joint, sentence_end(joint, end))).collect();
    pieces.into_iter().rev().find_map(|(joint, end)| {
        // "– ja, mits"
        let whole = || Some((answer(&line[joint.end..])?, line.len()));
        let (class, end) = whole().or_else(|| Some((verdict_of_tail(&line[joint.end..end])?, end)))?;
        // "neemt de beslissing: goedgekeurd, onder voorwaarden goedgekeurd of afgekeurd" leaves open which.
        let is_option = line[end..].contains(" of ");
        (!is_option).then_some((joint.start, class, joint.end..end))
    })
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
            ("Egelopvang – subsidie toegekend", "Egelopvang", "subsidie toegekend", ""),
            ("Stad Meer | 88/100 | Honoreren", "Stad Meer", "Honoreren", ""),
            ("Tuin (vzw Erf) – ja, mits", "Tuin (vzw Erf)", "ja, mits", ""),
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
