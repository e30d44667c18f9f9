//! A table in, which of its columns plays which role, and which of its rows are heads, out.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Cell, Document, Row, Span, Table};
use crate::dutch::money::amounts;
use crate::record::Verdict;

use super::super::label::{self, Role};
use super::super::reading::ratio;
use super::super::score;
use super::super::verdict::{Legend, answer, verdict};
use super::super::vocabulary;
use super::cell_name::named;
use super::heads::{LONGEST_HEAD, heads, is_head, is_over_text};

/// How many rows may stand above the row with the heads of the columns.
const HEAD_WITHIN: usize = 10;

/// From this share of verdict words on, a column is a column of verdicts.
const VERDICTS: f32 = 0.6;

/// Under a head that says so, some words for a verdict may be unknown.
const VERDICTS_UNDER_HEAD: f32 = 0.4;

/// Under a head for verdicts, what is no longer than this and no verdict is no text either.
const SHORTEST_TEXT: usize = 40;

/// The roles of the columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// Columns of every role, from left to right.
    columns: BTreeMap<Role, Vec<u16>>,
    /// The first row under the heads; 0 where there are none.
    pub(super) first_row: usize,
    /// The most points that could be had.
    pub(super) most_points: Option<String>,
}

impl Columns {
    /// The columns of a table with verdicts; `None` where no column holds any.
    ///
    /// A table of which a heading gives the verdicts, `judged` above it, needs heads instead.
    pub(super) fn of(document: &Document, table: &Table, legend: &Legend, judged: bool) -> Option<Self> {
        let mut columns = Self::by_heads(document, table);
        if columns.is_of_tasks(document, table) {
            return None;
        }
        let found = columns.find_verdicts(document, table, legend);
        if found.is_none() && !(judged && columns.has_heads()) {
            return None;
        }
        columns.find_promoter(document, table)?;
        columns.find_amount(document, table);
        columns.find_text(document, table);
        columns.find_project(document, table);
        columns.choose_score(document, table);
        columns.choose_reference(document, table);
        Some(columns)
    }

    /// "Actie, wie, status": what is to be done, and no applications.
    fn is_of_tasks(&self, document: &Document, table: &Table) -> bool {
        let heads = table.rows.iter().take(self.first_row).flat_map(|row| &row.cells);
        let tells = [Role::Assessment, Role::Amount, Role::Score, Role::Reference];
        !tells.iter().any(|role| self.columns.contains_key(role))
            && heads.map(|cell| document.words(cell.span)).any(vocabulary::is_task)
    }

    /// Whether a row of heads says which column is which.
    pub(super) fn has_heads(&self) -> bool {
        self.first_row > 0
    }

    pub(super) fn all(&self, role: Role) -> &[u16] {
        self.columns.get(&role).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn first(&self, role: Role) -> Option<u16> {
        self.all(role).first().copied()
    }

    fn by_heads(document: &Document, table: &Table) -> Self {
        let within = table.rows.iter().take(HEAD_WITHIN);
        let several = within.clone().position(|row| heads(document, row).len() >= 2);
        let Some(first) = several.or_else(|| within.clone().position(|row| is_over_text(document, table, row))) else {
            return Self::default();
        };
        // Heads over several columns have heads of their own below them.
        let further = table.rows[first + 1..].iter().take(2).take_while(|row| is_head(document, row)).count();
        let mut roles: BTreeMap<u16, Role> = BTreeMap::new();
        for row in &table.rows[first..=first + further] {
            roles.extend(heads(document, row));
        }
        let mut columns = Self { first_row: first + further + 1, ..Self::default() };
        for (column, role) in roles {
            columns.columns.entry(role).or_default().push(column);
        }
        if let Some(column) = columns.first(Role::Score) {
            let heads = table.rows[first..=first + further].iter().filter_map(|row| cell_at(row, column));
            columns.most_points = heads.filter_map(|cell| score::most(document.words(cell.span))).next();
        }
        columns
    }

    /// A column called "advies" can hold the text of it; a column without head can hold the verdicts.
    fn find_verdicts(&mut self, document: &Document, table: &Table, legend: &Legend) -> Option<()> {
        let share = |column: &u16| verdict_share(document, self.body(table), *column, |words| legend.verdict(words));
        let mut named = self.all(Role::Verdict).to_vec();
        if named.is_empty() {
            // "Steun": ja, neen
            named.extend(self.all(Role::Amount).iter().copied().find(|column| share(column) >= VERDICTS_UNDER_HEAD));
        }
        let judged: Vec<u16> = named.iter().copied().filter(|column| share(column) >= VERDICTS_UNDER_HEAD).collect();
        // What was decided counts more than what was advised.
        let is_advice =
            |column: &u16| self.heads_of(table, *column).any(|head| label::is_advice(document.words(head.span)));
        if let Some(column) = judged.iter().copied().find(|column| !is_advice(column)).or(judged.first().copied()) {
            // "Status: afgehandeld" tells nothing.
            let tells = |column: &u16| {
                cells(self.body(table), *column).any(|cell| document.words(cell.span).len() > SHORTEST_TEXT)
            };
            let others = named.into_iter().filter(|other| !judged.contains(other) && tells(other));
            let (advice, others): (Vec<u16>, Vec<u16>) = others.partition(is_advice);
            self.columns.values_mut().for_each(|columns| columns.retain(|other| *other != column));
            self.columns.insert(Role::Verdict, vec![column]);
            self.columns.entry(Role::Assessment).or_default().extend(others);
            // Beside the reasons an advice is one to the applicant.
            let role = if self.columns[&Role::Assessment].is_empty() { Role::Assessment } else { Role::Remarks };
            self.columns.entry(role).or_default().extend(advice);
        } else {
            self.columns.remove(&Role::Verdict);
            self.columns.entry(Role::Assessment).or_default().extend(named);
            // "Ja" is a verdict among others.
            let any = |words: &str| verdict(words).or_else(|| answer(words));
            let fits = |column: &u16| {
                verdict_share(document, self.body(table), *column, verdict) > 0.0
                    && verdict_share(document, self.body(table), *column, any) >= VERDICTS
            };
            let opens = |column: &u16| opening_share(document, self.body(table), *column) >= VERDICTS;
            let below = |column: &u16| below_name_share(document, self.body(table), *column) >= VERDICTS;
            let find = |fits: &dyn Fn(&u16) -> bool| all_columns(table).into_iter().find(fits);
            // Text can stand under the verdict, and the verdict under the name.
            let (column, beside) = find(&fits)
                .map(|column| (column, None))
                .or_else(|| Some((find(&opens)?, Some(Role::Assessment))))
                .or_else(|| Some((find(&below)?, Some(Role::Promoter))))?;
            self.columns.values_mut().for_each(|columns| columns.retain(|other| *other != column));
            for role in std::iter::once(Role::Verdict).chain(beside) {
                self.columns.insert(role, vec![column]);
            }
        }
        self.columns.retain(|_, columns| !columns.is_empty());
        Some(())
    }

    /// The promoter is who gets the money, else the first column of names, else the first of short texts.
    fn find_promoter(&mut self, document: &Document, table: &Table) -> Option<()> {
        if self.columns.contains_key(&Role::Promoter) {
            return Some(());
        }
        let both =
            self.first(Role::Project).filter(|column| holds_names_and_titles(document, self.body(table), *column));
        if let Some(beneficiary) = self.columns.remove(&Role::Beneficiary) {
            // Beside a cell that names who asks and for what, "gemeente" heads a column of places.
            let are_places = both.is_some() && !are_names(document, self.body(table), beneficiary[0]);
            if !are_places {
                self.columns.insert(Role::Promoter, beneficiary);
                return Some(());
            }
        }
        let verdict = self.first(Role::Verdict).unwrap_or(u16::MAX);
        let body = self.body(table);
        let words = |column: u16| {
            cells(body, column).map(|cell| document.words(cell.span).trim()).filter(|words| !words.is_empty())
        };
        let free: Vec<u16> = self.free(table).into_iter().filter(|column| words(*column).next().is_some()).collect();
        let is_number = |column: &u16| {
            words(*column).all(|words| words.bytes().any(|byte| byte.is_ascii_digit()) && words.len() < 20)
        };
        // A sentence is no name, and names differ.
        let could_name = |column: &u16| {
            let all: Vec<&str> = words(*column).collect();
            let sentences = all.iter().filter(|words| words.ends_with('.') || words.len() > LONGEST_HEAD).count();
            let different: BTreeSet<&&str> = all.iter().collect();
            !is_number(column) && sentences * 2 <= all.len() && different.len() * 2 > all.len()
        };
        let named = free.iter().copied().find(|column| are_names(document, body, *column) && could_name(column));
        if named.is_none()
            && let Some(both) = both
        {
            self.columns.remove(&Role::Project);
            self.columns.insert(Role::Promoter, vec![both]);
            return Some(());
        }
        let likely: Vec<u16> = free.iter().copied().filter(could_name).collect();
        let left = likely.iter().copied().find(|column| *column < verdict).or(likely.first().copied());
        let promoter = named.or(left).or_else(|| free.iter().copied().find(|column| !is_number(column)));
        self.columns.insert(Role::Promoter, vec![promoter?]);
        Some(())
    }

    /// Without heads the one column of amounts holds what was granted.
    fn find_amount(&mut self, document: &Document, table: &Table) {
        if self.has_heads() {
            return;
        }
        let are_amounts = |column: &u16| {
            let all = cells(self.body(table), *column).map(|cell| document.words(cell.span).trim());
            let told: Vec<&str> = all.filter(|words| !vocabulary::is_nothing(words)).collect();
            let is_amount =
                |words: &&&str| amounts(words).first().is_some_and(|amount| words.len() - amount.range.len() <= 2);
            told.len() >= 2 && told.iter().filter(is_amount).count() == told.len()
        };
        let found: Vec<u16> = self.free(table).into_iter().filter(are_amounts).collect();
        if let [only] = found.as_slice() {
            self.columns.insert(Role::Amount, vec![*only]);
        }
    }

    /// Without a head that says so, the longest column is the text; a column of remarks alone holds everything.
    fn find_text(&mut self, document: &Document, table: &Table) {
        if self.columns.contains_key(&Role::Assessment) {
            return;
        }
        let length =
            |column: u16| cells(self.body(table), column).map(|cell| document.words(cell.span).len()).sum::<usize>();
        let has_words = |column: &u16| {
            cells(self.body(table), *column).any(|cell| document.words(cell.span).contains(char::is_alphabetic))
        };
        let longest = self.free(table).into_iter().filter(has_words).max_by_key(|&column| length(column));
        let is_text = |column: &u16| {
            let filled = cells(self.body(table), *column).filter(|cell| !document.words(cell.span).trim().is_empty());
            length(*column) > LONGEST_HEAD.min(40) * filled.count().max(1) || !self.has_heads()
        };
        let Some(column) = longest.filter(is_text) else {
            let remarks = self.columns.remove(&Role::Remarks);
            self.columns.extend(remarks.map(|remarks| (Role::Assessment, remarks)));
            return;
        };
        self.columns.insert(Role::Assessment, vec![column]);
        let are_sentences = |column: &u16| {
            let all = cells(self.body(table), *column).map(|cell| document.words(cell.span).trim());
            let filled: Vec<&str> = all.filter(|words| !words.is_empty()).collect();
            !filled.is_empty() && filled.iter().filter(|words| words.ends_with('.')).count() * 2 > filled.len()
        };
        // Beside the text other sentences are for the applicant.
        let beside: Vec<u16> = self.free(table).into_iter().filter(are_sentences).collect();
        if !self.columns.contains_key(&Role::Remarks) && !self.has_heads() && !beside.is_empty() {
            self.columns.insert(Role::Remarks, beside);
        }
    }

    /// A column of short texts that no head explains is most often the title.
    fn find_project(&mut self, document: &Document, table: &Table) {
        let stands_with_name = |column: &u16| holds_names_and_titles(document, self.body(table), *column);
        if self.columns.contains_key(&Role::Project) || self.all(Role::Promoter).iter().any(stands_with_name) {
            return;
        }
        let is_title = |column: &u16| {
            let words = cells(self.body(table), *column).map(|cell| document.words(cell.span).trim());
            let filled: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
            let fits = |words: &&&str| {
                words.len() <= LONGEST_HEAD && words.chars().any(char::is_alphabetic) && amounts(words).is_empty()
            };
            let mut different = filled.clone();
            different.sort_unstable();
            different.dedup();
            let all = filled.len();
            all >= self.body(table).len().min(2)
                && all > 0
                && ratio(different.len(), all) >= 0.8
                && ratio(filled.iter().filter(fits).count(), all) >= 0.7
        };
        // Beside a column of text another one called "omschrijving" holds the title.
        let texts = self.all(Role::Assessment).to_vec();
        let described = if texts.len() > 1 { texts } else { Vec::new() };
        if let Some(column) = self.free(table).into_iter().chain(described).find(is_title) {
            self.columns.values_mut().for_each(|columns| columns.retain(|other| *other != column));
            self.columns.insert(Role::Project, vec![column]);
        }
    }

    /// Of several columns of points the one with the total counts.
    fn choose_score(&mut self, document: &Document, table: &Table) {
        let candidates = self.all(Role::Score).to_vec();
        let fits = |column: &u16| {
            let mut filled = cells(self.body(table), *column)
                .map(|cell| document.words(cell.span).trim())
                .filter(|words| !words.is_empty());
            filled.any(|words| score::points(words).is_some())
        };
        match candidates.iter().copied().rev().find(fits) {
            Some(column) => self.columns.insert(Role::Score, vec![column]),
            None => self.columns.remove(&Role::Score),
        };
    }

    /// Numbers that only count the rows are no references.
    fn choose_reference(&mut self, document: &Document, table: &Table) {
        let counts_rows = |column: &u16| {
            let numbers = cells(self.body(table), *column)
                .filter_map(|cell| document.words(cell.span).trim().trim_end_matches('.').parse().ok());
            let numbers: Vec<u32> = numbers.collect();
            numbers.first() == Some(&1) && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        };
        let column = self.all(Role::Reference).iter().copied().find(|column| !counts_rows(column));
        self.columns.remove(&Role::Reference);
        self.columns.extend(column.map(|column| (Role::Reference, vec![column])));
    }

    /// The cells that head a column.
    fn heads_of<'doc>(&self, table: &'doc Table, column: u16) -> impl Iterator<Item = &'doc Cell> {
        cells(&table.rows[..self.first_row.min(table.rows.len())], column)
    }

    fn free(&self, table: &Table) -> Vec<u16> {
        let taken = |column: &u16| self.columns.values().flatten().any(|taken| taken == column);
        all_columns(table).into_iter().filter(|column| !taken(column)).collect()
    }

    /// The rows under the heads.
    pub(super) fn body<'doc>(&self, table: &'doc Table) -> &'doc [Row] {
        &table.rows[self.first_row.min(table.rows.len())..]
    }
}

/// Whether the texts of a column are short, and many of them hold a word that tells of an organisation.
fn are_names(document: &Document, rows: &[Row], column: u16) -> bool {
    let words = cells(rows, column).map(|cell| document.words(cell.span).trim());
    let all: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    let named = all.iter().filter(|words| vocabulary::organisation_words(words) > 0).count();
    let short = all.iter().filter(|words| words.len() <= LONGEST_HEAD).count();
    ratio(named, all.len()) >= 0.4 && ratio(short, all.len()) >= 0.8
}

/// Whether most cells of a column hold several lines, one of them the name of an organisation.
fn holds_names_and_titles(document: &Document, rows: &[Row], column: u16) -> bool {
    let filled: Vec<&Cell> = cells(rows, column).filter(|cell| !cell.paragraphs.is_empty()).collect();
    let names = |cell: &&&Cell| {
        let lines = cell.paragraphs.iter().map(|line| document.words(line.span));
        cell.paragraphs.len() > 1 && lines.filter(|line| vocabulary::organisation_words(line) > 0).count() > 0
    };
    ratio(filled.iter().filter(names).count(), filled.len()) >= 0.5
}

fn all_columns(table: &Table) -> Vec<u16> {
    let mut columns: Vec<u16> = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
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

/// The share of the cells that open with a line that is a verdict.
fn opening_share(document: &Document, rows: &[Row], column: u16) -> f32 {
    let filled: Vec<&Cell> = cells(rows, column).filter(|cell| !cell.paragraphs.is_empty()).collect();
    let judged =
        |cell: &&&Cell| opening_verdict(document, cell).is_some() || verdict(document.words(cell.span)).is_some();
    ratio(filled.iter().filter(judged).count(), filled.len())
}

/// The share of the cells in which a verdict stands under a name.
fn below_name_share(document: &Document, rows: &[Row], column: u16) -> f32 {
    let filled: Vec<&Cell> = cells(rows, column).filter(|cell| !cell.paragraphs.is_empty()).collect();
    let judged = |cell: &&&Cell| named(document, cell).verdict.is_some();
    ratio(filled.iter().filter(judged).count(), filled.len())
}

fn verdict_share(document: &Document, rows: &[Row], column: u16, verdict: impl Fn(&str) -> Option<Verdict>) -> f32 {
    let words = cells(rows, column).map(|cell| document.words(cell.span).trim()).filter(|words| !words.is_empty());
    let filled: Vec<&str> = words.filter(|words| label::role(words).is_none()).collect();
    ratio(filled.iter().filter(|words| verdict(words).is_some()).count(), filled.len())
}
