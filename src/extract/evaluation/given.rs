//! A line in, the verdict that it gives and the words for it out.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, ParagraphKind, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::record::Verdict;

use super::super::label::Role;
use super::super::lines::mark_at;
use super::super::piece::{Label, Piece};
use super::super::tail::tailed;
use super::super::verdict::{answer, verdict, verdict_in_place, verdict_of_heading};
use super::super::vocabulary;
use super::decision;
use super::unit::LONGEST_NAME;

/// The verdict that each line gives: behind its label, on the line after a label that stands alone, or as its only words.
pub(super) fn verdicts(document: &Document, pieces: &[Piece]) -> Vec<Option<(Verdict, Span)>> {
    let below_items = LazyCell::new(|| are_below_items(document, pieces));
    (0..pieces.len()).map(|at| verdict_of(document, pieces, at, || *below_items)).collect()
}

fn verdict_of(
    document: &Document,
    pieces: &[Piece],
    at: usize,
    below_items: impl Fn() -> bool,
) -> Option<(Verdict, Span)> {
    let piece = &pieces[at];
    // A question asks what a verdict means, and an example shows one.
    let shows = |above: &Piece| above.label.is_none() && vocabulary::is_example(document.words(above.span));
    // The first line of a form can stand well above its verdict.
    let form = pieces[..at].iter().rposition(|above| above.label.is_none()).unwrap_or_default();
    let is_example = pieces[form.min(at.saturating_sub(2))..at].iter().any(shows);
    if is_example || document.words(piece.span).ends_with('?') {
        return None;
    }
    match &piece.label {
        Some(label) if label.role == Some(Role::Verdict) => {
            let value = match label.value.first() {
                Some(value) => value.span,
                None => pieces.get(at + 1).filter(|next| next.label.is_none())?.span,
            };
            let in_place = verdict_in_place(document.words(value)).map(|class| (class, core(document, value)));
            // "Besluit: Het college verleent een subsidie van 500 euro."
            let lists_options = || document.words(value).contains(" of ");
            in_place.or_else(|| decision::told(document, value).filter(|_| !lists_options()))
        }
        // "Score: 8,5/10 – Winnaar"
        Some(label) if label.role == Some(Role::Score) => tailed(document, label.value.first()?.span).verdict,
        Some(_) => None,
        None => {
            let labelled = at > 0 && !piece.is_heading() && pieces[at - 1].label.as_ref().is_some_and(Label::is_alone);
            // In plain text a number before a heading looks like that of a list item.
            let is_numbered =
                piece.gap_before && mark_at(document, piece.span).starts_with(|sign: char| sign.is_ascii_digit());
            // "=> GOEDGEKEURD"
            let is_pointed_at = mark_at(document, piece.span).ends_with(['>', '→', '➔', '➜', '⇒', '►']);
            let plain = (piece.kind != ParagraphKind::Item || is_numbered || is_pointed_at) && !labelled;
            // Above list items it is the heading of a list.
            let over_list =
                || pieces.get(at + 1).is_some_and(|next| next.kind == ParagraphKind::Item) && !below_items();
            let below_title = || at > 0 && is_title(document, &pieces[at - 1]);
            let alone = || {
                let words = document.words(piece.span);
                let class = verdict(words).or_else(|| answer(words).filter(|_| below_title()))?;
                (!over_list()).then_some((class, piece.span))
            };
            let behind = || {
                let line = tailed(document, piece.span);
                let apart = piece.gap_before || below_title();
                let short = piece.span.end - piece.span.start <= LONGEST_NAME && apart;
                // "Goedgekeurd (2.750 euro)"
                let priced = || line.amount.and_then(|_| Some((verdict(document.words(line.name))?, line.name)));
                line.verdict.filter(|_| piece.is_heading() || short).or_else(priced)
            };
            let stated = || stated(document, piece.span);
            plain.then(|| alone().or_else(behind).or_else(stated)).flatten()
        }
    }
}

/// Whether a line can be the title over the next one: a heading, or short words that stand apart.
fn is_title(document: &Document, piece: &Piece) -> bool {
    let words = document.words(piece.span);
    let apart = piece.gap_before && words.len() <= LONGEST_NAME && !words.ends_with(['.', ';', ',', ':', '?']);
    piece.is_heading() || piece.label.is_none() && apart
}

/// Whether verdicts stand below the items of a list that they are about, as in an agenda: the first one does.
fn are_below_items(document: &Document, pieces: &[Piece]) -> bool {
    let is_item = |piece: &Piece| piece.kind == ParagraphKind::Item;
    let gives_verdict = |piece: &Piece, fits: fn(&str) -> Option<Verdict>| {
        piece.label.is_none() && !is_item(piece) && fits(document.words(piece.span)).is_some()
    };
    let first = pieces.iter().position(|piece| gives_verdict(piece, verdict));
    let below = first.and_then(|first| pieces.get(first.checked_sub(1)?)).is_some_and(is_item);
    // A heading over the first item says that they stand above.
    let first_item = pieces.iter().position(is_item).unwrap_or_default();
    below && !pieces[..first_item].iter().any(|piece| gives_verdict(piece, verdict_of_heading))
}

/// "Ons advies is positief."
fn stated(document: &Document, line: Span) -> Option<(Verdict, Span)> {
    static STATED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\s*(?:het|ons|de|dit|hun|haar)?\s*(?:eind)?(?:advies|oordeel|beslissing|besluit|conclusie|uitspraak|voorstel)\s+(?:van (?:[\p{L}-]+ ){1,4})?(?:is|luidt|blijft)\s*:?\s*(?P<verdict>[^.]{3,60})\.?\s*$",
        )
    });
    let found = STATED.captures(document.words(line))?.name("verdict")?;
    let class = verdict_in_place(found.as_str())?;
    Some((class, line.part(found.range())))
}

/// The verdict that each paragraph tells in running words; the articles of a regulation tell none.
pub(super) fn verdicts_in_prose(document: &Document, pieces: &[Piece]) -> Vec<Option<(Verdict, Span)>> {
    static TITLED_ARTICLE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\s*(?i:artikel|art\.|§)\s*\d{1,3}\s*[.:–-]?\s+\p{Lu}[^.]{2,80}$"));
    let mut in_article = false;
    let told = |piece: &Piece| {
        if TITLED_ARTICLE.is_match(document.words(piece.span)) {
            in_article = true;
        } else if piece.is_heading() {
            in_article = false;
        }
        let is_prose = !in_article && piece.label.is_none() && piece.kind == ParagraphKind::Body;
        is_prose.then(|| decision::told(document, piece.span)).flatten()
    };
    pieces.iter().map(told).collect()
}

/// The words of a verdict without the explanation behind it.
fn core(document: &Document, value: Span) -> Span {
    let words = document.words(value);
    let end = [". ", "; ", " (", " – ", " - ", " — ", ", voor ", " voor een bedrag", ", tot een "]
        .iter()
        .filter_map(|sign| words.find(sign))
        .chain(amounts(words).first().map(|amount| amount.range.start))
        .min()
        .unwrap_or(words.len());
    let shorter = Span::new(value.start, value.start + end);
    let says_the_same = verdict_in_place(document.words(shorter)) == verdict_in_place(words);
    let shorter = if says_the_same { shorter } else { value };
    let words = document.words(shorter).trim_end_matches(['.', ';', ',', ':', '(', '-', '–', ' ']);
    Span::new(shorter.start, shorter.start + words.len())
}
