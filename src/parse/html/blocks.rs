//! The name of an element in; whether its words stand apart from those around it, and with room above and below, out.

/// Elements with room above and below them in a browser, or that are parts of the document by themselves.
const WITH_MARGIN: [&str; 20] = [
    "article",
    "blockquote",
    "dir",
    "dl",
    "fieldset",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// Other elements that begin on a new line.
const ON_A_LINE: [&str; 29] = [
    "address",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dt",
    "figcaption",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "option",
    "search",
    "summary",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Whether the words of an element stand apart from those around it.
pub(super) fn is_block(name: &str) -> bool {
    has_margin(name) || ON_A_LINE.contains(&name)
}

/// Whether there is room above and below an element.
pub(super) fn has_margin(name: &str) -> bool {
    WITH_MARGIN.contains(&name)
}
