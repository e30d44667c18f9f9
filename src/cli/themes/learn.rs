//! `oordeel themes learn`: sentences that people coded in, a model of them and how well it holds out.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use super::super::Outcome;
use super::super::output::{self, Format, Output, complain};
use super::people::of_people;
use crate::annotate::{Learned, LearnedTheme, learn};
use crate::error::Error;
use crate::export::Rows;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Sentences that people coded: NDJSON, CSV with the columns document, promoter, text, codes, function, or a REFI-QDA project
    /// (.qdpx); of several files all are learned from
    #[arg(required = true)]
    codings: Vec<PathBuf>,
    /// The model to write
    #[arg(long, value_name = "FILE", default_value = "model")]
    output: PathBuf,
    /// A codebook of your own (TOML) instead of the built-in one
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// How the figures come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// A row of the figures.
#[derive(Serialize)]
struct Line<'run> {
    kind: &'static str,
    code: &'run str,
    sentences: usize,
    codebook: f64,
    model: f64,
    used: &'static str,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let codebook = output::codebook(arguments.codebook.as_deref())?;
    let mut people = Vec::new();
    for path in &arguments.codings {
        people.extend(of_people(path, codebook.themes())?);
    }
    let first: &Path = arguments.codings.first().map_or(Path::new(""), PathBuf::as_path);
    let fault = |reason: String| Error::Settings { path: first.to_owned(), reason };
    let model = learn(&people, &codebook).map_err(fault)?;
    output::save(&arguments.output, &model.bytes().map_err(fault)?)?;
    let learned = model.learned();
    let lines = lines(learned);
    match arguments.format {
        Format::Ndjson => output.ndjson(&lines)?,
        Format::Csv => output.csv(&rows(&lines, 4))?,
        Format::Table => print(learned, &lines, output)?,
    }
    if !learned.function.used && learned.themes.iter().all(|theme| !theme.used) {
        complain("het model doet het nergens beter dan het codeboek en zal dus niets beslissen; codeer meer zinnen");
    }
    Ok(Outcome::Found)
}

fn lines(learned: &Learned) -> Vec<Line<'_>> {
    let used = |used: bool| if used { "model" } else { "codeboek" };
    let theme = |theme: &'_ LearnedTheme| (theme.sentences, theme.codebook, theme.model, used(theme.used));
    let themes = learned.themes.iter().map(|one| {
        let (sentences, codebook, model, used) = theme(one);
        Line { kind: "thema", code: &one.code, sentences, codebook, model, used }
    });
    let function = &learned.function;
    let function = Line {
        kind: "functie",
        code: "functie (aandeel juist)",
        sentences: function.sentences,
        codebook: function.codebook,
        model: function.model,
        used: used(function.used),
    };
    themes.chain([function]).collect()
}

fn rows(lines: &[Line<'_>], digits: usize) -> Rows {
    let mut rows = Rows::under(&["thema", "zinnen", "F1 codeboek", "F1 model", "gebruikt"]);
    rows.rows.extend(lines.iter().map(|line| {
        let number = |value: f64| if digits > 2 { format!("{value:.digits$}") } else { output::decimal(value, digits) };
        vec![
            line.code.to_owned(),
            line.sentences.to_string(),
            number(line.codebook),
            number(line.model),
            line.used.to_owned(),
        ]
    }));
    rows
}

fn print(learned: &Learned, lines: &[Line<'_>], output: &mut Output) -> Result<()> {
    output.line(&format!(
        "{} gecodeerde zinnen, {} beoordelingen, {} documenten",
        learned.sentences, learned.evaluations, learned.documents
    ))?;
    output.table(&rows(lines, 2))?;
    let units = if learned.by_document { "documenten" } else { "beoordelingen" };
    output.line(&format!(
        "Elke zin is beoordeeld door een model dat de zinnen van dezelfde {units} niet zag ({} delen).",
        learned.parts
    ))?;
    output.line("Waar het codeboek het even goed of beter doet, blijft het codeboek beslissen.")?;
    output.line(&format!(
        "Alle thema's samen (micro-F1): codeboek {}, codeboek en model samen {}.",
        output::decimal(learned.codebook, 3),
        output::decimal(learned.together, 3)
    ))?;
    if !learned.by_document {
        output.line("De codings komen uit minder dan vier documenten: hoe goed dit voor andere oproepen is, blijkt hieruit niet.")?;
    }
    Ok(())
}
