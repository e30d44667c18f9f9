//! Small old Word files in; their blocks, as a reader would name them, out.

use std::io::{Cursor, Write};

use super::file::Structure;
use super::*;
use crate::document::{Block, ParagraphKind, Reason, Row};

const PAGE: usize = 512;
/// Where the pages of properties and the text stand in the main part.
const PARAGRAPHS: usize = 2 * PAGE;
const CHARACTERS: usize = 3 * PAGE;
const TEXT: usize = 4 * PAGE;
const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];

/// The words of a paragraph with its mark, the number of its style, its properties.
type Paragraph<'text> = (&'text str, u8, Vec<u8>);

/// A page of properties: where the runs begin and end, where their lists stand, and the lists from its end on.
fn page(runs: &[(usize, usize, Vec<u8>)], step: usize, is_of_paragraphs: bool) -> Vec<u8> {
    let (mut page, mut end) = (vec![0; PAGE], PAGE - 2);
    for (number, (start, stop, list)) in runs.iter().enumerate() {
        page[number * 4..number * 4 + 8].copy_from_slice(&[long(*start), long(*stop)].concat());
        let head = if is_of_paragraphs { vec![0, byte(list.len() / 2)] } else { vec![byte(list.len())] };
        let list = [head, list.clone()].concat();
        end = (end - list.len()) & !1;
        page[end..end + list.len()].copy_from_slice(&list);
        page[(runs.len() + 1) * 4 + number * step] = byte(end / 2);
    }
    page[PAGE - 1] = byte(runs.len());
    page
}

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

/// One style after the other: its name, and its level in the outline.
fn sheet(styles: &[(&str, Option<u8>)]) -> Vec<u8> {
    let mut sheet = [vec![4, 0, byte(styles.len()), 0], vec![10, 0]].concat();
    for (name, level) in styles {
        let list = level.map_or(vec![0, 0], |level| vec![0, 0, 0x40, 0x26, level]);
        let letters: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let head = [vec![0, 0, 0xF1, 0xFF], vec![0; 6], vec![byte(name.len()), 0]].concat();
        let style = [head, letters, vec![byte(list.len()), 0], list].concat();
        sheet.extend([vec![byte(style.len()), 0], style].concat());
    }
    sheet
}

/// A file with these paragraphs; `hidden` are words that a reader does not see.
fn word(paragraphs: &[Paragraph<'_>], hidden: &str, flags: u8) -> Vec<u8> {
    let text: String = paragraphs.iter().map(|(words, ..)| *words).collect();
    let bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let mut at = TEXT;
    let mut runs = Vec::new();
    for (words, style, list) in paragraphs {
        let end = at + words.chars().count();
        let mut list = [vec![*style, 0], list.clone()].concat();
        list.resize(list.len().next_multiple_of(2), 0);
        runs.push((at, end, list));
        at = end;
    }
    let before = text.split(hidden).next().unwrap_or_default();
    let from = TEXT + if before.len() < text.len() { before.chars().count() } else { 0 };
    let looks =
        [(TEXT, from, vec![]), (from, from + hidden.len(), vec![0x3C, 0x08, 1]), (from + hidden.len(), at, vec![])];
    let mut main = vec![0; PARAGRAPHS];
    main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
    main[0x0B] = flags;
    main[0x4C..0x50].copy_from_slice(&long(bytes.len()));
    let mut table = Vec::new();
    let pieces = [vec![2], long(16).to_vec(), long(0).to_vec(), long(bytes.len()).to_vec(), vec![0, 0]].concat();
    let structures = [
        (
            Structure::Pieces,
            [pieces, (0x4000_0000 | u32::try_from(TEXT * 2).unwrap()).to_le_bytes().to_vec(), vec![0, 0]].concat(),
        ),
        (Structure::Paragraphs, [long(TEXT), long(at), long(PARAGRAPHS / PAGE)].concat()),
        (Structure::Characters, [long(TEXT), long(at), long(CHARACTERS / PAGE)].concat()),
        (Structure::Styles, sheet(&[("Normal", None), ("Kop 2", None), ("Eigen", Some(0)), ("toc 1", None)])),
    ];
    for (structure, bytes) in structures {
        let place = 0x9A + structure as usize * 8;
        main[place..place + 8].copy_from_slice(&[long(table.len()), long(bytes.len())].concat());
        table.extend(bytes);
    }
    main.extend([page(&runs, 13, true), page(&looks, 1, false), bytes].concat());
    container(&[("WordDocument", &main), ("0Table", &table)])
}

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in parts {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

fn kinds(document: &Document) -> Vec<(ParagraphKind, &str)> {
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Text(found) => Some((found.kind, document.words(found.span))),
        Block::Table(_) => None,
    });
    blocks.collect()
}

/// The end of a row whose cells end at these edges, each with its flags.
fn row_end(cells: &[(i16, u8)]) -> Vec<u8> {
    let edges: Vec<u8> = std::iter::once(0).chain(cells.iter().map(|cell| cell.0)).flat_map(i16::to_le_bytes).collect();
    let flags = cells.iter().flat_map(|cell| [vec![cell.1], vec![0; 19]].concat());
    let row: Vec<u8> = std::iter::once(byte(cells.len())).chain(edges).chain(flags).collect();
    [IN_TABLE.to_vec(), vec![0x17, 0x24, 1, 0x08, 0xD6, byte(row.len() + 1), 0], row].concat()
}

#[test]
fn headings_fields_and_words_out_of_sight() {
    let paragraphs: [Paragraph<'_>; 6] = [
        ("Oproep\r", 1, vec![]),
        ("Ronde 1\r", 3, vec![]),
        ("Ronde\r", 2, vec![]),
        ("Zie \u{13} HYPERLINK x \u{14}één\u{15} stil – klaar\u{b}nu\r", 0, vec![]),
        ("\u{13} TOC \\o \u{14}Inhoud\u{15}e\u{1e}mail\u{1f}s\u{1}\r", 0, vec![]),
        ("Ruim\r", 0, vec![0x13, 0xA4, 240, 0]),
    ];
    let read = read(&word(&paragraphs, " stil", 0));
    assert_eq!(
        kinds(&read),
        [
            (ParagraphKind::Heading(2), "Oproep"),
            (ParagraphKind::Heading(1), "Ronde"),
            (ParagraphKind::Body, "Zie één – klaar\nnu"),
            (ParagraphKind::Body, "e-mails"),
            (ParagraphKind::Body, "Ruim"),
        ]
    );
    assert_eq!((read.text.ends_with("e-mails\n\nRuim\n"), read.warnings), (true, vec![]));
}

#[test]
fn cells_keep_their_column_and_merged_ones_stand_in_every_row() {
    let cell = |words| (words, 0, IN_TABLE.to_vec());
    let paragraphs = [
        cell("Olen\u{7}"),
        cell("een\r"),
        cell("twee\u{7}"),
        ("\u{7}", 0, row_end(&[(1000, 0b110_0000), (3000, 0)])),
        cell("\u{7}"),
        cell("a\u{7}"),
        cell("b\u{7}"),
        ("\u{7}", 0, row_end(&[(1000, 0b10_0000), (2000, 0), (3000, 0)])),
        ("Daarna\r", 0, vec![]),
    ];
    let read = read(&word(&paragraphs, "", 0));
    let Block::Table(table) = &read.blocks[0] else { panic!("no table in {read:?}") };
    let cells = |row: &Row| {
        row.cells.iter().map(|cell| format!("{}+{} {}", cell.column, cell.width, read.words(cell.span))).collect()
    };
    let expected: [&[&str]; 2] = [&["0+1 Olen", "1+2 een\ntwee"], &["0+1 Olen", "1+1 a", "2+1 b"]];
    assert_eq!(table.rows.iter().map(cells).collect::<Vec<Vec<String>>>(), expected);
    assert_eq!(kinds(&read), [(ParagraphKind::Body, "Daarna")]);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let reason = |bytes: &[u8]| read(bytes).warnings[0].reason;
    let whole = word(&[("een twee\r", 0, vec![])], "", 0);
    assert_eq!(read(&whole).text, "een twee\n");
    assert_eq!(reason(&word(&[("een\r", 0, vec![])], "", 1)), Reason::Password);
    assert_eq!(reason(&container(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")])), Reason::Password);
    assert_eq!(reason(&container(&[("Workbook", b"x")])), Reason::Unsupported);
    assert_eq!(
        reason(&container(&[("WordDocument", &[0xDC, 0xA5, 0x65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])])),
        Reason::Unsupported
    );
    assert_eq!(
        reason(&container(&[("WordDocument", &[0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])])),
        Reason::Damaged
    );
    assert_eq!(reason(&whole[..700]), Reason::Damaged);
}

#[test]
fn a_text_that_is_shorter_than_it_says_is_read_and_said_to_be() {
    let mut paragraphs = word(&[("een twee\r", 0, vec![])], "", 0);
    let length = paragraphs.windows(4).position(|window| window == [0xEC, 0xA5, 0xC1, 0]).unwrap() + 0x4C;
    paragraphs[length..length + 4].copy_from_slice(&long(1_000_000));
    let read = read(&paragraphs);
    assert_eq!((read.text.as_str(), read.warnings[0].reason), ("een twee\n", Reason::Damaged));
}

proptest::proptest! {
    #[test]
    fn a_file_with_wrong_bytes_is_read_or_refused_with_a_reason(
        changes in proptest::collection::vec((0_usize..6000, proptest::prelude::any::<u8>()), 1..60)
    ) {
        let end = ("\u{7}", 0, row_end(&[(1000, 0b10_0000), (2000, 0)]));
        let mut bytes = word(&[("Kop\r", 1, vec![]), ("a\u{7}", 0, IN_TABLE.to_vec()), end, ("na\r", 0, vec![])], "n", 0);
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        let read = read(&bytes);
        proptest::prop_assert!(!read.text.trim().is_empty() || !read.warnings.is_empty());
    }
}
