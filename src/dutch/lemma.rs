//! A word in, its lemma out: from the list, by rules that the list confirms, by its last part, or by its ending.

use std::borrow::Cow;

use super::compound;
use super::fold::fold;
use super::inflection::{Form, readings};
use super::lexicon::{self, Entry};

/// The lemma of a word in any case and with any diacritics; the word itself, folded, where it is its own lemma.
///
/// *Coördinatoren* gives *coordinator*, *werkten* gives *werken*, *doelgroepen* gives *doelgroep*.
pub fn lemma(word: &str) -> Cow<'_, str> {
    let folded = if is_folded(word) { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) };
    match of_folded(&folded) {
        Some(lemma) => Cow::Owned(lemma),
        None => folded,
    }
}

/// Whether folding would leave the word as it is.
pub fn is_folded(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The lemma of a folded word where it is another.
fn of_folded(word: &str) -> Option<String> {
    if let Some((before, last)) = word.rsplit_once('-') {
        let lemma = of_folded(last)?;
        return Some(format!("{before}-{lemma}"));
    }
    if word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        return None;
    }
    let lemma = match lexicon::entry(word) {
        Some(entry) => lexicon::lemma(word, &entry),
        None => of_unlisted(word)?,
    };
    (lemma != word).then_some(lemma)
}

/// Longest word that is looked at, in bytes.
const LONGEST: usize = 64;

fn of_unlisted(word: &str) -> Option<String> {
    confirmed(word).or_else(|| of_last_part(word)).or_else(|| behind_prefix(word)).or_else(|| by_ending(word))
}

/// The base of the first reading that the list confirms.
fn confirmed(word: &str) -> Option<String> {
    let fits = |form: Form, entry: &Entry| match form {
        Form::Plural => entry.noun || !entry.adjective && !entry.verb,
        Form::Diminutive => !entry.verb,
        Form::Adjective => entry.adjective,
        Form::Verb => entry.verb,
    };
    let bases = readings(word).into_iter().filter(|reading| reading.base.len() > 3);
    let known = bases.filter(|reading| {
        let entry = lexicon::entry(&reading.base);
        entry.is_some_and(|entry| (entry.edit == 0 || entry.verb) && fits(reading.form, &entry))
    });
    known.map(|reading| reading.base).next()
}

fn of_last_part(word: &str) -> Option<String> {
    let cuts = compound::cuts(word, None)?;
    let (before, last) = word.split_at(*cuts.at.last()?);
    let entry = lexicon::entry(last)?;
    Some(format!("{before}{}", lexicon::lemma(last, &entry)))
}

/// Prefixes behind which the rest keeps its forms.
const PREFIXES: [&str; 22] = [
    "on", "her", "niet", "over", "mede", "oud", "ex", "pre", "non", "co", "re", "anti", "inter", "multi", "sub",
    "super", "semi", "ver", "be", "ont", "bio", "eco",
];

fn behind_prefix(word: &str) -> Option<String> {
    PREFIXES.iter().find_map(|prefix| {
        let rest = word.strip_prefix(prefix).filter(|rest| rest.len() > 4)?;
        let entry = lexicon::entry(rest)?;
        Some(format!("{prefix}{}", lexicon::lemma(rest, &entry)))
    })
}

/// Endings that leave no doubt even in words that nobody has listed, with the ending of the lemma; longest first.
const ENDINGS: &[(&str, &str)] = &[
    ("iseerden", "iseren"),
    ("iseerde", "iseren"),
    ("eerden", "eren"),
    ("heidjes", "heid"),
    ("tjes", ""),
    ("iseert", "iseren"),
    ("eerde", "eren"),
    ("iteiten", "iteit"),
    ("lijkere", "lijk"),
    ("lijke", "lijk"),
    ("ische", "isch"),
    ("atoren", "ator"),
    ("ingen", "ing"),
    ("heden", "heid"),
    ("aties", "atie"),
    ("schappen", "schap"),
    ("ieven", "ief"),
    ("ieve", "ief"),
    ("ties", "tie"),
    ("tje", ""),
    ("eert", "eren"),
    ("bare", "baar"),
    ("loze", "loos"),
    ("ele", "eel"),
    ("isten", "ist"),
    ("ers", "er"),
    ("ige", "ig"),
    ("'s", ""),
    ("ns", "n"),
    ("ls", "l"),
];

fn by_ending(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_prefix("ge")
        && let Some(stem) = ["eerde", "eerd"].iter().find_map(|ending| stem.strip_suffix(ending))
        && stem.len() > 2
    {
        return Some(format!("{stem}eren"));
    }
    ENDINGS.iter().find_map(|(ending, lemma)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
        Some(format!("{stem}{lemma}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_words_have_their_lemma() {
        let pairs = [
            ("Gemeenten", "gemeente"),
            ("coördinatoren", "coordinator"),
            ("geëvalueerd", "evalueren"),
            ("betere", "goed"),
            ("ging", "gaan"),
            ("huisje", "huis"),
            ("oudere", "oudere"),
            ("het", "het"),
        ];
        for (word, base) in pairs {
            assert_eq!(lemma(word), base, "{word}");
        }
    }

    #[test]
    fn unlisted_words_go_by_rule_part_or_ending() {
        let pairs = [
            ("subsidiedossiers", "subsidiedossier"),
            ("wijkmakelaars", "wijkmakelaar"),
            ("baby's", "baby"),
            ("kandidaat-huurders", "kandidaat-huurder"),
            ("geblogd", "bloggen"),
            ("herevalueert", "herevalueren"),
            ("zorgnoden", "zorgnood"),
            ("gefrobniceerd", "frobniceren"),
            ("frobnicaties", "frobnicatie"),
        ];
        for (word, base) in pairs {
            assert_eq!(lemma(word), base, "{word}");
        }
    }

    #[test]
    fn what_is_no_word_stays() {
        for word in ["", "2018", "a-", "'", "-", "αβγ", "x1y"] {
            assert_eq!(lemma(word), fold(word), "{word}");
        }
        let long = "gemeenten".repeat(40);
        assert_eq!(lemma(&long), long);
    }
}
