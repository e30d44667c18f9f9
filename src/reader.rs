//! Reads one document whoever made it: a source in, its text and records out, from a process of its own where that is asked.

use std::path::PathBuf;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::document::{Document, Reason, Warning};
use crate::entry::Entry;
use crate::extract::{Reading, extract};
use crate::isolate::{Death, Limits, Pool, serve};
use crate::parse::parse;
use crate::record::Record;
use crate::source::Source;

/// Reads documents, here or in processes apart.
#[derive(Debug)]
pub struct Reader {
    pool: Option<Pool>,
}

/// What a worker is asked; the document's bytes come behind it.
#[derive(Debug, Serialize, Deserialize)]
enum Task {
    /// The text: a [`Document`] comes back.
    Text,
    /// The records as well: an [`Answer`] comes back. They bear the name.
    Records(String),
}

/// A document without its layout, and what was taken out of it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Answer {
    document: Document,
    records: Vec<Record>,
    readings: Vec<Reading>,
}

impl Reader {
    /// Reads in this process: for documents that are trusted. A parser that crashes takes the program with it.
    pub fn here() -> Self {
        Self { pool: None }
    }

    /// Reads in processes of `program`, which must be `oordeel`: a document can harm nothing but itself.
    pub fn apart(program: PathBuf, limits: Limits) -> Self {
        Self { pool: Some(Pool::new(program, limits)) }
    }

    /// The text of a document, to which all spans refer, without its layout.
    pub fn text(&self, source: &Source) -> Document {
        match &self.pool {
            None => without_layout(parse(source)),
            Some(pool) => ask(pool, &Task::Text, &source.bytes).unwrap_or_else(Document::unread),
        }
    }

    /// The document with its records, and how its layout was recognised.
    pub fn read(&self, source: &Source) -> (Entry, Vec<Reading>) {
        let answer = match &self.pool {
            None => answer(source),
            Some(pool) => ask(pool, &Task::Records(source.name.clone()), &source.bytes).unwrap_or_else(Answer::unread),
        };
        let Answer { document, records, readings } = answer;
        (Entry { name: source.name.clone(), id: source.id.clone(), document, records }, readings)
    }
}

impl Answer {
    fn unread(warning: Warning) -> Self {
        Self { document: Document::unread(warning), ..Self::default() }
    }
}

/// Does the tasks that come in on standard input until there are no more: what `oordeel worker` is.
///
/// # Errors
/// When standard input or output breaks.
pub fn work(limits: Limits) -> std::io::Result<()> {
    serve(limits, |task, bytes| {
        let answer = match serde_json::from_slice(task) {
            Ok(Task::Text) => serde_json::to_vec(&without_layout(parse(&Source::new("", bytes)))),
            Ok(Task::Records(name)) => serde_json::to_vec(&answer(&Source::new(name, bytes))),
            Err(fault) => Err(fault),
        };
        answer.unwrap_or_default()
    })
}

fn answer(source: &Source) -> Answer {
    let document = parse(source);
    let extraction = extract(&document, &source.name, &source.id);
    let document = without_layout(document);
    Answer { document, records: extraction.records, readings: extraction.readings }
}

/// The layout has told what it can when the records are taken out; what is kept of a document is its text.
fn without_layout(mut document: Document) -> Document {
    document.blocks = Vec::new();
    document
}

fn ask<T: DeserializeOwned>(pool: &Pool, task: &Task, bytes: &[u8]) -> Result<T, Warning> {
    let broken = |fault: serde_json::Error| Death::Broken(fault.to_string());
    let answer = serde_json::to_vec(task).map_err(broken).and_then(|task| pool.ask(&task, bytes));
    answer.and_then(|answer| serde_json::from_slice(&answer).map_err(broken)).map_err(|death| reason(&death))
}

fn reason(death: &Death) -> Warning {
    let again = "bewaar het opnieuw in het programma waarmee het gemaakt is, of als PDF, en probeer opnieuw";
    match death {
        Death::Memory(limit) => Warning::new(
            Reason::TooLarge,
            format!(
                "het document vroeg meer dan {} MiB geheugen en is daarom niet gelezen; {again}, of geef meer geheugen met --max-memory",
                limit >> 20
            ),
        ),
        Death::Time(limit) => Warning::new(
            Reason::TooLarge,
            format!(
                "het document lezen duurde langer dan {limit} seconden en is daarom gestopt; {again}, of geef meer tijd met --max-seconds"
            ),
        ),
        Death::Answer(limit) => Warning::new(
            Reason::TooLarge,
            format!("het document geeft meer dan {} MiB tekst; splits het en probeer opnieuw", limit >> 20),
        ),
        Death::Broken(_) => {
            Warning::new(Reason::Damaged, format!("het document is zo beschadigd dat het lezen ervan afbrak; {again}"))
        }
        Death::NotStarted(cause) => Warning::new(
            Reason::Unsupported,
            format!(
                "er kon geen proces gestart worden om het document te lezen ({cause}); sluit andere programma's en probeer opnieuw"
            ),
        ),
    }
}
