//! The fields of the index: one index document for every entry, record, coded sentence and for the comparison.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer::Kept;

/// What an index document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// A file as it was read, without its text.
    Entry,
    /// The text of a file with its pages.
    Text,
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
            Self::Text => "text",
            Self::Record => "record",
            Self::Repeat => "repeat",
            Self::Sentence => "sentence",
            Self::Comparison => "comparison",
        }
    }
}

/// Whose words a field holds begins its name.
const RECORD: &str = "record";
const SENTENCE: &str = "sentence";

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
    /// The words of records.
    pub of_records: WordFields,
    /// The words of sentences, kept apart so that how rare a word is among records does not depend on them.
    pub of_sentences: WordFields,
    /// The thing itself as JSON, kept and not indexed.
    pub data: Field,
    /// The sentences that a hit can show, as JSON; kept and not indexed.
    pub passages: Field,
}

/// The handles of the fields of words.
#[derive(Debug, Clone, Copy)]
pub struct WordFields {
    /// Promoter, partners and beneficiaries, by their words.
    pub promoter: Field,
    /// Title and reference, by their words.
    pub title: Field,
    /// Everything that is said, by its words.
    pub text: Field,
    /// The same as it stands there, in lower case without diacritics.
    pub forms: Field,
}

impl WordFields {
    fn of(schema: &Schema, whose: &str) -> tantivy::Result<Self> {
        let field = |name: &str| schema.get_field(&format!("{whose}_{name}"));
        Ok(Self { promoter: field("promoter")?, title: field("title")?, text: field("text")?, forms: field("forms")? })
    }
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
        for whose in [RECORD, SENTENCE] {
            for name in ["promoter", "title", "text"] {
                schema.add_text_field(&format!("{whose}_{name}"), words(Kept::Words));
            }
            schema.add_text_field(&format!("{whose}_forms"), words(Kept::Forms));
        }
        schema.add_text_field("data", STORED);
        schema.add_text_field("passages", STORED);
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
            of_records: WordFields::of(schema, RECORD)?,
            of_sentences: WordFields::of(schema, SENTENCE)?,
            data: schema.get_field("data")?,
            passages: schema.get_field("passages")?,
        })
    }
}
