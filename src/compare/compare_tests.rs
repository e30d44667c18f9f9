//! Small corpora in, the findings and links that they must give out.

use super::*;
use crate::document::{Document, Span};
use crate::dutch::names::Likeness;
use crate::entry::Entry;
use crate::finding::{Finding, FindingKind};
use crate::record::{Record, Verdict};
use crate::source::SourceId;

fn entry(name: &str, records: Vec<Record>) -> Entry {
    let document = Document { text: "woorden".to_owned(), ..Document::default() };
    Entry { name: name.to_owned(), id: SourceId::of(name.as_bytes()), profiles: String::new(), document, records }
}

fn record(kind: &str, document: &str, fields: &serde_json::Value) -> Record {
    let evidence = serde_json::json!({"promoter": [[0, 7]]});
    let source = serde_json::json!({"document": document, "digest": "", "span": [0, 7], "evidence": evidence});
    let mut whole = serde_json::json!({"kind": kind, "id": "", "source": source});
    whole.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn evaluation(document: &str, promoter: &str, verdict: Verdict, call: Option<&str>) -> Record {
    let mut fields = serde_json::json!({
        "id": format!("{document}-{promoter}"), "promoter": promoter, "verdict": verdict, "assessment": "", "remarks": [],
    });
    if let Some(call) = call {
        fields["call"] = call.into();
    }
    record("evaluation", document, &fields)
}

fn project(document: &str, promoter: &str) -> Record {
    let id = format!("{document}-{promoter}");
    record("project", document, &serde_json::json!({"id": id, "title": "", "promoter": promoter, "description": ""}))
}

fn call(document: &str, reference: &str, approved: Option<u32>) -> Record {
    record("call", document, &serde_json::json!({"reference": reference, "approved": approved}))
}

fn findings(entries: &[Entry]) -> Vec<Finding> {
    let summaries: Vec<Summary> = entries.iter().map(Summary::of).collect();
    compare(&summaries, &Corrections::default()).findings
}

fn list(reference: &str, promoters: &[&str], approved: Option<u32>) -> Entry {
    let mut records = vec![call("lijst", reference, approved)];
    records.extend(promoters.iter().map(|promoter| project("lijst", promoter)));
    entry("lijst", records)
}

fn verdicts(reference: Option<&str>, verdicts: &[(&str, Verdict)]) -> Entry {
    let records = verdicts.iter().map(|(promoter, verdict)| evaluation("verslag", promoter, *verdict, reference));
    entry("verslag", records.collect())
}

#[test]
fn an_approved_application_that_the_list_lacks_is_missing() {
    let verslag = verdicts(Some("12"), &[("Stad Genk", Verdict::Positive), ("De Brug vzw", Verdict::Positive)]);
    let found = findings(&[list("12", &["Stadsbestuur Genk"], None), verslag.clone()]);
    let missing: Vec<&Finding> = found.iter().filter(|finding| finding.kind == FindingKind::Missing).collect();
    assert_eq!(missing.len(), 1, "{found:?}");
    assert!(missing[0].message.ends_with(": De Brug vzw."), "{}", missing[0].message);
    assert_eq!((missing[0].quotes[0].document.as_str(), missing[0].quotes[0].span), ("verslag", Span::new(0, 7)));

    let complete = findings(&[list("12", &["Stadsbestuur Genk", "De Brug"], None), verslag.clone()]);
    assert!(complete.is_empty(), "{complete:?}");
    let counted = findings(&[list("12", &["Stadsbestuur Genk"], Some(1)), verslag]);
    assert!(counted.iter().all(|finding| finding.kind == FindingKind::Count), "the count tells who: {counted:?}");
}

#[test]
fn a_refused_application_in_the_list_contradicts_its_award() {
    let verslag = verdicts(Some("12"), &[("Stad Genk", Verdict::Negative), ("De Brug vzw", Verdict::Positive)]);
    let found = findings(&[list("12", &["Stad Genk", "De Brug"], None), verslag]);
    let kinds: Vec<FindingKind> = found.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [FindingKind::Award]);
    assert!(found[0].message.ends_with(": Stad Genk."), "{}", found[0].message);
}

#[test]
fn documents_of_different_calls_are_not_compared() {
    let verslag = verdicts(Some("13"), &[("Stad Genk", Verdict::Negative)]);
    let lijst = list("12", &["Stad Genk"], Some(1));
    let summaries: Vec<Summary> = [lijst, verslag].iter().map(Summary::of).collect();
    let comparison = compare(&summaries, &Corrections::default());
    assert!(comparison.links.is_empty());
    assert!(comparison.findings.iter().all(|finding| finding.agrees), "{:?}", comparison.findings);
}

#[test]
fn a_document_repeats_the_first_that_says_the_same() {
    let three = [("A", Verdict::Positive), ("B", Verdict::Negative), ("C", Verdict::Positive)];
    let named = |name: &str| Entry { name: name.to_owned(), ..verdicts(None, &three) };
    let summaries: Vec<Summary> = [named("een"), named("twee"), named("drie")].iter().map(Summary::of).collect();
    let twins = compare(&summaries, &Corrections::default()).twins;
    let pairs: Vec<(&str, &str)> = twins.iter().map(|pair| (pair.first.as_str(), pair.second.as_str())).collect();
    assert_eq!(pairs, [("een", "twee"), ("een", "drie")]);
}

#[test]
fn a_corrected_name_links_and_unlinks() {
    let verslag = verdicts(Some("12"), &[("Stad Genk", Verdict::Positive), ("De Brug vzw", Verdict::Positive)]);
    let lijst = list("12", &["Stadsbestuur Genk", "Bruggenbouwers"], None);
    let summaries: Vec<Summary> = [lijst, verslag].iter().map(Summary::of).collect();
    let mut corrections = Corrections::default();
    let table = "promotor;andere naam;zelfde\nStad Genk;Stadsbestuur Genk;nee\nDe Brug vzw;Bruggenbouwers;ja\n";
    corrections.add(table.as_bytes()).unwrap();
    let links = compare(&summaries, &corrections).links;
    let linked: Vec<(&str, &str)> =
        links.iter().map(|link| (link.promoter.as_str(), link.other_name.as_str())).collect();
    assert_eq!(linked, [("De Brug vzw", "Bruggenbouwers")]);
    assert_eq!((links[0].likeness, links[0].likeness.confidence()), (Likeness::Told, 100));
}
