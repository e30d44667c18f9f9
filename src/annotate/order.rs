//! The words of a sentence in, whether it opens by telling the reader to do something out: "Zoek …", "U bezorgt …".

use std::ops::Range;

use super::word::Word;
use crate::dutch::function_words::is_function_word;
use crate::dutch::lexicon::entry;
use crate::dutch::spelling::open;

/// Words that look like the stem of a verb and are none, or that open a statement or a question.
const NO_ORDERS: &[&str] = &[
    "men", "wel", "moet", "mag", "wil", "kan", "zal", "heb", "ben", "word", "hoef", "mocht", "dient", "blijkt",
    "lijkt", "zelf", "even", "pas", "veel", "meer", "weer", "dus", "toch", "zeer", "enkel", "alleen", "elk", "min",
    "echt", "zin", "minder", "per", "meest", "twee", "acht", "tien", "drie", "straks", "vast", "best", "graag", "wens",
    "dank", "lof", "dat", "niet", "geen",
];

/// What follows a noun that is the subject: "Plan en begroting kloppen."
const FINITE: &[&str] = &[
    "is", "zijn", "was", "waren", "wordt", "worden", "werd", "werden", "heeft", "hebben", "had", "kan", "kunnen",
    "moet", "moeten", "zal", "zullen", "zou", "mag", "wil", "blijft", "lijkt", "gaat", "komt", "en", "van",
];

/// What follows an order but no noun without an article.
const AFTER_ORDERS: &[&str] = &[
    "de",
    "het",
    "een",
    "uw",
    "u",
    "je",
    "ook",
    "dan",
    "dus",
    "er",
    "hier",
    "daar",
    "dit",
    "deze",
    "dat",
    "die",
    "zeker",
    "nog",
    "alsnog",
    "hen",
    "ze",
    "haar",
    "hem",
    "ons",
    "mee",
    "meer",
    "beter",
    "minstens",
    "niet",
    "eerst",
    "samen",
    "zelf",
    "alle",
    "elke",
    "geen",
    "enkele",
    "bijvoorbeeld",
    "daarom",
    "wel",
    "dieper",
    "concreter",
    "duidelijker",
    "na",
    "op",
    "met",
    "uit",
    "aan",
    "af",
    "over",
    "verder",
    "contact",
    "rekening",
    "werk",
    "per",
    "naar",
];

/// Orders that are no stem with an ending.
const IRREGULAR: &[&str] =
    &["doe", "hou", "dien", "ga", "zie", "sta", "gelieve", "wees", "gebruik", "bewaar", "herbekijk", "herdenk"];

/// The words that give an order at the beginning, in the imperative.
pub(super) fn opening(words: &[Word]) -> Option<Range<usize>> {
    let first = words.first()?.folded.as_str();
    let second = words.get(1).map(|word| word.folded.as_str()).unwrap_or_default();
    if is_function_word(first) || NO_ORDERS.contains(&first) || FINITE.contains(&second) {
        return None;
    }
    let irregular = IRREGULAR.contains(&first);
    if !irregular && !is_stem(first) {
        return None;
    }
    // "Steun", "Plan" and the like are nouns too, and those mostly stand without what follows an order.
    let noun = entry(first).is_some_and(|entry| entry.noun);
    (!noun || AFTER_ORDERS.contains(&second)).then_some(0..1)
}

/// Whether the word is the stem of a verb.
fn is_stem(word: &str) -> bool {
    if word.len() < 3 || entry(word).is_some_and(|entry| entry.verb || entry.adjective && !entry.noun) {
        return false;
    }
    let voiced = word.strip_suffix('f').map(|stem| format!("{stem}ven"));
    [format!("{}en", open(word)), format!("{word}en")]
        .iter()
        .chain(&voiced)
        .any(|infinitive| entry(infinitive).is_some_and(|entry| entry.verb))
}

/// "U bezorgt ons …": what the reader is told to do, unless it tells what he did or may do.
pub(super) fn addressed(words: &[Word]) -> Option<Range<usize>> {
    const NO_TASKS: &[&str] = &[
        "beschrijft",
        "schrijft",
        "vermeldt",
        "toont",
        "wilt",
        "wil",
        "bent",
        "stelt",
        "kiest",
        "legt",
        "weet",
        "denkt",
        "werkt",
    ];
    let [first, second, ..] = words else { return None };
    let task = second.folded.ends_with('t')
        && !FINITE.contains(&second.folded.as_str())
        && !NO_TASKS.contains(&second.folded.as_str());
    (first.folded == "u" && task && second.folded.len() > 4).then_some(0..2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::word::words;

    #[test]
    fn stems_at_the_beginning_are_orders() {
        for order in [
            "Zoek een tweede drukker.",
            "Bezorg ons de offertes.",
            "Laat de leden mee kiezen.",
            "Plan ook een repetitie.",
        ] {
            assert_eq!(opening(&words(order)), Some(0..1), "{order}");
        }
        assert_eq!(addressed(&words("U bezorgt de lijst voor mei.")), Some(0..2));
    }

    #[test]
    fn other_beginnings_are_not() {
        for statement in [
            "Men zoekt een drukker.",
            "Plan en begroting kloppen.",
            "Steun voor de aanvraag.",
            "De club zoekt.",
            "Mag dit?",
        ] {
            assert_eq!(opening(&words(statement)), None, "{statement}");
        }
        assert_eq!(addressed(&words("U heeft de lijst bezorgd.")), None);
    }
}
