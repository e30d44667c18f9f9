//! A query in, ranked hits with marked passages and counts out.

mod compile;
mod expand;
mod facets;
mod found;
mod language;
mod rarity;
mod scan;
mod shape;
mod similar;
mod snippet;
mod wish;

use serde::Serialize;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Score, Searcher, TantivyDocument, Term};

pub use facets::{Counts, Facets};
pub use snippet::{Mark, Snippet};
pub use wish::Why;

use crate::error::{Error, Result};
use crate::index::{Index, Shelf};
use crate::record::{Record, RecordKind, Verdict};
use crate::theme::{Coding, Function};
use facets::Counter;
use found::{Sought, Words};
use rarity::Rarity;
use wish::Wish;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The user's own words, in the language of queries.
    pub query: String,
    /// Only evaluations with this verdict.
    pub verdict: Option<Verdict>,
    /// Only records of this kind.
    pub kind: Option<RecordKind>,
    /// At most so many hits.
    pub limit: usize,
    /// Sentences instead of records.
    pub sentences: bool,
    /// Words only in the form in which they are asked.
    pub exact: bool,
    /// Count all answers by kind, verdict and so on.
    pub counted: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Results {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// All answers counted, where the request asks for it.
    pub counts: Counts,
    /// What was read differently than it was written, in Dutch.
    pub notices: Vec<String>,
    /// Words that no document holds, each with the nearest one that some do; the nearest was looked for as well.
    pub suggestions: Vec<(String, String)>,
}

/// One record or sentence that answers a query (Dutch: treffer).
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
    /// The themes of a sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// What a sentence does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<Function>,
    /// The passage that answers best.
    pub snippet: Snippet,
    /// More passages that answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Snippet>,
}

/// Finds what answers a request, best first; equal ones by document and place.
///
/// # Errors
/// When the index is damaged.
pub fn search(index: &Index, request: &Request) -> Result<Results> {
    let searcher = index.searcher();
    let language::Reading { ask, mut notices } = language::read(&request.query);
    let compiled = compile::compile(&ask, index, &searcher, request);
    notices.extend(compiled.notices);
    let filtered = request.verdict.is_some() || request.kind.is_some();
    if compiled.query.is_none() && !filtered {
        return Ok(Results { notices, ..Results::default() });
    }
    let query = within(index, request, compiled.query, compile::needs_words(&ask));
    let (hits, counts) =
        Finder { index, searcher: &searcher, wishes: &compiled.wishes }.find(query.as_ref(), request)?;
    Ok(Results { hits, counts, notices, suggestions: compiled.suggestions })
}

/// The records that speak of the same things as this one, which is not among them.
///
/// # Errors
/// When the index is damaged.
pub fn similar(index: &Index, record: &Record, limit: usize) -> Result<Results> {
    let searcher = index.searcher();
    let Some(document) = index.document(&record.place().document)? else { return Ok(Results::default()) };
    let (like, wishes) = similar::like(record, &document.text, index, &searcher);
    let own = condition(Term::from_field_text(index.fields().id, record.id()));
    let others = BooleanQuery::new(vec![(Occur::Must, like), (Occur::MustNot, own)]);
    let request = Request { limit, counted: true, ..Request::default() };
    let query = within(index, &request, Some(Box::new(others)), true);
    let (hits, counts) = Finder { index, searcher: &searcher, wishes: &wishes }.find(query.as_ref(), &request)?;
    Ok(Results { hits, counts, ..Results::default() })
}

/// The query among the records or sentences that the request is about. What needs words is among them already: they have fields of
/// words of their own.
fn within(index: &Index, request: &Request, query: Option<Box<dyn Query>>, needs_words: bool) -> Box<dyn Query> {
    let fields = index.fields();
    let text = |field, value: &str| Sought::of(condition(Term::from_field_text(field, value)));
    let mut all = Vec::new();
    if !needs_words {
        all.push(text(fields.shelf, shelf(request).name()));
    }
    all.extend(request.verdict.map(|verdict| text(fields.verdict, verdict.as_str())));
    all.extend(request.kind.map(|kind| text(fields.kind, kind.as_str())));
    match query {
        Some(query) if all.is_empty() => return query,
        query => all.extend(query.map(Sought::of)),
    }
    Box::new(Words::all(all))
}

/// What is looked for.
fn shelf(request: &Request) -> Shelf {
    if request.sentences { Shelf::Sentence } else { Shelf::Record }
}

/// A condition says nothing about how well a record answers.
fn condition(term: Term) -> Box<dyn Query> {
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

struct Finder<'run> {
    index: &'run Index,
    searcher: &'run Searcher,
    wishes: &'run [Wish],
}

impl Finder<'_> {
    /// The best answers, and all of them counted where that is asked: then none can be passed over.
    fn rank(&self, query: &dyn Query, request: &Request) -> tantivy::Result<(Vec<(Score, DocAddress)>, Counts)> {
        let best = TopDocs::with_limit(request.limit.max(1)).order_by_score();
        let rarity = Rarity::among(shelf(request), self.index.fields(), self.searcher)?;
        if request.counted {
            return self.searcher.search_with_statistics_provider(query, &(best, Counter), &rarity);
        }
        Ok((self.searcher.search_with_statistics_provider(query, &best, &rarity)?, Counts::default()))
    }

    fn find(&self, query: &dyn Query, request: &Request) -> Result<(Vec<Hit>, Counts)> {
        let damaged = |reason: String| Error::Index { path: self.index.path().to_owned(), reason };
        let (best, counts) = self.rank(query, request).map_err(|reason| damaged(reason.to_string()))?;
        let mut hits = Vec::with_capacity(best.len());
        for (score, address) in best {
            let sheet: TantivyDocument = self.searcher.doc(address).map_err(|reason| damaged(reason.to_string()))?;
            hits.push(self.hit(&sheet, score, request.sentences).map_err(damaged)?);
        }
        hits.sort_by(|left, right| {
            let place = |hit: &Hit| (hit.document.clone(), hit.id.clone(), hit.snippet.span);
            right.score.total_cmp(&left.score).then_with(|| place(left).cmp(&place(right)))
        });
        Ok((hits, counts))
    }

    fn hit(&self, sheet: &TantivyDocument, score: f32, sentence: bool) -> std::result::Result<Hit, String> {
        let found =
            if sentence { Found::Sentence(self.index.data(sheet)?) } else { Found::Record(self.index.data(sheet)?) };
        let mut snippets = Snippet::best(&self.index.passages(sheet)?, self.wishes).into_iter();
        let (page, snippet) = snippets.next().unwrap_or_else(|| (found.page(), Snippet::default()));
        let hit = Hit {
            score,
            id: String::new(),
            kind: RecordKind::Evaluation,
            document: found.document().to_owned(),
            page,
            promoter: None,
            title: None,
            verdict: None,
            codes: Vec::new(),
            function: None,
            snippet,
            more: snippets.map(|(_, snippet)| snippet).collect(),
        };
        Ok(found.described(hit))
    }
}

/// What an index document holds.
enum Found {
    Record(Box<Record>),
    Sentence(Box<Coding>),
}

impl Found {
    fn document(&self) -> &str {
        match self {
            Self::Record(record) => &record.place().document,
            Self::Sentence(coding) => &coding.document,
        }
    }

    /// Where it begins.
    fn page(&self) -> Option<u32> {
        match self {
            Self::Record(record) => record.place().page,
            Self::Sentence(coding) => coding.page,
        }
    }

    /// The hit with what it is a hit of.
    fn described(&self, hit: Hit) -> Hit {
        match self {
            Self::Sentence(coding) => Hit {
                id: coding.record.clone(),
                promoter: Some(coding.promoter.clone()),
                verdict: Some(coding.verdict),
                codes: coding.codes.clone(),
                function: Some(coding.function),
                ..hit
            },
            Self::Record(record) => {
                let (promoter, title, verdict) = match &**record {
                    Record::Evaluation(it) => (Some(it.promoter.clone()), it.project.clone(), Some(it.verdict)),
                    Record::Project(it) => (it.promoter.clone(), Some(it.title.clone()), None),
                    other => (None, Some(other.name().to_owned()), None),
                };
                Hit { id: record.id().to_owned(), kind: record.kind(), promoter, title, verdict, ..hit }
            }
        }
    }
}
