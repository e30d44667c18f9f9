//! Coded sentences and what to look for in; all sentences that have it, with their places, out.

use anyhow::{Result, bail};

use super::super::Outcome;
use super::super::output::{self, Format, Output, complain};
use super::Loaded;
use crate::export::Rows;
use crate::record::Verdict;
use crate::theme::{Coding, Function, Theme};

/// Which sentences to show; what is not chosen may be anything.
#[derive(Debug, Default)]
pub(super) struct Choice<'run> {
    pub(super) theme: Option<&'run Theme>,
    pub(super) function: Option<Function>,
    pub(super) verdict: Option<Verdict>,
    pub(super) doubtful: bool,
}

impl Choice<'_> {
    pub(super) fn is_everything(&self) -> bool {
        self.theme.is_none() && self.function.is_none() && self.verdict.is_none() && !self.doubtful
    }

    fn fits(&self, coding: &Coding) -> bool {
        self.theme.is_none_or(|theme| coding.codes.contains(&theme.code))
            && self.function.is_none_or(|function| coding.function == function)
            && self.verdict.is_none_or(|verdict| coding.verdict == verdict)
            && (coding.doubtful || !self.doubtful)
    }

    fn in_words(&self) -> String {
        let theme = self.theme.map(|theme| theme.label.clone());
        let function = self.function.map(|function| function.in_dutch().to_owned());
        let verdict = self.verdict.map(|verdict| format!("oordeel {}", output::verdict(verdict)));
        let doubtful = self.doubtful.then(|| "na te kijken".to_owned());
        [theme, function, verdict, doubtful].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The theme with this code or name, or the only one that begins with it.
pub(super) fn theme_named<'run>(name: &str, themes: &'run [Theme]) -> Result<&'run Theme> {
    let name = crate::dutch::fold::fold(name);
    let names = |theme: &Theme| [crate::dutch::fold::fold(&theme.code), crate::dutch::fold::fold(&theme.label)];
    if let Some(theme) = themes.iter().find(|theme| names(theme).contains(&name)) {
        return Ok(theme);
    }
    let close: Vec<&Theme> =
        themes.iter().filter(|theme| names(theme).iter().any(|other| other.starts_with(&name))).collect();
    match close.as_slice() {
        [theme] => Ok(theme),
        _ => {
            let codes: Vec<&str> = themes.iter().map(|theme| theme.code.as_str()).collect();
            bail!("er is geen thema `{name}` in het codeboek; kies uit: {}", codes.join(", "))
        }
    }
}

pub(super) fn run(loaded: &Loaded, choice: &Choice<'_>, format: Format, output: &mut Output) -> Result<Outcome> {
    let found: Vec<&Coding> = loaded.codings.iter().filter(|coding| choice.fits(coding)).collect();
    if found.is_empty() {
        complain(&format!("geen zinnen gevonden: {}", choice.in_words()));
        return Ok(Outcome::Nothing);
    }
    match format {
        Format::Ndjson => output.ndjson(&found)?,
        Format::Csv => output.csv(&rows(&found))?,
        Format::Table => print(&found, choice, output)?,
    }
    Ok(Outcome::Found)
}

fn print(found: &[&Coding], choice: &Choice<'_>, output: &mut Output) -> Result<()> {
    let mut evaluations: Vec<(&str, &str)> =
        found.iter().map(|coding| (coding.document.as_str(), coding.record.as_str())).collect();
    evaluations.dedup();
    let sentences = if found.len() == 1 { "zin" } else { "zinnen" };
    let count = if evaluations.len() == 1 { "beoordeling" } else { "beoordelingen" };
    output.line(&format!("{}: {} {sentences} in {} {count}", choice.in_words(), found.len(), evaluations.len()))?;
    let mut before = None;
    for coding in found {
        let here = (&coding.document, &coding.record);
        if before.replace(here) != Some(here) {
            output.line("")?;
            output.line(&format!(
                "{} ({}) · {}",
                coding.promoter,
                output::verdict(coding.verdict),
                output::place(&coding.document, None)
            ))?;
        }
        let function = choice.function.is_none().then(|| format!("{}: ", coding.function.in_dutch()));
        output.line(&format!("  {}\u{201c}{}\u{201d}", function.unwrap_or_default(), coding.text))?;
        let page = coding.page.map(|page| format!("blz. {page}, ")).unwrap_or_default();
        let cue = if coding.cue.is_empty() { String::new() } else { format!(" · blijkt uit: {}", coding.cue) };
        let grounds = grounds(coding, " · ");
        output.line(&format!("    {page}bytes {}-{}{cue}{grounds}", coding.span.start, coding.span.end))?;
    }
    Ok(())
}

/// For each code that a model gave, the words that carried it.
fn grounds(coding: &Coding, before: &str) -> String {
    let ground = |(code, words): (&String, &String)| format!("{before}{code} volgens het model: {words}");
    coding.grounds.iter().filter(|(_, words)| !words.is_empty()).map(ground).collect()
}

fn rows(found: &[&Coding]) -> Rows {
    let mut rows = Rows::under(&[
        "promotor",
        "oordeel",
        "functie",
        "codes",
        "zin",
        "blijkt uit",
        "nakijken",
        "document",
        "blz.",
        "begin",
        "einde",
        "id",
    ]);
    rows.rows.extend(found.iter().map(|coding| {
        vec![
            coding.promoter.clone(),
            output::verdict(coding.verdict).to_owned(),
            coding.function.in_dutch().to_owned(),
            coding.codes.join("; "),
            coding.text.clone(),
            coding.cue.clone(),
            if coding.doubtful { "ja" } else { "" }.to_owned(),
            coding.document.clone(),
            coding.page.map(|page| page.to_string()).unwrap_or_default(),
            coding.span.start.to_string(),
            coding.span.end.to_string(),
            coding.record.clone(),
        ]
    }));
    rows
}
