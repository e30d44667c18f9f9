//! What only the measuring set can check: run with `OORDEEL_SHARED=FOLDER cargo test -- --ignored`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::Desk;

pub(crate) fn shared() -> PathBuf {
    let folder = std::env::var_os("OORDEEL_SHARED").expect("OORDEEL_SHARED names the folder of the measuring set");
    std::fs::canonicalize(folder).expect("the folder of the measuring set exists")
}

/// Runs a scoring script; prints what it says, and it must pass.
fn score(script: &Path, arguments: &[&Path], options: &[&str]) {
    let output = Command::new("python3").arg(script).args(arguments).args(options).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{}\n{said}", script.display());
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

fn with_seeds(shared: &Path) -> (Desk, String) {
    (Desk::with_corpus(), shared.join("seeds").to_string_lossy().into_owned())
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn records_of_the_real_documents() {
    let shared = shared();
    let (desk, seeds) = with_seeds(&shared);
    let records = desk.path().join("records.ndjson");
    std::fs::write(&records, desk.print(&["extract", &seeds, "--format", "ndjson"])).unwrap();
    score(&shared.join("score/records.py"), &[&shared.join("gold/seeds.ndjson"), &records], &["--min", "0.98"]);
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn records_of_the_examples() {
    let shared = shared();
    let desk = Desk::with_corpus();
    let records = desk.path().join("records.ndjson");
    let examples = shared.join("examples").to_string_lossy().into_owned();
    std::fs::write(&records, desk.print(&["extract", &examples, "--format", "ndjson"])).unwrap();
    score(&shared.join("score/records.py"), &[&shared.join("examples/gold.ndjson"), &records], &["--min", "0.99"]);
}

/// Documents that nobody here wrote: every field of words stands where its evidence says.
#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn evidence_in_the_examples_and_the_real_documents() {
    let shared = shared();
    let desk = Desk::with_corpus();
    let folders = ["examples", "seeds"].map(|folder| shared.join(folder).to_string_lossy().into_owned());
    let printed = desk.print(&["extract", &folders[0], &folders[1], "--format", "ndjson"]);
    let records: Vec<serde_json::Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let checked = crate::contract::check_evidence(&desk, &records);
    println!("{checked} fields stand where their evidence says");
    assert!(checked > 600, "{checked}");
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn texts_and_tables_of_every_format() {
    let shared = shared();
    let program = Path::new(env!("CARGO_BIN_EXE_oordeel"));
    let options = ["--max-wer", "0.3", "--min-rows", "0.99"];
    score(&shared.join("score/text.py"), &[&shared.join("pdf/manifest.json"), program], &options);
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn hostile_files_cost_only_themselves() {
    let shared = shared();
    let program = Path::new(env!("CARGO_BIN_EXE_oordeel"));
    score(&shared.join("score/hostile.py"), &[&shared.join("hostile"), program], &["--max-failures", "0"]);
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn themes_of_the_real_documents() {
    let shared = shared();
    let (desk, seeds) = with_seeds(&shared);
    desk.print(&["ingest", &seeds]);
    let codings = desk.path().join("themes.ndjson");
    std::fs::write(&codings, desk.print(&["themes", "--format", "ndjson"])).unwrap();
    let options = ["--min-codes", "0.74", "--min-function", "0.86"];
    score(&shared.join("score/themes.py"), &[&shared.join("gold/themes.dev.ndjson"), &codings], &options);
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn findings_in_the_real_documents() {
    let (desk, seeds) = with_seeds(&shared());
    desk.print(&["ingest", &seeds]);
    crate::golden::assert_three_findings(&desk.print(&["check"]));
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn boilerplate_of_the_real_documents() {
    let (desk, seeds) = with_seeds(&shared());
    desk.print(&["ingest", &seeds]);
    let codings = desk.print(&["themes", "--format", "ndjson"]);
    let set_apart: Vec<serde_json::Value> = codings
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|coding: &serde_json::Value| coding["function"] == "boilerplate")
        .collect();
    let contacts = set_apart.iter().filter(|coding| !coding["text"].as_str().unwrap().ends_with(':')).count();
    println!("boilerplate: {} sentences, {contacts} of them no headings", set_apart.len());
    assert!(set_apart.iter().all(|coding| coding["codes"].as_array().unwrap().is_empty()));
    assert!((20..=22).contains(&contacts), "{contacts}");
}

#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn queries_over_the_examples_and_the_real_documents() {
    let shared = shared();
    let desk = Desk::with_corpus();
    let folders = ["examples", "seeds"].map(|folder| shared.join(folder).to_string_lossy().into_owned());
    desk.print(&["ingest", &folders[0], &folders[1]]);
    let (examples, program) = (shared.join("examples"), Path::new(env!("CARGO_BIN_EXE_oordeel")));
    let (queries, judged) = (examples.join("e15_queries.tsv"), examples.join("e15_qrels.tsv"));
    let index = desk.path().join("index");
    score(&shared.join("score/search.py"), &[&queries, &judged, program, &index], &["--min", "0.85"]);
}

/// One record of the first real list of evaluations gives the other 29, with everything built-in switched off.
#[test]
#[ignore = "needs OORDEEL_SHARED"]
fn a_layout_is_learnt_from_any_of_thirty_records() {
    let shared = shared();
    let desk = Desk::with_corpus();
    let gold = std::fs::read_to_string(shared.join("gold/seeds.ndjson")).unwrap();
    let of_list = |line: &&str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        record["kind"] == "evaluation" && record["source"]["document"].as_str().unwrap().starts_with("001_")
    };
    let expected: Vec<&str> = gold.lines().filter(of_list).collect();
    let (gold, found) = (desk.path().join("gold.ndjson"), desk.path().join("found.ndjson"));
    std::fs::write(&gold, expected.join("\n")).unwrap();
    for line in &expected {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let words = |field: &str| record[field].as_str().unwrap().to_owned();
        let file = shared.join("seeds").join(record["source"]["document"].as_str().unwrap());
        let file = file.to_string_lossy();
        let (promoter, verdict) = (words("promoter"), words("verdict_text"));
        let options = ["--only", "--force", "--output", "geleerd.toml"];
        desk.print(&[&["learn", &file, "--promoter", &promoter, "--verdict", &verdict][..], &options].concat());
        let records = desk.print(&["extract", &file, "--profile", "geleerd.toml", "--format", "ndjson"]);
        assert_eq!(records.lines().count(), expected.len(), "{promoter}");
        std::fs::write(&found, records).unwrap();
        score(&shared.join("score/records.py"), &[&gold, &found], &["--min", "0.99"]);
    }
    assert_eq!(expected.len(), 30);
}
