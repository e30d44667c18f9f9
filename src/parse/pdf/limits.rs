//! The limits that bound what one PDF may cost.

/// Most pages that are read.
pub(super) const MAX_PAGES: usize = 5_000;
/// Most glyphs that are read of one page.
pub(super) const MAX_GLYPHS_A_PAGE: usize = 200_000;
/// Most glyphs that are read of one document.
pub(super) const MAX_GLYPHS: usize = 20_000_000;
/// Most ruling lines that are kept of one page.
pub(super) const MAX_RULINGS_A_PAGE: usize = 20_000;
/// Most drawn dots that are kept of one page.
pub(super) const MAX_DOTS_A_PAGE: usize = 2_000;
/// Most cells that the rulings of one table may enclose.
pub(super) const MAX_GRID_CELLS: usize = 10_000;
/// Most bytes that one compressed stream may unpack to.
pub(super) const MAX_STREAM: usize = 32 * 1024 * 1024;
/// Most bytes that the drawing instructions of one page may unpack to.
pub(super) const MAX_PAGE_CONTENT: usize = 16 * 1024 * 1024;
/// Deepest nesting of marked content that is followed.
pub(super) const MAX_MARKS: usize = 1_000;
/// Most drawing operations (paths, runs of glyphs, images) that are followed on one page.
pub(super) const MAX_DRAWINGS_A_PAGE: usize = 1_000_000;
