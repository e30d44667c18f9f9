//! The row or block that grants money in, one grant out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Cell, Excerpt, Paragraph, Row, Span};
use crate::dutch::fold::{fold, regex};
use crate::record::{Grant, RecordKind};

use super::draft::Origin;
use super::grant::StatedTotal;
use super::label::{self, Role};
use super::name::unquoted;
use super::project::with_mark;
use super::vocabulary;

static SPLIT_HYPHEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(\p{L})- (\p{Lu})"));

static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:Gemeente|Stad|Provincie|OCMW)\s"));

/// Shorter than this, words with a full stop can be a title.
const SHORTEST_SENTENCE: usize = 40;

/// Under a head such as "omschrijving", a text of at most so many bytes is the title.
const LONGEST_TITLE: usize = 100;

/// A row of the table with the text that belongs to it.
pub(super) struct Award {
    pub(super) beneficiaries: Vec<Span>,
    pub(super) title: Option<Excerpt>,
    pub(super) amount: StatedTotal,
    pub(super) description: Vec<Span>,
}

impl Award {
    pub(super) fn of(origin: Origin<'_>, row: &Row, head: Option<&Row>, amount: StatedTotal) -> Option<Self> {
        let filled: Vec<&Cell> = row
            .cells
            .iter()
            .filter(|cell| cell.span != amount.1 && !origin.document.words(cell.span).trim().is_empty())
            .collect();
        let role = |head: &Cell| role_of_head(origin.document.words(head.span));
        let under = |wanted: Role| {
            let column = head?.cells.iter().find(|cell| role(cell) == Some(wanted))?.column;
            filled.iter().copied().find(|cell| cell.column == column)
        };
        let head_of = |cell: &Cell| role(head?.cells.iter().find(|head| head.column == cell.column)?);
        let is_named = |cell: &&&Cell| {
            !matches!(head_of(cell), Some(Role::Project | Role::Reference | Role::Assessment))
                && vocabulary::names_organisation(origin.document.words(cell.span))
        };
        let named = || filled.iter().find(is_named).or(filled.first()).copied();
        let receiver = under(Role::Beneficiary).or_else(|| under(Role::Promoter)).or_else(named)?;
        let has_words = |cell: &Cell| origin.document.words(cell.span).contains(char::is_alphabetic);
        let could_be_title =
            |cell: &&Cell| cell.column != receiver.column && head_of(cell).is_none() && has_words(cell);
        let text = under(Role::Assessment);
        let short = text.filter(|cell| cell.paragraphs.len() == 1 && cell.span.end - cell.span.start <= LONGEST_TITLE);
        let is_text = |cell: &Cell| {
            let words = origin.document.words(cell.span).trim();
            words.len() > LONGEST_TITLE || words.ends_with('.') && words.contains(' ')
        };
        let of_own = || filled.iter().copied().filter(could_be_title);
        let title = under(Role::Project).or_else(|| of_own().find(|cell| !is_text(cell))).or(short);
        let text = text.or_else(|| of_own().find(|cell| is_text(cell)));
        let text = text.filter(|text| title.is_none_or(|title| title.span != text.span));
        let mut award =
            Self { beneficiaries: names(origin.text(), receiver.span), title: None, amount, description: Vec::new() };
        let text = text.into_iter().flat_map(|cell| &cell.paragraphs);
        // What stands below the title in its cell tells what the project is about.
        let lines = title.map(|cell| cell.paragraphs.as_slice()).unwrap_or_default();
        // A sentence alone in the cell for the title tells what it is about.
        let is_sentence = |line: &Paragraph| {
            let words = origin.document.words(line.span);
            words.len() > SHORTEST_SENTENCE && words.ends_with('.')
        };
        let (first, further) = match lines {
            [first, ..] if is_sentence(first) => (None, Some(lines)),
            _ => lines.split_first().unzip(),
        };
        award.title = first.map(|first: &Paragraph| unquoted(origin.document, first.span).into());
        award.describe(origin, further.into_iter().flatten().chain(text));
        Some(award)
    }

    pub(super) fn describe<'doc>(&mut self, origin: Origin<'_>, paragraphs: impl IntoIterator<Item = &'doc Paragraph>) {
        for paragraph in paragraphs {
            let mut span = with_mark(origin.text(), paragraph);
            if self.description.is_empty() {
                span.start += vocabulary::description_start(span.of(origin.text()));
            }
            if !span.trimmed(origin.text()).is_empty() {
                self.description.push(span);
            }
        }
    }

    pub(super) fn grant(&self, origin: Origin<'_>) -> Grant {
        let mut draft = origin.draft();
        let beneficiaries = self.beneficiaries.iter().enumerate();
        let beneficiaries = beneficiaries
            .map(|(number, &span)| {
                let name = draft.words(format!("beneficiaries.{number}"), &span.into());
                SPLIT_HYPHEN.replace_all(&name, "$1-$2").into_owned()
            })
            .collect();
        let title = self.title.as_ref().map(|title| draft.words("title", title));
        draft.stands_at("amount", &[self.amount.1]);
        let description = draft.words("description", &self.description.iter().copied().collect());
        let parts = self.beneficiaries.iter().chain(&self.description).copied();
        let (id, source) = draft.close(RecordKind::Grant, parts.fold(self.amount.1, Span::cover));
        Grant { id, source, beneficiaries, title, amount: self.amount.0.clone(), description }
    }
}

/// In a table of grants a column "naam" is one of those who receive.
fn role_of_head(head: &str) -> Option<Role> {
    label::role(head).or_else(|| (fold(head).trim() == "naam").then_some(Role::Beneficiary))
}

/// The names in a cell: parted by commas, semicolons, spaced slashes and lines, the last two also by "en".
pub(super) fn names(text: &str, cell: Span) -> Vec<Span> {
    let words = cell.of(text);
    let mut names = Vec::new();
    let mut start = 0;
    let signs = words.match_indices([',', ';', '\n']).map(|(at, sign)| (at, at + sign.len()));
    // "OCMW Meer / Huis van het Kind"
    let slashes = words.match_indices(" / ").map(|(at, sign)| (at, at + sign.len()));
    // "Gemeente Noord Gemeente Zuid": two lines of a cell that became one.
    let authorities: Vec<usize> = AUTHORITY.find_iter(words).map(|found| found.start()).skip(1).collect();
    let lost = authorities.into_iter().filter(|&at| {
        words[..at].trim_end().ends_with(char::is_alphanumeric) && !words[..at].trim_end().ends_with(" en")
    });
    let mut cuts: Vec<(usize, usize)> = signs.chain(slashes).chain(lost.map(|at| (at, at))).collect();
    cuts.sort_unstable();
    for (at, next) in cuts {
        names.push(cell.part(start..at));
        start = next;
    }
    let last = Span::new(cell.start + start, cell.end);
    let joint = last.of(text).find(" en ").filter(|&joint| !names.is_empty() || joins_two(last.of(text), joint));
    match joint {
        Some(joint) => {
            names.push(Span::new(last.start, last.start + joint));
            names.push(Span::new(last.start + joint + " en ".len(), last.end));
        }
        None => names.push(last),
    }
    names.into_iter().map(|name| name.trimmed(text)).filter(|name| !fold(name.of(text)).is_empty()).collect()
}

/// Whether "en" stands between two organisations, and not in the name of one.
fn joins_two(words: &str, joint: usize) -> bool {
    let (left, right) = (&words[..joint], &words[joint + " en ".len()..]);
    let is_place = |name: &str| name.starts_with(char::is_uppercase) && !name.trim().contains(' ');
    if is_place(left) && is_place(right) {
        return true;
    }
    let is_name = |name: &str| vocabulary::organisation_words(name) > 0 && name.split([' ', '-']).count() >= 2;
    is_name(left) && is_name(right) && right.contains(char::is_uppercase)
}
