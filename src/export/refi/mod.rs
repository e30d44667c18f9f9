//! Evaluations with their coded sentences in, files of the REFI-QDA standard out, and back: projects (`.qdpx`), codebooks (`.qdc`).

mod codebook;
mod codebook_in;
mod identity;
mod plain_text;
mod project;
mod project_in;
mod xml;

pub use codebook::write as codebook;
pub use codebook_in::{Imported, read as read_codebook};
pub use project::{Source, write as project};
pub use project_in::read as read_project;
