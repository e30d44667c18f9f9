//! tbd
use super::Outcome;
use super::output::Output;
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}
pub(super) fn run(_: &Arguments, _: &mut Output) -> anyhow::Result<Outcome> { Ok(Outcome::Nothing) }
