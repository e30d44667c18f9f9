//! What a run did in; a file with a line of JSON for every file that it met out.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::document::Warning;
use crate::entry::State;
use crate::error::{Error, Result};
use crate::pipeline::{File, Run};

/// What became of one file.
#[derive(Serialize)]
struct Line<'run> {
    /// Its name; one inside another has both, with `!` between.
    document: &'run str,
    fate: Fate,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_of: Option<&'run str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<usize>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'run [Warning],
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Fate {
    Read,
    Partly,
    Unread,
    /// The same bytes as another file, which was read.
    Copy,
    /// No document: it describes a folder.
    Skipped,
}

/// Writes the report.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn write(run: &Run, path: &Path) -> Result<()> {
    let documents = run.corpus.files.iter().map(document);
    let copies =
        run.corpus.copies.iter().map(|(copy, original)| Line { copy_of: Some(original), ..other(copy, Fate::Copy) });
    let skipped = run.left_out.iter().map(|name| other(name, Fate::Skipped));
    let mut lines: Vec<Line<'_>> = documents.chain(copies).chain(skipped).collect();
    lines.sort_by_key(|line| line.document);
    save(&lines, path).map_err(|cause| Error::io(path, cause))
}

fn document(file: &File) -> Line<'_> {
    let fate = match file.state {
        State::Read => Fate::Read,
        State::Partly => Fate::Partly,
        State::Unread => Fate::Unread,
    };
    let pages = Some(file.pages).filter(|&pages| pages > 0);
    Line { pages, records: Some(file.records), warnings: &file.warnings, ..other(&file.name, fate) }
}

fn other(document: &str, fate: Fate) -> Line<'_> {
    Line { document, fate, copy_of: None, pages: None, records: None, warnings: &[] }
}

fn save(lines: &[Line<'_>], path: &Path) -> std::io::Result<()> {
    let mut file = BufWriter::new(fs::File::create(path)?);
    for line in lines {
        serde_json::to_writer(&mut file, line)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}
