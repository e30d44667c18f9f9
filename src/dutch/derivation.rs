//! A lemma in, the word it is derived from out, where the list confirms it: *evaluatie* is of *evalueren*.

use super::lexicon;
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
    ("ssie", &["ssieren"]),
    ("ing", &["en"]),
    ("er", &["en"]),
    ("baar", &["en"]),
    ("aar", &["en"]),
];

/// The word that a lemma is derived from: the verb of *-ing*, *-atie*, *-er* and *-baar*, the adjective of *-heid*, the noun
/// of an infinitive (*bereiken*, *bereik*). Its own lemma stands for it: *onderzoeker* gives *onderzoek*, as *onderzoeken* does.
pub fn origin(lemma: &str) -> Option<String> {
    if lemma.len() < 5 || !lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    if let Some(adjective) = lemma.strip_suffix("heid") {
        return listed(adjective);
    }
    OF_VERBS
        .iter()
        .find_map(|(ending, infinitives)| of_verb(lemma, ending, infinitives))
        .or_else(|| of_infinitive(lemma))
}

/// The lemma of a listed word.
fn listed(word: &str) -> Option<String> {
    lexicon::entry(word).map(|entry| lexicon::lemma(word, &entry))
}

fn of_verb(noun: &str, ending: &str, infinitives: &[&str]) -> Option<String> {
    // Short nouns in *-er* are seldom of verbs: *kamer*, *vader*.
    let shortest = if ending == "er" { 5 } else { 3 };
    let stem = noun.strip_suffix(ending).filter(|stem| stem.len() >= shortest)?;
    let bases = infinitives.iter().map(|infinitive| format!("{stem}{infinitive}")).chain([format!("{}en", open(stem))]);
    let verb = bases.into_iter().find(|base| lexicon::entry(base).is_some_and(|entry| entry.verb))?;
    listed(&verb)
}

/// The noun that is the stem of a verb; of short ones many are of other origin (*stel*, *stellen*).
fn of_infinitive(infinitive: &str) -> Option<String> {
    let stem = infinitive.strip_suffix("en")?;
    let entry = lexicon::entry(infinitive).filter(|entry| entry.verb)?;
    if entry.edit != 0 {
        return Some(lexicon::lemma(infinitive, &entry));
    }
    let nouns = closed(stem).into_iter().filter(|noun| noun.len() >= 5);
    nouns.into_iter().find(|noun| lexicon::entry(noun).is_some_and(|entry| entry.edit == 0 && !entry.adjective))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_come_from_their_verbs_and_adjectives() {
        let pairs = [
            ("evaluatie", "evalueren"),
            ("beoordeling", "beoordelen"),
            ("organisatie", "organiseren"),
            ("duidelijkheid", "duidelijk"),
            ("haalbaarheid", "haalbaar"),
            ("begeleider", "begeleiden"),
            ("communicatie", "communiceren"),
            ("discussie", "discussieren"),
            ("onderzoeken", "onderzoek"),
        ];
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
