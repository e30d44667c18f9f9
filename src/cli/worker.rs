//! `oordeel worker`: requests of another program in, answers out; what ingest, extract and text start for themselves.

use anyhow::Result;

use super::Outcome;
use crate::isolate::Limits;
use crate::reader::{self, Reader};
use crate::recognise::Recogniser;

/// What reading one document may use.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Limited {
    /// Most memory that reading one document may use, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().memory >> 20, value_parser = clap::value_parser!(u64).range(64..=1 << 20))]
    max_memory: u64,
    /// Most processor time that reading one document may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().seconds, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    max_seconds: u64,
}

/// How documents are read.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Recognise the text on pages that are only images, with tesseract, which must be installed with Dutch
    #[arg(long)]
    ocr: bool,
    #[command(flatten)]
    limited: Limited,
}

impl Reading {
    /// Reads documents in processes of this very program.
    pub(super) fn reader(&self) -> Result<Reader> {
        let reader = Reader::apart(std::env::current_exe()?, self.limited.limits());
        Ok(if self.ocr { reader.recognising(Recogniser::find("tesseract".into())?) } else { reader })
    }
}

impl Limited {
    fn limits(&self) -> Limits {
        Limits { memory: self.max_memory << 20, seconds: self.max_seconds }
    }
}

pub(super) fn run(arguments: &Limited) -> Result<Outcome> {
    reader::work(arguments.limits())?;
    Ok(Outcome::Found)
}
