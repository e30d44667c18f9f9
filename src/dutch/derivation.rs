//! A lemma in, the word it is derived from out, where the list confirms it: *evaluatie* is of *evalueren*.

use super::lexicon::{self, Entry};
use super::spelling::{closed, open};

/// Endings of nouns of verbs, with the endings of the verb.
const OF_VERBS: &[(&str, &[&str])] = &[
    ("isatie", &["iseren"]),
    ("ificatie", &["ificeren"]),
    ("icatie", &["iceren"]),
    ("atie", &["eren"]),
    ("itie", &["eren"]),
    ("sie", &["deren", "teren"]),
    ("tie", &["eren", "teren"]),
    ("ator", &["eren"]),
    ("ering", &["eren"]),
    ("ing", &["en"]),
    ("er", &["en"]),
    ("baar", &["en"]),
];

/// The word that a lemma is derived from: the verb of *-ing*, *-atie*, *-er* and *-baar*, the adjective of *-heid*, the noun
/// of an infinitive (*werken*, *werk*).
pub fn origin(lemma: &str) -> Option<String> {
    if lemma.len() < 5 || !lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let known = |base: &String, fits: fn(&Entry) -> bool| {
        lexicon::entry(base).is_some_and(|entry| entry.edit == 0 && fits(&entry))
    };
    if let Some(adjective) = lemma.strip_suffix("heid") {
        return Some(adjective.to_owned()).filter(|base| lexicon::entry(base).is_some_and(|entry| entry.edit == 0));
    }
    for (ending, infinitives) in OF_VERBS {
        if let Some(stem) = lemma.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            let bases = infinitives.iter().map(|infinitive| format!("{stem}{infinitive}"));
            if let Some(base) = bases.into_iter().find(|base| known(base, |entry| entry.verb)) {
                return Some(of_infinitive(&base).unwrap_or(base));
            }
            let opened = format!("{}en", open(stem));
            if *ending == "baar" && known(&opened, |entry| entry.verb) {
                return Some(of_infinitive(&opened).unwrap_or(opened));
            }
        }
    }
    of_infinitive(lemma)
}

/// The noun that is the stem of a verb: *onderzoek* of *onderzoeken*.
fn of_infinitive(infinitive: &str) -> Option<String> {
    let stem = infinitive.strip_suffix("en")?;
    lexicon::entry(infinitive).filter(|entry| entry.verb)?;
    let nouns = closed(stem).into_iter().filter(|noun| noun.len() > 3);
    nouns.into_iter().find(|noun| lexicon::entry(noun).is_some_and(|entry| entry.edit == 0 && entry.noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_come_from_their_verbs_and_adjectives() {
        let pairs = [("evaluatie", "evalueren"), ("beoordeling", "beoordelen"), ("organisatie", "organiseren"),
            ("duidelijkheid", "duidelijk"), ("haalbaarheid", "haalbaar"), ("begeleider", "begeleiden"),
            ("communicatie", "communiceren"), ("discussie", "discussieren"), ("onderzoeken", "onderzoek")];
        for (word, base) in pairs {
            assert_eq!(origin(word).as_deref(), Some(base), "{word}");
        }
    }

    #[test]
    fn others_come_from_nothing() {
        for word in ["gemeente", "gebied", "water", "ring", "koning", "kamer", "vader", "station", "", "évaluatie"] {
            assert_eq!(origin(word), None, "{word}");
        }
    }
}
