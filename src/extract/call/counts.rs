//! Sentences in, how many applications were submitted, approved and rejected out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::Span;
use crate::dutch::fold::regex;
use crate::dutch::numbers::counts;
use crate::record::Call;

use super::super::draft::Draft;
use super::statement::Statement;

static CLAUSE_END: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)[,;:()\n]|\ben\b|\bterwijl\b|\bwaarvan\b|\bwaarbij\b|\bmaar\b|\btegenover\b"));
static APPLICATIONS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:\p{L}+\s+){0,3}?(?:projecten|project|projectvoorstellen|voorstellen|aanvragen|projectaanvragen|subsidieaanvragen|dossiers|inzendingen|kandidaturen|indieningen|initiatieven|organisaties|verenigingen|gemeenten|steden|besturen|scholen|promotoren|aanvragers|kandidaten|indieners|plannen|idee[ëe]n|projectidee[ëe]n|ervan|andere)\b",
    )
});
static SUBMITTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:\w*ingediend\w*|ontvangen|ontving\w*|inzendingen|kandidaturen|binnengekomen|\w*liepen binnen|indieningen|diende\w*|kwam\w* [^.]{0,60}\bbinnen|binnenkwam\w*|bereikten|besprak|besproken|behandeld\w*|behandelde|las|lazen|werden \w+ voorgelegd|leverden?|registreerde\w*|liep(?:en)? [^.]{0,60}\bbinnen|beoordeelden?|waagden?|deden mee|sprak\w* zich uit|spraken zich uit|namen deel|bevat)\b",
    )
});
static OF_THESE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\s*(?:daarvan|hiervan|uiteindelijk)\b"));
/// "Er waren 6 aanvragen."
static THERE_WERE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\s*er (?:waren|zijn)\b"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:goedgekeurd\w*|goedkeuring|geselecteerd\w*|selecteerden?|koos|kozen|weerhield\w*|weerhouden|gehonoreerd\w*|toegekend\w*|gesubsidieerd\w*|gesteund\w*|aanvaard\w*|groen licht|van start|gunstig|positief|subsidie krijgen|kregen|krijgen)\b",
    )
});
static REJECTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:niet|geen|afgewezen|afgekeurd|geweigerd|uit de boot|negatief|ongunstig|afvielen|vielen af)\b")
});

/// Reads the counts; what an earlier sentence stated stays.
pub(super) fn read(statements: &[Statement<'_>], call: &mut Call, draft: &mut Draft<'_>) {
    for statement in statements {
        // "Daarvan werden er 17 weerhouden."
        let mut about_applications = OF_THESE.is_match(statement.words);
        labelled(statement, call, draft);
        for (range, count) in counts(statement.words) {
            let clause = clause_around(statement.words, &range);
            let after = &statement.words[range.end..clause.end];
            // "12 projecten werden goedgekeurd en 18 niet": the second number shares the noun of the first.
            let noun = APPLICATIONS.is_match(after);
            let shares_noun = about_applications && (REJECTED.is_match(after) || APPROVED.is_match(after));
            if !noun && !shares_noun {
                continue;
            }
            about_applications = true;
            // What stands before a number without a noun of its own is about the first one.
            let words = if noun { &statement.words[clause] } else { &statement.words[range.start..clause.end] };
            let Some(field) = field(words) else { continue };
            state(field, count, statement.place(range), call, draft);
        }
    }
}

/// "Aantal ingediende dossiers: 42"
fn labelled(statement: &Statement<'_>, call: &mut Call, draft: &mut Draft<'_>) {
    static NUMBER_OF: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?im)^\s*aantal\s+(?P<what>[\p{L} ]{3,60}?)\s*[:\t]\s*(?P<count>\d{1,5})\s*$"));
    let Some(found) = NUMBER_OF.captures(statement.words) else { return };
    if let (Some(field), Some(count)) = (field(&found["what"]), found.name("count"))
        && let Ok(number) = count.as_str().parse()
    {
        state(field, number, statement.place(count.range()), call, draft);
    }
}

/// The field that words around a number are about.
fn field(words: &str) -> Option<&'static str> {
    let fields =
        [(&REJECTED, "rejected"), (&SUBMITTED, "submitted"), (&APPROVED, "approved"), (&THERE_WERE, "submitted")];
    fields.into_iter().find(|(pattern, _)| pattern.is_match(words)).map(|(_, field)| field)
}

fn state(field: &str, count: u32, place: Span, call: &mut Call, draft: &mut Draft<'_>) {
    let slot = match field {
        "rejected" => &mut call.rejected,
        "submitted" => &mut call.submitted,
        _ => &mut call.approved,
    };
    if slot.is_none() {
        *slot = Some(count);
        draft.stands_at(field, &[place]);
    }
}

/// The clause in which a number stands.
fn clause_around(words: &str, number: &Range<usize>) -> Range<usize> {
    let ends: Vec<regex::Match<'_>> = CLAUSE_END.find_iter(words).collect();
    let start = ends.iter().take_while(|end| end.end() <= number.start).last().map_or(0, |end| end.end());
    let end = ends.iter().find(|end| end.start() >= number.end).map_or(words.len(), |end| end.start());
    start..end
}
