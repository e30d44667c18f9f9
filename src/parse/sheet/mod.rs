//! Reads spreadsheets (.xlsx, .ods): bytes in, one `Document` out, in which every sheet that is shown is a page.
//!
//! The parts are read with the package and XML readers that Word and OpenDocument texts are read with, and not by a library:
//! calamine does not tell which rows and columns are hidden, unpacks without bounds and makes room for the rectangle around
//! all cells; ssfmt, which writes numbers by their format, panics on codes that files may hold and knows only half of the
//! Dutch notation. Cells are kept one by one, so that a cell far away costs no more than one close by.

mod beside;
mod blocks;
mod format;
mod grid;
mod hidden;
mod ods;
mod room;
mod words;
mod xlsx;

pub(super) use ods::read as read_ods;
pub(super) use xlsx::read as read_xlsx;

use super::builder::{DocumentBuilder, ParagraphDraft, Words};
use crate::document::{Document, ParagraphKind};
use blocks::{Piece, pieces};
use grid::Grid;
use room::Room;

/// The document of these sheets. Only where several of them hold words does each begin with its name.
fn document(grids: Vec<Grid>, mut room: Room) -> Document {
    let sheets = grids.into_iter().map(|grid| {
        let pieces = pieces(&grid, &mut room);
        (grid.name, grid.page, pieces)
    });
    let sheets: Vec<_> = sheets.filter(|(_, _, pieces)| !pieces.is_empty()).collect();
    let has_names = sheets.len() > 1;
    let mut builder = DocumentBuilder::default();
    room.into_warnings().into_iter().for_each(|warning| builder.warn(warning));
    for (name, page, mut pieces) in sheets {
        if has_names {
            let words = Words { text: name, pages: vec![(0, page)] };
            let heading = ParagraphDraft::new(ParagraphKind::Heading(1), words);
            builder.paragraph(&ParagraphDraft { gap_before: true, ..heading });
        } else if let Some(first) = pieces.first_mut().and_then(first_paragraph) {
            first.words.pages.push((0, page));
        }
        for piece in &pieces {
            match piece {
                Piece::Text(paragraphs) => paragraphs.iter().for_each(|paragraph| builder.paragraph(paragraph)),
                Piece::Table(rows) => builder.table(rows),
            }
        }
    }
    builder.finish()
}

fn first_paragraph(piece: &mut Piece) -> Option<&mut ParagraphDraft> {
    match piece {
        Piece::Text(paragraphs) => paragraphs.first_mut(),
        Piece::Table(rows) => rows.iter_mut().flatten().find_map(|cell| cell.paragraphs.first_mut()),
    }
}
