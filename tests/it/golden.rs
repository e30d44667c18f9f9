//! The corpus that comes with the program, against facts that were established by hand.

use serde_json::Value;

use crate::command::{Desk, files, root};

fn records() -> Vec<Value> {
    let output = Desk::with_corpus().print(&["extract", "corpus", "--format", "ndjson"]);
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// `tests/golden/corpus.ndjson` holds the expected facts of every record; a list of texts is compared by its length.
#[test]
fn the_corpus_gives_the_facts_it_holds() {
    let records = records();
    let golden = std::fs::read_to_string(root().join("tests/golden/corpus.ndjson")).unwrap();
    for document in [".txt", ".pdf"] {
        let golden: Vec<Value> = golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for expected in golden {
            let file = expected["document"].as_str().unwrap().replace(".txt", document);
            let in_file: Vec<&Value> =
                records.iter().filter(|record| record["source"]["document"] == format!("corpus/{file}")).collect();
            if in_file.is_empty() && document == ".pdf" {
                continue;
            }
            let expected = expected["records"].as_array().unwrap();
            assert_eq!(in_file.len(), expected.len(), "{file}");
            for (expected, found) in expected.iter().zip(in_file) {
                compare(expected, found, &file);
            }
        }
    }
}

fn compare(expected: &Value, found: &Value, file: &str) {
    for (field, value) in expected.as_object().unwrap() {
        let found = &found[field];
        match (value, found) {
            (Value::Number(count), Value::Array(list)) => {
                assert_eq!(count.as_u64(), Some(list.len() as u64), "{file}: {field} of {expected}")
            }
            _ => assert_eq!(value, found, "{file}: {field} of {expected}"),
        }
    }
}

/// The three findings that a comparison of these documents must give.
pub(crate) fn assert_three_findings(printed: &str) {
    let has = |words: &[&str]| printed.lines().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(has(&["klopt", "som", "1.006.397,00 euro"]), "{printed}");
    assert!(
        has(&[
            "verschil",
            "aantal",
            "12 goedgekeurde",
            "18 afgewezen",
            "13 keer positief",
            "17 keer negatief",
            ": VUB."
        ]),
        "{printed}"
    );
    assert!(has(&["verschil", "budget", "oproep 426", "1.000.000,00 euro", "1.600.000,00 euro"]), "{printed}");
}

#[test]
fn check_finds_what_agrees_and_what_contradicts() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    assert_three_findings(&desk.print(&["check"]));
}

#[test]
fn boilerplate_never_shows_up_as_a_theme() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let codings = desk.print(&["themes", "--format", "ndjson"]);
    let mut set_apart = 0;
    for coding in codings.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let text = coding["text"].as_str().unwrap();
        let is_contact = text.contains("info@integratiepact.be") || text.starts_with("Wenst u meer uitleg");
        if text.starts_with("Opmerkingen aan de promotor") {
            assert_eq!(coding["function"], "boilerplate", "{text}");
        }
        if is_contact {
            assert_eq!(coding["function"], "boilerplate", "{text}");
            assert_eq!(coding["codes"].as_array().unwrap().len(), 0);
            set_apart += 1;
        }
    }
    assert_eq!(set_apart, 20, "two contact sentences in ten evaluations");
}

#[test]
fn promoters_are_linked_although_their_names_differ() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let links = desk.print(&["check", "--links"]);
    for pair in
        ["Stad Genk = Stadsbestuur Genk", "SPK = Strategische Projectenorganisatie Kempen", "Ugent = Universiteit Gent"]
    {
        assert!(links.contains(pair), "{pair}\n{links}");
    }
    assert!(!links.contains("VUB ="), "{links}");
}

/// Rules, manuals, minutes, forms and reports use the words of verdicts and judge nobody.
#[test]
fn documents_without_evaluations_give_none() {
    let desk = Desk::with_corpus();
    let folder = root().join("tests/golden/without-records");
    let output = desk.run(&["extract", folder.to_str().unwrap(), "--format", "ndjson"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(&folder).len(), 14);
    for file in files(&folder) {
        assert!(desk.print(&["text", file.to_str().unwrap()]).len() > 100, "{}", file.display());
    }
}
