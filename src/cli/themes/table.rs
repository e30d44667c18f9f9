//! Coded sentences in, a table of the themes with two quotes each out.

use std::collections::BTreeMap;

use anyhow::Result;

use super::super::Outcome;
use super::super::output::{self, Format, Output};
use super::Loaded;
use super::columns::{self, Column};
use crate::annotate::{Recurrence, recurrences, with_text};
use crate::export::Rows;
use crate::record::Verdict;
use crate::statistics::{FUNCTIONS, Profile, profiles};
use crate::theme::{Coding, Function};

pub(super) fn run(loaded: &Loaded, format: Format, output: &mut Output) -> Result<Outcome> {
    let codings = &loaded.codings;
    let counted = recurrences(codings, loaded.codebook.themes());
    match format {
        Format::Ndjson => output.ndjson(codings)?,
        Format::Csv => {
            let denominators = with_text(codings);
            output.csv(&rows(&counted, &denominators, &columns::all(&denominators)))?;
        }
        Format::Table => print(loaded, &counted, output)?,
    }
    Ok(Outcome::Found)
}

fn print(loaded: &Loaded, counted: &[Recurrence], output: &mut Output) -> Result<()> {
    let codings = &loaded.codings;
    let (denominators, profiles) = (with_text(codings), profiles(codings, loaded.codebook.themes()));
    output.line(&heading(codings, &denominators))?;
    let columns = columns::columns(&denominators);
    output.table(&rows(counted, &denominators, &columns))?;
    output
        .line("9/14: in 9 van de 14 beoordelingen met tekst. sterkte, zwakte, vraag en beschrijving: aantal zinnen.")?;
    for theme in counted {
        output.line("")?;
        output.line(&format!("{} ({})", theme.label, theme.code))?;
        let number = loaded.codebook.themes().iter().position(|other| other.code == theme.code);
        for line in number.map(|number| per_function(number, &profiles, &denominators, &columns)).unwrap_or_default() {
            output.line(&line)?;
        }
        for quote in &theme.quotes {
            output.line(&format!("  {}: \u{201c}{}\u{201d}", quote.function.in_dutch(), quote.text))?;
            let place = output::place(&quote.document, quote.page);
            let (verdict, span) = (output::verdict(quote.verdict), quote.span);
            output.line(&format!("    {}, {verdict}; {place}, bytes {}-{}", quote.promoter, span.start, span.end))?;
        }
    }
    Ok(())
}

/// One line a function: sentences, and evaluations per verdict.
fn per_function(
    theme: usize,
    profiles: &[Profile<'_>],
    denominators: &BTreeMap<Verdict, usize>,
    columns: &[Column],
) -> Vec<String> {
    let line = |function: Function| {
        let sentences: usize = profiles.iter().map(|profile| profile.count(theme, Some(function))).sum();
        let mut counts = BTreeMap::new();
        for profile in profiles.iter().filter(|profile| profile.has(theme, Some(function))) {
            *counts.entry(profile.verdict).or_insert(0) += 1;
        }
        let parts = columns.iter().map(|one| format!("{} {}/{}", one.name, one.sum(&counts), one.sum(denominators)));
        let parts = parts.collect::<Vec<_>>().join(", ");
        (sentences > 0).then(|| format!("  {sentences:>5} × {:<13} {parts}", function.in_dutch()))
    };
    FUNCTIONS.into_iter().filter_map(line).collect()
}

/// What was counted: sentences and evaluations with text.
fn heading(codings: &[Coding], denominators: &BTreeMap<Verdict, usize>) -> String {
    let boilerplate = codings.iter().filter(|coding| coding.function == Function::Boilerplate).count();
    let verdicts = denominators.iter().map(|(verdict, count)| format!("{count} {}", output::verdict(*verdict)));
    format!(
        "{} zinnen in {} beoordelingen met tekst ({}); {boilerplate} zinnen standaardtekst tellen niet mee",
        codings.len() - boilerplate,
        denominators.values().sum::<usize>(),
        verdicts.collect::<Vec<_>>().join(", "),
    )
}

/// One row a theme; "3/4" is in three of the four evaluations with that verdict and with text.
fn rows(counted: &[Recurrence], denominators: &BTreeMap<Verdict, usize>, columns: &[Column]) -> Rows {
    let mut rows = Rows::under(&["thema", "beoordelingen", "zinnen", "sterkte", "zwakte", "vraag", "beschrijving"]);
    rows.head.extend(columns.iter().map(|column| column.name.clone()));
    let all: usize = denominators.values().sum();
    for theme in counted {
        let count = |function: &Function| theme.functions.get(function).copied().unwrap_or(0).to_string();
        let mut row = vec![theme.label.clone(), format!("{}/{all}", theme.evaluations), theme.sentences.to_string()];
        row.extend(FUNCTIONS.iter().map(count));
        row.extend(columns.iter().map(|one| format!("{}/{}", one.sum(&theme.verdicts), one.sum(denominators))));
        rows.rows.push(row);
    }
    rows
}
