//! Small RTF files in; their blocks, as a reader would name them, out.

use super::*;
use crate::document::{Block, ParagraphKind, Reason, Row};

const HEAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0
    {\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Tms};}{\f1\fnil\fcharset2 Wingdings;}{\f2\fcharset204 Arial CYR;}}
    {\stylesheet{\ql Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s5\sbasedon1 Mijn kop;}{\s6 Kop 3,k3;}
    {\*\cs10 \additive Default Paragraph Font;}{\s20 toc 1;}}{\info{\title Geheim}{\author Iemand}}
    {\header\pard Kopregel\par}{\*\generator Proef;}";

fn document(body: &str) -> Document {
    read(format!("{HEAD}{body}}}").as_bytes())
}

fn text(body: &str) -> String {
    let read = document(body);
    assert_eq!(read.warnings, []);
    read.text
}

fn kinds(document: &Document) -> Vec<(ParagraphKind, &str)> {
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Text(found) => Some((found.kind, document.words(found.span))),
        Block::Table(_) => None,
    });
    blocks.collect()
}

/// Cells of every row of the first table as `column+width words`.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let table = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Text(_) => None,
    });
    let cells = |row: &Row| {
        row.cells.iter().map(|cell| format!("{}+{} {}", cell.column, cell.width, document.words(cell.span))).collect()
    };
    table.expect("a table").rows.iter().map(cells).collect()
}

#[test]
fn headings_by_outline_by_inheritance_and_by_name() {
    let body = r"\pard\s1 Oproep\par\pard\s5 Ronde\par\pard\s6 Deel\par\pard\outlinelevel1 Los\par\pard\s20 Deel 3\par\pard Tekst";
    assert_eq!(
        kinds(&document(body)),
        [
            (ParagraphKind::Heading(1), "Oproep"),
            (ParagraphKind::Heading(1), "Ronde"),
            (ParagraphKind::Heading(3), "Deel"),
            (ParagraphKind::Heading(2), "Los"),
            (ParagraphKind::Body, "Tekst"),
        ]
    );
}

#[test]
fn characters_in_every_way_they_are_written() {
    assert_eq!(
        text(r"\'e9\'e9n \ldblquote twee\rdblquote \endash \'80\~5, e\_mail sub\-sidie \{x\}"),
        "één “twee”–€\u{a0}5, e-mail subsidie {x}\n"
    );
    assert_eq!(text(r"\u233\'e9\u233 e{\uc0\u235}{\uc2\u8364\'a4\'a4}\u-10179?\u-8696?!"), "ééë€😈!\n");
    assert_eq!(text(r"{\f2\'cf\'f0} {\upr{fout}{\*\ud{\u337 o}}} {\loch\f0 a}{\hich\f0 b}{\dbch\f0 c}"), "Пр ő abc\n");
    assert_eq!(text(r"{\f1\'fe} ja {\f1\u-3928\'a8} nee"), "☒ ja ☐ nee\n");
    assert_eq!(read("{\\rtf1 één € 5}".as_bytes()).text, "één € 5\n");
    assert_eq!(read(b"{\\rtf1\\mac \\'8e}").text, "é\n");
    assert_eq!(read(b"{\\rtf1\\ansicpg850 \x82\x82n}").text, "één\n");
}

#[test]
fn what_a_reader_does_not_see_is_no_text() {
    let body = r"Voor {\v stil}{\deleted weg}{\revised erbij}{\footnote\chftn noot}{\*\annotation aan}{\*\onbekend{x}y}
{\field{\*\fldinst{ HYPERLINK 'http'}}{\fldrslt{\ul : hier}}}{\pict\wmetafile8 0102ff}{\*\bkmkstart a}{\object{\*\objdata 00}{\result {en}}}
{\field{\*\fldinst TOC \\o}{\fldrslt Inhoud 1\par Meer 2}}\bin4 }}}}.\par {\v{\par}}E\'e9n {\deleted\par}alinea\par";
    assert_eq!(text(body), "Voor erbij: hieren.\nEén alinea\n");
}

#[test]
fn lists_breaks_and_gaps() {
    let body = r"\pard{\listtext\pard\plain\f1 \'b7\tab}\ls1\ilvl0 bol\par{\listtext 2.a)\tab}\ls1\ilvl1 twee\par{\pntext o\tab}rond\par
        \pard\sb240 ruim\par\pard een\line twee\par\pard\par\tab Promotor: x\par\page drie\sect vier";
    let read = document(body);
    assert_eq!(read.text, "- bol\n2.a) twee\n- rond\n\nruim\neen\ntwee\n\nPromotor: x\n\ndrie\n\nvier\n");
    assert_eq!(kinds(&read)[1], (ParagraphKind::Item, "twee"));
    let indents = read.blocks.iter().map(|block| match block {
        Block::Text(found) => found.indent,
        Block::Table(_) => 99,
    });
    assert_eq!(indents.collect::<Vec<u8>>(), [0, 1, 1, 0, 0, 1, 0, 0]);
}

/// Word describes every row twice, before its cells and after them.
#[test]
fn merged_cells_keep_their_column_and_stand_in_every_row() {
    let row = |shape: &str, cells: &str| {
        format!(r"\trowd\trgaph70{shape}\pard\plain\intbl {{{cells}}}\pard\intbl{{\trowd\trgaph70{shape}\row}}")
    };
    let body = [
        row(r"\clmgf\cellx1000\clmrg\cellx2000\cellx3000", r"kop\cell\cell - punt\cell"),
        row(r"\clvmgf\cellx1000\cellx2000\cellx3000", r"Olen\cell a\par b\cell c\cell"),
        row(r"\clvmrg\cellx1000\cellx3010", r"\cell d\cell"),
        r"\pard Daarna\par".to_owned(),
    ];
    let read = document(&body.concat());
    let expected: [&[&str]; 3] =
        [&["0+2 kop", "2+1 - punt"], &["0+1 Olen", "1+1 a\nb", "2+1 c"], &["0+1 Olen", "1+2 d"]];
    assert_eq!(rows(&read), expected);
    assert_eq!(kinds(&read), [(ParagraphKind::Body, "Daarna")]);
}

#[test]
fn a_table_in_a_cell_is_read_cell_by_cell() {
    let nested = r"\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}";
    let body = format!(
        r"\trowd\cellx1000\cellx2000\pard\intbl\itap1 voor\par {nested}\pard\intbl na\cell\pard\intbl b\cell\row
          \trowd\cellx1000\cellx2000\pard\intbl c\cell d\cell\row\pard Daarna\par"
    );
    assert_eq!(rows(&document(&body)), [["0+1 voor\nn1\nn2\nna", "1+1 b"], ["0+1 c", "1+1 d"]]);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let body = r"Ervoor {\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard In het kader\par}}{\shprslt nog eens}}erna\par Later\par";
    assert_eq!(text(body), "Ervoor erna\n\nIn het kader\n\nLater\n");
}

#[test]
fn a_file_that_breaks_off_keeps_what_was_read() {
    let reason = |document: &Document| document.warnings.iter().map(|warning| warning.reason).collect::<Vec<Reason>>();
    let cut = read(b"{\\rtf1 een\\par\\trowd\\cellx9\\cellx99\\intbl twee\\cell half");
    assert_eq!((cut.text.as_str(), reason(&cut)), ("een\n\ntwee\thalf\n", vec![Reason::Damaged]));
    assert_eq!(reason(&read(b"{\\rtf1")), [Reason::Damaged]);
    assert_eq!(reason(&read(b"{\\rtf1}")), [Reason::Empty]);
    let early = read(b"{\\rtf1 een\\par}} twee}");
    assert_eq!((early.text.as_str(), reason(&early)), ("een\ntwee\n", vec![Reason::Damaged]));
}

#[test]
fn bounds_are_kept_and_named() {
    let deep = read(format!(r"{{\rtf1 boven{}diep{}onder\par}}", "{".repeat(5000), "}".repeat(5000)).as_bytes());
    assert_eq!(deep.text, "bovenonder\n");
    assert!(deep.warnings[0].reason == Reason::TooLarge && deep.warnings[0].message.contains("1000"));
    let wide =
        read(format!(r"{{\rtf1\trowd{}\intbl x{}\row}}", r"\cellx1".repeat(3000), r"\cell".repeat(3000)).as_bytes());
    assert_eq!(rows(&wide)[0].len(), 256);
    let boxes = read(format!(r"{{\rtf1 {}diep}}", r"{\shp{\*\shpinst{\shptxt ".repeat(100)).as_bytes());
    assert_eq!(boxes.text, "diep\n");
}

#[test]
fn white_space_and_a_byte_order_mark_may_come_first() {
    use crate::source::Format;
    for bytes in [b"{\\rtf1 a}".as_slice(), b"\xEF\xBB\xBF \r\n{\\rtf1 a}"] {
        assert_eq!((Format::of(bytes), read(bytes).text.as_str()), (Format::Rtf, "a\n"));
    }
}
