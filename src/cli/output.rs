//! Results to standard output in the form the user asks for; messages and a progress bar to standard error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;

use crate::annotate::Codebook;
use crate::error::Error;
use crate::export::{self, Rows};
use crate::record::{RecordKind, Verdict};

/// The forms in which rows come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table for people
    Table,
    /// Comma-separated values, for a spreadsheet
    Csv,
    /// One JSON object a line, for programs
    Ndjson,
}

/// Standard output.
pub(super) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self { writer: BufWriter::new(io::stdout().lock()) }
    }

    /// One line.
    pub(super) fn line(&mut self, line: &str) -> Result<()> {
        Ok(writeln!(self.writer, "{line}")?)
    }

    /// Text as it is.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// A table as wide as the terminal; of a fixed width where there is none, so that files and tests get the same.
    pub(super) fn table(&mut self, rows: &Rows) -> Result<()> {
        const WIDTH_IN_FILES: u16 = 120;
        let width = if io::stdout().is_terminal() { terminal_width() } else { Some(WIDTH_IN_FILES) };
        Ok(export::table(&mut self.writer, rows, width)?)
    }

    pub(super) fn csv(&mut self, rows: &Rows) -> Result<()> {
        Ok(export::csv(&mut self.writer, rows)?)
    }

    pub(super) fn ndjson<T: Serialize>(&mut self, values: impl IntoIterator<Item = T>) -> Result<()> {
        Ok(export::ndjson(&mut self.writer, values)?)
    }

    pub(super) fn finish(&mut self) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

fn terminal_width() -> Option<u16> {
    comfy_table::Table::new().width()
}

/// Whether the reader of our output went away.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(ErrorKind::BrokenPipe)
    })
}

/// A message for the user. Where even that cannot be written there is nobody to tell.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// The user's codebook, or the built-in one.
pub(super) fn codebook(path: Option<&Path>) -> Result<Codebook> {
    Ok(match path {
        Some(path) => Codebook::load(path)?,
        None => Codebook::built_in()?,
    })
}

/// The kind of a record, in Dutch.
pub(super) fn kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Evaluation => "beoordeling",
        RecordKind::Project => "project",
        RecordKind::Grant => "subsidie",
        RecordKind::Call => "oproep",
        RecordKind::Report => "terugblik",
    }
}

/// What stands in a table where a document says nothing.
pub(super) const NOT_STATED: &str = "niet vermeld";

/// The verdict, in Dutch.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    verdict.in_dutch()
}

/// A document with its page, where it has pages.
pub(super) fn place(document: &str, page: Option<u32>) -> String {
    page.map_or_else(|| document.to_owned(), |page| format!("{document}, blz. {page}"))
}

/// A number with a comma, as Dutch writes it.
pub(super) fn decimal(number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', ",")
}

/// A share in whole per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Writes a file that the user asked for and says so.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|cause| Error::io(path, cause))?;
    complain(&format!("geschreven: {}", path.display()));
    Ok(())
}
