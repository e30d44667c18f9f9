//! The paragraphs and tables of an office file in, in reading order; blocks of a document, or the paragraphs of a cell, out.

use std::collections::BTreeSet;

use super::builder::{CellDraft, DocumentBuilder, ParagraphDraft};
use super::line::{Form, Line};
use super::package::{damaged, partly_damaged, too_large};
use crate::document::{Document, Reason, Warning};

/// Most cells in a row; Word allows 63 columns, and nobody can read a text table of more than this.
const MAX_ROW: usize = 256;

/// A paragraph or a table that has no place in a document yet.
enum Piece {
    Paragraph(ParagraphDraft),
    Table(Vec<Vec<CellDraft>>),
    /// A table that was typed as paragraphs with tabs; more rows may follow.
    Typed(Vec<Vec<CellDraft>>),
}

/// What stands in the body of a text, in a cell or in a text box.
pub(super) struct Flow {
    pieces: Vec<Piece>,
    in_cell: bool,
    gap: bool,
    /// How many fields the typed tables so far have.
    typed: BTreeSet<usize>,
    /// Whether cells were left out, as a row had too many.
    cut: bool,
}

impl Flow {
    /// The body of a text, or a box in it.
    pub(super) fn body() -> Self {
        Self { pieces: Vec::new(), in_cell: false, gap: false, typed: BTreeSet::new(), cut: false }
    }

    /// A cell, or a box in it.
    pub(super) fn cell() -> Self {
        Self { in_cell: true, ..Self::body() }
    }

    /// A box that hangs on a paragraph of this flow.
    pub(super) fn boxed(&self) -> Self {
        Self { in_cell: self.in_cell, gap: true, ..Self::body() }
    }

    /// Appends a paragraph; one without words, or a drawn line, is a gap.
    pub(super) fn paragraph(&mut self, line: &Line, form: &Form) {
        if line.is_empty() || (!self.in_cell && line.is_rule()) {
            self.gap();
            return;
        }
        if !self.in_cell && *form == (Form { gap_before: form.gap_before, ..Form::BODY }) && self.typed_row(line) {
            return;
        }
        let form = Form { gap_before: form.gap_before || self.gap, ..form.clone() };
        self.gap = false;
        self.pieces.extend(line.paragraphs(&form, self.in_cell).into_iter().map(Piece::Paragraph));
    }

    /// Appends a row of a table typed with tabs; says whether the paragraph is one.
    fn typed_row(&mut self, line: &Line) -> bool {
        match self.pieces.last_mut() {
            Some(Piece::Typed(rows)) => match line.row(|_| true) {
                Some(cells) => rows.push(cells),
                None => return false,
            },
            _ => match line.row(|fields| self.typed.contains(&fields)) {
                Some(cells) => {
                    self.typed.insert(cells.len());
                    self.pieces.push(Piece::Typed(vec![cells]));
                }
                None => return false,
            },
        }
        self.gap = false;
        true
    }

    /// What comes next stands apart from what came before.
    pub(super) fn gap(&mut self) {
        self.gap = !self.pieces.is_empty();
    }

    /// Appends a table; in a cell only its paragraphs are kept.
    pub(super) fn table(&mut self, mut rows: Vec<Vec<CellDraft>>) {
        for row in rows.iter_mut().filter(|row| row.len() > MAX_ROW) {
            row.truncate(MAX_ROW);
            self.cut = true;
        }
        if self.in_cell {
            let cells = rows.into_iter().flatten().filter(|cell| !cell.continued);
            self.pieces.extend(cells.flat_map(|cell| cell.paragraphs).map(Piece::Paragraph));
        } else {
            self.pieces.push(Piece::Table(rows));
            self.gap();
        }
    }

    /// Appends what stands in a box.
    pub(super) fn append(&mut self, boxed: Self) {
        self.cut |= boxed.cut;
        if !boxed.pieces.is_empty() {
            self.pieces.extend(boxed.pieces);
            self.gap();
        }
    }

    /// The paragraphs of a cell; those of tables in it cell by cell.
    pub(super) fn into_paragraphs(self) -> Vec<ParagraphDraft> {
        let paragraphs = self.pieces.into_iter().flat_map(|piece| match piece {
            Piece::Paragraph(paragraph) => vec![paragraph],
            Piece::Table(rows) | Piece::Typed(rows) => {
                rows.into_iter().flatten().flat_map(|cell| cell.paragraphs).collect()
            }
        });
        paragraphs.collect()
    }

    /// The document, with what is missing said; `broken` where the main part of the file has no end.
    pub(super) fn document(
        &self,
        warnings: impl IntoIterator<Item = Warning>,
        broken: bool,
    ) -> Result<Document, Warning> {
        let mut builder = DocumentBuilder::default();
        warnings.into_iter().for_each(|warning| builder.warn(warning));
        self.write(&mut builder);
        let mut document = builder.finish();
        match (broken, document.text.is_empty()) {
            (true, true) => return Err(damaged()),
            (true, false) if document.warnings.is_empty() => document.warnings.push(partly_damaged()),
            (false, true) => document.warnings.push(without_words()),
            (_, false) => {}
        }
        Ok(document)
    }

    fn write(&self, builder: &mut DocumentBuilder) {
        if self.cut {
            builder.warn(too_large(&format!(
                "een tabel heeft rijen van meer dan {MAX_ROW} cellen; de rest is weggelaten"
            )));
        }
        for piece in &self.pieces {
            match piece {
                Piece::Paragraph(paragraph) => builder.paragraph(paragraph),
                Piece::Table(rows) | Piece::Typed(rows) => builder.table(rows),
            }
        }
    }
}

fn without_words() -> Warning {
    let message = "het document bevat geen woorden; staat er een afbeelding of scan in, laat er dan eerst OCR op los";
    Warning::new(Reason::Empty, message)
}
