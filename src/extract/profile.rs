//! A profile (TOML) in, the words and layouts that it adds to what the program knows out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::record::Verdict;

/// A profile is never larger than this, in bytes.
const LARGEST: u64 = 1 << 20;
/// A profile has at most so many words and sentences.
const MOST_WORDS: usize = 5_000;
/// A word or sentence in a profile is at most so long, in bytes.
const LONGEST_WORDS: usize = 1_000;
/// A profile has at most so many layouts.
const MOST_LAYOUTS: usize = 50;
/// A value stands at most so many lines below the first line of its record.
pub(super) const MOST_LINES: u8 = 60;

/// What a user says about documents: words that the program does not know, and layouts that it does not recognise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What it is called; the name of its file where that is left out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whether only the layouts of profiles give evaluations, and nothing else gives evaluations, projects or grants.
    #[serde(skip_serializing_if = "is_not")]
    pub only: bool,
    /// Sentences that say nothing about one application; they are set apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boilerplate: Vec<String>,
    /// Words for a verdict, by class; those under `unknown` are verdicts of which nobody said the class.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub verdicts: BTreeMap<Verdict, Vec<String>>,
    /// Labels and heads of columns, by what stands behind or under them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<Field, Vec<String>>,
    /// Layouts, to be tried one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layout: Vec<Layout>,
}

/// A part of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of `Evaluation`")]
pub enum Field {
    Promoter,
    Verdict,
    Title,
    Reference,
    Amount,
    Score,
    Assessment,
    Remarks,
}

/// How evaluations stand in a document: what the first line of each looks like, and where its parts stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Whether any short text where the verdict stands is one; otherwise only words that the program or a profile knows.
    #[serde(default, skip_serializing_if = "is_not")]
    pub any_verdict: bool,
    /// So many lines above the first one belong to the record as well.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lead: u8,
    /// What the first line of a record looks like.
    #[serde(default)]
    pub begin: Begin,
    /// Where its parts stand; at least promoter and verdict.
    pub fields: BTreeMap<Field, Position>,
}

/// What the first line of a record looks like; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Begin {
    /// What kind of line it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The level of a heading, 1 being the highest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Number of tabs before a line, or depth of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indent: Option<u8>,
    /// Whether an empty line stands above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<bool>,
    /// Number of columns of a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<u16>,
    /// The label that it opens with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What kind of line a record begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Heading,
    Item,
    Line,
    Row,
}

/// Where a part of an evaluation stands in its record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Position {
    /// On which line of the record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u8>,
    /// In the heading above the record, which it shares with its neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Kind>,
    /// In which column of a row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u16>,
    /// In the column with this head, wherever it is; `column` counts where a table has no such head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// Behind this label, on whichever line of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// In which paragraph of a cell, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u8>,
    /// Behind the number that the line or cell opens with: `3.`, `2.1`, `4)`.
    #[serde(skip_serializing_if = "is_not")]
    pub numbered: bool,
    /// Behind these characters on the line or in the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Before these characters; up to the end where `open` is said and they are not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether `until` may be missing.
    #[serde(skip_serializing_if = "is_not")]
    pub open: bool,
    /// Which of several `after` (or, without it, `until`) counts: 1 is the first, -1 the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<i8>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or says something that cannot be.
    pub fn load(path: &Path) -> Result<Self> {
        let size = std::fs::metadata(path).map_err(|cause| Error::io(path, cause))?.len();
        let fault = |reason: String| Error::Settings { path: path.to_owned(), reason };
        if size > LARGEST {
            return Err(fault(format!("het bestand telt {size} bytes, meer dan de {LARGEST} die een profiel telt")));
        }
        let bytes = std::fs::read(path).map_err(|cause| Error::io(path, cause))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| fault("dit is geen UTF-8; bewaar het profiel als tekst in UTF-8".to_owned()))?;
        let mut profile = Self::parse(text.trim_start_matches('\u{feff}')).map_err(fault)?;
        if profile.name.is_empty() {
            profile.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        }
        Ok(profile)
    }

    /// Reads the text of a profile.
    ///
    /// # Errors
    /// What is wrong with it and on which line.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        let profile: Self = toml::from_str(text).map_err(|cause| {
            let before = cause.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let message = cause.message().replace('\n', " ");
            format!("regel {line} is niet te begrijpen ({message}); verbeter die regel of haal ze weg")
        })?;
        profile.check()?;
        Ok(profile)
    }

    fn check(&self) -> std::result::Result<(), String> {
        let words = self.verdicts.values().chain(self.labels.values()).flatten().chain(&self.boilerplate);
        let count = words.clone().count();
        if count > MOST_WORDS {
            return Err(format!("het profiel noemt {count} woorden en zinnen, meer dan de {MOST_WORDS} die mogen"));
        }
        for word in words {
            usable(word)?;
        }
        if self.layout.len() > MOST_LAYOUTS {
            let count = self.layout.len();
            return Err(format!("het profiel heeft {count} layouts, meer dan de {MOST_LAYOUTS} die mogen"));
        }
        for (at, layout) in self.layout.iter().enumerate() {
            layout.check().map_err(|reason| format!("layout {}: {reason}", at + 1))?;
        }
        Ok(())
    }
}

impl Layout {
    fn check(&self) -> std::result::Result<(), String> {
        if self.lead > MOST_LINES {
            return Err(format!("`lead` is {}; het mag hoogstens {MOST_LINES} zijn", self.lead));
        }
        for (field, name) in [(Field::Promoter, "promoter"), (Field::Verdict, "verdict")] {
            if !self.fields.contains_key(&field) {
                return Err(format!("zeg ook waar `{name}` staat, met [layout.fields.{name}]"));
            }
        }
        self.begin.label.iter().try_for_each(|label| usable(label))?;
        self.fields.iter().try_for_each(|(field, position)| {
            position.check().map_err(|reason| format!("{}: {reason}", format!("{field:?}").to_lowercase()))
        })
    }
}

impl Position {
    fn check(&self) -> std::result::Result<(), String> {
        [&self.head, &self.label].into_iter().flatten().try_for_each(|words| usable(words))?;
        if [&self.after, &self.until].into_iter().flatten().any(|sign| sign.is_empty() || sign.len() > LONGEST_WORDS) {
            return Err(format!("`after` en `until` mogen niet leeg zijn en hoogstens {LONGEST_WORDS} bytes tellen"));
        }
        if self.line.is_some_and(|line| line == 0 || line > MOST_LINES) {
            return Err(format!("`line` telt vanaf 1 en mag hoogstens {MOST_LINES} zijn"));
        }
        if self.column == Some(0) || self.occurrence == Some(0) || self.paragraph == Some(0) {
            return Err("`column`, `paragraph` en `occurrence` tellen vanaf 1".to_owned());
        }
        if self.line.is_none() && self.above.is_none() && self.label.is_none() {
            return Err("zeg waar het staat: met `line`, `label` of `above`".to_owned());
        }
        Ok(())
    }
}

fn usable(words: &str) -> std::result::Result<(), String> {
    match words.trim().len() {
        0 => Err("er staat een leeg woord in; vul het in of haal het weg".to_owned()),
        length if length > LONGEST_WORDS => {
            Err(format!("een woord of zin telt {length} bytes, meer dan de {LONGEST_WORDS} die mogen"))
        }
        _ => Ok(()),
    }
}

/// The profiles of a run, in the order in which they were named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    /// These profiles together.
    pub fn new(profiles: Vec<Profile>) -> Self {
        Self(profiles)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Profile> {
        self.0.iter()
    }

    /// Whether one of them says that only layouts of profiles count.
    pub fn only(&self) -> bool {
        self.0.iter().any(|profile| profile.only)
    }

    /// The sentences that they set apart.
    pub fn boilerplate(&self) -> BTreeSet<&str> {
        self.0.iter().flat_map(|profile| profile.boilerplate.iter().map(String::as_str)).collect()
    }

    /// Stands for what they say: with other profiles a document can give other records. Empty where there are none.
    pub fn digest(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let said = serde_json::to_vec(self).unwrap_or_default();
        blake3::hash(&said).to_hex()[..16].to_owned()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_not(said: &bool) -> bool {
    !said
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}
