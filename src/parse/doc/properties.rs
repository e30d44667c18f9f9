//! A list of properties of a paragraph in, those that matter to the text out.

use super::super::grid::{CellShape, MAX_SHAPES, RowShape};
use super::binary::{place, properties, short, signed, slice};

/// Space that is left to the program: a line.
const AUTOMATIC_SPACE: i32 = 280;
/// Bytes of the description of a cell.
const CELL: usize = 20;

/// What a paragraph or a style says about itself; `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Level in the outline, from 0; 9 is running text.
    pub outline: Option<u8>,
    /// Number of the list that it is an item of; 0 for none.
    pub list: Option<i32>,
    /// Nesting depth in that list.
    pub level: Option<u8>,
    /// Space before it, in twentieths of a point.
    pub before: Option<i32>,
    /// Space after it, in twentieths of a point.
    pub after: Option<i32>,
    /// Whether there is no space between it and a neighbour of the same style.
    pub contextual: Option<bool>,
    in_table: bool,
    nesting: usize,
    /// Whether it ends a row and is no paragraph of its own.
    pub ends_row: bool,
    /// Whether it ends a cell of a table in a table.
    pub ends_cell: bool,
    /// How the cells of the row look that it ends.
    pub row: RowShape,
}

impl Properties {
    /// Reads a list of properties; what is too long for it stands in the other part, of which only so many bytes more are read.
    pub(super) fn read(list: &[u8], data: &[u8], room: &mut usize) -> Self {
        const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
        let mut found = Self::default();
        for (number, value) in properties(list) {
            if ELSEWHERE.contains(&number) {
                let at = place(value, 0).unwrap_or(usize::MAX);
                let length = short(data, at).map_or(0, usize::from);
                let longer = slice(data, at.saturating_add(2), length.min(*room)).unwrap_or_default();
                *room -= longer.len();
                properties(longer).for_each(|(number, value)| found.note(number, value));
            } else {
                found.note(number, value);
            }
        }
        found
    }

    fn note(&mut self, number: u16, value: &[u8]) {
        let first = value.first().copied().unwrap_or(0);
        match number {
            0x2416 => self.in_table = first != 0,
            0x2417 | 0x244C => self.ends_row |= first != 0,
            0x244B => self.ends_cell = first != 0,
            0x6649 => self.nesting = place(value, 0).unwrap_or(0),
            0x2640 => self.outline = Some(first),
            0x260A => self.level = Some(first),
            0x460B => self.list = signed(value, 0),
            0xA413 => self.before = signed(value, 0),
            0xA414 => self.after = signed(value, 0),
            0x245B if first != 0 => self.before = Some(AUTOMATIC_SPACE),
            0x245C if first != 0 => self.after = Some(AUTOMATIC_SPACE),
            0x246D => self.contextual = Some(first != 0),
            0xD608 => self.row = row(value).unwrap_or_default(),
            0x5624 => {
                let (from, until) = (usize::from(first), value.get(1).map_or(0, |last| usize::from(*last)));
                self.row.cells.iter_mut().take(until).skip(from + 1).for_each(|cell| cell.joins_left = true);
            }
            0xD62B => {
                if let (Some(cell), Some(kind)) = (self.row.cells.get_mut(usize::from(first)), value.get(1)) {
                    cell.joins_above = *kind == 1;
                }
            }
            _ => {}
        }
    }

    /// In how many tables it stands.
    pub(super) fn depth(&self) -> usize {
        if self.in_table || self.nesting > 0 { self.nesting.max(1) } else { 0 }
    }

    /// These, and where they say nothing the others.
    pub(super) fn or(self, style: &Self) -> Self {
        Self {
            outline: self.outline.or(style.outline),
            // The level goes with the list that names it.
            level: self.level.or(if self.list.is_none() { style.level } else { None }),
            list: self.list.or(style.list),
            before: self.before.or(style.before),
            after: self.after.or(style.after),
            contextual: self.contextual.or(style.contextual),
            ..self
        }
    }
}

/// The edges of the cells, then what is known of each.
fn row(value: &[u8]) -> Option<RowShape> {
    const JOINS_LEFT: u16 = 0b10;
    const JOINS: u16 = 0b10_0000;
    const STARTS: u16 = 0b100_0000;
    let count = usize::from(*value.first()?).min(MAX_SHAPES);
    let cell = |number: usize| {
        let flags = short(value, 3 + count * 2 + number * CELL).unwrap_or(0);
        let right = signed(value, 3 + number * 2)?;
        let joins_above = flags & JOINS != 0 && flags & STARTS == 0;
        Some(CellShape { right, joins_left: flags & JOINS_LEFT != 0, joins_above })
    };
    Some(RowShape { left: signed(value, 1)?, cells: (0..count).map_while(cell).collect() })
}
