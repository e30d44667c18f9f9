//! Running text in, its words and where they begin out: those of Unicode, found without looking up every letter.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

/// The words of a text with the bytes at which they begin, as Unicode's word boundaries have them (UAX #29); white space that a
/// stray combining letter hangs on is no part of them.
pub fn words_of(text: &str) -> WordsOf<'_> {
    WordsOf { text, at: 0, piece: 0, inner: None }
}

/// Words of a text, in order.
#[derive(Debug)]
pub struct WordsOf<'text> {
    text: &'text str,
    /// Where to read on.
    at: usize,
    /// Where the piece begins that `inner` takes apart.
    piece: usize,
    inner: Option<UnicodeWordIndices<'text>>,
}

impl<'text> Iterator for WordsOf<'text> {
    type Item = (usize, &'text str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(inner) = &mut self.inner {
                if let Some((start, word)) = inner.next() {
                    return Some((self.piece + start, word));
                }
                self.inner = None;
            }
            let piece = self.next_piece()?;
            // Most words are bare, or have a full stop, a comma or a bracket behind them.
            let end = piece.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(piece.len());
            if end > 0 && piece[end..].bytes().all(|byte| CLOSING.contains(&byte)) {
                return Some((self.piece, &piece[..end]));
            }
            self.inner = Some(piece.unicode_word_indices());
        }
    }
}

/// Signs that end a word when nothing but such signs follow.
const CLOSING: &[u8] = b".,;:!?)\"'";

impl<'text> WordsOf<'text> {
    /// What stands between two white spaces of ASCII, which no word reaches over.
    fn next_piece(&mut self) -> Option<&'text str> {
        let rest = &self.text[self.at..];
        let start = rest.bytes().position(|byte| !byte.is_ascii_whitespace())?;
        let length = rest[start..].bytes().position(|byte| byte.is_ascii_whitespace());
        let end = length.map_or(rest.len(), |length| start + length);
        self.piece = self.at + start;
        self.at += end;
        Some(&rest[start..end])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(text: &str) {
        let ours: Vec<(usize, &str)> = words_of(text).collect();
        let without_space = |(start, word)| {
            let bare = str::trim_ascii_start(word);
            (start + word.len() - bare.len(), bare)
        };
        let theirs: Vec<(usize, &str)> = text.unicode_word_indices().map(without_space).collect();
        assert_eq!(ours, theirs, "{text:?}");
    }

    #[test]
    fn words_are_those_of_unicode() {
        for text in [
            "",
            " ",
            "De gemeente Genk vraagt 1.000,50 euro (zie punt 2.3), o.a. voor 's avonds.",
            "a\t\u{a02}b \u{a02}",
            "coo\u{308}rdinatie\u{301} é\u{a0}x \u{301}x a \u{301}b\tc\r\nd",
            "a_b_ a:b a'b' a.b. 'a' a;; 3,a a.3 3.a",
            "kandidaat-huurders/verhuurders → 日本語 👩‍👩‍👧 x",
        ] {
            alike(text);
        }
    }

    proptest! {
        #[test]
        fn of_any_text(text in "[a-z0-9 .,:;'\"()_\\-/\n\té\u{301}\u{200d}\u{ad}\u{a0}A日]{0,40}") {
            alike(&text);
        }

        #[test]
        fn of_any_string(text in ".*") {
            alike(&text);
        }
    }
}
