//! A document's text and the places that matter in it in, those passages as one plain text with positions in characters out.

use crate::document::Span;

/// The passages of a document as programs for qualitative analysis read them: characters counted from 0, lines that end in a
/// line feed alone, no byte order mark, nothing that XML forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlainText {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A passage of the document and where it stands in the plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    span: Span,
    /// For every character of the passage its first byte, counted from the start of the document, and its position.
    characters: Vec<(usize, usize)>,
    /// Position one past its last character.
    end: usize,
}

impl PlainText {
    /// Puts the passages one under the other, in the order of the document; those that overlap become one.
    pub(super) fn of(document: &str, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans
            .into_iter()
            .map(|span| span.trimmed(document))
            .filter(|span| !span.is_empty() && document.get(span.start..span.end).is_some())
            .collect();
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::new();
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start < last.end => *last = last.cover(span),
                _ => merged.push(span),
            }
        }
        let mut plain = Self { text: String::new(), pieces: Vec::new() };
        let mut position = 0;
        for span in merged {
            if position > 0 {
                plain.text.push('\n');
                position += 1;
            }
            position = plain.add(document, span, position);
        }
        plain
    }

    /// Adds a passage whose first character gets this position; gives the position after its last.
    fn add(&mut self, document: &str, span: Span, mut position: usize) -> usize {
        let mut characters = Vec::new();
        let mut symbols = span.of(document).char_indices().peekable();
        while let Some((byte, symbol)) = symbols.next() {
            let line_feed_follows = symbols.peek().is_some_and(|(_, next)| *next == '\n');
            let symbol = match symbol {
                '\r' if line_feed_follows => continue,
                '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
                '\n' | '\t' => symbol,
                '\u{feff}' | '\u{fffe}' | '\u{ffff}' => ' ',
                control if control.is_control() => ' ',
                other => other,
            };
            characters.push((span.start + byte, position));
            self.text.push(symbol);
            position += 1;
        }
        self.pieces.push(Piece { span, characters, end: position });
        position
    }

    /// The positions of the first character of a place and of the one after its last; `None` where the place is not in here.
    pub(super) fn positions(&self, span: Span) -> Option<(usize, usize)> {
        let at = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let piece = self.pieces.get(at).filter(|piece| piece.span.start <= span.start && span.end <= piece.span.end)?;
        let position = |byte: usize| {
            let at = piece.characters.partition_point(|(start, _)| *start < byte);
            piece.characters.get(at).map_or(piece.end, |(_, position)| *position)
        };
        Some((position(span.start), position(span.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(plain: &PlainText, span: Span) -> String {
        let (start, end) = plain.positions(span).unwrap();
        plain.text.chars().skip(start).take(end - start).collect()
    }

    #[test]
    fn positions_count_characters_not_bytes() {
        let document = "weg 😀 één\r\nzin.\u{c}x | tussenin | slot";
        let at = |words: &str| {
            let start = document.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let plain = PlainText::of(document, [at("slot"), at("😀 één\r\nzin.\u{c}x")]);
        assert_eq!(plain.text, "😀 één\nzin. x\nslot");
        assert_eq!(plain.positions(at("één\r\nzin.")), Some((2, 10)));
        assert_eq!(cut(&plain, at("één\r\nzin.")), "één\nzin.");
        assert_eq!(cut(&plain, at("slot")), "slot");
        assert_eq!(plain.positions(at("tussenin")), None);
    }

    #[test]
    fn what_overlaps_is_one_passage() {
        let plain = PlainText::of("een twee drie", [Span::new(0, 8), Span::new(4, 13), Span::new(90, 95)]);
        assert_eq!((plain.text.as_str(), plain.positions(Span::new(4, 13))), ("een twee drie", Some((4, 13))));
        assert_eq!(PlainText::of("", []).text, "");
    }

    proptest::proptest! {
        #[test]
        fn every_place_gives_back_its_words(text in "[a-zé😀 .\n]{1,60}", from in 0_usize..60, length in 1_usize..30) {
            let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let span = Span::new(boundary(from), boundary(from + length)).trimmed(&text);
            if !span.is_empty() {
                let plain = PlainText::of(&text, [Span::new(0, text.len())]);
                proptest::prop_assert_eq!(cut(&plain, span), span.of(&text));
            }
        }
    }
}
