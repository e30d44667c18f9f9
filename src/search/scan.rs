//! A query as it was typed in, its pieces out: words, phrases, brackets, fields and the words that join.

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    /// Two words near each other, so many words apart at most.
    Near(Option<u32>),
    /// The name before a colon.
    Field(String),
    /// What stands between quotation marks; `closed` where the second is there.
    Phrase {
        words: String,
        slop: Option<u32>,
        closed: bool,
    },
    Word(String),
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// Cuts a query into pieces.
pub(super) fn scan(input: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = input.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '(' => {
                pieces.push(Piece::Open);
                after
            }
            ')' => {
                pieces.push(Piece::Close);
                after
            }
            quote if QUOTES.contains(&quote) => phrase(after, &mut pieces),
            '-' | '!'
                if after.starts_with(|next: char| next.is_alphanumeric() || next == '(' || QUOTES.contains(&next)) =>
            {
                pieces.push(Piece::Not);
                after
            }
            _ => word(rest, &mut pieces),
        }
        .trim_start();
    }
    pieces
}

fn phrase<'text>(after: &'text str, pieces: &mut Vec<Piece>) -> &'text str {
    let end = after.find(QUOTES);
    let (words, mut rest) = match end {
        Some(end) => (&after[..end], &after[end..]),
        None => (after, ""),
    };
    rest = rest.strip_prefix(QUOTES).unwrap_or(rest);
    let mut slop = None;
    if let Some(number) = rest.strip_prefix('~') {
        let digits = number.len() - number.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        slop = number[..digits].parse().ok();
        rest = &number[digits..];
    }
    pieces.push(Piece::Phrase { words: words.to_owned(), slop, closed: end.is_some() });
    rest
}

fn word<'text>(text: &'text str, pieces: &mut Vec<Piece>) -> &'text str {
    let ends = |sign: char| sign.is_whitespace() || "()".contains(sign) || QUOTES.contains(&sign);
    let end = text.find(ends).unwrap_or(text.len());
    let word = &text[..end];
    // The value behind a colon is a piece of its own; an address or a time is none.
    if let Some((name, value)) = word.split_once(':')
        && name.chars().count() > 1
        && name.chars().all(char::is_alphabetic)
        && !value.starts_with('/')
    {
        pieces.push(Piece::Field(name.to_owned()));
        return &text[name.len() + 1..];
    }
    pieces.push(match word {
        "EN" | "AND" | "&&" => Piece::And,
        "OF" | "OR" | "||" => Piece::Or,
        "NIET" | "NOT" => Piece::Not,
        "NEAR" | "NABIJ" => Piece::Near(None),
        _ => match word.split_once('/') {
            Some(("NEAR" | "NABIJ", distance)) => Piece::Near(distance.parse().ok()),
            _ => Piece::Word(word.to_owned()),
        },
    });
    &text[end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_apart() {
        let word = |word: &str| Piece::Word(word.to_owned());
        let phrase = |words: &str, slop| Piece::Phrase { words: words.to_owned(), slop, closed: true };
        assert_eq!(
            scan("(a EN \"b c\"~5) OF -d NEAR/3 promotor:genk 12:30 https://x.be"),
            [
                Piece::Open,
                word("a"),
                Piece::And,
                phrase("b c", Some(5)),
                Piece::Close,
                Piece::Or,
                Piece::Not,
                word("d"),
                Piece::Near(Some(3)),
                Piece::Field("promotor".to_owned()),
                word("genk"),
                word("12:30"),
                word("https://x.be"),
            ]
        );
        assert_eq!(scan("titel:\"a b\""), [Piece::Field("titel".to_owned()), phrase("a b", None)]);
    }

    #[test]
    fn a_phrase_that_is_not_closed_ends_with_the_query() {
        assert_eq!(scan("\"a b"), [Piece::Phrase { words: "a b".to_owned(), slop: None, closed: false }]);
        assert_eq!(scan("\""), [Piece::Phrase { words: String::new(), slop: None, closed: false }]);
    }
}
