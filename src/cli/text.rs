//! `oordeel text`: a file in, its extracted text out.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::output::{Output, complain};
use super::worker::Limited;
use crate::error::Error;
use crate::ingest::Listed;
use crate::pipeline;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The document
    file: PathBuf,
    #[command(flatten)]
    limited: Limited,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    if !arguments.file.is_file() {
        return Err(Error::Missing(arguments.file.clone()).into());
    }
    let name = arguments.file.to_string_lossy().into_owned();
    let document =
        pipeline::text_of(&Listed { name: name.clone(), path: arguments.file.clone() }, &arguments.limited.reader()?);
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
