//! The layers of the program: a module uses only those to its right in the list below.

use std::path::Path;

use crate::command::root;

/// From the user to the ground. Modules in one group do not know each other.
const LAYERS: [&[&str]; 13] = [
    &["cli"],
    &["serve"],
    &["pipeline"],
    &["reader"],
    &["search"],
    &["ingest", "parse", "extract", "compare", "annotate", "index", "export", "isolate", "recognise"],
    &["statistics"],
    &["theme"],
    &["finding"],
    &["entry"],
    &["record"],
    &["document"],
    &["source"],
];
const GROUND: [&str; 3] = ["dutch", "error", "stash"];
/// `Error`, `dutch` and `stash` stand below everything and know nothing but each other's absence.
fn depth(module: &str) -> Option<usize> {
    if GROUND.contains(&module) { Some(LAYERS.len()) } else { LAYERS.iter().position(|layer| layer.contains(&module)) }
}

fn violations(files: &[(String, String)]) -> Vec<String> {
    let uses = regex::Regex::new(r"\bcrate::(\w+)").unwrap();
    let mut found = Vec::new();
    for (path, text) in files {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs");
        let Some(own) = depth(module) else {
            found.push(format!("{path}: module {module} has no layer"));
            continue;
        };
        for used in uses.captures_iter(text).map(|captures| captures[1].to_owned()) {
            match depth(&used) {
                None => found.push(format!("{path} uses {used}, which has no layer")),
                Some(_) if used == module => {}
                Some(other) if other <= own => found.push(format!("{path} uses {used}")),
                Some(_) => {}
            }
        }
    }
    found
}

fn sources(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            sources(&path, &format!("{name}/"), files);
        } else if name.ends_with(".rs") && name != "lib.rs" && name != "main.rs" {
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_module_uses_one_above_or_beside_it() {
    let mut files = Vec::new();
    sources(&root().join("src"), "", &mut files);
    assert!(files.len() > 40);
    assert_eq!(violations(&files), Vec::<String>::new());
}

#[test]
fn a_planted_violation_is_caught() {
    let planted = |path: &str, text: &str| violations(&[(path.to_owned(), text.to_owned())]);
    assert_eq!(planted("parse/text.rs", "use crate::extract::extract;"), ["parse/text.rs uses extract"]);
    assert_eq!(planted("record.rs", "fn f() { crate::theme::g() }"), ["record.rs uses theme"]);
    assert_eq!(planted("dutch/fold.rs", "use crate::record::Record;"), ["dutch/fold.rs uses record"]);
    assert_eq!(planted("utils.rs", "").len(), 1);
    assert!(planted("search/query.rs", "use crate::index::Index;").is_empty());
}

#[test]
fn every_file_opens_with_what_goes_in_and_out() {
    let mut files = Vec::new();
    sources(&root().join("src"), "", &mut files);
    let silent: Vec<&str> =
        files.iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path.as_str()).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
