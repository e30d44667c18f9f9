//! The tables and words of all pages in; one `Document` in reading order, tables joined over pages, furniture left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::ParagraphKind;
use crate::parse::builder::{CellDraft, DocumentBuilder, ParagraphDraft};

use super::aligned::take_aligned_tables;
use super::banded::take_banded_tables;
use super::continuation::{append, goes_on};
use super::footnotes::{Print, cut_footnotes};
use super::furniture::{PageLines, furniture};
use super::headings::Headings;
use super::hyphens::Vocabulary;
use super::lines::{Line, extent, lines};
use super::order::columns;
use super::page::PageContent;
use super::paragraphs::{Setting, paragraphs};
use super::spaced::take_spaced_tables;
use super::tables::{PageTable, TableCell};
use super::words::Word;

/// A piece of a page in reading order.
#[derive(Debug)]
enum Piece {
    Table(PageTable),
    Prose(Flow),
}

/// Prose that runs on over columns and pages.
#[derive(Debug, Default)]
struct Flow {
    lines: Vec<Line>,
    /// The footnotes of every page that has some.
    notes: Vec<Vec<Line>>,
}

impl Flow {
    /// The words of a band, cut into columns; footnotes stand below all columns, or below the last.
    fn of(words: Vec<Word>, page: u32) -> Self {
        let mut whole = lines(words, page);
        let mut notes = cut_footnotes(&mut whole, Print::Apart);
        let words = whole.into_iter().flat_map(|line| line.words).collect();
        let mut lines: Vec<Line> = columns(words, page).into_iter().flatten().collect();
        if notes.is_empty() {
            notes = cut_footnotes(&mut lines, Print::Any);
        }
        Self { lines, notes: if notes.is_empty() { Vec::new() } else { vec![notes] } }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.notes.is_empty()
    }

    fn all_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().chain(self.notes.iter().flatten())
    }

    /// Its paragraphs; a page's footnotes come before the paragraph that runs on to the next page.
    fn drafts(&self, setting: &Setting<'_>) -> Vec<ParagraphDraft> {
        let mut drafts = paragraphs(&self.lines, setting);
        for note in &self.notes {
            let page = note.first().map_or(0, |line| line.page);
            let runs_on = |draft: &ParagraphDraft| draft.words.pages.last().is_some_and(|&(_, last)| last > page);
            let at = drafts.iter().position(runs_on).unwrap_or(drafts.len());
            let mut notes = paragraphs(note, &Setting { headings: None, ..*setting });
            notes.iter_mut().for_each(|note| note.kind = ParagraphKind::Note);
            drafts.splice(at..at, notes);
        }
        drafts
    }
}

/// Lays the pages out as one document.
pub(super) fn document(mut pages: Vec<PageContent>, builder: &mut DocumentBuilder) {
    remove_furniture(&mut pages);
    take_banded_tables(&mut pages);
    take_spaced_tables(&mut pages);
    take_aligned_tables(&mut pages);
    let mut pieces = pieces(pages);
    pieces.iter_mut().for_each(set_edges);
    let lines = |prose_only: bool| {
        pieces.iter().flat_map(move |piece| match piece {
            Piece::Prose(flow) => flow.all_lines().collect::<Vec<_>>(),
            Piece::Table(_) if prose_only => Vec::new(),
            Piece::Table(table) => table.rows.iter().flatten().flat_map(|cell| &cell.lines).collect(),
        })
    };
    let headings = Headings::of(lines(false), lines(true));
    let mut vocabulary = Vocabulary::default();
    for line in lines(false) {
        vocabulary.learn(line.words.iter().map(|word| word.text.as_str()));
    }
    for piece in &pieces {
        match piece {
            Piece::Prose(flow) => {
                let setting = Setting { vocabulary: &vocabulary, headings: Some(&headings) };
                flow.drafts(&setting).iter().for_each(|draft| builder.paragraph(draft));
            }
            Piece::Table(table) => builder.table(&rows(table, &vocabulary)),
        }
    }
}

fn remove_furniture(pages: &mut [PageContent]) {
    let page_lines: Vec<Vec<Line>> =
        pages.iter_mut().map(|page| lines(std::mem::take(&mut page.words), page.number)).collect();
    let seen: Vec<PageLines<'_>> = pages
        .iter()
        .zip(&page_lines)
        .map(|(page, lines)| {
            let areas = page.tables.iter().map(|table| table.area);
            let tables = areas.reduce(|a, b| a.cover(&b)).map(|area| (area.y0, area.y1));
            PageLines { number: page.number, height: page.edges.1, lines, tables }
        })
        .collect();
    let furniture: BTreeSet<(usize, usize)> = furniture(&seen);
    for (at, (page, lines)) in pages.iter_mut().zip(page_lines).enumerate() {
        let kept = lines.into_iter().enumerate().filter(|(line, _)| !furniture.contains(&(at, *line)));
        page.words = kept.flat_map(|(_, line)| line.words).collect();
    }
}

/// The pages' tables and columns in reading order; a table that goes on over pages is one piece.
fn pieces(pages: Vec<PageContent>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for page in pages {
        for (at, piece) in page_pieces(page).into_iter().enumerate() {
            match (pieces.last_mut(), piece) {
                (Some(Piece::Table(before)), Piece::Table(table)) if at == 0 && goes_on(before, &table) => {
                    append(before, table);
                }
                (_, Piece::Table(table)) if table.columns() < 2 => {
                    let cells = table.rows.into_iter().flatten().map(|cell| cell.lines);
                    let lines = cells.flat_map(|lines| {
                        let page = lines.first().map_or(1, |line| line.page);
                        columns(lines.into_iter().flat_map(|line| line.words).collect(), page).into_iter().flatten()
                    });
                    pieces.push(Piece::Prose(Flow { lines: lines.collect(), notes: Vec::new() }));
                }
                (Some(Piece::Prose(before)), Piece::Prose(flow)) => {
                    before.lines.extend(flow.lines);
                    before.notes.extend(flow.notes);
                }
                (_, piece) => pieces.push(piece),
            }
        }
    }
    pieces
}

/// Bands of prose between the tables, each cut into its columns; words in other directions come last.
fn page_pieces(page: PageContent) -> Vec<Piece> {
    let mut bands: Vec<Vec<Word>> = vec![Vec::new(); page.tables.len() + 1];
    for word in page.words {
        let band =
            page.tables.iter().filter(|table| table.area.y1 <= word.y || table.area.y0 <= word.middle().1).count();
        bands[band].push(word);
    }
    let prose = |words: Vec<Word>| {
        let flow = Flow::of(words, page.number);
        (!flow.is_empty()).then_some(Piece::Prose(flow))
    };
    let mut bands = bands.into_iter();
    let mut found: Vec<Piece> = bands.next().into_iter().flat_map(prose).collect();
    for (table, band) in page.tables.into_iter().zip(bands) {
        if !table.rows.is_empty() {
            found.push(Piece::Table(table));
        }
        found.extend(prose(band));
    }
    found.extend(page.turned.into_iter().flat_map(prose));
    found
}

/// A column's cells all have the same right edge: that of their longest line. Each has its own left edge, as numbers and
/// headers are often set to the right or in the middle.
fn set_edges(piece: &mut Piece) {
    let Piece::Table(table) = piece else { return };
    let mut rights: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for cell in table.rows.iter().flatten() {
        let right = rights.entry((cell.column, cell.width)).or_insert(f32::NEG_INFINITY);
        *right = right.max(extent(&cell.lines).1);
    }
    for cell in table.rows.iter_mut().flatten() {
        let left = extent(&cell.lines).0;
        let right = rights.get(&(cell.column, cell.width)).copied().unwrap_or(left);
        cell.lines.iter_mut().for_each(|line| line.edges = (left, right));
    }
}

fn rows(table: &PageTable, vocabulary: &Vocabulary) -> Vec<Vec<CellDraft>> {
    let draft = |cell: &TableCell| {
        let setting = Setting { vocabulary, headings: None };
        CellDraft {
            column: u16::try_from(cell.column).unwrap_or(u16::MAX),
            width: u16::try_from(cell.width).unwrap_or(1),
            paragraphs: paragraphs(&cell.lines, &setting),
            continued: false,
        }
    };
    table.rows.iter().map(|row| row.iter().map(draft).collect()).collect()
}
