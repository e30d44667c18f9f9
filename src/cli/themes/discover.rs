//! `oordeel themes discover`: an index in, the phrases that recur and that no theme covers, and a piece of codebook, out.

use anyhow::Result;
use serde::Serialize;

use super::super::Outcome;
use super::super::output::{self, Format, Output, complain};
use super::Coded;
use crate::annotate::{Candidate, Discovery, Group, Occurrence, Search, discover, snippet};
use crate::export::Rows;
use crate::theme::Theme;

/// So many letters stand on either side of a phrase.
const BESIDE: usize = 50;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Coded,
    /// A phrase must stand in at least so many evaluations
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    least: usize,
    /// So many groups of phrases
    #[arg(long, value_name = "NUMBER", default_value_t = 15)]
    groups: usize,
    /// How the phrases come out; the table ends with a piece of codebook (TOML)
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// A phrase with the number of its group.
#[derive(Serialize)]
struct Line<'run> {
    group: usize,
    #[serde(flatten)]
    candidate: &'run Candidate,
}

/// What is pasted into a codebook.
#[derive(Serialize)]
struct Piece<'run> {
    theme: &'run [Theme],
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let Some(loaded) = arguments.source.load()? else { return Ok(Outcome::Nothing) };
    let search = Search { least: arguments.least, groups: arguments.groups };
    let found = discover(&loaded.codings, &loaded.codebook, search);
    if found.groups.is_empty() {
        complain(&format!(
            "geen uitdrukkingen gevonden die in minstens {} beoordelingen staan en buiten de thema's vallen; \
             probeer een lagere --least",
            arguments.least
        ));
        return Ok(Outcome::Nothing);
    }
    match arguments.format {
        Format::Ndjson => output.ndjson(lines(&found.groups))?,
        Format::Csv => output.csv(&csv(&found.groups))?,
        Format::Table => print(&found, output)?,
    }
    Ok(Outcome::Found)
}

fn lines(groups: &[Group]) -> impl Iterator<Item = Line<'_>> {
    (1..).zip(groups).flat_map(|(group, found)| found.candidates.iter().map(move |candidate| Line { group, candidate }))
}

fn print(found: &Discovery, output: &mut Output) -> Result<()> {
    let Discovery { sentences, uncovered, groups } = found;
    let share = if *sentences == 0 { 0.0 } else { *uncovered as f64 / *sentences as f64 };
    output.line(&format!(
        "{uncovered} van de {sentences} zinnen ({}) krijgen geen thema; standaardtekst en herhaalde zinnen tellen niet mee.",
        output::percent(share)
    ))?;
    output.line("Uitdrukkingen die terugkomen en buiten de woordpatronen van het codeboek vallen:")?;
    for group in groups {
        output.line("")?;
        for (number, candidate) in group.candidates.iter().enumerate() {
            let indent = if number == 0 { "" } else { "  ook: " };
            output.line(&format!("{indent}{}: {}", candidate.phrase, counts(candidate)))?;
        }
        for place in group.candidates.iter().take(1).flat_map(|candidate| &candidate.places) {
            output.line(&format!("    {}", in_context(place)))?;
            output.line(&format!("      {}", output::place(&place.document, place.page)))?;
        }
    }
    output.line("")?;
    output.line("# Voor in een codeboek; kies wat een thema is, geef het een naam en vul de patronen aan.")?;
    output.line("# Daarna: oordeel themes --codebook FILE")?;
    output.text(&toml::to_string_pretty(&Piece { theme: &snippet(groups) })?)
}

fn counts(candidate: &Candidate) -> String {
    let Candidate { evaluations, sentences, uncovered, .. } = candidate;
    let noun = if *sentences == 1 { "zin" } else { "zinnen" };
    format!("{evaluations} beoordelingen, {sentences} {noun}, waarvan {uncovered} zonder thema")
}

/// The phrase between the words around it.
fn in_context(place: &Occurrence) -> String {
    let (before, rest) = place.sentence.split_at_checked(place.start).unwrap_or((&place.sentence, ""));
    let (phrase, after) = rest.split_at_checked(place.end.saturating_sub(place.start)).unwrap_or((rest, ""));
    let left = before.char_indices().rev().nth(BESIDE - 1).map_or(0, |(at, _)| at);
    let right = after.char_indices().nth(BESIDE).map_or(after.len(), |(at, _)| at);
    let marks = [if left > 0 { "…" } else { "" }, if right < after.len() { "…" } else { "" }];
    format!("{}{}[{phrase}]{}{}", marks[0], &before[left..], &after[..right], marks[1])
}

fn csv(groups: &[Group]) -> Rows {
    let mut rows = Rows::under(&[
        "groep",
        "uitdrukking",
        "beoordelingen",
        "zinnen",
        "zonder thema",
        "gewicht",
        "document",
        "blz.",
        "voorbeeld",
    ]);
    rows.rows.extend(lines(groups).map(|Line { group, candidate }| {
        let place = candidate.places.first();
        vec![
            group.to_string(),
            candidate.phrase.clone(),
            candidate.evaluations.to_string(),
            candidate.sentences.to_string(),
            candidate.uncovered.to_string(),
            format!("{:.2}", candidate.weight),
            place.map(|place| place.document.clone()).unwrap_or_default(),
            place.and_then(|place| place.page).map(|page| page.to_string()).unwrap_or_default(),
            place.map(|place| place.sentence.clone()).unwrap_or_default(),
        ]
    }));
    rows
}
