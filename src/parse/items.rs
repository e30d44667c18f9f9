//! A line of text in; whether it is drawn, and the mark of a list item that it begins with, out.

use std::sync::LazyLock;

use regex::Regex;

use super::builder::{ParagraphDraft, Words};
use crate::document::ParagraphKind;
use crate::dutch::fold::regex;

pub(super) static MARK: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:[-=]?>|[-–—•●▪◦*·→»]|\(?\d{1,3}[.)]|\(?[a-z]\)|[a-l]\.)[ \t\u{a0}]+|^o\t+|^[•●▪◦]"));

static RULE: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\s\-=_|+*]*[\-=_|+*]{2}[\s\-=_|+*]*$"));

/// Whether the line is drawn, not written: a row of hyphens, say.
pub(super) fn is_rule(line: &str) -> bool {
    RULE.is_match(line)
}

/// The mark with the white space after it; `None` where the line is no item or holds nothing but a mark.
pub(super) fn mark(line: &str) -> Option<&str> {
    MARK.find(line).filter(|mark| mark.end() < line.len()).map(|mark| mark.as_str())
}

/// A paragraph of this line: an item where it begins with a mark, else running text.
pub(super) fn paragraph(line: &str) -> ParagraphDraft {
    match mark(line) {
        Some(mark) => {
            let words = Words::from(line[mark.len()..].trim());
            ParagraphDraft { mark: mark.trim().to_owned(), ..ParagraphDraft::new(ParagraphKind::Item, words) }
        }
        None => ParagraphDraft::new(ParagraphKind::Body, Words::from(line)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_parted_from_the_words() {
        let found = paragraph("• een punt");
        assert_eq!(
            (found.kind, found.mark.as_str(), found.words.text.as_str()),
            (ParagraphKind::Item, "•", "een punt")
        );
        assert_eq!(mark("12) twaalf"), Some("12) "));
        assert_eq!([mark("-5 euro"), mark("- "), mark("2025. was een jaar")], [None; 3]);
    }
}
