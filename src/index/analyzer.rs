//! Text in, the terms under which it is found out: words, folded and stemmed as Dutch.

use std::ops::Range;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream,
};

/// Name and version of the analyzer in the schema: another analyzer gives another schema, and so another index.
pub(super) const NAME: &str = "dutch-1";
/// Longer terms are left out, in bytes.
const LONGEST_TERM: usize = 100;

/// A term with the bytes it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term as it stands in the index.
    pub term: String,
    /// Bytes in the analysed text.
    pub range: Range<usize>,
}

pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST_TERM))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::Dutch))
        .build()
}

/// The terms of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut tokens = Vec::new();
    while let Some(token) = stream.next() {
        tokens.push(Token { term: token.text.clone(), range: token.offset_from..token.offset_to });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.term).collect()
    }

    #[test]
    fn case_and_diacritics_make_no_difference() {
        assert_eq!(terms("COÖRDINATOREN"), terms("coordinatoren"));
        assert_eq!(terms("partners"), terms("Partner"));
    }

    #[test]
    fn a_token_knows_its_bytes() {
        let text = "de coördinatoren";
        assert_eq!(&text[tokens(text)[1].range.clone()], "coördinatoren");
    }
}
