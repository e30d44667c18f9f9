//! `oordeel themes`: an index in, which themes recur, how often and with which verdict, with quotes, out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use super::output::{self, Format, Output, codebook, complain};
use super::{IndexFolder, Outcome};
use crate::annotate::{Recurrence, recurrences, with_text};
use crate::export::Rows;
use crate::index::Index;
use crate::pipeline;
use crate::record::Verdict;
use crate::theme::{Coding, Function};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    index: IndexFolder,
    /// A codebook of your own (TOML) instead of the built-in one
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// How the themes come out; ndjson gives one coded sentence a line
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let index = Index::open(&arguments.index.path)?;
    let codebook = codebook(arguments.codebook.as_deref())?;
    let codings = match arguments.codebook {
        Some(_) => pipeline::code_again(&index, &codebook)?,
        None => index.codings()?,
    };
    if codings.is_empty() {
        complain("de index bevat geen beoordelingen met tekst, dus ook geen thema's");
        return Ok(Outcome::Nothing);
    }
    let counted = recurrences(&codings, codebook.themes());
    match arguments.format {
        Format::Ndjson => output.ndjson(&codings)?,
        Format::Csv => output.csv(&rows(&counted, &with_text(&codings)))?,
        Format::Table => print(&codings, &counted, output)?,
    }
    Ok(Outcome::Found)
}

fn print(codings: &[Coding], counted: &[Recurrence], output: &mut Output) -> Result<()> {
    let denominators = with_text(codings);
    output.line(&heading(codings, &denominators))?;
    output.table(&rows(counted, &denominators))?;
    for theme in counted {
        output.line("")?;
        output.line(&format!("{} ({})", theme.label, theme.code))?;
        for quote in &theme.quotes {
            output.line(&format!("  {}: \u{201c}{}\u{201d}", function(quote.function), quote.text))?;
            let place = output::place(&quote.document, quote.page);
            let (verdict, span) = (output::verdict(quote.verdict), quote.span);
            output.line(&format!("    {}, {verdict}; {place}, bytes {}-{}", quote.promoter, span.start, span.end))?;
        }
    }
    Ok(())
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
pub(super) fn rows(counted: &[Recurrence], denominators: &BTreeMap<Verdict, usize>) -> Rows {
    let mut rows = Rows::under(&["thema", "beoordelingen", "zinnen", "sterkte", "zwakte", "vraag", "beschrijving"]);
    rows.head.extend(denominators.keys().map(|verdict| output::verdict(*verdict).to_owned()));
    let all: usize = denominators.values().sum();
    for theme in counted {
        let functions = [Function::Strength, Function::Weakness, Function::Request, Function::Description];
        let count = |function: &Function| theme.functions.get(function).copied().unwrap_or(0).to_string();
        let mut row = vec![theme.label.clone(), format!("{}/{all}", theme.evaluations), theme.sentences.to_string()];
        row.extend(functions.iter().map(count));
        row.extend(
            denominators
                .iter()
                .map(|(verdict, total)| format!("{}/{total}", theme.verdicts.get(verdict).copied().unwrap_or(0))),
        );
        rows.rows.push(row);
    }
    rows
}

fn function(function: Function) -> &'static str {
    match function {
        Function::Strength => "sterkte",
        Function::Weakness => "zwakte",
        Function::Request => "vraag",
        Function::Description => "beschrijving",
        Function::Boilerplate => "standaardtekst",
    }
}
