//! What must hold for any input, not only for the documents we know.

use oordeel::document::{Block, Document, Span};
use oordeel::extract::extract;
use oordeel::index::Index;
use oordeel::parse::parse;
use oordeel::search::{Request, search};
use oordeel::source::Source;
use proptest::prelude::*;

use crate::command::Desk;

fn spans(document: &Document) -> Vec<Span> {
    let mut spans = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(paragraph) => spans.push(paragraph.span),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    spans.push(cell.span);
                    spans.extend(cell.paragraphs.iter().map(|paragraph| paragraph.span));
                }
            }
        }
    }
    spans
}

/// Lines as evaluation documents have them, in any order and number.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("\tDe Brug vzw".to_owned()),
        Just("\tpositief".to_owned()),
        Just("\tniet weerhouden".to_owned()),
        Just("\t\u{a0} ".to_owned()),
        Just("Opmerkingen aan de promotor:".to_owned()),
        Just("- Werk dit uit.".to_owned()),
        Just("Olen, Lille\tPaden\t1.000 euro".to_owned()),
        Just("<p>Inhoud: een</p>\t\t".to_owned()),
        Just(" 1. Titel (Naam)".to_owned()),
        Just("Projectoproep 12 ‘Een lange titel’ sluit op 3 mei 2019.".to_owned()),
        Just("Totaal\t\t1.000 euro".to_owned()),
        Just(String::new()),
        "\\PC{0,60}",
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

/// The words of an RTF file in any order.
fn rich_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{".to_owned()),
        Just("}".to_owned()),
        "[a-zé ]{0,9}",
        r"\\(par|cell|row|nestcell|nestrow|trowd|clmrg|clvmrg|sect|page|line|tab|pard|plain|v|deleted|field|fldrslt|shptxt) ",
        r"\\(cellx|itap|intbl|s|f|u|uc|ilvl|outlinelevel|bin|trleft|ansicpg|fcharset|sb)-?[0-9]{1,6} ",
        r"\{\\\*?(\\)?(fonttbl|stylesheet|listtext|nesttableprops|upr|ud|fldinst|shpinst|footnote|pict) ",
        r"\\'[0-9a-f]{2}",
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| format!("{{\\rtf1 {}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_span_points_at_words_of_the_text(text in lines()) {
        let source = Source::new("x.txt", text.into_bytes());
        let document = parse(&source);
        for span in spans(&document) {
            prop_assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
        }
        for record in extract(&document, &source.name, &source.id).records {
            for span in record.place().evidence.values().flatten() {
                prop_assert!(document.text.get(span.start..span.end).is_some(), "{span:?} of {record:?}");
            }
            prop_assert!(!record.place().span.is_empty());
        }
    }

    #[test]
    fn any_rich_text_is_read_or_refused_with_a_reason(text in rich_text()) {
        let document = parse(&Source::new("x.rtf", text.into_bytes()));
        prop_assert!(!document.text.trim().is_empty() || !document.warnings.is_empty());
        for span in spans(&document) {
            prop_assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_with_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let document = parse(&Source::new("x", bytes));
        prop_assert!(!document.text.trim().is_empty() || !document.warnings.is_empty());
    }
}

#[test]
fn any_string_is_a_query() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let index = Index::open(&desk.path().join("index")).unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(2000));
    let strange = prop_oneof!["\\PC{0,80}", "[a-z*\"\\[\\]():~?^+-]{0,30}"];
    runner
        .run(&strange, |query| {
            let request = Request { query, limit: 5, ..Request::default() };
            prop_assert!(search(&index, &request).is_ok());
            Ok(())
        })
        .unwrap();
}

/// Pieces of queries in any order.
fn query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "(EN|OF|NIET|AND|OR|NOT|NEAR|NEAR/3|-|\\(|\\)|\"|~|~2|\\*|\\?|:) ?",
        "(promotor|titel|oordeel|soort|thema|functie|bedrag|datum|document|kleur):",
        "(genk|partners|gedragsverandering|stad|coördinatie|positief|>1000|2015..2018|rolmodel\\*|\\*ing|g\\?d|partnr~) ?",
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

#[test]
fn marks_are_words_that_stand_there_whatever_is_asked() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let index = Index::open(&desk.path().join("index")).unwrap();
    let marked = std::cell::Cell::new(0);
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 2000, ..ProptestConfig::default() });
    runner
        .run(&(query(), prop::bool::ANY), |(query, sentences)| {
            let request = Request { query: query.clone(), limit: 5, sentences, ..Request::default() };
            for hit in search(&index, &request).unwrap().hits {
                let text = index.entry(&hit.document).unwrap().unwrap().document.text;
                for snippet in std::iter::once(&hit.snippet).chain(&hit.more) {
                    prop_assert_eq!(snippet.span.of(&text), &snippet.text);
                    let mut end = snippet.span.start;
                    for mark in &snippet.marks {
                        prop_assert!(mark.span.start >= end && mark.span.end <= snippet.span.end, "{query}");
                        let word = text.get(mark.span.start..mark.span.end);
                        prop_assert!(
                            word.is_some_and(|word| word.chars().any(char::is_alphanumeric)),
                            "{query}: {word:?}"
                        );
                        end = mark.span.end;
                        marked.set(marked.get() + 1);
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(marked.get() > 100, "{} words were marked", marked.get());
}
