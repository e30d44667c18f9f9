//! What people look for is found, and the hit shows why it is one.

use serde_json::Value;

use crate::command::Desk;

fn index() -> Desk {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    desk
}

fn hits(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    let arguments = [&["search"], arguments, &["--format", "ndjson", "--limit", "50"]].concat();
    let printed = String::from_utf8(desk.run(&arguments).stdout).unwrap();
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The words that are marked in the hits, in lower case, with the reason of each.
fn marked(hits: &[Value]) -> Vec<(String, String)> {
    let marks = |hit: &Value| -> Vec<(String, String)> {
        let (text, start) = (hit["snippet"]["text"].as_str().unwrap(), hit["snippet"]["span"][0].as_u64().unwrap());
        let at = |mark: &Value, end: usize| usize::try_from(mark["span"][end].as_u64().unwrap() - start).unwrap();
        let of =
            |mark: &Value| (text[at(mark, 0)..at(mark, 1)].to_lowercase(), mark["why"].as_str().unwrap().to_owned());
        hit["snippet"]["marks"].as_array().unwrap().iter().map(of).collect()
    };
    hits.iter().flat_map(marks).collect()
}

fn has(marks: &[(String, String)], word: &str, why: &str) -> bool {
    marks.iter().any(|(marked, reason)| marked == word && reason == why)
}

#[test]
fn words_are_found_in_other_forms_inside_compounds_and_misspelt() {
    let desk = index();
    let found = marked(&hits(&desk, &["verandering van gedrag"]));
    assert!(has(&found, "gedrags", "part") && has(&found, "verandering", "part"), "{found:?}");
    assert!(found.iter().all(|(word, _)| word != "van"));
    let found = marked(&hits(&desk, &["coordinator"]));
    assert!(found.iter().any(|(word, why)| word.starts_with("coördinator") && why != "part"), "{found:?}");
    let found = marked(&hits(&desk, &["rolmodel*"]));
    assert!(has(&found, "rolmodellen", "pattern"), "{found:?}");
    let misspelt = desk.run(&["search", "rolmodelen"]);
    let said = String::from_utf8_lossy(&misspelt.stderr).into_owned();
    let found = marked(&hits(&desk, &["rolmodlen"]));
    assert!(has(&found, "rolmodellen", "typo"), "{found:?} {said}");
    assert!(String::from_utf8_lossy(&desk.run(&["search", "rolmodlen"]).stderr).contains("bedoelde u"));
}

#[test]
fn exact_leaves_out_what_is_only_like_it() {
    let desk = index();
    let found = marked(&hits(&desk, &["gedrag", "--exact"]));
    assert!(!found.is_empty() && found.iter().all(|(word, why)| word == "gedrag" && why == "same"), "{found:?}");
}

#[test]
fn conditions_and_joining_words_hold() {
    let desk = index();
    let all = hits(&desk, &["oordeel:negatief"]);
    assert_eq!(all.len(), 17);
    assert!(all.iter().all(|hit| hit["verdict"] == "negative"));
    let genk = hits(&desk, &["promotor:genk soort:beoordeling"]);
    assert!(!genk.is_empty() && genk.iter().all(|hit| hit["promoter"].as_str().unwrap().contains("Genk")));
    let grants = hits(&desk, &["soort:subsidie bedrag:>149000"]);
    assert!(!grants.is_empty() && grants.len() < 7 && grants.iter().all(|hit| hit["kind"] == "grant"));
    let with = hits(&desk, &["partners EN rolmodel*"]).len();
    let either = hits(&desk, &["partners OF rolmodel*"]).len();
    let without = hits(&desk, &["partners NIET rolmodel*"]).len();
    assert!(with > 0 && with < either && without > 0 && without < either);
    assert_eq!(hits(&desk, &["partners"]).len(), with + without);
}

#[test]
fn a_word_beside_what_must_not_hold_finds_records_only() {
    let desk = index();
    let either = hits(&desk, &["partners (NIET rolmodel NIET coach)"]);
    assert!(either.len() > hits(&desk, &["partners"]).len());
    assert!(either.iter().all(|hit| hit["kind"].is_string()));
}

#[test]
fn sentences_come_with_their_theme_and_function() {
    let desk = index();
    let found = hits(&desk, &["--sentences", "partners functie:zwakte"]);
    assert!(!found.is_empty());
    assert!(found.iter().all(|hit| hit["function"] == "weakness" && hit["snippet"]["marks"].is_array()), "{found:?}");
    assert!(
        hits(&desk, &["--sentences", "thema:partnerschap"])
            .iter()
            .all(|hit| hit["codes"].as_array().unwrap().contains(&Value::from("partnerschap")))
    );
}

#[test]
fn a_batch_gives_a_line_for_every_query_and_record() {
    let desk = index();
    std::fs::write(desk.path().join("vragen.txt"), "# vragen\ngedragsverandering\n\nzzzzzz\n").unwrap();
    let run = desk.run(&["search", "--batch", "vragen.txt", "--format", "csv"]);
    let table = String::from_utf8(run.stdout).unwrap();
    assert!(table.starts_with("zoekvraag,aantal,naam,oordeel,citaat,document,blz.,id"), "{table}");
    assert_eq!(table.lines().count(), 1 + hits(&desk, &["gedragsverandering"]).len());
    assert!(String::from_utf8_lossy(&run.stderr).contains("zzzzzz: geen treffers"));
}

#[test]
fn similar_records_speak_of_the_same_and_leave_the_record_itself_out() {
    let desk = index();
    let first = &hits(&desk, &["promotor:genk soort:beoordeling"])[0];
    let id = first["id"].as_str().unwrap();
    let like = desk.print(&["similar", id, "--format", "ndjson"]);
    assert!(like.lines().count() > 3 && !like.contains(id), "{like}");
    assert_eq!(desk.run(&["similar", "ev-bestaatniet"]).status.code(), Some(1));
}
