//! Turns a folder of Dutch grant-evaluation documents into records, a full-text index and the themes that keep coming back.
//!
//! The modules in the order in which data flows: [`ingest`] finds [`source`]s, [`parse`] makes [`document`]s of them,
//! [`extract`] takes [`record`]s out of those, [`compare`] looks over the whole corpus, [`annotate`] finds the [`theme`]s,
//! [`index`] keeps it all and [`search`] finds it back; [`export`] writes it down. [`reader`] does the first steps for one
//! document, in a process of its own by way of [`isolate`], and where pages have no text by way of [`recognise`]; [`pipeline`] is
//! the one place that sees them all.

pub mod dutch;
pub mod error;

pub mod source;

pub mod document;

pub mod record;

pub mod entry;

pub mod finding;

pub mod stash;

pub mod theme;

pub mod statistics;

pub mod ingest;

pub mod parse;

pub mod extract;

pub mod compare;

pub mod annotate;

pub mod index;

pub mod search;

pub mod export;

pub mod isolate;

pub mod recognise;

pub mod reader;

pub mod pipeline;

pub mod cli;
