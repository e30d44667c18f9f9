//! `oordeel checklist`: an index in, what assessors most often ask for and miss, as a list to tick off, out.

use anyhow::Result;
use clap::ValueEnum;

use super::Outcome;
use super::names::VerdictName;
use super::output::{self, Output, complain};
use super::themes::Coded;
use crate::record::Verdict;
use crate::statistics::profiles;
use crate::theme::{Coding, Function, Theme};

/// A quote that is shorter seldom says what is asked; a longer one is no item of a list. In bytes.
const READABLE: std::ops::RangeInclusive<usize> = 45..=260;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Coded,
    /// Only what was asked and missed in evaluations with this verdict
    #[arg(long, value_enum)]
    verdict: Option<VerdictName>,
    /// How many quotes a theme has at most
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    quotes: usize,
    /// How the list is written
    #[arg(long, value_enum, default_value = "markdown")]
    format: ListFormat,
}

/// The forms of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Markdown, for a word processor or a website
    Markdown,
    /// Plain text, for printing or an e-mail
    Text,
}

/// What is asked and missed about one theme.
struct Item<'run> {
    theme: &'run Theme,
    evaluations: usize,
    requests: usize,
    weaknesses: usize,
    quotes: Vec<&'run Coding>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let Some(mut loaded) = arguments.source.load()? else { return Ok(Outcome::Nothing) };
    if let Some(verdict) = arguments.verdict.map(Verdict::from) {
        loaded.codings.retain(|coding| coding.verdict == verdict);
    }
    let themes = loaded.codebook.themes();
    let evaluations = profiles(&loaded.codings, themes).len();
    let items = items(&loaded.codings, themes, arguments.quotes);
    if items.is_empty() {
        complain("in deze beoordelingen wordt niets gevraagd of gemist");
        return Ok(Outcome::Nothing);
    }
    match arguments.format {
        ListFormat::Markdown => markdown(&items, evaluations, output)?,
        ListFormat::Text => text(&items, evaluations, output)?,
    }
    Ok(Outcome::Found)
}

fn asks(coding: &Coding) -> bool {
    matches!(coding.function, Function::Request | Function::Weakness)
}

/// The themes about which anything is asked or missed, the one in most evaluations first.
fn items<'run>(codings: &'run [Coding], themes: &'run [Theme], quotes: usize) -> Vec<Item<'run>> {
    let profiles = profiles(codings, themes);
    let item = |(number, theme): (usize, &'run Theme)| {
        let count = |function| profiles.iter().map(|profile| profile.count(number, Some(function))).sum::<usize>();
        let asked = profiles
            .iter()
            .filter(|profile| {
                [Function::Request, Function::Weakness].iter().any(|function| profile.has(number, Some(*function)))
            })
            .count();
        let (requests, weaknesses) = (count(Function::Request), count(Function::Weakness));
        let quotes = chosen(codings, theme, quotes);
        (asked > 0).then_some(Item { theme, evaluations: asked, requests, weaknesses, quotes })
    };
    let mut items: Vec<Item<'run>> = themes.iter().enumerate().filter_map(item).collect();
    items.sort_by_key(|item| std::cmp::Reverse((item.evaluations, item.requests + item.weaknesses)));
    items
}

/// Words that begin a sentence which cannot be read without the one before.
const BACK: &[&str] = &[
    "anderzijds",
    "bovendien",
    "daarbij",
    "daarnaast",
    "daarom",
    "dan",
    "dat",
    "deze",
    "die",
    "dit",
    "dus",
    "echter",
    "hier",
    "hierbij",
    "hierdoor",
    "hiermee",
    "hierover",
    "hierrond",
    "hiervan",
    "hiervoor",
    "hij",
    "maar",
    "ook",
    "tevens",
    "wel",
    "ze",
    "zij",
];

fn can_stand_alone(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    !BACK.contains(&first.to_lowercase().as_str())
}

/// The sentences that say best what is asked, of different documents and evaluations as long as there are any: of a length that
/// can be read, understood without the sentence before, coded without doubt, with this theme as their first, requests before
/// weaknesses.
fn chosen<'run>(codings: &'run [Coding], theme: &Theme, most: usize) -> Vec<&'run Coding> {
    let mut candidates: Vec<&Coding> =
        codings.iter().filter(|coding| asks(coding) && coding.codes.contains(&theme.code)).collect();
    candidates.sort_by_key(|coding| {
        let foremost = coding.codes.first() == Some(&theme.code);
        let readable = READABLE.contains(&coding.text.len());
        (!readable, !can_stand_alone(&coding.text), coding.doubtful, !foremost, coding.function != Function::Request)
    });
    let mut chosen: Vec<&Coding> = Vec::new();
    // As spread as can be: one of every document, then one of every evaluation, then any.
    let alike: [fn(&Coding, &Coding) -> bool; 3] = [
        |left, right| left.document == right.document,
        |left, right| left.document == right.document && left.record == right.record,
        |left, right| left.document == right.document && left.span == right.span,
    ];
    for alike in alike {
        for candidate in &candidates {
            if chosen.len() < most && !chosen.iter().any(|other| alike(other, candidate)) {
                chosen.push(candidate);
            }
        }
    }
    chosen
}

const TITLE: &str = "Checklist voor aanvragers";

fn introduction(evaluations: usize) -> String {
    format!(
        "Wat beoordelaars vroegen of misten in {evaluations} beoordelingen met tekst; wat in de meeste terugkomt, staat bovenaan. \
         De citaten zijn letterlijk."
    )
}

/// "in 9 van de 14 beoordelingen: 12 vragen, 7 zwaktes"
fn counts(item: &Item<'_>, evaluations: usize) -> String {
    let several = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "in {} van de {evaluations} beoordelingen: {}, {}",
        item.evaluations,
        several(item.requests, "vraag", "vragen"),
        several(item.weaknesses, "zwakte", "zwaktes")
    )
}

fn word(coding: &Coding) -> &'static str {
    if coding.function == Function::Request { "gevraagd" } else { "gemist" }
}

fn place(coding: &Coding) -> String {
    let place = output::place(&coding.document, coding.page);
    format!("{}, {}; {place}", coding.promoter, output::verdict(coding.verdict))
}

fn markdown(items: &[Item<'_>], evaluations: usize, output: &mut Output) -> Result<()> {
    output.line(&format!("# {TITLE}\n\n{}\n", introduction(evaluations)))?;
    for item in items {
        let description = escaped(&item.theme.description);
        output.line(&format!("- [ ] **{}** ({})", escaped(&item.theme.label), counts(item, evaluations)))?;
        output.line(&format!("\n  {description}\n"))?;
        for quote in &item.quotes {
            output.line(&format!("  - {}: \u{201c}{}\u{201d}  ", word(quote), escaped(&quote.text)))?;
            output.line(&format!("    _{}_", escaped(&place(quote))))?;
        }
        output.line("")?;
    }
    Ok(())
}

fn text(items: &[Item<'_>], evaluations: usize, output: &mut Output) -> Result<()> {
    output.line(&format!("{TITLE}\n\n{}\n", introduction(evaluations)))?;
    for item in items {
        output.line(&format!("[ ] {} ({})", item.theme.label, counts(item, evaluations)))?;
        output.line(&format!("    {}", item.theme.description))?;
        for quote in &item.quotes {
            output.line(&format!("    {}: \u{201c}{}\u{201d}", word(quote), quote.text))?;
            output.line(&format!("      {}", place(quote)))?;
        }
        output.line("")?;
    }
    Ok(())
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for symbol in text.chars() {
        if matches!(symbol, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(symbol);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_what_stands_there() {
        assert_eq!(escaped("a_b *c* <d>"), "a\\_b \\*c\\* \\<d\\>");
    }
}
