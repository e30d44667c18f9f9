//! A parser that crashes, hoards, hangs or reaches out costs the one document it was reading.

#![cfg(debug_assertions)]

use oordeel::parse::parse;
use oordeel::source::Source;

use crate::command::Desk;

/// An order for the mock parser and a piece of what is said about the document.
const ORDERS: [(&str, &str); 7] = [
    ("panic", "afbrak"),
    ("abort", "afbrak"),
    ("overflow", "afbrak"),
    ("exit", "afbrak"),
    ("memory", "meer dan 512 MiB geheugen"),
    ("hang", "langer dan 1 seconden"),
    ("sleep", "langer dan 1 seconden"),
];

fn order(desk: &Desk, name: &str, order: &str) {
    std::fs::write(desk.path().join(name), format!("%oordeel-mock {order}\n")).unwrap();
}

#[test]
fn every_death_costs_one_document() {
    let desk = Desk::with_corpus();
    let extract = ["extract", "corpus", "--format", "ndjson", "--max-seconds", "1", "--max-memory", "512"];
    let alone = desk.print(&extract);
    for (number, (name, _)) in ORDERS.iter().enumerate() {
        // Between the good documents, so that some are read after each death.
        let before = ["aaa", "f", "oproep-j", "p", "tabel-a", "u", "zzz"][number];
        order(&desk, &format!("corpus/{before}-{name}.txt"), name);
    }
    let output = desk.run(&extract);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout), alone);
    let said = String::from_utf8_lossy(&output.stderr);
    for (name, expected) in ORDERS {
        let about: Vec<&str> = said.lines().filter(|line| line.contains(&format!("-{name}.txt: "))).collect();
        assert!(matches!(about[..], [line] if line.contains(expected)), "{name}: {said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_reaches_no_file_no_network_and_no_program() {
    let desk = Desk::with_corpus();
    order(&desk, "vlucht.txt", "escape");
    assert_eq!(desk.print(&["text", "vlucht.txt"]), "bereikt:\n");
    let outside = parse(&Source::new("vlucht.txt", b"%oordeel-mock escape".to_vec()));
    assert!(outside.text.contains("bestanden") && outside.text.contains("programma's"), "{}", outside.text);
}
