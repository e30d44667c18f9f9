//! Rows in, CSV out, safe to open in a spreadsheet.

use std::io::{self, Write};

use super::Rows;

/// Writes the head and the rows as CSV: commas, quotes where needed, UTF-8.
///
/// # Errors
/// When the output cannot be written.
pub fn write(output: &mut dyn Write, rows: &Rows) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(&rows.head)?;
    for row in &rows.rows {
        writer.write_record(row.iter().map(|cell| without_formula(cell)))?;
    }
    writer.flush()
}

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it keeps it text.
fn without_formula(cell: &str) -> String {
    let begins_formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || cell
            .strip_prefix('-')
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit() || next == ' '));
    if begins_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stay_text() {
        let rows = Rows {
            head: vec!["a".into()],
            rows: vec![vec!["=1+1".into()], vec!["-5".into()], vec!["een, \"twee\"".into()]],
        };
        let mut output = Vec::new();
        write(&mut output, &rows).unwrap();
        assert_eq!(String::from_utf8(output).unwrap(), "a\n'=1+1\n-5\n\"een, \"\"twee\"\"\"\n");
    }
}
