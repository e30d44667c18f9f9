//! A picture of a page in, the words on it with their places (hOCR) out: tesseract, run as a program of its own.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use crate::error::{Error, Result};

/// The language of the documents, as tesseract calls it.
const LANGUAGE: &str = "nld";

/// The installed tesseract, known to read Dutch.
#[derive(Debug, Clone)]
pub struct Recogniser {
    program: PathBuf,
}

impl Recogniser {
    /// Looks for a program that can do it.
    ///
    /// # Errors
    /// When it is not installed, or without Dutch.
    pub fn find(program: PathBuf) -> Result<Self> {
        let listed = Command::new(&program).arg("--list-langs").stdin(Stdio::null()).output();
        let listed = listed.map_err(|cause| missing(&program, &cause.to_string()))?;
        let languages = [listed.stdout, listed.stderr].concat();
        if String::from_utf8_lossy(&languages).lines().any(|language| language.trim() == LANGUAGE) {
            Ok(Self { program })
        } else {
            Err(missing(&program, "Nederlands (nld) ontbreekt"))
        }
    }

    /// The words on a grey map of a page, drawn at 300 dots an inch.
    ///
    /// # Errors
    /// When the program cannot be run or breaks off.
    pub fn words(&self, picture: &[u8]) -> io::Result<String> {
        let mut child = Command::new(&self.program)
            .args(["-", "-", "-l", LANGUAGE, "--dpi", "300", "hocr"])
            // Pages are recognised side by side already.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = child.stdin.take();
        let output = thread::scope(|scope| {
            let feeding = scope.spawn(move || input.map_or(Ok(()), |mut input| input.write_all(picture)));
            let output = child.wait_with_output();
            // Where the program went away early, its exit status tells more than the broken pipe.
            let _ = feeding.join();
            output
        })?;
        if output.status.success() {
            String::from_utf8(output.stdout).map_err(io::Error::other)
        } else {
            Err(io::Error::other(output.status.to_string()))
        }
    }
}

fn missing(program: &std::path::Path, reason: &str) -> Error {
    Error::Program { program: program.to_owned(), reason: reason.to_owned() }
}
