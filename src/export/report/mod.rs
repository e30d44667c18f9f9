//! Figures and coded sentences in, a page that any browser opens without network out: tables, bars and the sentences behind them.

mod bars;
mod quotes;
mod tables;

use std::fmt::Write;

use crate::record::Verdict;
use crate::statistics::{Association, FEWEST, Figures, SIGNIFICANT, Share, real};
use crate::theme::{Coding, Function, Theme};

/// Digits of a chance.
const ROUNDED: usize = 3;
const STYLE: &str = include_str!("style.css");

/// The page. It holds no scripts and loads nothing; every cell of a table leads to the sentences that it counts.
pub fn write(figures: &Figures, codings: &[Coding], themes: &[Theme]) -> String {
    let mut page = String::with_capacity(1 << 20);
    let order = Order::of(figures, themes);
    head(&mut page, figures);
    tables::per_verdict(&mut page, figures, &order);
    association(&mut page, figures);
    tables::per_function(&mut page, figures, &order);
    bars::write(&mut page, figures, &order);
    tables::pairs(&mut page, figures, &order);
    tables::boilerplate(&mut page, figures);
    quotes::write(&mut page, figures, codings, &order);
    quotes::write_pairs(&mut page, figures, codings, &order);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The themes with the anchors that belong to them.
struct Order<'run> {
    themes: Vec<&'run Theme>,
}

impl<'run> Order<'run> {
    fn of(figures: &Figures, themes: &'run [Theme]) -> Self {
        let with_code = |code: &str| themes.iter().find(|theme| theme.code == code);
        Self { themes: figures.themes.iter().filter_map(|theme| with_code(&theme.code)).collect() }
    }

    /// Number of a theme on this page.
    fn number(&self, code: &str) -> usize {
        self.themes.iter().position(|theme| theme.code == code).map_or(0, |at| at + 1)
    }

    /// Where the sentences of a theme are, of one function and one verdict where they are given.
    fn anchor(&self, code: &str, function: Option<Function>, verdict: Option<Verdict>) -> String {
        let mut anchor = format!("t{}", self.number(code));
        if let Some(function) = function {
            anchor.push('-');
            anchor.push_str(function.in_dutch());
        }
        if let Some(verdict) = verdict {
            anchor.push('-');
            anchor.push_str(verdict.as_str());
        }
        anchor
    }
}

fn head(page: &mut String, figures: &Figures) {
    let evaluations: usize = figures.evaluations.values().sum();
    let verdicts: Vec<String> =
        figures.evaluations.iter().map(|(verdict, count)| format!("{count} {}", verdict.in_dutch())).collect();
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Thema's in {evaluations} beoordelingen</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
         <h1>Waarover beoordelaars het telkens hebben</h1>\n\
         <p>{} zinnen in {evaluations} beoordelingen met tekst ({}), uit {} {}. Elk getal leidt naar de zinnen waaruit het \
         geteld is; elke zin staat er letterlijk, met promotor, document en bladzijde.</p>\n</header>\n\
         <nav aria-label=\"Inhoud\">\n<ul>\n\
         <li><a href=\"#oordeel\">Thema's en oordeel</a></li>\n<li><a href=\"#functie\">Geprezen, bekritiseerd, gevraagd</a></li>\n\
         <li><a href=\"#balans\">Sterktes tegenover zwaktes</a></li>\n<li><a href=\"#samen\">Thema's die samen voorkomen</a></li>\n\
         <li><a href=\"#standaard\">Standaardtekst</a></li>\n<li><a href=\"#zinnen\">De zinnen</a></li>\n</ul>\n</nav>\n<main>\n",
        figures.sentences,
        verdicts.join(", "),
        figures.documents.len(),
        if figures.documents.len() == 1 { "document" } else { "documenten" },
    );
}

/// What the differences between the verdicts are worth.
fn association(page: &mut String, figures: &Figures) {
    let of = |verdict| figures.evaluations.get(&verdict).copied().unwrap_or(0);
    let (approved, rejected) = (of(Verdict::Positive), of(Verdict::Negative));
    page.push_str("<h3>Zegt een verschil iets?</h3>\n");
    if approved.min(rejected) < FEWEST {
        let _ = writeln!(
            page,
            "<p><strong>Te weinig beoordelingen.</strong> Er zijn er {approved} positief en {rejected} negatief met tekst; onder de \
             {FEWEST} van elk zegt een verschil tussen beide niets.</p>"
        );
        return;
    }
    let mut found = String::new();
    for theme in &figures.themes {
        for aspect in &theme.aspects {
            let Association::Tested { corrected, .. } = aspect.association else { continue };
            if corrected < SIGNIFICANT {
                let share = |verdict| aspect.verdicts.get(&verdict).map(ratio).unwrap_or_default();
                let function =
                    aspect.function.map(|function| format!(" als {}", function.in_dutch())).unwrap_or_default();
                let _ = writeln!(
                    found,
                    "<li>{}{function}: positief {}, negatief {} (gecorrigeerde kans op toeval {})</li>",
                    escaped(&theme.label),
                    share(Verdict::Positive),
                    share(Verdict::Negative),
                    format!("{corrected:.ROUNDED$}").replace('.', ","),
                );
            }
        }
    }
    if found.is_empty() {
        page.push_str(
            "<p>Geen enkel thema onderscheidt positieve van negatieve beoordelingen meer dan toeval kan.</p>\n",
        );
    } else {
        let _ = write!(
            page,
            "<p>Meer dan toeval (exacte toets van Fisher, gecorrigeerd voor het aantal toetsen). Een verband is geen oorzaak: \
             ook verschillen tussen oproepen tellen mee.</p>\n\
             <ul>\n{found}</ul>\n"
        );
    }
}

/// `4/14`
fn ratio(share: &Share) -> String {
    format!("{}/{}", share.count, share.of)
}

/// From 0 to 1; 0 where there is nothing to divide by.
fn part(count: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { real(count) / real(of) }
}

/// Text as HTML shows it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
