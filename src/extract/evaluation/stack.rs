//! Reads applications that stand as lines under each other: a name, a verdict word, a text; as tables look when saved as text.

use crate::document::{Document, Excerpt, Paragraph, ParagraphKind};
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::label::{self, Role};
use super::super::lines::paragraphs;
use super::super::piece::Passage;
use super::super::reading::{Reading, ratio};
use super::super::verdict::{answer, verdict};
use super::application::{Application, ApplicationReading};

/// A name is short; anything longer is running text that happens to stand before a verdict word.
const LONGEST_NAME: usize = 120;

/// Reads the paragraphs outside tables as a stack of applications; `None` where no line holds a verdict and nothing else.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let document = origin.document;
    let paragraphs = paragraphs(document);
    let verdict_lines: Vec<usize> =
        (1..paragraphs.len()).filter(|&at| is_verdict_line(document, paragraphs[at])).collect();
    if let Some(found) = under_heads(document, &paragraphs, &verdict_lines) {
        return Some(found);
    }
    let indent = usual_indent(&paragraphs, &verdict_lines)?;
    let heads: Vec<usize> =
        verdict_lines.iter().copied().filter(|&at| opens_application(document, &paragraphs, at, indent)).collect();
    if heads.is_empty() {
        return None;
    }
    let ends = heads.iter().skip(1).map(|next| next - 1).chain([paragraphs.len()]);
    let applications: Vec<Application> =
        heads.iter().zip(ends).map(|(&head, end)| application(document, &paragraphs, head, end)).collect();
    let reading = explain(&applications, verdict_lines.len(), indent);
    Some(ApplicationReading { reading, applications })
}

/// The heads of a table that was saved as text stand under each other too, and say in what order the lines come.
fn under_heads(document: &Document, paragraphs: &[&Paragraph], verdict_lines: &[usize]) -> Option<ApplicationReading> {
    const FEWEST_HEADS: usize = 3;
    let first = *verdict_lines.first()?;
    let role = |at: usize| label::role(document.words(paragraphs[at].span)).filter(|_| paragraphs[at].indent > 0);
    let start = (0..first).find(|&at| role(at).is_some())?;
    let order: Vec<Role> = (start..first).map_while(role).collect();
    let place = |wanted: Role| order.iter().position(|role| *role == wanted);
    let (verdict, promoter) = (place(Role::Verdict)?, place(Role::Promoter)?);
    let text = order.iter().position(|role| matches!(role, Role::Assessment | Role::Remarks));
    let fields = text.unwrap_or(order.len());
    // The usual order is read without heads as well.
    if order.len() < FEWEST_HEADS || verdict >= fields || promoter >= fields || (promoter, verdict) == (0, 1) {
        return None;
    }
    let starts: Vec<usize> =
        verdict_lines.iter().filter_map(|at| at.checked_sub(verdict)).filter(|at| *at >= start + order.len()).collect();
    let ends = starts.iter().skip(1).copied().chain([paragraphs.len()]);
    let read = |(&start, end): (&usize, usize)| {
        let line = |wanted: Role| Some(paragraphs.get(start + place(wanted)?)?.span);
        let verdict = paragraphs[start + verdict].span;
        let body = paragraphs.get((start + fields).min(end)..end).unwrap_or_default();
        Application {
            promoter: line(Role::Promoter).map(Excerpt::from).unwrap_or_default(),
            project: line(Role::Project).map(Excerpt::from),
            amount: line(Role::Amount).map(Excerpt::from),
            reference: line(Role::Reference).filter(|span| document.words(*span).len() > 2).map(Excerpt::from),
            verdict: given(document.words(verdict)).map(|class| (class, verdict)),
            body: body.iter().filter(|line| !line.span.is_empty()).map(|line| Passage::from(*line)).collect(),
            ..Application::default()
        }
    };
    let applications: Vec<Application> = starts.iter().zip(ends).map(read).collect();
    let mut reading = explain(&applications, verdict_lines.len(), 1);
    reading.layout = "regels onder elkaar, in de volgorde van hun koppen".into();
    Some(ApplicationReading { reading, applications })
}

fn is_verdict_line(document: &Document, paragraph: &Paragraph) -> bool {
    paragraph.kind != ParagraphKind::Item && given(document.words(paragraph.span)).is_some()
}

/// The verdict that a line gives on which nothing else stands.
fn given(line: &str) -> Option<Verdict> {
    verdict(line).or_else(|| answer(line))
}

/// The indent that most verdict lines share.
fn usual_indent(paragraphs: &[&Paragraph], verdict_lines: &[usize]) -> Option<u8> {
    let mut indents: Vec<u8> = verdict_lines.iter().map(|&at| paragraphs[at].indent).collect();
    indents.sort_unstable();
    let count = |indent: u8| indents.iter().filter(|&&other| other == indent).count();
    indents.iter().copied().max_by_key(|&indent| (count(indent), indent))
}

/// Above the verdict stands a name, in the same column or further to the left; an empty line must part it from the text before
/// where no tab does.
fn opens_application(document: &Document, paragraphs: &[&Paragraph], at: usize, indent: u8) -> bool {
    let (name, below) = (paragraphs[at - 1], paragraphs[at]);
    let words = document.words(name.span);
    let looks_like_name = words.len() <= LONGEST_NAME
        && name.kind != ParagraphKind::Item
        && verdict(words).is_none()
        && !words.ends_with(['?', '!', ':', ';', ',']);
    let parted = name.indent > 0 || name.gap_before || at == 1;
    looks_like_name && parted && below.indent == indent && name.indent <= indent
}

fn application(document: &Document, paragraphs: &[&Paragraph], head: usize, end: usize) -> Application {
    let place = paragraphs[head].span;
    let body = paragraphs[head + 1..end].iter().filter(|paragraph| !paragraph.span.is_empty());
    Application {
        promoter: Excerpt::from(paragraphs[head - 1].span),
        verdict: given(document.words(place)).map(|class| (class, place)),
        body: body.map(|paragraph| Passage::from(*paragraph)).collect(),
        ..Application::default()
    }
}

fn explain(applications: &[Application], verdict_lines: usize, indent: u8) -> Reading {
    let found = applications.len();
    let mut evidence = vec![
        format!("{verdict_lines} regels bevatten een oordeel en niets anders"),
        format!("{found} daarvan staan onder een korte regel: de promotor"),
    ];
    if indent > 0 {
        evidence
            .push(format!("oordeel en tekst beginnen met {indent} tab(s), zoals een tabel die als tekst bewaard is"));
    }
    let fitting = ratio(found, verdict_lines);
    let repeats = match found {
        1 => 0.4,
        2 => 0.7,
        _ => 1.0,
    };
    let tabbed = if indent > 0 { 1.0 } else { 0.8 };
    Reading {
        kind: RecordKind::Evaluation,
        layout: "regels onder elkaar: promotor, oordeel, tekst".into(),
        confidence: fitting * repeats * tabbed,
        evidence,
        records: found,
        chosen: false,
    }
}
