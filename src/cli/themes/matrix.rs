//! Coded sentences in, a file with a row for every evaluation and 0 or 1 for every theme out.

use std::path::Path;

use anyhow::{Result, bail};

use super::super::output;
use super::Loaded;
use crate::error::Error;
use crate::export::{self, Rows, Sheet};
use crate::statistics::{Profile, profiles};
use crate::theme::{Function, Theme};

/// What stands before the themes.
const BEFORE: [&str; 6] = ["id", "promotor", "oordeel", "document", "blz.", "zinnen"];

/// Writes the matrix: as CSV one table, of the theme in any function or in the one that was asked for; as a workbook one for
/// each of those, with the codebook.
pub(super) fn save(loaded: &Loaded, function: Option<Function>, path: &Path) -> Result<()> {
    let themes = loaded.codebook.themes();
    let profiles = profiles(&loaded.codings, themes);
    let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match kind.as_str() {
        "csv" => {
            let mut bytes = Vec::new();
            export::csv(&mut bytes, &rows(&profiles, themes, function))?;
            bytes
        }
        "xlsx" => export::xlsx(&sheets(&profiles, themes, function)).map_err(|cause| Error::io(path, cause))?,
        _ => bail!("{}: de naam moet eindigen op .csv of .xlsx", path.display()),
    };
    output::save(path, &bytes)
}

fn sheets(profiles: &[Profile<'_>], themes: &[Theme], function: Option<Function>) -> Vec<Sheet> {
    let one = |name: &str, function: Option<Function>| Sheet {
        name: name.to_owned(),
        rows: rows(profiles, themes, function),
        numbers_from: BEFORE.len() - 2,
    };
    let mut sheets = match function {
        Some(function) => vec![one(function.in_dutch(), Some(function))],
        None => vec![
            one("alle functies", None),
            one("sterktes", Some(Function::Strength)),
            one("zwaktes", Some(Function::Weakness)),
            one("vragen", Some(Function::Request)),
        ],
    };
    let mut codebook = Rows::under(&["code", "naam", "omschrijving"]);
    codebook
        .rows
        .extend(themes.iter().map(|theme| vec![theme.code.clone(), theme.label.clone(), theme.description.clone()]));
    sheets.push(Sheet { name: "codeboek".to_owned(), numbers_from: codebook.head.len(), rows: codebook });
    sheets
}

fn rows(profiles: &[Profile<'_>], themes: &[Theme], function: Option<Function>) -> Rows {
    let mut rows = Rows::under(&BEFORE);
    rows.head.extend(themes.iter().map(|theme| theme.code.clone()));
    rows.rows.extend(profiles.iter().map(|profile| {
        let mut row = vec![
            profile.record.to_owned(),
            profile.promoter.to_owned(),
            output::verdict(profile.verdict).to_owned(),
            profile.document.to_owned(),
            profile.page.map(|page| page.to_string()).unwrap_or_default(),
            profile.sentences.to_string(),
        ];
        row.extend((0..themes.len()).map(|theme| u8::from(profile.has(theme, function)).to_string()));
        row
    }));
    rows
}
