//! Takes records out of a document: one `Document` in, `Record`s and the readings that gave them out.

mod award;
mod bare;
mod call;
mod choice;
mod criteria;
mod draft;
mod evaluation;
mod extension;
mod grant;
mod label;
mod lines;
mod list;
mod name;
mod numbered;
mod piece;
mod profile;
mod project;
mod reading;
mod report;
mod score;
mod tail;
mod verdict;
mod vocabulary;

pub use evaluation::learn::{Example, Lesson, Missing};
pub use profile::{Begin, Field, Kind, Layout, Position, Profile, Profiles};
pub use reading::Reading;

use crate::document::Document;
use crate::record::{Call, Record};
use crate::source::SourceId;
use draft::Origin;
use piece::pieces;

/// What came out of one document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The records in the order in which they stand in the document.
    pub records: Vec<Record>,
    /// How each kind was recognised, and how sure that is; also what was considered and not used.
    pub readings: Vec<Reading>,
}

/// Takes all records out of a document that the user calls `name`.
pub fn extract(document: &Document, name: &str, id: &SourceId) -> Extraction {
    extract_with(document, name, id, &Profiles::default())
}

/// The same, with what the user's profiles add.
pub fn extract_with(document: &Document, name: &str, id: &SourceId, profiles: &Profiles) -> Extraction {
    extension::with(profiles, || {
        let pieces = pieces(document);
        all(Origin { document, pieces: &pieces, name, id, profiles })
    })
}

/// Finds the layout in which an example stands, and writes it down as a profile.
pub fn learn(document: &Document, name: &str, id: &SourceId, example: &Example) -> Lesson {
    evaluation::learn::learn(document, name, id, example)
}

fn all(origin: Origin<'_>) -> Extraction {
    let mut extraction = Extraction::default();
    evaluation::extract(origin, &mut extraction);
    let is_evaluation_table = !extraction.records.is_empty();
    let stated_total = if is_evaluation_table || origin.profiles.only() {
        grant::stated_total(origin)
    } else if call::is_fact_sheet(origin) {
        None
    } else {
        project::extract(origin, &mut extraction);
        grant::extract(origin, &mut extraction)
    };
    call::extract(origin, stated_total, &mut extraction);
    if !extraction
        .records
        .iter()
        .any(|record| matches!(record, Record::Evaluation(_) | Record::Grant(_) | Record::Call(_)))
    {
        report::extract(origin, &mut extraction);
    }
    tell_call_of_evaluations(&mut extraction.records);
    extraction.records.sort_by_key(|record| record.place().span);
    extraction
}

/// An evaluation belongs to the one call that its own document names.
fn tell_call_of_evaluations(records: &mut [Record]) {
    let reference = records.iter().find_map(|record| match record {
        Record::Call(Call { reference, .. }) => reference.clone(),
        _ => None,
    });
    for record in records {
        if let Record::Evaluation(evaluation) = record {
            evaluation.call = evaluation.call.take().or_else(|| reference.clone());
        }
    }
}
