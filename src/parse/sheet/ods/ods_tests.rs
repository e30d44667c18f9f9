//! Small OpenDocument spreadsheets in; what a reader sees in their cells out.

use super::super::super::package::packed;
use super::*;
use crate::document::{Block, Reason};

fn document(sheets: &str) -> Document {
    let styles = r#"<style:style style:name="uit" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let content = format!(
        "<d><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}\
         </office:spreadsheet></office:body></d>"
    );
    read(&packed(&[("content.xml", &content)]))
}

fn sheet(rows: &str) -> String {
    format!(r#"<table:table table:name="Blad1">{rows}</table:table>"#)
}

fn cell(attributes: &str, words: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn cells_hold_what_is_shown_in_dutch() {
    let cells = [
        cell(
            r#"office:value-type="string""#,
            "een<text:s/>twee<office:annotation><text:p>noot</text:p></office:annotation></text:p><text:p>- drie",
        ),
        cell(r#"office:value-type="currency" office:value="1234.5""#, "1,234.50 €"),
        cell(r#"office:value-type="float" office:value="-7""#, "- 7,00"),
        cell(r#"office:value-type="date" office:date-value="2018-06-05""#, "06/05/2018"),
        cell(r#"office:value-type="boolean" office:boolean-value="true""#, "TRUE"),
        r#"<table:table-cell office:value-type="percentage" office:value="0.255"/>"#.to_owned(),
    ];
    let read = document(&sheet(&row(&cells)));
    assert_eq!(read.text, "een twee\n- drie\t1.234,50 €\t- 7,00\t05/06/2018\tWAAR\t25,5%\n");
    let Block::Table(table) = &read.blocks[0] else { panic!("no table") };
    assert_eq!(read.words(table.rows[0].cells[2].paragraphs[0].span), "- 7,00");
}

#[test]
fn merges_repeats_and_hidden_parts() {
    let covered = "<table:covered-table-cell><text:p>bedekt</text:p></table:covered-table-cell>".to_owned();
    let rows = [
        r#"<table:table-column/><table:table-column table:visibility="collapse"/>"#.to_owned(),
        row(&[cell(r#"table:number-columns-spanned="2""#, "kop"), covered.clone(), cell("", "x")]),
        row(&[
            cell(r#"table:number-rows-spanned="2""#, "Olen"),
            cell("", "stil"),
            cell(r#"table:number-columns-repeated="2""#, "a"),
        ]),
        row(&[covered, cell("", "stil"), cell("", "b")]),
        row(&[cell("", "stil")]).replace("<table:table-row", r#"<table:table-row table:visibility="filter""#),
        row(&[cell("", "c"), cell("", ""), cell("", "d")])
            .replace("<table:table-row", r#"<table:table-row table:number-rows-repeated="2""#),
    ];
    let read = document(&sheet(&rows.concat()));
    assert_eq!(read.text, "kop\tx\t\nOlen\ta\ta\n\tb\t\nc\td\t\nc\td\t\n");
    let Block::Table(table) = &read.blocks[0] else { panic!("no table") };
    assert_eq!(read.words(table.rows[2].cells[0].span), "Olen");
    assert!(read.warnings[0].message.contains("rijen (4) en kolommen (B)"), "{:?}", read.warnings);
}

#[test]
fn hidden_sheets_are_named() {
    let hidden = sheet(&row(&[cell("", "stil")]))
        .replace("Blad1", "Geheim")
        .replace("<table:table ", r#"<table:table table:style-name="uit" "#);
    let read = document(&(hidden + &sheet(&row(&[cell("", "een")]))));
    assert_eq!((read.text.as_str(), read.page_at(0)), ("een\n", Some(1)));
    assert_eq!((read.warnings[0].reason, read.warnings[0].message.contains("‘Geheim’")), (Reason::Hidden, true));
}

#[test]
fn repeats_cost_nothing_where_they_are_empty_and_a_warning_where_they_lie() {
    let empty = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let read = document(&sheet(&(empty.to_owned() + &row(&[cell("", "ver")]))));
    assert_eq!((read.text.as_str(), read.warnings.len()), ("ver\n", 0));
    let lying = row(&[cell(r#"table:number-columns-repeated="4294967295""#, &"woord ".repeat(1_000))]);
    let read = document(&sheet(
        &lying.replace("<table:table-row", r#"<table:table-row table:number-rows-repeated="1000000000""#),
    ));
    assert!(read.text.len() < 17 << 20);
    assert!(read.warnings.iter().all(|warning| warning.reason == Reason::TooLarge) && !read.warnings.is_empty());
}

#[test]
fn a_locked_file_says_so() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let read = read(&packed(&[("META-INF/manifest.xml", manifest), ("content.xml", "rommel")]));
    assert_eq!(read.warnings.first().map(|warning| warning.reason), Some(Reason::Password));
}
