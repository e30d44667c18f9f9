//! A record in, the words, facets and numbers under which it is found out.

use crate::record::{Call, Date, Money, Record};

/// What a record is found by.
#[derive(Debug, Default)]
pub(super) struct Words<'record> {
    /// Promoter, partners and beneficiaries.
    pub promoter: Vec<&'record str>,
    /// Title and reference.
    pub title: Vec<&'record str>,
    /// What else it says.
    pub text: Vec<&'record str>,
    /// Reference of the call it is about.
    pub call: Option<&'record str>,
    /// Class of the verdict.
    pub verdict: Option<&'static str>,
    /// Years that it dates from.
    pub years: Vec<u64>,
    /// Whole euro.
    pub amount: Option<u64>,
}

impl<'record> Words<'record> {
    pub(super) fn of(record: &'record Record) -> Self {
        match record {
            Record::Evaluation(it) => Self {
                promoter: vec![&it.promoter],
                title: some([&it.project, &it.reference]),
                text: [it.verdict_text.as_deref(), Some(it.assessment.as_str())]
                    .into_iter()
                    .flatten()
                    .chain(all(&it.remarks))
                    .chain(all(&it.boilerplate))
                    .collect(),
                call: it.call.as_deref(),
                verdict: Some(it.verdict.as_str()),
                amount: it.amount.as_ref().and_then(whole),
                ..Self::default()
            },
            Record::Project(it) => Self {
                promoter: it.promoter.as_deref().into_iter().chain(all(&it.partners)).collect(),
                title: vec![&it.title],
                text: vec![&it.description],
                amount: it.amount.as_ref().and_then(whole),
                ..Self::default()
            },
            Record::Grant(it) => Self {
                promoter: all(&it.beneficiaries).collect(),
                title: some([&it.title]),
                text: vec![&it.description],
                amount: whole(&it.amount),
                ..Self::default()
            },
            Record::Call(it) => Self::of_call(it),
            Record::Report(it) => Self {
                promoter: all(&it.organisations).chain(all(&it.funders)).collect(),
                title: std::iter::once(it.title.as_str()).chain(it.project.as_deref()).collect(),
                text: it.sections.iter().flat_map(|section| [section.title.as_str(), section.text.as_str()]).collect(),
                ..Self::default()
            },
        }
    }

    fn of_call(call: &'record Call) -> Self {
        let days = [&call.published, &call.deadline, &call.decision_date];
        let mut years: Vec<u64> = days.into_iter().flatten().filter_map(year).collect();
        years.sort_unstable();
        years.dedup();
        let events = call.events.iter().flat_map(|event| some([&event.title, &event.venue, &event.address]));
        Self {
            title: some([&call.title, &call.reference, &call.programme]),
            text: events.collect(),
            call: call.reference.as_deref(),
            years,
            amount: call.budget.as_ref().and_then(whole),
            ..Self::default()
        }
    }

    /// All words, so that a word or phrase is found wherever it stands.
    pub(super) fn everything(&self) -> String {
        [&self.promoter, &self.title, &self.text].into_iter().flatten().copied().collect::<Vec<_>>().join("\n")
    }
}

fn some<const N: usize>(fields: [&Option<String>; N]) -> Vec<&str> {
    fields.into_iter().filter_map(|field| field.as_deref()).collect()
}

fn all(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

fn whole(amount: &Money) -> Option<u64> {
    u64::try_from(amount.value.trunc()).ok()
}

fn year(date: &Date) -> Option<u64> {
    date.to_string().get(..4)?.parse().ok()
}
