//! Reads Markdown: bytes in, one `Document` with its front matter, headings, lists and pipe tables out.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::builder::{DocumentBuilder, ParagraphDraft, Words};
use super::encoding::decode;
use super::html;
use super::items;
use crate::document::{Document, ParagraphKind, Reason, Warning};
use crate::dutch::fold::regex;
use crate::source::markdown::front_matter;

/// Most bytes of one file that are read.
const MAX_INPUT: usize = 16 * 1024 * 1024;

/// Reads Markdown. It may hold HTML anywhere, so it is turned into HTML and read by the same rules.
pub(super) fn read(bytes: &[u8]) -> Document {
    let mut builder = DocumentBuilder::default();
    let (text, warning) = decode(&bytes[..bytes.len().min(MAX_INPUT)]);
    if bytes.len() > MAX_INPUT {
        let message = format!(
            "het bestand is groter dan {} MiB; de rest is niet gelezen, splits het bestand en probeer opnieuw",
            MAX_INPUT >> 20
        );
        builder.warn(Warning::new(Reason::TooLarge, message));
    }
    if let Some(warning) = warning {
        builder.warn(warning);
    }
    let mut body = text.as_str();
    if let Some((matter, end)) = front_matter(&text) {
        front(matter, &mut builder);
        body = text.get(end..).unwrap_or_default();
    }
    html::append(&as_html(body), &mut builder);
    builder.finish()
}

/// The title is a heading; every other key is a paragraph of its own, an entry of a list an item.
fn front(matter: &str, builder: &mut DocumentBuilder) {
    for line in matter.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (key, value) = line.split_once(':').unwrap_or(("", line));
        let value = value.trim().trim_matches(['"', '\'']);
        let draft = if ["title", "titel"].iter().any(|title| key.trim().eq_ignore_ascii_case(title)) {
            ParagraphDraft::new(ParagraphKind::Heading(1), Words::from(value))
        } else {
            items::paragraph(line)
        };
        builder.paragraph(&draft);
    }
}

/// Addresses of links and images are never text, so they are not written.
fn as_html(text: &str) -> String {
    let words = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).filter(|event| {
        !matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::End(TagEnd::Link | TagEnd::Image))
    });
    let mut words: Vec<Event<'_>> = words.collect();
    for block in words.chunk_by_mut(|_, next| !opens_block(next)) {
        keep_lines(block);
    }
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, words.into_iter());
    html
}

fn opens_block(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::List(_)))
}

/// A single line break goes on in the same paragraph, unless a label or bold words open one of its lines: "**Datum:** 3 juni".
fn keep_lines(block: &mut [Event<'_>]) {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(r"^\p{Lu}[\p{L} ]{2,30}:(?:\s|$)"));
    let opens_line = |pair: &[Event<'_>]| match pair {
        [Event::SoftBreak, Event::Start(Tag::Strong)] => true,
        [Event::SoftBreak, Event::Text(words)] => LABEL.is_match(words),
        _ => false,
    };
    if block.windows(2).any(opens_line) {
        for event in block.iter_mut().filter(|event| **event == Event::SoftBreak) {
            *event = Event::HardBreak;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn headings_lists_and_text_keep_their_kind() {
        let document = read("---\ntitle: \"Oproep 1\"\ndatum: 1 mei 2025\n---\n## Voor wie?\nEen [link](http://x)\nregel.\n\n- punt *een*\n- twee\n\n3. drie\n\n```\ncode 1\ncode 2\n```\n".as_bytes());
        let kinds: Vec<_> = document
            .blocks
            .iter()
            .map(|block| match block {
                Block::Text(paragraph) => (paragraph.kind, document.words(paragraph.span)),
                Block::Table(_) => panic!("no table"),
            })
            .collect();
        assert_eq!(
            kinds,
            [
                (ParagraphKind::Heading(1), "Oproep 1"),
                (ParagraphKind::Body, "datum: 1 mei 2025"),
                (ParagraphKind::Heading(2), "Voor wie?"),
                (ParagraphKind::Body, "Een link regel."),
                (ParagraphKind::Item, "punt een"),
                (ParagraphKind::Item, "twee"),
                (ParagraphKind::Item, "drie"),
                (ParagraphKind::Body, "code 1"),
                (ParagraphKind::Body, "code 2"),
            ]
        );
        assert!(document.text.contains("\n3. drie\n"));
    }

    #[test]
    fn pipe_tables_have_cells_and_html_in_them_is_no_text() {
        let document = read("| Naam | Advies |\n|---|---|\n| A \\| B | ja<br>- punt |\n".as_bytes());
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
        let cells: Vec<_> = table.rows[1].cells.iter().map(|cell| document.words(cell.span)).collect();
        assert_eq!(cells, ["A | B", "ja\n- punt"]);
        assert_eq!(table.rows[1].cells[1].paragraphs[1].kind, ParagraphKind::Item);
    }
}
