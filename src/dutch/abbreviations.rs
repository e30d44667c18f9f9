//! A word in, out comes whether its full stop belongs to an abbreviation and whether a sentence may begin with it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What the full stop after a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Always followed by more: `vb.`, `t.a.v.`, `dr.`.
    Never,
    /// Followed by a number or a name: `nr.`, `p.`, `bv.`; before a usual first word it ends a sentence (`Bouwteam bv. De`).
    BeforeNumber,
    /// Often the last word of a sentence: `enz.`, `e.d.`.
    MayEnd,
    /// No abbreviation that we know.
    Unknown,
}

/// Without their last full stop, lower case. Written with and without inner stops where both are usual.
const NEVER: &str = "aanv afd b.v.b bijv bijvb bvb c.q cf cfr d.d d.i d.m.v d.w.z dd dhr dr drs evt excl fam gebr i.c i.f.v i.h.b \
    i.h.k.v i.i.g i.k.v i.o.v i.p.v i.s.m i.v.m incl ing inz ir m.a.w m.b.t m.b.v m.m.v m.n mevr mgr mr mw n.a.v o.a \
    o.b.v o.i.v o.l.v o.m o.w p.a prof q.q resp s.v st t.a.v t.b.v t.g.v t.h.v t.o.v t.w tel v.w.b vb vgl vnl z.g \
    zgn";
const BEFORE_NUMBER: &str = "apr art artt aug blz bv ca dec feb febr fig hfst hs jan jg max min mrt nov nr nrs okt ong p pag par pp \
    punt sep sept st tab tit vol";
const MAY_END: &str =
    "a.u.b aub b.v e.a e.d e.v ed enz etc gem i.o jl l m.i n.v n.v.t o.i p.j p.m p.p u v.t.e v.z.w vzw";
const STARTERS: &str = "aan aangezien al alle alleen als belangrijk bij binnen bovendien daar daarbij daardoor daarmee \
    daarna daarnaast daarom daarover daartoe daaruit daarvoor dat de deze die dit doel door dus echter een eerst elk \
    elke en enkel er eveneens evenwel ga geef geen gezien graag haar heel helaas het hier hierbij hierdoor hiermee \
    hierover hieruit hiervoor hoe hoeveel hoewel hun iedere ik in indien jammer je jullie kan kortom leg maak maar \
    meer men met mits momenteel na naast niet nog nu om omdat ondanks onze ook op over positief sinds sommige soms \
    sterk te tenslotte terwijl tevens toch tot tussen uit uiteindelijk vaak van vanuit verder via voeg volgens voor \
    vooral waar waarom waaruit wanneer wat we wel welke werk wie wij worden wordt ze zeer zeker zelfs zij zijn zo \
    zoals zodat zonder zorg";

type Words = LazyLock<HashSet<&'static str>>;
static NEVER_WORDS: Words = LazyLock::new(|| NEVER.split(' ').collect());
static BEFORE_NUMBER_WORDS: Words = LazyLock::new(|| BEFORE_NUMBER.split(' ').collect());
static MAY_END_WORDS: Words = LazyLock::new(|| MAY_END.split(' ').collect());
static STARTER_WORDS: Words = LazyLock::new(|| STARTERS.split(' ').collect());

/// What the full stop after `word` says; `word` is given without that stop.
pub(crate) fn stop_after(word: &str) -> Stop {
    let word = word.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let word = word.as_str();
    if BEFORE_NUMBER_WORDS.contains(word) {
        Stop::BeforeNumber
    } else if MAY_END_WORDS.contains(word) {
        Stop::MayEnd
    } else if NEVER_WORDS.contains(word) {
        Stop::Never
    } else if is_dotted(word) {
        Stop::MayEnd
    } else {
        Stop::Unknown
    }
}

/// Letters with stops between them, as in a shortening that no list knows: `b.t.w`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Whether a sentence often begins with this word; a capital on any other word may be that of a name.
pub(crate) fn starts_sentences(word: &str) -> bool {
    STARTER_WORDS.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_a_stop_says() {
        for (word, stop) in [
            ("d.m.v", Stop::Never),
            ("(vb", Stop::Never),
            ("nr", Stop::BeforeNumber),
            ("enz", Stop::MayEnd),
            ("b.t.w", Stop::MayEnd),
            ("plan", Stop::Unknown),
            ("integratiepact.be", Stop::Unknown),
        ] {
            assert_eq!(stop_after(word), stop, "{word}");
        }
    }
}
