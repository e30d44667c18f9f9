//! The texts that cells share in, the words of each out.

use super::super::super::xml::{Element, Tree};

/// The texts in their order; cells name them by their number.
pub(super) fn read(tree: &Tree<'_>) -> Vec<String> {
    let texts = tree.top().elements().flat_map(Element::elements).filter(|element| element.local() == "si");
    texts.map(words).collect()
}

/// The words of a text with or without markup; the reading aids of Asian words are no part of it.
pub(super) fn words(text: Element<'_>) -> String {
    let mut words = String::new();
    for element in text.elements() {
        match element.local() {
            "t" => words.push_str(&element.words()),
            "r" => {
                element.elements().filter(|piece| piece.local() == "t").for_each(|piece| words.push_str(&piece.words()))
            }
            _ => {}
        }
    }
    unescaped(&words)
}

/// Signs that XML does not allow are written as `_x000D_`.
pub(super) fn unescaped(words: &str) -> String {
    const LENGTH: usize = "_x000D_".len();
    let (mut plain, mut rest) = (String::with_capacity(words.len()), words);
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let escape = rest.get(at..at + LENGTH).filter(|escape| escape.ends_with('_'));
        let symbol =
            escape.and_then(|escape| u32::from_str_radix(&escape[2..LENGTH - 1], 16).ok()).and_then(char::from_u32);
        match symbol {
            Some(symbol) => {
                plain.push(symbol);
                rest = &rest[at + LENGTH..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain
}
