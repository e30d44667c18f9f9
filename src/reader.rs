//! Reads one document whoever made it: a source in, its text and records out, from a process of its own where that is asked.

use std::path::PathBuf;

use rayon::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::document::{Document, Reason, Warning};
use crate::entry::Entry;
use crate::extract::{Example, Lesson, Profiles, Reading, extract_with, learn};
use crate::isolate::{Death, Limits, Pool, serve};
use crate::parse::{self, Member, Scan, parse_with};
use crate::recognise::Recogniser;
use crate::record::Record;
use crate::source::Source;

/// Most pages of a document that are recognised on their pictures.
const MOST_PICTURES: u32 = 2_000;
/// So many pages are recognised before it is known whether there are more.
const PICTURES_AT_ONCE: u32 = 8;

/// Reads documents, here or in processes apart.
#[derive(Debug)]
pub struct Reader {
    pool: Option<Pool>,
    recogniser: Option<Recogniser>,
    profiles: Profiles,
}

/// What a worker is asked; the document's bytes come behind it.
#[derive(Debug, Serialize, Deserialize)]
enum Task {
    /// The text: a [`Document`] comes back.
    Text(Vec<Scan>),
    /// The records as well: an [`Answer`] comes back. They bear the name.
    Records(String, Vec<Scan>, Profiles),
    /// The layout in which an example stands: a [`Lesson`] comes back.
    Learn(String, Vec<Scan>, Example),
    /// The picture of a page: a grey map comes back; nothing where there is no such page.
    Picture(u32),
    /// The files inside: a [`Packing`] comes back, a line feed, and the bytes of the files one after the other.
    Members,
}

/// The files in a file: name and number of bytes of each, or why it could not be taken out.
type Packing = Vec<(String, Result<usize, Warning>)>;

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
        Self { pool: None, recogniser: None, profiles: Profiles::default() }
    }

    /// Reads in processes of `program`, which must be `oordeel`: a document can harm nothing but itself.
    pub fn apart(program: PathBuf, limits: Limits) -> Self {
        let pool = Some(Pool::new(program, limits));
        Self { pool, recogniser: None, profiles: Profiles::default() }
    }

    /// Also reads pages without text, by recognising it on their pictures.
    #[must_use]
    pub fn recognising(self, recogniser: Recogniser) -> Self {
        Self { recogniser: Some(recogniser), ..self }
    }

    /// Also knows the words and layouts of these profiles.
    #[must_use]
    pub fn knowing(self, profiles: Profiles) -> Self {
        Self { profiles, ..self }
    }

    /// The profiles that it knows.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// Whether a document that was read before should be read again, because more of it can be read now.
    pub fn reads_more_of(&self, document: &Document) -> bool {
        self.recogniser.is_some() && textless(document).next().is_some()
    }

    /// The text of a document, to which all spans refer, without its layout.
    pub fn text(&self, source: &Source) -> Document {
        let read = |scans: Vec<Scan>| match &self.pool {
            None => without_layout(parse_with(source, &scans)),
            Some(pool) => ask(pool, &Task::Text(scans), &source.bytes).unwrap_or_else(Document::unread),
        };
        let document = read(Vec::new());
        let document = self.scans(source, &document).map_or(document, read);
        checked(document, source)
    }

    /// The document with its records, and how its layout was recognised.
    pub fn read(&self, source: &Source) -> (Entry, Vec<Reading>) {
        let read = |scans: Vec<Scan>| match &self.pool {
            None => answer(source, &scans, &self.profiles),
            Some(pool) => {
                let task = Task::Records(source.name.clone(), scans, self.profiles.clone());
                ask(pool, &task, &source.bytes).unwrap_or_else(Answer::unread)
            }
        };
        let answer = read(Vec::new());
        let answer = self.scans(source, &answer.document).map_or(answer, read);
        let Answer { document, records, readings } = answer;
        let document = checked(document, source);
        let profiles = self.profiles.digest();
        (Entry { name: source.name.clone(), id: source.id.clone(), profiles, document, records }, readings)
    }

    /// What one record of a document, pointed at by its words, teaches about the document's layout.
    ///
    /// # Errors
    /// A warning where the document cannot be read.
    pub fn learn(&self, source: &Source, example: &Example) -> Result<Lesson, Warning> {
        let document = self.text(source);
        if document.text.trim().is_empty() {
            let empty = || Warning::new(Reason::Empty, "het document bevat geen tekst om van te leren");
            return Err(document.warnings.into_iter().next().unwrap_or_else(empty));
        }
        let scans = self.scans(source, &Document { text: String::new(), ..document }).unwrap_or_default();
        match &self.pool {
            None => Ok(lesson(source, &scans, example)),
            Some(pool) => ask(pool, &Task::Learn(source.name.clone(), scans, example.clone()), &source.bytes),
        }
    }

    /// What can be recognised on the pages of a document that have no text; `None` where that is nothing.
    fn scans(&self, source: &Source, document: &Document) -> Option<Vec<Scan>> {
        let recogniser = self.recogniser.as_ref()?;
        let scan = |page: u32| -> Option<Scan> {
            let picture = self.picture(source, page)?;
            recogniser.words(&picture).ok().map(|words| Scan { page, words })
        };
        let pages: Vec<Option<u32>> = textless(document).collect();
        let scans: Vec<Scan> = if pages.contains(&None) {
            // No page has text; they are taken until there are no more.
            let batches = (0..MOST_PICTURES / PICTURES_AT_ONCE)
                .map(|batch| batch * PICTURES_AT_ONCE)
                .map(|first| first + 1..=first + PICTURES_AT_ONCE);
            let batches = batches.map(|pages| pages.into_par_iter().map(scan).collect::<Vec<_>>());
            batches.flatten().map_while(|scan| scan).collect()
        } else {
            pages.into_par_iter().flatten().filter_map(scan).collect()
        };
        (!scans.is_empty()).then_some(scans)
    }

    fn picture(&self, source: &Source, page: u32) -> Option<Vec<u8>> {
        match &self.pool {
            None => parse::picture(source, page),
            Some(pool) => ask_bytes(pool, &Task::Picture(page), &source.bytes).ok().filter(|map| !map.is_empty()),
        }
    }

    /// The files in an archive or on a mail; none for other documents.
    pub fn members(&self, source: &Source) -> Vec<Member> {
        let members = match &self.pool {
            _ if !source.format.holds_files() => return Vec::new(),
            None => return parse::members(source),
            Some(pool) => {
                ask_bytes(pool, &Task::Members, &source.bytes).and_then(|answer| unpack(&answer).map_err(broken))
            }
        };
        members.unwrap_or_else(|death| vec![Member { name: "bijlagen".to_owned(), bytes: Err(reason(&death)) }])
    }
}

/// The members in one answer.
fn pack(members: Vec<Member>) -> serde_json::Result<Vec<u8>> {
    let size = |member: &Member| member.bytes.as_ref().map(Vec::len).map_err(Clone::clone);
    let packing: Packing = members.iter().map(|member| (member.name.clone(), size(member))).collect();
    let mut answer = serde_json::to_vec(&packing)?;
    answer.push(b'\n');
    answer.extend(members.into_iter().filter_map(|member| member.bytes.ok()).flatten());
    Ok(answer)
}

fn unpack(answer: &[u8]) -> serde_json::Result<Vec<Member>> {
    let end = answer.iter().position(|&byte| byte == b'\n').unwrap_or(answer.len());
    let packing: Packing = serde_json::from_slice(&answer[..end])?;
    let mut rest = answer.get(end + 1..).unwrap_or_default();
    let members = packing.into_iter().map(|(name, size)| {
        let bytes = size.map(|size| {
            let (bytes, others) = rest.split_at(size.min(rest.len()));
            rest = others;
            bytes.to_vec()
        });
        Member { name, bytes }
    });
    Ok(members.collect())
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
            Ok(Task::Text(scans)) => serde_json::to_vec(&without_layout(parse_with(&Source::new("", bytes), &scans))),
            Ok(Task::Records(name, scans, profiles)) => {
                serde_json::to_vec(&answer(&Source::new(name, bytes), &scans, &profiles))
            }
            Ok(Task::Learn(name, scans, example)) => {
                serde_json::to_vec(&lesson(&Source::new(name, bytes), &scans, &example))
            }
            Ok(Task::Picture(page)) => Ok(parse::picture(&Source::new("", bytes), page).unwrap_or_default()),
            Ok(Task::Members) => pack(parse::members(&Source::new("", bytes))),
            Err(fault) => Err(fault),
        };
        answer.unwrap_or_default()
    })
}

/// The pages that have no text, by number; `None` for all of them.
fn textless(document: &Document) -> impl Iterator<Item = Option<u32>> {
    document.warnings.iter().filter(|warning| warning.reason == Reason::NoTextLayer).map(|warning| warning.page)
}

fn lesson(source: &Source, scans: &[Scan], example: &Example) -> Lesson {
    learn(&parse_with(source, scans), &source.name, &source.id, example)
}

fn answer(source: &Source, scans: &[Scan], profiles: &Profiles) -> Answer {
    let document = parse_with(source, scans);
    let extraction = extract_with(&document, &source.name, &source.id, profiles);
    let document = without_layout(document);
    Answer { document, records: extraction.records, readings: extraction.readings }
}

/// A file that is not what its name says was read all the same, and somebody should know.
fn checked(mut document: Document, source: &Source) -> Document {
    if let Some(extension) = source.belied_extension().filter(|_| !document.text.trim().is_empty()) {
        let kind = source.format.label();
        let message = format!("de naam eindigt op .{extension}, maar het bestand is {kind}; zo is het ook gelezen");
        document.warnings.push(Warning::new(Reason::Misnamed, message));
    }
    document
}

/// The layout has told what it can when the records are taken out; what is kept of a document is its text.
fn without_layout(mut document: Document) -> Document {
    document.blocks = Vec::new();
    document
}

fn ask<T: DeserializeOwned>(pool: &Pool, task: &Task, bytes: &[u8]) -> Result<T, Warning> {
    let answer = ask_bytes(pool, task, bytes).and_then(|answer| serde_json::from_slice(&answer).map_err(broken));
    answer.map_err(|death| reason(&death))
}

fn ask_bytes(pool: &Pool, task: &Task, bytes: &[u8]) -> Result<Vec<u8>, Death> {
    pool.ask(&serde_json::to_vec(task).map_err(broken)?, bytes)
}

#[expect(clippy::needless_pass_by_value, reason = "that is how errors come")]
fn broken(fault: serde_json::Error) -> Death {
    Death::Broken(fault.to_string())
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
