//! Values in, one JSON object a line out.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one JSON object a line.
///
/// # Errors
/// When the output cannot be written.
pub fn write<T: Serialize>(output: &mut dyn Write, values: impl IntoIterator<Item = T>) -> io::Result<()> {
    for value in values {
        serde_json::to_writer(&mut *output, &value)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}
