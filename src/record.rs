//! The facts that come out of a document, exactly as `tests/contract/records.schema.json` writes them.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::source::SourceId;

/// One fact out of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Record {
    /// An application with the verdict on it.
    Evaluation(Evaluation),
    /// A project that was approved or carried out.
    Project(Project),
    /// Money that was granted.
    Grant(Grant),
    /// A call for proposals.
    Call(Call),
    /// A look back at a project.
    Report(Report),
}

/// The five kinds of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of `Record`")]
pub enum RecordKind {
    Evaluation,
    Project,
    Grant,
    Call,
    Report,
}

impl RecordKind {
    /// All kinds, in the order in which they are listed for people.
    pub const ALL: [Self; 5] = [Self::Evaluation, Self::Project, Self::Grant, Self::Call, Self::Report];

    /// The name in the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Evaluation => "evaluation",
            Self::Project => "project",
            Self::Grant => "grant",
            Self::Call => "call",
            Self::Report => "report",
        }
    }
}

impl Record {
    /// Which kind it is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Evaluation(_) => RecordKind::Evaluation,
            Self::Project(_) => RecordKind::Project,
            Self::Grant(_) => RecordKind::Grant,
            Self::Call(_) => RecordKind::Call,
            Self::Report(_) => RecordKind::Report,
        }
    }

    /// The stable id.
    pub fn id(&self) -> &str {
        match self {
            Self::Evaluation(record) => &record.id,
            Self::Project(record) => &record.id,
            Self::Grant(record) => &record.id,
            Self::Call(record) => &record.id,
            Self::Report(record) => &record.id,
        }
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::Evaluation(record) => &record.source,
            Self::Project(record) => &record.source,
            Self::Grant(record) => &record.source,
            Self::Call(record) => &record.source,
            Self::Report(record) => &record.source,
        }
    }

    /// Where it stands, to be changed.
    pub fn place_mut(&mut self) -> &mut Place {
        match self {
            Self::Evaluation(record) => &mut record.source,
            Self::Project(record) => &mut record.source,
            Self::Grant(record) => &mut record.source,
            Self::Call(record) => &mut record.source,
            Self::Report(record) => &mut record.source,
        }
    }

    /// The name a reader knows it by: the promoter of an evaluation, else the title.
    pub fn name(&self) -> &str {
        match self {
            Self::Evaluation(record) => &record.promoter,
            Self::Project(record) => &record.title,
            Self::Grant(record) => {
                record.title.as_deref().or(record.beneficiaries.first().map(String::as_str)).unwrap_or_default()
            }
            Self::Call(record) => record.title.as_deref().or(record.reference.as_deref()).unwrap_or_default(),
            Self::Report(record) => &record.title,
        }
    }
}

/// Where a record stands in which document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The document's path as the user gave it.
    pub document: String,
    /// BLAKE3 digest of the document's bytes.
    pub digest: SourceId,
    /// First page, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Bytes in the document's extracted text.
    pub span: Span,
    /// Field name to the passages it was read from; a list field has `name.0`, `name.1`, … The words of a text field are the
    /// words of its passages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<String, Vec<Span>>,
}

/// An application with the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Stable id.
    pub id: String,
    /// Where it stands.
    pub source: Place,
    /// The applicant, as the document names it (Dutch: promotor, indiener, aanvrager).
    #[doc(alias = "promotor")]
    pub promoter: String,
    /// Title of the project, where the document gives one beside the promoter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// The application's own number or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The call's reference, where the document names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The advice as a class.
    pub verdict: Verdict,
    /// The document's own word for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict_text: Option<String>,
    /// Points given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// Amount granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The evaluators' text before the remarks; paragraphs separated by `\n`.
    #[doc(alias = "beoordeling")]
    pub assessment: String,
    /// What is asked of the promoter, one an item.
    #[doc(alias = "opmerkingen")]
    pub remarks: Vec<String>,
    /// Sentences that stand in the same words in several evaluations.
    #[serde(default)]
    pub boilerplate: Vec<String>,
}

/// A project that was approved or carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Stable id.
    pub id: String,
    /// Where it stands.
    pub source: Place,
    /// Its number in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// Who carries it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promoter: Option<String>,
    /// Who joins in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// Amount granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What it is about.
    pub description: String,
}

/// Money that was granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Stable id.
    pub id: String,
    /// Where it stands.
    pub source: Place,
    /// Who receives it.
    pub beneficiaries: Vec<String>,
    /// For which project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How much.
    pub amount: Money,
    /// What the project is about.
    #[serde(default)]
    pub description: String,
}

/// A call for proposals (Dutch: oproep).
#[doc(alias = "oproep")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the record format, which describes them")]
pub struct Call {
    pub id: String,
    pub source: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_date: Option<Date>,
    /// As it stands at the end of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial_budget: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_min: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_max: Option<Money>,
    /// Per cent that the applicant brings in, as a JSON number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cofinancing_percent: Option<serde_json::Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<u32>,
    /// A total that the document itself states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_total: Option<Money>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

/// A meeting about a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the record format, which describes them")]
pub struct Event {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub date: Date,
    /// `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A look back at a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the record format, which describes them")]
pub struct Report {
    pub id: String,
    pub source: Place,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funders: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
}

/// From when to when a project ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day, month or year.
    pub start: Date,
    /// Last day, month or year.
    pub end: Date,
}

/// A headed part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its text; paragraphs separated by `\n`.
    pub text: String,
}

/// The advice as a class (Dutch: oordeel, beslissing, advies).
#[doc(alias = "oordeel")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Approved.
    Positive,
    /// Rejected.
    Negative,
    /// Approved under conditions.
    Conditional,
    /// On the waiting list.
    Reserve,
    /// Not admissible, so not assessed.
    Inadmissible,
    /// Withdrawn by the promoter.
    Withdrawn,
    /// The document does not say.
    Unknown,
}

impl Verdict {
    /// All classes, in the order in which they are listed for people.
    pub const ALL: [Self; 7] = [
        Self::Positive,
        Self::Conditional,
        Self::Reserve,
        Self::Negative,
        Self::Inadmissible,
        Self::Withdrawn,
        Self::Unknown,
    ];

    /// The name in the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Conditional => "conditional",
            Self::Reserve => "reserve",
            Self::Inadmissible => "inadmissible",
            Self::Withdrawn => "withdrawn",
            Self::Unknown => "unknown",
        }
    }

    /// The name for people.
    pub fn in_dutch(self) -> &'static str {
        match self {
            Self::Positive => "positief",
            Self::Negative => "negatief",
            Self::Conditional => "voorwaardelijk",
            Self::Reserve => "reserve",
            Self::Inadmissible => "onontvankelijk",
            Self::Withdrawn => "ingetrokken",
            Self::Unknown => "niet vermeld",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Points given, as the document writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The points, with the document's own decimal sign.
    pub value: String,
    /// Out of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// An amount of money: a decimal with two digits behind the point, and a currency code of three letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// `149722.00`
    #[serde(with = "cents")]
    pub value: Decimal,
    /// `EUR`
    pub currency: String,
}

impl Money {
    /// An amount in euro.
    pub fn euro(value: Decimal) -> Self {
        Self { value, currency: "EUR".to_owned() }
    }
}

mod cents {
    //! Decimal to and from a string with exactly two digits behind the point.

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{:.2}", value.round_dp(2)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// ISO 8601, as precise as the document: `2018`, `2018-06` or `2018-06-27`. Later dates sort after earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(String);

impl Date {
    /// A day, month or year that exists; `None` for the 31st of June.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self(match (month, day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}"),
        }))
    }

    /// The ISO text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year.
    pub fn year(&self) -> Option<i16> {
        self.0.get(..4)?.parse().ok()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}
