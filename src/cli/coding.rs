//! What the command line says about how sentences are coded in; the codebook, with the model that tempers it, out.

use std::path::{Path, PathBuf};
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
    /// A model that `oordeel themes learn` made of codings by people; `none` for no model
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Code by the codebook alone, without any model
    #[arg(long, conflicts_with = "model")]
    codebook_only: bool,
}

impl CodingRules {
    /// Whether they differ from those of an index that was made without any.
    pub(super) fn are_own(&self) -> bool {
        self.codebook.is_some() || self.model.is_some() || self.codebook_only
    }

    /// The codebook with its model. The built-in model belongs to the built-in codebook and tempers no other.
    pub(super) fn load(&self) -> Result<Codebook> {
        let codebook = output::codebook(self.codebook.as_deref())?;
        let model = match &self.model {
            _ if self.codebook_only => None,
            Some(path) if path == Path::new("none") => None,
            Some(path) => Some(Model::load(path)?),
            None if self.codebook.is_none() => Model::built_in()?,
            None => None,
        };
        Ok(match model {
            Some(model) => codebook.with_model(Arc::new(model)),
            None => codebook,
        })
    }
}
