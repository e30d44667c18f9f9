//! The integration tests: the program and the library as their users meet them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod acceptance;
mod command;
mod containers;
mod contract;
mod golden;
mod hostile;
mod incremental;
mod isolation;
mod kill;
mod layers;
mod layouts;
mod learn;
mod parity;
mod properties;
mod readme;
mod recognise;
mod search;
mod sentences;
mod spec;
mod themes;
mod threads;
mod words;
