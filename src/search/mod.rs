//! A query in, ranked hits with marked passages out.

mod query;
mod snippet;

use std::collections::HashMap;

use serde::Serialize;
use tantivy::TantivyDocument;
use tantivy::collector::TopDocs;

pub use snippet::Snippet;

use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::record::{Record, RecordKind, Verdict};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The user's own words.
    pub query: String,
    /// Only evaluations with this verdict.
    pub verdict: Option<Verdict>,
    /// Only records of this kind.
    pub kind: Option<RecordKind>,
    /// At most so many hits.
    pub limit: usize,
}

/// One record that answers a query (Dutch: treffer).
#[doc(alias = "treffer")]
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// How well it answers; only for comparing hits of one query.
    pub score: f32,
    /// Id of the record.
    pub id: String,
    /// Its kind.
    pub kind: RecordKind,
    /// The document it stands in.
    pub document: String,
    /// Page of the passage, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The promoter of an evaluation or project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promoter: Option<String>,
    /// The title of a record that has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The verdict of an evaluation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The passage that answers best.
    pub snippet: Snippet,
}

/// Finds the records that answer a request, best first; equal ones by document and place.
///
/// # Errors
/// When the index is damaged.
pub fn search(index: &Index, request: &Request) -> Result<Vec<Hit>> {
    let searcher = index.searcher();
    let wanted = query::Wanted::read(&request.query);
    let Some(query) = wanted.query(index, request) else { return Ok(Vec::new()) };
    let damaged = |reason: String| Error::Index { path: index.path().to_owned(), reason };
    let collector = TopDocs::with_limit(request.limit.max(1)).order_by_score();
    let found = searcher.search(&query, &collector).map_err(|reason| damaged(reason.to_string()))?;
    let mut hits = Vec::with_capacity(found.len());
    let mut entries: HashMap<String, Option<Entry>> = HashMap::new();
    for (score, address) in found {
        let document: TantivyDocument = searcher.doc(address).map_err(|reason| damaged(reason.to_string()))?;
        let record: Record = index.data(&document).map_err(damaged)?;
        let name = &record.place().document;
        if !entries.contains_key(name) {
            entries.insert(name.clone(), index.entry(name)?);
        }
        hits.push(hit(entries.get(name).and_then(Option::as_ref), &wanted, score, &record));
    }
    hits.sort_by(|left, right| {
        let place = |hit: &Hit| (hit.document.clone(), hit.id.clone());
        right.score.total_cmp(&left.score).then_with(|| place(left).cmp(&place(right)))
    });
    Ok(hits)
}

fn hit(entry: Option<&Entry>, wanted: &query::Wanted, score: f32, record: &Record) -> Hit {
    let place = record.place();
    let snippet = entry.map(|entry| Snippet::best(&entry.document.text, place, wanted)).unwrap_or_default();
    let (promoter, title, verdict) = match record {
        Record::Evaluation(it) => (Some(it.promoter.clone()), it.project.clone(), Some(it.verdict)),
        Record::Project(it) => (it.promoter.clone(), Some(it.title.clone()), None),
        other => (None, Some(other.name().to_owned()), None),
    };
    let page = entry.and_then(|entry| entry.document.page_at(snippet.span.start));
    Hit {
        score,
        id: record.id().to_owned(),
        kind: record.kind(),
        document: place.document.clone(),
        page,
        promoter,
        title,
        verdict,
        snippet,
    }
}
