//! Small Word files in; their blocks, as a reader would name them, out.

use super::super::package::packed;
use super::*;
use crate::document::{Block, Paragraph, ParagraphKind, Reason};

const STYLES: &str = r#"<w:styles>
    <w:style w:type="paragraph" w:default="1" w:styleId="Std"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="K2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Mijn kop"/><w:basedOn w:val="K2"/></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Titel"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Ruim"><w:pPr><w:spacing w:before="240"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Lus"><w:name w:val="Lus"/><w:basedOn w:val="Lus"/></w:style>
    <w:style w:type="character" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering>
    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

fn document(body: &str) -> Document {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let members =
        [("word/document.xml", document.as_str()), ("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)];
    read(&packed(&members))
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

fn item(list: u8, level: u8, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
    )
}

fn kinds(document: &Document) -> Vec<(ParagraphKind, &str)> {
    let paragraph = |found: &Paragraph| (found.kind, found.span);
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Text(found) => Some(paragraph(found)),
        Block::Table(_) => None,
    });
    blocks.map(|(kind, span)| (kind, document.words(span))).collect()
}

/// Cells of every row as `column+width words`.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("no table in {document:?}") };
    let cells = |row: &crate::document::Row| {
        row.cells.iter().map(|cell| format!("{}+{} {}", cell.column, cell.width, document.words(cell.span))).collect()
    };
    table.rows.iter().map(cells).collect()
}

#[test]
fn headings_by_outline_by_inheritance_and_by_name() {
    let body = [styled("T", "Oproep"), styled("Eigen", "Ronde"), styled("TOC1", "Ronde 1"), styled("Lus", "Tekst")];
    assert_eq!(
        kinds(&document(&body.concat())),
        [(ParagraphKind::Heading(1), "Oproep"), (ParagraphKind::Heading(2), "Ronde"), (ParagraphKind::Body, "Tekst")]
    );
}

#[test]
fn lists_count_as_word_does() {
    let body = [item(1, 0, "een"), item(1, 1, "a"), item(1, 1, "b"), item(1, 0, "twee"), item(2, 0, "bol")].concat();
    let read = document(&(body + &item(3, 0, "opnieuw") + &item(3, 0, "verder")));
    assert_eq!(read.text, "1. een\n1.a) a\n1.b) b\n2. twee\n- bol\n1. opnieuw\n2. verder\n");
    assert_eq!(kinds(&read)[1], (ParagraphKind::Item, "a"));
}

#[test]
fn what_reviewers_took_out_and_what_is_hidden_is_no_text() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Voor </w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>erbij</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>oud</w:t></w:r></w:moveFrom>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>stil</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Weg"/></w:rPr><w:t>stil</w:t></w:r>
        <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, klaar</w:t><w:footnoteReference w:id="2"/></w:r>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText><w:t>opdracht</w:t></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>: 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Eén </w:t></w:r></w:p><w:p><w:r><w:t>alinea</w:t></w:r></w:p>"#;
    assert_eq!(document(body).text, "Voor erbij, klaar: 3\nEén alinea\n");
}

#[test]
fn signs_breaks_and_gaps() {
    let body = r#"<w:p><w:r><w:tab/><w:t>sub</w:t><w:softHyphen/><w:t>sidie</w:t><w:tab/><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r></w:p>
        <w:p><w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r></w:p><w:p/>
        <w:p><w:r><w:t>Titel: A</w:t><w:br/><w:t>Advies: B</w:t></w:r></w:p>"#;
    let read = document(&(body.to_owned() + &styled("Ruim", "Ruim")));
    assert_eq!(read.text, "subsidie e-mail\neen\ntwee\n\nTitel: A\nAdvies: B\n\nRuim\n");
    let Block::Text(first) = &read.blocks[0] else { panic!("no paragraph") };
    assert_eq!((first.indent, read.blocks.len()), (1, 5));
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("In het kader"));
    let body = format!(
        "<w:p><w:r><w:t>Ervoor</w:t><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:positionH>\
         <wp:posOffset>12</wp:posOffset></wp:positionH>{content}</wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(document(&body).text, "Ervoor\n\nIn het kader\n");
}

#[test]
fn merged_cells_keep_their_column_and_stand_in_every_row() {
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let nested = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", &paragraph("n1")), cell("", &paragraph("n2")));
    let body = [
        "<w:tbl><w:tr>".to_owned(),
        cell(r#"<w:gridSpan w:val="2"/>"#, &paragraph("kop")) + &cell("", &paragraph("- punt")),
        "</w:tr><w:tr>".to_owned(),
        cell(r#"<w:vMerge w:val="restart"/>"#, &paragraph("Olen")) + &cell("", &paragraph("a")) + &cell("", &nested),
        "</w:tr><w:tr><w:sdt><w:sdtContent>".to_owned(),
        cell("<w:vMerge/>", "<w:p/>") + "</w:sdtContent></w:sdt>" + &cell("", &paragraph("b")),
        r#"</w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"#.to_owned(),
    ];
    let read = document(&body.concat());
    assert_eq!(read.text, "kop\t- punt\nOlen\ta\tn1\nn2\n\tb\n");
    let expected: [&[&str]; 3] =
        [&["0+2 kop", "2+1 - punt"], &["0+1 Olen", "1+1 a", "2+1 n1\nn2"], &["0+1 Olen", "1+1 b"]];
    assert_eq!(rows(&read), expected);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let reason = |document: &Document| document.warnings.last().map(|warning| warning.reason);
    assert_eq!(reason(&document("<w:p/>")), Some(Reason::Empty));
    assert_eq!(reason(&read(&packed(&[("word/document.xml", "")]))), Some(Reason::Damaged));
    let cut = read(&packed(&[("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>half")]));
    assert_eq!((cut.text.as_str(), reason(&cut)), ("half\n", Some(Reason::Damaged)));
}

#[test]
fn the_body_is_where_the_file_says_it_is() {
    let relations =
        r#"<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let body = format!("<w:document><w:body>{}</w:body></w:document>", paragraph("hier"));
    assert_eq!(read(&packed(&[("_rels/.rels", relations), ("word/document2.xml", &body)])).text, "hier\n");
}
