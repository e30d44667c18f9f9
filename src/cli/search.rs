//! `oordeel search`: a query in, hits with the matching words marked out.

use anyhow::Result;
use clap::ValueEnum;

use super::names::VerdictName;
use super::output::{self, Format, Output, complain};
use super::{IndexFolder, Outcome};
use crate::export::Rows;
use crate::index::Index;
use crate::record::{RecordKind, Verdict};
use crate::search::{Hit, Request, search};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Words, "phrases between quotes", beginnings of words (gedrag*)
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexFolder,
    /// Only evaluations with this verdict
    #[arg(long, value_enum)]
    verdict: Option<VerdictName>,
    /// Only records of this kind
    #[arg(long, value_enum)]
    kind: Option<KindName>,
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
    };
    let hits = search(&index, &request)?;
    if hits.is_empty() {
        complain(&format!(
            "geen treffers voor {}; probeer minder of andere woorden, of het begin van een woord met *",
            request.query
        ));
        return Ok(Outcome::Nothing);
    }
    match arguments.format {
        Format::Ndjson => output.ndjson(&hits)?,
        Format::Csv => output.csv(&rows(&hits))?,
        Format::Table => print(&hits, output)?,
    }
    Ok(Outcome::Found)
}

fn print(hits: &[Hit], output: &mut Output) -> Result<()> {
    for (at, hit) in hits.iter().enumerate() {
        let verdict = hit.verdict.map(|class| format!(" · {}", output::verdict(class))).unwrap_or_default();
        output.line(&format!("{}. {}{verdict} · {} {}", at + 1, name(hit), output::kind(hit.kind), hit.id))?;
        output.line(&format!("   {}", hit.snippet.marked("«", "»")))?;
        let span = hit.snippet.span;
        output.line(&format!("   {}, bytes {}-{}", output::place(&hit.document, hit.page), span.start, span.end))?;
        output.line("")?;
    }
    Ok(())
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
