//! A document in, the lines of its lists out: a name and a title, with a verdict or an amount on the line or in the heading above.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, ParagraphKind, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::dutch::sentences::sentences;
use crate::record::Verdict;

use super::draft::Origin;
use super::lines::mark_at;
use super::name::{Name, names, says_by_whom, says_grant};
use super::piece::{Passage, Piece};
use super::reading::ratio;
use super::tail::{Tailed, tailed};
use super::verdict::verdict_of_heading;
use super::vocabulary;

/// A line of a list is at most so many bytes long.
const LONGEST: usize = 240;
/// The first sentence of a line names what the line is about when it is no longer.
const LONGEST_OPENING: usize = 120;
/// One or two lines of this form are a coincidence.
pub(super) const FEWEST: usize = 3;

/// One line with what stands under it.
pub(super) struct Entry {
    pub(super) name: Name,
    pub(super) verdict: Option<(Verdict, Span)>,
    pub(super) amount: Option<Span>,
    pub(super) points: Option<(Span, String)>,
    pub(super) body: Vec<Passage>,
}

/// A line before its name is read.
struct Line {
    /// The part that names.
    span: Span,
    verdict: Option<(Verdict, Span)>,
    amount: Option<Span>,
    points: Option<(Span, String)>,
    /// What the money is for, where the line tells that behind the amount.
    purpose: Option<Span>,
    body: Vec<Passage>,
    /// How much of the body stands on the line itself.
    own: usize,
}

/// The lines of a document that have the form of a list entry, and the share of list lines that have it.
pub(super) fn entries(origin: Origin<'_>) -> (Vec<Entry>, f32) {
    let Origin { document, pieces, .. } = origin;
    let sections = sections(document, pieces);
    let is_marked = |piece: &Piece| piece.kind == ParagraphKind::Item && !mark_at(document, piece.span).is_empty();
    let all_marked = pieces.iter().filter(|piece| is_marked(piece)).count() >= FEWEST;
    let mut section = None;
    let mut found: Vec<Line> = Vec::new();
    let mut open = false;
    for piece in pieces {
        if let Some(class) = sections.get(&piece.span) {
            section = Some((*class, piece.span));
            open = false;
        } else if piece.is_heading() {
            section = None;
            open = false;
        } else if let Some(line) = line(document, piece, section).filter(|_| is_marked(piece) || !all_marked) {
            found.push(line);
            open = true;
        } else if let Some(last) = found.last_mut().filter(|_| open) {
            last.body.push(piece.passage());
        }
    }
    // Where several lines say that they are about a grant, the others are other items of the same agenda.
    let says_grant = |line: &Line| says_grant(document, line.span);
    if found.iter().filter(|line| says_grant(line)).count() >= FEWEST {
        found.retain(says_grant);
    }
    // Where all other lines have as much text under them, what the last one has more is not its own.
    let mut under = found.iter().rev().skip(1).map(|line| line.body.len() - line.own);
    let usual = under.next().filter(|usual| found.len() >= FEWEST && under.all(|other| other == *usual));
    if let Some(last) = found.last_mut() {
        last.body.truncate(usual.map_or(last.body.len(), |usual| last.own + usual));
        let closes = |passage: &Passage| vocabulary::closes_document(document.words(passage.span));
        while last.body.last().is_some_and(closes) {
            last.body.pop();
        }
    }
    let lines: Vec<Span> = found.iter().map(|line| line.span).collect();
    let titles_known = found.iter().filter(|line| line.purpose.is_some()).count() * 2 > found.len();
    let names = names(document, &lines, false, titles_known);
    let entries = found.into_iter().zip(names).map(|(Line { verdict, amount, points, purpose, body, .. }, name)| {
        Entry { name: Name { title: name.title.or(purpose), ..name }, verdict, amount, points, body }
    });
    let (whole, told): (Vec<Entry>, Vec<Entry>) = entries.partition(|entry| entry.name.promoter.is_some());
    let share = ratio(whole.len(), whole.len() + told.len());
    (whole, share)
}

/// The headings that give a verdict to what stands under them; one that comes again and again belongs to one application.
pub(super) fn sections(document: &Document, pieces: &[Piece]) -> BTreeMap<Span, Verdict> {
    let heads = pieces.iter().filter(|piece| piece.kind != ParagraphKind::Item);
    let sections: BTreeMap<Span, Verdict> =
        heads.filter_map(|piece| Some((piece.span, verdict_of_heading(document.words(piece.span))?))).collect();
    let mut classes: Vec<Verdict> = sections.values().copied().collect();
    classes.sort_unstable();
    classes.dedup();
    if sections.len() > classes.len() + 1 { BTreeMap::new() } else { sections }
}

/// A list line: the part that names, the verdict of the line or its section, the amount.
fn line(document: &Document, piece: &Piece, section: Option<(Verdict, Span)>) -> Option<Line> {
    let words = document.words(piece.span);
    if words.len() > LONGEST || piece.role().is_some() {
        return None;
    }
    let told = granted_for(document, piece.span);
    let purpose = told.as_ref().map(|(_, purpose)| *purpose);
    let tailed = told.map_or_else(|| tailed(document, piece.span), |(tailed, _)| tailed);
    let Tailed { name: span, verdict: own, amount, points, explanation } = tailed;
    let name = document.words(span);
    let is_list_line = piece.kind == ParagraphKind::Item || section.is_some() || own.is_some() || amount.is_some();
    // "Open Deur, ingediend door Stad Meer. Gevraagd bedrag: 80.000 euro."
    let parts = sentences(name);
    let opens = parts.first().filter(|first| section.is_some() && parts.len() > 1 && first.len() <= LONGEST_OPENING);
    let span = opens.map_or(span, |first| span.part(first.clone()));
    let name = document.words(span).trim_end_matches('.');
    let span = Span::new(span.start, span.start + name.len());
    let are_sentences = opens.is_none() && parts.len() > 1;
    let is_told = piece.kind != ParagraphKind::Item && own.is_none() && amount.is_none() && tells(document, piece.span);
    let is_sentence = is_told
        || are_sentences
        || own.is_none() && amount.is_none() && name.ends_with(['.', '?', '!']) && name.len() > 80;
    let body: Vec<Passage> = explanation.map(|span| Passage { span, is_item: false }).into_iter().collect();
    let line = Line { span, verdict: own.or(section), amount, points, purpose, own: body.len(), body };
    (is_list_line && !name.is_empty() && !is_sentence).then_some(line)
}

/// "OCMW Meer: 92.000 euro voor brugfiguren": name, amount and what it is for.
fn granted_for(document: &Document, line: Span) -> Option<(Tailed, Span)> {
    const JOINTS: [&str; 8] = [":", " –", " —", " -", " krijgt", " ontvangt", " kreeg", " ontving"];
    let words = document.words(line);
    let found = amounts(words).into_iter().next()?;
    let before = words[..found.range.start].trim_end();
    let name = JOINTS.iter().find_map(|joint| before.strip_suffix(joint))?.trim_end();
    let behind = words[found.range.end..].strip_prefix(" voor ")?;
    let purpose = line.part(words.len() - behind.len()..words.len()).trimmed(&document.text);
    let end = document.words(purpose).trim_end_matches('.').len();
    let amount = Some(line.part(found.range));
    let tailed = Tailed { name: line.part(0..name.len()), verdict: None, amount, points: None, explanation: None };
    (!name.is_empty() && end > 0).then(|| (tailed, purpose.part(0..end)))
}

/// "De jury waardeert de verankering in de buurt."
fn tells(document: &Document, line: Span) -> bool {
    const FEWEST_WORDS: usize = 4;
    static OPENS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?:De|Het|Een|Deze|Dit|Er|Wij|We|Dat|Die|Uit|In|Met|Voor|Bij|Hoewel|Omdat)\s"));
    let words = document.words(line);
    words.ends_with('.') && words.split(' ').count() >= FEWEST_WORDS && OPENS.is_match(words) && !says_by_whom(words)
}
