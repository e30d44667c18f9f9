//! `oordeel similar`: the id of a record in, the records that speak of the same things out.

use anyhow::Result;

use super::output::{Format, Output, complain};
use super::{IndexFolder, Outcome, search};
use crate::index::Index;
use crate::search::similar;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Id of a record, or its beginning
    id: String,
    #[command(flatten)]
    index: IndexFolder,
    /// At most so many records
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// How the records come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let index = Index::open(&arguments.index.path)?;
    let records = index.records_with_id(&arguments.id)?;
    let [record] = records.as_slice() else {
        complain(&match records.len() {
            0 => format!("geen record met id {}; `oordeel search` toont de ids", arguments.id),
            several => format!("{several} records met een id dat begint met {}; schrijf meer van het id", arguments.id),
        });
        return Ok(Outcome::Nothing);
    };
    let results = similar(&index, record, arguments.limit)?;
    search::print(&results, arguments.format, false, output)?;
    if results.hits.is_empty() {
        complain("geen ander record spreekt over hetzelfde");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}
