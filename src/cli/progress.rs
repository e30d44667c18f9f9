//! Steps of a run in, a progress bar on standard error out; nothing where that is no terminal.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use crate::pipeline::Step;

/// Shows files, bytes, records and what could not be read.
pub(super) struct Progress {
    bar: ProgressBar,
    bytes: AtomicUsize,
    records: AtomicUsize,
    unread: AtomicUsize,
}

impl Progress {
    pub(super) fn start() -> Self {
        let bar = if io::stderr().is_terminal() { ProgressBar::no_length() } else { ProgressBar::hidden() };
        let shown = "{spinner} {pos}/{len} bestanden · {msg} · {elapsed}, nog {eta}";
        if let Ok(style) = ProgressStyle::with_template(shown) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, bytes: AtomicUsize::new(0), records: AtomicUsize::new(0), unread: AtomicUsize::new(0) }
    }

    /// A file has been read.
    pub(super) fn note(&self, step: Step<'_>) {
        let add = |sum: &AtomicUsize, more| sum.fetch_add(more, Ordering::Relaxed) + more;
        let bytes = HumanBytes(add(&self.bytes, step.bytes) as u64);
        let records = add(&self.records, step.records);
        let unread = add(&self.unread, step.unread);
        self.bar.set_length(step.files as u64);
        self.bar.set_message(format!("{bytes} · {records} records · {unread} niet gelezen"));
        self.bar.inc(1);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
