//! Figures in, bars to the left for criticism and to the right for praise out.

use std::fmt::Write;

use super::{Order, escaped, part};
use crate::statistics::{Figures, ThemeFigures, real};
use crate::theme::Function;

/// Width of the picture, where the bars meet, and how long one may be.
const WIDTH: usize = 900;
const MIDDLE: f64 = 570.0;
const LONGEST: f64 = 270.0;
/// Height of a theme, of its bar, and what stands above the first.
const ROW: usize = 28;
const BAR: usize = 18;
const TOP: usize = 30;

/// The picture; the same numbers stand in the table before it.
pub(super) fn write(page: &mut String, figures: &Figures, order: &Order<'_>) {
    let height = TOP + figures.themes.len() * ROW + 8;
    let most = figures.themes.iter().flat_map(|theme| [weaknesses(theme), strengths(theme)]).max().unwrap_or(0);
    let _ = write!(
        page,
        "<section id=\"balans\">\n<h2>Sterktes tegenover zwaktes</h2>\n<figure>\n<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"group\" aria-labelledby=\"balans-titel balans-uitleg\">\n\
         <title id=\"balans-titel\">Sterktes en zwaktes per thema</title>\n\
         <desc id=\"balans-uitleg\">Per thema een balk naar links voor het aantal zinnen die een zwakte noemen en een balk naar \
         rechts voor de sterktes. Dezelfde getallen staan in de tabel hierboven.</desc>\n\
         <text x=\"{:.0}\" y=\"18\" text-anchor=\"end\" fill=\"#8f351f\" font-weight=\"600\">◀ zwakte</text>\n\
         <text x=\"{:.0}\" y=\"18\" fill=\"#13605c\" font-weight=\"600\">sterkte ▶</text>\n",
        MIDDLE - 8.0,
        MIDDLE + 8.0,
    );
    for (at, theme) in figures.themes.iter().enumerate() {
        row(page, theme, TOP + at * ROW, most, order);
    }
    let _ = write!(
        page,
        "<line x1=\"{MIDDLE:.0}\" y1=\"{TOP}\" x2=\"{MIDDLE:.0}\" y2=\"{}\" stroke=\"#1c2430\"/>\n</svg>\n\
         <figcaption>Aantal zinnen; beschrijvingen en vragen tellen hier niet mee.</figcaption>\n</figure>\n</section>\n",
        height - 8
    );
}

fn strengths(theme: &ThemeFigures) -> usize {
    theme.functions.get(&Function::Strength).copied().unwrap_or(0)
}

fn weaknesses(theme: &ThemeFigures) -> usize {
    theme.functions.get(&Function::Weakness).copied().unwrap_or(0)
}

fn row(page: &mut String, theme: &ThemeFigures, top: usize, most: usize, order: &Order<'_>) {
    let line = top + ROW / 2 + 5;
    let label = escaped(&theme.label);
    let _ = writeln!(page, "<text x=\"0\" y=\"{line}\" fill=\"#1c2430\">{label}</text>");
    for (function, count, colour) in
        [(Function::Weakness, weaknesses(theme), "#b5452c"), (Function::Strength, strengths(theme), "#1b7f79")]
    {
        let length = part(count, most) * LONGEST;
        let to_left = function == Function::Weakness;
        let start = if to_left { MIDDLE - length } else { MIDDLE };
        let (number, anchor) = if to_left { (start - 5.0, "end") } else { (MIDDLE + length + 5.0, "start") };
        let drawn = format!(
            "<rect x=\"{start:.1}\" y=\"{}\" width=\"{length:.1}\" height=\"{BAR}\" fill=\"{colour}\"/><text x=\"{number:.1}\" y=\"{line}\" \
             text-anchor=\"{anchor}\" fill=\"#1c2430\">{count}</text>",
            real(top + (ROW - BAR) / 2),
        );
        if count == 0 {
            let _ = writeln!(page, "{drawn}");
        } else {
            let _ = writeln!(
                page,
                "<a href=\"#{}\"><title>{label}: {count} {}</title>{drawn}</a>",
                order.anchor(&theme.code, Some(function), None),
                match (to_left, count) {
                    (true, 1) => "zwakte",
                    (true, _) => "zwaktes",
                    (false, 1) => "sterkte",
                    (false, _) => "sterktes",
                }
            );
        }
    }
}
