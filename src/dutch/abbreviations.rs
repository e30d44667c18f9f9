//! A word in, out comes whether its full stop belongs to an abbreviation and whether a sentence may end there.

/// What the full stop after a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Always followed by more: `bv.`, `t.a.v.`, `dr.`.
    Never,
    /// Followed by a number: `nr.`, `p.`, `ca.`; before a word it may end a sentence.
    BeforeNumber,
    /// Often the last word of a sentence: `enz.`, `e.d.`.
    MayEnd,
    /// No abbreviation that we know.
    Unknown,
}

/// Without their last full stop, lower case. Written with and without inner stops where both are usual.
const NEVER: &[&str] = &[
    "aanv", "afd", "b.v.b", "bijv", "bijvb", "bv", "bvb", "c.q", "cf", "cfr", "d.d", "d.i", "d.m.v", "d.w.z", "dd",
    "dhr", "dr", "drs", "evt", "excl", "fam", "g", "gebr", "i.c", "i.f.v", "i.h.b", "i.h.k.v", "i.i.g", "i.k.v",
    "i.o.v", "i.p.v", "i.s.m", "i.v.m", "incl", "ing", "inz", "ir", "m.a.w", "m.b.t", "m.b.v", "m.m.v", "m.n", "mevr",
    "mgr", "mr", "mw", "n.a.v", "nl", "o.a", "o.b.v", "o.i.v", "o.l.v", "o.m", "o.w", "onder", "p.a", "prof", "q.q",
    "resp", "s.v", "st", "t.a.v", "t.b.v", "t.g.v", "t.h.v", "t.o.v", "t.w", "tel", "v.w.b", "vb", "vgl", "vnl", "vs",
    "z.g", "zgn",
];
const BEFORE_NUMBER: &[&str] = &[
    "art", "artt", "blz", "ca", "fig", "hfst", "hs", "jg", "max", "min", "nr", "nrs", "ong", "p", "pag", "par", "pp",
    "punt", "st", "tab", "tit", "vol",
];
const MAY_END: &[&str] = &[
    "a.u.b", "aub", "b.v", "e.a", "e.d", "e.v", "ed", "enz", "etc", "gem", "i.o", "jl", "l", "m.i", "n.v", "n.v.t",
    "o.i", "p.j", "p.m", "p.p", "u", "v.t.e", "v.z.w", "vzw",
];

/// What the full stop after `word` says; `word` is given without that stop.
pub(crate) fn stop_after(word: &str) -> Stop {
    let word = word.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let listed = |list: &[&str]| list.contains(&word.as_str());
    if listed(BEFORE_NUMBER) {
        Stop::BeforeNumber
    } else if listed(MAY_END) {
        Stop::MayEnd
    } else if listed(NEVER) {
        Stop::Never
    } else if is_dotted(&word) {
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
    const STARTERS: &[&str] = &[
        "aan",
        "aangezien",
        "al",
        "alle",
        "alleen",
        "als",
        "belangrijk",
        "bij",
        "binnen",
        "bovendien",
        "daar",
        "daarbij",
        "daardoor",
        "daarmee",
        "daarnaast",
        "daarom",
        "daartoe",
        "daarvoor",
        "dat",
        "de",
        "deze",
        "die",
        "dit",
        "doel",
        "door",
        "dus",
        "echter",
        "een",
        "eerst",
        "elk",
        "elke",
        "en",
        "enkel",
        "er",
        "ga",
        "geef",
        "geen",
        "gezien",
        "graag",
        "haar",
        "heel",
        "het",
        "hier",
        "hierbij",
        "hierdoor",
        "hiervoor",
        "hoe",
        "hoewel",
        "hun",
        "iedere",
        "ik",
        "in",
        "indien",
        "jammer",
        "je",
        "jullie",
        "kan",
        "leg",
        "maar",
        "maak",
        "meer",
        "men",
        "met",
        "momenteel",
        "na",
        "naast",
        "niet",
        "nog",
        "nu",
        "om",
        "omdat",
        "ook",
        "op",
        "over",
        "positief",
        "promotor",
        "sommige",
        "sterk",
        "te",
        "tevens",
        "toch",
        "tot",
        "tussen",
        "uit",
        "vanuit",
        "van",
        "verder",
        "via",
        "voeg",
        "voor",
        "volgens",
        "waar",
        "waarom",
        "wanneer",
        "wat",
        "we",
        "wel",
        "welke",
        "werk",
        "wie",
        "wij",
        "worden",
        "wordt",
        "ze",
        "zeer",
        "zeker",
        "zij",
        "zijn",
        "zo",
        "zoals",
        "zodat",
        "zonder",
        "zorg",
    ];
    STARTERS.contains(&word.to_lowercase().as_str())
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
