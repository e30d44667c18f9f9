//! Layouts that nobody has seen: whichever record is pointed at, the profile that comes out gives all of them.

use std::collections::BTreeMap;

use oordeel::document::Document;
use oordeel::extract::{Example, Field, Lesson, Profile, Profiles, extract_with, learn};
use oordeel::parse::parse;
use oordeel::source::Source;
use serde_json::Value;

use crate::command::{Desk, files, root};
use crate::spec::{cases, differences};

fn lesson(document: &Document, words: &[(Field, &str)]) -> Lesson {
    let words: BTreeMap<Field, String> = words.iter().map(|(field, words)| (*field, (*words).to_owned())).collect();
    learn(document, "les", &Source::new("les", Vec::new()).id, &Example { words })
}

fn read_with(document: &Document, profile: Profile) -> Vec<Value> {
    let id = Source::new("les", Vec::new()).id;
    let records = extract_with(document, "les", &id, &Profiles::new(vec![profile])).records;
    records.iter().map(|record| serde_json::to_value(record).unwrap()).filter(|it| it["kind"] == "evaluation").collect()
}

/// What comes out of the document when one record is pointed at, against what is expected.
fn faults(document: &Document, example: &Value, expected: &[Value]) -> Vec<String> {
    let words = |field: &str| example[field].as_str().unwrap();
    let lesson = lesson(document, &[(Field::Promoter, words("promoter")), (Field::Verdict, words("verdict_text"))]);
    let Some(profile) = lesson.profile else { return vec![format!("no layout; missing {:?}", lesson.missing)] };
    // As a user keeps it: written down and read again.
    let written = toml::to_string_pretty(&profile).unwrap();
    let found = read_with(document, Profile::parse(&written).unwrap());
    let mut faults: Vec<String> =
        expected.iter().zip(&found).flat_map(|(expected, found)| differences(expected, found)).collect();
    if found.len() != expected.len() {
        faults.push(format!("{} records, expected {}", found.len(), expected.len()));
    }
    if !faults.is_empty() {
        faults.push(written);
    }
    faults
}

#[test]
fn every_layout_is_learnt_from_any_of_its_records() {
    let (mut layouts, mut lessons, mut wrong) = (0, 0, Vec::new());
    for path in files(&root().join("tests/learn")) {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            let document = parse(&Source::new("les", case.documents[0].clone().into_bytes()));
            for example in &case.expected {
                let faults = faults(&document, example, &case.expected);
                if !faults.is_empty() {
                    wrong.push(format!("{} from {}: {}", case.title, example["promoter"], faults.join("\n  ")));
                }
                lessons += 1;
            }
            layouts += 1;
        }
    }
    assert!(layouts >= 10 && lessons >= 30, "{layouts} layouts, {lessons} lessons");
    assert!(wrong.is_empty(), "{} of {lessons} lessons:\n{}", wrong.len(), wrong.join("\n"));
}

const BLOCKS: &str = "Zitting\n\nWie: Toneelkring Doek\nSlotsom: mag door\nDe regie is sterk.\nVoor onderweg:\n- Zoek een tweede zaal.\n- Nodig de school uit.\n\nWie: Fotoclub Lens\nSlotsom: valt af\nEr is geen datum.\n\nWie: Leeskring Blad\nSlotsom: mag door\nElke maand een boek.\nVoor onderweg:\n- Kies ook dunne boeken.\n";

fn blocks() -> Document {
    parse(&Source::new("les", BLOCKS.as_bytes().to_vec()))
}

#[test]
fn a_remark_that_is_pointed_at_names_the_label_above_it() {
    let words =
        [(Field::Promoter, "Leeskring Blad"), (Field::Verdict, "mag door"), (Field::Remarks, "Kies ook dunne boeken")];
    let profile = lesson(&blocks(), &words).profile.unwrap();
    assert_eq!(profile.labels[&Field::Remarks], ["voor onderweg"]);
    let found = read_with(&blocks(), profile);
    assert_eq!(found[0]["remarks"], serde_json::json!(["Zoek een tweede zaal.", "Nodig de school uit."]));
    assert_eq!(found[0]["assessment"], "De regie is sterk.");
    assert_eq!(found[1]["remarks"], serde_json::json!([]));
}

#[test]
fn a_title_and_an_amount_that_are_pointed_at_are_found_with_the_siblings() {
    let text = "A. Plan Rad voor Molenwerf Wiek :: ja hoor :: 300 euro\n\nB. Plan Huis voor Brugwacht Oost :: o nee :: 0 euro\n\nC. Plan Kast voor Imkerij Raat :: ja hoor :: 1.250 euro\n";
    let document = parse(&Source::new("les", text.as_bytes().to_vec()));
    let words = [
        (Field::Promoter, "Imkerij Raat"),
        (Field::Verdict, "ja hoor"),
        (Field::Title, "Plan Kast"),
        (Field::Amount, "1.250 euro"),
    ];
    let found = read_with(&document, lesson(&document, &words).profile.unwrap());
    let amounts: Vec<&Value> = found.iter().map(|record| &record["amount"]["value"]).collect();
    assert_eq!(amounts, [&Value::from("300.00"), &Value::Null, &Value::from("1250.00")]);
    let projects: Vec<&str> = found.iter().map(|record| record["project"].as_str().unwrap()).collect();
    assert_eq!(projects, ["Plan Rad", "Plan Huis", "Plan Kast"]);
}

/// Every field of words stands where its evidence says.
#[test]
fn evidence_of_a_learnt_layout_is_exact() {
    let lesson = lesson(&blocks(), &[(Field::Promoter, "Fotoclub Lens"), (Field::Verdict, "valt af")]);
    let found = read_with(&blocks(), lesson.profile.unwrap());
    for record in &found {
        let words = |field: &str| {
            let span = &record["source"]["evidence"][field][0];
            BLOCKS[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].to_owned()
        };
        assert_eq!(words("promoter"), record["promoter"].as_str().unwrap());
        assert_eq!(words("verdict_text"), record["verdict_text"].as_str().unwrap());
    }
    assert_eq!(found.len(), 3);
}

#[test]
fn words_that_are_not_there_are_told_with_what_comes_near() {
    let lesson = lesson(&blocks(), &[(Field::Promoter, "Fotoklub Lens"), (Field::Verdict, "xyzq")]);
    assert!(lesson.profile.is_none());
    let near: Vec<Option<&str>> = lesson.missing.iter().map(|missing| missing.nearest.as_deref()).collect();
    assert_eq!(near, [Some("Wie: Fotoclub Lens"), None]);
}

#[test]
fn a_document_without_records_teaches_nothing() {
    for text in ["", "\n\n\t\n", "Agenda\n\nEr is koffie.\n"] {
        let document = parse(&Source::new("les", text.as_bytes().to_vec()));
        let lesson = lesson(&document, &[(Field::Promoter, "koffie"), (Field::Verdict, "koffie")]);
        assert!(lesson.profile.is_none() && lesson.records.is_empty(), "{text}");
    }
}

#[test]
fn words_of_a_profile_count_in_the_layouts_that_are_known() {
    let text = "Advies: krijgt vlag\nPloeg van dienst: Roeivereniging Kanaal\nMotivering: De boten zijn oud.\nMee naar huis: Koop riemen.\n";
    let profile = "[verdicts]\nconditional = [\"krijgt vlag\"]\n[labels]\npromoter = [\"ploeg van dienst\"]\nremarks = [\"mee naar huis\"]\n";
    let document = parse(&Source::new("les", text.as_bytes().to_vec()));
    assert!(read_with(&document, Profile::default()).is_empty());
    let found = read_with(&document, Profile::parse(profile).unwrap());
    assert_eq!(found[0]["promoter"], "Roeivereniging Kanaal");
    assert_eq!((&found[0]["verdict"], &found[0]["verdict_text"]), (&"conditional".into(), &"krijgt vlag".into()));
    assert_eq!(found[0]["remarks"], serde_json::json!(["Koop riemen."]));
    assert!(read_with(&document, Profile::default()).is_empty(), "the words hold for one document only");
}

#[test]
fn a_profile_that_cannot_be_says_where_and_what_to_do() {
    for (text, said) in [
        ("only = 3", "regel 1"),
        ("name = \"a\"\n\n[verdict]\n", "regel 3"),
        ("[verdicts]\nmaybe = [\"x\"]", "regel 2"),
        ("[verdicts]\npositive = [\"  \"]", "een leeg woord"),
        ("[[layout]]\nlead = 99999999999999999999", "regel 2"),
        ("[[layout]]\nlead = 200\n[layout.fields]\n", "hoogstens 60"),
        ("[[layout]]\n[layout.fields]\npromoter = { line = 1 }", "[layout.fields.verdict]"),
        ("[[layout]]\n[layout.fields]\npromoter = { line = 0 }\nverdict = { line = 2 }", "telt vanaf 1"),
        ("[[layout]]\n[layout.fields]\npromoter = { }\nverdict = { line = 2 }", "zeg waar het staat"),
        ("[[layout]]\n[layout.fields]\npromoter = { line = 1, after = \"\" }\nverdict = { line = 2 }", "niet leeg"),
        ("[[layout]]\n[layout.fields]\npromoter = { line = 1, paragraph = 0 }\nverdict = { line = 2 }", "vanaf 1"),
    ] {
        let reason = Profile::parse(text).unwrap_err();
        assert!(reason.contains(said), "{text}: {reason}");
    }
    let many = format!("boilerplate = [{}]", "\"een zin\",".repeat(6_000));
    assert!(Profile::parse(&many).unwrap_err().contains("6000"));
}

#[test]
fn a_layout_that_fits_nowhere_leaves_a_document_to_what_is_known() {
    let text = "Beslissing\tAanvrager\ngunstig\tDe Linde vzw\nongunstig\tFanfare De Eendracht\n";
    let document = parse(&Source::new("les", text.as_bytes().to_vec()));
    let elsewhere = "[[layout]]\nbegin = { kind = \"heading\" }\n[layout.fields]\npromoter = { line = 60, after = \"é\", until = \"–\", occurrence = -128 }\nverdict = { label = \"nergens\" }\n";
    let profile = Profile::parse(elsewhere).unwrap();
    assert_eq!(read_with(&document, profile.clone()).len(), 2);
    assert!(read_with(&document, Profile { only: true, ..profile }).is_empty());
}

const RIVALS: &str = "## Muziekgilde Linde | code V\n\nGoed plan.\n\n## Waf & Co | code X\n\nGeen plan.\n";

#[test]
fn a_profile_beside_the_corpus_is_used_and_a_changed_one_is_noticed() {
    let desk = Desk::with_corpus();
    std::fs::write(desk.path().join("corpus/rondes.md"), RIVALS).unwrap();
    let before = desk.print(&["ingest"]);
    assert!(!before.contains("Profiel"), "{before}");
    let learnt = desk.print(&["learn", "corpus/rondes.md", "--promoter", "Waf & Co", "--verdict", "X"]);
    assert!(learnt.contains("2 beoordelingen gevonden"), "{learnt}");
    let file = desk.path().join("profiles/rondes.toml");
    let again = desk.run(&["learn", "corpus/rondes.md", "--promoter", "Waf & Co", "--verdict", "X"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));

    let after = desk.print(&["ingest"]);
    assert!(after.contains("Profiel: profiles/rondes.toml"), "{after}");
    let first = |said: &str| said.lines().find(|line| line.contains("documenten:")).unwrap().to_owned();
    assert!(first(&after).contains(", 0 al bekend"), "{after}");
    assert!(first(&desk.print(&["ingest"])).contains("(0 nieuw"));
    assert!(desk.print(&["verdicts", "--format", "ndjson"]).contains("Muziekgilde Linde"));

    let profile = std::fs::read_to_string(&file)
        .unwrap()
        .replace("unknown = [\n    \"V\",\n    \"X\",\n]", "positive = [\"V\"]\nnegative = [\"X\"]");
    std::fs::write(&file, profile).unwrap();
    assert!(!first(&desk.print(&["ingest"])).contains("(0 nieuw"));
    let verdicts = desk.print(&["verdicts", "--format", "ndjson"]);
    let judged = verdicts.lines().find(|line| line.contains("Muziekgilde Linde")).unwrap();
    assert!(judged.contains("\"positive\""), "{judged}");

    std::fs::write(&file, "only = misschien").unwrap();
    let refused = desk.run(&["ingest"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("rondes.toml: regel 1"), "{said}");
}

#[test]
fn what_cannot_be_learnt_is_said_in_plain_words() {
    let desk = Desk::with_corpus();
    std::fs::write(desk.path().join("rondes.md"), RIVALS).unwrap();
    std::fs::write(desk.path().join("leeg.pdf"), "%PDF-1.4 geen pdf").unwrap();
    for (arguments, code, said) in [
        (["rondes.md", "Waf en Co", "X"], 1, "bedoelt u"),
        (["rondes.md", "  ", "X"], 2, "--promoter is leeg"),
        (["bestaat-niet.md", "Waf", "X"], 2, "bestaat niet"),
        (["leeg.pdf", "Waf", "X"], 2, "leeg.pdf: "),
    ] {
        let [file, promoter, verdict] = arguments;
        let output = desk.run(&["learn", file, "--promoter", promoter, "--verdict", verdict]);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), complaint.contains(said)), (Some(code), true), "{arguments:?}: {complaint}");
        assert!(!desk.path().join("profiles").exists());
    }
}
