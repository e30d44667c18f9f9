//! What there is to know about Dutch, and nothing about the product: text in, ranges and values out.

mod abbreviations;
pub mod dates;
pub mod fold;
pub mod function_words;
pub mod money;
pub mod names;
pub mod numbers;
pub mod sentences;
