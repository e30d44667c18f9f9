//! Evaluations with their coded sentences in, files of the REFI-QDA standard out: a project (`.qdpx`) or a codebook (`.qdc`).

mod codebook;
mod identity;
mod plain_text;
mod project;
mod xml;

pub use codebook::{PATTERNS, EXCEPTIONS, CODE, write as codebook};
pub use project::{Source, write as project};
