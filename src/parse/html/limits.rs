//! The limits within which an HTML file is read.

/// Most bytes of one file that are read.
pub(super) const MAX_INPUT: usize = 32 * 1024 * 1024;
/// Most start tags of one file; each costs a node of the tree.
pub(super) const MAX_TAGS: usize = 500_000;
/// Elements nested deeper than this are read as if they had no tags: the parser takes a time that grows with the depth.
pub(super) const MAX_NESTING: usize = 256;
/// A tag with more signs than this between its attributes loses them: the parser compares each one with all others.
pub(super) const MAX_ATTRIBUTE_SIGNS: usize = 512;
/// Most cells of all tables of one file together, counted once for each row that a cell covers.
pub(super) const MAX_CELLS: usize = 500_000;
/// Most columns of a table.
pub(super) const MAX_COLUMNS: usize = 1_000;
/// Most paragraphs of one file.
pub(super) const MAX_PARAGRAPHS: usize = 1_000_000;
