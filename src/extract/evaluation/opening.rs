//! The lines of a document in, the ranges of lines that each make up one block out.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, ParagraphKind};
use crate::dutch::fold::{fold, regex};

use super::super::label::Role;
use super::super::lines::mark_at;
use super::super::piece::{Label, Piece};
use super::super::verdict::{answer, verdict};

/// A line that opens a block without being a heading is at most so many bytes long.
const LONGEST_OPENING: usize = 160;

static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\p{Lu}?(?P<word>\p{L}{2,20})\s+(?:nr\.?\s*)?\d{1,3}\b(?:\s*$|\s*[-–—:.|(]|\s+\p{Lu})"));

/// What the first line of every block has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A label with this role.
    Label(Role),
    /// The first of several labels that tell who asks for what.
    FirstLabel,
    /// A heading of this level.
    Heading(u8),
    /// A heading of any level.
    AnyHeading,
    /// A line that begins with a number.
    Numbered,
    /// A line that begins with a word and a number: `Fiche 3`, `Agendapunt 7 - …`.
    Counted,
    /// A short line that stands apart, right above a label.
    Short,
    /// A short line that stands apart, above running text: the verdict ends the block, or stands between them.
    Title,
    /// Either of the two.
    Apart,
}

pub(super) const OPENINGS: [Opening; 16] = [
    Opening::Heading(1),
    Opening::Heading(2),
    Opening::Heading(3),
    Opening::Heading(4),
    Opening::AnyHeading,
    Opening::Numbered,
    Opening::Counted,
    Opening::Short,
    Opening::Title,
    Opening::Apart,
    Opening::FirstLabel,
    Opening::Label(Role::Reference),
    Opening::Label(Role::Verdict),
    Opening::Label(Role::Promoter),
    Opening::Label(Role::Project),
    Opening::Label(Role::Beneficiary),
];

/// From every line that opens a block up to the next one, or to a heading that closes the list of blocks.
pub(super) fn ranges(document: &Document, pieces: &[Piece], opening: Opening) -> Vec<Range<usize>> {
    let starts = match opening {
        Opening::FirstLabel => first_labels(pieces),
        Opening::Counted => counted(document, pieces),
        Opening::Short | Opening::Title | Opening::Apart => titles(document, pieces, opening),
        _ => (0..pieces.len()).filter(|&at| opening.fits(document, pieces, at)).collect(),
    };
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let mut ranges: Vec<Range<usize>> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let higher = (start + 1..end).find(|&at| is_above(document, &pieces[start], &pieces[at]));
            start..higher.unwrap_or(end)
        })
        .collect();
    drop_fore_titles(document, pieces, &mut ranges);
    let heading_in = |lines: &Range<usize>| (lines.start + 1..lines.end).find(|&at| pieces[at].is_heading());
    // Behind the last block a heading of a kind that the others do not have opens something else.
    if let Some((last, others)) = ranges.split_last_mut()
        && !others.is_empty()
        && !others.iter().any(|lines| heading_in(lines).is_some_and(|at| at + 1 < lines.end))
    {
        last.end = heading_in(last).unwrap_or(last.end);
    }
    ranges
}

/// Where the same words, numbers aside, stand right above every block (`Fiche 3`), they belong to what comes below.
fn drop_fore_titles(document: &Document, pieces: &[Piece], ranges: &mut [Range<usize>]) {
    let title_above = |lines: &Range<usize>| {
        let above = pieces.get(lines.start.checked_sub(1)?)?;
        let words = document.words(above.span);
        let is_title = above.label.is_none() && words.len() <= LONGEST_OPENING && !words.ends_with(['.', ';', ':']);
        let telling = |word: &&str| !word.contains(|sign: char| sign.is_ascii_digit());
        is_title.then(|| fold(words).split(' ').filter(telling).collect::<Vec<_>>().join(" "))
    };
    let titles: Vec<Option<String>> = ranges.iter().map(title_above).collect();
    let Some(first) = titles.iter().flatten().next().filter(|first| !first.is_empty()) else { return };
    if ranges.len() < 2 || titles.iter().any(|title| title.as_ref() != Some(first)) {
        return;
    }
    let starts: Vec<usize> = ranges.iter().skip(1).map(|lines| lines.start).collect();
    for (lines, next) in ranges.iter_mut().zip(starts) {
        lines.end = lines.end.min(next - 1);
    }
}

/// Whether a line is a heading of a higher level than the line that opens a block: `4 Besluit` behind `3.12 Dorpsraad`.
fn is_above(document: &Document, opening: &Piece, line: &Piece) -> bool {
    let depth = |piece: &Piece| {
        let number = document.words(piece.span).split(' ').next().unwrap_or_default().trim_end_matches('.');
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        is_number.then(|| number.split('.').count())
    };
    let level = |piece: &Piece| match piece.kind {
        ParagraphKind::Heading(level) if piece.label.is_none() => Some(level),
        _ => None,
    };
    let outranked = level(opening).zip(level(line)).is_some_and(|(own, other)| other < own);
    let words = document.words(line.span);
    let stands_apart = line.label.is_none()
        && line.kind != ParagraphKind::Item
        && words.len() <= LONGEST_OPENING
        && !words.ends_with(['.', ';', ':']);
    outranked || stands_apart && depth(opening).zip(depth(line)).is_some_and(|(own, other)| own > 1 && other < own)
}

/// The labels that tell who asks for what: each opens a block unless it stands with others of its block.
fn first_labels(pieces: &[Piece]) -> Vec<usize> {
    let (mut starts, mut seen) = (Vec::new(), Vec::new());
    for (at, piece) in pieces.iter().enumerate() {
        let Some(role) = piece.role().filter(|_| tells_who(piece)) else { continue };
        if !label_before(pieces, at).is_some_and(is_field) || seen.contains(&role) {
            starts.push(at);
            seen.clear();
        }
        seen.push(role);
    }
    starts
}

/// The lines that could be titles; what stands over several blocks ("Verslag van de jury") is none.
fn titles(document: &Document, pieces: &[Piece], opening: Opening) -> Vec<usize> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|&at| opening.fits(document, pieces, at)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for &at in &starts {
        *uses.entry(document.words(pieces[at].span)).or_default() += 1;
    }
    let all = starts.len();
    let recurs = |at: usize| uses.get(document.words(pieces[at].span)).is_some_and(|&uses| uses > 1 && uses * 2 >= all);
    starts.into_iter().filter(|&at| !recurs(at)).collect()
}

/// The lines that begin with the word that most often stands before a number at the start of a line.
fn counted(document: &Document, pieces: &[Piece]) -> Vec<usize> {
    let word = |at: &usize| {
        let piece = &pieces[*at];
        let words = document.words(piece.span);
        let fits = piece.label.is_none() && piece.kind != ParagraphKind::Item && words.len() <= LONGEST_OPENING;
        COUNTED.captures(words).filter(|_| fits).map(|found| found["word"].to_lowercase())
    };
    let words: Vec<(usize, String)> = (0..pieces.len()).filter_map(|at| Some((at, word(&at)?))).collect();
    let uses = |word: &String| words.iter().filter(|(_, other)| other == word).count();
    let Some((_, usual)) = words.iter().max_by_key(|(_, word)| uses(word)).filter(|(_, word)| uses(word) > 1) else {
        return Vec::new();
    };
    words.iter().filter(|(_, word)| word == usual).map(|(at, _)| *at).collect()
}

impl Opening {
    fn fits(self, document: &Document, pieces: &[Piece], at: usize) -> bool {
        let piece = &pieces[at];
        let words = document.words(piece.span);
        let short = words.len() <= LONGEST_OPENING;
        match self {
            Self::Label(role) => piece.role() == Some(role),
            Self::FirstLabel => tells_who(piece),
            Self::Counted => COUNTED.is_match(words),
            Self::Heading(level) => piece.label.is_none() && piece.kind == ParagraphKind::Heading(level),
            Self::AnyHeading => piece.is_heading(),
            Self::Numbered => piece.label.is_none() && short && is_numbered(document, piece),
            Self::Short | Self::Title | Self::Apart => {
                let apart = piece.gap_before || at == 0 || pieces[at - 1].page != piece.page;
                let plain = piece.label.is_none() && piece.kind != ParagraphKind::Item && verdict(words).is_none();
                let above = match self {
                    Self::Short => is_over_label(document, pieces, at),
                    Self::Title => is_over_text(document, pieces, at),
                    _ => is_over_label(document, pieces, at) || is_over_text(document, pieces, at),
                };
                plain && short && apart && above && !words.ends_with(['.', ';', ','])
            }
        }
    }
}

/// Whether a label stands below a line; between a title and the labels can stand who asks.
fn is_over_label(document: &Document, pieces: &[Piece], at: usize) -> bool {
    let labelled = |at: usize| pieces.get(at).is_some_and(|next| next.label.is_some());
    labelled(at + 1) || pieces.get(at + 1).is_some_and(|next| is_plain(document, next)) && labelled(at + 2)
}

/// Whether running text stands below a line; between them can stand the verdict.
fn is_over_text(document: &Document, pieces: &[Piece], at: usize) -> bool {
    let words = |next: &Piece| document.words(next.span);
    let is_text = |next: &Piece| next.label.is_none() && next.kind == ParagraphKind::Body && words(next).ends_with('.');
    let is_verdict =
        |next: &Piece| next.label.is_none() && verdict(words(next)).or_else(|| answer(words(next))).is_some();
    let below = pieces.get(at + 1);
    let goes_on = |next: &Piece| is_text(next) || next.label.is_some();
    below.is_some_and(is_text) || below.is_some_and(is_verdict) && pieces.get(at + 2).is_some_and(goes_on)
}

/// A short line right below another one that is no sentence.
fn is_plain(document: &Document, piece: &Piece) -> bool {
    let words = document.words(piece.span);
    !piece.gap_before
        && piece.kind != ParagraphKind::Item
        && words.len() <= LONGEST_OPENING
        && !words.ends_with(['.', ';', ','])
}

fn tells_who(piece: &Piece) -> bool {
    matches!(piece.role(), Some(Role::Promoter | Role::Beneficiary | Role::Project | Role::Reference))
}

/// The label right above a line, whose value may stand between them.
fn label_before(pieces: &[Piece], at: usize) -> Option<&Piece> {
    let above = pieces.get(at.checked_sub(1)?)?;
    let further = || pieces.get(at.checked_sub(2)?).filter(|piece| piece.label.as_ref().is_some_and(Label::is_alone));
    if above.label.is_some() { Some(above) } else { further() }
}

/// A label of one value, such as stand together at the head of a block.
fn is_field(piece: &Piece) -> bool {
    tells_who(piece) || matches!(piece.role(), Some(Role::Amount | Role::Requested | Role::Score | Role::Other))
}

fn is_numbered(document: &Document, piece: &Piece) -> bool {
    let mark = match piece.kind {
        ParagraphKind::Item => mark_at(document, piece.span),
        _ => document.words(piece.span).split_whitespace().next().unwrap_or_default(),
    };
    let digits = mark.trim_end_matches(['.', ')', ':']);
    !digits.is_empty() && digits.len() < mark.len() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
