//! `oordeel codebook`: a codebook in; the same in another form, or what is wrong with it, out.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Subcommand;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Output, complain};
use crate::annotate::{Codebook, check};
use crate::error::Error;
use crate::export::refi;
use crate::theme::Theme;

/// A codebook is never larger than this, in bytes.
const LARGEST: u64 = 16 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a codebook to a file: .toml to change it, .qdc for QualCoder, NVivo, ATLAS.ti or MAXQDA (REFI-QDA)
    #[command(visible_alias = "bewaar")]
    Export {
        /// The file to write
        file: PathBuf,
        /// A codebook of your own (TOML) instead of the built-in one
        #[arg(long, value_name = "FILE")]
        codebook: Option<PathBuf>,
    },
    /// Make a codebook (.toml) of the codes of another program (.qdc)
    #[command(visible_alias = "neem-over")]
    Import {
        /// The codes, as the other program exported them
        codes: PathBuf,
        /// The codebook to write
        file: PathBuf,
    },
    /// Try the word patterns on the examples and counter-examples in a codebook
    #[command(visible_alias = "controleer")]
    Check {
        /// The codebook (TOML); without it the built-in one
        file: Option<PathBuf>,
    },
}

/// What a codebook file holds.
#[derive(Serialize)]
struct Written<'run> {
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<&'run str>,
    theme: &'run [Theme],
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    match &arguments.command {
        Command::Export { file, codebook } => export(file, codebook.as_deref()),
        Command::Import { codes, file } => import(codes, file),
        Command::Check { file } => examine(file.as_deref(), output),
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case(wanted))
}

fn export(file: &Path, own: Option<&Path>) -> Result<Outcome> {
    let codebook = output::codebook(own)?;
    let bytes = if has_extension(file, "qdc") {
        refi::codebook(&codebook.themes_in_full(), codebook.otherwise()).map_err(|cause| Error::io(file, cause))?
    } else if has_extension(file, "toml") {
        match own {
            Some(own) => std::fs::read(own).map_err(|cause| Error::io(own, cause))?,
            None => Codebook::built_in_text().as_bytes().to_vec(),
        }
    } else {
        bail!("{}: de naam moet eindigen op .toml of .qdc", file.display());
    };
    output::save(file, &bytes)?;
    Ok(Outcome::Found)
}

fn import(codes: &Path, file: &Path) -> Result<Outcome> {
    if !has_extension(file, "toml") {
        bail!("{}: de naam moet eindigen op .toml", file.display());
    }
    let size = std::fs::metadata(codes).map_err(|cause| Error::io(codes, cause))?.len();
    if size > LARGEST {
        bail!("{}: het bestand telt {size} bytes, meer dan de {LARGEST} die een codeboek telt", codes.display());
    }
    let xml = std::fs::read(codes).map_err(|cause| Error::io(codes, cause))?;
    let Ok(xml) = String::from_utf8(xml) else { bail!("{}: dit is geen UTF-8", codes.display()) };
    let imported = refi::read_codebook(xml.trim_start_matches('\u{feff}'))
        .map_err(|reason| Error::Settings { path: codes.to_owned(), reason })?;
    let written = Written { otherwise: imported.otherwise.as_deref(), theme: &imported.themes };
    output::save(file, toml::to_string_pretty(&written)?.as_bytes())?;
    // What was written must be usable; a pattern of someone else's may not be one.
    Codebook::load(file)?;
    complain(&format!("{} thema's overgenomen", imported.themes.len()));
    if !imported.guessed.is_empty() {
        complain(&format!(
            "{} daarvan hadden geen woordpatronen en kregen er een uit hun naam; vul ze aan in {}: {}",
            imported.guessed.len(),
            file.display(),
            imported.guessed.join(", ")
        ));
    }
    Ok(Outcome::Found)
}

fn examine(file: Option<&Path>, output: &mut Output) -> Result<Outcome> {
    let codebook = output::codebook(file)?;
    let (tried, failures) = check(&codebook);
    for failure in &failures {
        let wrong = if failure.expected { "moest dit thema krijgen" } else { "mocht dit thema niet krijgen" };
        let got = if failure.codes.is_empty() { "geen".to_owned() } else { failure.codes.join(", ") };
        output.line(&format!("{}: \u{201c}{}\u{201d} {wrong}; kreeg: {got}", failure.code, failure.sentence))?;
    }
    let themes = codebook.themes();
    output.line(&format!(
        "{} thema's, {} woordpatronen, {tried} voorbeelden en tegenvoorbeelden; {} daarvan kloppen niet",
        themes.len(),
        themes.iter().map(|theme| theme.patterns.len() + theme.except.len()).sum::<usize>(),
        failures.len()
    ))?;
    let without: Vec<&str> =
        themes.iter().filter(|theme| theme.examples.is_empty()).map(|theme| theme.code.as_str()).collect();
    if !without.is_empty() {
        output.line(&format!("Zonder voorbeeld, dus niet nagegaan: {}", without.join(", ")))?;
    }
    Ok(if failures.is_empty() { Outcome::Found } else { Outcome::Incomplete })
}
