//! The user's table of names in; which names mean the same organisation, whatever the rules say, out.
//!
//! The table is a CSV with the columns `promotor`, `andere naam` and `zelfde` (`ja` or `nee`), in any order and among others:
//! what `oordeel check --links --format csv` prints, corrected by a person.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1252;

use crate::dutch::fold::fold;
use crate::dutch::names::{Likeness, keys, likeness};

/// The columns that a table of names must have.
const COLUMNS: [&str; 3] = ["promotor", "andere naam", "zelfde"];

/// What a person said about pairs of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Two folded names, the lesser first, and whether they mean the same.
    told: BTreeMap<(String, String), bool>,
}

impl Corrections {
    /// Adds what a table says; a later line about the same names counts.
    ///
    /// # Errors
    /// What is wrong with the table and where, in plain language.
    pub fn add(&mut self, table: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(table).map_or_else(|_| WINDOWS_1252.decode(table).0, Into::into);
        let text = text.trim_start_matches('\u{feff}');
        let sign = if text.lines().next().unwrap_or_default().contains(';') { b';' } else { b',' };
        let mut rows = csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes());
        let head: Vec<String> = rows.headers().map_err(|fault| fault.to_string())?.iter().map(fold).collect();
        let column = |name: &str| {
            let missing = || format!("de kolom \u{2018}{name}\u{2019} ontbreekt; nodig zijn {}", COLUMNS.join(", "));
            head.iter().position(|own| own == name).ok_or_else(missing)
        };
        let columns = [column(COLUMNS[0])?, column(COLUMNS[1])?, column(COLUMNS[2])?];
        for row in rows.records() {
            let row = row.map_err(|fault| fault.to_string())?;
            let [left, right, same] = columns.map(|column| fold(row.get(column).unwrap_or_default()));
            if left.is_empty() || right.is_empty() {
                continue;
            }
            let same = match same.as_str() {
                "ja" | "j" | "waar" | "1" => true,
                "nee" | "n" | "onwaar" | "0" => false,
                other => {
                    let line = row.position().map_or(0, csv::Position::line);
                    return Err(format!(
                        "regel {line}: \u{2018}{other}\u{2019} in de kolom zelfde; schrijf \u{2018}ja\u{2019} of \u{2018}nee\u{2019}"
                    ));
                }
            };
            self.told.insert(pair(left, right), same);
        }
        Ok(())
    }

    /// How two names can mean the same organisation, by what was told or else by the rules.
    pub(super) fn likeness(&self, left: &str, right: &str) -> Option<Likeness> {
        match self.told.get(&pair(fold(left), fold(right))) {
            Some(true) => Some(Likeness::Told),
            Some(false) => None,
            None => likeness(left, right),
        }
    }

    /// Names that can mean the same have one of these in common.
    pub(super) fn keys(&self, name: &str) -> Vec<String> {
        let name_folded = fold(name);
        let about = |((left, right), same): (&(String, String), &bool)| {
            (*same && (*left == name_folded || *right == name_folded)).then(|| format!("{left}={right}"))
        };
        keys(name).into_iter().chain(self.told.iter().filter_map(about)).collect()
    }
}

fn pair(left: String, right: String) -> (String, String) {
    if left <= right { (left, right) } else { (right, left) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrections(table: &str) -> Result<Corrections, String> {
        let mut corrections = Corrections::default();
        corrections.add(table.as_bytes()).map(|()| corrections)
    }

    #[test]
    fn what_a_person_says_counts_above_the_rules() {
        let table = "\u{feff}zelfde;reden;promotor;andere naam\nja;;De Brug vzw;Bruggenbouwers\nnee;;Stad Genk;Lokaal bestuur GENK\n";
        let told = corrections(table).unwrap();
        assert_eq!(told.likeness("bruggenbouwers", "De  Brug vzw"), Some(Likeness::Told));
        assert_eq!(told.likeness("Lokaal bestuur Genk", "Stad Genk"), None);
        assert_eq!(told.likeness("Stad Genk", "Stadsbestuur Genk"), Some(Likeness::Authority));
        assert!(told.keys("De Brug vzw").iter().any(|key| told.keys("Bruggenbouwers").contains(key)));
    }

    #[test]
    fn a_wrong_table_says_what_to_do() {
        assert!(corrections("promotor,andere naam\nA,B\n").unwrap_err().contains("zelfde"));
        let fault = corrections("promotor,andere naam,zelfde\nA,B,ja\nC,D,misschien\n").unwrap_err();
        assert!(fault.starts_with("regel 3") && fault.contains("misschien"), "{fault}");
    }
}
