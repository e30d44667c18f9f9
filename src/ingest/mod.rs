//! Finds the files to read: paths as the user gave them in, a sorted list of files out; each is opened when its turn comes.

use std::path::{Path, PathBuf};

use crate::document::{Reason, Warning};
use crate::error::{Error, Result};
use crate::source::Source;

/// Larger files are not read; no evaluation document comes near.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// The files of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The files to read, in the order of their names.
    pub files: Vec<Listed>,
    /// Files that are no documents: what describes a folder, hidden files aside.
    pub left_out: Vec<String>,
    /// What the user says about names: files called `links.csv`.
    pub links: Vec<PathBuf>,
}

/// One file that was found and not yet opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The path as the user gave it, with `/` between folders.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// Lists every file under the paths, without hidden ones, without the README of a folder and without the user's table of names.
///
/// # Errors
/// When a path does not exist or a folder cannot be listed.
pub fn ingest(paths: &[PathBuf]) -> Result<Listing> {
    let mut listing = Listing::default();
    for path in paths {
        if !path.exists() {
            return Err(Error::Missing(path.clone()));
        }
        for found in ignore::WalkBuilder::new(path).standard_filters(false).hidden(true).follow_links(false).build() {
            let found = found.map_err(|cause| Error::io(path, std::io::Error::other(cause)))?;
            if found.file_type().is_some_and(|kind| kind.is_file()) {
                listing.add(found.path(), found.depth() > 0);
            }
        }
    }
    listing.files.sort();
    listing.files.dedup();
    listing.links.sort();
    listing.links.dedup();
    Ok(listing)
}

impl Listing {
    fn add(&mut self, path: &Path, found_in_folder: bool) {
        let name = path.to_string_lossy().replace('\\', "/");
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        if found_in_folder && matches!(stem.as_str(), "readme" | "leesmij") {
            self.left_out.push(name);
        } else if found_in_folder && path.file_name().is_some_and(|name| name == "links.csv") {
            self.links.push(path.to_owned());
        } else {
            self.files.push(Listed { name, path: path.to_owned() });
        }
    }
}

impl Listed {
    /// Reads the bytes.
    ///
    /// # Errors
    /// A warning where the file is too large or cannot be opened.
    pub fn open(&self) -> std::result::Result<Source, Warning> {
        let unreadable = |cause: std::io::Error| {
            Warning::new(
                Reason::Damaged,
                format!("het bestand kon niet geopend worden ({cause}); kijk na of u het mag lezen"),
            )
        };
        let size = std::fs::metadata(&self.path).map_err(unreadable)?.len();
        if size > LARGEST_FILE {
            let message = format!(
                "het bestand is {} MiB groot, meer dan de {} MiB die gelezen worden; splits het en probeer opnieuw",
                size >> 20,
                LARGEST_FILE >> 20
            );
            return Err(Warning::new(Reason::TooLarge, message));
        }
        Ok(Source::new(self.name.clone(), std::fs::read(&self.path).map_err(unreadable)?))
    }
}
