//! A file with sentences that people coded in, their codings with the codes of the codebook out.

use std::path::Path;

use anyhow::Result;

use crate::annotate::person_codings;
use crate::dutch::fold::fold;
use crate::error::Error;
use crate::export::refi;
use crate::theme::{PersonCoding, Theme};

/// The codings in a file; a code may go by the name of its theme.
pub(super) fn of_people(path: &Path, themes: &[Theme]) -> Result<Vec<PersonCoding>> {
    let mut people = if path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("qdpx")) {
        let bytes = std::fs::read(path).map_err(|cause| Error::io(path, cause))?;
        let fault = |reason: String| Error::Settings { path: path.to_owned(), reason };
        refi::read_project(&bytes).map_err(fault)?
    } else {
        person_codings(path)?
    };
    for code in people.iter_mut().flat_map(|one| &mut one.codes) {
        let named = |theme: &&Theme| theme.code == *code || fold(&theme.label) == fold(code);
        if let Some(theme) = themes.iter().find(named) {
            code.clone_from(&theme.code);
        }
    }
    Ok(people)
}
