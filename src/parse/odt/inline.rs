//! What stands in an OpenDocument paragraph in, the words that a reader sees out.

use super::super::flow::Flow;
use super::super::line::Line;
use super::super::xml::{Element, Node};
use super::body::Body;

/// Most spaces that one element may stand for.
const MAX_SPACES: usize = 64;

impl Body<'_> {
    /// Collects the words of a paragraph and the paragraphs of the boxes that hang on it; says whether it is shown.
    pub(super) fn inline(&mut self, parent: Element<'_>, line: &mut Line, boxed: &mut Flow) -> bool {
        let mut is_shown = true;
        for node in parent.nodes() {
            match node {
                Node::Text(words) => push_collapsed(words, line),
                Node::Element(element) => is_shown &= self.element(element, line, boxed),
            }
        }
        is_shown
    }

    fn element(&mut self, element: Element<'_>, line: &mut Line, boxed: &mut Flow) -> bool {
        match element.name() {
            "text:s" => line.push(&" ".repeat(element.number("c").unwrap_or(1).clamp(1, MAX_SPACES))),
            "text:tab" => line.tab(),
            "text:line-break" => line.line_break(),
            "text:hidden-paragraph" => return !is_true(element, "is-hidden"),
            "text:hidden-text" if is_true(element, "is-hidden") => {}
            "text:span" if self.is_hidden(element) => {}
            // Notes, remarks, the reading aid above a word, code, a number that the list gives too.
            "text:note" | "office:annotation" | "text:ruby-text" | "text:script" | "text:number" => {}
            name if name.starts_with("draw:") => self.read(element, boxed),
            name if name.starts_with("svg:") || name.starts_with("office:") => {}
            _ => return self.inline(element, line, boxed),
        }
        true
    }

    fn is_hidden(&self, span: Element<'_>) -> bool {
        let name = span.attribute("style-name").unwrap_or_default();
        self.styles.get("text", &name).hidden == Some(true)
    }
}

fn is_true(element: Element<'_>, name: &str) -> bool {
    element.attribute(name).is_some_and(|value| value == "true")
}

/// White space in the file is one space, however much of it stands together; none at the start of a line.
pub(in crate::parse) fn push_collapsed(words: &str, line: &mut Line) {
    let mut collapsed = String::with_capacity(words.len());
    let mut after_space = line.after_space();
    for symbol in words.chars() {
        let is_space = matches!(symbol, ' ' | '\t' | '\r' | '\n');
        if !(is_space && after_space) {
            collapsed.push(if is_space { ' ' } else { symbol });
        }
        after_space = is_space;
    }
    line.push(&collapsed);
}
