//! Entries in, pairs of records of different documents that are about the same application out, each with its reason.

use crate::dutch::names::{Likeness, likeness};
use crate::entry::Entry;
use crate::finding::{Link, Twins};
use crate::record::{Record, Verdict};

/// Links every project to the evaluation of its promoter, one to one: a promoter with two projects has two evaluations.
pub(super) fn link(entries: &[Entry], twins: &[Twins]) -> Vec<Link> {
    let mut links = Vec::new();
    let repeats = |entry: &Entry| twins.iter().any(|pair| pair.second == entry.name);
    for assessed in entries.iter().filter(|entry| !repeats(entry)) {
        for listed in entries.iter().filter(|entry| entry.name != assessed.name) {
            links.extend(link_documents(assessed, listed));
        }
    }
    links
}

fn link_documents(assessed: &Entry, listed: &Entry) -> Vec<Link> {
    let projects = listed.records.iter().filter_map(|record| match record {
        Record::Project(project) => Some((project, project.promoter.as_deref()?)),
        _ => None,
    });
    let projects: Vec<_> = projects.collect();
    let evaluations: Vec<_> = assessed.evaluations().collect();
    let mut candidates: Vec<(Likeness, bool, usize, usize)> = Vec::new();
    for (at_project, (_, promoter)) in projects.iter().enumerate() {
        for (at_evaluation, evaluation) in evaluations.iter().enumerate() {
            if let Some(likeness) = likeness(&evaluation.promoter, promoter) {
                let refused = !matches!(evaluation.verdict, Verdict::Positive | Verdict::Conditional);
                candidates.push((likeness, refused, at_project, at_evaluation));
            }
        }
    }
    // Surest first; a listed project was approved, so an approved application is the likelier one.
    candidates.sort_unstable();
    let (mut taken_projects, mut taken_evaluations) = (vec![false; projects.len()], vec![false; evaluations.len()]);
    let mut links = Vec::new();
    for (likeness, _, at_project, at_evaluation) in candidates {
        if taken_projects[at_project] || taken_evaluations[at_evaluation] {
            continue;
        }
        (taken_projects[at_project], taken_evaluations[at_evaluation]) = (true, true);
        let (project, other_name) = projects[at_project];
        let evaluation = evaluations[at_evaluation];
        links.push(Link {
            evaluation: evaluation.id.clone(),
            project: project.id.clone(),
            promoter: evaluation.promoter.clone(),
            other_name: other_name.to_owned(),
            likeness,
        });
    }
    links
}
