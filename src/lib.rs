//! Turns a folder of Dutch grant-evaluation documents into records, a full-text index and the themes that keep coming back.
//!
//! The modules in the order in which data flows: `ingest` finds [`source`]s, `parse` makes [`document`]s of them, `extract`
//! takes [`record`]s out of those, `compare` looks over the whole corpus, `annotate` finds the [`theme`]s, `index` keeps it all
//! and `search` finds it back. [`pipeline`] is the one place that sees them all.

pub mod error;

pub mod dutch;

pub mod source;

pub mod document;

pub mod record;

pub mod theme;

pub mod parse;

pub mod annotate;
