//! A kind of index document in, how rare words are among those out; the index holds others besides, which would make every word
//! look rare and every text long.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::index::{Fields, Shelf};

/// Numbers for ranking, of one kind of index document.
pub(super) struct Rarity<'run> {
    searcher: &'run Searcher,
    documents: u64,
}

impl<'run> Rarity<'run> {
    pub(super) fn among(shelf: Shelf, fields: &Fields, searcher: &'run Searcher) -> tantivy::Result<Self> {
        let documents = searcher.doc_freq(&Term::from_field_text(fields.shelf, shelf.name()))?;
        Ok(Self { searcher, documents })
    }
}

impl Bm25StatisticsProvider for Rarity<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // A condition can hold for others as well.
        Ok(self.searcher.doc_freq(term)?.min(self.documents))
    }
}
