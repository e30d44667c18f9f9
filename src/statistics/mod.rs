//! Coded sentences in, numbers that hold out: shares with exact intervals, association, co-occurrence, stability, agreement.
//!
//! Everything here is a pure function of codings and themes; nothing reads a file or the clock, and the resampling always draws
//! the same samples.

mod agreement;
mod association;
mod boilerplate;
mod figures;
mod interval;
mod matching;
mod pairs;
mod profile;
mod resampling;

pub use agreement::{Agreement, Tally, agreement, alpha};
pub use association::{LogFactorials, adjusted};
pub use boilerplate::{Repeated, repeated};
pub use figures::{Aspect, Association, FEWEST, Figures, SIGNIFICANT, ThemeFigures, figures};
pub use interval::{Share, exact_interval, real};
pub use matching::{Matched, matched};
pub use pairs::{Pair, pairs};
pub use profile::{FUNCTIONS, Profile, profiles};
pub use resampling::{Stability, TOP, rounds, stability};
