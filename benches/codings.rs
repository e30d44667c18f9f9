//! Sentences that people coded in, how well the product codes them out: `cargo run --example codings -- GOLD.ndjson`.
//!
//! A line has `document`, `promoter`, `text`, `codes` and `function`; the lines of one document and promoter are an evaluation,
//! in order. `part` may say where a sentence stands (`headings`, `boilerplate`, `assessment`, `remarks`). `--only FILE` takes
//! the lines whose document, or whose id up to its dot, the file lists. `--codebook FILE` codes with another codebook, `--model FILE`
//! with another model, `--no-model` with none.
//! `--show` prints what is wrong, `--predict` the codings instead of figures.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a program to run by hand")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use oordeel::annotate::{Codebook, Model, annotate};
use oordeel::document::Span;
use oordeel::record::{Evaluation, Place, Verdict};
use oordeel::source::SourceId;
use oordeel::theme::{Coding, Function};
use serde::Deserialize;

/// A coded sentence.
#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    id: String,
    document: String,
    promoter: String,
    text: String,
    #[serde(default)]
    codes: BTreeSet<String>,
    #[serde(default)]
    function: Option<Function>,
    #[serde(default)]
    part: Option<String>,
}

/// What the command line asks for.
#[derive(Default)]
struct Wish {
    files: Vec<String>,
    only: Option<BTreeSet<String>>,
    codebook: Option<String>,
    model: Option<String>,
    no_model: bool,
    show: bool,
    predict: bool,
}

fn wish() -> Result<Wish, Box<dyn Error>> {
    let mut wish = Wish::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--show" => wish.show = true,
            "--predict" => wish.predict = true,
            "--no-model" => wish.no_model = true,
            "--codebook" => wish.codebook = arguments.next(),
            "--model" => wish.model = arguments.next(),
            "--only" => {
                let list = std::fs::read_to_string(arguments.next().ok_or("--only needs a file")?)?;
                wish.only = Some(list.lines().map(|line| line.trim().to_owned()).collect());
            }
            _ => wish.files.push(argument),
        }
    }
    Ok(wish)
}

/// The sentences that are asked for, by evaluation, in the order of the files.
fn evaluations(wish: &Wish) -> Result<Vec<Vec<Gold>>, Box<dyn Error>> {
    let mut evaluations: Vec<Vec<Gold>> = Vec::new();
    for file in &wish.files {
        for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            let gold: Gold = serde_json::from_str(line)?;
            let group = gold.id.split('.').next().unwrap_or_default();
            if wish.only.as_ref().is_some_and(|only| !only.contains(&gold.document) && !only.contains(group)) {
                continue;
            }
            let same = |one: &&mut Vec<Gold>| one[0].document == gold.document && one[0].promoter == gold.promoter;
            match evaluations.iter_mut().find(same) {
                Some(evaluation) => evaluation.push(gold),
                None => evaluations.push(vec![gold]),
            }
        }
    }
    Ok(evaluations)
}

/// The codings that the product gives, with the place of each sentence in the text.
fn coded(sentences: &[Gold], codebook: &Codebook) -> (Vec<Span>, Vec<Coding>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut evidence: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let span = Span::new(text.len(), text.len() + sentence.text.len());
        text.push_str(&sentence.text);
        text.push('\n');
        spans.push(span);
        let part = sentence.part.as_deref().unwrap_or("assessment");
        evidence.entry(format!("{part}.{number}")).or_default().push(span);
    }
    let source = Place {
        document: sentences[0].document.clone(),
        digest: SourceId::of(text.as_bytes()),
        page: None,
        span: Span::new(0, text.len()),
        evidence,
    };
    let evaluation = Evaluation {
        id: String::new(),
        source,
        promoter: sentences[0].promoter.clone(),
        project: None,
        reference: None,
        call: None,
        verdict: Verdict::Unknown,
        verdict_text: None,
        score: None,
        amount: None,
        assessment: String::new(),
        remarks: Vec::new(),
        boilerplate: Vec::new(),
    };
    (spans, annotate(&evaluation, &text, codebook))
}

/// Counts of right, too many and too few.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    more: usize,
    fewer: usize,
}

impl Count {
    fn f1(self) -> f64 {
        let all = 2 * self.right + self.more + self.fewer;
        if all == 0 { 1.0 } else { (2 * self.right) as f64 / all as f64 }
    }
}

/// How it went.
#[derive(Default)]
struct Score {
    themes: BTreeMap<String, Count>,
    confusions: BTreeMap<(&'static str, &'static str), usize>,
    sentences: usize,
    functions: usize,
}

impl Score {
    fn add(&mut self, gold: &Gold, codes: &BTreeSet<String>, function: Option<Function>) {
        for code in gold.codes.union(codes) {
            let count = self.themes.entry(code.clone()).or_default();
            match (gold.codes.contains(code), codes.contains(code)) {
                (true, true) => count.right += 1,
                (false, _) => count.more += 1,
                (true, false) => count.fewer += 1,
            }
        }
        self.sentences += 1;
        self.functions += usize::from(gold.function == function);
        if gold.function != function {
            let name = |function: Option<Function>| function.map_or("none", Function::as_str);
            *self.confusions.entry((name(gold.function), name(function))).or_default() += 1;
        }
    }

    fn print(&self) {
        for (theme, count) in &self.themes {
            println!(
                "  {theme:20} F1 {:.3}  right {}  too many {}  too few {}",
                count.f1(),
                count.right,
                count.more,
                count.fewer
            );
        }
        let mut confusions: Vec<_> = self.confusions.iter().collect();
        confusions.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((asked, given), count) in confusions.into_iter().take(8) {
            println!("  function {asked} taken for {given}: {count}");
        }
        let sum = self.themes.values().fold(Count::default(), |sum, one| Count {
            right: sum.right + one.right,
            more: sum.more + one.more,
            fewer: sum.fewer + one.fewer,
        });
        println!(
            "sentences {}: codes micro-F1 {:.3}  macro-F1 {:.3}  function {:.3}",
            self.sentences,
            sum.f1(),
            self.themes.values().map(|one| one.f1()).sum::<f64>() / self.themes.len().max(1) as f64,
            self.functions as f64 / self.sentences.max(1) as f64
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let wish = wish()?;
    let codebook = match &wish.codebook {
        Some(path) => Codebook::load(Path::new(path))?,
        None if wish.model.is_some() || wish.no_model => Codebook::built_in()?,
        None => Codebook::built_in_with_model()?,
    };
    let codebook = match &wish.model {
        Some(path) => codebook.with_model(Arc::new(Model::load(Path::new(path))?)),
        None => codebook,
    };
    let mut score = Score::default();
    for sentences in evaluations(&wish)? {
        let (spans, codings) = coded(&sentences, &codebook);
        if wish.predict {
            for coding in codings {
                println!("{}", serde_json::to_string(&coding)?);
            }
            continue;
        }
        for (gold, span) in sentences.iter().zip(spans) {
            let inside = |one: &&Coding| one.span.start >= span.start && one.span.end <= span.end;
            let found: Vec<&Coding> = codings.iter().filter(inside).collect();
            let codes: BTreeSet<String> = found.iter().flat_map(|one| one.codes.iter().cloned()).collect();
            let longest = found.iter().max_by_key(|one| one.span.end - one.span.start);
            let function = longest.map(|one| one.function);
            score.add(gold, &codes, function);
            if wish.show && (gold.codes != codes || gold.function != function) {
                let join = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(" ");
                let of = |function: Option<Function>| function.map_or("none", Function::as_str);
                let cue = longest.map_or("", |one| one.cue.as_str());
                println!(
                    "{} [{}] got [{}]; {} got {} ({cue}): {}",
                    gold.id,
                    join(&gold.codes),
                    join(&codes),
                    of(gold.function),
                    of(function),
                    gold.text
                );
            }
        }
    }
    if !wish.predict {
        score.print();
    }
    Ok(())
}
