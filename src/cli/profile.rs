//! Profiles that the user names, and those beside the documents, in; a reader that knows them out.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::worker::Reading;
use crate::error::Error;
use crate::extract::{Profile, Profiles};
use crate::reader::Reader;

/// The folder for profiles beside that of the documents.
const FOLDER: &str = "profiles";

/// Which profiles hold.
#[derive(Debug, clap::Args)]
pub(super) struct Profiled {
    /// A profile (TOML) with labels, verdict words, boilerplate or a layout that is not recognised by itself; can be given
    /// several times. Every .toml in the folder `profiles` beside the folder of the documents is used as well
    #[arg(long = "profile", value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Profiled {
    /// A reader that knows the profiles for these documents, and the files of those.
    pub(super) fn reader(&self, documents: &[PathBuf]) -> Result<(Reader, Vec<PathBuf>)> {
        let mut files = self.files.clone();
        let place = |file: &PathBuf| std::fs::canonicalize(file).unwrap_or_else(|_| file.clone());
        for file in documents.iter().filter_map(|path| beside(path)).flat_map(|folder| profiles_in(&folder)) {
            if !files.iter().any(|other| place(other) == place(&file)) {
                files.push(file);
            }
        }
        let mut profiles = Vec::new();
        for file in &files {
            if !file.exists() {
                return Err(Error::Missing(file.clone()).into());
            }
            profiles.push(Profile::load(file)?);
        }
        Ok((self.reading.reader()?.knowing(Profiles::new(profiles)), files))
    }
}

/// The folder for profiles beside the folder of these documents.
fn beside(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path } else { path.parent()? };
    if matches!(folder.components().next_back(), Some(Component::Normal(_))) {
        return Some(folder.parent()?.join(FOLDER));
    }
    let folder = std::fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()?;
    Some(folder.parent()?.join(FOLDER))
}

fn profiles_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_profile = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|kind| kind == "toml");
    let mut found: Vec<PathBuf> = listed.filter_map(|file| Some(file.ok()?.path())).filter(is_profile).collect();
    found.sort();
    found
}
