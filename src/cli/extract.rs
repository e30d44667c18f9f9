//! `oordeel extract`: documents in, their records out, without an index.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::output::{Format, Output, complain, progress};
use super::worker::Limited;
use crate::dutch::money::euro;
use crate::entry::State;
use crate::export::Rows;
use crate::extract::Reading;
use crate::pipeline::{self, Corpus};
use crate::record::{Money, Record};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Documents or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How the records come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Tell how each layout was recognised, how sure that is and why, instead of printing records
    #[arg(long)]
    explain: bool,
    /// Exit with 2 when a document could not be read completely
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    limited: Limited,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let bar = progress();
    let corpus = pipeline::read(&arguments.paths, &arguments.limited.reader()?, &|_, _| bar.inc(1))?;
    bar.finish_and_clear();
    for entry in &corpus.entries {
        for warning in &entry.document.warnings {
            complain(&format!("{}: {}", entry.name, warning.message));
        }
    }
    let spoiled = |state: State| corpus.entries.iter().filter(|entry| entry.state() == state).count();
    let unread = spoiled(State::Unread);
    if arguments.explain {
        explain(&corpus, output)?;
    } else {
        print(&corpus, arguments.format, output)?;
    }
    let nothing_read = unread > 0 && unread == corpus.entries.len();
    if nothing_read || (arguments.strict && unread + spoiled(State::Partly) > 0) {
        Ok(Outcome::Incomplete)
    } else if corpus.records().next().is_none() {
        complain(
            "geen beoordelingen, projecten, subsidies, oproepen of terugblikken gevonden; `--explain` vertelt wat er gezocht werd",
        );
        Ok(Outcome::Nothing)
    } else {
        Ok(Outcome::Found)
    }
}

fn print(corpus: &Corpus, format: Format, output: &mut Output) -> Result<()> {
    match format {
        Format::Ndjson => output.ndjson(corpus.records()),
        Format::Csv => output.csv(&rows(corpus)),
        Format::Table => output.table(&rows(corpus).without("id")),
    }
}

fn rows(corpus: &Corpus) -> Rows {
    let mut rows = Rows::under(&["soort", "naam", "bij", "oordeel", "bedrag", "document", "blz.", "id"]);
    for record in corpus.records() {
        let place = record.place();
        let (title, verdict, amount) = match record {
            Record::Evaluation(it) => (it.project.clone(), it.verdict_text.clone(), it.amount.as_ref()),
            Record::Project(it) => (it.promoter.clone(), None, it.amount.as_ref()),
            Record::Grant(it) => (Some(it.beneficiaries.join(", ")), None, Some(&it.amount)),
            Record::Call(it) => (it.reference.clone(), None, it.budget.as_ref()),
            Record::Report(it) => (it.project.clone(), None, None),
        };
        rows.rows.push(vec![
            super::output::kind(record.kind()).to_owned(),
            record.name().to_owned(),
            title.unwrap_or_default(),
            verdict.unwrap_or_default(),
            amount.map(money).unwrap_or_default(),
            place.document.clone(),
            place.page.map(|page| page.to_string()).unwrap_or_default(),
            record.id().to_owned(),
        ]);
    }
    rows
}

fn money(amount: &Money) -> String {
    if amount.currency == "EUR" { euro(amount.value) } else { format!("{:.2} {}", amount.value, amount.currency) }
}

fn explain(corpus: &Corpus, output: &mut Output) -> Result<()> {
    for (entry, readings) in corpus.entries.iter().zip(&corpus.readings) {
        output.line(&entry.name)?;
        if readings.is_empty() {
            output.line("  geen bekende opmaak herkend")?;
        }
        for reading in readings {
            output.line(&describe(reading))?;
            for reason in &reading.evidence {
                output.line(&format!("      - {reason}"))?;
            }
        }
        output.line("")?;
    }
    Ok(())
}

fn describe(reading: &Reading) -> String {
    format!(
        "  {} {}: {} ({} gevonden, zekerheid {:.0} %)",
        if reading.chosen { "gekozen   " } else { "niet gekozen" },
        super::output::kind(reading.kind),
        reading.layout,
        reading.records,
        reading.confidence * 100.0
    )
}
