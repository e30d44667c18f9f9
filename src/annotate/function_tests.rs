//! What sentences do: our own wording of each kind of cue in, the function out.

use super::*;
use crate::annotate::word::words;

const CASES: &[(&str, Function)] = &[
    // Praise.
    ("De analyse is sterk onderbouwd.", Function::Strength),
    ("De commissie waardeert de inzet van de buurt.", Function::Strength),
    ("Het plan is helder beschreven.", Function::Strength),
    ("De ploeg heeft ruime ervaring met zulke projecten.", Function::Strength),
    ("Hoewel het budget krap is, overtuigt de aanpak.", Function::Strength),
    ("De planning is kort, maar wel haalbaar en zeer goed uitgewerkt.", Function::Strength),
    ("Er is geen twijfel over de deskundigheid van het team.", Function::Strength),
    // Criticism.
    ("Een risicoanalyse ontbreekt.", Function::Weakness),
    ("De begroting is onvoldoende onderbouwd.", Function::Weakness),
    ("De rol van de partners is niet duidelijk.", Function::Weakness),
    ("Het idee is mooi, maar de uitwerking is te vaag.", Function::Weakness),
    ("De partners zijn gemotiveerd; de taakverdeling blijft echter onduidelijk.", Function::Weakness),
    ("Er is weinig aandacht voor de evaluatie.", Function::Weakness),
    ("De jury betreurt dat de ouders niet betrokken worden.", Function::Weakness),
    ("De vraag stelt zich of dit haalbaar is.", Function::Weakness),
    ("Het dossier mist een duidelijke visie.", Function::Weakness),
    // Requests.
    ("De promotor dient de planning aan te vullen.", Function::Request),
    ("Het zou zinvol zijn om de scholen te betrekken.", Function::Request),
    ("We raden de aanvrager aan om contact te zoeken met de stad.", Function::Request),
    ("Hoe worden de deelnemers gevonden?", Function::Request),
    ("Het is belangrijk dat de resultaten gemeten worden.", Function::Request),
    ("Zoek een tweede drukker voor het boekje.", Function::Request),
    ("U bezorgt de lijst met vrijwilligers.", Function::Request),
    ("Als de vergunning er is, kan de commissie instemmen.", Function::Request),
    // Denied doubts are praise, and a thought that only begins so is no denial.
    ("Over de vakkennis van de ploeg bestaat geen discussie.", Function::Strength),
    // Retelling.
    ("De promotor wil tien workshops geven.", Function::Description),
    ("Men voorziet een website en een nieuwsbrief.", Function::Description),
    ("Het project bestaat uit drie fasen.", Function::Description),
    // No review text.
    ("Het project wordt negatief beslist.", Function::Boilerplate),
];

fn decide(sentence: &str, position: Position) -> Decision {
    Cues::built_in().unwrap().decide(sentence, &words(sentence), position)
}

#[test]
fn cues_decide() {
    let wrong: Vec<String> = CASES
        .iter()
        .map(|&(sentence, function)| (sentence, function, decide(sentence, Position::Assessment)))
        .filter(|(_, function, decision)| decision.function != *function)
        .map(|(sentence, function, decision)| format!("\n  {sentence} is {function:?}, got {decision:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn the_place_decides_where_words_do_not() {
    let sentence = "De scholen uit de buurt mee aan tafel.";
    for (position, function) in [
        (Position::Assessment, Function::Description),
        (Position::Strengths, Function::Strength),
        (Position::Weaknesses, Function::Weakness),
        (Position::Remarks, Function::Request),
    ] {
        assert_eq!(decide(sentence, position).function, function);
    }
}

#[test]
fn a_decision_names_its_words() {
    assert_eq!(decide("Een risicoanalyse ontbreekt.", Position::Assessment).cue, "ontbreekt");
    assert_eq!(decide("Werk dit uit.", Position::Remarks).cue, "Werk");
    assert_eq!(decide("De scholen mee aan tafel.", Position::Remarks).cue, "");
}

#[test]
fn labels_are_known() {
    let cues = Cues::built_in().unwrap();
    for (label, position) in [
        ("Sterke punten van de aanvraag:", Some(Position::Strengths)),
        ("Minder sterke punten:", Some(Position::Weaknesses)),
        ("Opmerkingen voor de indiener:", Some(Position::Remarks)),
        ("De activiteiten:", None),
    ] {
        assert_eq!(cues.position_after(&words(label)), position, "{label}");
        assert_eq!(cues.is_label(label, &words(label)), position.is_some());
    }
}
