//! `oordeel text`: a file in, its extracted text out.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::output::{Output, complain};
use super::worker::Reading;
use crate::pipeline;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The document; one in an archive or on a mail is `archive.zip!document.docx`
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    let name = arguments.file.to_string_lossy();
    let document = pipeline::text_of(&arguments.file, &arguments.reading.reader()?)?;
    for warning in &document.warnings {
        complain(&format!("{name}: {}", warning.message));
    }
    output.text(&document.text)?;
    if document.text.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    if !document.text.ends_with('\n') {
        output.text("\n")?;
    }
    Ok(Outcome::Found)
}
