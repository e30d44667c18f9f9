//! `oordeel ingest`: documents in, the index brought in line with them, and a summary that a person can read out.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Outcome;
use super::coding::CodingRules;
use super::output::{self, Output, complain};
use super::profile::Profiled;
use super::progress::Progress;
use super::report;
use crate::annotate::Codebook;
use crate::entry::State;
use crate::pipeline::{self, File, Run, Totals};
use crate::record::RecordKind;

/// So many themes are worth a place in the summary.
const STRONGEST: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Documents or folders
    #[arg(default_value = "corpus")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: super::IndexFolder,
    #[command(flatten)]
    rules: CodingRules,
    /// Write what became of every file, a line of JSON each
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Exit with 2 when a document could not be read completely
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    profiled: Profiled,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let codebook = arguments.rules.load()?;
    let progress = Progress::start();
    let (reader, profiles) = arguments.profiled.reader(&arguments.paths)?;
    let paths = &arguments.paths;
    let run = pipeline::run(paths, &arguments.index.path, &codebook, &reader, &|step| progress.note(step))?;
    progress.finish();
    if let Some(file) = &arguments.report {
        report::write(&run, file)?;
    }
    for profile in &profiles {
        output.line(&format!("Profiel: {}", profile.display()))?;
    }
    summarise(&run, arguments, &codebook, output)?;
    let count = |state: State| run.corpus.files.iter().filter(|file| file.state == state).count();
    let (unread, partly) = (count(State::Unread), count(State::Partly));
    if (arguments.strict && unread + partly > 0) || (unread > 0 && unread == run.corpus.files.len()) {
        return Ok(Outcome::Incomplete);
    }
    if run.corpus.files.is_empty() {
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
    let files = &run.corpus.files;
    let of = |state: State| files.iter().filter(move |file| file.state == state);
    let read = files.iter().filter(|file| file.is_new).count();
    output.line(&format!(
        "{} documenten: {} gelezen, {} gedeeltelijk, {} niet ({read} nieuw of gewijzigd, {} al bekend)",
        files.len(),
        of(State::Read).count(),
        of(State::Partly).count(),
        of(State::Unread).count(),
        files.len() - read,
    ))?;
    for file in of(State::Unread).chain(of(State::Partly)) {
        reasons(file, output)?;
    }
    for (copy, original) in &run.corpus.copies {
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

fn reasons(file: &File, output: &mut Output) -> Result<()> {
    let state = if file.state == State::Unread { "niet gelezen" } else { "gedeeltelijk" };
    for warning in &file.warnings {
        output.line(&format!("  {state}: {}: {}", output::place(&file.name, warning.page), warning.message))?;
    }
    Ok(())
}

fn records(run: &Run, output: &mut Output) -> Result<()> {
    let Totals { records, verdicts, .. } = &run.totals;
    let counted = records.iter().map(|(kind, count)| format!("{count} {}", plural(*kind, *count)));
    let counted = counted.collect::<Vec<_>>().join(", ");
    output.line(&format!("Records: {}", if counted.is_empty() { "geen" } else { &counted }))?;
    if !verdicts.is_empty() {
        let counted = verdicts.iter().map(|(verdict, count)| format!("{count} {}", output::verdict(*verdict)));
        output.line(&format!("Oordelen: {}", counted.collect::<Vec<_>>().join(", ")))?;
    }
    for twins in &run.comparison.twins {
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
    let label = |code: &str| {
        let theme = codebook.themes().iter().find(|theme| theme.code == code);
        theme.map_or_else(|| code.to_owned(), |theme| theme.label.clone())
    };
    let mut themes: Vec<_> = run.totals.themes.iter().collect();
    themes.sort_by_key(|(code, count)| (Reverse(**count), *code));
    if themes.is_empty() {
        return Ok(());
    }
    output.line(&format!("Sterkste thema's, in {} beoordelingen met tekst:", run.totals.with_text))?;
    for (code, count) in themes.into_iter().take(STRONGEST) {
        output.line(&format!(
            "  {:<42} {:>3} beoordelingen, {:>4} zinnen",
            label(code),
            count.evaluations,
            count.sentences
        ))?;
    }
    output.line("")
}

fn contradictions(run: &Run, output: &mut Output) -> Result<()> {
    let differing: Vec<_> = run.comparison.findings.iter().filter(|finding| !finding.agrees).collect();
    output.line(&format!(
        "Tegenspraken: {}",
        if differing.is_empty() { "geen".to_owned() } else { differing.len().to_string() }
    ))?;
    for finding in differing {
        output.line(&format!("  {}", finding.message))?;
    }
    output.line("")
}
