//! Tricky sentence bounds: a text with `|` at every bound in, the same text out when the bounds are found.

use super::sentences;

/// Each line is one text; `|` marks where a sentence ends and the next one begins.
const CASES: &[&str] = &[
    // Abbreviations inside a sentence.
    "Dit gebeurt d.m.v. workshops.|Dat volstaat.",
    "Partners, o.a. De Warande en Bib Zuid, doen mee.",
    "Zij denken aan bv. Antwerpen of Gent.",
    "Dit kan i.k.v. Erasmus worden betaald.",
    "Het werk gaat naar Bouwteam bv.|De prijs is hoog.",
    "Een sterk voorbeeld (vb. CTO of CEO) ontbreekt.",
    "Wat is de visie t.a.v. Nederlandstaligen?|Die blijft onklaar.",
    "De cijfers m.b.t. 2019 ontbreken.",
    "Er is, i.t.t. vorig jaar, geen raming; n.a.v. Covid werd die geschrapt.",
    "Zie art. 12 en nr. 7 van het reglement.|Zie ook p. 3.",
    "De groep telt max. 20 en min. 8 leden.|Dat is weinig.",
    "Het kost ca. 300 euro per jaar.",
    "Contact met dr. Maes en prof. Claes is er al.",
    "Het gaat om resp. 3 en 5 gezinnen.",
    "Dhr. Peeters en mevr. Jacobs leiden dit.",
    "Gevraagd wordt 1.000 euro incl. Btw.",
    // Abbreviations that may end a sentence.
    "Men plant fietsen, wandelen, enz.|De kosten zijn laag.",
    "Er komen lezingen e.d. voor ouders.",
    "Zij werken samen met scholen, clubs e.a.|Het netwerk is breed.",
    "De aanvraag komt van Zonnedauw v.z.w.|Het is een kleine club.",
    // Names.
    "De leiding ligt bij J. Vermeulen en M.J. Claes.|Beiden zijn ervaren.",
    "Rapporten van Nova P, Delta Q en andere steunen dit.",
    // Marks that ask or doubt, in the middle.
    "De tien (?) arbeiders volgen een cursus.",
    "Er komen geen (!) kosten bij.",
    "\"Waarom nu?\" vraagt de jury zich af.",
    "Twee maanden vooraf? de maand zelf niet?",
    "Hoe gaat dit verder?|Wie betaalt?|Dat staat er niet.",
    // Spaces and full stops.
    "Een planning ontbreekt.|Een raming ook.",
    "Er zijn 1/3e minder leden.|1/4e stopt.",
    "De kost is 12,50 euro.|3 clubs doen mee.",
    "Het plan is af (zie bijlage).|De rest volgt.",
    "Hij heet \"De Brug.\"|Dat is de naam.",
    "Het is goed doordacht. (enkel de prijs ontbreekt).",
    "De fase (voorbereiding, tests,...) duurt lang.",
    "Er is taal, vervoer, ...|De rest ontbreekt.",
    "Zij noemen scholen, clubs, …|Het is niet volledig.",
    "Zij noemen scholen (basis, secundair, …) en clubs.",
    "De link met de stad wordt niet gelegd|De aanvrager nam contact op.",
    "Dat boek werd uitgegeven door De Warme Draad.",
    // Addresses.
    "Mail naar info@voorbeeld.be of kijk op www.voorbeeld.be.|Wij antwoorden.",
    "Zie https://voorbeeld.be/?Deel=2 voor meer.",
    "De organisatie Fietsen.net doet mee.",
    // Labels, lists, lines.
    "Zonnedauw vzw: een club met 12 leden.",
    "Pluspunten zijn:|- De ploeg is sterk.|- Het plan is af.",
    "Geen punt aan het einde\n|Nieuwe regel begint hier",
    "Een regel die doorloopt\nop de volgende regel.",
    "Dit gaat over de\nVlaamse scholen.",
    "Eerste alinea zonder punt\n\n|tweede alinea",
    "Er zijn drie fasen: start, uitvoering en slot.",
    "Nog een opmerking: Het budget klopt niet.",
];

fn marked(text: &str) -> String {
    sentences(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>().join("|")
}

/// The parts of a case as the splitter should give them: without list marks and white space at the edges.
fn expected(case: &str) -> String {
    let parts = case.split('|').map(|part| part.trim().trim_start_matches("- ").to_owned());
    parts.collect::<Vec<_>>().join("|")
}

/// The text of a case: a space takes the place of a bound, unless a line break stands there already.
fn text_of(case: &str) -> String {
    case.replace("\n|", "\n").replace('|', " ")
}

#[test]
fn tricky_bounds() {
    let wrong: Vec<String> = CASES
        .iter()
        .map(|case| (marked(&text_of(case)), expected(case)))
        .filter(|(found, wanted)| found != wanted)
        .map(|(found, wanted)| format!("\n  wanted {wanted}\n  found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn bounds_without_or_with_two_spaces() {
    assert_eq!(marked("Een raming ontbreekt.Een planning ook."), "Een raming ontbreekt.|Een planning ook.");
    assert_eq!(marked("Dit liep tot 2019.  Ze startten opnieuw."), "Dit liep tot 2019.|Ze startten opnieuw.");
    assert_eq!(marked("Niets.\u{a0}Wel iets!Nog iets."), "Niets.|Wel iets!|Nog iets.");
}

#[test]
fn list_marks_are_no_words() {
    assert_eq!(
        marked("• Eerste punt\n• Tweede punt\n1. Derde\n2) Vierde\na) Vijfde"),
        "Eerste punt|Tweede punt|Derde|Vierde|Vijfde"
    );
    assert_eq!(marked("3 clubs\n1.000 leden"), "3 clubs|1.000 leden");
}

#[test]
fn nothing_but_signs_is_no_sentence() {
    for text in ["", " \n\t", "...", "- \n- ", "…?!"] {
        assert!(sentences(text).is_empty(), "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn ranges_are_ordered_trimmed_and_lose_no_letter(text in "[a-zA-Z0-9 .?!…:;,()\\-\n•é]{0,80}") {
        let ranges = sentences(&text);
        let mut end = 0;
        for range in &ranges {
            proptest::prop_assert!(range.start >= end && range.start < range.end);
            proptest::prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            end = range.end;
        }
    }
}

#[test]
fn a_long_text_without_an_end_takes_no_long_time() {
    let text = "(bv. een twee ".repeat(40_000);
    let start = std::time::Instant::now();
    assert_eq!(sentences(&text).len(), 1);
    assert!(start.elapsed().as_secs() < 5);
}
