//! Text in; whether it is Markdown, and where its front matter ends, out.

use std::sync::LazyLock;

use regex::Regex;

use crate::dutch::fold::regex;

/// Lines within which front matter must end.
const FRONT_MATTER_WITHIN: usize = 60;

static HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^#{1,6} +[^\s#]"));
static PIPE_RULE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ {0,3}(?:\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?|:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?)[ \t]*$",
    )
});
static KEY: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\p{L}_][\p{L}\d_. -]{0,40}:(?:\s|$)"));

/// Front matter, a pipe table or lines that begin with bold words: nothing else looks like that.
pub(super) fn is_certain(text: &str) -> bool {
    front_matter(text).is_some() || has_pipe_table(text) || has_bold_lines(text)
}

fn has_bold_lines(text: &str) -> bool {
    const FEWEST: usize = 3;
    let is_bold = |line: &&str| {
        line.trim_start().strip_prefix("**").is_some_and(|rest| rest.contains("**") && !rest.starts_with(['*', ' ']))
    };
    text.lines().filter(is_bold).count() >= FEWEST
}

/// A heading on the first line, or several of them, each after an empty line, and no line with tabbed fields.
pub(super) fn has_headings(text: &str) -> bool {
    let (mut headings, mut first, mut empty_before) = (0, None, true);
    for line in text.lines() {
        if line.trim_end().contains('\t') && !line.starts_with(['\t', ' ']) {
            return false;
        }
        if line.trim().is_empty() {
            empty_before = true;
            continue;
        }
        let heading = HEADING.is_match(line);
        headings += usize::from(heading && empty_before);
        first.get_or_insert(heading);
        // A heading can follow a heading without an empty line between them.
        empty_before = heading;
    }
    headings >= 2 || (first == Some(true) && text.lines().filter(|line| !line.trim().is_empty()).count() >= 2)
}

/// The lines between the two rules at the beginning, and the bytes that all of it takes.
pub(crate) fn front_matter(text: &str) -> Option<(&str, usize)> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = text.len() - bare.len();
    let mut lines = bare.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    at += first.len();
    let (start, mut keys) = (at, 0);
    for line in lines.take(FRONT_MATTER_WITHIN) {
        if matches!(line.trim_end(), "---" | "...") {
            return (keys > 0).then_some((&text[start..at], at + line.len()));
        }
        if KEY.is_match(line) {
            keys += 1;
        } else if !(line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#'])) {
            return None;
        }
        at += line.len();
    }
    None
}

fn has_pipe_table(text: &str) -> bool {
    let mut head = "";
    for line in text.lines() {
        if line.contains('|') && head.contains('|') && PIPE_RULE.is_match(line) {
            return true;
        }
        head = line;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_keys_between_rules() {
        assert_eq!(front_matter("---\ntitle: Een\n---\nTekst"), Some(("title: Een\n", 19)));
        assert_eq!(front_matter("---\nEen zin die geen sleutel is\n---\n"), None);
        assert_eq!(front_matter("---\ntitle: nooit gesloten\n"), None);
    }

    #[test]
    fn headings_and_pipe_tables_make_markdown_and_other_signs_do_not() {
        assert!(is_certain("a | b\n--|--\n1 | 2"));
        assert!(!is_certain("a | b\n1 | 2\n-----\n"));
        assert!(has_headings("# Oproep\nTekst"));
        assert!(has_headings("Tekst\n\n## Een\n\n## Twee"));
        for text in ["#een #twee", "Tekst\n# 3 stuks\nTekst", "# kop\nA\tB\n", "# kop"] {
            assert!(!has_headings(text), "{text}");
        }
    }
}
