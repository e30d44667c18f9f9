//! Runs the program as a user does, in a folder with a copy of the corpus.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own with a copy of `corpus/`.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn with_corpus() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        copy_folder(&root().join("corpus"), &desk.path().join("corpus"));
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program with these arguments, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_oordeel"));
        command.args(arguments).current_dir(self.path());
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the program, which must succeed, and gives what it printed.
    pub(crate) fn print(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "oordeel {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in files(from) {
        std::fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

/// The files directly in a folder, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = listed.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn exit_codes_tell_found_nothing_and_could_not() {
    let desk = Desk::with_corpus();
    assert_eq!(code(&desk.run(&["ingest"])), 0);
    assert_eq!(code(&desk.run(&["search", "partnerschap"])), 0);
    let nothing = desk.run(&["search", "xylofoonbrigade"]);
    assert_eq!(code(&nothing), 1);
    assert!(complaint(&nothing).contains("geen treffers"));
    let missing = desk.run(&["ingest", "bestaat-niet"]);
    assert_eq!(code(&missing), 2);
    assert!(complaint(&missing).contains("bestaat-niet bestaat niet"));
    let no_index = desk.run(&["verdicts", "--index", "leeg"]);
    assert_eq!(code(&no_index), 2);
}

#[test]
fn dutch_names_of_commands_do_the_same() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    for (english, dutch) in
        [("search", "zoek"), ("verdicts", "oordelen"), ("themes", "themas"), ("check", "controleer")]
    {
        let query: &[&str] = if english == "search" { &["rolmodellen"] } else { &[] };
        assert_eq!(desk.print(&[&[english], query].concat()), desk.print(&[&[dutch], query].concat()));
    }
}

#[test]
fn an_unreadable_file_costs_only_itself() {
    let desk = Desk::with_corpus();
    let alone = desk.print(&["extract", "corpus", "--format", "ndjson"]);
    std::fs::write(desk.path().join("corpus/leeg.txt"), "").unwrap();
    std::fs::write(desk.path().join("corpus/kapot.pdf"), "%PDF-1.7\nniets").unwrap();
    std::fs::write(desk.path().join("corpus/vreemd.bin"), [0u8, 1, 2, 3, 0, 0, 0, 7].repeat(40)).unwrap();
    let mixed = desk.run(&["extract", "corpus", "--format", "ndjson"]);
    assert_eq!(code(&mixed), 0);
    assert_eq!(String::from_utf8(mixed.stdout.clone()).unwrap(), alone);
    for name in ["leeg.txt", "kapot.pdf", "vreemd.bin"] {
        assert!(complaint(&mixed).contains(name), "{name} is named");
    }
    assert_eq!(code(&desk.run(&["extract", "corpus", "--strict"])), 2);
    assert_eq!(code(&desk.run(&["extract", "corpus/leeg.txt"])), 2);
}

#[test]
fn the_words_at_a_hit_are_the_words_in_the_document() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let hits = desk.print(&["search", "partners \"rolmodellen\"", "--format", "ndjson"]);
    let mut marked = 0;
    for hit in hits.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let text = desk.print(&["text", hit["document"].as_str().unwrap()]);
        let cut = |span: &serde_json::Value| {
            let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
            text[at(0)..at(1)].to_owned()
        };
        assert_eq!(cut(&hit["snippet"]["span"]), hit["snippet"]["text"].as_str().unwrap());
        for mark in hit["snippet"]["marks"].as_array().unwrap() {
            let word = cut(&mark["span"]).to_lowercase();
            assert!(word.starts_with("partner") || word.starts_with("rolmodel"), "{word}");
            marked += 1;
        }
    }
    assert!(marked > 0);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::with_corpus();
    let mut child = desk
        .command(&["extract", "corpus", "--format", "ndjson"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_report_tells_what_became_of_every_file() {
    let desk = Desk::with_corpus();
    std::fs::write(desk.path().join("corpus/leeg.txt"), "").unwrap();
    std::fs::copy(desk.path().join("corpus/beoordelingen-oproep-426.pdf"), desk.path().join("corpus/zelfde.pdf"))
        .unwrap();
    desk.print(&["ingest", "--report", "verslag.ndjson"]);
    let report = std::fs::read_to_string(desk.path().join("verslag.ndjson")).unwrap();
    let lines: Vec<serde_json::Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), files(&desk.path().join("corpus")).len());
    let about = |name: &str| lines.iter().find(|line| line["document"] == format!("corpus/{name}")).unwrap();
    assert_eq!(about("leeg.txt")["fate"], "unread");
    assert_eq!(about("leeg.txt")["warnings"][0]["reason"], "empty");
    assert_eq!(about("zelfde.pdf")["copy_of"], "corpus/beoordelingen-oproep-426.pdf");
    assert_eq!(about("README.md")["fate"], "skipped");
    assert_eq!(about("oproep-integratiepact.txt")["fate"], "read");
    assert!(about("beoordelingen-oproep-426.pdf")["pages"].as_u64() > Some(1));
}
