//! The integration tests: the program and the library as their users meet them.

mod acceptance;
mod command;
mod contract;
mod golden;
mod incremental;
mod kill;
mod layers;
mod properties;
mod readme;
mod spec;
mod threads;
