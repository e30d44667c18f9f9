//! A second run reads only what changed, and takes out what is gone.

use oordeel::annotate::Codebook;
use oordeel::index::Changes;
use oordeel::pipeline;
use oordeel::reader::Reader;

use crate::command::Desk;

fn first_line(desk: &Desk) -> String {
    desk.print(&["ingest"]).lines().next().unwrap().to_owned()
}

#[test]
fn a_second_run_reads_only_what_changed() {
    let desk = Desk::with_corpus();
    let all = first_line(&desk);
    let count: usize = all.split(' ').next().unwrap().parse().unwrap();
    assert!(all.ends_with(&format!("({count} nieuw of gewijzigd, 0 al bekend)")), "{all}");
    assert!(first_line(&desk).ends_with(&format!("(0 nieuw of gewijzigd, {count} al bekend)")));

    let changed = desk.path().join("corpus/oproep-integratiepact.txt");
    let text = std::fs::read_to_string(&changed).unwrap();
    std::fs::write(&changed, text.replace("1.000.000,00", "1.200.000,00")).unwrap();
    assert!(first_line(&desk).ends_with(&format!("(1 nieuw of gewijzigd, {} al bekend)", count - 1)));
    assert!(desk.print(&["check"]).contains("1.200.000,00 euro volgens corpus/oproep-integratiepact.txt"));
}

#[test]
fn a_second_run_over_the_same_files_writes_nothing() {
    let desk = Desk::with_corpus();
    let (paths, index) = ([desk.path().join("corpus")], desk.path().join("index"));
    let codebook = Codebook::built_in().unwrap();
    let run = || pipeline::run(&paths, &index, &codebook, &Reader::here(), &|_| {}).unwrap();
    assert!(run().changes.written > 0);
    assert_eq!(run().changes, Changes::default());
}

#[test]
fn what_is_gone_leaves_the_index() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    assert!(desk.run(&["search", "bestuur", "--kind", "grant"]).status.success());
    std::fs::remove_file(desk.path().join("corpus/toegekende-subsidies.txt")).unwrap();
    assert!(desk.print(&["ingest"]).contains("corpus/toegekende-subsidies.txt is er niet meer"));
    assert_eq!(desk.run(&["search", "bestuur", "--kind", "grant"]).status.code(), Some(1));
}

#[test]
fn an_index_updated_in_steps_answers_like_one_made_at_once() {
    let answers = |desk: &Desk| {
        [
            desk.print(&["themes", "--format", "ndjson"]),
            desk.print(&["verdicts", "--format", "ndjson"]),
            desk.print(&["check", "--format", "ndjson"]),
            desk.print(&["search", "partnerschap", "--limit", "50"]),
        ]
    };
    let at_once = Desk::with_corpus();
    at_once.print(&["ingest"]);
    let in_steps = Desk::with_corpus();
    let folder = in_steps.path().join("corpus");
    let (kept, aside) = (folder.join("goedgekeurde-projecten.txt"), in_steps.path().join("apart.txt"));
    std::fs::rename(&kept, &aside).unwrap();
    in_steps.print(&["ingest"]);
    std::fs::rename(&aside, &kept).unwrap();
    in_steps.print(&["ingest"]);
    assert_eq!(answers(&in_steps), answers(&at_once));
}

#[test]
fn the_same_file_twice_is_read_once() {
    let desk = Desk::with_corpus();
    let folder = desk.path().join("corpus");
    std::fs::copy(folder.join("toegekende-subsidies.txt"), folder.join("zelfde.txt")).unwrap();
    let summary = desk.print(&["ingest"]);
    assert!(summary.contains("corpus/zelfde.txt is hetzelfde bestand als corpus/toegekende-subsidies.txt"));
    assert!(summary.contains(" 7 subsidies"), "{summary}");
}

#[test]
fn a_corrected_table_of_names_counts_in_the_next_run() {
    let desk = Desk::with_corpus();
    desk.print(&["ingest"]);
    let table = desk.print(&["check", "--links", "--format", "csv"]);
    let wrong = table.lines().nth(1).unwrap();
    let (promoter, other) = wrong.split_once(',').map(|(left, rest)| (left, rest.split(',').next().unwrap())).unwrap();
    assert!(desk.print(&["check", "--links"]).contains(&format!("  {promoter} = {other} (")), "{table}");

    let corrected = table.replacen(",ja,", ",nee,", 1);
    std::fs::write(desk.path().join("corpus/links.csv"), corrected).unwrap();
    assert!(first_line(&desk).starts_with("6 documenten"), "the table is no document");
    assert!(!desk.print(&["check", "--links"]).contains(&format!("  {promoter} = {other} (")));

    std::fs::write(desk.path().join("corpus/links.csv"), "promotor;andere naam;zelfde\na;b;soms\n").unwrap();
    let refused = desk.run(&["ingest"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("links.csv: regel 2"));
}
