//! Rows in, a table for the terminal out.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use super::Rows;

/// Writes the rows as a table of at most `width` columns; wider where `width` is `None`.
///
/// # Errors
/// When the output cannot be written.
pub fn write(output: &mut dyn Write, rows: &Rows, width: Option<u16>) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(rows.head.clone());
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in &rows.rows {
        table.add_row(row.clone());
    }
    writeln!(output, "{table}")
}
