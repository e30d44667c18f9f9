//! Reads applications that are each told in one paragraph: who asks, before a colon or in its first sentence, and what was decided.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, Span};
use crate::dutch::fold::regex;
use crate::dutch::sentences::sentences;
use crate::record::{RecordKind, Verdict};

use super::super::draft::Origin;
use super::super::lines::mark_at;
use super::super::list::FEWEST;
use super::super::name::{Name, names, unquoted};
use super::super::piece::{Passage, Piece};
use super::super::reading::{Reading, ratio};
use super::super::tail::tailed;
use super::super::vocabulary;
use super::application::{Application, ApplicationReading};
use super::decision;

/// A decision in running words is a less certain sign than a label or a line of a list.
const IN_PROSE: f32 = 0.6;
/// What stands before a colon names an application up to so many bytes.
const LONGEST_LEAD: usize = 140;
/// One sentence of at most so many bytes tells the decision and nothing else.
const LONGEST_DECISION: usize = 100;

/// "Aanvraag van vzw De Brug: de jury stelt voor …"
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[-–•*]\s*)?(?:(?i:(?:de )?(?:subsidie|project)?(?:aanvraag|voorstel|dossier)\s+(?:van|door)\s+))?(?P<who>[\p{L}‘’'“„\x22\d][^\n]*?)(?::|\s[–—])\s+(?P<rest>\p{L})",
    )
});
/// "1. Dorpshuis De Koppel, Hoogland. Aanvraag voor …": a list item that opens with a name.
static NAMED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<who>\p{Lu}[^.?!:\n]{3,100})\.\s+(?P<rest>\p{Lu})"));
/// "De aanvraag van vzw De Brug voor het project ‘Wijktuin’ wordt …", "Het project ‘Wijktuin’ van vzw De Brug werd …"
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)^(?:[-–•*]\s*)?(?:(?i:de|het|aan\ het|voor\ het|aan\ de|voor\ de)\s+)?(?i:(?:subsidie|project)?(?:aanvraag|voorstel|dossier)|project)\s+
        (?:(?P<title>[‘'“„\x22].+?[’'”\x22»])\s+)?(?:van|door|ingediend\ door)\s+(?P<who>(?:(?:de|het|vzw|stichting|vereniging|gemeente|stad)\ )?\p{Lu}[^.;:\n]{2,100}?)
        (?:\s+(?:voor|over|met)\s+(?:het\ project\s+)?(?P<later>[‘'“„\x22].+?[’'”\x22»]))?
        ,?\s+(?:wordt|werd|is|krijgt|kreeg|ontvangt|voldoet|scoort|kan|komt|haalt|stelt)\b",
    )
});

/// One paragraph before its name is read.
struct Told {
    who: Span,
    title: Option<Span>,
    verdict: (Verdict, Span),
    amount: Option<Span>,
    /// What the paragraph says besides the name.
    text: Span,
    /// Where it stands among the lines.
    at: usize,
    /// Whether the words before the name say that it applies.
    applies: bool,
}

/// Reads every paragraph that tells of one application; `None` where there are too few.
pub(super) fn read(origin: Origin<'_>) -> Option<ApplicationReading> {
    let Origin { document, pieces, .. } = origin;
    let told: Vec<Told> = (0..pieces.len()).filter_map(|at| told(document, &pieces[at], at)).collect();
    let (first, last) = (told.first()?.at, told.last()?.at);
    let named = told.iter().filter(|one| one.names_one(document)).count();
    if told.len() < FEWEST || named * 2 < told.len() {
        return None;
    }
    let is_open =
        |piece: &&Piece| LEAD.is_match(document.words(piece.span)) || SENTENCE.is_match(document.words(piece.span));
    let open = pieces[first..=last].iter().filter(is_open).count();
    let whose: Vec<Span> = told.iter().map(|one| one.who).collect();
    let titles_known = told.iter().filter(|one| one.title.is_some()).count() * 2 > told.len();
    let names = names(document, &whose, false, titles_known);
    let applications: Vec<Application> =
        told.iter().zip(names).map(|(told, name)| application(document, told, name)).collect();
    let reading = Reading {
        kind: RecordKind::Evaluation,
        layout: "alinea's die elk een beslissing vertellen".into(),
        confidence: IN_PROSE * ratio(told.len(), open.max(told.len())),
        evidence: vec![format!("{} alinea's noemen wie vraagt en vertellen wat beslist is", applications.len())],
        records: applications.len(),
        chosen: false,
    };
    Some(ApplicationReading { reading, applications })
}

fn told(document: &Document, piece: &Piece, at: usize) -> Option<Told> {
    if piece.role().is_some() || piece.is_heading() {
        return None;
    }
    let words = document.words(piece.span);
    let whole = |start: usize| piece.span.part(start..words.len());
    if let Some(found) = SENTENCE.captures(words) {
        let title = found.name("title").or_else(|| found.name("later")).map(|title| piece.span.part(title.range()));
        let who = piece.span.part(found.name("who")?.range());
        return Told { who, title, at, applies: true, ..Told::decided(document, whole(0))? }.into();
    }
    let is_counted = mark_at(document, piece.span).starts_with(|sign: char| sign.is_ascii_digit());
    let named = || NAMED.captures(words).filter(|_| is_counted);
    let found = named().or_else(|| LEAD.captures(words))?;
    let (who, rest) = (found.name("who")?, found.name("rest")?);
    if who.end() > LONGEST_LEAD {
        return None;
    }
    let applies = who.start() > 0;
    Some(Told { who: piece.span.part(who.range()), at, applies, ..Told::decided(document, whole(rest.start()))? })
}

impl Told {
    /// Whether an organisation is named, or the text says that somebody with a name of their own applies.
    fn names_one(&self, document: &Document) -> bool {
        let who = document.words(self.who);
        vocabulary::organisation_words(who) > 0 || self.applies && who.starts_with(char::is_uppercase)
    }

    /// The decision that a text tells; who it is about is still to come.
    fn decided(document: &Document, text: Span) -> Option<Self> {
        let verdict = decision::told(document, text)?;
        Some(Self {
            who: text,
            title: None,
            verdict,
            amount: decision::granted(document, text),
            text,
            at: 0,
            applies: false,
        })
    }
}

fn application(document: &Document, told: &Told, name: Name) -> Application {
    let line = tailed(document, told.who);
    let granted = matches!(told.verdict.0, Verdict::Positive | Verdict::Conditional);
    let text = document.words(told.text);
    let says_more = text.len() > LONGEST_DECISION || sentences(text).len() > 1;
    let body = says_more.then_some(Passage { span: told.text, is_item: false });
    let promoter = name.applicants.or(name.title).unwrap_or(line.name);
    Application {
        promoter: promoter.into(),
        project: told
            .title
            .map(|title| unquoted(document, title))
            .or(name.title)
            .filter(|title| *title != promoter)
            .map(Excerpt::from),
        reference: name.reference.map(Excerpt::from),
        amount: told.amount.filter(|_| granted).map(Excerpt::from),
        verdict: Some(told.verdict),
        body: body.into_iter().collect(),
        ..Application::default()
    }
}
