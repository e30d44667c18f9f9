//! Literate specs: `tests/spec/*.md` hold Dutch input and the records expected of it, readable without knowing Rust.
//!
//! Under each `##` heading stands one or more `text` blocks (the documents) and one `json` block a line of which is a record.
//! A record may leave fields out; those are not compared. The documents of one heading are compared with each other.

use oordeel::compare::Usage;
use oordeel::entry::Entry;
use oordeel::extract::extract;
use oordeel::parse::parse;
use oordeel::source::Source;
use serde_json::Value;

use crate::command::{files, root};

pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) documents: Vec<String>,
    pub(crate) expected: Vec<Value>,
}

/// Parts a spec into its cases.
pub(crate) fn cases(spec: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), documents: Vec::new(), expected: Vec::new() });
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let case = cases.last_mut().expect("a block stands under a heading");
            match language {
                "text" => case.documents.push(block.join("\n").replace('→', "\t")),
                "html" => case.documents.push(format!("<!DOCTYPE html>\n{}", block.join("\n"))),
                "json" => {
                    case.expected.extend(block.iter().map(|line| serde_json::from_str(line).expect("a record a line")))
                }
                other => panic!("a block of {other} in {}", case.title),
            }
        }
    }
    cases
}

fn records(documents: &[String]) -> Vec<Value> {
    let mut entries: Vec<Entry> = documents
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let source = Source::new(format!("{number}.txt"), text.clone().into_bytes());
            let document = parse(&source);
            let records = extract(&document, &source.name, &source.id).records;
            Entry { name: source.name, id: source.id, profiles: String::new(), document, records }
        })
        .collect();
    let usage = Usage::default();
    entries.iter().for_each(|entry| usage.note(entry));
    let boilerplate = usage.boilerplate();
    entries.iter_mut().for_each(|entry| boilerplate.set_apart(entry));
    entries.iter().flat_map(|entry| &entry.records).map(|record| serde_json::to_value(record).unwrap()).collect()
}

/// Whether every field that is expected is there; `null` expects that it is not.
pub(crate) fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let fields = expected.as_object().expect("a record is an object");
    let differing = fields.iter().filter(|(field, value)| found.get(*field).unwrap_or(&Value::Null) != *value);
    differing
        .map(|(field, value)| format!("{field}: expected {value}, found {}", found.get(field).unwrap_or(&Value::Null)))
        .collect()
}

#[test]
fn every_spec_holds() {
    let mut count = 0;
    for path in files(&root().join("tests/spec")) {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            let found = records(&case.documents);
            let name = format!("{}: {}", path.file_name().unwrap().to_string_lossy(), case.title);
            let list = |records: &[Value]| {
                records.iter().map(|record| format!("{} {}", record["kind"], record["id"])).collect::<Vec<_>>()
            };
            assert_eq!(found.len(), case.expected.len(), "{name}: found {:?}\n{found:#?}", list(&found));
            for (expected, found) in case.expected.iter().zip(&found) {
                assert_eq!(differences(expected, found), Vec::<String>::new(), "{name}");
            }
            count += 1;
        }
    }
    assert!(count >= 12, "{count} specs");
}
