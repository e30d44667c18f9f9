//! What there is to know about Dutch, and nothing about the product: text in, ranges and values out.

pub mod sentences;
