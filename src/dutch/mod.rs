//! What there is to know about Dutch, and nothing about the product: text in, ranges and values out.

mod abbreviations;
pub mod compound;
pub mod cuts;
pub mod dates;
pub mod derivation;
pub mod fold;
pub mod function_words;
pub mod inflection;
pub mod lemma;
pub mod lexicon;
pub mod money;
pub mod names;
pub mod numbers;
pub mod running;
pub mod sentences;
pub mod spelling;
pub mod word;
