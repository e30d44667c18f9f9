//! A query and points in, the query that finds the same and gives every answer so many points more out.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError, Term};

/// Finds what the query finds, with a higher score: a word counts for being there, besides for being rare.
#[derive(Debug)]
pub(super) struct Raised {
    query: Box<dyn Query>,
    points: Score,
}

impl Raised {
    pub(super) fn new(query: Box<dyn Query>, points: Score) -> Self {
        Self { query, points }
    }
}

impl Clone for Raised {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), points: self.points }
    }
}

impl Query for Raised {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(RaisedWeight { weight: self.query.weight(scoring)?, points: self.points }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct RaisedWeight {
    weight: Box<dyn Weight>,
    points: Score,
}

impl Weight for RaisedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(RaisedScorer { scorer: self.weight.scorer(reader, boost)?, points: boost * self.points }))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument(format!("document {document} does not match")));
        }
        Ok(Explanation::new("Raised", scorer.score()))
    }
}

struct RaisedScorer {
    scorer: Box<dyn Scorer>,
    points: Score,
}

impl DocSet for RaisedScorer {
    fn advance(&mut self) -> DocId {
        self.scorer.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.scorer.seek(target)
    }

    fn doc(&self) -> DocId {
        self.scorer.doc()
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for RaisedScorer {
    fn score(&mut self) -> Score {
        self.scorer.score() + self.points
    }
}
