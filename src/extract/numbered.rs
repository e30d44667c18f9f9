//! Finds headings that are numbered alike, each with a name in brackets at its end: `1. Title (Organisation)`.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Paragraph, ParagraphKind, Span};
use crate::dutch::fold::regex;

use super::lines::{mark, paragraphs};
use super::reading::ratio;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d{1,3})[.)]$"));
/// A heading keeps its number among its words.
static NUMBERED_HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\d{1,3})[.)]\s+"));
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<title>.*\S)\s*\((?P<name>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;]?$"));
/// A heading is at most this long, in bytes.
const LONGEST_HEADING: usize = 250;

/// A numbered heading and what stands under it.
pub(super) struct Numbered<'doc> {
    /// As printed.
    pub(super) number: u32,
    pub(super) title: Span,
    pub(super) name: Span,
    pub(super) body: Vec<&'doc Paragraph>,
}

/// The numbered headings and the share of numbered lines that have a name in brackets.
pub(super) fn headings(document: &Document) -> (Vec<Numbered<'_>>, f32) {
    let paragraphs = paragraphs(document);
    let numbered: Vec<(usize, u32)> =
        (0..paragraphs.len()).filter_map(|at| Some((at, number(document, paragraphs[at])?))).collect();
    let named: Vec<(usize, u32, Span, Span)> = numbered
        .iter()
        .filter_map(|&(at, number)| {
            let (title, name) = parts(document, paragraphs[at].span)?;
            Some((at, number, title, name))
        })
        .collect();
    let ends = named.iter().skip(1).map(|next| next.0).chain([paragraphs.len()]);
    let headings = named
        .iter()
        .zip(ends)
        .map(|(&(at, number, title, name), end)| Numbered {
            number,
            title,
            name,
            body: paragraphs[at + 1..end].to_vec(),
        })
        .collect();
    (headings, ratio(named.len(), numbered.len()))
}

fn number(document: &Document, paragraph: &Paragraph) -> Option<u32> {
    match paragraph.kind {
        ParagraphKind::Item => NUMBER.captures(mark(document, paragraph))?[1].parse().ok(),
        ParagraphKind::Heading(_) => NUMBERED_HEADING.captures(document.words(paragraph.span))?[1].parse().ok(),
        ParagraphKind::Body | ParagraphKind::Note => None,
    }
}

fn parts(document: &Document, span: Span) -> Option<(Span, Span)> {
    let words = document.words(span);
    if words.len() > LONGEST_HEADING {
        return None;
    }
    let number = NUMBERED_HEADING.find(words).map_or(0, |number| number.end());
    let (span, words) = (span.part(number..words.len()), &words[number..]);
    let captures = NAMED.captures(words)?;
    let place = |name: &str| captures.name(name).map(|found| span.part(found.range()));
    Some((place("title")?.trimmed(&document.text), place("name")?.trimmed(&document.text)))
}
