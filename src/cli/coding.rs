//! What the command line says about how sentences are coded in; the codebook, with the model that tempers it, out.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::output;
use crate::annotate::{Codebook, Model};

/// By what sentences are coded.
#[derive(Debug, clap::Args)]
pub(super) struct CodingRules {
    /// A codebook of your own (TOML) instead of the built-in one
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// A model that `oordeel themes learn` made of codings by people, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Code by the patterns and cues of the codebook alone; a codebook of your own has no model unless you give one
    #[arg(long, conflicts_with = "model")]
    no_model: bool,
}

impl CodingRules {
    /// Whether they differ from those of an index that was made without any.
    pub(super) fn are_own(&self) -> bool {
        self.codebook.is_some() || self.model.is_some() || self.no_model
    }

    /// The codebook with its model.
    pub(super) fn load(&self) -> Result<Codebook> {
        let codebook = output::codebook(self.codebook.as_deref())?;
        Ok(match &self.model {
            Some(path) => codebook.with_model(Arc::new(Model::load(path)?)),
            None if self.codebook.is_none() && !self.no_model => Codebook::built_in_with_model()?,
            None => codebook,
        })
    }
}
