//! `oordeel extract`: documents in, their records out, without an index.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::output::{Format, Output, complain};
use super::profile::Profiled;
use super::progress::Progress;
use crate::dutch::money::euro;
use crate::entry::State;
use crate::error;
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
    profiled: Profiled,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let progress = Progress::start();
    let (reader, _) = arguments.profiled.reader(&arguments.paths)?;
    let (corpus, boilerplate) = pipeline::read(&arguments.paths, &reader, &|step| progress.note(step))?;
    progress.finish();
    for file in &corpus.files {
        for warning in &file.warnings {
            complain(&format!("{}: {}", file.name, warning.message));
        }
    }
    let documents = corpus.each(&boilerplate, |read| (read.compared, read.readings));
    let records = documents.map(|document| document.map(|(entry, _)| entry.records));
    match arguments.format {
        _ if arguments.explain => {
            for document in corpus.each(&boilerplate, |read| (read.compared.name, read.readings)) {
                let (name, readings) = document?;
                explain(&name, &readings, output)?;
            }
        }
        Format::Ndjson => {
            for records in records {
                output.ndjson(records?)?;
            }
        }
        Format::Csv => output.csv(&rows(records)?)?,
        Format::Table => output.table(&rows(records)?.without("id"))?,
    }
    Ok(outcome(&corpus, arguments.strict))
}

fn outcome(corpus: &Corpus, strict: bool) -> Outcome {
    let spoiled = |state: State| corpus.files.iter().filter(|file| file.state == state).count();
    let unread = spoiled(State::Unread);
    let nothing_read = unread > 0 && unread == corpus.files.len();
    if nothing_read || (strict && unread + spoiled(State::Partly) > 0) {
        Outcome::Incomplete
    } else if corpus.files.iter().all(|file| file.records == 0) {
        complain(
            "geen beoordelingen, projecten, subsidies, oproepen of terugblikken gevonden; `--explain` vertelt wat er gezocht werd",
        );
        Outcome::Nothing
    } else {
        Outcome::Found
    }
}

fn rows(records: impl Iterator<Item = error::Result<Vec<Record>>>) -> Result<Rows> {
    let mut rows = Rows::under(&["soort", "naam", "bij", "oordeel", "bedrag", "document", "blz.", "id"]);
    for records in records {
        rows.rows.extend(records?.iter().map(row));
    }
    Ok(rows)
}

fn row(record: &Record) -> Vec<String> {
    let place = record.place();
    let (title, verdict, amount) = match record {
        Record::Evaluation(it) => (it.project.clone(), it.verdict_text.clone(), it.amount.as_ref()),
        Record::Project(it) => (it.promoter.clone(), None, it.amount.as_ref()),
        Record::Grant(it) => (Some(it.beneficiaries.join(", ")), None, Some(&it.amount)),
        Record::Call(it) => (it.reference.clone(), None, it.budget.as_ref()),
        Record::Report(it) => (it.project.clone(), None, None),
    };
    vec![
        super::output::kind(record.kind()).to_owned(),
        record.name().to_owned(),
        title.unwrap_or_default(),
        verdict.unwrap_or_default(),
        amount.map(money).unwrap_or_default(),
        place.document.clone(),
        place.page.map(|page| page.to_string()).unwrap_or_default(),
        record.id().to_owned(),
    ]
}

fn money(amount: &Money) -> String {
    if amount.currency == "EUR" { euro(amount.value) } else { format!("{:.2} {}", amount.value, amount.currency) }
}

fn explain(name: &str, readings: &[Reading], output: &mut Output) -> Result<()> {
    output.line(name)?;
    if readings.is_empty() {
        output.line("  geen bekende opmaak herkend")?;
    }
    for reading in readings {
        output.line(&describe(reading))?;
        for reason in &reading.evidence {
            output.line(&format!("      - {reason}"))?;
        }
    }
    output.line("")
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
