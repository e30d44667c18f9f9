//! Tagged PDFs in, the tables that they say they hold out.

use super::super::read;
use crate::document::{Block, Document};

/// One page: what it draws, in pieces that each have a mark.
struct Page<'text> {
    pieces: &'text [(&'text str, &'text str)],
}

/// A PDF of these pages with a structure tree; objects from 100 on are its elements.
fn tagged(pages: &[Page<'_>], elements: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 10 + 2 * page)).collect();
    let mut file = format!(
        "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 100 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 300 400]/Resources<</Font<</F 3 0 R>>>>>>\nendobj\n\
         3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n{elements}",
        pages.len()
    );
    for (at, page) in pages.iter().enumerate() {
        let content: String = page
            .pieces
            .iter()
            .map(|(mark, drawing)| format!("/{mark} BDC BT /F 10 Tf {drawing} Tj ET EMC\n"))
            .collect();
        let (number, stream) = (10 + 2 * at, 11 + 2 * at);
        file.push_str(&format!(
            "{number} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {stream} 0 R>>\nendobj\n\
             {stream} 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        ));
    }
    file.push_str("trailer\n<</Root 1 0 R>>\n");
    file.into_bytes()
}

/// The elements of a table: rows of cells, each with its page (from 0), its marks and its attributes.
fn table(rows: &[&[(usize, &[u32], &str)]]) -> String {
    let mut objects = String::from(
        "100 0 obj\n<</Type/StructTreeRoot/RoleMap<</Tabel/Table>>/K 101 0 R>>\nendobj\n\
         101 0 obj\n<</S/Document/K[102 0 R]>>\nendobj\n",
    );
    let mut next = 103;
    let mut row_numbers = String::new();
    for row in rows {
        let own = next;
        next += 1;
        row_numbers.push_str(&format!("{own} 0 R "));
        let mut cells = String::new();
        for (page, marks, attributes) in *row {
            cells.push_str(&format!("{next} 0 R "));
            let marks: Vec<String> = marks.iter().map(u32::to_string).collect();
            objects.push_str(&format!(
                "{next} 0 obj\n<</S/TD/Pg {} 0 R/K[{}]{attributes}>>\nendobj\n",
                10 + 2 * page,
                marks.join(" ")
            ));
            next += 1;
        }
        objects.push_str(&format!("{own} 0 obj\n<</S/TR/K[{cells}]>>\nendobj\n"));
    }
    objects.push_str(&format!("102 0 obj\n<</S/Tabel/K[{row_numbers}]>>\nendobj\n"));
    objects
}

fn cells(document: &Document) -> Vec<Vec<&str>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Text(_) => None,
    });
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(|cell| document.words(cell.span)).collect()).collect()
}

#[test]
fn rows_are_what_the_document_says_although_no_line_and_no_alignment_shows_it() {
    let elements = table(&[
        &[(0, &[0], ""), (0, &[1], "")],
        &[(0, &[2], ""), (0, &[3, 4], "")],
        &[(0, &[5], "/A<</O/Table/ColSpan 2>>")],
    ]);
    let page = Page {
        pieces: &[
            ("TD <</MCID 0>>", "20 360 Td (Promotor)"),
            ("TD <</MCID 1>>", "110 360 Td (Advies)"),
            ("TD <</MCID 2>>", "20 325 Td (De Brug)"),
            ("TD <</MCID 3>>", "110 330 Td (gunstig, want het)"),
            ("TD <</MCID 4>>", "110 318 Td (plan is helder)"),
            ("TD <</MCID 5>>", "20 280 Td (Samen een)"),
        ],
    };
    let document = read(&tagged(&[page], &elements), &[]);
    let expected = [vec!["Promotor", "Advies"], vec!["De Brug", "gunstig, want het plan is helder"], vec!["Samen een"]];
    assert_eq!(cells(&document), expected);
}

#[test]
fn a_cell_goes_on_over_the_page_and_a_head_printed_again_is_no_row() {
    let second_page = "<</Type/MCR/Pg 12 0 R/MCID 0>>";
    let mut elements =
        table(&[&[(0, &[0], ""), (0, &[1], "")], &[(0, &[2], ""), (0, &[3], "")], &[(1, &[1], ""), (1, &[2], "")]]);
    elements = elements.replace("/K[3]", &format!("/K[3 {second_page}]"));
    let first = Page {
        pieces: &[
            ("TD <</MCID 0>>", "20 360 Td (Promotor)"),
            ("TD <</MCID 1>>", "110 360 Td (Advies)"),
            ("TD <</MCID 2>>", "20 40 Td (De Brug)"),
            ("TD <</MCID 3>>", "110 40 Td (Een zin die.)"),
        ],
    };
    let second = Page {
        pieces: &[
            ("Artifact <<>>", "20 380 Td (Promotor)"),
            ("Artifact <<>>", "110 380 Td (Advies)"),
            ("TD <</MCID 0>>", "110 360 Td (Verder gaat.)"),
            ("TD <</MCID 1>>", "20 330 Td (De Sluis)"),
            ("TD <</MCID 2>>", "110 330 Td (Goed.)"),
        ],
    };
    let document = read(&tagged(&[first, second], &elements), &[]);
    let expected = [["Promotor", "Advies"], ["De Brug", "Een zin die. Verder gaat."], ["De Sluis", "Goed."]];
    assert_eq!(cells(&document), expected);
    assert_eq!(document.page_at(document.text.find("Verder").unwrap()), Some(2));
    assert_eq!(document.text.matches("Promotor").count(), 1);
}

#[test]
fn tags_that_contradict_the_page_are_not_believed() {
    let elements = table(&[&[(0, &[0], ""), (0, &[1], "")], &[(0, &[2], ""), (0, &[3], "")]]);
    let page = Page {
        pieces: &[
            ("TD <</MCID 0>>", "20 300 Td (onder)"),
            ("TD <</MCID 1>>", "110 300 Td (aan)"),
            ("TD <</MCID 2>>", "20 360 Td (boven)"),
            ("TD <</MCID 3>>", "110 360 Td (aan)"),
        ],
    };
    let document = read(&tagged(&[page], &elements), &[]);
    assert!(cells(&document).is_empty(), "{:?}", document.text);
    assert_eq!(document.text.split_whitespace().collect::<Vec<_>>(), ["boven", "aan", "onder", "aan"]);
}

#[test]
fn cells_stand_in_their_columns_although_empty_ones_are_left_out() {
    let elements = table(&[
        &[(0, &[0], ""), (0, &[1], ""), (0, &[2], "")],
        &[(0, &[3], ""), (0, &[4], "")],
        &[(0, &[5], ""), (0, &[6], "")],
    ]);
    let page = Page {
        pieces: &[
            ("TD <</MCID 0>>", "20 360 Td (Promotor)"),
            ("TD <</MCID 1>>", "110 360 Td (Tips)"),
            ("TD <</MCID 2>>", "200 360 Td (Advies)"),
            ("TD <</MCID 3>>", "20 330 Td (De Brug)"),
            ("TD <</MCID 4>>", "200 330 Td (gunstig)"),
            ("TD <</MCID 5>>", "110 300 Td (Leer tellen.)"),
            ("TD <</MCID 6>>", "200 300 Td (ongunstig)"),
        ],
    };
    let document = read(&tagged(&[page], &elements), &[]);
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("{:?}", document.blocks) };
    let columns = table.rows.iter().map(|row| {
        let filled = row.cells.iter().filter(|cell| !document.words(cell.span).is_empty());
        filled.map(|cell| cell.column).collect::<Vec<_>>()
    });
    assert_eq!(columns.collect::<Vec<_>>(), [vec![0, 1, 2], vec![0, 2], vec![1, 2]]);
}
