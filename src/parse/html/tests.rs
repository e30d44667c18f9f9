//! Small pages with what must come out of them.

use super::*;
use crate::document::{Block, Cell, ParagraphKind, Table};

fn text(html: &str) -> String {
    read(html.as_bytes()).text
}

fn table(document: &Document) -> &Table {
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect();
    assert_eq!(tables.len(), 1, "{}", document.text);
    tables[0]
}

fn cells<'doc>(document: &'doc Document, cells: &[Cell]) -> Vec<(u16, u16, &'doc str)> {
    cells.iter().map(|cell| (cell.column, cell.width, document.words(cell.span))).collect()
}

#[test]
fn blocks_stand_apart_and_inline_elements_do_not() {
    let html = "<h1>Op<b>roep</b></h1><p>water&shy;weg van 5&nbsp;m<sup>2</sup>,<br>tweede regel</p><div>a</div><div>b <i> c</i></div>";
    assert_eq!(text(html), "Oproep\n\nwaterweg van 5 m2,\ntweede regel\n\na\nb c\n");
}

#[test]
fn lines_are_paragraphs_and_typed_marks_make_items() {
    assert_eq!(text("<p>een<br/>- twee<br>- drie<br><br>vier"), "een\n- twee\n- drie\n\nvier\n");
    let document = read("<p>• punt</p><li>• nog een</li><li>- en nog een</li>".as_bytes());
    let spans: Vec<_> = document.blocks.iter().map(|block| document.words(block.span())).collect();
    assert_eq!(spans, ["punt", "nog een", "en nog een"]);
}

#[test]
fn pages_that_word_saves_are_read() {
    let html = "<html><!--[if mso]><xml>een</xml><![endif]--><style><!-- p {margin:0} --></style><p class=MsoNormal><![if !supportLists]>\
        <span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>punt<sup><a href='#n'>[1]</a></sup><o:p></o:p></p>\
        <p><o:p>&nbsp;</o:p></p><p style='mso-hide:all'>weg</p>";
    assert_eq!(text(html), "· punt\n");
}

#[test]
fn items_have_their_mark_before_their_span() {
    let document =
        read(b"<ul><li>een<ol start=3><li>drie<li><p>vier</p><p>meer</p></ol></ul><dl><dt>Budget<dd>5 euro</dl>");
    assert_eq!(document.text, "- een\n3. drie\n4. vier\nmeer\n\nBudget\n5 euro\n");
    let Block::Text(third) = &document.blocks[1] else { panic!("no table") };
    assert_eq!((third.kind, third.indent, document.words(third.span)), (ParagraphKind::Item, 1, "drie"));
}

#[test]
fn what_is_not_shown_is_no_text() {
    let html = "<head><title>t</title><style>.weg{display:none}</style><script>'<td>'</script></head><body>\
        <template>een</template><p hidden>twee</p><p style='Display: NONE'>drie</p><p aria-hidden=true>vier</p>\
        <p class='weg'>vijf</p><!-- zes --><p>zeven<del>acht</del></p><noscript>negen</noscript>";
    assert_eq!(text(html), "zeven\n");
}

#[test]
fn the_site_around_the_document_is_left_out() {
    let html = "<a class='visually-hidden' href='#m'>Overslaan</a><div role=dialog>Cookies</div><div id=menu><ul><li>Home</ul></div>\
        <header><h2>Fonds</h2><nav>Nieuws</nav></header><main><ol class=breadcrumb><li>Start</ol><article><header><h1>Titel</h1></header>\
        <p>Tekst van het besluit.</p><button>Druk af</button></article><aside>Lees ook</aside></main><footer>Adres</footer>";
    assert_eq!(text(html), "Titel\n\nTekst van het besluit.\n");
}

#[test]
fn what_holds_the_text_stays_whatever_it_is_called() {
    let form = "<form id=aspnetForm><input type=hidden><h1>Titel</h1><p>Tekst</p></form>";
    assert_eq!(text(form), "Titel\n\nTekst\n");
    assert_eq!(text("<div class=sidebar><p>Alleen dit staat er.</p></div>"), "Alleen dit staat er.\n");
    assert_eq!(text("<nav>Alleen een menu</nav>"), "Alleen een menu\n");
}

#[test]
fn a_cell_that_spans_rows_stands_in_each_of_them() {
    let document = read(
        "<table><caption>Lijst</caption><tfoot><tr><td colspan=3>Totaal</tfoot><tr><th rowspan=2>ja<th colspan=2>Tekst\
         <tr><td>A<td>1<tr><td>nee<td>B<td>&nbsp;</table>"
            .as_bytes(),
    );
    assert_eq!(document.text, "Lijst\n\nja\tTekst\n\tA\t1\nnee\tB\t\nTotaal\n");
    let rows = &table(&document).rows;
    assert_eq!(cells(&document, &rows[0].cells), [(0, 1, "ja"), (1, 2, "Tekst")]);
    assert_eq!(cells(&document, &rows[1].cells), [(0, 1, "ja"), (1, 1, "A"), (2, 1, "1")]);
    assert_eq!(cells(&document, &rows[2].cells), [(0, 1, "nee"), (1, 1, "B"), (2, 1, "")]);
    assert_eq!(cells(&document, &rows[3].cells), [(0, 3, "Totaal")]);
}

#[test]
fn tables_that_lay_out_the_page_are_no_tables() {
    let html = "<table><tr><td>Logo<td><h1>Titel</h1><p>Lange tekst van het besluit zelf.</p><table><tr><td>A<td>ja<tr><td>B<td>nee\
        </table></table><table><tr><td>een</tr><tr><td>twee</table>";
    let document = read(html.as_bytes());
    assert_eq!(cells(&document, &table(&document).rows[1].cells), [(0, 1, "B"), (1, 1, "nee")]);
    assert!(document.text.starts_with("Logo\nTitel\n") && document.text.ends_with("een\ntwee\n"), "{}", document.text);
}

#[test]
fn paragraphs_and_items_stay_apart_in_a_cell() {
    let document = read(b"<table><tr><td>A<td><p>een</p><p>- twee</p><ul><li>drie</ul><tr><td>B<td>x</table>");
    let kinds: Vec<_> = table(&document).rows[0].cells[1].paragraphs.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ParagraphKind::Body, ParagraphKind::Item, ParagraphKind::Item]);
    assert_eq!(document.words(table(&document).rows[0].cells[1].span), "een\n- twee\n- drie");
}

#[test]
fn the_bytes_go_before_the_declared_encoding() {
    assert_eq!(text("<meta charset=iso-8859-1><p>één &euro; &#233; &#x2019;"), "één € é ’\n");
    assert_eq!(read(b"<meta charset='windows-1252'><p>\x80 5 \x96 caf\xE9").text, "€ 5 – café\n");
    assert_eq!(read(b"<meta charset=utf-16><p>n\xE9gatief").text, "négatief\n");
}

#[test]
fn no_depth_overflows_the_stack_and_a_page_without_text_says_so() {
    for open in ["<div>", "<b><i>", "<table><tr><td>", "<ul><li>", "<marquee><p>", "<font><p>"] {
        let document = read((open.repeat(100_000) + "diep").as_bytes());
        assert_eq!(document.text.trim().trim_start_matches("- "), "diep", "{open}");
        assert_eq!(document.warnings[0].reason, Reason::TooLarge);
    }
    assert_eq!(read(b"<html><script>x</script>").warnings[0].reason, Reason::Empty);
}
