//! Layouts that nobody has seen: whichever record is pointed at, the profile that comes out gives all of them.

use std::collections::BTreeMap;

use oordeel::document::Document;
use oordeel::extract::{Example, Field, Lesson, Profile, Profiles, extract_with, learn};
use oordeel::parse::parse;
use oordeel::source::Source;
use serde_json::Value;

use crate::command::{Desk, files, root};
use crate::spec::{cases, differences};

fn lesson(document: &Document, words: &[(Field, &str)]) -> Lesson {
    let words: BTreeMap<Field, String> = words.iter().map(|(field, words)| (*field, (*words).to_owned())).collect();
    learn(document, "les", &Source::new("les", Vec::new()).id, &Example { words })
}

fn read_with(document: &Document, profile: Profile) -> Vec<Value> {
    let id = Source::new("les", Vec::new()).id;
    let records = extract_with(document, "les", &id, &Profiles::new(vec![profile])).records;
    records.iter().map(|record| serde_json::to_value(record).unwrap()).filter(|it| it["kind"] == "evaluation").collect()
}

/// What comes out of the document when one record is pointed at, against what is expected.
fn faults(document: &Document, example: &Value, expected: &[Value]) -> Vec<String> {
    let words = |field: &str| example[field].as_str().unwrap();
    let lesson = lesson(document, &[(Field::Promoter, words("promoter")), (Field::Verdict, words("verdict_text"))]);
    let Some(profile) = lesson.profile else { return vec![format!("no layout; missing {:?}", lesson.missing)] };
    // As a user keeps it: written down and read again.
    let written = toml::to_string_pretty(&profile).unwrap();
    let found = read_with(document, Profile::parse(&written).unwrap());
    let mut faults: Vec<String> =
        expected.iter().zip(&found).flat_map(|(expected, found)| differences(expected, found)).collect();
    if found.len() != expected.len() {
        faults.push(format!("{} records, expected {}", found.len(), expected.len()));
    }
    if !faults.is_empty() {
        faults.push(written);
    }
    faults
}

#[test]
fn every_layout_is_learnt_from_any_of_its_records() {
    let (mut layouts, mut lessons, mut wrong) = (0, 0, Vec::new());
    for path in files(&root().join("tests/learn")) {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            let document = parse(&Source::new("les", case.documents[0].clone().into_bytes()));
            for example in &case.expected {
                let faults = faults(&document, example, &case.expected);
                if !faults.is_empty() {
                    wrong.push(format!("{} from {}: {}", case.title, example["promoter"], faults.join("\n  ")));
                }
                lessons += 1;
            }
            layouts += 1;
        }
    }
    assert!(layouts >= 10 && lessons >= 30, "{layouts} layouts, {lessons} lessons");
    assert!(wrong.is_empty(), "{} of {lessons} lessons:\n{}", wrong.len(), wrong.join("\n"));
}
