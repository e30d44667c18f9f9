//! A run that is killed leaves the index as it was before or as it is after, never between.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use oordeel::index::Index;

use crate::command::{Desk, copy_folder};

/// What an index holds: documents with their digests, number of records, number of coded sentences.
type Contents = (BTreeMap<String, String>, usize, usize);

fn contents(index: &Path) -> Contents {
    let index = Index::open(index).unwrap();
    let known = index.known().unwrap();
    let digests = known.into_iter().map(|(name, known)| (name, known.id.as_str().to_owned())).collect();
    (digests, index.records().unwrap().len(), index.codings().unwrap().len())
}

/// Kills a run after each of many delays; gives how often the old and the new state was found.
fn kill_often(desk: &Desk, old: Option<&Contents>, new: &Contents, took: Duration) -> (usize, usize) {
    const TIMES: u32 = 40;
    let (before, index) = (desk.path().join("index-before"), desk.path().join("index"));
    let (mut found_old, mut found_new) = (0, 0);
    for time in 0..TIMES {
        std::fs::remove_dir_all(&index).unwrap();
        if old.is_some() {
            copy_folder(&before, &index);
        }
        let mut child = desk.command(&["ingest"]).stdout(std::process::Stdio::null()).spawn().unwrap();
        // The last delays reach past the usual end of a run.
        std::thread::sleep(took * time * 3 / (2 * TIMES));
        child.kill().unwrap();
        child.wait().unwrap();
        match old {
            None if !index.join("meta.json").exists() || contents(&index).0.is_empty() => found_old += 1,
            _ => {
                let left = contents(&index);
                if old == Some(&left) {
                    found_old += 1;
                } else {
                    assert_eq!(&left, new, "killed after {time}/{TIMES} of 1.5 runs");
                    found_new += 1;
                }
            }
        }
        std::fs::create_dir_all(&index).unwrap();
    }
    (found_old, found_new)
}

#[test]
fn killing_ingest_leaves_the_old_or_the_new_index() {
    let desk = Desk::with_corpus();
    let index = desk.path().join("index");
    let start = Instant::now();
    desk.print(&["ingest"]);
    let took = start.elapsed();
    let full = contents(&index);
    let (found_old, _) = kill_often(&desk, None, &full, took);
    assert!(found_old > 0, "no run was killed before its end");

    desk.print(&["ingest"]);
    copy_folder(&index, &desk.path().join("index-before"));
    let folder = desk.path().join("corpus");
    std::fs::remove_file(folder.join("oproep-integratiepact.txt")).unwrap();
    let evaluations = std::fs::read_to_string(folder.join("beoordelingen-oproep-426.txt")).unwrap();
    std::fs::write(folder.join("nieuw.txt"), evaluations.replace("vzw", "nv")).unwrap();
    desk.print(&["ingest"]);
    let new = contents(&index);
    assert_ne!(new, full);
    let (found_old, _) = kill_often(&desk, Some(&full), &new, took);
    assert!(found_old > 0, "no run was killed before its end");

    // A killed run leaves no lock behind.
    desk.print(&["ingest"]);
    assert_eq!(contents(&index), new);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let desk = Desk::with_corpus();
    let mut first = desk.command(&["ingest"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let second = desk.run(&["ingest"]);
    assert!(first.wait().unwrap().success() || second.status.success());
    let complaint = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(second.status.success() || complaint.contains("wacht"), "{complaint}");
    desk.print(&["ingest"]);
    let alone = Desk::with_corpus();
    alone.print(&["ingest"]);
    assert_eq!(contents(&desk.path().join("index")), contents(&alone.path().join("index")));
}
