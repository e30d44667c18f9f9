//! What a spreadsheet wants to bring in, what it may out; whatever is left out is said in a warning.

use super::super::package::too_large;
use super::hidden::{Ranges, column_name, row_name};
use crate::document::{Reason, Warning};

/// Most cells of one file, a cell of several lines counted once for each.
const MAX_CELLS: usize = 500_000;
/// Most bytes of text in the cells of one file, a text that many cells share counted for each.
const MAX_TEXT: usize = 16 * 1024 * 1024;
/// Most cells that merged areas may cover together, rows without words aside.
const MAX_WORK: usize = 1_000_000;
/// Most places in tables, filled or not; in tables past it empty cells are left out.
const MAX_PLACES: usize = 1_000_000;
/// Most sheets that are read or named.
pub(super) const MAX_SHEETS: usize = 1_000;
/// Most sheets that are named in one warning.
const MAX_NAMED: usize = 8;

/// How much of a file has been read, and what was not.
#[derive(Default)]
pub(super) struct Room {
    cells: usize,
    bytes: usize,
    work: usize,
    places: usize,
    is_full: bool,
    is_tired: bool,
    /// Formulas whose outcome the file does not hold.
    pub formulas: usize,
    /// Cells that name a text which the file does not hold.
    pub missing: usize,
    /// Cells with words that a merged area covers.
    pub covered: usize,
    /// Sheets that are not shown.
    pub hidden_sheets: Vec<String>,
    /// What was spoiled or left out so far.
    pub warnings: Vec<Warning>,
}

impl Room {
    /// Whether one more cell may be kept.
    pub(super) fn take_cell(&mut self, lines: usize, bytes: usize) -> bool {
        self.is_full |= self.cells + lines > MAX_CELLS || self.bytes + bytes > MAX_TEXT;
        if self.is_full {
            return false;
        }
        self.cells += lines;
        self.bytes += bytes;
        true
    }

    /// Whether cells may still be kept.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether so many more cells may be looked at for a merged area.
    pub(super) fn take_work(&mut self, cells: usize) -> bool {
        self.work += cells;
        self.is_tired |= self.work > MAX_WORK;
        !self.is_tired
    }

    /// Whether the empty cells of a table of so many places may be kept.
    pub(super) fn take_places(&mut self, places: usize) -> bool {
        let has_room = self.places.saturating_add(places) <= MAX_PLACES;
        self.places += if has_room { places } else { 0 };
        has_room
    }

    /// Says which parts of a sheet are hidden and were not read.
    pub(super) fn hidden_parts(&mut self, sheet: &str, page: u32, rows: &Ranges, columns: &Ranges) {
        let mut parts = Vec::new();
        if !rows.is_empty() {
            parts.push(format!("rijen ({})", rows.named(row_name)));
        }
        if !columns.is_empty() {
            parts.push(format!("kolommen ({})", columns.named(column_name)));
        }
        if parts.is_empty() {
            return;
        }
        let message = format!(
            "op blad ‘{sheet}’ zijn verborgen of weggefilterde {} niet gelezen; tellen ze mee, maak ze dan zichtbaar, bewaar het bestand \
             en probeer opnieuw",
            parts.join(" en ")
        );
        self.warnings.push(Warning::new(Reason::Hidden, message).on_page(page));
    }

    /// All warnings.
    pub(super) fn into_warnings(mut self) -> Vec<Warning> {
        if !self.hidden_sheets.is_empty() {
            let named: Vec<String> =
                self.hidden_sheets.iter().take(MAX_NAMED).map(|name| format!("‘{name}’")).collect();
            let more = if self.hidden_sheets.len() > MAX_NAMED { ", …" } else { "" };
            let message = format!(
                "verborgen bladen zijn niet gelezen: {}{more}; tellen ze mee, maak ze dan zichtbaar, bewaar het bestand en probeer opnieuw",
                named.join(", ")
            );
            self.warnings.push(Warning::new(Reason::Hidden, message));
        }
        if self.covered > 0 {
            let message = format!(
                "de inhoud van {} ligt verborgen onder samengevoegde cellen en is niet gelezen; telt die mee, hef dan de \
                 samenvoeging op, bewaar het bestand en probeer opnieuw",
                cells(self.covered)
            );
            self.warnings.push(Warning::new(Reason::Hidden, message));
        }
        if self.formulas > 0 {
            let message = format!(
                "van {} met een formule staat de uitkomst niet in het bestand; open het in Excel of LibreOffice, bewaar het en \
                 probeer opnieuw",
                cells(self.formulas)
            );
            self.warnings.push(Warning::new(Reason::Unsupported, message));
        }
        if self.missing > 0 {
            let message =
                format!("de tekst van {} staat niet in het bestand; vergelijk met het origineel", cells(self.missing));
            self.warnings.push(Warning::new(Reason::Damaged, message));
        }
        if self.is_full {
            self.warnings.push(too_large(&format!(
                "het rekenblad heeft meer dan {MAX_CELLS} gevulde cellen of meer dan {} MiB tekst; de rest is niet gelezen, splits het \
                 bestand en probeer opnieuw",
                MAX_TEXT >> 20
            )));
        }
        if self.is_tired {
            self.warnings.push(too_large(&format!(
                "samengevoegde cellen beslaan meer dan {MAX_WORK} cellen; daarna staat tekst alleen in de cel zelf"
            )));
        }
        self.warnings
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cel".to_owned() } else { format!("{count} cellen") }
}
