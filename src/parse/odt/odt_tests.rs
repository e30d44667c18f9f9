//! Small OpenDocument texts in; their words and cells out.

use super::super::package::packed;
use super::*;
use crate::document::{Block, ParagraphKind, Reason};

const STYLES: &str = r#"<d><office:automatic-styles>
    <style:style style:name="Stil" style:family="text"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Ruim"/>
    <text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
      <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>
    <text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style></office:automatic-styles>"#;
const COMMON: &str = r#"<d><office:styles>
    <style:style style:name="Title" style:family="paragraph"/>
    <style:style style:name="Ruim" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.42cm"/></style:style>
    <text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
    <text:outline-level-style text:level="2" style:num-format=""/></text:outline-style></office:styles></d>"#;

fn document(body: &str) -> Document {
    let content = format!("{STYLES}<office:body><office:text>{body}</office:text></office:body></d>");
    read(&packed(&[("content.xml", &content), ("styles.xml", COMMON)]))
}

#[test]
fn headings_have_levels_and_numbers() {
    let body = r#"<text:p text:style-name="Title">Oproep</text:p><text:h text:outline-level="1">Adviezen</text:h>
        <text:h text:outline-level="2">Olen</text:h><text:h text:outline-level="1">Slot</text:h>"#;
    let read = document(body);
    assert_eq!(read.text, "Oproep\n1. Adviezen\nOlen\n2. Slot\n");
    let kinds = read.blocks.iter().map(|block| match block {
        Block::Text(paragraph) => paragraph.kind,
        Block::Table(_) => ParagraphKind::Body,
    });
    let levels = [1, 1, 2, 1].map(ParagraphKind::Heading);
    assert!(kinds.eq(levels));
}

#[test]
fn lists_count_nest_and_go_on() {
    let body = r#"<text:list text:style-name="N"><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>a</text:p>
        </text:list-item></text:list></text:list-item><text:list-item><text:p>twee</text:p><text:p>vervolg</text:p></text:list-item></text:list>
        <text:p>Tussen</text:p><text:list text:style-name="N" text:continue-numbering="true"><text:list-item><text:p>drie</text:p></text:list-item></text:list>
        <text:list text:style-name="N"><text:list-item text:start-value="7"><text:p>zeven</text:p></text:list-item></text:list>
        <text:list text:style-name="B"><text:list-item><text:p>bol</text:p></text:list-item></text:list>"#;
    assert_eq!(document(body).text, "1. een\n1.a) a\n2. twee\nvervolg\nTussen\n3. drie\n7. zeven\n- bol\n");
}

#[test]
fn only_what_a_reader_sees_is_text() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:table-of-content><text:index-body><text:p>Inhoud</text:p></text:index-body></text:table-of-content>
        <text:p>Een   zin<text:note><text:note-body><text:p>noot</text:p></text:note-body></text:note><office:annotation><text:p>remark</text:p></office:annotation>
        <text:span text:style-name="Stil">stil</text:span><text:soft-page-break/>met<text:tab/>tab<text:s text:c="2"/>en<text:line-break/>regel.</text:p>
        <text:p><text:hidden-paragraph text:is-hidden="true"/>stil</text:p><text:section text:display="none"><text:p>stil</text:p></text:section>
        <text:p text:style-name="P1">Kader<draw:frame><draw:text-box><text:p>binnen</text:p></draw:text-box><svg:title>naam</svg:title></draw:frame></text:p>"#;
    assert_eq!(document(body).text, "Een zin met\ttab  en\nregel.\n\nKader\n\nbinnen\n");
}

#[test]
fn tables_have_spans_merges_and_repeats() {
    let cell = |attributes: &str, words: &str| {
        format!("<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let rows = [
        format!(
            "<table:table-header-rows><table:table-row>{}{covered}{}</table:table-row></table:table-header-rows>",
            cell(r#"table:number-columns-spanned="2""#, "kop"),
            cell("", "x")
        ),
        format!(
            "<table:table-row>{}{}{}</table:table-row>",
            cell(r#"table:number-rows-spanned="2""#, "Olen"),
            cell("", "a"),
            cell("", "b")
        ),
        format!("<table:table-row>{covered}{}</table:table-row>", cell(r#"table:number-columns-repeated="2""#, "c")),
        format!(r#"<table:table-row table:visibility="collapse">{}</table:table-row>"#, cell("", "stil")),
    ];
    let read = document(&format!("<table:table>{}</table:table>", rows.concat()));
    assert_eq!(read.text, "kop\tx\nOlen\ta\tb\n\tc\tc\n");
    let Block::Table(table) = &read.blocks[0] else { panic!("no table") };
    let last: Vec<_> = table.rows[2].cells.iter().map(|cell| (cell.column, read.words(cell.span))).collect();
    assert_eq!(last, [(0, "Olen"), (1, "c"), (2, "c")]);
    assert_eq!((table.rows[0].cells[0].width, table.rows[0].cells[1].column), (2, 2));
}

#[test]
fn lying_repeats_cost_a_warning_and_nothing_else() {
    let row = r#"<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="99999">
        <text:p>x</text:p></table:table-cell></table:table-row>"#;
    let read = document(&format!("<table:table>{row}</table:table>"));
    assert!(read.text.len() < 1 << 20);
    assert_eq!(read.warnings.first().map(|warning| warning.reason), Some(Reason::TooLarge));
}

#[test]
fn rows_without_end_are_cut_and_said() {
    let row = format!(
        "<table:table-row>{}</table:table-row>",
        "<table:table-cell><text:p>x</text:p></table:table-cell>".repeat(300)
    );
    let read = document(&format!("<table:table>{row}</table:table>"));
    let Block::Table(table) = &read.blocks[0] else { panic!("no table") };
    assert_eq!(table.rows[0].cells.len(), 256);
    assert!(read.warnings[0].message.contains("256"));
}

#[test]
fn a_locked_file_says_so() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let read = read(&packed(&[("META-INF/manifest.xml", manifest), ("content.xml", "rommel")]));
    assert_eq!(read.warnings.first().map(|warning| warning.reason), Some(Reason::Password));
}
