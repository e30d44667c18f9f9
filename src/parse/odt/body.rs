//! The elements of an OpenDocument text in, its paragraphs and tables in reading order out.

use super::super::flow::Flow;
use super::super::line::{Form, Line};
use super::super::xml::Element;
use super::lists::{Lists, OpenList};
use super::styles::{Style, Styles};
use crate::document::{ParagraphKind, Warning};

/// Space between paragraphs, in points, that is seen as a gap: half a line.
const GAP: f32 = 6.0;
/// Lowest level of a heading.
const LOWEST_HEADING: u8 = 10;

/// Reads the body of an OpenDocument text.
pub(super) struct Body<'styles> {
    pub(super) styles: &'styles Styles,
    lists: Lists,
    /// The list and item that are open.
    list: Option<OpenList>,
    item: Option<Item>,
    before: Option<Neighbour>,
    /// How much has been repeated so far, and what is said about it when it was too much.
    pub(super) repeated: usize,
    pub(super) warning: Option<Warning>,
}

/// The item whose paragraphs are read.
#[derive(Clone)]
struct Item {
    style: String,
    level: u8,
    start: Option<u32>,
    /// Whether its first paragraph, which carries the mark, is still to come.
    unmarked: bool,
}

struct Neighbour {
    style: String,
    after: f32,
    contextual: bool,
}

impl<'styles> Body<'styles> {
    /// Nothing read yet.
    pub(super) fn new(styles: &'styles Styles, lists: Lists) -> Self {
        Self { styles, lists, list: None, item: None, before: None, repeated: 0, warning: None }
    }

    /// Reads what stands in a body, a cell or a text box.
    pub(super) fn read(&mut self, element: Element<'_>, flow: &mut Flow) {
        let outside = (self.list.take(), self.item.take(), self.before.take());
        self.blocks(element, flow);
        (self.list, self.item, self.before) = outside;
    }

    fn blocks(&mut self, parent: Element<'_>, flow: &mut Flow) {
        for element in parent.elements() {
            match element.name() {
                "text:p" | "text:h" => self.paragraph(element, flow),
                "text:list" => self.list(element, flow),
                "table:table" => {
                    let rows = self.table(element);
                    flow.table(rows);
                    self.before = None;
                }
                "text:section" if self.is_hidden_section(element) => {}
                // What a reviewer took out or remarked, and lists of what stands elsewhere.
                "text:tracked-changes"
                | "office:annotation"
                | "text:note"
                | "text:table-of-content"
                | "text:illustration-index"
                | "text:table-index"
                | "text:object-index"
                | "text:user-index"
                | "text:alphabetical-index" => flow.gap(),
                _ => self.blocks(element, flow),
            }
        }
    }

    fn is_hidden_section(&self, section: Element<'_>) -> bool {
        let is_hidden = section.attribute("is-hidden").is_some_and(|value| value == "true");
        is_hidden || section.attribute("display").is_some_and(|display| display == "none")
    }

    fn list(&mut self, element: Element<'_>, flow: &mut Flow) {
        let above = self.item.take();
        let is_outer = self.list.is_none();
        if is_outer {
            self.list = Some(self.lists.open(element));
        }
        let inherited = || above.as_ref().map(|item| item.style.clone());
        let style = element.attribute("style-name").or_else(inherited).unwrap_or_default();
        let level = above.as_ref().map_or(0, |item| item.level.saturating_add(1));
        for child in element.elements() {
            let unmarked = match child.name() {
                "text:list-item" => true,
                "text:list-header" => false,
                _ => continue,
            };
            self.item = Some(Item { style: style.clone(), level, start: child.number("start-value"), unmarked });
            self.blocks(child, flow);
        }
        self.item = above;
        if is_outer && let Some(list) = self.list.take() {
            self.lists.close(list);
        }
    }

    fn paragraph(&mut self, element: Element<'_>, flow: &mut Flow) {
        let name = element.attribute("style-name").unwrap_or_default();
        let style = self.styles.get("paragraph", &name);
        let mut line = Line::default();
        let mut boxed = flow.boxed();
        let is_shown = style.hidden != Some(true) && self.inline(element, &mut line, &mut boxed);
        if is_shown {
            let form = self.form(element, &style, name, line.is_empty());
            flow.paragraph(&line, &form);
        }
        flow.append(boxed);
    }

    /// What kind of paragraph it is; counts it when it is an item of a list or a numbered heading.
    fn form(&mut self, element: Element<'_>, style: &Style, name: String, is_empty: bool) -> Form {
        let level = match element.name() {
            "text:h" => Some(element.number("outline-level").unwrap_or(1)),
            _ => style.outline.or(style.is_title().then_some(1)),
        };
        let level = level.filter(|level| (1..=LOWEST_HEADING).contains(level));
        let kind = level.map_or(ParagraphKind::Body, ParagraphKind::Heading);
        let gap_before = self.gap_before(style, &name, is_empty);
        let mut form = Form { kind, gap_before, ..Form::BODY };
        if !is_empty {
            let after = style.after.unwrap_or(0.0);
            self.before = Some(Neighbour { style: name, after, contextual: style.contextual.unwrap_or(false) });
        }
        let is_counted = element.attribute("is-list-header").is_none_or(|value| value != "true") && !is_empty;
        match (self.item.take(), level) {
            (Some(item), _) => {
                form.indent = item.level;
                form.mark = self.mark(&item, style).filter(|_| is_counted).unwrap_or_default();
                let unmarked = item.unmarked && is_empty;
                self.item = Some(Item { unmarked, ..item });
            }
            (None, Some(level)) if is_counted && element.name() == "text:h" => {
                form.mark = self.lists.heading(level).unwrap_or_default();
            }
            (None, _) => {}
        }
        if kind == ParagraphKind::Body && !form.mark.is_empty() {
            form.kind = ParagraphKind::Item;
        }
        form
    }

    fn mark(&mut self, item: &Item, style: &Style) -> Option<String> {
        let list = self.list.as_mut().filter(|_| item.unmarked)?;
        // The list may leave it to its paragraphs what their marks look like.
        let look = if item.style.is_empty() { style.list.as_deref().unwrap_or_default() } else { &item.style };
        self.lists.mark(list, look, item.level, item.start)
    }

    /// Whether the space before it and after the one above it shows as a gap.
    fn gap_before(&self, style: &Style, name: &str, is_empty: bool) -> bool {
        let Some(above) = self.before.as_ref().filter(|_| !is_empty) else { return false };
        let alike = above.style == name;
        let after = if alike && above.contextual { 0.0 } else { above.after };
        let before = if alike && style.contextual.unwrap_or(false) { 0.0 } else { style.before.unwrap_or(0.0) };
        after.max(before) >= GAP
    }
}
