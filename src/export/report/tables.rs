//! Figures in, the tables of the report out.

use std::fmt::Write;

use super::{Order, escaped, part, ratio};
use crate::statistics::{FUNCTIONS, Figures, Share};
use crate::theme::Function;

/// How dark the fullest cell is; the words on it stay readable.
const DARKEST: f64 = 0.55;
/// Longer lists of repeated texts are cut off.
const MOST_REPEATED: usize = 30;

/// A colour for a part from 0 to 1.
fn shade(part: f64) -> String {
    format!(" style=\"background:rgba(31,111,139,{:.2})\"", part * DARKEST)
}

/// Themes against verdicts: in how many evaluations.
pub(super) fn per_verdict(page: &mut String, figures: &Figures, order: &Order<'_>) {
    page.push_str(
        "<section id=\"oordeel\">\n<h2>Thema's en oordeel</h2>\n<div class=\"scroll\"><table>\n<caption>In hoeveel beoordelingen met \
         tekst het thema voorkomt. Daaronder: waar het werkelijke aandeel met 95 % zekerheid ligt. Hoe donkerder, hoe groter het \
         aandeel.</caption>\n<thead><tr><th scope=\"col\">Thema</th><th scope=\"col\">alle</th>",
    );
    for verdict in figures.evaluations.keys() {
        let _ = write!(page, "<th scope=\"col\">{}</th>", verdict.in_dutch());
    }
    page.push_str("<th scope=\"col\">plaats</th></tr></thead>\n<tbody>\n");
    for theme in &figures.themes {
        let Some(any) = theme.aspect(None) else { continue };
        let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escaped(&theme.label));
        share(page, &any.all, &order.anchor(&theme.code, None, None), &format!("{}, alle", theme.label));
        for (verdict, found) in &any.verdicts {
            let anchor = order.anchor(&theme.code, None, Some(*verdict));
            share(page, found, &anchor, &format!("{}, {}", theme.label, verdict.in_dutch()));
        }
        let (best, worst) = (theme.stability.best_rank, theme.stability.worst_rank);
        let place = if best == worst { best.to_string() } else { format!("{best}–{worst}") };
        let _ = writeln!(page, "<td>{place}</td></tr>");
    }
    let _ = write!(
        page,
        "</tbody>\n</table></div>\n<p class=\"soft\">Plaats: de plaats in deze lijst in 95 % van {} trekkingen met teruglegging uit \
         dezelfde beoordelingen. Ligt ze ver uiteen, dan hangt de volgorde af van toevallige beoordelingen.</p>\n</section>\n",
        figures.rounds
    );
}

fn share(page: &mut String, share: &Share, anchor: &str, what: &str) {
    let (low, high) = (share.low * 100.0, share.high * 100.0);
    if share.count == 0 {
        let _ = write!(page, "<td class=\"none\">{}<small>{low:.0}–{high:.0} %</small></td>", ratio(share));
        return;
    }
    let _ = write!(
        page,
        "<td{}><a href=\"#{anchor}\" title=\"{}: {} van de {} beoordelingen, {low:.0} tot {high:.0} %\">{}</a>\
         <small>{low:.0}–{high:.0} %</small></td>",
        shade(part(share.count, share.of)),
        escaped(what),
        share.count,
        share.of,
        ratio(share),
    );
}

/// Themes against functions: how many sentences.
pub(super) fn per_function(page: &mut String, figures: &Figures, order: &Order<'_>) {
    page.push_str(
        "<section id=\"functie\">\n<h2>Geprezen, bekritiseerd, gevraagd</h2>\n<div class=\"scroll\"><table>\n<caption>Aantal zinnen over \
         elk thema, naar wat de beoordelaar ermee doet. Hoe donkerder, hoe groter het deel van de zinnen over dat \
         thema.</caption>\n<thead><tr><th scope=\"col\">Thema</th><th scope=\"col\">zinnen</th>",
    );
    for function in FUNCTIONS {
        let _ = write!(page, "<th scope=\"col\">{}</th>", function.in_dutch());
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for theme in &figures.themes {
        let _ = write!(
            page,
            "<tr><th scope=\"row\">{}</th><td><a href=\"#{}\">{}</a></td>",
            escaped(&theme.label),
            order.anchor(&theme.code, None, None),
            theme.sentences
        );
        for function in FUNCTIONS {
            sentences(
                page,
                theme.functions.get(&function).copied().unwrap_or(0),
                theme.sentences,
                function,
                &theme.label,
                &order.anchor(&theme.code, Some(function), None),
            );
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn sentences(page: &mut String, count: usize, of: usize, function: Function, label: &str, anchor: &str) {
    if count == 0 {
        page.push_str("<td class=\"none\">0</td>");
        return;
    }
    let _ = write!(
        page,
        "<td{}><a href=\"#{anchor}\" title=\"{}, {}: {count} van de {of} zinnen\">{count}</a></td>",
        shade(part(count, of)),
        escaped(label),
        function.in_dutch(),
    );
}

/// Themes against themes: how many sentences have both.
pub(super) fn pairs(page: &mut String, figures: &Figures, order: &Order<'_>) {
    page.push_str(
        "<section id=\"samen\">\n<h2>Thema's die samen voorkomen</h2>\n<div class=\"scroll\"><table class=\"pairs\">\n<caption>Aantal zinnen \
         die over beide thema's gaan. De nummers boven de kolommen zijn die van de rijen.</caption>\n<thead><tr><th \
         scope=\"col\">Thema</th>",
    );
    for (at, theme) in order.themes.iter().enumerate() {
        let _ = write!(page, "<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>", escaped(&theme.label), at + 1);
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    let most = figures.pairs.iter().map(|pair| pair.sentences).max().unwrap_or(0);
    let count = |left: &str, right: &str| {
        let found = figures
            .pairs
            .iter()
            .find(|pair| (pair.first == left && pair.second == right) || (pair.first == right && pair.second == left));
        found.map_or(0, |pair| pair.sentences)
    };
    for (row, theme) in order.themes.iter().enumerate() {
        let _ = write!(page, "<tr><th scope=\"row\">{}. {}</th>", row + 1, escaped(&theme.label));
        for (column, other) in order.themes.iter().enumerate() {
            let sentences = count(&theme.code, &other.code);
            if row == column {
                page.push_str("<td class=\"none\">–</td>");
            } else if sentences == 0 {
                page.push_str("<td class=\"none\">0</td>");
            } else {
                let _ = write!(
                    page,
                    "<td{}><a href=\"#p{}-{}\" title=\"{} en {}: {sentences} zinnen\">{sentences}</a></td>",
                    shade(part(sentences, most)),
                    row.min(column) + 1,
                    row.max(column) + 1,
                    escaped(&theme.label),
                    escaped(&other.label),
                );
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n</section>\n");
}

/// Texts that are no theme, against verdicts.
pub(super) fn boilerplate(page: &mut String, figures: &Figures) {
    page.push_str("<section id=\"standaard\">\n<h2>Standaardtekst</h2>\n");
    if figures.boilerplate.is_empty() {
        page.push_str("<p>Er is geen standaardtekst gevonden.</p>\n</section>\n");
        return;
    }
    page.push_str(
        "<div class=\"scroll\"><table>\n<caption>Kopregels en zinnen die letterlijk terugkeren. Ze tellen nergens als thema mee, ook al \
         staan ze soms bij een oordeel vaker dan bij een ander.</caption>\n<thead><tr><th scope=\"col\">Tekst</th><th \
         scope=\"col\">alle</th>",
    );
    for verdict in figures.boilerplate[0].verdicts.keys() {
        let _ = write!(page, "<th scope=\"col\">{}</th>", verdict.in_dutch());
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for repeated in figures.boilerplate.iter().take(MOST_REPEATED) {
        let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escaped(&repeated.text));
        for share in std::iter::once(&repeated.all).chain(repeated.verdicts.values()) {
            let _ = write!(page, "<td{}>{}</td>", shade(part(share.count, share.of)), ratio(share));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n");
    let left = figures.boilerplate.len().saturating_sub(MOST_REPEATED);
    if left > 0 {
        let _ = writeln!(page, "<p>En {left} andere teksten.</p>");
    }
    page.push_str("</section>\n");
}
