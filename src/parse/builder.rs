//! Drafts of paragraphs and tables in, in reading order; one `Document` with text, spans and pages out.

use crate::document::{Block, Cell, Document, Paragraph, ParagraphKind, Reason, Row, Span, Table, Warning};

/// Most bytes of text that one document may hold.
const MAX_TEXT: usize = 64 * 1024 * 1024;
/// Most bytes of text that merged cells may show again in the rows below their first.
const MAX_MERGED: usize = 16 * 1024 * 1024;

/// Running text, with the places where a new page begins in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The text.
    pub text: String,
    /// Byte of `text` and number (from 1) of the page whose words begin there; bytes never decrease.
    pub pages: Vec<(usize, u32)>,
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), pages: Vec::new() }
    }
}

/// A paragraph, heading or item that has no place in a document yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParagraphDraft {
    /// What kind of paragraph it is.
    pub kind: ParagraphKind,
    /// The mark of a list item (`-`, `•`, `1.`), empty for other kinds.
    pub mark: String,
    /// The words without the mark.
    pub words: Words,
    /// Nesting depth, from 0.
    pub indent: u8,
    /// Whether a larger gap or an empty line comes before it.
    pub gap_before: bool,
}

impl ParagraphDraft {
    /// A paragraph of this kind without mark, indentation or gap.
    pub(crate) fn new(kind: ParagraphKind, words: Words) -> Self {
        Self { kind, mark: String::new(), words, indent: 0, gap_before: false }
    }
}

/// A table cell that has no place in a document yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellDraft {
    /// Column of its left edge, from 0.
    pub column: u16,
    /// How many columns it covers, at least 1.
    pub width: u16,
    /// The paragraphs in it; none for an empty or continued cell.
    pub paragraphs: Vec<ParagraphDraft>,
    /// Whether it goes on from the cell above it in the same column: it takes that cell's place and has no words of its own.
    pub continued: bool,
}

/// Appends blocks to a growing document and keeps their spans.
///
/// Blocks stand on lines of their own, after an empty line where they have a gap before them; cells are parted by a tab,
/// paragraphs in a cell and rows by a line end.
#[derive(Debug, Default)]
pub(crate) struct DocumentBuilder {
    document: Document,
    full: bool,
    /// Bytes that merged cells have shown again so far.
    merged: usize,
}

impl DocumentBuilder {
    /// Says that the words appended from here on stand on this page (from 1); lower numbers than before are ignored.
    pub(crate) fn page(&mut self, number: u32) {
        while self.document.pages.len() < number as usize {
            self.document.pages.push(self.document.text.len());
        }
    }

    /// Notes something that was spoiled or left out.
    pub(crate) fn warn(&mut self, warning: Warning) {
        self.document.warnings.push(warning);
    }

    /// Appends a paragraph, heading or list item; one without words is left out.
    pub(crate) fn paragraph(&mut self, draft: &ParagraphDraft) {
        if draft.words.text.trim().is_empty() || !self.has_room() {
            return;
        }
        self.start_block(draft.gap_before);
        let paragraph = self.append(draft, true);
        self.document.blocks.push(Block::Text(paragraph));
    }

    /// Appends a table of rows of cells; rows without cells are left out.
    pub(crate) fn table(&mut self, rows: &[Vec<CellDraft>]) {
        if !self.has_room() {
            return;
        }
        self.start_block(true);
        let mut table = Table::default();
        for cells in rows.iter().filter(|cells| !cells.is_empty()) {
            if !table.rows.is_empty() {
                self.document.text.push('\n');
            }
            let row = self.row(cells, table.rows.last());
            table.rows.push(row);
        }
        if !table.rows.is_empty() {
            self.document.blocks.push(Block::Table(table));
        }
    }

    /// The finished document; its text ends with a line end unless it is empty.
    pub(crate) fn finish(mut self) -> Document {
        if !self.document.text.is_empty() && !self.document.text.ends_with('\n') {
            self.document.text.push('\n');
        }
        self.document
    }

    /// Only the last cell that runs over a page says where pages begin: cells before it go back to the row's first page.
    fn row(&mut self, drafts: &[CellDraft], above: Option<&Row>) -> Row {
        let runs_over = |cell: &CellDraft| last_page(cell) > first_page(cell);
        let last_running = drafts.iter().rposition(runs_over);
        if let Some(page) = drafts.iter().filter_map(first_page).min() {
            self.page(page);
        }
        let mut row = Row::default();
        for (number, draft) in drafts.iter().enumerate() {
            if number > 0 {
                self.document.text.push('\t');
            }
            let merged = above.filter(|_| draft.continued).and_then(|above| cell_at(above, draft.column));
            row.cells.push(match merged.filter(|cell| self.may_show_again(cell)) {
                // The words stand once in the text, the cell in every row it covers, so that each row can be read alone.
                Some(cell) => Cell { column: draft.column, width: draft.width, ..cell.clone() },
                None => self.cell(draft, last_running == Some(number)),
            });
        }
        row
    }

    /// A long cell merged over many rows would be read again for each of them.
    fn may_show_again(&mut self, cell: &Cell) -> bool {
        let before = self.merged;
        self.merged = before.saturating_add(cell.span.end - cell.span.start + cell.paragraphs.len());
        if before <= MAX_MERGED && self.merged > MAX_MERGED {
            let message = format!(
                "samengevoegde cellen beslaan samen meer dan {} MiB tekst; daarna staan ze alleen in hun eerste rij",
                MAX_MERGED >> 20
            );
            self.warn(Warning::new(Reason::TooLarge, message));
        }
        self.merged <= MAX_MERGED
    }

    fn cell(&mut self, draft: &CellDraft, says_pages: bool) -> Cell {
        let start = self.document.text.len();
        let mut paragraphs = Vec::with_capacity(draft.paragraphs.len());
        for paragraph in &draft.paragraphs {
            if !paragraphs.is_empty() {
                self.document.text.push('\n');
            }
            paragraphs.push(self.append(paragraph, says_pages));
        }
        let span = Span::new(start, self.document.text.len());
        Cell { column: draft.column, width: draft.width, span, paragraphs }
    }

    fn append(&mut self, draft: &ParagraphDraft, says_pages: bool) -> Paragraph {
        if says_pages && let Some(&(0, page)) = draft.words.pages.first() {
            self.page(page);
        }
        if !draft.mark.is_empty() {
            self.document.text.push_str(&draft.mark);
            self.document.text.push(' ');
        }
        let start = self.document.text.len();
        let mut done = 0;
        for &(byte, page) in &draft.words.pages {
            let Some(words) = draft.words.text.get(done..byte) else { continue };
            self.document.text.push_str(words);
            done = byte;
            if says_pages {
                self.page(page);
            }
        }
        self.document.text.push_str(draft.words.text.get(done..).unwrap_or_default());
        let span = Span::new(start, self.document.text.len());
        Paragraph { kind: draft.kind, span, indent: draft.indent, gap_before: draft.gap_before }
    }

    fn start_block(&mut self, gap: bool) {
        if !self.document.text.is_empty() {
            self.document.text.push_str(if gap { "\n\n" } else { "\n" });
        }
    }

    fn has_room(&mut self) -> bool {
        if self.document.text.len() < MAX_TEXT {
            return true;
        }
        if !self.full {
            self.full = true;
            let message = format!("de tekst is langer dan {} MiB en is daar afgebroken", MAX_TEXT >> 20);
            self.warn(Warning::new(Reason::TooLarge, message));
        }
        false
    }
}

fn cell_at(row: &Row, column: u16) -> Option<&Cell> {
    // Cells stand from left to right; a row may have tens of thousands of them.
    let found = row.cells.partition_point(|cell| cell.column < column);
    row.cells.get(found).filter(|cell| cell.column == column)
}

fn first_page(cell: &CellDraft) -> Option<u32> {
    cell.paragraphs.iter().flat_map(|paragraph| &paragraph.words.pages).map(|&(_, page)| page).next()
}

fn last_page(cell: &CellDraft) -> Option<u32> {
    cell.paragraphs.iter().flat_map(|paragraph| &paragraph.words.pages).map(|&(_, page)| page).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, pages: &[(usize, u32)]) -> Words {
        Words { text: text.to_owned(), pages: pages.to_vec() }
    }

    fn cell(column: u16, text: &str, pages: &[(usize, u32)]) -> CellDraft {
        let paragraphs = vec![ParagraphDraft::new(ParagraphKind::Body, words(text, pages))];
        CellDraft { column, width: 1, paragraphs, continued: false }
    }

    #[test]
    fn spans_give_back_the_words_without_the_mark() {
        let mut builder = DocumentBuilder::default();
        builder.paragraph(&ParagraphDraft::new(ParagraphKind::Heading(1), "Oproep".into()));
        let item = ParagraphDraft::new(ParagraphKind::Item, "eerste punt".into());
        builder.paragraph(&ParagraphDraft { mark: "-".into(), gap_before: true, ..item });
        let document = builder.finish();
        assert_eq!(document.text, "Oproep\n\n- eerste punt\n");
        assert_eq!(document.words(document.blocks[1].span()), "eerste punt");
    }

    #[test]
    fn a_cell_over_three_pages_is_one_piece_and_pages_stay_in_order() {
        let mut builder = DocumentBuilder::default();
        let long = cell(1, "een twee drie", &[(0, 1), (4, 2), (9, 3)]);
        builder.table(&[vec![cell(0, "A", &[(0, 1)]), long], vec![cell(0, "B", &[(0, 3)])]]);
        let document = builder.finish();
        assert_eq!(document.text, "A\teen twee drie\nB\n");
        let page_of = |word: &str| document.page_at(document.text.find(word).unwrap()).unwrap();
        assert_eq!(["A", "een", "twee", "drie", "B"].map(page_of), [1, 1, 2, 3, 3]);
        let Block::Table(table) = &document.blocks[0] else { panic!("no table") };
        assert_eq!(document.words(table.rows[0].cells[1].span), "een twee drie");
    }

    #[test]
    fn a_merged_cell_is_one_place_in_every_row_it_covers() {
        let mut builder = DocumentBuilder::default();
        let merged = CellDraft { continued: true, paragraphs: Vec::new(), ..cell(0, "", &[]) };
        builder.table(&[vec![cell(0, "A", &[]), cell(1, "een", &[])], vec![merged, cell(1, "twee", &[])]]);
        let document = builder.finish();
        assert_eq!(document.text, "A\teen\n\ttwee\n");
        let Block::Table(table) = &document.blocks[0] else { panic!("no table") };
        let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| document.words(cell.span)).collect());
        assert_eq!(rows.collect::<Vec<Vec<_>>>(), [["A", "een"], ["A", "twee"]]);
    }

    #[test]
    fn a_page_without_text_begins_where_the_next_one_does() {
        let mut builder = DocumentBuilder::default();
        for (page, text) in [(1, "voor"), (3, "na")] {
            builder.paragraph(&ParagraphDraft::new(ParagraphKind::Body, words(text, &[(0, page)])));
        }
        let document = builder.finish();
        assert_eq!(document.pages, [0, 5, 5]);
        assert_eq!(document.page_at(5), Some(3));
    }
}
