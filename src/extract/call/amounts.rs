//! Sentences in, the call's budget, the bounds of a grant and the own share out.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::dutch::fold::regex;
use crate::dutch::money::{Amount, amounts, bare_amount};
use crate::record::{Call, Money};

use super::super::draft::Draft;
use super::statement::Statement;

static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:\w*budget|enveloppe|\w*krediet|begrotingsmiddelen|totale middelen|beschikbaar|ter beschikking|te verdelen|verdelen|verdeelt|trek(?:t|ken)? (?:[^.]|[.]\d){0,60}\buit|uitgetrokken|(?:subsidie)?plafond|ma(?:akt|ken) (?:[^.]|[.]\d){0,60}\bvrij|beschikbare bedrag|de middelen|ge[iï]nvesteerd|investeert|in totaal (?:kan|kunnen)|subsidiepot|gereserveerd|reserveert|vrijgemaakt|(?:voorzie\w*|voorzag\w*) (?:[^.]|[.]\d){0,60}(?:in totaal|voor deze|hiervoor|daarvoor)|(?:in totaal|hiervoor|daarvoor|voor deze oproep) (?:[^.]|[.]\d){0,40}(?:voorzie\w*|voorzag\w*))\b",
    )
});
static RAISED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:verhoog\w*|verhoging|opgetrokken|optrek\w*|trok\w*|uitgebreid|verruim\w*|aangevuld|opgehoogd|bijgepast|steeg|gestegen|gebracht)\b",
    )
});
static PER_PROJECT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:per project|(?:een|elke?|iedere?) (?:\p{L}+ )?\p{L}+ (?:kan|mag|krijgt|ontvangt|vraagt)|(?:u|je) (?:kunt|kan|krijgt|ontvangt)|het subsidiebedrag|(?:bijdrage|steun|subsidie|toelage)(?: van (?:het|de) \p{L}+)? is|een project|elk project|ieder project|per aanvra\w+|subsidie\w* (?:aan)?vragen|projectsubsidie\w*|per dossier|per plan|per groep|per (?:voorziening|organisatie|vereniging|school|gemeente|initiatief|aanvrager|instelling|bestuur|club)|u vraagt|je vraagt|de subsidie bedraagt|(?:minimale|maximale|minimum|maximum)\s?(?:subsidie|bedrag)\w*|(?:minimum|maximum)(?:bedrag|subsidie)\w*|indieners? (?:kan|kunnen|mag|mogen))\b",
    )
});
static LEAST: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:minimum\w*|minimaal|minimale|minstens|ten minste|vanaf|ondergrens|aanvragen (?:onder|beneden))\b")
});
static MOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:maximum\w*|maximaal|maximale|hoogstens|ten hoogste|tot|bovengrens|niet meer dan|(?:nooit|niet) hoger dan|geplafonneerd)\b",
    )
});
/// "minimaal 4.000 en maximaal 9.000 euro": the first number shares the word euro.
static SHARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?P<low>\d{1,3}(?:\.\d{3})+|\d{2,6})\s+(?:en|tot|à|-|–)\s+(?:(?:hoogstens|maximaal|maximum|ten hoogste|max\.)\s+)?$",
    )
});
static GRANTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:in totaal|samen|alles samen)\b.*\b(?:gaat|gaan|ging|krijgen|kregen|ontvangen|ontvingen|toegekend|verleend|verdeeld|goed voor)\b|\b(?:gaat|gaan|ging|krijgen|kregen|ontvangen|ontvingen|toegekend|verleend|verdeeld|goed voor)\b.*\b(?:in totaal|samen|alles samen)\b",
    )
});
static OWN_SHARE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:co-?financiering|medefinanciering|eigen (?:inbreng|bijdrage|financiering|aandeel|middelen)|zelf|inbrengen|bijdrag\w*)\b",
    )
});
/// A share that is paid at some moment, and not by the applicant.
static PAID: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:voorschot\w*|schijf|saldo|(?:uit)?betaald|(?:uit)?betaalt|betalen|uitbetaling|gestort|eerste helft)\b",
    )
});
/// Right behind the words for it a share is the applicant's, whatever else the sentence says of payments.
const RIGHT_BEHIND: usize = 60;
/// What the budget was before more came.
static AT_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:eerst|oorspronkelijk|aanvankelijk|initieel|in eerste instantie|bij de (?:publicatie|start|lancering|opening|bekendmaking)|was (?:dat|dit|het) (?:eerder|voordien)?\s?nog|voordien|voorheen)\b",
    )
});
pub(super) static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(\d{1,2}|100)(?:,0+)?\s?(?:%|(?i:procent|percent)\b)"));

/// Reads the amounts; what an earlier sentence stated stays.
pub(super) fn read(statements: &[Statement<'_>], call: &mut Call, draft: &mut Draft<'_>) {
    for statement in statements {
        let found = amounts(statement.words);
        if PER_PROJECT.is_match(statement.words) && !found.is_empty() {
            bounds(statement, &found, call, draft);
        } else if BUDGET.is_match(statement.words) {
            budget(statement, &found, call, draft);
        }
        if let Some(budget) = &call.budget
            && call.initial_budget.is_none()
            && let Some(cue) = AT_FIRST.find(statement.words)
            && let Some(first) = found.iter().find(|amount| amount.range.start > cue.end())
            && first.value < budget.value
        {
            call.initial_budget = Some(money(first));
            draft.stands_at("initial_budget", &[statement.place(first.range.clone())]);
        }
        if let [only] = found.as_slice()
            && call.granted_total.is_none()
            && GRANTED.is_match(statement.words)
            && !BUDGET.is_match(statement.words)
        {
            call.granted_total = Some(money(only));
            draft.stands_at("granted_total", &[statement.place(only.range.clone())]);
        }
        if call.cofinancing_percent.is_none()
            && let Some(found) = own_share(statement.words)
            && let Ok(percent) = found[1].parse::<u32>()
        {
            call.cofinancing_percent = Some(percent.into());
            let range = found.get(0).map_or(0..0, |whole| whole.range());
            draft.stands_at("cofinancing_percent", &[statement.place(range)]);
        }
    }
}

/// The share that the applicant pays.
fn own_share(words: &str) -> Option<Captures<'_>> {
    let own = OWN_SHARE.find(words)?;
    let behind = PERCENT.captures_at(words, own.start());
    if !PAID.is_match(words) {
        let before = || PERCENT.captures_iter(&words[..own.start()]).last();
        return behind.or_else(before);
    }
    // A bare "bijdrage" can be what is paid.
    let own = OWN_SHARE.find_iter(words).filter(|own| !own.as_str().to_lowercase().starts_with("bijdrag"));
    let all = own.filter_map(|own| Some((own.end(), PERCENT.captures_at(words, own.end())?)));
    let mut near = all.filter(|(end, found)| found.get(0).is_some_and(|share| share.start() - end <= RIGHT_BEHIND));
    near.next().map(|(_, found)| found)
}

fn budget(statement: &Statement<'_>, found: &[Amount], call: &mut Call, draft: &mut Draft<'_>) {
    let raised = RAISED.is_match(statement.words);
    let mut state = |slot: &mut Option<Money>, field: &str, amount: &Amount| {
        *slot = Some(money(amount));
        draft.stands_at(field, &[statement.place(amount.range.clone())]);
    };
    match found {
        [first, .., last] if raised => {
            let (low, high) = if first.value <= last.value { (first, last) } else { (last, first) };
            state(&mut call.initial_budget, "initial_budget", low);
            state(&mut call.budget, "budget", high);
        }
        [only] if raised && call.budget.is_some() => {
            call.initial_budget = call.initial_budget.take().or_else(|| call.budget.clone());
            state(&mut call.budget, "budget", only);
        }
        [only, ..] if call.budget.is_none() => state(&mut call.budget, "budget", only),
        _ => {}
    }
}

fn bounds(statement: &Statement<'_>, found: &[Amount], call: &mut Call, draft: &mut Draft<'_>) {
    let mut state = |slot: &mut Option<Money>, field: &str, amount: &Amount| {
        if slot.is_none() {
            *slot = Some(money(amount));
            draft.stands_at(field, &[statement.place(amount.range.clone())]);
        }
    };
    match found {
        [low, high] => {
            let (low, high) = if low.value <= high.value { (low, high) } else { (high, low) };
            state(&mut call.grant_min, "grant_min", low);
            state(&mut call.grant_max, "grant_max", high);
        }
        [only] => {
            let before = &statement.words[..only.range.start];
            if let Some(low) = SHARED.captures(before).and_then(|found| found.name("low"))
                && let Some(value) = bare_amount(low.as_str())
            {
                let low = Amount { value, range: low.range(), ..only.clone() };
                state(&mut call.grant_min, "grant_min", &low);
                state(&mut call.grant_max, "grant_max", only);
                return;
            }
            let last = |pattern: &Regex| pattern.find_iter(before).last().map(|found| found.start());
            match (last(&LEAST), last(&MOST)) {
                (Some(least), most) if most.is_none_or(|most| most < least) => {
                    state(&mut call.grant_min, "grant_min", only)
                }
                (_, Some(_)) => state(&mut call.grant_max, "grant_max", only),
                _ => {}
            }
        }
        _ => {}
    }
}

fn money(amount: &Amount) -> Money {
    Money { value: amount.value, currency: amount.currency.to_owned() }
}
