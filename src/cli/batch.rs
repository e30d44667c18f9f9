//! A file of queries in, a table of which record answers which query, how often and with a quote, out.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Format, Output, complain};
use crate::error::Error;
use crate::export::Rows;
use crate::index::Index;
use crate::search::{Hit, Request, search};

/// So many records are listed for one query.
const MOST_RECORDS: usize = 1_000;

/// A record that answers a query.
#[derive(Serialize)]
struct Line<'run> {
    query: &'run str,
    /// Marked words in its best passages.
    count: usize,
    #[serde(flatten)]
    hit: &'run Hit,
}

/// Looks up every line of the file; lines that begin with # are left out.
pub(super) fn run(
    file: &Path,
    index: &Index,
    request: &Request,
    format: Format,
    output: &mut Output,
) -> Result<Outcome> {
    let queries = std::fs::read_to_string(file).map_err(|cause| Error::io(file, cause))?;
    let mut rows = Rows::under(&["zoekvraag", "aantal", "naam", "oordeel", "citaat", "document", "blz.", "id"]);
    let mut found = false;
    for query in queries.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let request = Request { query: query.to_owned(), limit: MOST_RECORDS, counted: true, ..request.clone() };
        let results = search(index, &request)?;
        results.notices.iter().for_each(|notice| complain(&format!("{query}: {notice}")));
        if results.counts.total > results.hits.len() {
            complain(&format!("{query}: {} treffers, de beste {MOST_RECORDS} staan in de tabel", results.counts.total));
        }
        if results.hits.is_empty() {
            complain(&format!("{query}: geen treffers"));
        }
        for hit in &results.hits {
            found = true;
            let snippets = std::iter::once(&hit.snippet).chain(&hit.more);
            let count = snippets.map(|snippet| snippet.marks.len()).sum();
            match format {
                Format::Ndjson => output.ndjson([Line { query, count, hit }])?,
                _ => rows.rows.push(row(query, count, hit)),
            }
        }
    }
    match format {
        Format::Ndjson => {}
        Format::Csv => output.csv(&rows)?,
        Format::Table => output.table(&rows.without("id"))?,
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

fn row(query: &str, count: usize, hit: &Hit) -> Vec<String> {
    vec![
        query.to_owned(),
        count.to_string(),
        hit.promoter.clone().or_else(|| hit.title.clone()).unwrap_or_default(),
        hit.verdict.map(output::verdict).unwrap_or_default().to_owned(),
        hit.snippet.marked("«", "»"),
        hit.document.clone(),
        hit.page.map(|page| page.to_string()).unwrap_or_default(),
        hit.id.clone(),
    ]
}
