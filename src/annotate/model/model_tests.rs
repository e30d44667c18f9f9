//! Made codings in, what a model learns of them and what it leaves to the codebook out.

use std::sync::Arc;

use super::*;
use crate::annotate::annotate;
use crate::document::Span;
use crate::record::{Evaluation, Place, Verdict};
use crate::source::SourceId;
use crate::theme::{Coding, PersonCoding};

/// A codebook that knows money and nothing else.
const BOOK: &str =
    "[[theme]]\ncode = \"geld\"\nlabel = \"Geld\"\ndescription = \"\"\npatterns = [\"budget\", \"geld\"]\n";

fn codebook() -> Codebook {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.toml");
    std::fs::write(&path, BOOK).unwrap();
    Codebook::load(&path).unwrap()
}

/// Sentences about bees, which the codebook does not know, about money and about neither, from so many documents.
fn codings(documents: usize) -> Vec<PersonCoding> {
    let bees = ["De bijenkasten staan goed.", "Een imker telt de bijen.", "Ook de imkers kennen hun bijenvolk."];
    let money = ["Het budget klopt.", "Het budget voor de zaal is hoog."];
    let neither = ["De zaal is groot.", "Men bakt brood voor de buren.", "De fanfare speelt elke week."];
    let mut codings = Vec::new();
    for document in 0..documents {
        let mut add = |text: &str, codes: &[&str], function| {
            codings.push(PersonCoding {
                document: format!("{document}.txt"),
                promoter: format!("Club {document}"),
                text: text.to_owned(),
                codes: codes.iter().map(|code| (*code).to_owned()).collect(),
                function: Some(function),
            });
        };
        bees.iter().for_each(|text| add(text, &["bijen"], Function::Strength));
        money.iter().for_each(|text| add(text, &["geld"], Function::Weakness));
        neither.iter().for_each(|text| add(text, &[], Function::Description));
    }
    codings
}

fn coded(text: &str, codebook: &Codebook) -> Vec<Coding> {
    let span = Span::new(0, text.len());
    let evaluation = Evaluation {
        id: String::new(),
        source: Place {
            document: "nieuw.txt".to_owned(),
            digest: SourceId::of(text.as_bytes()),
            page: None,
            span,
            evidence: [("assessment".to_owned(), vec![span])].into(),
        },
        promoter: "Nieuw".to_owned(),
        project: None,
        reference: None,
        call: None,
        verdict: Verdict::Unknown,
        verdict_text: None,
        score: None,
        amount: None,
        assessment: text.to_owned(),
        remarks: Vec::new(),
        boilerplate: Vec::new(),
    };
    annotate(&evaluation, text, codebook)
}

#[test]
fn a_theme_that_only_people_know_is_learned_and_found_in_new_sentences() {
    let model = learn(&codings(5), &codebook()).unwrap();
    let bees = model.learned().themes.iter().find(|theme| theme.code == "bijen").unwrap();
    assert!(bees.used && bees.codebook == 0.0 && bees.model > 0.9 && bees.sentences == 15, "{bees:?}");
    let codebook = codebook().with_model(Arc::new(model));
    assert_eq!(codebook.themes().iter().map(|theme| theme.code.as_str()).collect::<Vec<_>>(), ["geld", "bijen"]);
    let codings = coded("Deze imker verzorgt zijn bijenkast. De trein rijdt op tijd.", &codebook);
    assert_eq!(codings[0].codes, ["bijen"]);
    assert!(codings[0].grounds["bijen"].contains("bijenkast"), "{:?}", codings[0].grounds);
    assert_eq!(codings[1].codes, [] as [&str; 0]);
}

#[test]
fn a_sentence_is_in_doubt_where_codebook_and_model_part() {
    let with_model = codebook().with_model(Arc::new(learn(&codings(5), &codebook()).unwrap()));
    let text = "Het budget klopt. Deze imker verzorgt zijn bijenkast.";
    let doubts = |codebook| coded(text, codebook).iter().map(|coding| coding.doubtful).collect::<Vec<_>>();
    assert_eq!(doubts(&with_model), [false, true]);
    assert_eq!(doubts(&codebook()), [false, false]);
}

#[test]
fn what_the_codebook_does_as_well_stays_with_it() {
    let learned = learn(&codings(5), &codebook()).unwrap().learned().clone();
    let money = learned.themes.iter().find(|theme| theme.code == "geld").unwrap();
    assert!(!money.used && money.codebook == 1.0, "{money:?}");
    assert!(learned.by_document && learned.parts == 5 && learned.together >= learned.codebook);
}

#[test]
fn a_model_of_noise_decides_nothing() {
    // Every word stands in one sentence only: nothing of it holds for another.
    let word = |number: usize| ["ab", "ko", "mi", "nu", "re", "su", "ti"][number % 7].repeat(2 + number / 7);
    let one = |number: usize| PersonCoding {
        document: "a.txt".to_owned(),
        promoter: format!("Club {}", number % 3),
        text: if number.is_multiple_of(2) { format!("Geld {}", word(number)) } else { format!("Zon {}", word(number)) },
        codes: if number.is_multiple_of(2) { vec!["geld".to_owned()] } else { Vec::new() },
        function: None,
    };
    let codings: Vec<PersonCoding> = (0..30).map(one).collect();
    let learned = learn(&codings, &codebook()).unwrap().learned().clone();
    assert!(learned.themes.iter().all(|theme| !theme.used), "{learned:?}");
    assert!(!learned.function.used && learned.function.sentences == 0 && !learned.by_document);
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| learn(&codings(6), &codebook()).unwrap().bytes().unwrap())
    };
    assert_eq!(bytes(1), bytes(3));
}

#[test]
fn a_saved_model_codes_as_the_one_that_was_learned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model");
    let model = learn(&codings(5), &codebook()).unwrap();
    std::fs::write(&path, model.bytes().unwrap()).unwrap();
    let loaded = Model::load(&path).unwrap();
    assert_eq!(loaded.learned(), model.learned());
    let text = "Deze imker vraagt budget voor een bijenkast.";
    let code = |model| coded(text, &codebook().with_model(Arc::new(model)));
    assert_eq!(code(loaded), code(model));
}

#[test]
fn what_is_no_model_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model");
    let whole = learn(&codings(5), &codebook()).unwrap().bytes().unwrap();
    let mut spoiled = whole.clone();
    spoiled[whole.len() / 2] ^= 1;
    for (bytes, reason) in [
        (b"iets anders".to_vec(), "geen model"),
        (Vec::new(), "geen model"),
        (whole[..whole.len() - 1].to_vec(), "beschadigd"),
        (whole[..20].to_vec(), "beschadigd"),
        (spoiled, "beschadigd"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let message = Model::load(&path).unwrap_err().to_string();
        assert!(message.contains(reason) && message.contains("themes learn"), "{message}");
    }
}

#[test]
fn too_little_to_learn_from_is_said() {
    assert!(learn(&[], &codebook()).unwrap_err().contains("0 gecodeerde zinnen"));
    let one = &codings(1)[..1];
    let message = learn(one, &codebook()).unwrap_err();
    assert!(message.contains("1 gecodeerde zinnen") && message.contains("minstens 2"), "{message}");
}
