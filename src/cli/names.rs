//! Verdicts and functions as people name them on the command line, in English and Dutch.

use clap::ValueEnum;

use crate::record::Verdict;
use crate::theme::Function;

/// Verdicts as people name them, in English and Dutch.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum VerdictName {
    #[value(alias = "positief")]
    Positive,
    #[value(alias = "negatief")]
    Negative,
    #[value(alias = "voorwaardelijk")]
    Conditional,
    #[value(alias = "reservelijst")]
    Reserve,
    #[value(alias = "onontvankelijk")]
    Inadmissible,
    #[value(alias = "ingetrokken")]
    Withdrawn,
    #[value(alias = "onbekend")]
    Unknown,
}

impl From<VerdictName> for Verdict {
    fn from(name: VerdictName) -> Self {
        match name {
            VerdictName::Positive => Self::Positive,
            VerdictName::Negative => Self::Negative,
            VerdictName::Conditional => Self::Conditional,
            VerdictName::Reserve => Self::Reserve,
            VerdictName::Inadmissible => Self::Inadmissible,
            VerdictName::Withdrawn => Self::Withdrawn,
            VerdictName::Unknown => Self::Unknown,
        }
    }
}

/// Functions of a sentence as people name them, in English and Dutch.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FunctionName {
    #[value(alias = "sterkte")]
    Strength,
    #[value(alias = "zwakte")]
    Weakness,
    #[value(alias = "vraag")]
    Request,
    #[value(alias = "beschrijving")]
    Description,
    #[value(alias = "standaardtekst")]
    Boilerplate,
}

impl From<FunctionName> for Function {
    fn from(name: FunctionName) -> Self {
        match name {
            FunctionName::Strength => Self::Strength,
            FunctionName::Weakness => Self::Weakness,
            FunctionName::Request => Self::Request,
            FunctionName::Description => Self::Description,
            FunctionName::Boilerplate => Self::Boilerplate,
        }
    }
}
