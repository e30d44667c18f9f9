//! Rows and codings in, files that people or programs read out: a table, CSV, JSON lines, a workbook.

mod csv;
mod ndjson;
pub mod refi;
mod report;
mod table;
mod xlsx;

pub use self::csv::write as csv;
pub use self::ndjson::write as ndjson;
pub use self::report::write as report;
pub use self::table::write as table;
pub use self::xlsx::{Sheet, write as xlsx};

/// Rows of text under named columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl Rows {
    /// No rows yet, under these heads.
    pub fn under(head: &[&str]) -> Self {
        Self { head: head.iter().map(|head| (*head).to_owned()).collect(), rows: Vec::new() }
    }

    /// The same rows without one column.
    #[must_use]
    pub fn without(mut self, head: &str) -> Self {
        if let Some(column) = self.head.iter().position(|other| other == head) {
            self.head.remove(column);
            self.rows.iter_mut().for_each(|row| drop(row.remove(column)));
        }
        self
    }
}
