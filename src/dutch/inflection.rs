//! An inflected word in, the words that it may be a form of out; what of it is a word is for a word list to say.

use super::spelling::{closed, open};

/// What kind of form a reading takes the word to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Of a noun.
    Plural,
    /// Of a noun: *-je* and its likes, also in the plural.
    Diminutive,
    /// Of an adjective: *-e*, *-er*, *-st* and what is made of these.
    Adjective,
    /// Of a verb that follows the rules.
    Verb,
}

/// One way to read a word as an inflected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Singular, infinitive or undeclined adjective.
    pub base: String,
    /// What the word is of it.
    pub form: Form,
}

/// All readings that the spelling allows of a folded word, the likeliest of each kind first.
pub fn readings(word: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    plurals(word, &mut found);
    diminutives(word, &mut found);
    adjectives(word, &mut found);
    verbs(word, &mut found);
    found
}

fn add(found: &mut Vec<Reading>, form: Form, bases: impl IntoIterator<Item = String>) {
    for base in bases {
        if base.len() >= 2 && !found.iter().any(|reading| reading.form == form && reading.base == base) {
            found.push(Reading { base, form });
        }
    }
}

/// Endings of plurals that change the end of the word, with the end of the singular.
const CHANGED_PLURALS: &[(&str, &str)] = &[
    ("heden", "heid"),
    ("lieden", "man"),
    ("lui", "man"),
    ("ieen", "ie"),
    ("eeen", "ee"),
    ("ien", "ie"),
    ("uen", "u"),
    ("ici", "icus"),
    ("trices", "trix"),
    ("ices", "ex"),
    ("ices", "ix"),
    ("ses", "sis"),
    ("ses", "se"),
    ("ia", "ium"),
    ("ea", "eum"),
    ("tra", "trum"),
    ("ta", "tum"),
    ("gina", "gen"),
    ("eien", "ei"),
    ("oeien", "oe"),
    ("ooien", "o"),
    ("mata", "ma"),
];

fn plurals(word: &str, found: &mut Vec<Reading>) {
    for (ending, singular) in CHANGED_PLURALS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 2
        {
            add(found, Form::Plural, [format!("{rest}{singular}")]);
        }
    }
    if let Some(rest) = word.strip_suffix("en") {
        add(found, Form::Plural, closed(rest));
        if !doubles(rest) {
            add(found, Form::Plural, [rest.to_owned()]);
        }
        add(found, Form::Plural, [format!("{rest}e")]);
    }
    if let Some(rest) = word.strip_suffix("'s") {
        add(found, Form::Plural, [rest.to_owned()]);
    } else if let Some(rest) = word.strip_suffix('s')
        && !rest.ends_with('s')
    {
        add(found, Form::Plural, [rest.to_owned()]);
    }
}

fn doubles(stem: &str) -> bool {
    matches!(stem.as_bytes(), [.., before, last] if before == last && !matches!(last, b'a' | b'e' | b'o' | b'u'))
}

fn diminutives(word: &str, found: &mut Vec<Reading>) {
    let word = word.strip_suffix('s').unwrap_or(word);
    for ending in ["je", "pje", "tje"] {
        if let Some(rest) = word.strip_suffix(ending) {
            let rest = rest.trim_end_matches('\'');
            add(found, Form::Diminutive, [rest.to_owned()]);
            // A vowel at the end is doubled before the ending: foto, fotootje.
            if ending == "tje" && matches!(rest.as_bytes(), [.., before, last] if before == last) {
                add(found, Form::Diminutive, [rest[..rest.len() - 1].to_owned()]);
            }
        }
    }
    if let Some(rest) = word.strip_suffix("etje") {
        add(found, Form::Diminutive, closed(rest));
    }
    if let Some(rest) = word.strip_suffix("inkje") {
        add(found, Form::Diminutive, [format!("{rest}ing")]);
    }
}

fn adjectives(word: &str, found: &mut Vec<Reading>) {
    let word = if word.ends_with("en") && word.len() > 5 { &word[..word.len() - 1] } else { word };
    if let Some(rest) = word.strip_suffix('e') {
        add(found, Form::Adjective, closed(rest));
        compared(rest, found);
    }
    compared(word, found);
    if let Some(rest) = word.strip_suffix('s') {
        add(found, Form::Adjective, [rest.to_owned()]);
        compared(rest, found);
    }
}

fn compared(word: &str, found: &mut Vec<Reading>) {
    if let Some(rest) = word.strip_suffix("er") {
        add(found, Form::Adjective, closed(rest));
        add(found, Form::Adjective, [format!("{rest}e")]);
        if let Some(rest) = rest.strip_suffix("rd") {
            add(found, Form::Adjective, [format!("{rest}r")]);
        }
    }
    if let Some(rest) = word.strip_suffix("st") {
        add(found, Form::Adjective, [rest.to_owned(), format!("{rest}s")]);
    }
}

fn infinitives(stem: &str) -> [String; 2] {
    [format!("{}en", open(stem)), format!("{stem}en")]
}

/// Participles are read without *ge* at the beginning or behind a particle.
fn verbs(word: &str, found: &mut Vec<Reading>) {
    let present = word.strip_suffix('e').or(word.strip_suffix("en")).unwrap_or(word);
    if let Some(infinitive) = present.strip_suffix('d')
        && infinitive.ends_with('n')
    {
        add(found, Form::Verb, [infinitive.to_owned()]);
    }
    let word = word.strip_suffix('n').filter(|word| word.ends_with("de") || word.ends_with("te")).unwrap_or(word);
    let word = word.strip_suffix('e').unwrap_or(word);
    add(found, Form::Verb, infinitives(word));
    for ending in ['d', 't'] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2) {
            participle(stem, found);
            add(found, Form::Verb, infinitives(stem));
        }
    }
}

fn participle(stem: &str, found: &mut Vec<Reading>) {
    if let Some(rest) = stem.strip_prefix("ge")
        && rest.len() >= 2
    {
        add(found, Form::Verb, infinitives(rest));
    }
    for particle in PARTICLES {
        if let Some(rest) = stem.strip_prefix(particle).and_then(|rest| rest.strip_prefix("ge"))
            && rest.len() >= 2
        {
            add(found, Form::Verb, infinitives(rest).map(|infinitive| format!("{particle}{infinitive}")));
        }
    }
}

/// What stands apart from its verb in a sentence and before it in the infinitive.
pub const PARTICLES: &[&str] = &[
    "aan",
    "achter",
    "achteruit",
    "achterop",
    "af",
    "beet",
    "bij",
    "bijeen",
    "binnen",
    "bloot",
    "boven",
    "buiten",
    "deel",
    "dicht",
    "door",
    "droog",
    "gelijk",
    "goed",
    "groot",
    "hard",
    "heen",
    "herin",
    "hoog",
    "in",
    "kapot",
    "klaar",
    "kwijt",
    "langs",
    "los",
    "mee",
    "mede",
    "mis",
    "na",
    "neer",
    "om",
    "omhoog",
    "omver",
    "onder",
    "op",
    "open",
    "over",
    "plaats",
    "rond",
    "samen",
    "stil",
    "stop",
    "tegen",
    "tekort",
    "teleur",
    "terecht",
    "terug",
    "teweeg",
    "thuis",
    "toe",
    "tussen",
    "uit",
    "uiteen",
    "vast",
    "ver",
    "verder",
    "vol",
    "voor",
    "voorbij",
    "vooraf",
    "voort",
    "vooruit",
    "vooropge",
    "voorop",
    "vrij",
    "waar",
    "weer",
    "weg",
    "zwart",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(word: &str, form: Form, base: &str) -> bool {
        readings(word).iter().any(|reading| reading.form == form && reading.base == base)
    }

    #[test]
    fn plurals_have_their_singular_among_the_readings() {
        let pairs = [
            ("gemeenten", "gemeente"),
            ("promotoren", "promotor"),
            ("huizen", "huis"),
            ("brieven", "brief"),
            ("mogelijkheden", "mogelijkheid"),
            ("criteria", "criterium"),
            ("foto's", "foto"),
            ("bacterien", "bacterie"),
            ("dagen", "dag"),
            ("politici", "politicus"),
            ("vrijwilligers", "vrijwilliger"),
        ];
        for (plural, singular) in pairs {
            assert!(reads(plural, Form::Plural, singular), "{plural} {singular}");
        }
    }

    #[test]
    fn other_forms_have_their_base_among_the_readings() {
        for (word, base) in [("huisje", "huis"), ("boompje", "boom"), ("ringetje", "ring"), ("woninkje", "woning")] {
            assert!(reads(word, Form::Diminutive, base), "{word} {base}");
        }
        for (word, base) in [("grote", "groot"), ("zwaardere", "zwaar"), ("liefst", "lief"), ("dikker", "dik")] {
            assert!(reads(word, Form::Adjective, base), "{word} {base}");
        }
        let verbs = [
            ("evalueert", "evalueren"),
            ("geevalueerd", "evalueren"),
            ("werkte", "werken"),
            ("goedgekeurde", "goedkeuren"),
            ("leeft", "leven"),
            ("stelden", "stellen"),
            ("zettend", "zetten"),
        ];
        for (word, base) in verbs {
            assert!(reads(word, Form::Verb, base), "{word} {base}");
        }
    }
}
