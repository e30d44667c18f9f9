//! The elements of a Word text in, its paragraphs and tables in reading order out.

use super::super::flow::Flow;
use super::super::line::{Form, Line};
use super::super::xml::Element;
use super::fields::Fields;
use super::numbering::Numbering;
use super::properties::{Properties, switched_on};
use super::styles::Styles;
use crate::document::ParagraphKind;

/// Space between paragraphs, in twentieths of a point, that is seen as a gap: half a line.
const GAP: i32 = 120;
/// In the outline this level is running text.
const RUNNING_TEXT: u8 = 9;

/// Reads the body of a Word text.
pub(super) struct Body<'styles> {
    pub(super) styles: &'styles Styles,
    pub(super) numbering: Numbering,
    pub(super) fields: Fields,
    /// Words of a paragraph whose end was deleted or hidden: they belong to the next one.
    joined: Line,
    /// Space after the paragraph before, its style and whether it keeps close to its like.
    before: Option<Neighbour>,
}

struct Neighbour {
    style: Option<String>,
    after: i32,
    contextual: bool,
}

impl<'styles> Body<'styles> {
    /// Nothing read yet.
    pub(super) fn new(styles: &'styles Styles, numbering: Numbering) -> Self {
        Self { styles, numbering, fields: Fields::default(), joined: Line::default(), before: None }
    }

    /// Reads what stands in a body, a cell or a text box.
    pub(super) fn read(&mut self, element: Element<'_>, flow: &mut Flow) {
        let outside = (std::mem::take(&mut self.joined), self.before.take());
        self.blocks(element, flow);
        let rest = std::mem::take(&mut self.joined);
        if !rest.is_empty() {
            flow.paragraph(&rest, &Form::BODY);
        }
        (self.joined, self.before) = outside;
    }

    fn blocks(&mut self, parent: Element<'_>, flow: &mut Flow) {
        for element in parent.elements() {
            match element.local() {
                "p" => self.paragraph(element, flow),
                "tbl" => {
                    let rows = self.table(element);
                    flow.table(rows);
                    self.before = None;
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.blocks(chosen, flow);
                    }
                }
                "sdt" if is_left_out(element) => {}
                // Taken out by a reviewer, or properties: no text.
                "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "sectPr" | "tcPr" => {}
                _ => self.blocks(element, flow),
            }
        }
    }

    fn paragraph(&mut self, element: Element<'_>, flow: &mut Flow) {
        let own = element.child("pPr");
        let style = own.and_then(|own| own.child("pStyle")).and_then(|style| style.attribute("val"));
        let end_mark = own.and_then(|own| own.child("rPr"));
        let properties = self.styles.paragraph(style.as_deref(), Properties::read(own, None));
        let mut line = std::mem::take(&mut self.joined);
        let mut boxed = flow.boxed();
        let hidden = properties.hidden.unwrap_or(false);
        self.inline(element, hidden, &mut line, &mut boxed);
        self.fields.end_paragraph();
        if end_mark.is_some_and(|mark| is_removed(mark)) {
            self.joined = line;
        } else if self.styles.is_contents(style.as_deref()) {
            flow.gap();
        } else {
            let form = self.form(&properties, style, line.is_empty());
            flow.paragraph(&line, &form);
        }
        flow.append(boxed);
    }

    /// What kind of paragraph it is; counts it when it is an item of a list.
    fn form(&mut self, properties: &Properties, style: Option<String>, is_empty: bool) -> Form {
        let kind = match properties.outline {
            Some(level) if level < RUNNING_TEXT => ParagraphKind::Heading(level + 1),
            Some(_) => ParagraphKind::Body,
            None => self.styles.heading_by_name(style.as_deref()).map_or(ParagraphKind::Body, ParagraphKind::Heading),
        };
        let gap_before = self.gap_before(properties, style.as_deref(), is_empty);
        let mut form = Form { kind, gap_before, ..Form::BODY };
        if let Some(list) = properties.list.as_deref().filter(|list| *list != "0") {
            let level =
                properties.level.unwrap_or_else(|| self.numbering.level_of(list, &self.styles.ids(style.as_deref())));
            form.mark = self.numbering.mark(list, level).unwrap_or_default();
            form.indent = level;
            if kind == ParagraphKind::Body && !form.mark.is_empty() {
                form.kind = ParagraphKind::Item;
            }
        }
        if !is_empty {
            let after = properties.after.unwrap_or(0);
            self.before = Some(Neighbour { style, after, contextual: properties.contextual.unwrap_or(false) });
        }
        form
    }

    /// Whether the space before it and after the one above it shows as a gap.
    fn gap_before(&self, properties: &Properties, style: Option<&str>, is_empty: bool) -> bool {
        let Some(above) = self.before.as_ref().filter(|_| !is_empty) else { return false };
        let alike = above.style.as_deref() == style;
        let after = if alike && above.contextual { 0 } else { above.after };
        let before = if alike && properties.contextual.unwrap_or(false) { 0 } else { properties.before.unwrap_or(0) };
        after.max(before) >= GAP
    }
}

/// The end of the paragraph was deleted, moved away or hidden: on paper the next paragraph goes on in the same line.
fn is_removed(end_mark: Element<'_>) -> bool {
    end_mark.elements().any(|property| match property.local() {
        "del" | "moveFrom" => true,
        "vanish" | "specVanish" => switched_on(property),
        _ => false,
    })
}

/// Of several ways to draw the same thing the first, so that its words are read once.
pub(super) fn alternative(element: Element<'_>) -> Option<Element<'_>> {
    element.child("Choice").or_else(|| element.child("Fallback"))
}

/// A content control that holds a table of contents, or that nobody filled in yet.
pub(super) fn is_left_out(control: Element<'_>) -> bool {
    let Some(properties) = control.child("sdtPr") else { return false };
    let gallery = properties.child("docPartObj").and_then(|part| part.child("docPartGallery"));
    let is_contents =
        gallery.and_then(|gallery| gallery.attribute("val")).is_some_and(|name| name == "Table of Contents");
    is_contents || properties.child("showingPlcHdr").is_some_and(switched_on)
}
