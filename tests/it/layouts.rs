//! The same applications in layouts that chance puts together: each must give them back.

use oordeel::extract::extract;
use oordeel::parse::parse;
use oordeel::record::{Evaluation, Record, Verdict};
use oordeel::source::Source;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// An application in our own words.
#[derive(Debug, Clone, Copy)]
struct Made {
    promoter: &'static str,
    project: &'static str,
    verdict: usize,
    assessment: &'static str,
    remark: &'static str,
}

const MADE: [Made; 6] = [
    Made {
        promoter: "Heemkring De Wal vzw",
        project: "Kaarten van vroeger",
        verdict: 0,
        assessment: "De kaarten zijn zeldzaam en de kring kent ze als geen ander. Het budget is zuinig opgesteld.",
        remark: "Laat ook de school meekijken.",
    },
    Made {
        promoter: "Stad Veldrode",
        project: "Standbeeld op het plein",
        verdict: 1,
        assessment: "Een standbeeld valt buiten de oproep. De buurt werd niet bevraagd.",
        remark: "",
    },
    Made {
        promoter: "Basisschool De Kiem",
        project: "Tuin zonder tegels",
        verdict: 2,
        assessment: "Het plan is goed, maar de planning voor de winter is te krap.",
        remark: "Begin met de kant van de straat.",
    },
    Made {
        promoter: "Stichting Het Kompas",
        project: "Samen naar de markt",
        verdict: 0,
        assessment: "Ouderen en nieuwkomers doen samen boodschappen. De begeleiding is in orde.",
        remark: "",
    },
    Made {
        promoter: "Zeilclub Noord",
        project: "Boot te leen",
        verdict: 1,
        assessment: "De club richt zich op haar eigen leden. Een nieuw publiek komt niet in beeld.",
        remark: "Zoek een partner in de buurt.",
    },
    Made {
        promoter: "Koor De Merels",
        project: "Zingen in de trein",
        verdict: 3,
        assessment: "Een aanstekelijk idee. Door het kleine budget eindigt het net onder de streep.",
        remark: "",
    },
];

const CLASSES: [Verdict; 4] = [Verdict::Positive, Verdict::Negative, Verdict::Conditional, Verdict::Reserve];

/// Words for the four classes that go together.
const VERDICTS: [[&str; 4]; 10] = [
    ["Goedgekeurd", "Afgekeurd", "Goedgekeurd onder voorwaarden", "Reservelijst"],
    ["Gunstig", "Ongunstig", "Gunstig mits aanpassing", "Op de reservelijst"],
    ["Toegekend", "Geweigerd", "Deels toegekend", "Wachtlijst"],
    ["Weerhouden", "Niet weerhouden", "Weerhouden mits bijsturing", "Reserve"],
    ["Te subsidiëren", "Niet te subsidiëren", "Voorwaardelijk te subsidiëren", "Op de wachtlijst"],
    ["Subsidie toegekend", "Subsidie geweigerd", "Subsidie toegekend onder voorwaarden", "Reservelijst"],
    ["Krijgt steun", "Krijgt geen steun", "Krijgt steun mits aanpassing", "Reservelijst"],
    ["Groen licht", "Geen groen licht", "Groen licht onder voorwaarden", "Wachtlijst"],
    ["Toe te kennen", "Af te wijzen", "Toe te kennen mits aanpassing", "Op reservelijst"],
    ["Positief advies", "Negatief advies", "Positief advies onder voorwaarden", "Reservelijst"],
];
const PROMOTER: [&str; 8] = [
    "Aanvrager",
    "Promotor",
    "Indiener",
    "Organisatie",
    "Penvoerder",
    "Naam van de aanvrager",
    "Ingediend door",
    "Projectdrager",
];
const PROJECT: [&str; 6] = [
    "Project",
    "Projecttitel",
    "Titel van het project",
    "Naam van het initiatief",
    "Projectvoorstel",
    "Titel aanvraag",
];
const VERDICT: [&str; 8] = [
    "Beslissing",
    "Besluit",
    "Eindoordeel",
    "Resultaat",
    "Beslissing van het college",
    "Uitslag",
    "Finaal oordeel",
    "Wat is beslist?",
];
const ASSESSMENT: [&str; 6] =
    ["Motivering", "Beoordeling", "Toelichting bij de beslissing", "Bespreking", "Waarom?", "Argumentatie van de jury"];
const REMARKS: [&str; 6] = [
    "Opmerkingen",
    "Aandachtspunten",
    "Suggesties van de jury",
    "Wat wij u adviseren",
    "Te verbeteren",
    "Aanbevelingen",
];

/// How the applications stand in the document.
#[derive(Debug, Clone, Copy)]
enum Layout {
    /// Label and value, on one line or on two.
    Labels { project_first: bool, on_two_lines: bool },
    /// A heading with both names, the verdict behind it, under it, behind a label or at the end.
    Headings { form: usize, place: usize },
    /// Rows of a table, its columns turned so far.
    Rows { turn: usize, name_with_title: bool },
    /// Name, verdict and text under each other, indented by tabs.
    Stack { tabs: [usize; 3] },
    /// Lines of a list under headings with the verdict.
    Sections { form: usize },
}

/// Which words the document uses.
#[derive(Debug, Clone, Copy)]
struct Words {
    promoter: &'static str,
    project: &'static str,
    verdict: &'static str,
    assessment: &'static str,
    remarks: &'static str,
    verdicts: [&'static str; 4],
}

fn layouts() -> impl Strategy<Value = Layout> {
    prop_oneof![
        (any::<bool>(), any::<bool>())
            .prop_map(|(project_first, on_two_lines)| Layout::Labels { project_first, on_two_lines }),
        (0..6_usize, 0..4_usize).prop_map(|(form, place)| Layout::Headings { form, place }),
        (0..5_usize, any::<bool>()).prop_map(|(turn, name_with_title)| Layout::Rows { turn, name_with_title }),
        prop::sample::select(vec![[1, 1, 1], [0, 1, 2], [0, 0, 0], [0, 1, 1]]).prop_map(|tabs| Layout::Stack { tabs }),
        (0..4_usize).prop_map(|form| Layout::Sections { form }),
    ]
}

fn words() -> impl Strategy<Value = Words> {
    use prop::sample::select;
    let heads = (select(&PROMOTER[..]), select(&PROJECT[..]), select(&VERDICT[..]));
    let texts = (select(&ASSESSMENT[..]), select(&REMARKS[..]), select(&VERDICTS[..]));
    (heads, texts).prop_map(|((promoter, project, verdict), (assessment, remarks, verdicts))| Words {
        promoter,
        project,
        verdict,
        assessment,
        remarks,
        verdicts,
    })
}

fn heading(form: usize, number: usize, made: &Made) -> String {
    let Made { promoter, project, .. } = made;
    match form {
        0 => format!("{project} ({promoter})"),
        1 => format!("{project} – {promoter}"),
        2 => format!("{promoter} – {project}"),
        3 => format!("‘{project}’ van {promoter}"),
        4 => format!("{number}. {project} ({promoter})"),
        _ => format!("Aanvraag {number}: {project} – {promoter}"),
    }
}

fn remark(words: &Words, made: &Made) -> String {
    if made.remark.is_empty() { String::new() } else { format!("{}:\n- {}\n", words.remarks, made.remark) }
}

fn text(layout: Layout, words: &Words) -> String {
    let mut text = "Overzicht van de aanvragen\n\nDe commissie vergaderde op 12 mei 2025.\n\n".to_owned();
    for (at, made) in MADE.iter().enumerate() {
        let verdict = words.verdicts[made.verdict];
        match layout {
            Layout::Labels { project_first, on_two_lines } => {
                let names = [(words.promoter, made.promoter), (words.project, made.project)];
                let names = if project_first { [names[1], names[0]] } else { names };
                let rest = [(words.verdict, verdict), (words.assessment, made.assessment)];
                let joint = if on_two_lines { "\n" } else { " " };
                for (label, value) in names.into_iter().chain(rest) {
                    text += &format!("{label}:{joint}{value}\n");
                }
                text += &remark(words, made);
            }
            Layout::Headings { form, place } => {
                text += &heading(form, at + 1, made);
                match place {
                    0 => text += &format!(" – {}\n\n{}\n", verdict.to_lowercase(), made.assessment),
                    1 => text += &format!("\n\n{verdict}\n\n{}\n", made.assessment),
                    2 => text += &format!("\n\n{}: {verdict}\n{}\n", words.verdict, made.assessment),
                    _ => text += &format!("\n\n{}\n\n{}: {verdict}\n", made.assessment, words.verdict),
                }
                if place < 3 {
                    text += &remark(words, made);
                }
            }
            Layout::Stack { tabs } => {
                for (tabs, line) in tabs.into_iter().zip([made.promoter, verdict, made.assessment]) {
                    text += &format!("{}{line}\n", "\t".repeat(tabs));
                }
            }
            Layout::Rows { .. } | Layout::Sections { .. } => {}
        }
        text += "\n";
    }
    text
}

fn page(layout: Layout, words: &Words) -> String {
    let mut page = "<h1>Overzicht van de aanvragen</h1>".to_owned();
    match layout {
        Layout::Rows { turn, name_with_title } => {
            let row = |mut cells: Vec<String>| {
                let turned = turn % cells.len();
                cells.rotate_left(turned);
                format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
            };
            let names = |promoter: &str, project: &str| match name_with_title {
                true => vec![format!("<p>{promoter}</p><p>{project}</p>")],
                false => vec![promoter.to_owned(), project.to_owned()],
            };
            let with =
                |names: Vec<String>, rest: [&str; 3]| row(names.into_iter().chain(rest.map(str::to_owned)).collect());
            let heads = if name_with_title {
                vec!["Aanvrager en project".to_owned()]
            } else {
                names(words.promoter, words.project)
            };
            page += "<table>";
            page += &with(heads, [words.verdict, words.assessment, words.remarks]);
            for made in &MADE {
                let rest = [words.verdicts[made.verdict], made.assessment, made.remark];
                page += &with(names(made.promoter, made.project), rest);
            }
            page += "</table>";
        }
        Layout::Sections { form } => {
            for (class, verdict) in words.verdicts.iter().enumerate() {
                page += &format!("<h2>{verdict}</h2><ul>");
                for made in MADE.iter().filter(|made| made.verdict == class) {
                    page += &format!("<li>{}</li>", heading(form, 0, made));
                }
                page += "</ul>";
            }
        }
        _ => {}
    }
    page
}

fn evaluations(name: &str, text: String) -> Vec<Evaluation> {
    let source = Source::new(name, text.into_bytes());
    let document = parse(&source);
    let found = extract(&document, &source.name, &source.id);
    let evaluation = |record| match record {
        Record::Evaluation(evaluation) => Some(evaluation),
        _ => None,
    };
    found.records.into_iter().filter_map(evaluation).collect()
}

#[test]
fn applications_come_back_from_layouts_put_together_by_chance() {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let told = runner.run(&(layouts(), words()), |(layout, words)| {
        let is_page = matches!(layout, Layout::Rows { .. } | Layout::Sections { .. });
        let (name, text) = if is_page { ("a.html", page(layout, &words)) } else { ("a.txt", text(layout, &words)) };
        let found = evaluations(name, text.clone());
        let has_project = !matches!(layout, Layout::Stack { .. });
        let has_text = !matches!(layout, Layout::Sections { .. });
        let mut expected: Vec<_> = MADE.iter().collect();
        if !has_text {
            expected.sort_by_key(|made| made.verdict);
        }
        prop_assert_eq!(found.len(), MADE.len(), "{:?} {:?}\n{}", layout, words, text);
        for (evaluation, made) in found.iter().zip(expected) {
            prop_assert_eq!(&evaluation.promoter, made.promoter, "{}", text);
            prop_assert_eq!(evaluation.verdict, CLASSES[made.verdict], "{}", text);
            prop_assert_eq!(evaluation.project.as_deref(), has_project.then_some(made.project), "{}", text);
            if has_text {
                prop_assert_eq!(&evaluation.assessment, made.assessment, "{}", text);
            }
        }
        Ok(())
    });
    assert!(told.is_ok(), "{}", told.unwrap_err());
}
