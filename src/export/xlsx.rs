//! Sheets of rows in, an Excel workbook out, the same bytes every time.

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Rows;

/// Excel takes no more rows, the head included.
const MOST_ROWS: usize = 1_048_576;
/// Excel takes no more characters in a cell.
const LONGEST_CELL: usize = 32_767;
/// Columns as wide as this many characters at most; longer words wrap.
const WIDEST: usize = 60;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: String,
    /// Its rows.
    pub rows: Rows,
    /// From this column on the cells are numbers.
    pub numbers_from: usize,
}

/// The bytes of a workbook with these sheets. Text stays text: nothing is run as a formula.
///
/// # Errors
/// When a sheet has more rows than Excel takes, or a name that it refuses.
pub fn write(sheets: &[Sheet]) -> io::Result<Vec<u8>> {
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.rows.rows.len() >= MOST_ROWS) {
        return Err(io::Error::other(format!(
            "{} telt {} rijen en Excel neemt er {MOST_ROWS}; kies CSV",
            sheet.name,
            sheet.rows.rows.len()
        )));
    }
    workbook(sheets).map_err(io::Error::other)
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a fixed date the file would differ with every run.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let head = Format::new().set_bold().set_text_wrap();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(&sheet.rows.head) {
            page.write_string_with_format(0, column, name, &head)?;
            page.set_column_width(column, width(&sheet.rows, usize::from(column)))?;
        }
        for (line, row) in (1_u32..).zip(&sheet.rows.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                let number = (usize::from(column) >= sheet.numbers_from).then(|| cell.parse::<f64>().ok()).flatten();
                match number {
                    Some(number) => page.write_number(line, column, number)?,
                    None => page.write_string(line, column, cell.chars().take(LONGEST_CELL).collect::<String>())?,
                };
            }
        }
        if let (Ok(last), Ok(columns)) = (u32::try_from(sheet.rows.rows.len()), u16::try_from(sheet.rows.head.len())) {
            page.autofilter(0, 0, last, columns.saturating_sub(1))?;
        }
    }
    workbook.save_to_buffer()
}

fn width(rows: &Rows, column: usize) -> f64 {
    let cells = rows.rows.iter().filter_map(|row| row.get(column)).chain(rows.head.get(column));
    let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(WIDEST);
    f64::from(u32::try_from(longest).unwrap_or(0)) + 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_every_time_and_numbers_as_numbers() {
        let rows = Rows {
            head: vec!["naam".into(), "plan".into()],
            rows: vec![vec!["=1+1".into(), "1".into()], vec!["12".into(), "0".into()]],
        };
        let sheets = [Sheet { name: "thema's".into(), rows, numbers_from: 1 }];
        let bytes = write(&sheets).unwrap();
        assert_eq!(write(&sheets).unwrap(), bytes);
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let sheet = io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        assert!(sheet.contains("<c r=\"B2\"><v>1</v></c>"), "{sheet}");
        assert!(sheet.contains("<c r=\"A3\" t=\"s\">") && !sheet.contains("<f>"), "{sheet}");
    }
}
