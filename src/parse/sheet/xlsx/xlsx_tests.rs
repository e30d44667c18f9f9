//! Small Excel files in; what a reader sees in their cells out.

use super::super::super::package::packed;
use super::*;
use crate::document::{Block, ParagraphKind, Reason, Table};

const STYLES: &str = r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot; €&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="9" xfId="0"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>"##;
const STRINGS: &str = r#"<sst count="9" uniqueCount="9"><si><t>Promotor</t></si>
    <si><r><rPr><b/></rPr><t xml:space="preserve">De </t></r><r><t>Brug</t></r><rPh sb="0" eb="1"><t>weg</t></rPh></si>
    <si><t>een_x000D_&#10;- twee</t></si></sst>"#;

fn cell(place: &str, words: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

fn number(place: &str, style: u8, value: &str) -> String {
    format!(r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#)
}

fn row(number: u32, cells: &[String]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

fn sheet(rows: &[String], after: &str) -> String {
    format!("<worksheet><sheetData>{}</sheetData>{after}</worksheet>", rows.concat())
}

fn book(sheets: &[(&str, &str, &str)]) -> Document {
    let tags: String = sheets.iter().map(|(name, state, _)| format!(r#"<sheet name="{name}" {state}/>"#)).collect();
    let main = format!("<workbook><sheets>{tags}</sheets></workbook>");
    let names: Vec<String> = (1..=sheets.len()).map(|number| format!("xl/worksheets/sheet{number}.xml")).collect();
    let mut members =
        vec![("xl/workbook.xml", main.as_str()), ("xl/styles.xml", STYLES), ("xl/sharedStrings.xml", STRINGS)];
    members.extend(names.iter().zip(sheets).map(|(name, (_, _, xml))| (name.as_str(), *xml)));
    read(&packed(&members))
}

fn one(rows: &[String], after: &str) -> Document {
    book(&[("Blad1", "", &sheet(rows, after))])
}

fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Text(_) => None,
    });
    tables.collect()
}

/// Cells of every row of the first table as `column+width words`.
fn cells(document: &Document) -> Vec<Vec<String>> {
    let shown = |row: &crate::document::Row| {
        row.cells.iter().map(|cell| format!("{}+{} {}", cell.column, cell.width, document.words(cell.span))).collect()
    };
    tables(document)[0].rows.iter().map(shown).collect()
}

#[test]
fn cells_hold_what_is_shown() {
    let shared = |place: &str, text: u8| format!(r#"<c r="{place}" t="s"><v>{text}</v></c>"#);
    let first = [shared("A1", 0), shared("B1", 1), shared("C1", 2)];
    let second =
        [number("A2", 1, "1234.5"), number("B2", 2, "43278"), number("C2", 3, "0.255"), number("D2", 0, "84.5")];
    let third = [
        r#"<c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#DIV/0!</v></c><c r="C3" t="str"><f>A1</f><v>uit</v></c>"#
            .to_owned(),
        r#"<c r="D3"><f>SUM(A1:A2)</f><v>7</v></c>"#.to_owned(),
    ];
    let read = one(&[row(1, &first), row(2, &second), row(3, &third)], "");
    let expected = "Promotor\tDe Brug\teen\n- twee\t\n1.234,50 €\t27/06/2018\t25,50%\t84,5\nWAAR\t#DEEL/0!\tuit\t7\n";
    assert_eq!((read.text.as_str(), read.warnings.as_slice()), (expected, [].as_slice()));
    let kinds: Vec<_> = tables(&read)[0].rows[0].cells[2].paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, [ParagraphKind::Body, ParagraphKind::Item]);
}

#[test]
fn merged_cells_are_wide_and_stand_in_every_row() {
    let rows = [
        row(1, &[cell("A1", "kop"), cell("C1", "x")]),
        row(2, &[cell("A2", "Olen"), cell("B2", "a"), cell("C2", "b")]),
        row(3, &[cell("B3", "c"), cell("C3", "d")]),
    ];
    let read = one(&rows, r#"<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>"#);
    assert_eq!(
        cells(&read),
        [vec!["0+2 kop", "2+1 x"], vec!["0+1 Olen", "1+1 a", "2+1 b"], vec!["0+1 Olen", "1+1 c", "2+1 d"]]
    );
    assert_eq!(read.text, "kop\tx\nOlen\ta\tb\n\tc\td\n");
}

#[test]
fn titles_notes_and_empty_rows_stand_apart_from_tables() {
    let rows = [
        row(1, &[cell("A1", "Scoreblad")]),
        row(2, &[cell("A2", "Naam"), cell("B2", "Advies"), cell("C2", "Score")]),
        row(3, &[cell("A3", "Olen"), cell("B3", "gunstig"), number("C3", 0, "70")]),
        row(5, &[cell("A5", "Geel"), cell("B5", "gunstig"), number("C5", 0, "80")]),
        row(6, &[cell("A6", "Voorlopige cijfers.")]),
        row(8, &[cell("A8", "Advies"), cell("B8", "Betekenis")]),
        row(9, &[cell("A9", "gunstig"), cell("B9", "subsidie")]),
    ];
    let read = one(&rows, "");
    let expected = "Scoreblad\n\nNaam\tAdvies\tScore\nOlen\tgunstig\t70\nGeel\tgunstig\t80\n\nVoorlopige cijfers.\n\n\
                    Advies\tBetekenis\ngunstig\tsubsidie\n";
    assert_eq!(read.text, expected);
    assert_eq!(tables(&read).iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [3, 2]);
}

#[test]
fn a_legend_beside_a_table_is_a_table_of_its_own() {
    let mut rows: Vec<String> =
        (2..=9).map(|at| row(at, &[cell(&format!("A{at}"), "Olen"), number(&format!("C{at}"), 0, "7")])).collect();
    rows.insert(0, row(1, &[cell("A1", "Naam"), cell("C1", "Punten"), cell("E1", "Advies"), cell("F1", "Betekenis")]));
    rows[1] = row(2, &[cell("A2", "Olen"), number("C2", 0, "7"), cell("E2", "gunstig"), cell("F2", "subsidie")]);
    let read = one(&rows, "");
    // An empty column within a table that is filled from top to bottom does not part it.
    assert_eq!(cells(&read)[0], ["0+1 Naam", "1+1 Punten"]);
    assert!(read.text.ends_with("Olen\t7\n\nAdvies\tBetekenis\ngunstig\tsubsidie\n"), "{}", read.text);
}

#[test]
fn words_under_a_merged_cell_are_counted_and_no_merge_takes_all_words() {
    let rows = [row(1, &[cell("A1", "a"), cell("B1", "onder")]), row(2, &[cell("B2", "b"), cell("C2", "c")])];
    let covering = one(&rows, r#"<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:C2"/></mergeCells>"#);
    assert_eq!(covering.text, "a\nb\tc\n".replace("a\n", "a\n\n"));
    assert_eq!((covering.warnings.len(), covering.warnings[0].message.contains("van 1 cel ")), (1, true));
}

#[test]
fn every_shown_sheet_is_a_page_and_hidden_ones_are_named() {
    let words = |words: &str| sheet(&[row(1, &[cell("A1", words)])], "");
    let read = book(&[
        ("Scores", "", &words("een")),
        ("Geheim", r#"state="hidden""#, &words("stil")),
        ("Leeg", "", &sheet(&[], "")),
        ("Uitleg", "", &words("twee")),
    ]);
    assert_eq!(read.text, "Scores\n\neen\n\nUitleg\n\ntwee\n");
    let page_of = |word: &str| read.page_at(read.text.find(word).unwrap());
    assert_eq!([page_of("een"), page_of("Uitleg"), page_of("twee")], [Some(1), Some(3), Some(3)]);
    assert_eq!(read.warnings.len(), 1);
    assert_eq!((read.warnings[0].reason, read.warnings[0].message.contains("‘Geheim’")), (Reason::Hidden, true));
}

#[test]
fn hidden_rows_and_columns_are_left_out_and_named() {
    let rows = [
        row(1, &[cell("A1", "kop")]),
        row(2, &[cell("B2", "a"), cell("C2", "stil"), cell("D2", "b")]),
        row(3, &[cell("B3", "stil"), cell("D3", "stil")]).replace("<row", r#"<row hidden="1""#),
        row(4, &[cell("B4", "c"), cell("D4", "d")]),
    ];
    let xml = sheet(&rows, r#"<mergeCells><mergeCell ref="A1:D1"/></mergeCells>"#);
    let columns = r#"<worksheet><cols><col min="1" max="1" hidden="1"/><col min="3" max="3" hidden="true"/></cols>"#;
    let read = book(&[("Blad1", "", &xml.replace("<worksheet>", columns))]);
    assert_eq!(read.text, "kop\n\na\tb\nc\td\n");
    let warning = &read.warnings[0];
    assert_eq!((warning.reason, warning.page), (Reason::Hidden, Some(1)));
    assert!(warning.message.contains("rijen (3) en kolommen (C)"), "{}", warning.message);
}

#[test]
fn what_the_file_does_not_hold_is_said() {
    let cells = [
        r#"<c r="A1"><f>SUM(B1:B2)</f></c><c r="B1"><f>A1</f><v></v></c>"#.to_owned(),
        r#"<c r="C1" t="s"><v>99</v></c>"#.to_owned(),
        cell("D1", "woord"),
    ];
    let read = one(&[row(1, &cells)], "");
    assert_eq!(read.text, "woord\n");
    let reasons: Vec<_> = read.warnings.iter().map(|warning| warning.reason).collect();
    assert_eq!(reasons, [Reason::Unsupported, Reason::Damaged]);
    assert!(read.warnings[0].message.contains("2 cellen"), "{}", read.warnings[0].message);
}

#[test]
fn cells_far_apart_and_merges_over_everything_cost_nothing() {
    let rows = [row(1, &[cell("A1", "a"), cell("B1", "weg")]), row(1_048_576, &[cell("XFD1048576", "z")])];
    let merge = r#"<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>"#;
    assert_eq!(one(&rows, merge).text, "a\n\nz\n");
    let lost =
        [row(0, &[cell("A0", "nul"), cell("ZZZZ9", "ver")]), "<row><c t=\"str\"><v>los</v></c></row>".to_owned()];
    assert_eq!(one(&lost, "").text, "nul\tver\nlos\t\n");
}

#[test]
fn limits_are_kept_and_named() {
    let wide: Vec<String> = (0..1_001).map(|_| "<c><v>1</v></c>".to_owned()).collect();
    let broad = one(&[row(1, &wide)], "");
    assert_eq!(tables(&broad)[0].rows[0].cells.len(), 1_000);
    assert!(broad.warnings[0].message.contains("1001 kolommen"), "{:?}", broad.warnings);

    let long = format!("<sst><si><t>{}</t></si></sst>", "woord ".repeat(100_000));
    let rows: Vec<String> = (1..100).map(|at| row(at, &[format!(r#"<c r="A{at}" t="s"><v>0</v></c>"#)])).collect();
    let main = r#"<workbook><sheets><sheet name="A"/></sheets></workbook>"#;
    let xml = sheet(&rows, "");
    let members =
        [("xl/workbook.xml", main), ("xl/sharedStrings.xml", long.as_str()), ("xl/worksheets/sheet1.xml", &xml)];
    let full = read(&packed(&members));
    assert!(full.text.len() < 17 << 20);
    assert_eq!((full.warnings[0].reason, full.warnings[0].message.contains("16 MiB")), (Reason::TooLarge, true));
}

#[test]
fn a_file_without_sheets_is_damaged() {
    let read = read(&packed(&[("xl/workbook.xml", "<workbook><sheets/></workbook>")]));
    assert_eq!(read.warnings.first().map(|warning| warning.reason), Some(Reason::Damaged));
}
