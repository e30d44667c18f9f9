//! The cell of a table that names an application in, its lines and the number of the application out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Cell, Document, Span};
use crate::dutch::fold::regex;

/// A line in the cell of a name that holds the number of the application.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?i:dossier(?:nummer|nr\.?)?|nr\.?|nummer|aanvraag(?:nummer)?|projectnummer|referentie|ref\.?|kenmerk)\s*:?\s*(?P<code>[A-Za-z]*[-/. _]?\d[\w./-]*)\s*$|^\s*\(?(?P<bare>[A-Z]{1,8}[-/._]?\d[\w./-]*|\d{2,4}[-/]\d{2,6})\)?\s*$",
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

/// The lines of a cell with a name; the number of the application often stands under it, or behind it.
pub(super) fn name_lines(document: &Document, cell: &Cell) -> (Vec<Span>, Option<Span>) {
    let (mut names, mut reference) = (Vec::new(), None);
    for line in cell.paragraphs.iter().map(|paragraph| paragraph.span) {
        let words = document.words(line);
        let place = |found: regex::Match<'_>| line.part(found.range());
        if let Some(captures) = REFERENCE.captures(words) {
            reference = reference.or(captures.name("code").or_else(|| captures.name("bare")).map(place));
        } else if let Some(captures) = NUMBERED.captures(words) {
            reference = reference.or(captures.name("code").map(place));
            names.extend(captures.name("name").map(place));
        } else if let Some((name, title)) =
            TITLED.captures(words).and_then(|found| found.name("name").zip(found.name("title")))
        {
            names.extend([place(name), place(title)]);
        } else {
            names.push(line);
        }
    }
    if names.is_empty() {
        return (cell.paragraphs.iter().map(|paragraph| paragraph.span).collect(), None);
    }
    (names, reference)
}
