//! The cell of a table that names an application in; its lines, and the number, verdict and amount among them, out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Cell, Document, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::record::Verdict;

use super::super::label::{self, Role};
use super::super::verdict::verdict;

/// A line in the cell of a name that holds the number of the application.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:dossier(?:nummer|nr\.?)?|nr\.?|nummer|aanvraag(?:nummer)?|projectnummer|referentie|ref\.?|kenmerk)\s*:?\s*(?P<code>[A-Za-z]*[-/. _]?\d[\w./-]*)\s*$|^\s*\(?(?P<bare>[A-Z]{1,8}[-/._]?\d[\w./-]*|\d{2,4}[-/]\d{2,6})\)?\s*$|^\s*\((?P<spaced>[A-Z]{1,6} \d{1,5})\)\s*$",
    )
});

/// A name with the number behind it.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<name>\p{L}.*?)\s*[,(–-]?\s*(?i:nr\.?|dossier(?:nummer|nr\.?)?|ref\.?|kenmerk)\s*:?\s*(?P<code>[A-Za-z]*[-/. _]?\d[\w./-]*)\)?\s*$",
    )
});

/// A name with a quoted title behind it.
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"^(?P<name>\p{L}[^‘“„«"]{2,}?)\s+(?P<title>[‘“„«"][^’”»"]{3,}[’”»"])\s*$"#));

/// What the cell of a name holds.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Promoter and title, in whatever order.
    pub(super) lines: Vec<Span>,
    /// The number of the application, which often stands under the name, or behind it.
    pub(super) reference: Option<Span>,
    /// A line that is a verdict and nothing else.
    pub(super) verdict: Option<(Verdict, Span)>,
    /// The amount on a line that says nothing else.
    pub(super) amount: Option<Span>,
}

/// Reads the lines of the cell of a name.
pub(super) fn named(document: &Document, cell: &Cell) -> Named {
    let mut named = Named::default();
    for line in cell.paragraphs.iter().map(|paragraph| paragraph.span) {
        let words = document.words(line);
        let place = |found: regex::Match<'_>| line.part(found.range());
        let below = !named.lines.is_empty();
        if let Some(class) = verdict(words).filter(|_| below && named.verdict.is_none()) {
            named.verdict = Some((class, line));
        } else if let Some(amount) = amount_in(words).filter(|_| below && named.amount.is_none()) {
            named.amount = Some(line.part(amount));
        } else if let Some(captures) = REFERENCE.captures(words) {
            let code = ["code", "bare", "spaced"].into_iter().find_map(|name| captures.name(name)).map(place);
            named.reference = named.reference.or(code);
        } else if let Some(captures) = NUMBERED.captures(words) {
            named.reference = named.reference.or(captures.name("code").map(place));
            named.lines.extend(captures.name("name").map(place));
        } else if let Some((name, title)) =
            TITLED.captures(words).and_then(|found| found.name("name").zip(found.name("title")))
        {
            named.lines.extend([place(name), place(title)]);
        } else {
            named.lines.push(line);
        }
    }
    if named.lines.is_empty() {
        return Named { lines: cell.paragraphs.iter().map(|paragraph| paragraph.span).collect(), ..Named::default() };
    }
    named
}

/// "14.300 euro", "Bedrag: 14.300 euro"
fn amount_in(line: &str) -> Option<Range<usize>> {
    let amount = amounts(line).into_iter().next()?.range;
    let before = line[..amount.start].trim_matches([' ', ':', '\u{a0}', '(']);
    let behind = line[amount.end..].trim_matches([' ', '.', ')', '\u{a0}']);
    (behind.is_empty() && (before.is_empty() || label::role(before) == Some(Role::Amount))).then_some(amount)
}
