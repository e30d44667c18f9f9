//! The fields of the index: one index document for every entry, record, coded sentence and for the comparison.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer::Kept;

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
    /// Name of the document it belongs to; can be counted.
    pub document: Field,
    /// Id of the record.
    pub id: Field,
    /// Kind of the record; can be counted.
    pub kind: Field,
    /// Class of the verdict; can be counted.
    pub verdict: Field,
    /// The call that a record is about: its reference; can be counted.
    pub call: Field,
    /// Codes of the themes of a sentence, or of all sentences of a record; can be counted.
    pub theme: Field,
    /// What a sentence does; can be counted.
    pub function: Field,
    /// Years that a record dates from; can be counted and compared.
    pub year: Field,
    /// Amount of a record in whole euro; can be compared.
    pub amount: Field,
    /// Promoter, partners and beneficiaries, by their words.
    pub promoter: Field,
    /// Title and reference, by their words.
    pub title: Field,
    /// Everything that a record says, by its words.
    pub text: Field,
    /// The same as it stands there, in lower case without diacritics.
    pub forms: Field,
    /// The thing itself as JSON, kept and not indexed.
    pub data: Field,
}

impl Fields {
    /// The schema that this version writes.
    pub fn schema() -> Schema {
        let words = |kept: Kept| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(&kept.name())
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        for name in ["shelf", "id"] {
            schema.add_text_field(name, STRING);
        }
        for name in ["document", "kind", "verdict", "call", "theme", "function"] {
            schema.add_text_field(name, STRING | FAST);
        }
        for name in ["year", "amount"] {
            schema.add_u64_field(name, INDEXED | FAST);
        }
        for name in ["promoter", "title", "text"] {
            schema.add_text_field(name, words(Kept::Words));
        }
        schema.add_text_field("forms", words(Kept::Forms));
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
            call: schema.get_field("call")?,
            theme: schema.get_field("theme")?,
            function: schema.get_field("function")?,
            year: schema.get_field("year")?,
            amount: schema.get_field("amount")?,
            promoter: schema.get_field("promoter")?,
            title: schema.get_field("title")?,
            text: schema.get_field("text")?,
            forms: schema.get_field("forms")?,
            data: schema.get_field("data")?,
        })
    }
}
