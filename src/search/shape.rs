//! A pattern with `*` and `?` in, an automaton for the words of an index that it stands for out.

use tantivy_fst::Automaton;

/// Longest pattern, in letters and signs; what stands behind is not looked at.
const LONGEST: usize = 63;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Byte(u8),
    /// One letter.
    One,
    /// Any number of letters.
    Many,
}

/// What words look like. A state has a bit for every number of pieces that may have been read.
pub(super) struct Shape(Vec<Piece>);

impl Shape {
    pub(super) fn new(pattern: &str) -> Self {
        let mut pieces: Vec<Piece> = pattern
            .bytes()
            .map(|byte| match byte {
                b'*' => Piece::Many,
                b'?' => Piece::One,
                byte => Piece::Byte(byte),
            })
            .collect();
        pieces.dedup_by(|next, before| *next == Piece::Many && *before == Piece::Many);
        pieces.truncate(LONGEST);
        Self(pieces)
    }

    /// Whether it is the shape of a word.
    pub(super) fn fits(&self, word: &str) -> bool {
        self.is_match(&word.bytes().fold(self.start(), |state, byte| self.accept(&state, byte)))
    }

    /// With what follows when `*` stands for nothing.
    fn closed(&self, mut state: u64) -> u64 {
        for (at, piece) in self.0.iter().enumerate() {
            if *piece == Piece::Many && state >> at & 1 == 1 {
                state |= 1 << (at + 1);
            }
        }
        state
    }
}

impl Automaton for Shape {
    type State = u64;

    fn start(&self) -> u64 {
        self.closed(1)
    }

    fn is_match(&self, state: &u64) -> bool {
        state >> self.0.len() & 1 == 1
    }

    fn can_match(&self, state: &u64) -> bool {
        *state != 0
    }

    fn accept(&self, state: &u64, byte: u8) -> u64 {
        let within_letter = byte & 0b1100_0000 == 0b1000_0000;
        let mut next = 0;
        for (at, piece) in self.0.iter().enumerate().filter(|(at, _)| state >> at & 1 == 1) {
            next |= match piece {
                Piece::Many => 1 << at,
                Piece::One if !within_letter => 1 << (at + 1),
                Piece::Byte(own) if *own == byte => 1 << (at + 1),
                _ => 0,
            };
        }
        if within_letter {
            // The letter that `?` stands for goes on.
            let after_one = self.0.iter().enumerate().filter(|(_, piece)| **piece == Piece::One);
            next |= after_one.fold(0, |bits, (at, _)| bits | state & (1 << (at + 1)));
        }
        self.closed(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fits(pattern: &str, word: &str) -> bool {
        Shape::new(pattern).fits(word)
    }

    #[test]
    fn stars_stand_for_anything_and_question_marks_for_a_letter() {
        assert!(fits("gedrag*", "gedrag") && fits("gedrag*", "gedragscode") && !fits("gedrag*", "wangedrag"));
        assert!(fits("*code", "gedragscode") && !fits("*code", "codes"));
        assert!(fits("ge?rag", "gedrag") && fits("ge?rag", "geµrag") && !fits("ge?rag", "gerag"));
    }

    proptest! {
        #[test]
        fn they_are_the_words_of_the_regular_expression(pattern in "[abµ*?]{0,8}", word in "[abcµ日]{0,8}") {
            let expression = regex::Regex::new(&format!("^(?:{})$", crate::search::expand::expression(&pattern))).unwrap();
            prop_assert_eq!(fits(&pattern, &word), expression.is_match(&word));
        }
    }
}
