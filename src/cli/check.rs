//! `oordeel check`: an index in, what agrees and what contradicts between and inside its documents out.

use anyhow::Result;

use super::output::{self, Output, complain};
use super::{IndexFolder, Outcome};
use crate::dutch::names::Likeness;
use crate::export::Rows;
use crate::finding::{Finding, FindingKind, Link};
use crate::index::Index;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    index: IndexFolder,
    /// How the findings come out
    #[arg(long, value_enum, default_value = "table")]
    format: output::Format,
    /// List the promoters that were linked although their names differ; as csv it is the table `links.csv`, which you can correct
    /// and put in the folder with documents
    #[arg(long)]
    links: bool,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let comparison = Index::open(&arguments.index.path)?.comparison()?;
    match arguments.format {
        output::Format::Ndjson if arguments.links => output.ndjson(&comparison.links)?,
        output::Format::Csv if arguments.links => output.csv(&names(&comparison.links))?,
        output::Format::Ndjson => output.ndjson(&comparison.findings)?,
        output::Format::Csv => output.csv(&rows(&comparison.findings))?,
        output::Format::Table => {
            for finding in &comparison.findings {
                print(finding, output)?;
            }
            let differing: Vec<_> =
                comparison.links.iter().filter(|link| link.likeness != Likeness::SameWords).collect();
            output.line(&format!(
                "{} projecten zijn aan hun beoordeling gekoppeld, {} daarvan onder een andere naam.",
                comparison.links.len(),
                differing.len()
            ))?;
            if arguments.links {
                for link in differing {
                    let Link { promoter, other_name, likeness, .. } = link;
                    let (reason, sure) = (likeness.reason(), likeness.confidence());
                    output.line(&format!("  {promoter} = {other_name} ({reason}, zekerheid {sure} %)"))?;
                }
            } else if !differing.is_empty() {
                output.line("`oordeel check --links` toont welke.")?;
            }
        }
    }
    if comparison.findings.is_empty() {
        complain(
            "niets om te vergelijken: geen document vermeldt een totaal of aantal, en geen twee documenten noemen dezelfde oproep",
        );
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// The linked names that differ, each pair once, the least sure first: a table that a person can correct.
fn names(links: &[Link]) -> Rows {
    let mut rows = Rows::under(&["promotor", "andere naam", "zelfde", "reden", "zekerheid"]);
    let mut pairs: Vec<(u8, &str, &str, &str)> = links
        .iter()
        .filter(|link| link.likeness != Likeness::SameWords)
        .map(|link| (link.likeness.confidence(), &*link.promoter, &*link.other_name, link.likeness.reason()))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let row = |(sure, promoter, other, reason): (u8, &str, &str, &str)| {
        vec![promoter.to_owned(), other.to_owned(), "ja".to_owned(), reason.to_owned(), format!("{sure} %")]
    };
    rows.rows = pairs.into_iter().map(row).collect();
    rows
}

fn print(finding: &Finding, output: &mut Output) -> Result<()> {
    output.line(&format!("{} {}: {}", sign(finding), kind(finding.kind), finding.message))?;
    for quote in &finding.quotes {
        output.line(&format!("    \u{201c}{}\u{201d}", quote.text))?;
        output.line(&format!(
            "      {}, bytes {}-{}",
            output::place(&quote.document, quote.page),
            quote.span.start,
            quote.span.end
        ))?;
    }
    output.line("")
}

fn sign(finding: &Finding) -> &'static str {
    if finding.agrees { "klopt   " } else { "verschil" }
}

/// What was compared, in Dutch.
pub(super) fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sum => "som",
        FindingKind::Count => "aantal",
        FindingKind::Budget => "budget",
        FindingKind::Date => "datum",
        FindingKind::Missing => "ontbreekt",
        FindingKind::Award => "toekenning",
        FindingKind::Duplicate => "dubbel",
    }
}

fn rows(findings: &[Finding]) -> Rows {
    let mut rows = Rows::under(&["uitkomst", "soort", "bevinding", "documenten"]);
    rows.rows.extend(findings.iter().map(|finding| {
        let documents: Vec<String> =
            finding.quotes.iter().map(|quote| output::place(&quote.document, quote.page)).collect();
        vec![
            sign(finding).trim().to_owned(),
            kind(finding.kind).to_owned(),
            finding.message.clone(),
            documents.join("; "),
        ]
    }));
    rows
}
