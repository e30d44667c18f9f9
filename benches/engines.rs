//! How fast queries are over generated evaluations, beside SQLite's FTS5 in the same run: `cargo bench --bench engines [RECORDS]`.
//!
//! The evaluations are words of the corpus in an order of their own: every word follows a word that it follows somewhere in the
//! corpus, and some are joined to compounds, from a fixed seed. Both engines keep the same words and give the ten best records with
//! snippets; neither counts how many there are. Times are by the clock, one query at a time, after a few that are not measured.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a program that prints measurements"
)]

mod measure;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use measure::{Chance, cpu};
use oordeel::document::{Document, Span};
use oordeel::dutch::function_words::is_function_word;
use oordeel::entry::Entry;
use oordeel::finding::Comparison;
use oordeel::index::{Contents, Index};
use oordeel::record::Record;
use oordeel::search::{Request, search};
use oordeel::source::SourceId;
use rusqlite::Connection;

/// Records that stand in one document.
const IN_A_DOCUMENT: usize = 20;
/// Queries of every kind.
const QUERIES: usize = 200;

fn main() {
    let records = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let texts = Generator::new().texts(records);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{records} generated evaluations, {:.1} MB of text", bytes as f64 / 1e6);
    let folder = tempfile::tempdir().unwrap();
    let index = own(&folder.path().join("index"), &texts, bytes);
    let connection = peer(&folder.path().join("fts5.db"), &texts, bytes);
    for (kind, queries) in kinds(&texts) {
        let ours = times(&queries, |(own, _)| {
            let request = Request { query: own.clone(), limit: 10, ..Request::default() };
            search(&index, &request).unwrap().hits.len()
        });
        print!("{kind:<24} oordeel {}", shown(&ours));
        if queries.iter().all(|(_, peer)| peer.is_empty()) {
            println!("; FTS5 cannot");
            continue;
        }
        let theirs = times(&queries, |(_, peer)| ask(&connection, peer));
        println!("; FTS5 {}; FTS5/oordeel {:.1}", shown(&theirs), at(&theirs, 0.5) / at(&ours, 0.5));
    }
}

fn at(times: &[f64], part: f64) -> f64 {
    times[((times.len() - 1) as f64 * part) as usize]
}

fn shown(times: &[f64]) -> String {
    format!("median {:.2} ms, p95 {:.2} ms", at(times, 0.5), at(times, 0.95))
}

/// Milliseconds of every query, in ascending order.
fn times<T>(queries: &[T], ask: impl Fn(&T) -> usize) -> Vec<f64> {
    queries.iter().take(5).for_each(|query| {
        ask(query);
    });
    let time = |query: &T| {
        let before = Instant::now();
        std::hint::black_box(ask(query));
        before.elapsed().as_secs_f64() * 1000.0
    };
    let mut times: Vec<f64> = queries.iter().map(time).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// An index of the texts; its size and what making it cost are printed.
fn own(folder: &Path, texts: &[String], bytes: usize) -> Index {
    let index = Index::open_or_create(folder).unwrap();
    let entries: Vec<Entry> =
        texts.chunks(IN_A_DOCUMENT).enumerate().map(|(number, texts)| entry(number, texts)).collect();
    let before = cpu();
    let mut writing = index.begin().unwrap();
    for entry in &entries {
        writing.put(&Contents { extracted: entry, compared: entry, codings: &[], repeats: false }).unwrap();
    }
    writing.finish(&Comparison::default()).unwrap();
    let spent = (cpu() - before).as_secs_f64();
    let sizes = std::fs::read_dir(folder).unwrap().map(|file| {
        let file = file.unwrap();
        (file.path().extension().is_some_and(|kind| kind == "store"), file.metadata().unwrap().len())
    });
    let without_text: u64 = sizes.filter(|(store, _)| !store).map(|(_, size)| size).sum();
    println!(
        "oordeel: indexed at {:.1} MB/CPU s, index without stored text {:.2} of the text",
        bytes as f64 / 1e6 / spent,
        without_text as f64 / bytes as f64
    );
    Index::open(folder).unwrap()
}

fn entry(number: usize, texts: &[String]) -> Entry {
    let name = format!("document-{number:06}.txt");
    let mut document = Document::default();
    let mut records = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let verdict = ["positive", "negative"][place % 2];
        let span = Span::new(document.text.len(), document.text.len() + text.len());
        document.text.push_str(text);
        document.text.push('\n');
        let record: Record = serde_json::from_value(serde_json::json!({
            "kind": "evaluation", "id": format!("{number}-{place}"), "promoter": format!("Vereniging {}", number % 997),
            "verdict": verdict, "assessment": text, "remarks": [], "boilerplate": [],
            "source": {"document": name, "digest": "", "span": [span.start, span.end],
                "evidence": {"assessment": [[span.start, span.end]]}},
        }))
        .unwrap();
        records.push(record);
    }
    Entry { id: SourceId::of(name.as_bytes()), name, profiles: String::new(), document, records }
}

fn peer(file: &Path, texts: &[String], bytes: usize) -> Connection {
    let mut connection = Connection::open(file).unwrap();
    let before = cpu();
    connection.execute("CREATE VIRTUAL TABLE evaluations USING fts5(text, verdict)", ()).unwrap();
    let transaction = connection.transaction().unwrap();
    for (number, text) in texts.iter().enumerate() {
        let verdict = ["positive", "negative"][number % IN_A_DOCUMENT % 2];
        transaction.execute("INSERT INTO evaluations VALUES (?1, ?2)", (text, verdict)).unwrap();
    }
    transaction.commit().unwrap();
    println!("FTS5: indexed at {:.1} MB/CPU s", bytes as f64 / 1e6 / (cpu() - before).as_secs_f64());
    connection
}

fn ask(connection: &Connection, query: &str) -> usize {
    let mut statement = connection
        .prepare("SELECT rowid, snippet(evaluations, 0, '[', ']', '…', 20) FROM evaluations WHERE evaluations MATCH ?1 ORDER BY rank LIMIT 10")
        .unwrap();
    statement.query_map([query], |row| row.get::<_, String>(1)).unwrap().map(Result::unwrap).count()
}

/// Queries of every kind, as we and as FTS5 write them.
fn kinds(texts: &[String]) -> Vec<(&'static str, Vec<(String, String)>)> {
    let mut chance = Chance(77);
    let mut word = || loop {
        let text = &texts[chance.below(texts.len())];
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = chance.below(words.len() - 1);
        let plain = |word: &str| word.chars().all(|letter| letter.is_ascii_lowercase());
        if plain(words[at]) && plain(words[at + 1]) && words[at].len() > 4 && !is_function_word(words[at]) {
            return (words[at].to_owned(), words[at + 1].to_owned());
        }
    };
    let mut many = |make: &dyn Fn([(String, String); 3]) -> (String, String)| -> Vec<(String, String)> {
        (0..QUERIES).map(|_| make([word(), word(), word()])).collect()
    };
    vec![
        ("one word", many(&|[(a, _), ..]| (a.clone(), a))),
        (
            "three words, any",
            many(&|[(a, _), (b, _), (c, _)]| (format!("{a} OF {b} OF {c}"), format!("{a} OR {b} OR {c}"))),
        ),
        (
            "three words, ranked",
            many(&|[(a, _), (b, _), (c, _)]| (format!("{a} {b} {c}"), format!("{a} OR {b} OR {c}"))),
        ),
        ("two words, both", many(&|[(a, _), (b, _), _]| (format!("{a} EN {b}"), format!("{a} AND {b}")))),
        ("phrase", many(&|[(a, b), ..]| (format!("\"{a} {b}\""), format!("\"{a} {b}\"")))),
        ("beginning of a word", many(&|[(a, _), ..]| (format!("{}*", &a[..4]), format!("{}*", &a[..4])))),
        ("end of a word", many(&|[(a, _), ..]| (format!("*{}", &a[a.len() - 4..]), String::new()))),
        ("misspelt word", many(&|[(a, _), ..]| (format!("{}{}", &a[..2], &a[3..]), String::new()))),
        (
            "one word, one verdict",
            many(&|[(a, _), ..]| (format!("{a} oordeel:negatief"), format!("text:{a} verdict:negative"))),
        ),
    ]
}

/// Makes texts of the corpus' words.
struct Generator {
    followers: BTreeMap<String, Vec<String>>,
    words: Vec<String>,
    chance: Chance,
}

impl Generator {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|kind| kind == "txt"));
        files.sort();
        let text: String = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let mut followers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in words.windows(2) {
            followers.entry(pair[0].clone()).or_default().push(pair[1].clone());
        }
        Self { followers, words, chance: Chance(2018) }
    }

    fn texts(mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.text()).collect()
    }

    fn text(&mut self) -> String {
        let length = 40 + self.chance.below(120);
        let mut text = String::new();
        let mut word = self.any();
        for _ in 0..length {
            text.push_str(&word);
            if self.chance.below(12) == 0 && word.chars().all(char::is_alphabetic) {
                text.push_str(&self.any().to_lowercase());
            }
            text.push(' ');
            word = match self.followers.get(&word) {
                Some(next) => next[self.chance.below(next.len())].clone(),
                None => self.any(),
            };
        }
        text.push('.');
        text
    }

    fn any(&mut self) -> String {
        self.words[self.chance.below(self.words.len())].clone()
    }
}
