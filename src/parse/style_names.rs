//! The name of a paragraph style in; what such paragraphs are out: headings, lines of a table of contents.

/// The level (from 1) that a name gives, in lower case: `heading 2`, `kop 2`, `titel`.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    if matches!(name, "title" | "titel") {
        return Some(1);
    }
    let number = ["heading", "kop"].iter().find_map(|start| name.strip_prefix(start))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether paragraphs of a style with this name, in lower case, make up a table of contents.
pub(super) fn is_contents(name: &str) -> bool {
    let number = ["toc ", "inhopg ", "contents "].iter().find_map(|start| name.strip_prefix(start));
    name == "toc heading" || number.is_some_and(|rest| rest.trim().parse::<u8>().is_ok())
}
