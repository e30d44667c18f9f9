//! Patterns and sentences in, whether they fit out.

use super::*;

fn fits(pattern: &str, sentence: &str) -> bool {
    let mut matcher = Matcher::default();
    matcher.add(pattern).unwrap();
    !matcher.find(&words(sentence)).is_empty()
}

#[test]
fn patterns_fit_words() {
    for (pattern, yes, no) in [
        ("partner*", "De Partners tekenden.", "Een levenspartner."),
        ("*gedrag*", "Het koopgedrag wijzigt.", "Zij gedroegen zich."),
        ("*plan", "Het stappenplan.", "De planning."),
        ("geen|zonder budget", "Er is geen budget.", "Geen groot budget."),
        ("geen ..2 budget", "Er is geen eigen groot budget.", "Budget is er, geen tijd."),
        ("cijfers ~3 ontbreken", "Er ontbreken recente cijfers.", "Cijfers ontbraken."),
        ("coordinator", "De coördinator.", "De coördinatoren."),
        ("in", "in", "inzet"),
        ("partner+", "De partners.", "De partij."),
        ("partner+", "Een partnerorganisatie.", "Een organisatie."),
        ("sterk=", "De sterkere ploeg.", "De kerk versterkt."),
        ("evalueren+", "Na de evaluatie.", "Na de editie."),
        ("geen ..1 partner+", "Geen enkele scholenpartner.", "Partners, geen leden."),
        ("gaf|vorm_geven ..1 plan", "vorm geven aan plan", "vorm aan plan"),
    ] {
        assert!(fits(pattern, yes), "{pattern} in {yes}");
        assert!(!fits(pattern, no), "{pattern} not in {no}");
    }
}

#[test]
fn a_wrong_pattern_says_why() {
    for pattern in ["", "..3 plan", "plan ..3", "plan ..x punt", "plan @veel", "pl*n", "*ab"] {
        assert!(Matcher::default().add(pattern).is_err(), "{pattern}");
    }
    assert_eq!(Matcher::default().add("plan @-0.5"), Ok((0, -0.5)));
}
