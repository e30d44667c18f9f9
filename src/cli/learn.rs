//! `oordeel learn`: one record of a document, pointed at by its words, in; the table it leads to and a profile out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::Outcome;
use super::output::{self, Output, complain};
use super::worker::Reading;
use crate::dutch::fold::squeeze;
use crate::error::Error;
use crate::export::Rows;
use crate::extract::{Example, Field, Lesson, Missing, Profile};
use crate::pipeline;
use crate::record::Record;

/// Of a text so many characters are shown.
const FIRST_WORDS: usize = 60;
/// So many records are shown.
const MOST_SHOWN: usize = 200;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The document; one in an archive or on a mail is `archive.zip!document.docx`
    file: PathBuf,
    /// Who asks, in the words of one record of the document, whichever
    #[arg(long, value_name = "WORDS")]
    promoter: String,
    /// The verdict of that record
    #[arg(long, value_name = "WORDS")]
    verdict: String,
    /// Its title
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Its number
    #[arg(long, value_name = "WORDS")]
    reference: Option<String>,
    /// The amount granted
    #[arg(long, value_name = "WORDS")]
    amount: Option<String>,
    /// The points it got
    #[arg(long, value_name = "WORDS")]
    score: Option<String>,
    /// The first words of its assessment
    #[arg(long, value_name = "WORDS")]
    assessment: Option<String>,
    /// The first words of one of the remarks to its promoter
    #[arg(long, value_name = "WORDS")]
    remark: Option<String>,
    /// Where to write the profile; without it profiles/NAME.toml, with the name of the document
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write `only = true` in the profile: with it nothing but profiles gives evaluations
    #[arg(long)]
    only: bool,
    /// Write over a profile that is there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let example = arguments.example()?;
    let file = arguments.profile_file();
    if file.exists() && !arguments.force {
        bail!("{} bestaat al; noem een ander bestand met --output, of overschrijf het met --force", file.display());
    }
    let name = arguments.file.display();
    let lesson = match pipeline::learn_from(&arguments.file, &example, &arguments.reading.reader()?)? {
        Ok(lesson) => lesson,
        Err(warning) => bail!("{name}: {}", warning.message),
    };
    lesson.missing.iter().for_each(complain_of);
    let Lesson { profile: Some(profile), records, doubts, missing } = lesson else {
        if lesson.missing.is_empty() {
            complain(
                "er is geen indeling gevonden waarin promotor en oordeel bij één record horen; kijk met `oordeel text` hoe ze in het document staan",
            );
        }
        return Ok(Outcome::Nothing);
    };
    output.table(&rows(&records))?;
    output.line("")?;
    output.line(&format!("{} gevonden in {name}", counted(records.len())))?;
    if records.len() > MOST_SHOWN {
        output.line(&format!("  de eerste {MOST_SHOWN} daarvan staan hierboven"))?;
    }
    for doubt in &doubts {
        output.line(&format!("  onzeker: {doubt}"))?;
    }
    write(&file, Profile { only: arguments.only, ..profile }, &arguments.file)?;
    Ok(if missing.is_empty() { Outcome::Found } else { Outcome::Incomplete })
}

fn counted(records: usize) -> String {
    if records == 1 { "1 beoordeling".to_owned() } else { format!("{records} beoordelingen") }
}

impl Arguments {
    fn example(&self) -> Result<Example> {
        let given = [
            (Field::Promoter, Some(&self.promoter)),
            (Field::Verdict, Some(&self.verdict)),
            (Field::Title, self.title.as_ref()),
            (Field::Reference, self.reference.as_ref()),
            (Field::Amount, self.amount.as_ref()),
            (Field::Score, self.score.as_ref()),
            (Field::Assessment, self.assessment.as_ref()),
            (Field::Remarks, self.remark.as_ref()),
        ];
        let words: BTreeMap<Field, String> =
            given.into_iter().filter_map(|(field, words)| Some((field, words?.trim().to_owned()))).collect();
        if let Some(field) = words.iter().find(|(_, words)| words.is_empty()).map(|(field, _)| option(*field)) {
            bail!("{field} is leeg; geef de woorden zoals ze in het document staan");
        }
        Ok(Example { words })
    }

    fn profile_file(&self) -> PathBuf {
        let stem = self.file.file_stem().unwrap_or_default();
        self.output.clone().unwrap_or_else(|| Path::new("profiles").join(stem).with_extension("toml"))
    }
}

/// The option with which these words were given.
fn option(field: Field) -> &'static str {
    match field {
        Field::Promoter => "--promoter",
        Field::Verdict => "--verdict",
        Field::Title => "--title",
        Field::Reference => "--reference",
        Field::Amount => "--amount",
        Field::Score => "--score",
        Field::Assessment => "--assessment",
        Field::Remarks => "--remark",
    }
}

fn complain_of(missing: &Missing) {
    let nearest = missing.nearest.as_ref().map_or_else(
        || "neem de woorden over zoals `oordeel text` ze toont".to_owned(),
        |nearest| format!("bedoelt u \u{201c}{nearest}\u{201d}?"),
    );
    complain(&format!(
        "{} \u{201c}{}\u{201d} staat niet in het document; {nearest}",
        option(missing.field),
        missing.words
    ));
}

fn rows(records: &[Record]) -> Rows {
    let mut rows = Rows::under(&["promotor", "oordeel", "klasse", "titel", "eerste woorden", "opmerkingen"]);
    let evaluations = records.iter().filter_map(|record| match record {
        Record::Evaluation(evaluation) => Some(evaluation),
        _ => None,
    });
    rows.rows.extend(evaluations.take(MOST_SHOWN).map(|it| {
        vec![
            it.promoter.clone(),
            it.verdict_text.clone().unwrap_or_default(),
            output::verdict(it.verdict).to_owned(),
            it.project.clone().unwrap_or_default(),
            squeeze(&it.assessment).chars().take(FIRST_WORDS).collect(),
            it.remarks.len().to_string(),
        ]
    }));
    rows
}

/// Writes the profile with, at its top, what a reader must know to change it.
fn write(file: &Path, mut profile: Profile, document: &Path) -> Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, cause))?;
    }
    profile.name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let document = document.file_name().unwrap_or_default().to_string_lossy().replace(char::is_control, " ");
    let text = format!(
        "# Geleerd van {document}; wijzig het gerust.\n\
         # verdicts: woorden voor een oordeel, per klasse (positive, negative, conditional, reserve, inadmissible, withdrawn).\n\
         # labels: woorden voor een label of kolomkop, per onderdeel. boilerplate: zinnen die overal terugkomen.\n\
         # only = true: alleen wat hier staat geeft beoordelingen; zonder die regel telt ook wat het programma zelf herkent.\n\n{}",
        toml::to_string_pretty(&profile)?
    );
    output::save(file, text.as_bytes())
}
