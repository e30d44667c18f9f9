//! The fields of the index: one index document for every entry, record, coded sentence and for the comparison.

use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::analyzer;

/// What an index document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// A file as it was read.
    Entry,
    /// A record, after comparing.
    Record,
    /// A record of a document that repeats another one; shown by id, and neither counted nor searched.
    Repeat,
    /// A coded sentence.
    Sentence,
    /// What comparing found; there is one.
    Comparison,
}

impl Shelf {
    /// The term that marks it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Record => "record",
            Self::Repeat => "repeat",
            Self::Sentence => "sentence",
            Self::Comparison => "comparison",
        }
    }
}

/// The handles of the fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// What the index document is, see [`Shelf`].
    pub shelf: Field,
    /// Name of the document it belongs to.
    pub document: Field,
    /// Id of the record.
    pub id: Field,
    /// Kind of the record.
    pub kind: Field,
    /// Class of the verdict.
    pub verdict: Field,
    /// Promoter, title and beneficiaries, analysed.
    pub name: Field,
    /// All words of a record, analysed.
    pub text: Field,
    /// The thing itself as JSON, kept and not indexed.
    pub data: Field,
}

impl Fields {
    /// The schema that this version writes.
    pub fn schema() -> Schema {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(analyzer::NAME)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        for name in ["shelf", "document", "id", "kind", "verdict"] {
            schema.add_text_field(name, STRING);
        }
        for name in ["name", "text"] {
            schema.add_text_field(name, words.clone());
        }
        schema.add_text_field("data", STORED);
        schema.build()
    }

    pub(super) fn of(schema: &Schema) -> tantivy::Result<Self> {
        Ok(Self {
            shelf: schema.get_field("shelf")?,
            document: schema.get_field("document")?,
            id: schema.get_field("id")?,
            kind: schema.get_field("kind")?,
            verdict: schema.get_field("verdict")?,
            name: schema.get_field("name")?,
            text: schema.get_field("text")?,
            data: schema.get_field("data")?,
        })
    }
}
