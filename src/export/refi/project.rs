//! Evaluations with their text and coded sentences in, a project for programs for qualitative analysis (`.qdpx`) out.

use std::collections::HashMap;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::codebook::{codes, function_identity, theme_identity};
use super::identity::identity;
use super::plain_text::PlainText;
use super::xml::{Element, document};
use crate::record::Evaluation;
use crate::theme::{Coding, Theme};

/// Readers want a date; the documents have none, and the time of the run would make every file differ.
const DATE: &str = "2000-01-01T00:00:00Z";
/// A selection is named after its first words.
const NAME_LENGTH: usize = 60;

/// One evaluation of the project.
#[derive(Debug, Clone)]
pub struct Source<'run> {
    /// The evaluation.
    pub evaluation: &'run Evaluation,
    /// The text of its document, which all spans point into.
    pub text: &'run str,
    /// Its verdict for people.
    pub verdict: &'run str,
    /// Its coded sentences.
    pub codings: Vec<&'run Coding>,
}

/// The bytes of the project: `project.qde` and a text for every evaluation, made of the passages that it was read from. Every
/// sentence is a selection with its themes and its function; the verdict is a variable of the evaluation.
///
/// # Errors
/// When a text is larger than a ZIP archive takes.
pub fn write(sources: &[Source<'_>], themes: &[Theme]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let texts: Vec<PlainText> = sources.iter().map(plain_text).collect();
    let names = names(sources);
    let root = root(sources, &texts, &names, themes);
    archive.start_file("project.qde", options)?;
    archive.write_all(&document(&root)?)?;
    for (source, text) in sources.iter().zip(&texts) {
        archive.start_file(format!("sources/{}.txt", source_identity(source)), options)?;
        archive.write_all(text.text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn plain_text(source: &Source<'_>) -> PlainText {
    let read = source.evaluation.source.evidence.values().flatten().copied();
    PlainText::of(source.text, read.chain(source.codings.iter().map(|coding| coding.span)))
}

/// The promoters; a second one with the same name gets a number, as readers refuse two sources of one name.
fn names(sources: &[Source<'_>]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |source: &Source<'_>| {
        let name = crate::dutch::fold::squeeze(&source.evaluation.promoter.replace(['/', '\\'], "-"));
        let times = seen.entry(name.to_lowercase()).or_insert(0);
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    };
    sources.iter().map(name).collect()
}

fn source_identity(source: &Source<'_>) -> String {
    let Evaluation { id, source: place, .. } = source.evaluation;
    identity("source", &format!("{id}\u{0}{}", place.document))
}

fn root(sources: &[Source<'_>], texts: &[PlainText], names: &[String], themes: &[Theme]) -> Element {
    let user = identity("user", "oordeel");
    let root = Element::new("Project")
        .with("xmlns", "urn:QDA-XML:project:1.0")
        .with("name", "oordeel")
        .with("origin", concat!("oordeel ", env!("CARGO_PKG_VERSION")))
        .with("creatingUserGUID", &user)
        .with("creationDateTime", DATE)
        .child(Element::new("Users").child(Element::new("User").with("guid", &user).with("name", "oordeel")))
        .child(codes(themes))
        .child(Element::new("Variables").children(VARIABLES.iter().map(|(name, kind)| {
            Element::new("Variable")
                .with("guid", identity("variable", name))
                .with("name", name)
                .with("typeOfVariable", kind)
        })));
    if sources.is_empty() {
        return root;
    }
    let cases = sources.iter().zip(names).map(|(source, name)| case(source, name));
    let written = sources.iter().zip(texts).zip(names);
    root.child(Element::new("Cases").children(cases)).child(
        Element::new("Sources").children(written.map(|((source, text), name)| text_source(source, text, name, &user))),
    )
}

/// What is known of an evaluation, and as what.
const VARIABLES: [(&str, &str); 6] = [
    ("Oordeel", "Text"),
    ("Oordeel in het document", "Text"),
    ("Promotor", "Text"),
    ("Document", "Text"),
    ("Bladzijde", "Integer"),
    ("Oproep", "Text"),
];

fn values(source: &Source<'_>) -> Vec<Element> {
    let evaluation = source.evaluation;
    let known = [
        Some(source.verdict.to_owned()),
        evaluation.verdict_text.clone(),
        Some(evaluation.promoter.clone()),
        Some(evaluation.source.document.clone()),
        evaluation.source.page.map(|page| page.to_string()),
        evaluation.call.clone(),
    ];
    let value = |((name, kind), value): (&(&str, &str), Option<String>)| {
        let element = if *kind == "Integer" { "IntegerValue" } else { "TextValue" };
        Some(
            Element::new("VariableValue")
                .child(Element::new("VariableRef").with("targetGUID", identity("variable", name)))
                .child(Element::new(element).text(value?)),
        )
    };
    VARIABLES.iter().zip(known).filter_map(value).collect()
}

fn case(source: &Source<'_>, name: &str) -> Element {
    let own = source_identity(source);
    Element::new("Case")
        .with("guid", identity("case", &own))
        .with("name", name)
        .children(values(source))
        .child(Element::new("SourceRef").with("targetGUID", own))
}

fn text_source(source: &Source<'_>, text: &PlainText, name: &str, user: &str) -> Element {
    let own = source_identity(source);
    let selections = source.codings.iter().filter_map(|coding| selection(coding, text, &own, user));
    Element::new("TextSource")
        .with("guid", &own)
        .with("name", name)
        .with("plainTextPath", format!("internal://{own}.txt"))
        .with("creatingUser", user)
        .with("creationDateTime", DATE)
        .children(selections)
        .children(values(source))
}

fn selection(coding: &Coding, text: &PlainText, source: &str, user: &str) -> Option<Element> {
    let (start, end) = text.positions(coding.span)?;
    let own = format!("{source}\u{0}{start}-{end}");
    let themes = coding.codes.iter().map(|code| theme_identity(code));
    let codings = themes.chain([function_identity(coding.function)]).map(|code| {
        Element::new("Coding")
            .with("guid", identity("coding", &format!("{own}\u{0}{code}")))
            .with("creatingUser", user)
            .with("creationDateTime", DATE)
            .child(Element::new("CodeRef").with("targetGUID", code))
    });
    let why = (!coding.cue.is_empty()).then(|| Element::new("Description").text(format!("Blijkt uit: {}", coding.cue)));
    Some(
        Element::new("PlainTextSelection")
            .with("guid", identity("selection", &own))
            .with("name", coding.text.chars().take(NAME_LENGTH).collect::<String>())
            .with("startPosition", start.to_string())
            .with("endPosition", end.to_string())
            .with("creatingUser", user)
            .with("creationDateTime", DATE)
            .children(why)
            .children(codings),
    )
}
