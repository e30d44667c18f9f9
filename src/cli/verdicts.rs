//! `oordeel verdicts`: an index in, the verdict table out.

use anyhow::Result;
use serde::Serialize;

use super::output::{self, Format, Output, complain};
use super::{IndexFolder, Outcome};
use crate::export::Rows;
use crate::index::Index;
use crate::record::{Evaluation, Record};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    index: IndexFolder,
    /// How the rows come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// One row of the verdict table.
#[derive(Serialize)]
struct VerdictRow<'run> {
    promoter: &'run str,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'run str>,
    verdict: &'static str,
    verdict_text: Option<&'run str>,
    remarks: usize,
    document: &'run str,
    page: Option<u32>,
    id: &'run str,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let records = Index::open(&arguments.index.path)?.records()?;
    let evaluations = records.iter().filter_map(|record| match record {
        Record::Evaluation(evaluation) => Some(evaluation),
        _ => None,
    });
    let rows: Vec<VerdictRow<'_>> = evaluations.map(row).collect();
    if rows.is_empty() {
        complain("de index bevat geen beoordelingen");
        return Ok(Outcome::Nothing);
    }
    match arguments.format {
        Format::Ndjson => output.ndjson(&rows)?,
        Format::Csv => output.csv(&table(&rows))?,
        Format::Table => output.table(&table(&rows))?,
    }
    Ok(Outcome::Found)
}

fn row(evaluation: &Evaluation) -> VerdictRow<'_> {
    VerdictRow {
        promoter: &evaluation.promoter,
        project: evaluation.project.as_deref(),
        verdict: evaluation.verdict.as_str(),
        verdict_text: evaluation.verdict_text.as_deref(),
        remarks: evaluation.remarks.len(),
        document: &evaluation.source.document,
        page: evaluation.source.page,
        id: &evaluation.id,
    }
}

fn table(rows: &[VerdictRow<'_>]) -> Rows {
    let mut table = Rows::under(&["promotor", "oordeel", "opmerkingen", "document", "blz.", "id"]);
    table.rows.extend(rows.iter().map(|row| {
        vec![
            row.promoter.to_owned(),
            row.verdict_text.unwrap_or(output::NOT_STATED).to_owned(),
            row.remarks.to_string(),
            row.document.to_owned(),
            row.page.map(|page| page.to_string()).unwrap_or_default(),
            row.id.to_owned(),
        ]
    }));
    table
}
