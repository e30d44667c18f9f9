//! Coded sentences in, the sentences of the report with their anchors out.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Order, escaped};
use crate::record::Verdict;
use crate::statistics::{FUNCTIONS, Figures};
use crate::theme::{Coding, Function, Theme};

/// So many sentences of one theme, function and verdict are shown; the rest is counted.
const MOST: usize = 50;
/// So many sentences of a pair of themes are shown.
const MOST_OF_A_PAIR: usize = 10;

/// All sentences by theme, function and verdict.
pub(super) fn write(page: &mut String, figures: &Figures, codings: &[Coding], order: &Order<'_>) {
    page.push_str("<section id=\"zinnen\">\n<h2>De zinnen</h2>\n<ul>\n");
    for theme in &order.themes {
        let _ = writeln!(
            page,
            "<li><a href=\"#{}\">{}</a></li>",
            order.anchor(&theme.code, None, None),
            escaped(&theme.label)
        );
    }
    page.push_str("</ul>\n");
    for theme in &order.themes {
        let mut groups: BTreeMap<(Function, Verdict), Vec<&Coding>> = BTreeMap::new();
        for coding in codings.iter().filter(|coding| coding.codes.contains(&theme.code)) {
            groups.entry((coding.function, coding.verdict)).or_default().push(coding);
        }
        self::theme(page, theme, figures, &groups, order);
    }
    page.push_str("</section>\n");
}

type Groups<'run> = BTreeMap<(Function, Verdict), Vec<&'run Coding>>;

fn theme(page: &mut String, theme: &Theme, figures: &Figures, groups: &Groups<'_>, order: &Order<'_>) {
    let anchor = |function, verdict| order.anchor(&theme.code, function, verdict);
    let _ = write!(
        page,
        "<h3 id=\"{}\">{}. {}</h3>\n<p>{}</p>\n<ul>\n",
        anchor(None, None),
        order.number(&theme.code),
        escaped(&theme.label),
        escaped(&theme.description)
    );
    for &verdict in figures.evaluations.keys() {
        let parts: Vec<String> = groups
            .iter()
            .filter(|((_, other), _)| *other == verdict)
            .map(|((function, _), found)| {
                let there = anchor(Some(*function), Some(verdict));
                format!("<a href=\"#{there}\">{} {}</a>", found.len(), several(*function, found.len()))
            })
            .collect();
        if !parts.is_empty() {
            let own = anchor(None, Some(verdict));
            let _ = writeln!(page, "<li id=\"{own}\">{}: {}</li>", verdict.in_dutch(), parts.join(", "));
        }
    }
    page.push_str("</ul>\n");
    for function in FUNCTIONS {
        let of_function: Vec<_> = groups.iter().filter(|((other, _), _)| *other == function).collect();
        if of_function.is_empty() {
            continue;
        }
        let total: usize = of_function.iter().map(|(_, found)| found.len()).sum();
        let (own, words) = (anchor(Some(function), None), several(function, total));
        let _ = writeln!(page, "<h4 id=\"{own}\">{}: {total} {words}</h4>", escaped(&theme.label));
        for ((_, verdict), found) in of_function {
            let own = anchor(Some(function), Some(*verdict));
            let _ = writeln!(page, "<div id=\"{own}\">");
            found.iter().take(MOST).for_each(|coding| quote(page, coding));
            if found.len() > MOST {
                let _ = writeln!(
                    page,
                    "<p>En nog {}: <code>oordeel themes --theme {} --function {} --verdict {}</code> toont ze alle.</p>",
                    found.len() - MOST,
                    escaped(&theme.code),
                    function.as_str(),
                    verdict.as_str(),
                );
            }
            page.push_str("</div>\n");
        }
    }
}

/// "1 zwakte", "2 zwaktes"
fn several(function: Function, count: usize) -> &'static str {
    match (function, count) {
        (function, 1) => function.in_dutch(),
        (Function::Strength, _) => "sterktes",
        (Function::Weakness, _) => "zwaktes",
        (Function::Request, _) => "vragen",
        (Function::Description, _) => "beschrijvingen",
        (Function::Boilerplate, _) => "standaardzinnen",
    }
}

fn quote(page: &mut String, coding: &Coding) {
    let place = coding.page.map(|page| format!(", blz. {page}")).unwrap_or_default();
    let _ = writeln!(
        page,
        "<blockquote class=\"{}\"><p>“{}”</p><cite>{}, {}; {}{place}</cite></blockquote>",
        coding.function.as_str(),
        escaped(&coding.text),
        escaped(&coding.promoter),
        coding.verdict.in_dutch(),
        escaped(&coding.document),
    );
}

/// The sentences that have two themes, by pair.
pub(super) fn write_pairs(page: &mut String, figures: &Figures, codings: &[Coding], order: &Order<'_>) {
    let mut groups: BTreeMap<(usize, usize), Vec<&Coding>> = BTreeMap::new();
    for coding in codings.iter().filter(|coding| coding.function != Function::Boilerplate) {
        let mut numbers: Vec<usize> = coding.codes.iter().map(|code| order.number(code)).filter(|&at| at > 0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for (at, &first) in numbers.iter().enumerate() {
            for &second in &numbers[at + 1..] {
                groups.entry((first, second)).or_default().push(coding);
            }
        }
    }
    if groups.is_empty() || figures.pairs.is_empty() {
        return;
    }
    page.push_str("<section id=\"zinnen-samen\">\n<h2>De zinnen over twee thema's</h2>\n");
    for ((first, second), found) in groups {
        let label = |number: usize| escaped(&order.themes[number - 1].label);
        let (first_label, second_label) = (label(first), label(second));
        let _ = writeln!(page, "<h4 id=\"p{first}-{second}\">{first_label} en {second_label}: {}</h4>", found.len());
        found.iter().take(MOST_OF_A_PAIR).for_each(|coding| quote(page, coding));
        if found.len() > MOST_OF_A_PAIR {
            let _ = writeln!(page, "<p>En nog {}.</p>", found.len() - MOST_OF_A_PAIR);
        }
    }
    page.push_str("</section>\n");
}
