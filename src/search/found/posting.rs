//! A term, a way and a word in one segment in, the documents that hold them with what they score out, forward only.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// How much the weaker of several ways to find a word adds.
pub(super) const TIE: Score = 0.1;

/// The documents that hold a term.
pub(super) struct Posting {
    block: BlockSegmentPostings,
    /// The place in the block.
    at: usize,
    lengths: FieldNormReader,
    weight: Bm25Weight,
}

impl Posting {
    /// `None` where the segment does not have the term.
    pub(super) fn open(reader: &SegmentReader, term: &Term, weight: Bm25Weight) -> tantivy::Result<Option<Self>> {
        let index = reader.inverted_index(term.field())?;
        let Some(block) = index.read_block_postings(term, IndexRecordOption::WithFreqs)? else { return Ok(None) };
        let lengths = reader.fieldnorms_readers().get_field(term.field())?;
        let lengths = lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
        Ok(Some(Self { block, at: 0, lengths, weight }))
    }

    fn documents(&self) -> u32 {
        self.block.doc_freq()
    }

    fn document(&self) -> DocId {
        self.block.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Goes to the first document from `target` on.
    fn seek(&mut self, target: DocId) {
        let documents = self.block.docs();
        match documents.last() {
            None => {}
            Some(&last) if last < target => self.at = self.block.seek(target),
            Some(_) => self.at += documents[self.at..].partition_point(|&document| document < target),
        }
    }

    fn score_of(&mut self, document: DocId) -> Option<Score> {
        self.seek(document);
        let often = *self.block.freqs().get(self.at)?;
        (self.document() == document).then(|| self.weight.score(self.lengths.fieldnorm_id(document), often))
    }

    /// Visits the documents before `end` that have not been passed.
    fn each(&mut self, end: DocId, visit: &mut impl FnMut(DocId, Score)) {
        while let Some(&last) = self.block.docs().last() {
            let documents = &self.block.docs()[self.at..];
            let before = documents.partition_point(|&document| document < end);
            let times = &self.block.freqs()[self.at..];
            for (&document, &often) in documents[..before].iter().zip(times) {
                visit(document, self.weight.score(self.lengths.fieldnorm_id(document), often));
            }
            if last >= end {
                self.at += before;
                return;
            }
            self.block.advance();
            self.at = 0;
        }
    }

    /// More than any document can score.
    fn bound(&self) -> Score {
        self.weight.score(0, u32::MAX)
    }
}

/// One way to find a word.
pub(super) enum Finding {
    Term(Posting),
    /// All of several terms; the rarest goes first.
    Together(Posting, Vec<Posting>),
    Other(Box<dyn Scorer>),
}

impl Finding {
    pub(super) fn of(mut postings: Vec<Posting>) -> Option<Self> {
        postings.sort_by_key(Posting::documents);
        let mut postings = postings.into_iter();
        let first = postings.next()?;
        let rest: Vec<Posting> = postings.collect();
        Some(if rest.is_empty() { Self::Term(first) } else { Self::Together(first, rest) })
    }

    fn documents(&self) -> u32 {
        match self {
            Self::Term(posting) | Self::Together(posting, _) => posting.documents(),
            Self::Other(scorer) => scorer.size_hint(),
        }
    }

    /// No document before this one answers that has not been passed.
    fn document(&self) -> DocId {
        match self {
            Self::Term(posting) | Self::Together(posting, _) => posting.document(),
            Self::Other(scorer) => scorer.doc(),
        }
    }

    fn seek(&mut self, target: DocId) {
        match self {
            Self::Term(posting) | Self::Together(posting, _) => posting.seek(target),
            Self::Other(scorer) => {
                if scorer.doc() < target {
                    scorer.seek(target);
                }
            }
        }
    }

    fn score_of(&mut self, document: DocId) -> Option<Score> {
        match self {
            Self::Term(posting) => posting.score_of(document),
            Self::Together(first, rest) => together(first.score_of(document)?, rest, document),
            Self::Other(_) => {
                self.seek(document);
                let Self::Other(scorer) = self else { return None };
                (scorer.doc() == document).then(|| scorer.score())
            }
        }
    }

    fn each(&mut self, end: DocId, visit: &mut impl FnMut(DocId, Score)) {
        match self {
            Self::Term(posting) => posting.each(end, visit),
            Self::Together(first, rest) => first.each(end, &mut |document, score| {
                if let Some(score) = together(score, rest, document) {
                    visit(document, score);
                }
            }),
            Self::Other(scorer) => {
                while scorer.doc() < end {
                    visit(scorer.doc(), scorer.score());
                    scorer.advance();
                }
            }
        }
    }

    fn bound(&self) -> Score {
        match self {
            Self::Term(posting) => posting.bound(),
            Self::Together(first, rest) => first.bound() + rest.iter().map(Posting::bound).sum::<Score>(),
            Self::Other(_) => Score::INFINITY,
        }
    }
}

fn together(first: Score, rest: &mut [Posting], document: DocId) -> Option<Score> {
    rest.iter_mut().try_fold(first, |sum, posting| Some(sum + posting.score_of(document)?))
}

/// A word with the ways to find it.
pub(super) struct Word {
    findings: Vec<Finding>,
    points: Score,
    /// No document scores more.
    pub(super) bound: Score,
}

/// The best of several scores, and how much they are in all.
#[derive(Clone, Copy, Default)]
pub(super) struct Best {
    best: Score,
    sum: Score,
}

impl Best {
    #[inline]
    pub(super) fn add(&mut self, score: Score) {
        self.best = self.best.max(score);
        self.sum += score;
    }

    #[inline]
    fn score(self) -> Score {
        self.best + (self.sum - self.best) * TIE
    }
}

impl Word {
    pub(super) fn new(findings: Vec<Finding>, points: Score) -> Self {
        let mut most = Best::default();
        findings.iter().for_each(|finding| most.add(finding.bound()));
        let bound = if most.best.is_finite() { most.score() + points } else { Score::INFINITY };
        Self { findings, points, bound }
    }

    pub(super) fn documents(&self) -> u32 {
        self.findings.iter().fold(0, |sum, finding| sum.saturating_add(finding.documents()))
    }

    /// The first document that may answer, of those that have not been passed.
    pub(super) fn document(&self) -> DocId {
        self.findings.iter().map(Finding::document).min().unwrap_or(TERMINATED)
    }

    /// Passes what comes before `target`.
    pub(super) fn seek(&mut self, target: DocId) {
        self.findings.iter_mut().for_each(|finding| finding.seek(target));
    }

    /// What a document scores whose ways score this.
    #[inline]
    pub(super) fn score(&self, ways: Best) -> Score {
        ways.score() + self.points
    }

    /// What a document scores, where it holds the word.
    pub(super) fn score_of(&mut self, document: DocId) -> Option<Score> {
        let mut ways: Option<Best> = None;
        for score in self.findings.iter_mut().filter_map(|finding| finding.score_of(document)) {
            ways.get_or_insert_default().add(score);
        }
        ways.map(|ways| self.score(ways))
    }

    /// Visits the documents before `end` that have not been passed, once for every way in which each is found.
    pub(super) fn each(&mut self, end: DocId, visit: &mut impl FnMut(DocId, Score)) {
        self.findings.iter_mut().for_each(|finding| finding.each(end, visit));
    }
}
