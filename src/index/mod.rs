//! Keeps a corpus in one tantivy index: entries, records, coded sentences and findings go in with one commit.

mod analyzer;
mod kept;
mod passage;
mod schema;
mod vocabulary;
mod words;
mod write;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use tantivy::collector::DocSetCollector;
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{Index as Engine, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

pub use analyzer::{TextWord, derived_from, words};
pub use passage::Passage;
pub use schema::{Fields, Shelf, WordFields};
pub use vocabulary::Vocabulary;
pub use write::{Changes, Contents, Writing};

use crate::document::Document;
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::finding::Comparison;
use crate::record::Record;
use crate::source::SourceId;
use crate::theme::Coding;
use kept::{Kept, Mark, Named, Text};

/// Raised with every change of what is read out of a document, so that old entries are read anew.
pub const PIPELINE: u32 = 2;

/// An index on disk, opened.
pub struct Index {
    path: PathBuf,
    engine: Engine,
    fields: Fields,
    reader: IndexReader,
    /// By field, with the generation of the view that they were read from.
    vocabularies: Mutex<HashMap<Field, (u64, Arc<Vocabulary>)>>,
}

/// What an earlier run left of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Digest of its bytes.
    pub id: SourceId,
    /// Stands for the profiles that it was read with.
    pub profiles: String,
    /// [`PIPELINE`] at that time.
    pub pipeline: u32,
    /// Digest of everything that the index holds about it.
    pub fingerprint: String,
}

impl Index {
    /// Opens an index for reading.
    ///
    /// # Errors
    /// When the folder holds no index that this version can read.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        Self::open_engine(path).and_then(|engine| Self::with(path, engine)).map_err(|reason| unusable(path, reason))
    }

    /// Opens an index for writing; makes one where there is none, or where an older version of the program wrote it.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        std::fs::create_dir_all(path).map_err(|cause| Error::io(path, cause))?;
        let engine = match Self::open_engine(path) {
            Ok(engine) => engine,
            Err(_) => {
                clear(path)?;
                Engine::create_in_dir(path, Fields::schema()).map_err(|reason| unusable(path, reason))?
            }
        };
        Self::with(path, engine).map_err(|reason| unusable(path, reason))
    }

    fn open_engine(path: &Path) -> tantivy::Result<Engine> {
        let engine = Engine::open(MmapDirectory::open(path)?)?;
        if engine.schema() == Fields::schema() {
            Ok(engine)
        } else {
            Err(tantivy::TantivyError::SchemaError("een andere versie van oordeel heeft hem geschreven".to_owned()))
        }
    }

    fn with(path: &Path, engine: Engine) -> tantivy::Result<Self> {
        for kept in [analyzer::Kept::Words, analyzer::Kept::Forms] {
            engine.tokenizers().register(&kept.name(), kept.analyzer());
        }
        let fields = Fields::of(&engine.schema())?;
        // A run reads what was there when it began; nobody has to watch the folder.
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { path: path.to_owned(), engine, fields, reader, vocabularies: Mutex::default() })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The handles of the fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// A view of the index as it was when it was opened.
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The words of a field in a view of the index, kept in memory for the next time.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn vocabulary(&self, searcher: &Searcher, field: Field) -> std::io::Result<Arc<Vocabulary>> {
        let generation = searcher.generation().generation_id();
        let mut known = self.vocabularies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, vocabulary)) = known.get(&field).filter(|(of, _)| *of == generation) {
            return Ok(Arc::clone(vocabulary));
        }
        let vocabulary = Arc::new(Vocabulary::of(searcher, field)?);
        known.insert(field, (generation, Arc::clone(&vocabulary)));
        Ok(vocabulary)
    }

    /// What an earlier run left of every file, by name.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn known(&self) -> Result<BTreeMap<String, Known>> {
        let marks: Vec<Mark> = self.shelf(Shelf::Entry, &[])?;
        let known = |mark: Mark| {
            let Named { name, id, profiles } = mark.entry;
            (name, Known { id, profiles, pipeline: mark.pipeline, fingerprint: mark.fingerprint })
        };
        Ok(marks.into_iter().map(known).collect())
    }

    /// The file as it was read, by name; `None` where the index does not hold it.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn entry(&self, name: &str) -> Result<Option<Entry>> {
        let kept: Vec<Kept<Entry>> = self.shelf(Shelf::Entry, &[Term::from_field_text(self.fields.document, name)])?;
        let (Some(kept), Some(text)) = (kept.into_iter().next(), self.text(name)?) else { return Ok(None) };
        Ok(Some(text.back_into(kept.entry)))
    }

    /// The text of a file with its pages, by name; its blocks and warnings are left out.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn document(&self, name: &str) -> Result<Option<Document>> {
        Ok(self.text(name)?.map(Text::alone))
    }

    fn text(&self, name: &str) -> Result<Option<Text<'static>>> {
        let texts = self.shelf(Shelf::Text, &[Term::from_field_text(self.fields.document, name)])?;
        Ok(texts.into_iter().next())
    }

    /// All records, by document and place; without those of documents that repeat another one.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn records(&self) -> Result<Vec<Record>> {
        let mut records: Vec<Record> = self.shelf(Shelf::Record, &[])?;
        records.sort_by(|left, right| {
            let key = |record: &Record| (record.place().document.clone(), record.place().span, record.kind());
            key(left).cmp(&key(right))
        });
        Ok(records)
    }

    /// The records of one document, in the order in which they stand there, also where it repeats another one.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn records_of(&self, document: &str) -> Result<Vec<Record>> {
        let term = [Term::from_field_text(self.fields.document, document)];
        let mut records: Vec<Record> = self.shelf(Shelf::Record, &term)?;
        records.extend(self.shelf::<Record>(Shelf::Repeat, &term)?);
        Ok(records)
    }

    /// The records with this id, or whose id begins with it.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn records_with_id(&self, id: &str) -> Result<Vec<Record>> {
        let with = |terms: &[Term]| -> Result<Vec<Record>> {
            let mut records: Vec<Record> = self.shelf(Shelf::Record, terms)?;
            records.extend(self.shelf::<Record>(Shelf::Repeat, terms)?);
            Ok(records)
        };
        let mut records = with(&[Term::from_field_text(self.fields.id, id)])?;
        if records.is_empty() && !id.is_empty() {
            records = with(&[])?;
            records.retain(|record| record.id().starts_with(id));
            records.sort_by(|left, right| left.id().cmp(right.id()));
        }
        Ok(records)
    }

    /// All coded sentences, by document and place.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn codings(&self) -> Result<Vec<Coding>> {
        let mut codings: Vec<Coding> = self.shelf(Shelf::Sentence, &[])?;
        codings.sort_by(|left, right| (&left.document, left.span).cmp(&(&right.document, right.span)));
        Ok(codings)
    }

    /// What comparing the documents found.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn comparison(&self) -> Result<Comparison> {
        Ok(self.shelf(Shelf::Comparison, &[])?.into_iter().next().unwrap_or_default())
    }

    /// Everything that stands on one shelf and carries all the terms.
    fn shelf<T: DeserializeOwned>(&self, shelf: Shelf, terms: &[Term]) -> Result<Vec<T>> {
        let own = [Term::from_field_text(self.fields.shelf, shelf.name())];
        let clauses = own.iter().chain(terms).map(|term| {
            let query: Box<dyn Query> = Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic));
            (Occur::Must, query)
        });
        let damaged = |reason: String| Error::Index { path: self.path.clone(), reason };
        let searcher = self.searcher();
        let found = searcher.search(&BooleanQuery::new(clauses.collect()), &DocSetCollector);
        let found = found.map_err(|reason| damaged(reason.to_string()))?;
        let mut addresses: Vec<_> = found.into_iter().collect();
        addresses.sort_unstable();
        let read = |address| {
            let document: TantivyDocument = searcher.doc(address).map_err(|reason| damaged(reason.to_string()))?;
            self.data(&document).map_err(damaged)
        };
        addresses.into_iter().map(read).collect()
    }

    /// What one index document keeps.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn data<T: DeserializeOwned>(&self, document: &TantivyDocument) -> std::result::Result<T, String> {
        read(document, self.fields.data)
    }

    /// The sentences that a hit can show, of the index document of a record or coded sentence.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn passages(&self, document: &TantivyDocument) -> std::result::Result<Vec<Passage>, String> {
        read(document, self.fields.passages)
    }
}

fn read<T: DeserializeOwned>(document: &TantivyDocument, field: Field) -> std::result::Result<T, String> {
    let json = document.get_first(field).and_then(|value| value.as_str()).ok_or("een deel ontbreekt")?;
    serde_json::from_str(json).map_err(|reason| reason.to_string())
}

fn unusable(path: &Path, reason: tantivy::TantivyError) -> Error {
    let reason = match reason {
        tantivy::TantivyError::OpenReadError(_) => "de map bevat geen index".to_owned(),
        other => other.to_string(),
    };
    Error::Index { path: path.to_owned(), reason }
}

/// Takes away what an older version wrote; the user's own files in the folder stay.
fn clear(path: &Path) -> Result<()> {
    const ENGINE_FILES: [&str; 11] =
        ["idx", "term", "pos", "store", "fast", "fieldnorm", "del", "json", "lock", "managed", "tmp"];
    let listed = std::fs::read_dir(path).map_err(|cause| Error::io(path, cause))?;
    for file in listed {
        let file = file.map_err(|cause| Error::io(path, cause))?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let written_by_engine =
            matches!(&*name, "meta.json" | ".managed.json" | ".tantivy-writer.lock" | ".tantivy-meta.lock")
                || (file.extension().is_some_and(|kind| ENGINE_FILES.iter().any(|known| kind == *known))
                    && name.len() > 32);
        if written_by_engine {
            std::fs::remove_file(&file).map_err(|cause| Error::io(&file, cause))?;
        }
    }
    Ok(())
}
