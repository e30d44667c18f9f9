//! What a cell shows in, its paragraphs out.

use super::super::builder::{ParagraphDraft, Words};
use super::super::line::{Form, Line};
use super::grid::GridCell;
use crate::document::ParagraphKind;

/// A cell of text: a paragraph for each of its lines.
pub(super) fn text_cell(words: &str) -> GridCell {
    let mut line = Line::default();
    for (number, words) in words.split('\n').enumerate() {
        if number > 0 {
            line.line_break();
        }
        line.push(words);
    }
    line_cell(&line)
}

/// A cell of lines.
pub(super) fn line_cell(line: &Line) -> GridCell {
    let paragraphs = if line.is_empty() { Vec::new() } else { line.paragraphs(&Form::BODY, true) };
    GridCell { paragraphs, ..GridCell::default() }
}

/// A cell with a number, an amount or a date. A minus before it is no mark of a list.
pub(super) fn number_cell(shown: &str) -> GridCell {
    let words = shown.trim();
    let paragraph = ParagraphDraft::new(ParagraphKind::Body, Words::from(words));
    let paragraphs = if words.is_empty() { Vec::new() } else { vec![paragraph] };
    GridCell { paragraphs, is_number: true, ..GridCell::default() }
}

/// A cell with a day that is written as in `2018-06-27T00:00:00`.
pub(super) fn day_cell(value: &str) -> GridCell {
    let day = value.split('T').next().unwrap_or_default();
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if year.len() == 4 => number_cell(&format!("{day}/{month}/{year}")),
        _ => number_cell(value),
    }
}
