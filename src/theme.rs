//! Themes that keep coming back in the feedback, and the coded sentences that prove them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::record::Verdict;

/// What evaluations keep talking about: one criterion of assessment (Dutch: thema).
#[doc(alias = "thema")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Short name used in output: `partnerschap`.
    pub code: String,
    /// Name for people, in Dutch.
    pub label: String,
    /// What it covers, in Dutch.
    pub description: String,
    /// Word patterns that give a sentence this theme.
    pub patterns: Vec<String>,
    /// Word patterns that take it away again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// For people who code by hand: what belongs to it although one might doubt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub includes: String,
    /// What does not belong to it, and where it goes instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub excludes: String,
    /// Sentences that must get it; `oordeel codebook check` tries them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Sentences that must not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counter_examples: Vec<String>,
}

/// The role that a sentence plays toward the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Function {
    /// The assessor values something.
    #[doc(alias = "sterkte")]
    #[serde(alias = "sterkte")]
    Strength,
    /// The assessor criticises, or misses something.
    #[doc(alias = "zwakte")]
    #[serde(alias = "zwakte")]
    Weakness,
    /// A request, recommendation, condition or question.
    #[doc(alias = "vraag")]
    #[serde(alias = "vraag")]
    Request,
    /// Neutral retelling of what the promoter proposes.
    #[doc(alias = "beschrijving")]
    #[serde(alias = "beschrijving")]
    Description,
    /// Repeated contact text or a heading; never a theme.
    #[doc(alias = "standaardtekst")]
    #[serde(alias = "standaardtekst")]
    Boilerplate,
}

impl Function {
    /// All functions, in the order in which they are listed for people.
    pub const ALL: [Self; 5] = [Self::Strength, Self::Weakness, Self::Request, Self::Description, Self::Boilerplate];

    /// The name in the coding format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Weakness => "weakness",
            Self::Request => "request",
            Self::Description => "description",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The name for people.
    pub fn in_dutch(self) -> &'static str {
        match self {
            Self::Strength => "sterkte",
            Self::Weakness => "zwakte",
            Self::Request => "vraag",
            Self::Description => "beschrijving",
            Self::Boilerplate => "standaardtekst",
        }
    }

    /// The function with this name, in Dutch or in the coding format.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|function| name == function.as_str() || name == function.in_dutch())
    }
}

/// A sentence that people coded by hand, to measure by or to learn from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCoding {
    /// The document, with or without its folder.
    #[serde(default)]
    pub document: String,
    /// Whose application it is about.
    #[serde(default)]
    pub promoter: String,
    /// The words that were coded.
    pub text: String,
    /// Codes of the themes.
    #[serde(default)]
    pub codes: Vec<String>,
    /// The role it plays, where people noted that.
    #[serde(default)]
    pub function: Option<Function>,
}

/// One sentence of an evaluation with its themes and function (Dutch: codering).
#[doc(alias = "codering")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// The document's path as the user gave it.
    pub document: String,
    /// Id of the evaluation it stands in.
    pub record: String,
    /// Whose application it is about.
    pub promoter: String,
    /// The verdict on that application.
    pub verdict: Verdict,
    /// The sentence, white space folded.
    pub text: String,
    /// Codes of the themes, at most three; none where no theme fits.
    pub codes: Vec<String>,
    /// The role it plays.
    pub function: Function,
    /// The words that decided the function; empty where nothing did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cue: String,
    /// For each code that only a model gave, the words of the sentence that carried it; nothing for codes of the codebook.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grounds: BTreeMap<String, String>,
    /// Whether it is worth a look by a person: the codebook and the model do not agree on its codes, or its function is close.
    /// Never without a model.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// Page, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Bytes in the document's extracted text.
    pub span: Span,
}
