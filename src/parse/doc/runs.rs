//! Pages of properties in; the properties of the text at a place out.

use super::binary::{place, properties, short, slice};
use super::file::{Parts, Structure};

const PAGE: usize = 512;
/// Bytes of the description of a paragraph's height.
const HEIGHT: usize = 12;
/// Of a page number only so many bits count.
const PAGE_BITS: usize = 0x3F_FFFF;

/// A stretch of text with the same properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'file> {
    /// Where it begins and ends.
    pub range: (usize, usize),
    /// Its properties as they stand in the file.
    pub list: &'file [u8],
}

/// The stretches of a text in order of place.
pub(super) struct Runs<'file> {
    runs: Vec<Run<'file>>,
}

impl<'file> Runs<'file> {
    /// The paragraphs, each with the number of its style before its properties.
    pub(super) fn of_paragraphs(parts: &'file Parts) -> Self {
        Self::read(parts, Structure::Paragraphs, 1 + HEIGHT, |page, at| match page.get(at)? {
            0 => slice(page, at + 2, usize::from(*page.get(at + 1)?) * 2),
            words => slice(page, at + 1, usize::from(*words) * 2 - 1),
        })
    }

    /// The characters.
    pub(super) fn of_characters(parts: &'file Parts) -> Self {
        Self::read(parts, Structure::Characters, 1, |page, at| slice(page, at + 1, usize::from(*page.get(at)?)))
    }

    fn read(
        parts: &'file Parts,
        structure: Structure,
        step: usize,
        list: impl Fn(&'file [u8], usize) -> Option<&'file [u8]>,
    ) -> Self {
        let pages = parts.structure(structure);
        let count = pages.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        // A file has no more pages than fit in it, however often it names them.
        for number in 0..count.min(parts.main.len() / PAGE) {
            let Some(page) = place(pages, (count + 1 + number) * 4) else { break };
            let Some(page) = slice(&parts.main, (page & PAGE_BITS) * PAGE, PAGE) else { continue };
            let held = usize::from(page[PAGE - 1]);
            let run = |number: usize| {
                let range = (place(page, number * 4)?, place(page, number * 4 + 4)?);
                let at = usize::from(*page.get((held + 1) * 4 + number * step)?) * 2;
                let list = if at == 0 { &[] } else { list(page, at)? };
                Some(Run { range, list })
            };
            runs.extend((0..held).filter_map(run).filter(|run| run.range.0 < run.range.1));
        }
        runs.sort_by_key(|run| run.range);
        Self { runs }
    }

    /// The stretch that a place lies in.
    pub(super) fn at(&self, place: usize) -> Option<Run<'file>> {
        let after = self.runs.partition_point(|run| run.range.0 <= place);
        after.checked_sub(1).map(|found| self.runs[found]).filter(|run| place < run.range.1)
    }
}

/// How characters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether they are hidden, or a reviewer took them out; `None` where nothing is said.
    pub hidden: Option<bool>,
    /// Number of their style.
    pub style: Option<u16>,
    /// Number of their font.
    pub font: Option<u16>,
    /// The font and code of a symbol that stands in their place.
    pub symbol: Option<(u16, u16)>,
}

impl Look {
    /// Reads the properties of characters.
    pub(super) fn of(list: &[u8]) -> Self {
        const REMOVED: u16 = 0x0800;
        const HIDDEN: u16 = 0x083C;
        const STYLE: u16 = 0x4A30;
        const FONT: u16 = 0x4A4F;
        const SYMBOL: u16 = 0x6A09;
        let (mut look, mut is_removed) = (Self::default(), false);
        for (number, value) in properties(list) {
            match number {
                REMOVED => is_removed = matches!(value, [1 | 0x81]),
                HIDDEN => look.hidden = Some(matches!(value, [1 | 0x81])),
                STYLE => look.style = short(value, 0),
                FONT => look.font = short(value, 0),
                SYMBOL => look.symbol = short(value, 0).zip(short(value, 2)),
                _ => {}
            }
        }
        look.hidden = if is_removed { Some(true) } else { look.hidden };
        look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reviewer_took_out_stays_out_of_sight() {
        let hidden = |list: &[u8]| Look::of(list).hidden;
        assert_eq!(hidden(&[0x00, 0x08, 1, 0x3C, 0x08, 0]), Some(true));
        assert_eq!(
            [hidden(&[0x3C, 0x08, 1]), hidden(&[0x3C, 0x08, 0]), hidden(&[0x00, 0x08, 0])],
            [Some(true), Some(false), None]
        );
        let look = Look::of(&[0x30, 0x4A, 7, 0, 0x09, 0x6A, 3, 0, 0xFE, 0xF0]);
        assert_eq!((look.style, look.symbol), (Some(7), Some((3, 0xF0FE))));
    }
}
