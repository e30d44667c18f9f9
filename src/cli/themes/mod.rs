//! `oordeel themes`: an index in, which themes recur, how often and with which verdict, with quotes, out.

mod columns;
mod compare;
mod discover;
mod learn;
mod matrix;
mod number_rows;
mod numbers;
mod people;
mod project;
mod sentences;
mod table;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

use super::coding::CodingRules;
use super::names::{FunctionName, VerdictName};
use super::output::{self, Format, Output, complain};
use super::{IndexFolder, Outcome};
use crate::annotate::Codebook;
use crate::export;
use crate::index::Index;
use crate::pipeline;
use crate::statistics::figures;
use crate::theme::{Coding, Function};

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    source: Coded,
    /// All sentences about this theme: its code, its name or the beginning of either
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// All sentences with this function; with --matrix only the themes that have it
    #[arg(long, value_enum)]
    function: Option<FunctionName>,
    /// All sentences of evaluations with this verdict
    #[arg(long, value_enum)]
    verdict: Option<VerdictName>,
    /// All sentences that are worth a look by a person: codebook and model do not agree, or it is close
    #[arg(long)]
    doubtful: bool,
    /// How the themes come out; ndjson gives one coded sentence a line
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Write a table of 0 and 1, an evaluation a row and a theme a column, to this file: .csv or .xlsx
    #[arg(long, value_name = "FILE", conflicts_with_all = ["theme", "verdict"])]
    matrix: Option<PathBuf>,
    /// Write a report that any browser opens, offline, to this file: .html
    #[arg(long, value_name = "FILE", conflicts_with_all = ["theme", "function", "verdict", "matrix", "qdpx"])]
    report: Option<PathBuf>,
    /// Write a project for QualCoder, NVivo, ATLAS.ti or MAXQDA (REFI-QDA) to this file: .qdpx
    #[arg(long, value_name = "FILE", conflicts_with_all = ["theme", "function", "verdict", "matrix"])]
    qdpx: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show how many evaluations have each theme, with intervals, per verdict and document, and what goes together
    #[command(visible_alias = "cijfers")]
    Numbers(numbers::Arguments),
    /// Measure how far the themes and functions agree with sentences that people coded
    #[command(visible_alias = "vergelijk")]
    Compare(compare::Arguments),
    /// Find phrases that recur and that no theme covers, with their places and a piece of codebook for them
    #[command(visible_alias = "ontdek")]
    Discover(discover::Arguments),
    /// Learn from sentences that people coded; prints where that does better than the codebook
    #[command(visible_alias = "leer")]
    Learn(learn::Arguments),
}

/// Where coded sentences come from.
#[derive(Debug, clap::Args)]
pub(super) struct Coded {
    #[command(flatten)]
    index: IndexFolder,
    #[command(flatten)]
    rules: CodingRules,
}

/// Coded sentences with the codebook that gave their codes.
pub(super) struct Loaded {
    pub(super) index: Index,
    pub(super) codebook: Codebook,
    pub(super) codings: Vec<Coding>,
}

impl Coded {
    /// The coded sentences; `None` where there are none, which the user has then been told.
    pub(super) fn load(&self) -> Result<Option<Loaded>> {
        let index = Index::open(&self.index.path)?;
        let codebook = self.rules.load()?;
        let codings = if self.rules.are_own() { pipeline::code_again(&index, &codebook)? } else { index.codings()? };
        if codings.is_empty() {
            complain("de index bevat geen beoordelingen met tekst, dus ook geen thema's");
            return Ok(None);
        }
        Ok(Some(Loaded { index, codebook, codings }))
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    match &arguments.command {
        Some(Command::Numbers(arguments)) => numbers::run(arguments, output),
        Some(Command::Compare(arguments)) => compare::run(arguments, output),
        Some(Command::Discover(arguments)) => discover::run(arguments, output),
        Some(Command::Learn(arguments)) => learn::run(arguments, output),
        None => show(arguments, output),
    }
}

fn show(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let Some(loaded) = arguments.source.load()? else { return Ok(Outcome::Nothing) };
    if let Some(path) = &arguments.matrix {
        matrix::save(&loaded, arguments.function.map(Function::from), path)?;
        return Ok(Outcome::Found);
    }
    if let Some(path) = &arguments.report {
        let themes = loaded.codebook.themes();
        let page = export::report(&figures(&loaded.codings, themes), &loaded.codings, themes);
        output::save(path, page.as_bytes())?;
        return Ok(Outcome::Found);
    }
    if let Some(path) = &arguments.qdpx {
        project::save(&loaded, path)?;
        return Ok(Outcome::Found);
    }
    let choice = sentences::Choice {
        theme: match &arguments.theme {
            Some(name) => Some(sentences::theme_named(name, loaded.codebook.themes())?),
            None => None,
        },
        function: arguments.function.map(Function::from),
        verdict: arguments.verdict.map(Into::into),
        doubtful: arguments.doubtful,
    };
    if choice.is_everything() {
        table::run(&loaded, arguments.format, output)
    } else {
        sentences::run(&loaded, &choice, arguments.format, output)
    }
}
