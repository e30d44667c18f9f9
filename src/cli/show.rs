//! `oordeel show`: the id of a record in, the record with the passage it was read from out.

use anyhow::Result;

use super::output::{self, Output, complain};
use super::{IndexFolder, Outcome};
use crate::document::Span;
use crate::index::Index;
use crate::record::Record;

/// So many records with the same beginning of an id are worth listing.
const MOST_LISTED: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Id of the record, or the beginning of it, as `search` and `verdicts` print it
    id: String,
    #[command(flatten)]
    index: IndexFolder,
    /// Print the record as one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let index = Index::open(&arguments.index.path)?;
    let records = index.records_with_id(&arguments.id)?;
    match records.as_slice() {
        [] => {
            complain(&format!(
                "geen record met id {}; `oordeel verdicts` en `oordeel search` tonen de id's",
                arguments.id
            ));
            Ok(Outcome::Nothing)
        }
        [record] => {
            if arguments.json {
                output.ndjson([record])?;
            } else {
                show(&index, record, output)?;
            }
            Ok(Outcome::Found)
        }
        several => {
            complain(&format!("{} records beginnen met {}; geef een langer id:", several.len(), arguments.id));
            for record in several.iter().take(MOST_LISTED) {
                complain(&format!("  {}  {}", record.id(), record.name()));
            }
            Ok(Outcome::Incomplete)
        }
    }
}

fn show(index: &Index, record: &Record, output: &mut Output) -> Result<()> {
    let place = record.place();
    output.line(&format!("{} {}", output::kind(record.kind()), record.id()))?;
    output.line(&format!(
        "staat in {}, bytes {}-{}",
        output::place(&place.document, place.page),
        place.span.start,
        place.span.end
    ))?;
    output.line(&format!("BLAKE3 {}", place.digest.as_str()))?;
    for link in index.comparison()?.links {
        let (other, name) = match record.id() {
            id if id == link.evaluation => (&link.project, &link.other_name),
            id if id == link.project => (&link.evaluation, &link.promoter),
            _ => continue,
        };
        output.line(&format!("hoort bij {other} ({name}; {})", link.likeness.reason()))?;
    }
    output.line("")?;
    let Some(entry) = index.entry(&place.document)? else { return Ok(()) };
    for (field, spans) in in_reading_order(record) {
        output.line(&format!("{field}:"))?;
        for span in spans {
            let page = entry.document.page_at(span.start).map(|page| format!(" blz. {page}")).unwrap_or_default();
            output.line(&format!("  {}", crate::dutch::fold::squeeze(span.of(&entry.document.text))))?;
            output.line(&format!("    [{}-{}{page}]", span.start, span.end))?;
        }
    }
    Ok(())
}

fn in_reading_order(record: &Record) -> Vec<(&str, &[Span])> {
    let mut fields: Vec<(&str, &[Span])> =
        record.place().evidence.iter().map(|(field, spans)| (field.as_str(), spans.as_slice())).collect();
    fields.sort_by_key(|(field, spans)| (spans.first().copied(), *field));
    fields
}
