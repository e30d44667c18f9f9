//! The runs of a Word paragraph in, the words that a reader sees out.

use super::super::flow::Flow;
use super::super::line::Line;
use super::super::symbols::sign;
use super::super::xml::Element;
use super::body::{Body, alternative, is_left_out};
use super::properties::switched_on;

impl Body<'_> {
    /// Collects the words of a paragraph, and the paragraphs of the text boxes that hang on it.
    pub(super) fn inline(&mut self, parent: Element<'_>, hidden: bool, line: &mut Line, boxed: &mut Flow) {
        for element in parent.elements() {
            match element.local() {
                "r" => {
                    let hidden = self.hides(element).unwrap_or(hidden);
                    self.inline(element, hidden, line, boxed);
                }
                "fldChar" => self.fields.mark(&element.attribute("fldCharType").unwrap_or_default()),
                "txbxContent" => self.text_box(element, boxed),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inline(chosen, hidden, line, boxed);
                    }
                }
                "sdt" if is_left_out(element) => {}
                // Properties, what a reviewer took out, the reading aid above a word, places on the page.
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "del" | "moveFrom" | "rt" | "positionH" | "positionV" => {}
                name if hidden || !self.fields.shown() => {
                    // Fields that stand in an instruction still have their marks in it.
                    if matches!(name, "ins" | "moveTo" | "hyperlink" | "smartTag" | "sdt" | "sdtContent") {
                        self.inline(element, hidden, line, boxed);
                    }
                }
                "t" => text(element, line),
                "tab" | "ptab" => line.tab(),
                "br" | "cr" => line.line_break(),
                "noBreakHyphen" => line.push("-"),
                "sym" => line.push(symbol(element)),
                _ => self.inline(element, hidden, line, boxed),
            }
        }
    }

    fn text_box(&mut self, element: Element<'_>, boxed: &mut Flow) {
        let fields = std::mem::take(&mut self.fields);
        self.read(element, boxed);
        self.fields = fields;
    }

    /// Whether a run says itself that it is hidden or shown.
    fn hides(&self, run: Element<'_>) -> Option<bool> {
        let properties = run.child("rPr")?;
        let own = properties.child("vanish").map(switched_on);
        own.or_else(|| self.styles.hides(&properties.child("rStyle")?.attribute("val")?))
    }
}

/// White space at the edges counts only where the file says so.
fn text(element: Element<'_>, line: &mut Line) {
    let words = element.words();
    let kept = element.attribute("space").is_some_and(|space| space == "preserve");
    line.push(if kept { &words } else { words.trim_matches([' ', '\t', '\r', '\n']) });
}

/// The sign of a symbol font.
fn symbol(element: Element<'_>) -> &'static str {
    let font = element.attribute("font").unwrap_or_default().to_lowercase();
    let code = element.attribute("char").unwrap_or_default().to_uppercase();
    u8::from_str_radix(code.trim_start_matches("F0"), 16).map_or("", |code| sign(&font, code))
}
