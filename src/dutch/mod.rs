//! What there is to know about Dutch, and nothing about the product: text in, ranges and values out.

mod abbreviations;
pub mod sentences;
