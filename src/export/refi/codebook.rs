//! Themes in, a codebook that programs for qualitative analysis open (`.qdc`) out.

use std::io;

use super::identity::identity;
use super::xml::{Element, document};
use crate::theme::{Function, Theme};

/// What stands in a description before the code of a theme.
pub const CODE: &str = "Code:";
/// What stands in a description before the word patterns of a theme, one a line.
pub const PATTERNS: &str = "Woordpatronen:";
/// What stands in a description before the patterns that take a theme away.
pub const EXCEPTIONS: &str = "Uitzonderingen:";

/// Colours that can be told apart, one theme after the other.
const COLOURS: [&str; 8] =
    ["#1f6f8b", "#b5651d", "#5b7f2b", "#8a3b76", "#3d5a98", "#a23b3b", "#2f7d6b", "#7a6a2f"];

/// The codebook; a theme's patterns stand in its description, so that nothing is lost on the way there and back.
///
/// # Errors
/// Never for a codebook that fits in memory.
pub fn write(themes: &[Theme]) -> io::Result<Vec<u8>> {
    let root = Element::new("CodeBook")
        .with("xmlns", "urn:QDA-XML:codebook:1.0")
        .with("origin", concat!("oordeel ", env!("CARGO_PKG_VERSION")))
        .child(Element::new("Codes").children(themes.iter().enumerate().map(|(at, theme)| code(at, theme, &whole(theme)))));
    document(&root)
}

fn whole(theme: &Theme) -> String {
    let list = |head: &str, patterns: &[String]| {
        let lines: Vec<String> = patterns.iter().map(|pattern| format!("- {pattern}")).collect();
        if lines.is_empty() { String::new() } else { format!("\n\n{head}\n{}", lines.join("\n")) }
    };
    format!(
        "{}\n\n{CODE} {}{}{}",
        theme.description,
        theme.code,
        list(PATTERNS, &theme.patterns),
        list(EXCEPTIONS, &theme.except)
    )
}

fn code(at: usize, theme: &Theme, description: &str) -> Element {
    Element::new("Code")
        .with("guid", theme_identity(&theme.code))
        .with("name", &theme.label)
        .with("isCodable", "true")
        .with("color", COLOURS[at % COLOURS.len()])
        .child(Element::new("Description").text(description))
}

/// All codes of a project: the themes, and the functions under one head.
pub(super) fn codes(themes: &[Theme]) -> Element {
    let functions = Element::new("Code")
        .with("guid", identity("code", "functie"))
        .with("name", "Functie")
        .with("isCodable", "false")
        .child(Element::new("Description").text("Wat een zin doet tegenover de aanvrager; elke zin heeft er een."))
        .children(Function::ALL.into_iter().map(|function| {
            Element::new("Code")
                .with("guid", function_identity(function))
                .with("name", function.in_dutch())
                .with("isCodable", "true")
                .with("color", function_colour(function))
        }));
    let themes = themes.iter().enumerate().map(|(at, theme)| code(at, theme, &theme.description));
    let head = Element::new("Code")
        .with("guid", identity("code", "thema"))
        .with("name", "Thema")
        .with("isCodable", "false")
        .children(themes);
    Element::new("CodeBook").child(Element::new("Codes").child(head).child(functions))
}

fn function_colour(function: Function) -> &'static str {
    match function {
        Function::Strength => "#2e7d32",
        Function::Weakness => "#c62828",
        Function::Request => "#ef8e00",
        Function::Description => "#607d8b",
        Function::Boilerplate => "#bdbdbd",
    }
}

pub(super) fn theme_identity(code: &str) -> String {
    identity("theme", code)
}

pub(super) fn function_identity(function: Function) -> String {
    identity("function", function.as_str())
}
