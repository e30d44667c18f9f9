//! `oordeel ingest`: documents in, the index brought in line with them, and a summary that a person can read out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use indicatif::HumanBytes;

use super::output::{self, Output, codebook, complain, progress};
use super::report;
use super::worker::Limited;
use super::{Outcome, themes};
use crate::annotate::{Codebook, with_text};
use crate::entry::{Entry, State};
use crate::pipeline::{self, Run};
use crate::record::{Record, RecordKind, Verdict};

/// So many themes are worth a place in the summary.
const STRONGEST: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Documents or folders
    #[arg(default_value = "corpus")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: super::IndexFolder,
    /// A codebook of your own (TOML) instead of the built-in one
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// Write what became of every file, a line of JSON each
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Exit with 2 when a document could not be read completely
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    limited: Limited,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let codebook = codebook(arguments.codebook.as_deref())?;
    let bar = progress();
    let bytes = AtomicUsize::new(0);
    let reader = arguments.limited.reader()?;
    let run = pipeline::run(&arguments.paths, &arguments.index.path, &codebook, &reader, &|_, size| {
        let total = bytes.fetch_add(size, Ordering::Relaxed) + size;
        bar.set_message(HumanBytes(total as u64).to_string());
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    if let Some(file) = &arguments.report {
        report::write(&run, file)?;
    }
    summarise(&run, arguments, &codebook, output)?;
    let count = |state: State| run.corpus.entries.iter().filter(|entry| entry.state() == state).count();
    let (unread, partly) = (count(State::Unread), count(State::Partly));
    if (arguments.strict && unread + partly > 0) || (unread > 0 && unread == run.corpus.entries.len()) {
        return Ok(Outcome::Incomplete);
    }
    if run.corpus.entries.is_empty() {
        complain("geen documenten gevonden; noem een map met documenten: oordeel ingest MAP");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

fn summarise(run: &Run, arguments: &Arguments, codebook: &Codebook, output: &mut Output) -> Result<()> {
    documents(run, output)?;
    records(run, output)?;
    strongest(run, codebook, output)?;
    contradictions(run, output)?;
    let index = &arguments.index.path;
    let option = if index.as_os_str() == "index" { String::new() } else { format!(" --index {}", index.display()) };
    output.line("Verder:")?;
    for (command, purpose) in [
        ("verdicts", "de tabel met oordelen"),
        ("themes", "de thema's met citaten"),
        ("check", "wat klopt en wat niet, met de passages"),
        ("search gedragsverandering", "zoeken"),
    ] {
        output.line(&format!("  oordeel {:<30} {purpose}", format!("{command}{option}")))?;
    }
    Ok(())
}

fn documents(run: &Run, output: &mut Output) -> Result<()> {
    let entries = &run.corpus.entries;
    let of = |state: State| entries.iter().filter(move |entry| entry.state() == state);
    output.line(&format!(
        "{} documenten: {} gelezen, {} gedeeltelijk, {} niet ({} nieuw of gewijzigd, {} al bekend)",
        entries.len(),
        of(State::Read).count(),
        of(State::Partly).count(),
        of(State::Unread).count(),
        run.read,
        entries.len() - run.read,
    ))?;
    for entry in of(State::Unread).chain(of(State::Partly)) {
        reasons(entry, output)?;
    }
    for (copy, original) in &run.copies {
        output.line(&format!("  niet nog eens gelezen: {copy} is hetzelfde bestand als {original}"))?;
    }
    for name in &run.left_out {
        output.line(&format!("  overgeslagen: {name} beschrijft de map"))?;
    }
    for name in &run.changes.removed {
        let why = if Path::new(name).exists() { "staat niet in wat u nu noemt" } else { "is er niet meer" };
        output.line(&format!("  uit de index gehaald: {name} {why}"))?;
    }
    output.line("")
}

fn reasons(entry: &Entry, output: &mut Output) -> Result<()> {
    let state = if entry.state() == State::Unread { "niet gelezen" } else { "gedeeltelijk" };
    for warning in &entry.document.warnings {
        output.line(&format!("  {state}: {}: {}", output::place(&entry.name, warning.page), warning.message))?;
    }
    Ok(())
}

fn records(run: &Run, output: &mut Output) -> Result<()> {
    let mut kinds: BTreeMap<RecordKind, usize> = BTreeMap::new();
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for record in run.corpus.records().filter(|record| !run.corpus.comparison.repeats(&record.place().document)) {
        *kinds.entry(record.kind()).or_default() += 1;
        if let Record::Evaluation(evaluation) = record {
            *verdicts.entry(evaluation.verdict).or_default() += 1;
        }
    }
    let counted = kinds.iter().map(|(kind, count)| format!("{count} {}", plural(*kind, *count)));
    let counted = counted.collect::<Vec<_>>().join(", ");
    output.line(&format!("Records: {}", if counted.is_empty() { "geen" } else { &counted }))?;
    if !verdicts.is_empty() {
        let counted = verdicts.iter().map(|(verdict, count)| format!("{count} {}", output::verdict(*verdict)));
        output.line(&format!("Oordelen: {}", counted.collect::<Vec<_>>().join(", ")))?;
    }
    for twins in &run.corpus.comparison.twins {
        output.line(&format!(
            "  {} herhaalt de {} beoordelingen van {} en telt niet mee",
            twins.second, twins.shared, twins.first
        ))?;
    }
    output.line("")
}

fn plural(kind: RecordKind, count: usize) -> &'static str {
    match (kind, count) {
        (kind, 1) => output::kind(kind),
        (RecordKind::Evaluation, _) => "beoordelingen",
        (RecordKind::Project, _) => "projecten",
        (RecordKind::Grant, _) => "subsidies",
        (RecordKind::Call, _) => "oproepen",
        (RecordKind::Report, _) => "terugblikken",
    }
}

fn strongest(run: &Run, codebook: &Codebook, output: &mut Output) -> Result<()> {
    let codings = &run.corpus.codings;
    let strongest = themes::strongest(codings, codebook, STRONGEST);
    if strongest.is_empty() {
        return Ok(());
    }
    let with_text: usize = with_text(codings).values().sum();
    output.line(&format!("Sterkste thema's, in {with_text} beoordelingen met tekst:"))?;
    for theme in strongest {
        output.line(&format!(
            "  {:<42} {:>3} beoordelingen, {:>4} zinnen",
            theme.label, theme.evaluations, theme.sentences
        ))?;
    }
    output.line("")
}

fn contradictions(run: &Run, output: &mut Output) -> Result<()> {
    let differing: Vec<_> = run.corpus.comparison.findings.iter().filter(|finding| !finding.agrees).collect();
    output.line(&format!(
        "Tegenspraken: {}",
        if differing.is_empty() { "geen".to_owned() } else { differing.len().to_string() }
    ))?;
    for finding in differing {
        output.line(&format!("  {}", finding.message))?;
    }
    output.line("")
}
