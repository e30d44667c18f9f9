//! One column of a table in; what its cells have in common, whatever stands at its head, out.

use std::collections::BTreeSet;

use crate::document::{Cell, Document, Paragraph, Row, Span, Table};
use crate::dutch::money::{amounts, bare_amount};
use crate::record::Verdict;

use super::super::label;
use super::super::reading::ratio;
use super::super::score;
use super::super::verdict::{Legend, verdict};
use super::super::vocabulary;
use super::cell_name::named;
use super::heads::LONGEST_HEAD;

/// The cells of one column in some rows.
#[derive(Clone, Copy)]
pub(super) struct Column<'doc> {
    pub(super) document: &'doc Document,
    pub(super) rows: &'doc [Row],
    pub(super) at: u16,
}

impl<'doc> Column<'doc> {
    fn filled(self) -> Vec<&'doc Cell> {
        cells(self.rows, self.at).filter(|cell| !cell.paragraphs.is_empty()).collect()
    }

    /// The texts of the cells that hold any.
    pub(super) fn words(self) -> Vec<&'doc str> {
        let words = cells(self.rows, self.at).map(|cell| self.document.words(cell.span).trim());
        words.filter(|words| !words.is_empty()).collect()
    }

    fn share(self, fits: impl Fn(&str) -> bool) -> f32 {
        let words = self.words();
        ratio(words.iter().filter(|words| fits(words)).count(), words.len())
    }

    fn share_of_cells(self, fits: impl Fn(&Cell) -> bool) -> f32 {
        let filled = self.filled();
        ratio(filled.iter().filter(|cell| fits(cell)).count(), filled.len())
    }

    fn share_of_different(self) -> f32 {
        let words = self.words();
        ratio(words.iter().collect::<BTreeSet<_>>().len(), words.len())
    }

    /// How many bytes all its texts have.
    pub(super) fn length(self) -> usize {
        self.words().iter().map(|words| words.len()).sum()
    }

    pub(super) fn has_letters(self) -> bool {
        self.words().iter().any(|words| words.contains(char::is_alphabetic))
    }

    /// Whether a text is longer than this many bytes.
    pub(super) fn is_longer_than(self, length: usize) -> bool {
        self.words().iter().any(|words| words.len() > length)
    }

    /// Whether the texts are short, and many of them hold a word that tells of an organisation.
    pub(super) fn are_names(self) -> bool {
        self.share(|words| vocabulary::organisation_words(words) > 0) >= 0.4
            && self.share(|words| words.len() <= LONGEST_HEAD) >= 0.8
    }

    /// Whether the texts could be names: a sentence is none, and names differ.
    pub(super) fn could_be_names(self) -> bool {
        let is_sentence = |words: &str| words.ends_with('.') || words.len() > LONGEST_HEAD;
        !self.are_numbers() && self.share(is_sentence) <= 0.5 && self.share_of_different() > 0.5
    }

    /// Whether most cells hold words besides a number.
    pub(super) fn are_named_dossiers(self) -> bool {
        let named = |cell: &Cell| {
            let lines = named(self.document, cell).lines;
            lines.iter().any(|line| self.document.words(*line).split(' ').filter(|word| word.len() > 2).count() > 1)
        };
        self.share_of_cells(named) >= 0.6 && self.share_of_different() > 0.5
    }

    pub(super) fn are_numbers(self) -> bool {
        self.words().iter().all(|words| words.bytes().any(|byte| byte.is_ascii_digit()) && words.len() < 20)
    }

    /// Whether most cells hold several lines, one of them the name of an organisation.
    pub(super) fn holds_names_and_titles(self) -> bool {
        let names = |line: &Paragraph| vocabulary::organisation_words(self.document.words(line.span)) > 0;
        self.share_of_cells(|cell| cell.paragraphs.len() > 1 && cell.paragraphs.iter().any(names)) >= 0.5
    }

    /// Whether the texts could be titles: short, different, without amounts.
    pub(super) fn could_be_titles(self) -> bool {
        let fits = |words: &str| {
            words.len() <= LONGEST_HEAD && words.contains(char::is_alphabetic) && amounts(words).is_empty()
        };
        let fewest = self.rows.len().clamp(1, 2);
        self.words().len() >= fewest && self.share_of_different() >= 0.8 && self.share(fits) >= 0.7
    }

    /// Whether all texts that say something are amounts, and there are several.
    pub(super) fn are_amounts(self) -> bool {
        let told: Vec<&str> = self.words().into_iter().filter(|words| !vocabulary::is_nothing(words)).collect();
        let is_amount =
            |words: &&str| amounts(words).first().is_some_and(|amount| words.len() - amount.range.len() <= 2);
        told.len() >= 2 && told.iter().all(is_amount)
    }

    /// Whether all texts are amounts, or say that there is none.
    pub(super) fn hold_amounts(self) -> bool {
        self.share(|words| vocabulary::is_nothing(words) || !amounts(words).is_empty() || bare_amount(words).is_some())
            >= 1.0
    }

    pub(super) fn are_sentences(self) -> bool {
        self.share(|words| words.ends_with('.')) > 0.5
    }

    pub(super) fn has_points(self) -> bool {
        self.words().iter().any(|words| score::points(words).is_some())
    }

    /// Whether the numbers only count the rows.
    pub(super) fn counts_rows(self) -> bool {
        let numbers = self.words().into_iter().filter_map(|words| words.trim_end_matches('.').parse().ok());
        let numbers: Vec<u32> = numbers.collect();
        numbers.first() == Some(&1) && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    }

    /// The share of the texts that this reads as a verdict.
    pub(super) fn verdicts(self, verdict: impl Fn(&str) -> Option<Verdict>) -> f32 {
        let filled: Vec<&str> = self.words().into_iter().filter(|words| label::role(words).is_none()).collect();
        ratio(filled.iter().filter(|words| verdict(words).is_some()).count(), filled.len())
    }

    /// The share of the cells that open with a line that is a verdict.
    pub(super) fn opening_verdicts(self) -> f32 {
        let judged = |cell: &Cell| {
            opening_verdict(self.document, cell).is_some() || verdict(self.document.words(cell.span)).is_some()
        };
        self.share_of_cells(judged)
    }

    /// The share of the cells in which a verdict stands under a name.
    pub(super) fn verdicts_below_names(self) -> f32 {
        self.share_of_cells(|cell| named(self.document, cell).verdict.is_some())
    }
}

/// All columns in which a cell begins, from left to right.
pub(super) fn all_columns(table: &Table) -> Vec<u16> {
    let columns: BTreeSet<u16> = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.column)).collect();
    columns.into_iter().collect()
}

pub(super) fn cells(rows: &[Row], column: u16) -> impl Iterator<Item = &Cell> {
    rows.iter().filter_map(move |row| row.cells.iter().find(|cell| cell.column == column))
}

/// The cell of a row that covers a column.
pub(super) fn cell_at(row: &Row, column: u16) -> Option<&Cell> {
    row.cells.iter().find(|cell| cell.column <= column && column < cell.column + cell.width.max(1))
}

/// The verdict in a cell: its only words, or its first line above the text on it.
pub(super) fn verdict_in(document: &Document, cell: &Cell, legend: &Legend) -> Option<(Verdict, Span)> {
    let whole = || Some((legend.verdict(document.words(cell.span))?, cell.span));
    opening_verdict(document, cell).or_else(whole)
}

fn opening_verdict(document: &Document, cell: &Cell) -> Option<(Verdict, Span)> {
    let [first, _, ..] = cell.paragraphs.as_slice() else { return None };
    Some((verdict(document.words(first.span))?, first.span))
}
