//! Summaries with their links in, what agrees and what contradicts out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Summary;
use super::link::{Links, is_approved};
use super::summary::{Assessed, Told};
use crate::dutch::fold::fold;
use crate::dutch::money::euro;
use crate::finding::{Finding, FindingKind, Link, Quote, Twins};
use crate::record::{Call, Date, Money, Verdict};

/// Compares what the documents state with what they hold and with each other.
pub(super) fn check(summaries: &[Summary], links: &Links, twins: &[Twins]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = summaries.iter().filter_map(stated_sum).collect();
    let assessments = Assessments::of(summaries, links, twins);
    for (at, listed) in summaries.iter().enumerate() {
        for told in &listed.calls {
            findings.extend(stated_projects(listed, told));
            for (assessed, links) in assessments.about(at, listed, &told.call) {
                let absent = absent(listed, assessed, links);
                let stated = stated_verdicts(listed, told, assessed, &absent);
                if stated.as_ref().is_none_or(|finding| finding.agrees) {
                    findings.extend(missing(listed, assessed, &absent));
                }
                findings.extend(stated);
                findings.extend(refused_and_awarded(listed, assessed, links));
            }
        }
    }
    findings.extend(told_differently(summaries));
    findings.extend(twins.iter().map(duplicate));
    findings
}

fn stated_sum(summary: &Summary) -> Option<Finding> {
    let (told, stated) = summary.calls.iter().find_map(|told| Some((told, told.call.granted_total.as_ref()?)))?;
    let (count, sum) = summary.grants;
    if count == 0 {
        return None;
    }
    let agrees = sum == stated.value;
    let message = if agrees {
        format!("De {count} toegekende bedragen zijn samen {}, precies het vermelde totaal.", euro(sum))
    } else {
        let difference = euro(sum - stated.value);
        format!(
            "De {count} toegekende bedragen zijn samen {}, maar het document vermeldt {} (verschil {difference}).",
            euro(sum),
            euro(stated.value)
        )
    };
    Some(Finding { kind: FindingKind::Sum, agrees, message, quotes: told.quotes("granted_total") })
}

fn stated_projects(summary: &Summary, told: &Told) -> Option<Finding> {
    let stated = told.call.approved?;
    let listed = summary.projects.len();
    if listed == 0 {
        return None;
    }
    let agrees = usize::try_from(stated).is_ok_and(|stated| stated == listed);
    let message = if agrees {
        format!("Het document vermeldt {stated} goedgekeurde projecten en somt er ook {listed} op.")
    } else {
        format!("Het document vermeldt {stated} goedgekeurde projecten maar somt er {listed} op.")
    };
    Some(Finding { kind: FindingKind::Count, agrees, message, quotes: told.quotes("approved") })
}

/// The documents with evaluations that count, found by the call that they name or by their links with a list of projects.
struct Assessments<'run> {
    summaries: &'run [Summary],
    links: &'run Links,
    named: HashMap<&'run str, BTreeSet<usize>>,
    linked: HashMap<usize, BTreeSet<usize>>,
}

impl<'run> Assessments<'run> {
    fn of(summaries: &'run [Summary], links: &'run Links, twins: &[Twins]) -> Self {
        let repeats: HashSet<&str> = twins.iter().map(|pair| pair.second.as_str()).collect();
        let mut named: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for (at, summary) in summaries.iter().enumerate().filter(|(_, it)| !repeats.contains(it.name.as_str())) {
            if let Some(call) = named_call(summary) {
                named.entry(call).or_default().insert(at);
            }
        }
        let mut linked: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for &(assessed, listed) in links.keys() {
            linked.entry(listed).or_default().insert(assessed);
        }
        Self { summaries, links, named, linked }
    }

    /// The documents that assess applications for a call that a list tells of, each with its links to that list: both name
    /// the same call, or half of the listed projects have their promoter among the evaluations.
    fn about(
        &self,
        at: usize,
        listed: &'run Summary,
        call: &'run Call,
    ) -> impl Iterator<Item = (&'run Summary, &'run [Link])> {
        let named = call.reference.as_deref().and_then(|reference| self.named.get(reference));
        let both = |assessed: usize| {
            let pair = (named_call(&self.summaries[assessed]), call.reference.as_deref());
            if let (Some(left), Some(right)) = pair {
                return left == right;
            }
            self.links_between(assessed, at).len() * 2 >= listed.projects.len()
        };
        let candidates: BTreeSet<usize> = named.into_iter().chain(self.linked.get(&at)).flatten().copied().collect();
        let found: Vec<usize> = candidates.into_iter().filter(|&assessed| both(assessed)).collect();
        found.into_iter().map(move |assessed| (&self.summaries[assessed], self.links_between(assessed, at)))
    }

    fn links_between(&self, assessed: usize, listed: usize) -> &'run [Link] {
        self.links.get(&(assessed, listed)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn named_call(summary: &Summary) -> Option<&str> {
    summary.evaluations.iter().find_map(|evaluation| evaluation.call.as_deref())
}

/// What a list of approved projects says about a call against the evaluations of that call.
/// Applications that are absent from the list can explain a difference.
fn stated_verdicts(listed: &Summary, told: &Told, assessed: &Summary, absent: &[&Assessed]) -> Option<Finding> {
    let call = &told.call;
    if call.approved.is_none() && call.rejected.is_none() {
        return None;
    }
    let approved = assessed.evaluations.iter().filter(|evaluation| is_approved(evaluation)).count();
    let refused = assessed.evaluations.iter().filter(|evaluation| evaluation.verdict == Verdict::Negative).count();
    let differs =
        |stated: Option<u32>, counted: usize| stated.is_some_and(|stated| usize::try_from(stated) != Ok(counted));
    let agrees = !differs(call.approved, approved) && !differs(call.rejected, refused);
    let number = |count: Option<u32>| count.map_or("een niet genoemd aantal".to_owned(), |count| count.to_string());
    let mut message = format!(
        "{} vermeldt {} goedgekeurde en {} afgewezen projecten; de beoordelingen in {} zijn {approved} keer positief en {refused} keer negatief.",
        listed.name,
        number(call.approved),
        number(call.rejected),
        assessed.name
    );
    let mut quotes = told.quotes("approved");
    quotes.extend(told.quotes("rejected"));
    quotes.dedup();
    if !agrees && !absent.is_empty() {
        message.push_str(&format!(
            " Positief beoordeeld maar niet in de lijst van goedgekeurde projecten: {}.",
            names(absent)
        ));
        quotes.extend(places(absent));
    }
    Some(Finding { kind: FindingKind::Count, agrees, message, quotes })
}

/// Approved applications that a list of projects does not hold.
fn absent<'run>(listed: &Summary, assessed: &'run Summary, links: &[Link]) -> Vec<&'run Assessed> {
    if listed.projects.is_empty() {
        return Vec::new();
    }
    let linked: HashSet<&str> = links.iter().map(|link| link.evaluation.as_str()).collect();
    let absent = |evaluation: &&Assessed| is_approved(evaluation) && !linked.contains(evaluation.id.as_str());
    assessed.evaluations.iter().filter(absent).collect()
}

fn missing(listed: &Summary, assessed: &Summary, absent: &[&Assessed]) -> Option<Finding> {
    if absent.is_empty() {
        return None;
    }
    let message = format!(
        "Positief beoordeeld in {} maar niet in de lijst van goedgekeurde projecten in {}: {}.",
        assessed.name,
        listed.name,
        names(absent)
    );
    Some(Finding { kind: FindingKind::Missing, agrees: false, message, quotes: places(absent) })
}

/// Refused applications that the list of projects holds all the same.
fn refused_and_awarded(listed: &Summary, assessed: &Summary, links: &[Link]) -> Option<Finding> {
    let linked: HashSet<&str> = links.iter().map(|link| link.evaluation.as_str()).collect();
    let refused = |evaluation: &&Assessed| {
        matches!(evaluation.verdict, Verdict::Negative | Verdict::Inadmissible)
            && linked.contains(evaluation.id.as_str())
    };
    let refused: Vec<&Assessed> = assessed.evaluations.iter().filter(refused).collect();
    if refused.is_empty() {
        return None;
    }
    let message =
        format!("Afgewezen in {} maar wel bij de projecten in {}: {}.", assessed.name, listed.name, names(&refused));
    Some(Finding { kind: FindingKind::Award, agrees: false, message, quotes: places(&refused) })
}

fn names(evaluations: &[&Assessed]) -> String {
    evaluations.iter().map(|evaluation| evaluation.promoter.as_str()).collect::<Vec<_>>().join(", ")
}

fn places(evaluations: &[&Assessed]) -> Vec<Quote> {
    evaluations.iter().filter_map(|evaluation| evaluation.place.clone()).collect()
}

/// A document and what it tells of a call.
type Teller<'run> = (&'run Summary, &'run Told);

/// The same call, by its reference or title, with another budget or date in another document.
fn told_differently(summaries: &[Summary]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tellers in same_calls(summaries) {
        for (left, right) in different(&tellers, |call| Some((call.budget.as_ref()?, call.initial_budget.as_ref()))) {
            findings.extend(budgets(left, right));
        }
        for (field, label, read) in DAYS {
            for (left, right) in different(&tellers, read) {
                findings.extend(days(left, right, (field, label, read)));
            }
        }
    }
    findings
}

/// The documents that tell of the same call, for every call that several tell of.
fn same_calls(summaries: &[Summary]) -> Vec<Vec<Teller<'_>>> {
    let mut groups: BTreeMap<String, Vec<Teller<'_>>> = BTreeMap::new();
    let mut titled: HashMap<String, String> = HashMap::new();
    let tellers = || summaries.iter().flat_map(|summary| summary.calls.iter().map(move |told| (summary, told)));
    for (_, told) in tellers() {
        if let (Some(reference), Some(title)) = (&told.call.reference, &told.call.title) {
            titled.entry(fold(title)).or_insert_with(|| reference.clone());
        }
    }
    for (summary, told) in tellers() {
        let by_title = || told.call.title.as_deref().map(fold);
        let known = || by_title().map(|title| titled.get(&title).cloned().unwrap_or(title));
        if let Some(name) = told.call.reference.clone().or_else(known) {
            groups.entry(name).or_default().push((summary, told));
        }
    }
    groups.into_values().collect()
}

/// Pairs of documents that tell of another value, each value with the first document that does.
fn different<'run, T: PartialEq + 'run>(
    tellers: &[Teller<'run>],
    read: impl Fn(&'run Call) -> Option<T>,
) -> Vec<(Teller<'run>, Teller<'run>)> {
    let mut values: Vec<(T, Teller<'run>)> = Vec::new();
    for &teller in tellers {
        if let Some(value) = read(&teller.1.call)
            && values.iter().all(|(known, _)| *known != value)
        {
            values.push((value, teller));
        }
    }
    let firsts: Vec<Teller<'run>> = values.into_iter().map(|(_, teller)| teller).collect();
    let pairs =
        firsts.iter().enumerate().flat_map(|(at, &left)| firsts[at + 1..].iter().map(move |&right| (left, right)));
    pairs.filter(|(left, right)| left.0.name != right.0.name).collect()
}

fn call_name(call: &Call) -> String {
    match (&call.reference, &call.title) {
        (Some(reference), _) => format!("oproep {reference}"),
        (None, Some(title)) => format!("oproep \u{2018}{title}\u{2019}"),
        (None, None) => "de oproep".to_owned(),
    }
}

fn budgets(left: Teller<'_>, right: Teller<'_>) -> Option<Finding> {
    let (first, second) = (left.1.call.budget.as_ref()?, right.1.call.budget.as_ref()?);
    if first == second {
        return None;
    }
    let name = call_name(&left.1.call);
    let explained = |raised: &Call, other: &Money| raised.initial_budget.as_ref() == Some(other);
    let message = if explained(&left.1.call, second) {
        raised(&name, (right.0, second), (left.0, first))
    } else if explained(&right.1.call, first) {
        raised(&name, (left.0, first), (right.0, second))
    } else {
        let (one, two) = (euro(first.value), euro(second.value));
        format!("Het budget van {name} is {one} volgens {} en {two} volgens {}.", left.0.name, right.0.name)
    };
    Some(Finding { kind: FindingKind::Budget, agrees: false, message, quotes: both(left, right, "budget") })
}

fn both(left: Teller<'_>, right: Teller<'_>, field: &str) -> Vec<Quote> {
    [left, right].iter().flat_map(|(_, told)| told.quotes(field)).collect()
}

fn raised(name: &str, (first, initial): (&Summary, &Money), (then, raised): (&Summary, &Money)) -> String {
    let (initial, raised) = (euro(initial.value), euro(raised.value));
    format!(
        "Het budget van {name} verschilt: {initial} volgens {} (het oorspronkelijke bedrag), {raised} volgens {} (na verhoging).",
        first.name, then.name
    )
}

/// A day that calls set: the field, what it is for people, and how to read it.
type Day = (&'static str, &'static str, fn(&Call) -> Option<&Date>);

const DAYS: [Day; 2] = [
    ("deadline", "De uiterste datum", |call| call.deadline.as_ref()),
    ("decision_date", "De datum van de beslissing", |call| call.decision_date.as_ref()),
];

fn days(left: Teller<'_>, right: Teller<'_>, (field, label, read): Day) -> Option<Finding> {
    let (first, second) = (read(&left.1.call)?, read(&right.1.call)?);
    let name = call_name(&left.1.call);
    let message =
        format!("{label} van {name} is {first} volgens {} en {second} volgens {}.", left.0.name, right.0.name);
    Some(Finding { kind: FindingKind::Date, agrees: false, message, quotes: both(left, right, field) })
}

fn duplicate(pair: &Twins) -> Finding {
    let message = format!(
        "{} bevat dezelfde {} beoordelingen als {}; in tellingen en thema's tellen ze één keer mee.",
        pair.second, pair.shared, pair.first
    );
    Finding { kind: FindingKind::Duplicate, agrees: true, message, quotes: Vec::new() }
}
