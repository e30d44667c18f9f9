//! Entries with their links in, what agrees and what contradicts out.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::document::{Excerpt, Span};
use crate::dutch::fold::{fold, squeeze};
use crate::dutch::money::euro;
use crate::dutch::sentences::sentences;
use crate::entry::Entry;
use crate::record::{Call, Date, Evaluation, Grant, Money, Place, Record, RecordKind, Verdict};

use crate::finding::{Finding, FindingKind, Link, Quote, Twins};

/// Compares what the documents state with what they hold and with each other.
pub(super) fn check(entries: &[Entry], links: &[Link], twins: &[Twins]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in entries {
        findings.extend(stated_sum(entry));
    }
    let repeats: HashSet<&str> = twins.iter().map(|pair| pair.second.as_str()).collect();
    for listed in entries {
        for call in calls(listed) {
            findings.extend(stated_projects(listed, call));
            for assessed in entries.iter().filter(|entry| !repeats.contains(entry.name.as_str())) {
                findings.extend(stated_verdicts(listed, call, assessed, links));
            }
        }
    }
    findings.extend(told_differently(entries));
    findings.extend(twins.iter().map(duplicate));
    findings
}

fn calls(entry: &Entry) -> impl Iterator<Item = &Call> {
    entry.records.iter().filter_map(|record| match record {
        Record::Call(call) => Some(call),
        _ => None,
    })
}

/// The sentence around the place where a field stands.
fn quote(entry: &Entry, place: &Place, field: &str) -> Vec<Quote> {
    let spans = place.evidence.get(field).map(Vec::as_slice).unwrap_or_default();
    spans.iter().map(|&span| quote_at(entry, span)).collect()
}

fn quote_at(entry: &Entry, span: Span) -> Quote {
    let text = &entry.document.text;
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let line = &text[line_start..line_end];
    let at = span.start - line_start;
    let sentence = sentences(line).into_iter().find(|range| range.contains(&at)).unwrap_or(0..line.len());
    let span = Span::new(line_start + sentence.start, line_start + sentence.end);
    let words = Excerpt::from(span).words(text);
    Quote { document: entry.name.clone(), page: entry.document.page_at(span.start), text: words, span }
}

fn stated_sum(entry: &Entry) -> Option<Finding> {
    let (call, stated) = calls(entry).find_map(|call| Some((call, call.granted_total.as_ref()?)))?;
    let grants: Vec<&Grant> = entry
        .records
        .iter()
        .filter_map(|record| if let Record::Grant(grant) = record { Some(grant) } else { None })
        .collect();
    if grants.is_empty() {
        return None;
    }
    let sum: Decimal = grants.iter().map(|grant| grant.amount.value).sum();
    let agrees = sum == stated.value;
    let count = grants.len();
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
    Some(Finding { kind: FindingKind::Sum, agrees, message, quotes: quote(entry, &call.source, "granted_total") })
}

fn stated_projects(entry: &Entry, call: &Call) -> Option<Finding> {
    let stated = call.approved?;
    let listed = entry.records.iter().filter(|record| record.kind() == RecordKind::Project).count();
    if listed == 0 {
        return None;
    }
    let agrees = usize::try_from(stated).is_ok_and(|stated| stated == listed);
    let message = if agrees {
        format!("Het document vermeldt {stated} goedgekeurde projecten en somt er ook {listed} op.")
    } else {
        format!("Het document vermeldt {stated} goedgekeurde projecten maar somt er {listed} op.")
    };
    Some(Finding { kind: FindingKind::Count, agrees, message, quotes: quote(entry, &call.source, "approved") })
}

/// What a list of approved projects says about a call against the evaluations of that call.
fn stated_verdicts(listed: &Entry, call: &Call, assessed: &Entry, links: &[Link]) -> Option<Finding> {
    let evaluations: Vec<&Evaluation> = assessed.evaluations().collect();
    if evaluations.is_empty() || !about_the_same(listed, call, assessed, links) {
        return None;
    }
    let approved = evaluations.iter().filter(|evaluation| is_approved(evaluation)).count();
    let refused = evaluations.iter().filter(|evaluation| evaluation.verdict == Verdict::Negative).count();
    let differs =
        |stated: Option<u32>, counted: usize| stated.is_some_and(|stated| usize::try_from(stated) != Ok(counted));
    let agrees = !differs(call.approved, approved) && !differs(call.rejected, refused);
    if call.approved.is_none() && call.rejected.is_none() {
        return None;
    }
    let told = |count: Option<u32>| count.map_or("een niet genoemd aantal".to_owned(), |count| count.to_string());
    let mut message = format!(
        "{} vermeldt {} goedgekeurde en {} afgewezen projecten; de beoordelingen in {} zijn {approved} keer positief en {refused} keer negatief.",
        listed.name,
        told(call.approved),
        told(call.rejected),
        assessed.name
    );
    let mut quotes = quote(listed, &call.source, "approved");
    quotes.extend(quote(listed, &call.source, "rejected"));
    quotes.dedup();
    if !agrees {
        let odd = odd_ones(listed, &evaluations, links);
        if !odd.is_empty() {
            let names: Vec<&str> = odd.iter().map(|evaluation| evaluation.promoter.as_str()).collect();
            message.push_str(&format!(
                " Positief beoordeeld maar niet in de lijst van goedgekeurde projecten: {}.",
                names.join(", ")
            ));
        }
        for evaluation in odd {
            let field = ["promoter", "verdict_text"]
                .iter()
                .filter_map(|field| evaluation.source.evidence.get(*field))
                .flatten();
            let spans: Vec<Span> = field.copied().collect();
            if let Some(span) = spans.into_iter().reduce(Span::cover) {
                let text = squeeze(span.of(&assessed.document.text));
                quotes.push(Quote { document: assessed.name.clone(), page: evaluation.source.page, text, span });
            }
        }
    }
    Some(Finding { kind: FindingKind::Count, agrees, message, quotes })
}

fn is_approved(evaluation: &Evaluation) -> bool {
    matches!(evaluation.verdict, Verdict::Positive | Verdict::Conditional)
}

/// Both name the same call, or half of the listed projects have their promoter among the evaluations.
fn about_the_same(listed: &Entry, call: &Call, assessed: &Entry, links: &[Link]) -> bool {
    let named = assessed.evaluations().find_map(|evaluation| evaluation.call.as_ref());
    if let (Some(left), Some(right)) = (named, &call.reference) {
        return left == right;
    }
    let projects: HashSet<&str> =
        listed.records.iter().filter(|record| record.kind() == RecordKind::Project).map(Record::id).collect();
    let assessed: HashSet<&str> = assessed.evaluations().map(|evaluation| evaluation.id.as_str()).collect();
    let linked = links
        .iter()
        .filter(|link| projects.contains(link.project.as_str()) && assessed.contains(link.evaluation.as_str()))
        .count();
    !projects.is_empty() && linked * 2 >= projects.len()
}

/// Approved applications whose promoter has no project in the list.
fn odd_ones<'entry>(listed: &Entry, evaluations: &[&'entry Evaluation], links: &[Link]) -> Vec<&'entry Evaluation> {
    let projects: HashSet<&str> =
        listed.records.iter().filter(|record| record.kind() == RecordKind::Project).map(Record::id).collect();
    if projects.is_empty() {
        return Vec::new();
    }
    let linked: HashSet<&str> = links
        .iter()
        .filter(|link| projects.contains(link.project.as_str()))
        .map(|link| link.evaluation.as_str())
        .collect();
    evaluations
        .iter()
        .copied()
        .filter(|evaluation| is_approved(evaluation) && !linked.contains(evaluation.id.as_str()))
        .collect()
}

/// The same call, by its reference or title, with another budget or date in another document.
fn told_differently(entries: &[Entry]) -> Vec<Finding> {
    let told: Vec<(&Entry, &Call)> =
        entries.iter().flat_map(|entry| calls(entry).map(move |call| (entry, call))).collect();
    let mut findings = Vec::new();
    for (at, &left) in told.iter().enumerate() {
        for &right in &told[at + 1..] {
            if left.0.name != right.0.name && same_call(left.1, right.1) {
                findings.extend(budgets(left, right));
                findings.extend(days(left, right));
            }
        }
    }
    findings
}

fn same_call(left: &Call, right: &Call) -> bool {
    match (&left.reference, &right.reference) {
        (Some(left), Some(right)) => left == right,
        _ => matches!((&left.title, &right.title), (Some(left), Some(right)) if fold(left) == fold(right)),
    }
}

fn call_name(call: &Call) -> String {
    match (&call.reference, &call.title) {
        (Some(reference), _) => format!("oproep {reference}"),
        (None, Some(title)) => format!("oproep \u{2018}{title}\u{2019}"),
        (None, None) => "de oproep".to_owned(),
    }
}

fn budgets(left: (&Entry, &Call), right: (&Entry, &Call)) -> Option<Finding> {
    let (first, second) = (left.1.budget.as_ref()?, right.1.budget.as_ref()?);
    if first == second {
        return None;
    }
    let name = call_name(left.1);
    let explained = |raised: &Call, other: &Money| raised.initial_budget.as_ref() == Some(other);
    let message = if explained(left.1, second) {
        raised(&name, right.0, second, left.0, first)
    } else if explained(right.1, first) {
        raised(&name, left.0, first, right.0, second)
    } else {
        let (one, two) = (euro(first.value), euro(second.value));
        format!("Het budget van {name} is {one} volgens {} en {two} volgens {}.", left.0.name, right.0.name)
    };
    let mut quotes = quote(left.0, &left.1.source, "budget");
    quotes.extend(quote(right.0, &right.1.source, "budget"));
    Some(Finding { kind: FindingKind::Budget, agrees: false, message, quotes })
}

fn raised(name: &str, first: &Entry, initial: &Money, then: &Entry, raised: &Money) -> String {
    let (initial, raised) = (euro(initial.value), euro(raised.value));
    format!(
        "Het budget van {name} verschilt: {initial} volgens {} (het oorspronkelijke bedrag), {raised} volgens {} (na verhoging).",
        first.name, then.name
    )
}

fn days(left: (&Entry, &Call), right: (&Entry, &Call)) -> Vec<Finding> {
    type Field = (&'static str, &'static str, fn(&Call) -> Option<&Date>);
    let fields: [Field; 2] = [
        ("deadline", "De uiterste datum", |call| call.deadline.as_ref()),
        ("decision_date", "De datum van de beslissing", |call| call.decision_date.as_ref()),
    ];
    let mut findings = Vec::new();
    for (field, label, read) in fields {
        if let (Some(first), Some(second)) = (read(left.1), read(right.1))
            && first != second
        {
            let name = call_name(left.1);
            let message =
                format!("{label} van {name} is {first} volgens {} en {second} volgens {}.", left.0.name, right.0.name);
            let mut quotes = quote(left.0, &left.1.source, field);
            quotes.extend(quote(right.0, &right.1.source, field));
            findings.push(Finding { kind: FindingKind::Date, agrees: false, message, quotes });
        }
    }
    findings
}

fn duplicate(pair: &Twins) -> Finding {
    let message = format!(
        "{} bevat dezelfde {} beoordelingen als {}; in tellingen en thema's tellen ze één keer mee.",
        pair.second, pair.shared, pair.first
    );
    Finding { kind: FindingKind::Duplicate, agrees: true, message, quotes: Vec::new() }
}
