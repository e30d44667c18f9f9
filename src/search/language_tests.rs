//! What queries ask for.

use super::*;

fn word(word: &str) -> Ask {
    Ask::Word(word.to_owned())
}

fn ask(input: &str) -> Ask {
    let reading = read(input);
    assert!(reading.notices.is_empty(), "{input}: {:?}", reading.notices);
    reading.ask
}

#[test]
fn words_side_by_side_are_a_row_and_joining_words_bind_as_in_mathematics() {
    assert_eq!(ask("goede praktijk"), Ask::Row(vec![word("goede"), word("praktijk")]));
    let both = Ask::All(vec![word("b"), Ask::Row(vec![word("c"), word("d")])]);
    assert_eq!(ask("a OF b EN c d"), Ask::One(vec![word("a"), both.clone()]));
    assert_eq!(ask("a OR (b AND (c d))"), Ask::One(vec![word("a"), both]));
    assert_eq!(ask("a NIET b"), Ask::Row(vec![word("a"), Ask::Not(Box::new(word("b")))]));
}

#[test]
fn patterns_phrases_and_words_near_each_other() {
    assert_eq!(ask("Gedrag*"), Ask::Pattern("gedrag*".to_owned()));
    assert_eq!(ask("*verandering"), Ask::Pattern("*verandering".to_owned()));
    assert_eq!(ask("ge?rag"), Ask::Pattern("ge?rag".to_owned()));
    assert_eq!(ask("subsidie?"), word("subsidie"), "a question is no pattern");
    assert_eq!(ask("partnr~"), Ask::Like("partnr".to_owned()));
    assert_eq!(ask("\"Goede praktijk\"~5"), Ask::Phrase(vec!["goede".to_owned(), "praktijk".to_owned()], 5));
    assert_eq!(ask("gedrag NEAR/4 verandering"), Ask::Near("gedrag".to_owned(), "verandering".to_owned(), 4));
    assert_eq!(ask("kandidaat-huurder"), Ask::All(vec![word("kandidaat"), word("huurder")]));
}

#[test]
fn fields_and_conditions() {
    assert_eq!(ask("promotor:genk"), Ask::In(TextField::Promoter, Box::new(word("genk"))));
    assert_eq!(ask("oordeel:negatief"), Ask::Where(Condition::Verdict(Verdict::Negative)));
    assert_eq!(ask("functie:zwakte"), Ask::Where(Condition::Function("weakness")));
    assert_eq!(ask("thema:partnerschap"), Ask::Where(Condition::Theme("partnerschap".to_owned())));
    assert_eq!(ask("bedrag:>100.000"), Ask::Where(Condition::Amount(100_001..=u64::MAX)));
    assert_eq!(ask("datum:2015..2018"), Ask::Where(Condition::Year(2015..=2018)));
}

#[test]
fn what_is_read_differently_is_said() {
    for (input, expected, said) in [
        ("(a", word("a"), "haakje"),
        ("a)", word("a"), "haakje"),
        ("\"a", Ask::Phrase(vec!["a".to_owned()], 0), "aanhalingsteken"),
        ("a EN", word("a"), "overgeslagen"),
        ("NIET", Ask::Row(Vec::new()), "NIET"),
        ("e*", word("e"), "te veel woorden"),
        ("kleur:rood", Ask::Row(vec![word("kleur"), word("rood")]), "bestaat niet"),
        ("oordeel:misschien", Ask::Row(vec![word("oordeel"), word("misschien")]), "positief"),
    ] {
        let reading = read(input);
        assert_eq!(reading.ask, expected, "{input}");
        assert!(reading.notices.iter().any(|notice| notice.contains(said)), "{input}: {:?}", reading.notices);
    }
}

#[test]
fn long_and_deep_queries_are_cut() {
    let many = "woord ".repeat(500);
    assert!(matches!(read(&many).ask, Ask::Row(words) if words.len() == MOST_WORDS));
    let deep = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(!read(&deep).notices.is_empty());
}
