//! Words that can each be found in several ways in, the query for what holds any or all of them out, which scores only what may be
//! among the best.
//!
//! A word counts by its best way, and the others add a little; what a record scores is the sum over its words.

mod posting;
mod pruned;
mod union;
mod window;

use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError, Term};

use posting::{Finding, Posting, Word};
use union::Union;

/// One way to find a word.
#[derive(Debug)]
pub(in crate::search) enum Way {
    /// Terms that must all be there, and how much they count.
    Terms(Vec<Term>, Score),
    /// Anything else.
    Other(Box<dyn Query>),
}

/// A word, or something that is asked for like one.
#[derive(Debug, Clone)]
pub(in crate::search) struct Sought {
    /// The ways to find it.
    pub(in crate::search) ways: Vec<Way>,
    /// What it counts for being there, besides for being rare.
    pub(in crate::search) points: Score,
}

/// Finds what holds the words.
#[derive(Debug, Clone)]
pub(in crate::search) struct Words {
    sought: Vec<Sought>,
    /// All of them; otherwise any.
    all: bool,
}

impl Words {
    pub(in crate::search) fn any(sought: Vec<Sought>) -> Self {
        Self { sought, all: false }
    }

    pub(in crate::search) fn all(sought: Vec<Sought>) -> Self {
        Self { sought, all: true }
    }
}

impl Sought {
    /// What a query finds.
    pub(in crate::search) fn of(query: Box<dyn Query>) -> Self {
        Self { ways: vec![Way::Other(query)], points: 0.0 }
    }
}

impl Clone for Way {
    fn clone(&self) -> Self {
        match self {
            Self::Terms(terms, boost) => Self::Terms(terms.clone(), *boost),
            Self::Other(query) => Self::Other(query.box_clone()),
        }
    }
}

impl Query for Words {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weigh = |sought: &Sought| -> tantivy::Result<SoughtWeight> {
            let mut ways = Vec::with_capacity(sought.ways.len());
            for way in &sought.ways {
                ways.extend(way.weight(scoring)?);
            }
            Ok(SoughtWeight { ways, points: sought.points })
        };
        let sought = self.sought.iter().map(weigh).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(WordsWeight { sought, all: self.all }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for way in self.sought.iter().flat_map(|sought| &sought.ways) {
            match way {
                Way::Terms(terms, _) => terms.iter().for_each(|term| visitor(term, false)),
                Way::Other(query) => query.query_terms(visitor),
            }
        }
    }
}

impl Way {
    /// `None` where no document can answer.
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Option<WayWeight>> {
        let (terms, boost) = match self {
            Self::Terms(terms, boost) => (terms, *boost),
            Self::Other(query) => return Ok(Some(WayWeight::Other(query.weight(scoring)?))),
        };
        let mut weights = Vec::with_capacity(terms.len());
        for term in terms {
            let Some(weight) = rarity(term, scoring)? else { return Ok(None) };
            weights.push((term.clone(), weight.boost_by(boost)));
        }
        Ok(Some(WayWeight::Terms(weights)))
    }
}

/// What finding a term counts; `None` where no document holds it.
fn rarity(term: &Term, scoring: EnableScoring<'_>) -> tantivy::Result<Option<Bm25Weight>> {
    let EnableScoring::Enabled { statistics_provider: statistics, .. } = scoring else {
        return Ok(Some(Bm25Weight::for_one_term_without_explain(1, 1, 1.0)));
    };
    let holders = statistics.doc_freq(term)?;
    if holders == 0 {
        return Ok(None);
    }
    let length = average_length(statistics, term.field())?;
    Ok(Some(Bm25Weight::for_one_term_without_explain(holders, statistics.total_num_docs()?, length)))
}

fn average_length(statistics: &dyn Bm25StatisticsProvider, field: Field) -> tantivy::Result<Score> {
    Ok(statistics.total_num_tokens(field)? as Score / statistics.total_num_docs()? as Score)
}

struct SoughtWeight {
    ways: Vec<WayWeight>,
    points: Score,
}

enum WayWeight {
    Terms(Vec<(Term, Bm25Weight)>),
    Other(Box<dyn Weight>),
}

impl WayWeight {
    /// `None` where nothing in the segment answers.
    fn finding(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<Finding>> {
        let terms = match self {
            Self::Terms(terms) => terms,
            Self::Other(weight) => return Ok(Some(Finding::Other(weight.scorer(reader, boost)?))),
        };
        let mut postings = Vec::with_capacity(terms.len());
        for (term, weight) in terms {
            let Some(posting) = Posting::open(reader, term, weight.boost_by(boost))? else { return Ok(None) };
            postings.push(posting);
        }
        Ok(Finding::of(postings))
    }
}

struct WordsWeight {
    sought: Vec<SoughtWeight>,
    all: bool,
}

impl WordsWeight {
    fn words(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Vec<Word>> {
        let mut words = Vec::with_capacity(self.sought.len());
        for sought in &self.sought {
            let mut findings = Vec::with_capacity(sought.ways.len());
            for way in &sought.ways {
                findings.extend(way.finding(reader, boost)?);
            }
            words.push(Word::new(findings, sought.points * boost));
        }
        Ok(words)
    }
}

impl Weight for WordsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Union::new(self.words(reader, boost)?, self.all, reader.max_doc())))
    }

    fn for_each_pruning(
        &self,
        threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        pruned::for_each(self.words(reader, 1.0)?, self.all, threshold, callback);
        Ok(())
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("document {document} does not match")));
        }
        Ok(Explanation::new("Words", scorer.score()))
    }
}

#[cfg(test)]
#[path = "found_tests.rs"]
mod tests;
