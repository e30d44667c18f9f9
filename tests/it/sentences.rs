//! Where sentences end: the hard cases of `tests/sentences/*.md`, and the ends that people gave real evaluations.

use std::collections::{BTreeMap, BTreeSet};

use oordeel::dutch::sentences::sentences;
use serde_json::Value;

use crate::command::{files, root};

/// The cases of a spec: every line of its blocks, `⏎` for the end of a line.
fn cases(spec: &str) -> Vec<String> {
    let mut in_block = false;
    let mut cases = Vec::new();
    for line in spec.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if in_block && !line.is_empty() {
            cases.push(line.replace('⏎', "\n"));
        }
    }
    cases
}

/// The words of a sentence, without white space and list marks.
fn bare(sentence: &str) -> String {
    let mark = regex::Regex::new(r"^(\s*([-•]|\d{1,2}[.)]|[a-z]\))\s+)").unwrap();
    mark.replace(sentence, "").trim().to_owned()
}

#[test]
fn hard_cases() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for file in files(&root().join("tests/sentences")) {
        for case in cases(&std::fs::read_to_string(file).unwrap()) {
            tried += 1;
            let text = case.replace('|', "");
            let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
            let wanted: Vec<String> = case.split('|').map(bare).collect();
            if found != wanted {
                wrong.push(format!("\n  wanted {}\n  found  {}", wanted.join(" | "), found.join(" | ")));
            }
        }
    }
    assert!(tried >= 60, "{tried} cases");
    assert!(wrong.is_empty(), "{} of {tried} wrong:{}", wrong.len(), wrong.concat());
}

/// Where the sentences of an evaluation end, counted in letters without white space.
fn ends(texts: &[String]) -> BTreeSet<usize> {
    let mut end = 0;
    texts
        .iter()
        .map(|text| {
            end += text.replace("[bookmark: _GoBack]", "").chars().filter(|letter| !letter.is_whitespace()).count();
            end
        })
        .collect()
}

/// Needs `OORDEEL_SHARED`: a folder with `gold/themes.dev.ndjson` and the documents it is about; says so where it did not run.
#[test]
#[ignore = "needs the measuring set"]
fn ends_as_people_see_them() {
    let Some(shared) = std::env::var_os("OORDEEL_SHARED").map(std::path::PathBuf::from) else {
        println!("NOT RUN: OORDEEL_SHARED names no folder");
        return;
    };
    let read = |lines: &str| {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let promoter = line["promoter"].as_str().unwrap().to_owned();
            texts.entry(promoter).or_default().push(line["text"].as_str().unwrap().to_owned());
        }
        texts
    };
    let gold = read(&std::fs::read_to_string(shared.join("gold/themes.dev.ndjson")).unwrap());
    let desk = crate::command::Desk::with_corpus();
    desk.print(&["ingest", shared.join("seeds").to_str().unwrap()]);
    let found = read(&desk.print(&["themes", "--format", "ndjson"]));
    let (mut both, mut all) = (0, 0);
    for (promoter, texts) in gold {
        let (wanted, found) = (ends(&texts), ends(&found[&promoter]));
        both += wanted.intersection(&found).count();
        all += wanted.len() + found.len();
    }
    let f1 = 2.0 * f64::from(u32::try_from(both).unwrap()) / f64::from(u32::try_from(all).unwrap());
    println!("sentence ends: F1 {f1:.4}");
    assert!(f1 >= 0.99, "{f1}");
}
