//! A cell or the words behind a label in, the points that they give out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::dutch::fold::{fold, regex};

static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?P<value>\d{1,4}(?:[.,]\d{1,2})?)\s*(?:%|punten|ptn\.?|p\.?)?\s*(?:(?:/|op|van(?: de)?|van max\.?)\s*(?P<max>\d{1,4}(?:[.,]\d+)?))?\s*(?:punten|ptn\.?)?\s*[.;]?\s*$",
    )
});
static MAX: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:/|\bop\b|\bmax(?:imum|imaal)?\b\.?:?)\s*(?P<max>\d{1,4}(?:[.,]\d+)?)"));

/// Where the points stand, and the most that could be had if that stands there too: `81/100`, `84,5`, `12 op 20`.
pub(super) fn points(words: &str) -> Option<(Range<usize>, Option<String>)> {
    let captures = POINTS.captures(words)?;
    let max = captures.name("max").map(|max| max.as_str().to_owned());
    captures.name("value").map(|value| (value.range(), max))
}

/// The most that can be had, as the head of a column says: `Totaal (max. 100)`, `Score /20`.
pub(super) fn most(head: &str) -> Option<String> {
    MAX.captures(&fold(head))?.name("max").map(|max| max.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_their_maximum() {
        let read = |words: &str| points(words).map(|(range, max)| (words[range].to_owned(), max.unwrap_or_default()));
        assert_eq!(read("81/100"), Some(("81".to_owned(), "100".to_owned())));
        assert_eq!(read(" 84,5 "), Some(("84,5".to_owned(), String::new())));
        assert_eq!(read("12 op 20 punten"), Some(("12".to_owned(), "20".to_owned())));
        assert_eq!(read("IB-01"), None);
        assert_eq!(most("Totaal (max. 100)"), Some("100".to_owned()));
        assert_eq!(most("Score /20"), Some("20".to_owned()));
    }
}
