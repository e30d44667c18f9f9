//! `oordeel themes compare`: an index and sentences that people coded in, how far the two agree out.

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::super::Outcome;
use super::super::output::{self, Format, Output, complain};
use super::Coded;
use super::people::of_people;
use crate::export::Rows;
use crate::statistics::{Agreement, Tally, agreement, matched};
use crate::theme::Theme;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Sentences that people coded: NDJSON, CSV with the columns document, promoter, text, codes, function, or a REFI-QDA project
    /// (.qdpx)
    codings: PathBuf,
    #[command(flatten)]
    source: Coded,
    /// How the figures come out
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// One row: what is compared, and how often.
#[derive(Serialize)]
struct Line {
    #[serde(rename = "kind")]
    kind: &'static str,
    code: String,
    #[serde(skip)]
    label: String,
    people: usize,
    program: usize,
    both: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    alpha: Option<f64>,
}

impl Line {
    fn new(kind: &'static str, code: &str, label: &str, tally: &Tally) -> Self {
        Self {
            kind,
            code: code.to_owned(),
            label: label.to_owned(),
            people: tally.both + tally.people,
            program: tally.both + tally.program,
            both: tally.both,
            precision: tally.precision(),
            recall: tally.recall(),
            f1: tally.f1(),
            alpha: tally.alpha(),
        }
    }

    fn cells(&self) -> Vec<String> {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| output::decimal(value, 2));
        let counts = [self.people, self.program, self.both].map(|count| count.to_string());
        let values = [self.precision, self.recall, self.f1, self.alpha].map(number);
        [vec![self.label.clone()], counts.to_vec(), values.to_vec()].concat()
    }
}

const HEAD: [&str; 8] = ["", "mensen", "programma", "beide", "precisie", "recall", "F1", "alfa"];

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let Some(loaded) = arguments.source.load()? else { return Ok(Outcome::Nothing) };
    let people = of_people(&arguments.codings, loaded.codebook.themes())?;
    let agreement = agreement(&matched(&people, &loaded.codings));
    if agreement.found == 0 {
        complain(&format!(
            "geen van de {} zinnen in {} staat in de index; gaat het om dezelfde documenten?",
            agreement.sentences,
            arguments.codings.display()
        ));
        return Ok(Outcome::Nothing);
    }
    let lines = lines(&agreement, loaded.codebook.themes());
    match arguments.format {
        Format::Ndjson => output.ndjson(&lines)?,
        Format::Csv => output.csv(&csv(&lines))?,
        Format::Table => print(&agreement, &lines, output)?,
    }
    Ok(Outcome::Found)
}

/// Themes in the order of the codebook, codes that only people use after them, then the functions.
fn lines(agreement: &Agreement, themes: &[Theme]) -> Vec<Line> {
    let known = themes.iter().filter_map(|theme| {
        agreement.themes.get(&theme.code).map(|tally| Line::new("theme", &theme.code, &theme.label, tally))
    });
    let unknown = agreement.themes.iter().filter(|(code, _)| themes.iter().all(|theme| theme.code != **code));
    let unknown =
        unknown.map(|(code, tally)| Line::new("theme", code, &format!("{code} (niet in het codeboek)"), tally));
    let all = Line::new("theme", "*", "alle thema's samen", &agreement.all_themes());
    let functions = agreement
        .functions
        .iter()
        .map(|(function, tally)| Line::new("function", function.as_str(), function.in_dutch(), tally));
    known.chain(unknown).chain([all]).chain(functions).collect()
}

fn print(agreement: &Agreement, lines: &[Line], output: &mut Output) -> Result<()> {
    let Agreement { sentences, found, .. } = agreement;
    output.line(&format!("{sentences} zinnen die mensen codeerden; {found} daarvan zijn in de index teruggevonden"))?;
    if found < sentences {
        output.line("De andere tellen als zinnen waaraan het programma geen thema en geen functie gaf.")?;
    }
    for (kind, title) in [("theme", "thema"), ("function", "functie")] {
        let mut rows = Rows::under(&HEAD);
        title.clone_into(&mut rows.head[0]);
        rows.rows.extend(lines.iter().filter(|line| line.kind == kind).map(Line::cells));
        if !rows.rows.is_empty() {
            output.line("")?;
            output.table(&rows)?;
        }
    }
    if agreement.with_function > 0 {
        let share = Tally {
            both: agreement.same_function,
            people: agreement.with_function - agreement.same_function,
            ..Tally::default()
        };
        output.line(&format!(
            "De functie is dezelfde in {} van {} zinnen ({}); alfa over alle functies {}.",
            agreement.same_function,
            agreement.with_function,
            output::percent(share.recall().unwrap_or_default()),
            agreement.function_alpha.map_or_else(|| "-".to_owned(), |alpha| output::decimal(alpha, 2)),
        ))?;
    }
    output.line("")?;
    output.line("precisie: welk deel van wat het programma gaf, gaven mensen ook; recall: welk deel van wat mensen gaven, gaf het")?;
    output.line("programma ook; F1: de twee samen. alfa (Krippendorff): 1 is volledig eens, 0 niet beter dan toeval; vanaf 0,80 geldt")?;
    output.line("een codering als betrouwbaar, onder 0,67 als te onzeker om op te bouwen.")
}

fn csv(lines: &[Line]) -> Rows {
    let mut rows = Rows::under(&["soort", "code"]);
    rows.head.extend(HEAD[1..].iter().map(|head| (*head).to_owned()));
    let number = |value: Option<f64>| value.map(|value| format!("{value:.4}")).unwrap_or_default();
    rows.rows.extend(lines.iter().map(|line| {
        let kind = if line.kind == "theme" { "thema" } else { "functie" };
        let counts = [line.people, line.program, line.both].map(|count| count.to_string());
        let values = [line.precision, line.recall, line.f1, line.alpha].map(number);
        [vec![kind.to_owned(), line.code.clone()], counts.to_vec(), values.to_vec()].concat()
    }));
    rows
}
