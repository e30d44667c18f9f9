//! What coding and counting sentences costs, for ten thousand, a hundred thousand and a million: `cargo bench --bench coding`.
//!
//! The sentences are those of the corpus with one word in six replaced by another word of it, from a fixed seed; twelve make an
//! evaluation. Every size runs in a process of its own, so that its peak of memory is its own.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a program that prints measurements"
)]

mod measure;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use measure::{Chance, cpu};
use oordeel::annotate::{Codebook, annotate};
use oordeel::document::Span;
use oordeel::dutch::sentences::sentences;
use oordeel::record::{Evaluation, Place, Verdict};
use oordeel::source::SourceId;
use oordeel::statistics::figures;
use oordeel::theme::Coding;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Sentences of one evaluation.
const IN_AN_EVALUATION: usize = 12;
/// One word in so many is replaced.
const REPLACED: usize = 6;
/// Names the size that a process of its own measures.
const SIZE: &str = "OORDEEL_BENCH_SENTENCES";

fn main() {
    if let Some(size) = std::env::var(SIZE).ok().and_then(|size| size.parse().ok()) {
        return measure(size);
    }
    for size in SIZES {
        let program = std::env::current_exe().unwrap();
        let printed = Command::new(program).env(SIZE, size.to_string()).output().unwrap();
        print!("{}", String::from_utf8_lossy(&printed.stdout));
    }
}

fn measure(size: usize) {
    let codebook = Codebook::built_in_with_model().unwrap();
    let mut generator = Generator::new();
    let mut codings: Vec<Coding> = Vec::new();
    let mut coding = Duration::ZERO;
    let mut number = 0;
    while codings.len() < size {
        let (evaluation, text) = generator.evaluation(number);
        let before = cpu();
        codings.extend(annotate(&evaluation, &text, &codebook));
        coding += cpu() - before;
        number += 1;
    }
    let before = cpu();
    let counted = figures(&codings, codebook.themes());
    let counting = cpu() - before;
    println!(
        "{:>9} sentences of {number} evaluations: coding {:.2} s, counting {:.2} s of processor time; peak {} MiB; {} themes",
        codings.len(),
        coding.as_secs_f64(),
        counting.as_secs_f64(),
        peak(),
        counted.themes.len()
    );
}

/// The most memory that this process has had, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Makes evaluations of the corpus' sentences.
struct Generator {
    sentences: Vec<Vec<String>>,
    words: Vec<String>,
    chance: Chance,
}

impl Generator {
    fn new() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/beoordelingen-oproep-426.txt");
        let text = std::fs::read_to_string(file).unwrap();
        let apart = |range: std::ops::Range<usize>| text[range].split_whitespace().map(str::to_owned).collect();
        let sentences: Vec<Vec<String>> = sentences(&text).into_iter().map(apart).collect();
        let sentences: Vec<Vec<String>> = sentences.into_iter().filter(|words| words.len() > 4).collect();
        let words = sentences.iter().flatten().cloned().collect();
        Self { sentences, words, chance: Chance(2018) }
    }

    fn sentence(&mut self) -> String {
        let at = self.chance.below(self.sentences.len());
        let mut words = self.sentences[at].clone();
        for word in &mut words {
            if self.chance.below(REPLACED) == 0 {
                let other = self.chance.below(self.words.len());
                word.clone_from(&self.words[other]);
            }
        }
        words.join(" ")
    }

    fn evaluation(&mut self, number: usize) -> (Evaluation, String) {
        let text: Vec<String> = (0..IN_AN_EVALUATION).map(|_| self.sentence()).collect();
        let text = text.join("\n");
        let whole = Span::new(0, text.len());
        let source = Place {
            document: format!("document-{}.txt", number / 20),
            digest: SourceId::of(b""),
            page: None,
            span: whole,
            evidence: BTreeMap::from([("assessment".to_owned(), vec![whole])]),
        };
        let verdict = [Verdict::Positive, Verdict::Negative][number % 2];
        let id = format!("ev-{number}");
        let evaluation: Evaluation = serde_json::from_value(serde_json::json!({
            "id": id, "promoter": format!("Vereniging {number}"), "verdict": verdict, "assessment": text,
            "remarks": [], "boilerplate": [], "source": source,
        }))
        .unwrap();
        (evaluation, text)
    }
}
