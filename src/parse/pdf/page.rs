//! What one page draws in; its tables, and its words outside them, out: upright, whichever way the page is turned.

use std::collections::BTreeMap;

use super::dots::bullets;
use super::geometry::Turn;
use super::glyphs::{Drawing, Glyph, UNREADABLE};
use super::lattice::grids;
use super::rulings::{Ruling, joined};
use super::tables::{PageTable, fill};
use super::tagged::Tagging;
use super::words::{Word, words};

/// Hidden text counts only where no more than this part of the page's text can be seen (a scan with its recognised text).
const MOSTLY_HIDDEN: f32 = 0.2;

/// A lone box over more than this part of the page is a frame around the page.
const FRAME: f32 = 0.75;

/// One page before its lines are put in order.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    /// Page number, from 1.
    pub number: u32,
    /// Its upper and lower edge in points, after turning.
    pub edges: (f32, f32),
    /// Its ruled tables.
    pub tables: Vec<PageTable>,
    /// Level lines, of which tables without upright lines are made.
    pub levels: Vec<Ruling>,
    /// Its other words.
    pub words: Vec<Word>,
    /// Words that run in another direction, each direction on its own.
    pub turned: Vec<Vec<Word>>,
    /// Glyphs for which no character is known.
    pub unreadable: usize,
    /// All glyphs that were read.
    pub glyphs: usize,
}

/// Turns the page so that most of its text is upright and finds its tables and words.
pub(super) fn content(drawing: &Drawing, number: u32, tagging: &mut Tagging) -> PageContent {
    let glyphs = seen(&drawing.glyphs);
    let mut turns: BTreeMap<Turn, Vec<&Glyph>> = BTreeMap::new();
    for &glyph in &glyphs {
        turns.entry(Turn::of(glyph.advance.0, glyph.advance.1)).or_default().push(glyph);
    }
    let main = turns.iter().max_by_key(|(_, glyphs)| glyphs.len()).map_or(Turn(0), |(&turn, _)| turn);
    let (mut tagged, upright) = tagging.take(turns.remove(&main).unwrap_or_default(), main, number);
    let mut upright = words(upright.into_iter(), main);
    upright.retain(|word| word.text.chars().any(|character| character != UNREADABLE));
    upright.extend(bullets(&drawing.dots, main, &upright));
    let rulings: Vec<Ruling> = drawing.rulings.iter().map(|ruling| ruling.turned(main)).collect();
    let rulings = joined(rulings);
    let page_size = drawing.size.0 * drawing.size.1;
    let mut grids = grids(&rulings);
    grids.retain(|grid| grid.cells.len() > 1 || grid.area.width() * grid.area.height() < FRAME * page_size);
    // What the document says of a table counts, not the lines around it.
    grids.retain(|grid| !tagged.iter().any(|table| grid.area.meets(&table.area)));
    let (mut tables, words_outside) = fill(grids, upright, number);
    tables.append(&mut tagged);
    tables.sort_by(|left, right| left.area.y0.total_cmp(&right.area.y0));
    let (a, b) = (main.apply(0.0, 0.0).1, main.apply(drawing.size.0, drawing.size.1).1);
    PageContent {
        number,
        edges: (a.min(b), a.max(b)),
        tables,
        levels: rulings.into_iter().filter(|ruling| ruling.level).collect(),
        words: words_outside,
        turned: turns.into_iter().map(|(turn, glyphs)| words(glyphs.into_iter(), turn)).collect(),
        unreadable: glyphs.iter().filter(|glyph| glyph.text.contains(UNREADABLE)).count(),
        glyphs: glyphs.len(),
    }
}

/// The glyphs a reader can see; the hidden ones as well where they are all there is.
fn seen(glyphs: &[Glyph]) -> Vec<&Glyph> {
    let visible = glyphs.iter().filter(|glyph| !glyph.hidden).count();
    let keep_hidden = (visible as f32) < MOSTLY_HIDDEN * glyphs.len() as f32;
    glyphs.iter().filter(|glyph| keep_hidden || !glyph.hidden).collect()
}
