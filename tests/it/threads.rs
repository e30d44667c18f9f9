//! The same corpus gives the same bytes on any number of threads.

use crate::command::Desk;

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let print = |threads: &str| {
        let desk = Desk::with_corpus();
        let run = |arguments: &[&str]| {
            let output = desk.command(arguments).env("RAYON_NUM_THREADS", threads).output().unwrap();
            assert!(output.status.success());
            output.stdout
        };
        let save = |option: &str, file: &str| {
            run(&["themes", option, file]);
            std::fs::read(desk.path().join(file)).unwrap()
        };
        [
            run(&["extract", "corpus", "--format", "ndjson"]),
            run(&["ingest"]),
            run(&["themes", "--format", "ndjson"]),
            run(&["themes"]),
            run(&["themes", "numbers"]),
            run(&["themes", "numbers", "--format", "csv"]),
            run(&["themes", "numbers", "--format", "ndjson"]),
            run(&["checklist"]),
            save("--matrix", "m.csv"),
            save("--matrix", "m.xlsx"),
            save("--qdpx", "p.qdpx"),
            save("--report", "r.html"),
            run(&["search", "verandering van gedrag", "--format", "ndjson", "--limit", "50"]),
            run(&["check", "--links"]),
            run(&["verdicts", "--format", "csv"]),
        ]
    };
    let one = print("1");
    assert!(one.iter().all(|bytes| !bytes.is_empty()));
    for threads in ["2", "8"] {
        assert!(print(threads) == one, "{threads} threads");
    }
}
