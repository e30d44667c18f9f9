//! Reads plain text: bytes in any usual encoding in, one `Document` with paragraphs, list items and tabbed rows out.

use std::sync::LazyLock;

use regex::Regex;

use super::encoding::decode;
use super::items;
use super::markup;
use crate::document::{Block, Cell, Document, Paragraph, ParagraphKind, Reason, Row, Span, Table, Warning};
use crate::dutch::fold::regex;

/// Word leaves the names of its bookmarks behind when it saves as text.
static BOOKMARK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[bookmark:\s*[^\]\n]{0,80}\]"));

/// Reads plain text.
pub(super) fn read(bytes: &[u8]) -> Document {
    let (decoded, encoding_warning) = decode(bytes);
    let mut reader = Reader::default();
    reader.document.warnings.extend(encoding_warning);
    let lines = decoded.replace("\r\n", "\n").replace('\r', "\n");
    for line in lines.split('\n') {
        reader.line(line);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    document: Document,
    rows: Vec<Row>,
    gap: bool,
    had_markup: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let line = BOOKMARK.replace_all(line, "");
        let line = line.trim_matches(['\u{feff}', '\0']);
        if line.trim().is_empty() {
            // A cell with only white space keeps its line, so that the text stays as the file shows it.
            self.end_table_at_gap();
            self.push_line(line);
            self.gap = true;
        } else if items::is_rule(line) {
            self.underline(line);
            self.push_line(line);
        } else {
            let fields: Vec<&str> = line.split('\t').collect();
            let indent = fields.iter().take_while(|field| field.trim().is_empty()).count();
            match fields.len() - indent {
                0 | 1 => self.paragraphs(line, indent),
                2 if self.rows.is_empty() && is_marked(&fields[indent..]) => self.paragraphs(line, indent),
                _ => self.row(&fields),
            }
            self.gap = false;
        }
    }

    /// A row of signs right under a line of about its length makes a heading of it.
    fn underline(&mut self, rule: &str) {
        const MOST_LONGER: usize = 6;
        let Some(Block::Text(above)) = self.document.blocks.last_mut().filter(|_| !self.gap) else { return };
        let sign = rule.trim().chars().next().unwrap_or_default();
        let all_alike = rule.trim().chars().all(|other| other == sign);
        let (length, underline) = (above.span.of(&self.document.text).chars().count(), rule.trim().chars().count());
        let fits = underline >= 3 && underline * 2 >= length && underline <= length + MOST_LONGER;
        if above.kind == ParagraphKind::Body && all_alike && fits {
            above.kind = ParagraphKind::Heading(if sign == '=' { 1 } else { 2 });
        }
    }

    fn push_line(&mut self, line: &str) {
        self.document.text.push_str(line);
        self.document.text.push('\n');
    }

    fn paragraphs(&mut self, line: &str, indent: usize) {
        self.end_table();
        let indent = u8::try_from(indent).unwrap_or(u8::MAX);
        let found = self.field(line, indent);
        self.document.text.push('\n');
        self.document.blocks.extend(found.into_iter().map(Block::Text));
    }

    fn row(&mut self, fields: &[&str]) {
        let mut row = Row::default();
        for (column, field) in fields.iter().enumerate() {
            if column > 0 {
                self.document.text.push('\t');
            }
            let start = self.document.text.len();
            let paragraphs = self.field(field, 0);
            let span = Span::new(start, self.document.text.len()).trimmed(&self.document.text);
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            row.cells.push(Cell { column, width: 1, span, paragraphs });
        }
        self.document.text.push('\n');
        self.rows.push(row);
    }

    /// Writes one field and gives its paragraphs; markup that stands in it is taken out and its paragraphs are kept apart.
    fn field(&mut self, field: &str, indent: u8) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        let pieces = match markup::paragraphs(field) {
            Some(pieces) => {
                self.had_markup = true;
                pieces
            }
            None => vec![field.to_owned()],
        };
        for (number, piece) in pieces.iter().enumerate() {
            if number > 0 {
                self.document.text.push('\n');
            }
            let start = self.document.text.len();
            self.document.text.push_str(piece);
            let line = Span::new(start, self.document.text.len()).trimmed(&self.document.text);
            if !line.is_empty() {
                paragraphs.push(self.paragraph(line, indent, number == 0 && self.gap));
            }
        }
        paragraphs
    }

    fn paragraph(&self, line: Span, indent: u8, gap_before: bool) -> Paragraph {
        let words = line.of(&self.document.text);
        match items::mark(words) {
            Some(mark) => {
                let span = Span::new(line.start + mark.len(), line.end).trimmed(&self.document.text);
                Paragraph { kind: ParagraphKind::Item, span, indent, gap_before }
            }
            _ => Paragraph { kind: ParagraphKind::Body, span: line, indent, gap_before },
        }
    }

    /// One empty line inside a table of text is a matter of layout; the table goes on when rows follow.
    fn end_table_at_gap(&mut self) {
        if self.gap {
            self.end_table();
        }
    }

    fn end_table(&mut self) {
        if !self.rows.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            self.document.blocks.push(Block::Table(Table { rows }));
        }
    }

    fn finish(mut self) -> Document {
        self.end_table();
        // The file's last line break is not a line of its own.
        self.document.text.pop();
        if self.had_markup {
            let message = "er stond HTML-code tussen de tekst; de code is weggelaten, de woorden zijn bewaard";
            self.document.warnings.push(Warning::new(Reason::Markup, message));
        }
        self.document
    }
}

/// Whether a mark and a tab make a list item of what could be a row of two cells.
fn is_marked(fields: &[&str]) -> bool {
    let [mark, words] = fields else { return false };
    let item = format!("{}\tx", mark.trim());
    !words.trim().is_empty() && items::mark(&item).is_some_and(|found| found.len() + 1 == item.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(document: &Document) -> Vec<(&str, u8, bool)> {
        let describe = |block: &Block| match block {
            Block::Text(paragraph) => {
                (document_words(document, paragraph.span), paragraph.indent, paragraph.gap_before)
            }
            Block::Table(table) => (document_words(document, table.span()), 99, false),
        };
        document.blocks.iter().map(describe).collect()
    }

    fn document_words(document: &Document, span: Span) -> &str {
        span.of(&document.text)
    }

    #[test]
    fn an_underlined_line_is_a_heading() {
        let document = read(b"Verslag\n=======\n\nDeel een\n--------\nTekst\n\n----------\n");
        let kinds = document.blocks.iter().map(|block| match block {
            Block::Text(paragraph) => paragraph.kind,
            Block::Table(_) => panic!("a table"),
        });
        assert_eq!(
            kinds.collect::<Vec<_>>(),
            [ParagraphKind::Heading(1), ParagraphKind::Heading(2), ParagraphKind::Body]
        );
    }

    #[test]
    fn tabs_before_a_line_are_its_indent() {
        let document = read(b" \tDe Brug vzw\n\tpositief\n\nTekst\n");
        assert_eq!(words(&document), [("De Brug vzw", 1, false), ("positief", 1, false), ("Tekst", 0, true)]);
    }

    #[test]
    fn a_mark_and_a_tab_open_a_list_item() {
        let document = read("-\tLeg dit vast.\n\n2.\tVraag een offerte.\n\nNaam\tBedrag\n".as_bytes());
        assert_eq!(
            words(&document),
            [("Leg dit vast.", 0, false), ("Vraag een offerte.", 0, true), ("Naam\tBedrag", 99, false)]
        );
    }

    #[test]
    fn every_usual_encoding_gives_the_same_words() {
        let text = "Coördinatie – één";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [b"\xFF\xFE".to_vec(), utf16.clone()].concat();
        for bytes in [text.as_bytes().to_vec(), utf16, marked, b"Co\xF6rdinatie \x96 \xE9\xE9n".to_vec()] {
            assert_eq!(read(&bytes).text, text);
        }
    }

    #[test]
    fn marks_of_list_items_stand_before_their_span() {
        let document = read("- een\n• twee\n 3. drie\n1) vier\n-5 graden".as_bytes());
        let found: Vec<&str> = words(&document).into_iter().map(|(words, ..)| words).collect();
        assert_eq!(found, ["een", "twee", "drie", "vier", "-5 graden"]);
    }

    #[test]
    fn rows_are_fields_parted_by_tabs() {
        let document = read("Naam\tBedrag\nOlen\t5 euro\n\nDaarna".as_bytes());
        let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
        let cells: Vec<&str> = table.rows[1].cells.iter().map(|cell| cell.span.of(&document.text)).collect();
        assert_eq!(cells, ["Olen", "5 euro"]);
        assert_eq!(document.blocks.len(), 2);
    }

    #[test]
    fn markup_and_bookmarks_are_not_words() {
        let document = read("[bookmark: _GoBack]Een &amp; twee\n<p>Drie</p> <p>vier</p>\t\t".as_bytes());
        assert_eq!(document.text, "Een &amp; twee\nDrie\nvier\t\t");
        assert_eq!(document.warnings.len(), 1);
    }
}
