//! Real output against the record format that other programs rely on.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::command::{Desk, root};

fn validator() -> jsonschema::Validator {
    let schema = std::fs::read_to_string(root().join("tests/contract/records.schema.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap()
}

fn records() -> Vec<Value> {
    let output = Desk::with_corpus().print(&["extract", "corpus", "--format", "ndjson"]);
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_record_of_the_corpus_follows_the_contract() {
    let validator = validator();
    let records = records();
    let kinds: std::collections::BTreeSet<&str> = records.iter().filter_map(|record| record["kind"].as_str()).collect();
    assert_eq!(kinds.len(), 5, "the corpus holds all five kinds");
    for record in &records {
        let faults: Vec<String> = validator.iter_errors(record).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{record}\n{faults:?}");
    }
}

#[test]
fn the_contract_refuses_what_it_should() {
    let validator = validator();
    let grant = records().into_iter().find(|record| record["kind"] == "grant").unwrap();
    for (pointer, wrong) in [("/amount/value", "1.5"), ("/kind", "award")] {
        let mut spoiled = grant.clone();
        *spoiled.pointer_mut(pointer).unwrap() = wrong.into();
        assert!(!validator.is_valid(&spoiled), "{pointer} = {wrong}");
    }
}

#[test]
fn every_record_says_where_it_stands() {
    let desk = Desk::with_corpus();
    for record in records() {
        let source = &record["source"];
        let document = source["document"].as_str().unwrap();
        let digest = blake3::hash(&std::fs::read(desk.path().join(document)).unwrap()).to_hex().to_string();
        assert_eq!(source["digest"], digest.as_str());
        assert!(source["span"][0].as_u64() < source["span"][1].as_u64());
        assert_eq!(source["page"].is_u64(), document.ends_with(".pdf"), "{document}");
    }
}

/// The words of a field are the words at its places.
#[test]
fn evidence_gives_back_the_words_of_a_field() {
    let checked = check_evidence(&Desk::with_corpus(), &records());
    assert!(checked > 150, "{checked} fields");
}

/// Compares every field of words with the words at its places; says how many there were.
pub(crate) fn check_evidence(desk: &Desk, records: &[Value]) -> usize {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut checked = 0;
    for record in records {
        let document = record["source"]["document"].as_str().unwrap();
        let text = texts.entry(document.to_owned()).or_insert_with(|| desk.print(&["text", document]));
        for (field, spans) in record["source"]["evidence"].as_object().unwrap() {
            let Some(value) = record.pointer(&format!("/{}", field.replace('.', "/"))).and_then(Value::as_str) else {
                continue;
            };
            let at = |span: &Value, end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
            let words = spans.as_array().unwrap().iter().map(|span| &text[at(span, 0)..at(span, 1)]);
            let words = words.collect::<Vec<_>>().join(" ");
            let is_date = value.len() <= 10 && value.starts_with("20");
            if is_date {
                continue;
            }
            let letters = |text: &str| text.chars().filter(|symbol| symbol.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&words), letters(value), "{field} of {} in {document}", record["id"]);
            checked += 1;
        }
    }
    checked
}
