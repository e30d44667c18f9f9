//! Whole evaluations in our own words in, their codings out.

use std::collections::BTreeMap;

use super::*;
use crate::record::{Place, Verdict};
use crate::source::SourceId;
use crate::theme::Function;

/// An evaluation whose text is the lines, each with the field that it is evidence for.
fn evaluation(lines: &[(&str, &str)]) -> (Evaluation, String) {
    let mut text = String::from("Zonnedauw vzw\n");
    let mut evidence: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (field, line) in lines {
        let start = text.len();
        text.push_str(line);
        evidence.entry((*field).to_owned()).or_default().push(Span::new(start, text.len()));
        text.push('\n');
    }
    let source = Place {
        document: "map/tabel.txt".to_owned(),
        digest: SourceId::of(text.as_bytes()),
        page: None,
        span: Span::new(0, text.len()),
        evidence,
    };
    let evaluation = Evaluation {
        id: "e1".to_owned(),
        source,
        promoter: "Zonnedauw vzw".to_owned(),
        project: None,
        reference: None,
        call: None,
        verdict: Verdict::Negative,
        verdict_text: None,
        score: None,
        amount: None,
        assessment: String::new(),
        remarks: Vec::new(),
        boilerplate: Vec::new(),
    };
    (evaluation, text)
}

fn sample() -> (Evaluation, String) {
    evaluation(&[
        ("assessment", "[bookmark: _GoBack]De promotor wil  vormingen geven.Een raming van de kosten ontbreekt."),
        ("assessment", "Sterke punten van het voorstel zijn:"),
        ("assessment", "- Samenwerking met twee scholen"),
        ("assessment", "Minder sterke punten:"),
        ("assessment", "- De communicatie"),
        ("headings", "Opmerkingen aan de promotor:"),
        ("boilerplate.0", "Vragen over partners en budget? Mail naar info@voorbeeld.be."),
        ("remarks.0", "Indicatoren toevoegen. Dit tegen juni 2026."),
    ])
}

#[test]
fn every_span_gives_its_words_back() {
    let (evaluation, text) = sample();
    let codings = annotate(&evaluation, &text, &Codebook::built_in().unwrap());
    assert!(codings.len() > 8);
    for coding in &codings {
        assert_eq!(words_at(&text, coding.span), coding.text);
        assert_eq!(coding.span.of(&text).split_whitespace().collect::<Vec<_>>().join(" "), coding.text);
    }
    assert!(codings.is_sorted_by_key(|coding| coding.span.start));
}

#[test]
fn place_and_words_give_codes_and_functions() {
    let (evaluation, text) = sample();
    let codings = annotate(&evaluation, &text, &Codebook::built_in().unwrap());
    let found: Vec<(&str, Function, &str)> = codings
        .iter()
        .map(|one| (one.text.as_str(), one.function, one.codes.first().map_or("", String::as_str)))
        .collect();
    assert_eq!(
        found,
        [
            ("De promotor wil vormingen geven.", Function::Description, "aanpak"),
            ("Een raming van de kosten ontbreekt.", Function::Weakness, "middelen"),
            ("Sterke punten van het voorstel zijn:", Function::Boilerplate, ""),
            ("Samenwerking met twee scholen", Function::Strength, "partnerschap"),
            ("Minder sterke punten:", Function::Boilerplate, ""),
            ("De communicatie", Function::Weakness, "communicatie"),
            ("Opmerkingen aan de promotor:", Function::Boilerplate, ""),
            ("Vragen over partners en budget?", Function::Boilerplate, ""),
            ("Mail naar info@voorbeeld.be.", Function::Boilerplate, ""),
            ("Indicatoren toevoegen.", Function::Request, "indicatoren"),
            ("Dit tegen juni 2026.", Function::Request, "indicatoren"),
        ]
    );
}

#[test]
fn no_evidence_no_codings() {
    let (evaluation, text) = evaluation(&[]);
    assert!(annotate(&evaluation, &text, &Codebook::built_in().unwrap()).is_empty());
}

#[test]
fn how_the_application_was_handled_is_no_theme() {
    let (evaluation, text) = evaluation(&[("assessment", "De commissie besprak dit dossier op 3 mei.")]);
    let codings = annotate(&evaluation, &text, &Codebook::built_in().unwrap());
    assert!(codings[0].codes.is_empty(), "{:?}", codings[0].codes);
}
