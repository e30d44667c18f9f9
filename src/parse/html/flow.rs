//! A parsed HTML page in; its headings, paragraphs, list items and tables in reading order out.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::blocks::{has_margin, is_block};
use super::furniture::{is_furniture, is_hidden};
use super::limits::{MAX_CELLS, MAX_COLUMNS, MAX_PARAGRAPHS};
use super::list::List;
use super::page::Page;
use super::table::{Finished, Grid, Section};
use super::words;
use crate::document::ParagraphKind;
use crate::parse::builder::{CellDraft, ParagraphDraft, Words};
use crate::parse::items;

/// What can be folded out stands under the headings of the page.
const SUMMARY_LEVEL: u8 = 4;

/// A block that has no place in a document yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Running text, a heading or a list item.
    Paragraph(ParagraphDraft),
    /// A table of data.
    Table(Vec<Vec<CellDraft>>),
}

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct Flowed {
    /// The blocks in reading order.
    pub pieces: Vec<Piece>,
    /// Whether cells or paragraphs were left out because there are too many.
    pub cut: bool,
}

/// Walks over the page without recursion, whatever its depth.
pub(super) fn flow(html: &Html, page: &Page, with_furniture: bool) -> Flowed {
    let mut flow = Flow { frames: vec![Frame::default()], ..Flow::default() };
    let mut at = html.tree.root();
    loop {
        let descend = match at.value() {
            Node::Text(text) => {
                flow.text(text);
                false
            }
            Node::Element(element) => {
                let skipped = is_hidden(element, page) || (!with_furniture && is_furniture(at, element, page));
                if !skipped {
                    flow.open(element);
                }
                !skipped
            }
            _ => true,
        };
        at = match at.first_child().filter(|_| descend) {
            Some(child) => child,
            None => match next(at, descend, &mut flow) {
                Some(node) => node,
                None => return flow.finish(),
            },
        };
    }
}

/// The node after this one and all in it; elements that end before it are closed.
fn next<'page>(mut at: NodeRef<'page, Node>, mut opened: bool, flow: &mut Flow) -> Option<NodeRef<'page, Node>> {
    loop {
        if opened && let Node::Element(element) = at.value() {
            flow.close(element);
        }
        if let Some(sibling) = at.next_sibling() {
            return Some(sibling);
        }
        at = at.parent()?;
        opened = true;
    }
}

/// The page itself, or one cell of a table.
#[derive(Debug, Default)]
struct Frame {
    pieces: Vec<Piece>,
    lists: Vec<List>,
    /// The mark of an item whose words are still to come.
    mark: Option<String>,
    heading: Option<u8>,
    gap: bool,
}

#[derive(Debug, Default)]
struct Flow {
    line: String,
    frames: Vec<Frame>,
    grids: Vec<Grid>,
    /// How many `pre` are open.
    preformatted: usize,
    cells: usize,
    paragraphs: usize,
    cut: bool,
}

impl Flow {
    fn finish(mut self) -> Flowed {
        self.end_line();
        Flowed { pieces: self.frames.into_iter().next().unwrap_or_default().pieces, cut: self.cut }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted == 0 {
            words::push(&mut self.line, text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_line();
            }
            words::push(&mut self.line, line);
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "br" => return self.line_break(),
            "q" => return self.line.push('“'),
            _ if !is_block(name) => return,
            _ => self.end_line(),
        }
        self.gap_at(name);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.frame().heading = name[1..].parse().ok(),
            "summary" => self.frame().heading = Some(SUMMARY_LEVEL),
            "pre" => self.preformatted += 1,
            "ul" | "menu" | "dir" | "ol" => self.frame().lists.push(List::of(element)),
            "li" => self.item(element),
            "table" => {
                let role = element.attr("role").unwrap_or_default();
                self.grids.push(Grid::default());
                self.grid(|grid| grid.for_layout = matches!(role, "presentation" | "none"));
            }
            "caption" => self.grid(|grid| grid.for_data = true),
            "thead" => self.grid(|grid| grid.section(Section::Head)),
            "tbody" => self.grid(|grid| grid.section(Section::Body)),
            "tfoot" => self.grid(|grid| grid.section(Section::Foot)),
            "tr" => self.row(),
            "td" | "th" if !self.grids.is_empty() => {
                self.grid(|grid| grid.for_data |= name == "th");
                self.frames.push(Frame::default());
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "q" => return self.line.push('”'),
            _ if !is_block(name) => return,
            _ => self.end_line(),
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => self.frame().heading = None,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ul" | "menu" | "dir" | "ol" => {
                self.frame().lists.pop();
            }
            "li" => self.frame().mark = None,
            "td" | "th" if !self.grids.is_empty() => self.cell(element),
            "table" => self.table(),
            _ => {}
        }
        self.gap_at(name);
    }

    /// A second line break leaves an empty line.
    fn line_break(&mut self) {
        if self.line.trim().is_empty() {
            self.frame().gap = true;
        }
        self.end_line();
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.grids.last_mut() {
            change(grid);
        }
    }

    fn gap_at(&mut self, name: &str) {
        let nested = self.frames.last().is_some_and(|frame| !frame.lists.is_empty());
        if has_margin(name) && !nested {
            self.frame().gap = true;
        }
    }

    fn item(&mut self, element: &Element) {
        let value = element.attr("value").and_then(|value| value.trim().parse().ok());
        let mark = self.frame().lists.last_mut().map_or_else(|| "-".to_owned(), |list| list.mark(value));
        self.frame().mark = Some(mark);
    }

    /// Past the limit no rows are added any more.
    fn row(&mut self) {
        if self.cells < MAX_CELLS {
            let covered = self.grids.last_mut().map_or(0, Grid::row);
            self.cells += covered;
        }
    }

    fn cell(&mut self, element: &Element) {
        let Some(frame) = self.frames.pop() else { return };
        if self.cells >= MAX_CELLS {
            self.cut = true;
            return;
        }
        self.cells += 1;
        let span = |name: &str| element.attr(name).and_then(|value| value.trim().parse::<usize>().ok());
        let columns = span("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
        // Zero means all rows of the section.
        let rows = span("rowspan").map_or(1, |rows| if rows == 0 { usize::MAX } else { rows });
        let fits = self.grids.last_mut().is_some_and(|grid| grid.cell(columns, rows, frame.pieces));
        self.cut |= !fits;
    }

    fn table(&mut self) {
        let Some(grid) = self.grids.pop() else { return };
        match grid.finish() {
            Finished::Layout(pieces) => self.frame().pieces.extend(pieces),
            Finished::Data(rows) if rows.is_empty() => {}
            Finished::Data(rows) => self.frame().pieces.push(Piece::Table(rows)),
        }
    }

    /// Makes a paragraph of the words since the last block began, ended or broke.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words = line.trim();
        if words.is_empty() {
            return;
        }
        self.paragraphs += 1;
        if self.paragraphs > MAX_PARAGRAPHS {
            self.cut = true;
            return;
        }
        let frame = self.frame();
        let mut draft = match (frame.heading, frame.mark.take()) {
            (Some(level), _) => ParagraphDraft::new(ParagraphKind::Heading(level), Words::from(words)),
            (None, Some(mark)) => {
                let words = items::mark(words).filter(|_| mark == "-").map_or(words, |typed| &words[typed.len()..]);
                ParagraphDraft { mark, ..ParagraphDraft::new(ParagraphKind::Item, Words::from(words)) }
            }
            (None, None) => items::paragraph(words),
        };
        draft.indent = u8::try_from(frame.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        draft.gap_before = std::mem::take(&mut frame.gap) && !frame.pieces.is_empty();
        frame.pieces.push(Piece::Paragraph(draft));
    }
}
