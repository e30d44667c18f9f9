//! The command line: arguments in; results on standard output, everything else on standard error, and an exit code out.

mod batch;
mod check;
mod checklist;
mod codebook;
mod coding;
mod extract;
mod ingest;
mod learn;
mod names;
mod output;
mod profile;
mod progress;
mod report;
mod search;
mod show;
mod similar;
mod text;
mod themes;
mod verdicts;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use output::Output;

/// Turns a folder of Dutch grant-evaluation documents into records, a search index and recurring themes.
#[derive(Debug, Parser)]
#[command(name = "oordeel", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 something was found, 1 nothing was found, 2 it could not be done.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents and build or update the index; prints a summary
    #[command(visible_alias = "lees")]
    Ingest(ingest::Arguments),
    /// Print the records of documents, without an index
    #[command(visible_alias = "haal")]
    Extract(extract::Arguments),
    /// Print the extracted text of one document, to which all spans refer
    #[command(visible_alias = "tekst")]
    Text(text::Arguments),
    /// Learn a layout from one record that you point at, and write it down as a profile
    #[command(visible_alias = "leer")]
    Learn(learn::Arguments),
    /// Search the index
    #[command(visible_alias = "zoek")]
    Search(search::Arguments),
    /// Find the records that speak of the same things as one record
    #[command(visible_alias = "vergelijkbaar")]
    Similar(similar::Arguments),
    /// List the verdicts: promoter, verdict, number of remarks, document, page
    #[command(visible_alias = "oordelen")]
    Verdicts(verdicts::Arguments),
    /// Show which themes recur, how often and with which verdict, with quotes
    #[command(visible_alias = "themas")]
    Themes(themes::Arguments),
    /// List what assessors most often ask for and miss, with quotes, for those who write an application
    #[command(visible_alias = "nakijklijst")]
    Checklist(checklist::Arguments),
    /// Write, read or check the codebook: the themes with their word patterns
    #[command(visible_alias = "codeboek")]
    Codebook(codebook::Arguments),
    /// Show one record with the passage it was read from
    #[command(visible_alias = "toon")]
    Show(show::Arguments),
    /// List contradictions between and inside documents
    #[command(visible_alias = "controleer")]
    Check(check::Arguments),
    /// Read documents for another program: length-prefixed requests in, answers out
    #[command(hide = true)]
    Worker(worker::Limited),
}

/// Whether a command found anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Found,
    Nothing,
    /// Found, but not everything could be done; the reason is on standard error.
    Incomplete,
}

/// Where the index is.
#[derive(Debug, clap::Args)]
struct IndexFolder {
    /// Folder of the index
    #[arg(long = "index", value_name = "DIR", default_value = "index")]
    path: PathBuf,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::stdout();
    let result = match arguments.command {
        Command::Ingest(arguments) => ingest::run(&arguments, &mut output),
        Command::Extract(arguments) => extract::run(&arguments, &mut output),
        Command::Text(arguments) => text::run(&arguments, &mut output),
        Command::Learn(arguments) => learn::run(&arguments, &mut output),
        Command::Search(arguments) => search::run(&arguments, &mut output),
        Command::Similar(arguments) => similar::run(&arguments, &mut output),
        Command::Verdicts(arguments) => verdicts::run(&arguments, &mut output),
        Command::Themes(arguments) => themes::run(&arguments, &mut output),
        Command::Checklist(arguments) => checklist::run(&arguments, &mut output),
        Command::Codebook(arguments) => codebook::run(&arguments, &mut output),
        Command::Show(arguments) => show::run(&arguments, &mut output),
        Command::Check(arguments) => check::run(&arguments, &mut output),
        Command::Worker(arguments) => worker::run(&arguments),
    };
    let result = result.and_then(|outcome| output.finish().map(|()| outcome));
    match result {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // Whoever reads our output has seen enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("fout: {error}"));
            ExitCode::from(2)
        }
    }
}
