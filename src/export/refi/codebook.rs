//! Themes in, a codebook that programs for qualitative analysis open (`.qdc`) out.

use std::io;

use super::identity::identity;
use super::xml::{Element, document};
use crate::theme::{Function, Theme};

/// What stands in a description before each part of a theme; `codebook_in.rs` looks for the same words.
pub(super) const CODE: &str = "Code:";
pub(super) const OTHERWISE: &str = "Krijgt elke zin die geen ander thema noemt.";
pub(super) const INCLUDES: &str = "Hoort erbij:";
pub(super) const EXCLUDES: &str = "Hoort er niet bij:";
pub(super) const PATTERNS: &str = "Woordpatronen:";
pub(super) const EXCEPTIONS: &str = "Uitzonderingen:";
pub(super) const EXAMPLES: &str = "Voorbeelden:";
pub(super) const COUNTER_EXAMPLES: &str = "Tegenvoorbeelden:";

/// Colours that can be told apart, one theme after the other.
const COLOURS: [&str; 8] = ["#1f6f8b", "#b5651d", "#5b7f2b", "#8a3b76", "#3d5a98", "#a23b3b", "#2f7d6b", "#7a6a2f"];

/// The codebook; a theme's patterns and examples stand in its description, so that nothing is lost on the way there and back.
/// `otherwise` is the code of the theme for sentences that name none.
///
/// # Errors
/// Never for a codebook that fits in memory.
pub fn write(themes: &[Theme], otherwise: Option<&str>) -> io::Result<Vec<u8>> {
    let whole = |theme: &Theme| whole(theme, otherwise == Some(theme.code.as_str()));
    let codes = themes.iter().enumerate().map(|(at, theme)| code(at, theme, &whole(theme)));
    let root = Element::new("CodeBook")
        .with("xmlns", "urn:QDA-XML:codebook:1.0")
        .with("origin", concat!("oordeel ", env!("CARGO_PKG_VERSION")))
        .child(Element::new("Codes").children(codes));
    document(&root)
}

/// Everything about a theme as a description that people can read.
fn whole(theme: &Theme, otherwise: bool) -> String {
    let mut parts = vec![theme.description.clone(), format!("{CODE} {}", theme.code)];
    if otherwise {
        parts.push(OTHERWISE.to_owned());
    }
    for (head, note) in [(INCLUDES, &theme.includes), (EXCLUDES, &theme.excludes)] {
        if !note.is_empty() {
            parts.push(format!("{head} {note}"));
        }
    }
    let lists = [
        (PATTERNS, &theme.patterns),
        (EXCEPTIONS, &theme.except),
        (EXAMPLES, &theme.examples),
        (COUNTER_EXAMPLES, &theme.counter_examples),
    ];
    for (head, list) in lists {
        if !list.is_empty() {
            parts.push(format!("{head}\n- {}", list.join("\n- ")));
        }
    }
    parts.join("\n\n")
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
