//! Two names of organisations in, whether they can mean the same one, and why, out.

use serde::{Deserialize, Serialize};

use super::fold::fold;

/// Why two names can mean the same organisation, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// A person said so.
    Told,
    /// The same words, capitals, diacritics and punctuation aside.
    SameWords,
    /// The same but for legal form or what stands in brackets: `SPK vzw`, `SPK`.
    LegalForm,
    /// The same local authority: `Stad Genk`, `Stadsbestuur Genk`.
    Authority,
    /// One is made of the initials of the other: `VIVO`, `Vlaams Instituut voor Vorming en Opleiding`.
    Initials,
    /// One shortens the other's words: `UGent`, `Universiteit Gent`.
    Shortened,
    /// All words of one stand in the other: `Markant`, `Markant, netwerk van vrouwen`.
    PartOf,
}

impl Likeness {
    /// In Dutch, for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Told => "volgens de gebruiker",
            Self::SameWords => "zelfde naam",
            Self::LegalForm => "zelfde naam zonder rechtsvorm of haakjes",
            Self::Authority => "zelfde lokale bestuur",
            Self::Initials => "letterwoord van de volledige naam",
            Self::Shortened => "verkorte naam",
            Self::PartOf => "naam is deel van de langere naam",
        }
    }

    /// How sure it is that the names mean the same, in per cent: a rule of thumb, for putting the least sure ones first.
    pub fn confidence(self) -> u8 {
        match self {
            Self::Told => 100,
            Self::SameWords => 99,
            Self::LegalForm => 97,
            Self::Authority => 95,
            Self::Initials => 85,
            Self::Shortened => 80,
            Self::PartOf => 75,
        }
    }
}

const LEGAL_FORMS: &[&str] = &[
    "vzw",
    "ivzw",
    "asbl",
    "nv",
    "bv",
    "bvba",
    "cv",
    "cvba",
    "cvso",
    "so",
    "commv",
    "vof",
    "stichting",
    "vereniging",
    "feitelijke",
    "ngo",
    "npo",
];
const AUTHORITIES: &[&str] = &[
    "stadsbestuur",
    "gemeentebestuur",
    "stad",
    "gemeente",
    "lokaal",
    "bestuur",
    "ocmw",
    "provinciebestuur",
    "provincie",
];
const FUNCTION_WORDS: &[&str] =
    &["van", "voor", "en", "de", "het", "een", "in", "op", "te", "of", "met", "aan", "bij", "der", "den", "the", "for"];

/// Fewer first letters than this are the beginning of too many names.
const FEWEST_INITIALS: usize = 4;

/// How two names can mean the same organisation; `None` where nothing says they do.
pub fn likeness(left: &str, right: &str) -> Option<Likeness> {
    let (whole_left, whole_right) = (words(left), words(right));
    if whole_left.is_empty() || whole_right.is_empty() {
        return None;
    }
    if whole_left == whole_right {
        return Some(Likeness::SameWords);
    }
    let (bare_left, bare_right) = (without_legal_form(left), without_legal_form(right));
    if bare_left.is_empty() || bare_right.is_empty() {
        return None;
    }
    if bare_left == bare_right {
        return Some(Likeness::LegalForm);
    }
    if let (Some(left), Some(right)) = (locality(&bare_left), locality(&bare_right))
        && left == right
    {
        return Some(Likeness::Authority);
    }
    let one_way = |short: &[String], long: &[String]| {
        if is_initials(short, long) {
            Some(Likeness::Initials)
        } else if is_shortened(short, long) {
            Some(Likeness::Shortened)
        } else {
            is_part(short, long).then_some(Likeness::PartOf)
        }
    };
    one_way(&bare_left, &bare_right).or_else(|| one_way(&bare_right, &bare_left))
}

/// Names that mean the same organisation have one of these in common; most other names do not. For finding pairs to compare
/// without comparing every name with every other.
pub fn keys(name: &str) -> Vec<String> {
    let bare = without_legal_form(name);
    let telling = locality(&bare).unwrap_or(&bare);
    let mut keys: Vec<String> = telling.first().cloned().into_iter().collect();
    if let [first, .., last] = bare.as_slice() {
        keys.extend(first.chars().next().map(|initial| format!("{initial}{last}")));
        for initials in initials(&bare) {
            let ends = initials.char_indices().map(|(at, _)| at).skip(FEWEST_INITIALS).chain([initials.len()]);
            keys.extend(ends.map(|end| initials[..end].to_owned()));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn words(name: &str) -> Vec<String> {
    fold(name)
        .split(|symbol: char| !symbol.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn without_legal_form(name: &str) -> Vec<String> {
    let outside: String = match (name.find('('), name.rfind(')')) {
        (Some(open), Some(close)) if open > 0 && open < close => format!("{} {}", &name[..open], &name[close + 1..]),
        _ => name.to_owned(),
    };
    let all = words(&outside);
    let bare: Vec<String> = all.iter().filter(|word| !LEGAL_FORMS.contains(&word.as_str())).cloned().collect();
    if bare.is_empty() { all } else { bare }
}

/// The place of a local authority: `stad genk` gives `genk`.
fn locality(name: &[String]) -> Option<&[String]> {
    let place = name.iter().position(|word| !AUTHORITIES.contains(&word.as_str()))?;
    (place > 0).then_some(&name[place..])
}

fn is_initials(short: &[String], long: &[String]) -> bool {
    let [letters] = short else { return false };
    if letters.chars().count() < 2 || long.len() < 2 {
        return false;
    }
    // A long name is often shortened by its first words only: the rest tells in what field it works.
    let begins = |all: &String| letters.chars().count() >= FEWEST_INITIALS && all.starts_with(letters.as_str());
    initials(long).iter().any(|all| all == letters || begins(all))
}

/// The first letters of all words, and of those that are no function words.
fn initials(words: &[String]) -> [String; 2] {
    let content = words.iter().filter(|word| !FUNCTION_WORDS.contains(&word.as_str()));
    let first = |word: &String| word.chars().next();
    [words.iter().filter_map(first).collect(), content.filter_map(first).collect()]
}

/// `ugent` is the first letter of the first word and the whole of the last.
fn is_shortened(short: &[String], long: &[String]) -> bool {
    let ([letters], [first, .., last]) = (short, long) else { return false };
    let Some(initial) = first.chars().next() else { return false };
    last.len() > 2 && *letters == format!("{initial}{last}")
}

fn is_part(short: &[String], long: &[String]) -> bool {
    let telling = short.iter().any(|word| {
        word.chars().count() > 3 && !AUTHORITIES.contains(&word.as_str()) && !FUNCTION_WORDS.contains(&word.as_str())
    });
    telling && short.len() < long.len() && long.windows(short.len()).next() == Some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same() {
        for (left, right, why) in [
            ("POPPUNT vzw", "Poppunt VZW", Likeness::SameWords),
            ("SPK vzw", "SPK", Likeness::LegalForm),
            ("Dienst Zorg (ism Arktos)", "Dienst Zorg", Likeness::LegalForm),
            ("Stad Genk", "Stadsbestuur Genk", Likeness::Authority),
            ("Gemeente Olen", "Lokaal bestuur Olen", Likeness::Authority),
            ("SPK", "Strategische Projectenorganisatie Kempen", Likeness::Initials),
            ("VIVO vzw", "Vlaams Instituut voor Vorming en Opleiding in de social profit", Likeness::Initials),
            ("Ugent", "Universiteit Gent", Likeness::Shortened),
            ("Markant", "MARKANT – netwerk van vrouwen", Likeness::PartOf),
        ] {
            assert_eq!(likeness(left, right), Some(why), "{left} / {right}");
            assert_eq!(likeness(right, left), Some(why), "{right} / {left}");
            assert!(keys(left).iter().any(|key| keys(right).contains(key)), "{left} / {right}");
        }
    }

    #[test]
    fn names_that_do_not() {
        for (left, right) in [
            ("VUB", "Universiteit Gent"),
            ("Stad Genk", "Stad Gent"),
            ("Stad Genk", "Thomas More Kempen"),
            ("De Overmolen", "De Brug"),
            ("PEP", "Poppunt vzw"),
            ("", "VUB"),
        ] {
            assert_eq!(likeness(left, right), None, "{left} / {right}");
        }
    }
}
