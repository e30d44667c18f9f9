//! `oordeel themes numbers`: an index in, how sure the counts are, what goes with the verdict and what stands together out.

use anyhow::Result;

use super::super::Outcome;
use super::super::output::{self, Format, Output};
use super::Coded;
use super::columns::columns;
use super::number_rows::{csv, lines};
use crate::export::Rows;
use crate::record::Verdict;
use crate::statistics::{Association, FEWEST, Figures, SIGNIFICANT, Share, TOP, ThemeFigures, figures};
use crate::theme::Function;

/// More documents than this are no columns of a table.
const MOST_DOCUMENTS: usize = 6;
/// So many pairs are worth printing.
const MOST_PAIRS: usize = 10;
/// So many repeated texts are worth printing.
const MOST_REPEATED: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Coded,
    /// How the figures come out; csv and ndjson have all of them, also per function and per document
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let Some(loaded) = arguments.source.load()? else { return Ok(Outcome::Nothing) };
    let figures = figures(&loaded.codings, loaded.codebook.themes());
    match arguments.format {
        Format::Ndjson => output.ndjson(lines(&figures))?,
        Format::Csv => output.csv(&csv(&figures))?,
        Format::Table => print(&figures, output)?,
    }
    Ok(Outcome::Found)
}

fn print(figures: &Figures, output: &mut Output) -> Result<()> {
    let verdicts = figures.evaluations.iter().map(|(verdict, count)| format!("{count} {}", output::verdict(*verdict)));
    output.line(&format!(
        "{} zinnen in {} beoordelingen met tekst ({})",
        figures.sentences,
        figures.evaluations.values().sum::<usize>(),
        verdicts.collect::<Vec<_>>().join(", ")
    ))?;
    output.table(&shares(figures))?;
    output.line("Tussen haakjes: waar het werkelijke aandeel met 95 % zekerheid ligt, in procent.")?;
    output.line(&format!(
        "plaats: op welke plaats het thema staat in 95 % van {} nieuwe trekkingen uit dezelfde beoordelingen; top {TOP} en",
        figures.rounds
    ))?;
    output.line(
        "meer kritiek: in hoeveel van die trekkingen het daarbij hoort en vaker een zwakte dan een sterkte is.",
    )?;
    print_association(figures, output)?;
    print_documents(figures, output)?;
    print_pairs(figures, output)?;
    print_boilerplate(figures, output)
}

fn shares(figures: &Figures) -> Rows {
    let columns = columns(&figures.evaluations);
    let mut rows = Rows::under(&["thema", "beoordelingen"]);
    rows.head.extend(columns.iter().map(|column| column.name.clone()));
    rows.head.extend(["plaats".to_owned(), format!("top {TOP}"), "meer kritiek".to_owned()]);
    for theme in &figures.themes {
        let Some(any) = theme.aspect(None) else { continue };
        let steady = theme.stability;
        let place = if steady.best_rank == steady.worst_rank {
            steady.best_rank.to_string()
        } else {
            format!("{}-{}", steady.best_rank, steady.worst_rank)
        };
        let mut row = vec![theme.label.clone(), share(&any.all)];
        row.extend(columns.iter().map(|column| share(&column.share(&any.verdicts))));
        row.extend([place, output::percent(steady.in_top), output::percent(steady.more_weakness)]);
        rows.rows.push(row);
    }
    rows
}

/// `10/14 (42-92)`
fn share(share: &Share) -> String {
    format!("{}/{} ({:.0}-{:.0})", share.count, share.of, share.low * 100.0, share.high * 100.0)
}

fn print_association(figures: &Figures, output: &mut Output) -> Result<()> {
    let of = |verdict| figures.evaluations.get(&verdict).copied().unwrap_or(0);
    let (approved, rejected) = (of(Verdict::Positive), of(Verdict::Negative));
    output.line("")?;
    output.line("Verband met het oordeel")?;
    if approved.min(rejected) < FEWEST {
        return output.line(&format!(
            "  te weinig beoordelingen: {approved} positief en {rejected} negatief met tekst, nodig zijn er minstens {FEWEST} van elk. \
             Een verschil tussen beide zegt hier niets."
        ));
    }
    let mut rows = Rows::under(&["thema", "als", "positief", "negatief", "kans op toeval", "gecorrigeerd"]);
    let (mut tested, mut untestable) = (0, 0);
    for theme in &figures.themes {
        for aspect in &theme.aspects {
            let Association::Tested { chance, corrected } = aspect.association else {
                untestable += 1;
                continue;
            };
            tested += 1;
            if corrected < SIGNIFICANT {
                let of = |verdict| aspect.verdicts.get(&verdict).map(share).unwrap_or_default();
                let numbers = [chance, corrected].map(|number| output::decimal(number, 4));
                let names = [theme.label.clone(), function(aspect.function).to_owned()];
                let cells = [of(Verdict::Positive), of(Verdict::Negative)];
                rows.rows.push([names, cells, numbers].concat());
            }
        }
    }
    if rows.rows.is_empty() {
        output.line("  geen enkel thema onderscheidt positieve van negatieve beoordelingen meer dan toeval kan")?;
    } else {
        output.table(&rows)?;
    }
    output.line(&format!(
        "  {tested} keer getoetst (exacte toets van Fisher, gecorrigeerd voor dat aantal volgens Benjamini en Hochberg); {untestable} keer \
         niet te toetsen, omdat bijna alle of bijna geen beoordelingen het hebben. Een verband is geen oorzaak: \
         ook verschillen tussen oproepen tellen mee."
    ))
}

/// The function of an aspect, in Dutch.
pub(super) fn function(function: Option<Function>) -> &'static str {
    function.map_or("alle", Function::in_dutch)
}

fn print_documents(figures: &Figures, output: &mut Output) -> Result<()> {
    let documents = figures.documents.len();
    if documents < 2 {
        return Ok(());
    }
    output.line("")?;
    output.line("Per document")?;
    if documents > MOST_DOCUMENTS {
        return output.line(&format!(
            "  er zijn {documents} documenten met beoordelingen; `oordeel themes numbers --format csv` geeft de cijfers van elk"
        ));
    }
    let mut rows = Rows::under(&["thema"]);
    rows.head.extend(figures.documents.keys().cloned());
    let row = |theme: &ThemeFigures| -> Vec<String> {
        std::iter::once(theme.label.clone()).chain(theme.documents.iter().map(share)).collect()
    };
    rows.rows.extend(figures.themes.iter().map(row));
    output.table(&rows)
}

fn print_pairs(figures: &Figures, output: &mut Output) -> Result<()> {
    let label = |code: &String| {
        let theme = figures.themes.iter().find(|theme| theme.code == *code);
        theme.map_or(code, |theme| &theme.label).clone()
    };
    let mut rows = Rows::under(&["thema", "samen met", "zinnen met beide", "beoordelingen met beide"]);
    rows.rows.extend(figures.pairs.iter().filter(|pair| pair.sentences > 0).take(MOST_PAIRS).map(|pair| {
        vec![
            label(&pair.first),
            label(&pair.second),
            pair.sentences.to_string(),
            format!("{} van de {} met een van beide", pair.evaluations, pair.either),
        ]
    }));
    if rows.rows.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("Thema's die samen in één zin staan")?;
    output.table(&rows)
}

fn print_boilerplate(figures: &Figures, output: &mut Output) -> Result<()> {
    if figures.boilerplate.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("Standaardtekst en kopregels: geen thema, wel met een eigen verdeling over de oordelen")?;
    let mut rows = Rows::under(&["tekst", "beoordelingen"]);
    let columns = columns(&figures.evaluations);
    rows.head.extend(columns.iter().map(|column| column.name.clone()));
    for repeated in figures.boilerplate.iter().take(MOST_REPEATED) {
        let mut row = vec![repeated.text.clone(), share(&repeated.all)];
        row.extend(columns.iter().map(|column| share(&column.share(&repeated.verdicts))));
        rows.rows.push(row);
    }
    output.table(&rows)?;
    let left = figures.boilerplate.len().saturating_sub(MOST_REPEATED);
    if left > 0 {
        output.line(&format!("  en {left} andere teksten; `--format csv` geeft ze alle"))?;
    }
    Ok(())
}
