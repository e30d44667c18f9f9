//! How well and how fast queries find what answers them: the product's own index and queries, against tantivy with its Dutch stemmer.
//!
//! `cargo run --release --example relevance DOCS.jsonl QUERIES.tsv`: documents are lines of `{"id": 1, "text": "…"}`, queries lines of
//! number, id of the document that answers and the query, parted by tabs; a query may have several lines.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that prints measurements")]

mod measure;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use measure::cpu;
use oordeel::entry::Entry;
use oordeel::finding::Comparison;
use oordeel::index::{Contents, Index};
use oordeel::record::Record;
use oordeel::search::{Request, search};
use oordeel::source::SourceId;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{TantivyDocument, doc};

/// Hits that are looked at.
const DEPTH: usize = 100;

struct Query {
    words: String,
    answers: BTreeSet<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, queries] = arguments.as_slice() else {
        println!("usage: relevance DOCS.jsonl QUERIES.tsv");
        return;
    };
    let documents = read_documents(documents);
    let queries = read_queries(queries);
    let bytes: usize = documents.iter().map(|(_, text)| text.len()).sum();
    println!("{} documents, {:.1} MB, {} queries", documents.len(), bytes as f64 / 1e6, queries.len());
    own(&documents, &queries, bytes);
    peer(&documents, &queries, bytes);
}

fn read_documents(path: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let read = |line: &str| {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        (document["id"].to_string().trim_matches('"').to_owned(), document["text"].as_str().unwrap().to_owned())
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

fn read_queries(path: &str) -> Vec<Query> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut queries: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.splitn(3, '\t');
        let (number, answer, words) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        queries.entry((number.to_owned(), words.to_owned())).or_default().insert(answer.to_owned());
    }
    queries.into_iter().map(|((_, words), answers)| Query { words, answers }).collect()
}

fn own(documents: &[(String, String)], queries: &[Query], bytes: usize) {
    let folder = std::env::temp_dir().join(format!("oordeel-relevance-{}", std::process::id()));
    let index = Index::open_or_create(&folder).unwrap();
    let entry = |(id, text): &(String, String)| {
        let record: Record = serde_json::from_value(serde_json::json!({
            "kind": "report", "id": id, "title": "", "sections": [{"title": "", "text": text}],
            "source": {"document": id, "digest": "", "span": [0, 0]},
        }))
        .unwrap();
        let document = oordeel::document::Document::default();
        Entry {
            name: id.clone(),
            id: SourceId::of(id.as_bytes()),
            profiles: String::new(),
            document,
            records: vec![record],
        }
    };
    let entries: Vec<Entry> = documents.iter().map(entry).collect();
    let before = cpu();
    let mut writing = index.begin().unwrap();
    for entry in &entries {
        writing.put(&Contents { extracted: entry, compared: entry, codings: &[], repeats: false }).unwrap();
    }
    writing.finish(&Comparison::default()).unwrap();
    let indexing = cpu() - before;
    let index = Index::open(&folder).unwrap();
    let find = |words: &str| -> Vec<String> {
        let request = Request { query: words.to_owned(), limit: DEPTH, ..Request::default() };
        search(&index, &request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    };
    report("oordeel", queries, bytes, indexing, find);
    std::fs::remove_dir_all(folder).unwrap();
}

fn peer(documents: &[(String, String)], queries: &[Query], bytes: usize) {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let indexing =
        TextFieldIndexing::default().set_tokenizer("dutch").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = tantivy::Index::create_in_ram(schema.build());
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Dutch))
        .build();
    index.tokenizers().register("dutch", analyzer);
    let before = cpu();
    let mut writer = index.writer_with_num_threads(1, 64 << 20).unwrap();
    for (own, words) in documents {
        writer.add_document(doc!(id => own.as_str(), text => words.as_str())).unwrap();
    }
    writer.commit().unwrap();
    let indexing = cpu() - before;
    let searcher = index.reader().unwrap().searcher();
    let parser = QueryParser::for_index(&index, vec![text]);
    let find = |words: &str| -> Vec<String> {
        let (query, _) = parser.parse_query_lenient(words);
        let found = searcher.search(&query, &TopDocs::with_limit(DEPTH).order_by_score()).unwrap();
        let name = |address| {
            let found: TantivyDocument = searcher.doc(address).unwrap();
            found.get_first(id).unwrap().as_str().unwrap().to_owned()
        };
        found.into_iter().map(|(_, address)| name(address)).collect()
    };
    report("tantivy, Language::Dutch", queries, bytes, indexing, find);
}

fn report(name: &str, queries: &[Query], bytes: usize, indexing: Duration, find: impl Fn(&str) -> Vec<String>) {
    let mut cache: HashMap<&str, Vec<String>> = HashMap::new();
    let (mut gain, mut reciprocal, mut recall, mut none) = (0.0, 0.0, 0.0, 0);
    let mut times = Vec::new();
    for query in queries {
        let before = Instant::now();
        let hits = cache.entry(&query.words).or_insert_with(|| find(&query.words));
        times.push(before.elapsed().as_secs_f64() * 1000.0);
        let ranks: Vec<usize> =
            hits.iter().enumerate().filter(|(_, hit)| query.answers.contains(*hit)).map(|(rank, _)| rank).collect();
        let discount = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
        let ideal: f64 = (0..query.answers.len().min(10)).map(discount).sum();
        gain += ranks.iter().filter(|&&rank| rank < 10).map(|&rank| discount(rank)).sum::<f64>() / ideal;
        reciprocal += ranks.first().map_or(0.0, |&rank| 1.0 / (rank as f64 + 1.0));
        recall += ranks.len() as f64 / query.answers.len() as f64;
        none += usize::from(hits.is_empty());
    }
    times.sort_by(f64::total_cmp);
    let all = queries.len() as f64;
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!(
        "{name}: nDCG@10 = {:.3}  MRR = {:.3}  recall@100 = {:.3}  no hit = {none}  indexing = {:.1} MB/CPU s  median = {:.2} ms  p95 = {:.2} ms",
        gain / all,
        reciprocal / all,
        recall / all,
        bytes as f64 / 1e6 / indexing.as_secs_f64(),
        at(0.5),
        at(0.95)
    );
}
