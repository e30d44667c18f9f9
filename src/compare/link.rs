//! Summaries in, pairs of records of different documents that are about the same application out, each with its reason.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::summary::Assessed;
use super::{Corrections, Summary};
use crate::dutch::names::Likeness;
use crate::finding::{Link, Twins};
use crate::record::Verdict;

/// The links between two documents, by their numbers: that with the evaluations first.
pub(super) type Links = BTreeMap<(usize, usize), Vec<Link>>;

/// Links every project to the evaluation of its promoter, one to one: a promoter with two projects has two evaluations.
pub(super) fn link(summaries: &[Summary], twins: &[Twins], corrections: &Corrections) -> Links {
    let repeats: HashSet<&str> = twins.iter().map(|pair| pair.second.as_str()).collect();
    let assessed = summaries.iter().enumerate().filter(|(_, summary)| !repeats.contains(summary.name.as_str()));
    let mut known: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (document, summary) in assessed {
        for (at, evaluation) in summary.evaluations.iter().enumerate() {
            for key in corrections.keys(&evaluation.promoter) {
                known.entry(key).or_default().push((document, at));
            }
        }
    }
    let mut links = Links::new();
    for (at, listed) in summaries.iter().enumerate() {
        for (document, pairs) in pairs(summaries, listed, &known, corrections) {
            if document != at && !of_different_calls(&summaries[document], listed) {
                links.insert((document, at), one_to_one(&summaries[document], listed, pairs));
            }
        }
    }
    links
}

/// A project and an evaluation whose promoters can be the same, surest first; a listed project was approved, so an approved
/// application is the likelier one.
type Pair = (Likeness, bool, usize, usize);

/// The pairs of one list's projects with the evaluations of every document.
fn pairs(
    summaries: &[Summary],
    listed: &Summary,
    known: &HashMap<String, Vec<(usize, usize)>>,
    corrections: &Corrections,
) -> BTreeMap<usize, Vec<Pair>> {
    let mut pairs: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for (at, project) in listed.projects.iter().enumerate() {
        let Some(promoter) = &project.promoter else { continue };
        let keys = corrections.keys(promoter);
        let mut alike: Vec<(usize, usize)> = keys.iter().filter_map(|key| known.get(key)).flatten().copied().collect();
        alike.sort_unstable();
        alike.dedup();
        for (document, evaluation) in alike {
            let assessed = &summaries[document].evaluations[evaluation];
            if let Some(likeness) = corrections.likeness(&assessed.promoter, promoter) {
                pairs.entry(document).or_default().push((likeness, !is_approved(assessed), at, evaluation));
            }
        }
    }
    pairs
}

fn one_to_one(assessed: &Summary, listed: &Summary, mut pairs: Vec<Pair>) -> Vec<Link> {
    pairs.sort_unstable();
    let (mut taken_projects, mut taken_evaluations) = (HashSet::new(), HashSet::new());
    let mut links = Vec::new();
    for (likeness, _, at_project, at_evaluation) in pairs {
        if taken_projects.contains(&at_project) || taken_evaluations.contains(&at_evaluation) {
            continue;
        }
        taken_projects.insert(at_project);
        taken_evaluations.insert(at_evaluation);
        let (project, evaluation) = (&listed.projects[at_project], &assessed.evaluations[at_evaluation]);
        links.push(Link {
            evaluation: evaluation.id.clone(),
            project: project.id.clone(),
            promoter: evaluation.promoter.clone(),
            other_name: project.promoter.clone().unwrap_or_default(),
            likeness,
        });
    }
    links
}

/// Whether both documents name their call, and not the same one.
fn of_different_calls(assessed: &Summary, listed: &Summary) -> bool {
    let calls: HashSet<&str> = listed.calls.iter().filter_map(|told| told.call.reference.as_deref()).collect();
    let mut named = assessed.evaluations.iter().filter_map(|evaluation| evaluation.call.as_deref()).peekable();
    !calls.is_empty() && named.peek().is_some() && named.all(|call| !calls.contains(call))
}

/// Whether the application got what it asked for, with or without conditions.
pub(super) fn is_approved(evaluation: &Assessed) -> bool {
    matches!(evaluation.verdict, Verdict::Positive | Verdict::Conditional)
}
