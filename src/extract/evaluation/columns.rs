//! A table in, which of its columns plays which role, and which of its rows are heads, out.

use std::collections::BTreeMap;

use crate::document::{Cell, Document, Row, Table};

use super::super::label::{self, Role};
use super::super::score;
use super::super::verdict::{Legend, answer, verdict};
use super::super::vocabulary;
use super::column::{Column, all_columns, cell_at, cells};
use super::heads::{heads, is_head, is_over_text};
use crate::dutch::fold::fold;
use crate::dutch::money::{amounts, bare_amount};
use crate::record::Verdict;

/// How many rows may stand above the row with the heads of the columns.
const HEAD_WITHIN: usize = 10;

/// From this share of verdict words on, a column is a column of verdicts.
const VERDICTS: f32 = 0.6;

/// Under a head that says so, some words for a verdict may be unknown.
const VERDICTS_UNDER_HEAD: f32 = 0.4;

/// Under a head for verdicts, what is no longer than this and no verdict is no text either.
const SHORTEST_TEXT: usize = 40;

/// Whether what was given is nothing: "€ 0", "0,00", "-", "geen".
pub(super) fn is_refused(given: &str) -> bool {
    let value = amounts(given).first().map(|amount| amount.value).or_else(|| bare_amount(given));
    value.map_or_else(|| vocabulary::is_nothing(given), |value| value.is_zero())
}

/// The roles of the columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// Columns of every role, from left to right.
    columns: BTreeMap<Role, Vec<u16>>,
    /// The first row under the heads; 0 where there are none.
    pub(super) first_row: usize,
    /// The most points that could be had.
    pub(super) most_points: Option<String>,
    /// Whether the amounts tell what was decided: nothing is a refusal.
    pub(super) decided_by_amount: bool,
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
        let found = columns.find_verdicts(document, table, legend).or_else(|| columns.find_refusals(document, table));
        if found.is_none() && !(judged && columns.has_heads()) {
            return None;
        }
        columns.drop_numbers(document, table);
        let is_headed = columns.columns.contains_key(&Role::Promoter);
        columns.find_promoter(document, table)?;
        let names = columns.first(Role::Promoter).map(|at| columns.column(document, table, at));
        let are_names = |column: Column<'_>| column.are_names() || column.holds_names_and_titles();
        if columns.decided_by_amount && !is_headed && !names.is_some_and(are_names) {
            return None;
        }
        columns.find_amount(document, table);
        columns.set_weak_points_apart(document, table);
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
        let column = |at: u16| self.column(document, table, at);
        let is_judged = |at: &u16| column(*at).verdicts(|words| legend.verdict(words)) >= VERDICTS_UNDER_HEAD;
        let mut named = self.all(Role::Verdict).to_vec();
        if named.is_empty() {
            // "Steun": ja, neen
            named.extend(self.all(Role::Amount).iter().copied().find(is_judged));
        }
        let judged: Vec<u16> = named.iter().copied().filter(is_judged).collect();
        // What was decided counts more than what was advised.
        let is_advice = |at: &u16| self.heads_of(table, *at).any(|head| label::is_advice(document.words(head.span)));
        if let Some(at) = judged.iter().copied().find(|at| !is_advice(at)).or(judged.first().copied()) {
            // "Status: afgehandeld" tells nothing.
            let tells = |at: &u16| is_advice(at) || column(*at).is_longer_than(SHORTEST_TEXT);
            let others = named.into_iter().filter(|other| !judged.contains(other) && tells(other));
            let (advice, others): (Vec<u16>, Vec<u16>) = others.partition(is_advice);
            self.take(Role::Verdict, at);
            self.columns.entry(Role::Assessment).or_default().extend(others);
            // Beside the reasons an advice is one to the applicant.
            let role = if self.columns[&Role::Assessment].is_empty() { Role::Assessment } else { Role::Remarks };
            self.columns.entry(role).or_default().extend(advice);
        } else {
            self.columns.remove(&Role::Verdict);
            self.columns.entry(Role::Assessment).or_default().extend(named);
            let (at, beside) = self.unnamed_verdicts(document, table)?;
            self.take(Role::Verdict, at);
            self.columns.extend(beside.map(|role| (role, vec![at])));
        }
        self.columns.retain(|_, columns| !columns.is_empty());
        Some(())
    }

    /// Under a head such as "inhoud" can stand the points for it.
    fn drop_numbers(&mut self, document: &Document, table: &Table) {
        let is_text = |at: &u16| !self.column(document, table, *at).are_numbers();
        let texts: Vec<u16> = self.all(Role::Assessment).iter().copied().filter(is_text).collect();
        if !texts.is_empty() {
            self.columns.insert(Role::Assessment, texts);
        }
    }

    /// "Gevraagd, toegekend, waarom": where reasons stand beside what was asked and what was given, to be given nothing is a refusal.
    fn find_refusals(&mut self, document: &Document, table: &Table) -> Option<()> {
        let has = |roles: [Role; 2]| roles.into_iter().any(|role| !self.all(role).is_empty());
        let amount = self.first(Role::Amount).filter(|_| has([Role::Requested, Role::Score]))?;
        let has_reasons = has([Role::Assessment, Role::Remarks]);
        let column = self.column(document, table, amount);
        let refused = column.verdicts(|words| is_refused(words).then_some(Verdict::Negative));
        self.decided_by_amount = has_reasons && column.hold_amounts() && refused > 0.0 && refused < 1.0;
        self.decided_by_amount.then_some(())
    }

    /// The column of verdicts that no head names, and what else stands in its cells.
    fn unnamed_verdicts(&self, document: &Document, table: &Table) -> Option<(u16, Option<Role>)> {
        let find = |fits: &dyn Fn(Column<'_>) -> bool| {
            all_columns(table).into_iter().find(|at| fits(self.column(document, table, *at)))
        };
        // "Ja" is a verdict among others.
        let any = |words: &str| verdict(words).or_else(|| answer(words));
        let alone = find(&|column| column.verdicts(verdict) > 0.0 && column.verdicts(any) >= VERDICTS);
        // Text can stand under the verdict, and the verdict under the name.
        let opening = || find(&|column| column.opening_verdicts() >= VERDICTS).map(|at| (at, Some(Role::Assessment)));
        let below = || find(&|column| column.verdicts_below_names() >= VERDICTS).map(|at| (at, Some(Role::Promoter)));
        alone.map(|at| (at, None)).or_else(opening).or_else(below)
    }

    /// The promoter is who gets the money, else the first column of names, else the first of short texts.
    fn find_promoter(&mut self, document: &Document, table: &Table) -> Option<()> {
        if self.columns.contains_key(&Role::Promoter) {
            return Some(());
        }
        // Beside a column "naam" that of the "gemeente" tells where.
        let is_name = |at: &u16| self.heads_of(table, *at).any(|head| fold(document.words(head.span)).trim() == "naam");
        if let Some(name) = self.free(table).into_iter().find(is_name) {
            self.columns.remove(&Role::Beneficiary);
            self.take(Role::Promoter, name);
            return Some(());
        }
        let both = self.first(Role::Project).filter(|at| self.column(document, table, *at).holds_names_and_titles());
        if let Some(beneficiary) = self.columns.remove(&Role::Beneficiary) {
            // Beside a cell that names who asks and for what, "gemeente" heads a column of places.
            let are_places = both.is_some() && !self.column(document, table, beneficiary[0]).are_names();
            if !are_places {
                self.columns.insert(Role::Promoter, beneficiary);
                return Some(());
            }
        }
        let column = |at: u16| self.column(document, table, at);
        let free: Vec<u16> = self.free(table).into_iter().filter(|at| !column(*at).words().is_empty()).collect();
        let likely: Vec<u16> = free.iter().copied().filter(|at| column(*at).could_be_names()).collect();
        let named = likely.iter().copied().find(|at| column(*at).are_names());
        if let (None, Some(both)) = (named, both) {
            self.take(Role::Promoter, both);
            return Some(());
        }
        let verdict = self.first(Role::Verdict).unwrap_or(u16::MAX);
        let left = likely.iter().copied().find(|at| *at < verdict).or(likely.first().copied());
        // "Dossier" can head the names with their numbers.
        let dossiers = self.first(Role::Reference).filter(|at| column(*at).are_named_dossiers());
        if let (None, None, Some(dossiers)) = (named, left, dossiers) {
            self.take(Role::Promoter, dossiers);
            return Some(());
        }
        let promoter = named.or(left).or_else(|| free.iter().copied().find(|at| !column(*at).are_numbers()));
        self.columns.insert(Role::Promoter, vec![promoter?]);
        Some(())
    }

    /// Without heads the one column of amounts holds what was granted.
    fn find_amount(&mut self, document: &Document, table: &Table) {
        let are_amounts = |at: &u16| self.column(document, table, *at).are_amounts();
        let found: Vec<u16> = self.free(table).into_iter().filter(are_amounts).collect();
        if let ([only], false) = (found.as_slice(), self.has_heads()) {
            self.columns.insert(Role::Amount, vec![*only]);
        }
    }

    /// Without a head that says so, the longest column is the text; a column of remarks alone holds everything.
    fn find_text(&mut self, document: &Document, table: &Table) {
        if self.columns.contains_key(&Role::Assessment) {
            return;
        }
        let column = |at: u16| self.column(document, table, at);
        let longest = self.free(table).into_iter().filter(|at| column(*at).has_letters());
        let longest = longest.max_by_key(|at| column(*at).length());
        let is_text =
            |at: &u16| column(*at).length() > SHORTEST_TEXT * column(*at).words().len().max(1) || !self.has_heads();
        let Some(text) = longest.filter(is_text) else {
            let remarks = self.columns.remove(&Role::Remarks);
            self.columns.extend(remarks.map(|remarks| (Role::Assessment, remarks)));
            return;
        };
        self.columns.insert(Role::Assessment, vec![text]);
        // Beside the text other sentences are for the applicant.
        let are_sentences = |at: &u16| self.column(document, table, *at).are_sentences();
        let beside: Vec<u16> = self.free(table).into_iter().filter(are_sentences).collect();
        if !self.columns.contains_key(&Role::Remarks) && !self.has_heads() && !beside.is_empty() {
            self.columns.insert(Role::Remarks, beside);
        }
    }

    /// "Werkpunten" beside "vragen aan de indiener" tells what is thought; alone it tells what is asked.
    fn set_weak_points_apart(&mut self, document: &Document, table: &Table) {
        let is_weak =
            |at: &u16| self.heads_of(table, *at).any(|head| label::is_weak_points(&fold(document.words(head.span))));
        let (weak, asked): (Vec<u16>, Vec<u16>) = self.all(Role::Remarks).iter().copied().partition(is_weak);
        if !asked.is_empty() && !weak.is_empty() {
            self.columns.insert(Role::Remarks, asked);
            let assessment = self.columns.entry(Role::Assessment).or_default();
            assessment.extend(weak);
            assessment.sort_unstable();
        }
    }

    /// A column of short texts that no head explains is most often the title.
    fn find_project(&mut self, document: &Document, table: &Table) {
        let column = |at: &u16| self.column(document, table, *at);
        let stands_with_name = self.all(Role::Promoter).iter().any(|at| column(at).holds_names_and_titles());
        if self.columns.contains_key(&Role::Project) || stands_with_name {
            return;
        }
        // Beside a column of text another one called "omschrijving" holds the title.
        let texts = self.all(Role::Assessment).to_vec();
        let described = if texts.len() > 1 { texts } else { Vec::new() };
        let title = self.free(table).into_iter().chain(described).find(|at| column(at).could_be_titles());
        if let Some(at) = title {
            self.take(Role::Project, at);
        }
    }

    /// Of several columns of points the one with the total counts.
    fn choose_score(&mut self, document: &Document, table: &Table) {
        let has_points = |at: &u16| self.column(document, table, *at).has_points();
        let last = self.all(Role::Score).iter().copied().rev().find(has_points);
        self.columns.remove(&Role::Score);
        self.columns.extend(last.map(|at| (Role::Score, vec![at])));
    }

    /// Numbers that only count the rows are no references.
    fn choose_reference(&mut self, document: &Document, table: &Table) {
        let counts_rows = |at: &u16| self.column(document, table, *at).counts_rows();
        let first = self.all(Role::Reference).iter().copied().find(|at| !counts_rows(at));
        self.columns.remove(&Role::Reference);
        self.columns.extend(first.map(|at| (Role::Reference, vec![at])));
    }

    /// Gives a column this role and no other.
    fn take(&mut self, role: Role, column: u16) {
        self.columns.values_mut().for_each(|columns| columns.retain(|other| *other != column));
        self.columns.retain(|_, columns| !columns.is_empty());
        self.columns.insert(role, vec![column]);
    }

    /// The cells of a column under the heads.
    fn column<'doc>(&self, document: &'doc Document, table: &'doc Table, at: u16) -> Column<'doc> {
        Column { document, rows: self.body(table), at }
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
