//! Made codings in, the phrases that are planted in them and nothing else out.

use std::collections::BTreeMap;

use super::*;
use crate::document::Span;
use crate::record::Verdict;

const BOOK: &str =
    "[[theme]]\ncode = \"geld\"\nlabel = \"Geld\"\ndescription = \"\"\npatterns = [\"begroting=\", \"zaalhuur=\"]\n";

fn load(text: &str) -> Codebook {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.toml");
    std::fs::write(&path, text).unwrap();
    Codebook::load(&path).unwrap()
}

fn coding(record: usize, function: Function, text: &str) -> Coding {
    Coding {
        document: "d.txt".to_owned(),
        record: record.to_string(),
        promoter: String::new(),
        verdict: Verdict::Unknown,
        text: text.to_owned(),
        codes: Vec::new(),
        function,
        cue: String::new(),
        grounds: BTreeMap::new(),
        doubtful: false,
        page: Some(2),
        span: Span::new(0, 1),
    }
}

/// Six evaluations: a planted phrase in several forms, one that the codebook covers, a contact line and a repeated sentence.
fn corpus() -> Vec<Coding> {
    let planted = [
        "De betrokkenheid van de ouders is groot.",
        "Men ziet weinig van de betrokkenheid van ouders.",
        "De ouderbetrokkenheid groeit.",
        "Hoe zit het met de betrokkenheid van ouders?",
        "Een sterke ouderbetrokkenheid valt op.",
        "Zonder de ouderbetrokkenheid lukt het niet.",
    ];
    let mut codings = Vec::new();
    for (record, sentence) in planted.into_iter().enumerate() {
        codings.push(coding(record, Function::Strength, sentence));
        codings.push(coding(
            record,
            Function::Weakness,
            &format!("De begroting van de zaalhuur klopt {record} keer niet."),
        ));
        codings.push(coding(record, Function::Boilerplate, "De contactdienst staat klaar voor de aanvrager."));
        codings.push(coding(record, Function::Description, "De eretribune blijft dicht."));
    }
    codings
}

#[test]
fn the_planted_phrase_is_found_and_nothing_that_is_covered_or_repeated() {
    let found = discover(&corpus(), &load(BOOK), Search { least: 3, groups: 10 });
    assert_eq!((found.sentences, found.uncovered), (12, 6));
    let groups: Vec<Vec<&str>> =
        found.groups.iter().map(|group| group.candidates.iter().map(|one| one.phrase.as_str()).collect()).collect();
    assert_eq!(groups, [["betrokkenheid van ouders", "ouderbetrokkenheid"].as_slice()]);
    let first = &found.groups[0].candidates[0];
    assert_eq!((first.evaluations, first.sentences, first.uncovered), (3, 3, 3));
    let place = &first.places[0];
    assert_eq!(&place.sentence[place.start..place.end], "betrokkenheid van de ouders");
    assert_eq!((place.document.as_str(), place.page, first.places.len()), ("d.txt", Some(2), 3));
}

#[test]
fn the_piece_of_codebook_loads_and_gives_its_theme_to_the_sentences() {
    #[derive(Serialize)]
    struct Piece {
        theme: Vec<crate::theme::Theme>,
    }
    let found = discover(&corpus(), &load(BOOK), Search { least: 3, groups: 10 });
    let theme = snippet(&found.groups);
    assert_eq!(theme[0].code, "betrokkenheid-van-ouders");
    let codebook = load(&toml::to_string_pretty(&Piece { theme }).unwrap());
    let (tried, failures) = crate::annotate::check(&codebook);
    assert_eq!((tried, failures), (2, Vec::new()));
    let again = discover(&corpus(), &codebook, Search { least: 3, groups: 10 });
    assert!(again.groups.iter().all(|group| !group.candidates[0].phrase.contains("betrokkenheid")), "{again:?}");
}

#[test]
fn one_evaluation_that_repeats_itself_is_no_recurrence() {
    let codings: Vec<Coding> =
        (0..9).map(|turn| coding(0, Function::Strength, &format!("De leeskring telt {turn} leden."))).collect();
    assert_eq!(discover(&codings, &load(BOOK), Search { least: 2, groups: 10 }).groups, []);
    assert_eq!(discover(&[], &load(BOOK), Search { least: 1, groups: 10 }), Discovery::default());
}

#[test]
fn what_is_found_does_not_depend_on_threads() {
    let codings = corpus();
    let codebook = load(BOOK);
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| discover(&codings, &codebook, Search { least: 1, groups: 50 }))
    };
    assert_eq!(found(1), found(4));
}
