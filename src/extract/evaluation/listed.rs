//! Reads applications that stand as lines of a list, with a verdict on the line or in the heading above it.

use crate::document::Excerpt;
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::list::{Entry, FEWEST, entries};
use super::super::reading::Reading;
use super::application::{Application, ApplicationReading, Points};

/// Reads lists of which the lines or the headings give verdicts; `None` where they do not.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let (entries, share) = entries(origin);
    let judged: Vec<Entry> = entries.into_iter().filter(|entry| entry.verdict.is_some()).collect();
    // A list of what was approved tells who gets money, and nothing of the others: awards, no verdicts.
    let refused = judged.iter().any(|entry| entry.verdict.is_some_and(|(class, _)| class != Verdict::Positive));
    if judged.len() < FEWEST || !refused {
        return None;
    }
    let applications: Vec<Application> = judged.into_iter().map(application).collect();
    let reading = Reading {
        kind: RecordKind::Evaluation,
        layout: "een lijst met naam en titel".into(),
        confidence: 0.7 * share,
        evidence: vec![format!(
            "{} regels noemen een organisatie en hebben een oordeel, zelf of in de kop erboven",
            applications.len()
        )],
        records: applications.len(),
        chosen: false,
    };
    Some(ApplicationReading { reading, applications })
}

fn application(entry: Entry) -> Application {
    Application {
        promoter: entry.name.applicants.map(Excerpt::from).unwrap_or_default(),
        project: entry.name.title.map(Excerpt::from),
        reference: entry.name.reference.map(Excerpt::from),
        amount: entry.amount.map(Excerpt::from),
        verdict: entry.verdict,
        score: entry.points.map(Points::from),
        body: entry.body,
        ..Application::default()
    }
}
