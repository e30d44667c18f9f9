//! `oordeel search`: a query in, hits with the matching words marked out.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;
use serde::de::DeserializeOwned;

use super::names::VerdictName;
use super::output::{self, Format, Output, complain};
use super::{IndexFolder, Outcome, batch};
use crate::export::Rows;
use crate::index::Index;
use crate::record::{RecordKind, Verdict};
use crate::search::{Counts, Hit, Request, Results, search};
use crate::theme::Function;

/// How a query is written.
const LANGUAGE: &str = "\
Queries: words (in any form, also inside compounds), \"a phrase\", \"two words\"~5, gedrag* *verandering ge?rag, woord~ (likely typing \
errors), a NEAR/5 b, EN OF NIET or AND OR NOT, (brackets), promotor:genk titel:taal oordeel:negatief soort:subsidie \
thema:partnerschap functie:zwakte oproep:426 document:verslag bedrag:>100000 datum:2015..2018";

#[derive(Debug, clap::Args)]
#[command(after_help = LANGUAGE)]
pub(super) struct Arguments {
    /// What to find; see below how it is written
    #[arg(required_unless_present = "batch")]
    query: Vec<String>,
    /// Look up every line of a file, and print how often each is found in which record, with a quote
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    batch: Option<PathBuf>,
    #[command(flatten)]
    index: IndexFolder,
    /// Only evaluations with this verdict
    #[arg(long, value_enum)]
    verdict: Option<VerdictName>,
    /// Only records of this kind
    #[arg(long, value_enum)]
    kind: Option<KindName>,
    /// Sentences instead of records, each with its themes and what it does
    #[arg(long)]
    sentences: bool,
    /// Words only in the form in which they are asked: no other forms, no compounds, no typing errors
    #[arg(long)]
    exact: bool,
    /// Tell of every marked word why it answers
    #[arg(long)]
    explain: bool,
    /// At most so many hits
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// How the hits come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Kinds of record as people name them, in English and Dutch.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindName {
    #[value(alias = "beoordeling")]
    Evaluation,
    Project,
    #[value(alias = "subsidie")]
    Grant,
    #[value(alias = "oproep")]
    Call,
    #[value(alias = "terugblik")]
    Report,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let index = Index::open(&arguments.index.path)?;
    let request = Request {
        query: arguments.query.join(" "),
        verdict: arguments.verdict.map(Verdict::from),
        kind: arguments.kind.map(kind),
        limit: arguments.limit,
        sentences: arguments.sentences,
        exact: arguments.exact,
        counted: arguments.format == Format::Table,
    };
    if let Some(file) = &arguments.batch {
        return batch::run(file, &index, &request, arguments.format, output);
    }
    let results = search(&index, &request)?;
    for notice in &results.notices {
        complain(notice);
    }
    for (asked, nearest) in &results.suggestions {
        complain(&format!(
            "geen document bevat \u{2018}{asked}\u{2019}; bedoelde u \u{2018}{nearest}\u{2019}? daar is ook naar gezocht"
        ));
    }
    print(&results, arguments.format, arguments.explain, output)?;
    if results.hits.is_empty() {
        complain(&format!(
            "geen treffers voor {}; probeer minder of andere woorden, of het begin van een woord met *",
            request.query
        ));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// The hits in the form that was asked for.
pub(super) fn print(results: &Results, format: Format, explain: bool, output: &mut Output) -> Result<()> {
    match format {
        Format::Ndjson => output.ndjson(&results.hits),
        Format::Csv => output.csv(&rows(&results.hits)),
        Format::Table if results.hits.is_empty() => Ok(()),
        Format::Table => {
            for (at, hit) in results.hits.iter().enumerate() {
                entry(at + 1, hit, explain, output)?;
            }
            counts(results, output)
        }
    }
}

fn entry(number: usize, hit: &Hit, explain: bool, output: &mut Output) -> Result<()> {
    let verdict = hit.verdict.map(|class| format!(" · {}", output::verdict(class))).unwrap_or_default();
    output.line(&format!("{number}. {}{verdict} · {} {}", name(hit), output::kind(hit.kind), hit.id))?;
    if let Some(function) = hit.function {
        let codes = if hit.codes.is_empty() { "geen thema".to_owned() } else { hit.codes.join(", ") };
        output.line(&format!("   {} · {codes}", function.in_dutch()))?;
    }
    for snippet in std::iter::once(&hit.snippet).chain(&hit.more) {
        output.line(&format!("   {}", snippet.marked("«", "»")))?;
        if explain {
            for mark in &snippet.marks {
                let word = snippet.text.get(mark.span.start - snippet.span.start..mark.span.end - snippet.span.start);
                output.line(&format!("     - {}: {}", word.unwrap_or_default(), mark.why.reason()))?;
            }
        }
    }
    let span = hit.snippet.span;
    output.line(&format!("   {}, bytes {}-{}", output::place(&hit.document, hit.page), span.start, span.end))?;
    output.line("")
}

/// How many answers there are in all, and of which kinds and verdicts.
fn counts(results: &Results, output: &mut Output) -> Result<()> {
    let Counts { total, facets } = &results.counts;
    let found = if *total == 1 { "1 treffer".to_owned() } else { format!("{total} treffers") };
    output.line(&if *total > results.hits.len() {
        format!("{found}, waarvan de beste {} hierboven (meer met --limit)", results.hits.len())
    } else {
        found
    })?;
    for (field, label) in [("kind", "soort"), ("verdict", "oordeel"), ("function", "functie")] {
        let Some(values) = facets.get(field).filter(|values| values.len() > 1) else { continue };
        let in_dutch = |value: &str| match field {
            "kind" => named(value, output::kind),
            "verdict" => named(value, output::verdict),
            _ => named(value, Function::in_dutch),
        };
        let values = values.iter().map(|(value, count)| format!("{count} {}", in_dutch(value)));
        output.line(&format!("  {label}: {}", values.collect::<Vec<_>>().join(", ")))?;
    }
    Ok(())
}

/// A value as the index has it, in Dutch.
fn named<T: DeserializeOwned>(value: &str, in_dutch: impl Fn(T) -> &'static str) -> String {
    let known = serde_json::from_value(serde_json::Value::from(value));
    known.map_or_else(|_| value.to_owned(), |known| in_dutch(known).to_owned())
}

/// Promoter and title, as far as the record has them.
fn name(hit: &Hit) -> String {
    let parts = [hit.title.as_deref(), hit.promoter.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" — ")
}

fn rows(hits: &[Hit]) -> Rows {
    let mut rows = Rows::under(&["naam", "soort", "oordeel", "passage", "document", "blz.", "id"]);
    rows.rows.extend(hits.iter().map(|hit| {
        vec![
            name(hit),
            output::kind(hit.kind).to_owned(),
            hit.verdict.map(output::verdict).unwrap_or_default().to_owned(),
            hit.snippet.marked("«", "»"),
            hit.document.clone(),
            hit.page.map(|page| page.to_string()).unwrap_or_default(),
            hit.id.clone(),
        ]
    }));
    rows
}

fn kind(name: KindName) -> RecordKind {
    match name {
        KindName::Evaluation => RecordKind::Evaluation,
        KindName::Project => RecordKind::Project,
        KindName::Grant => RecordKind::Grant,
        KindName::Call => RecordKind::Call,
        KindName::Report => RecordKind::Report,
    }
}
