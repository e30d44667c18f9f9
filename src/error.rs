//! What stops a run: a handful of errors, each naming the path it is about.

use std::path::{Path, PathBuf};

/// A fault that ends the whole run. A spoiled document never does: it becomes a warning.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that the user named does not exist.
    #[error("{0} bestaat niet; kijk de naam na of noem een ander bestand of een andere map")]
    Missing(PathBuf),
    /// A file or folder could not be read or written.
    #[error("{path}: {cause}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// The index folder holds no index, or one that cannot be opened.
    #[error("{path} bevat geen bruikbare index ({reason}); maak er een met `oordeel ingest`")]
    Index {
        /// The index folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another run is writing to the index.
    #[error("een andere oordeel is bezig in {0}; wacht tot die klaar is en probeer opnieuw")]
    Busy(PathBuf),
    /// Another program that is needed is not there.
    #[error(
        "tekst herkennen op beelden kan niet met {program} ({reason}); installeer tesseract met Nederlands, bijvoorbeeld met `apt install tesseract-ocr-nld`, of laat --ocr weg"
    )]
    Program {
        /// Its name or path.
        program: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A codebook or profile that cannot be used.
    #[error("{path}: {reason}")]
    Settings {
        /// The TOML file.
        path: PathBuf,
        /// What is wrong and where.
        reason: String,
    },
}

impl Error {
    /// Pairs an operating-system error with the path it is about.
    pub fn io(path: &Path, cause: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), cause }
    }
}

/// The result of everything that can stop a run.
pub type Result<T> = std::result::Result<T, Error>;
