//! Figures about themes in, the same as rows for a spreadsheet or as objects for a program out.

use serde::Serialize;

use super::super::output;
use super::numbers::function;
use crate::export::Rows;
use crate::statistics::{Aspect, Association, Figures, Pair, Repeated, Share, Stability, ThemeFigures};

/// One object a line.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Line<'run> {
    /// The denominators.
    Totals {
        sentences: usize,
        evaluations: &'run std::collections::BTreeMap<crate::record::Verdict, usize>,
        documents: &'run std::collections::BTreeMap<String, usize>,
        samples: usize,
    },
    /// One theme; its `documents` are in the order of those of the totals.
    Theme(&'run ThemeFigures),
    Pair(&'run Pair),
    Boilerplate(&'run Repeated),
}

pub(super) fn lines(figures: &Figures) -> Vec<Line<'_>> {
    let totals = Line::Totals {
        sentences: figures.sentences,
        evaluations: &figures.evaluations,
        documents: &figures.documents,
        samples: figures.rounds,
    };
    let themes = figures.themes.iter().map(Line::Theme);
    let pairs = figures.pairs.iter().map(Line::Pair);
    std::iter::once(totals)
        .chain(themes)
        .chain(pairs)
        .chain(figures.boilerplate.iter().map(Line::Boilerplate))
        .collect()
}

const HEAD: [&str; 15] = [
    "soort",
    "wat",
    "functie",
    "groep",
    "aantal",
    "van",
    "aandeel",
    "ondergrens",
    "bovengrens",
    "toets",
    "kans",
    "gecorrigeerd",
    "beste plaats",
    "slechtste plaats",
    "meer kritiek",
];

/// One row a theme, function and group of evaluations; pairs and boilerplate after them.
pub(super) fn csv(figures: &Figures) -> Rows {
    let mut rows = Rows::under(&HEAD);
    for theme in &figures.themes {
        for aspect in &theme.aspects {
            let steady = aspect.function.is_none().then_some(theme.stability);
            rows.rows.push(row(
                ["thema", &theme.code, function(aspect.function), "alle"],
                &aspect.all,
                Some(aspect),
                steady,
            ));
            for (verdict, share) in &aspect.verdicts {
                let group = format!("oordeel {}", output::verdict(*verdict));
                rows.rows.push(row(["thema", &theme.code, function(aspect.function), &group], share, None, None));
            }
        }
        for (document, share) in figures.documents.keys().zip(&theme.documents) {
            rows.rows.push(row(["thema", &theme.code, "alle", &format!("document {document}")], share, None, None));
        }
    }
    for pair in &figures.pairs {
        let both = format!("{} + {}", pair.first, pair.second);
        rows.rows.push(row(
            ["paar", &both, "", "beoordelingen met een van beide"],
            &Share::new(pair.evaluations, pair.either),
            None,
            None,
        ));
    }
    for repeated in &figures.boilerplate {
        rows.rows.push(row(["standaardtekst", &repeated.text, "", "alle"], &repeated.all, None, None));
        for (verdict, share) in &repeated.verdicts {
            let group = format!("oordeel {}", output::verdict(*verdict));
            rows.rows.push(row(["standaardtekst", &repeated.text, "", &group], share, None, None));
        }
    }
    rows
}

fn row(names: [&str; 4], share: &Share, aspect: Option<&Aspect>, steady: Option<Stability>) -> Vec<String> {
    let number = |value: f64| format!("{value:.4}");
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let part = if share.of == 0 { String::new() } else { number(share.count as f64 / share.of as f64) };
    let mut row: Vec<String> = names.map(str::to_owned).to_vec();
    row.extend([share.count.to_string(), share.of.to_string(), part, number(share.low), number(share.high)]);
    let outcome = aspect.map(|aspect| aspect.association);
    row.extend(match outcome {
        None => [String::new(), String::new(), String::new()],
        Some(Association::TooFew) => ["te weinig beoordelingen".to_owned(), String::new(), String::new()],
        Some(Association::Untestable) => ["niet te toetsen".to_owned(), String::new(), String::new()],
        Some(Association::Tested { chance, corrected }) => {
            ["Fisher".to_owned(), format!("{chance:.6}"), format!("{corrected:.6}")]
        }
    });
    row.extend(match steady {
        None => [String::new(), String::new(), String::new()],
        Some(steady) => [steady.best_rank.to_string(), steady.worst_rank.to_string(), number(steady.more_weakness)],
    });
    row
}
