//! The lines of one block in, the parts of one application out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Excerpt, ParagraphKind, Span};
use crate::dutch::fold::regex;
use crate::dutch::money::amounts;
use crate::dutch::sentences::sentences;
use crate::record::Verdict;

use super::super::label::Role;
use super::super::lines::mark_at;
use super::super::name::{Name, unquoted};
use super::super::piece::{Label, Passage, Piece};
use super::super::score;
use super::super::tail::tailed;
use super::super::verdict::verdict_in_place;
use super::super::vocabulary;
use super::application::{Application, Points};
use super::decision;

/// Behind a label that only this document knows, anything longer is text and no field.
const LONGEST_FIELD: usize = 80;

/// A sentence of more bytes is text.
const SHORTEST_TEXT: usize = 40;

/// A name or title on a line of its own is at most so long.
pub(super) const LONGEST_NAME: usize = 160;

static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*\p{L}+\s+(?:nr\.?\s*)?\d{1,3}\s*[.:]?\s*$"));

/// One block.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) application: Application,
    /// The line that opens it, where that is no label.
    pub(super) heading: Option<Span>,
    /// How many verdicts stand in it.
    pub(super) verdicts: usize,
    section: Section,
    /// The paragraph that tells the decision in running words.
    decision: Option<Span>,
    /// A label that stands alone and whose value is on the next line.
    waits_for: Option<Role>,
    /// Whether the promoter stands on a line without label; a label knows better.
    is_guess: bool,
}

/// What running text belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Head,
    Assessment,
    Remarks,
}

impl Unit {
    /// Reads these lines; `verdicts` holds what each line of the document gives.
    pub(super) fn read(
        document: &Document,
        pieces: &[Piece],
        lines: Range<usize>,
        verdicts: &[Option<(Verdict, Span)>],
    ) -> Self {
        let mut unit = Self::default();
        for at in lines.clone() {
            let piece = &pieces[at];
            if let Some(found) = verdicts[at] {
                unit.verdicts += 1;
                unit.application.verdict.get_or_insert(found);
                let told = match &piece.label {
                    Some(label) if label.is_alone() => pieces.get(at + 1).map(|below| below.span),
                    Some(label) => label.value.first().map(|value| value.span),
                    None => Some(piece.span),
                };
                if let Some(told) = told.filter(|told| *told != found.1) {
                    unit.decision.get_or_insert(told);
                }
            }
            if at == lines.start && piece.label.is_none() {
                let line = tailed(document, piece.span);
                unit.heading = Some(line.name);
                unit.application.amount = line.amount.map(Excerpt::from);
                unit.application.score = line.points.map(Points::from);
            } else {
                match &piece.label {
                    Some(label) => unit.label(document, label),
                    None if is_numbered_head(document, pieces, at) => {
                        unit.application.labels.push(piece.span);
                        unit.section = Section::Assessment;
                    }
                    None => {
                        let next = pieces.get(at + 1).filter(|_| at + 1 < lines.end);
                        let is_second = at == lines.start + 1;
                        if !(is_second && unit.title_line(document, piece, next)) {
                            unit.line(document, piece, next.is_some_and(|next| next.label.is_some()));
                        }
                    }
                }
            }
        }
        unit.drop_trailing_headings();
        unit.find_amount(document);
        unit
    }

    fn label(&mut self, document: &Document, label: &Label) {
        self.application.labels.push(label.head);
        self.waits_for = None;
        let Some(role) = label.role else {
            // What a label of the document's own has below it as a list is asked.
            let listed = label.value.len() > 1 && label.value.iter().all(|value| value.is_item);
            let long = label.value.iter().any(|value| value.span.end - value.span.start > LONGEST_FIELD);
            if long || listed {
                self.section = if listed { Section::Remarks } else { Section::Assessment };
                self.text(&label.value);
            }
            return;
        };
        match role {
            Role::Assessment | Role::Remarks => {
                self.section = if role == Role::Remarks { Section::Remarks } else { Section::Assessment };
                let says_something = |value: &&Passage| !vocabulary::is_nothing(document.words(value.span));
                self.text(&label.value.iter().filter(says_something).copied().collect::<Vec<_>>());
            }
            _ if label.is_alone() => self.waits_for = Some(role),
            _ => self.field(document, role, &label.value),
        }
    }

    fn line(&mut self, document: &Document, piece: &Piece, above_label: bool) {
        if let Some(role) = self.waits_for.take() {
            return self.field(document, role, &[piece.passage()]);
        }
        let tells_nothing_else = || sentences(document.words(piece.span)).len() == 1;
        if self.decision == Some(piece.span) && self.named_line(document, piece.span) {
            return;
        }
        if self.application.verdict.is_some_and(|(_, span)| span == piece.span)
            || self.decision == Some(piece.span) && tells_nothing_else()
        {
            return;
        }
        if matches!(piece.kind, ParagraphKind::Heading(_)) {
            self.application.labels.push(piece.span);
            self.section = Section::Assessment;
            return;
        }
        if self.section == Section::Head {
            if self.head_line(document, piece.span, above_label) {
                return;
            }
            self.section = Section::Assessment;
        }
        self.text(&[piece.passage()]);
    }

    /// "Stad Meer | 88/100 | gunstig": who asks stands before the verdict.
    fn named_line(&mut self, document: &Document, span: Span) -> bool {
        let line = tailed(document, span);
        let gives_verdict = line.verdict.is_some() && line.verdict == self.application.verdict;
        if !gives_verdict || line.name.is_empty() || !self.application.promoter.spans.is_empty() {
            return false;
        }
        self.application.promoter = line.name.into();
        self.application.amount = self.application.amount.take().or(line.amount.map(Excerpt::from));
        self.application.score = self.application.score.take().or(line.points.map(Points::from));
        true
    }

    /// Right below who asks and above running text, a few words say for what.
    fn title_line(&mut self, document: &Document, piece: &Piece, next: Option<&Piece>) -> bool {
        const MOST_WORDS: usize = 8;
        let words = document.words(piece.span);
        let is_text = |next: &Piece| {
            let words = document.words(next.span);
            next.label.is_none()
                && next.kind == ParagraphKind::Body
                && words.ends_with('.')
                && words.len() > SHORTEST_TEXT
        };
        let names_one = self.heading.is_some_and(|heading| vocabulary::organisation_words(document.words(heading)) > 0);
        let fits = piece.kind == ParagraphKind::Body
            && words.split(' ').count() <= MOST_WORDS
            && words.starts_with(|first: char| !first.is_lowercase())
            && words.ends_with(|last: char| last.is_alphanumeric() || "’”!?".contains(last))
            && amounts(words).is_empty()
            && vocabulary::organisation_words(words) == 0
            && verdict_in_place(words).is_none();
        let is_title = self.section == Section::Head && fits && names_one && next.is_some_and(is_text);
        if is_title {
            self.application.project = Some(unquoted(document, piece.span).into());
        }
        is_title
    }

    /// A short line above the text, without label: an amount, a score or a name by what it holds.
    fn head_line(&mut self, document: &Document, span: Span, above_label: bool) -> bool {
        let words = document.words(span);
        if words.len() > LONGEST_NAME {
            return false;
        }
        if self.application.amount.is_none()
            && amounts(words).first().is_some_and(|amount| amount.range.len() * 2 > words.len())
        {
            self.application.amount = Some(span.into());
            return true;
        }
        let title = unquoted(document, span);
        if self.application.project.is_none() && title != span.trimmed(&document.text) {
            self.application.project = Some(title.into());
            return true;
        }
        let ends_as_sentence = words.trim_end().ends_with(['.', '!', '?', ':']);
        if ends_as_sentence || !self.application.promoter.spans.is_empty() {
            return false;
        }
        // Between a heading and the labels stands who asks, or under a name for what.
        let named = self.heading.is_some_and(|heading| vocabulary::organisation_words(document.words(heading)) > 0);
        let between = self.heading.is_some() && above_label && words.starts_with(|sign: char| !sign.is_lowercase());
        if vocabulary::organisation_words(words) > 0 || between && !named {
            self.application.promoter = span.into();
            self.is_guess = true;
            return true;
        }
        if between && self.application.project.is_none() {
            self.application.project = Some(title.into());
            return true;
        }
        false
    }

    fn field(&mut self, document: &Document, role: Role, value: &[Passage]) {
        let spans: Vec<Span> = value.iter().map(|passage| passage.span.trimmed(&document.text)).collect();
        let words = spans.iter().map(|span| document.words(*span)).collect::<Vec<_>>().join(" ");
        let nothing = vocabulary::is_nothing(&words);
        let application = &mut self.application;
        let excerpt = || -> Excerpt { spans.iter().copied().collect() };
        match role {
            Role::Promoter | Role::Beneficiary
                if !nothing && (application.promoter.spans.is_empty() || self.is_guess) =>
            {
                application.promoter = excerpt();
                self.is_guess = false;
            }
            Role::Project if !nothing && application.project.is_none() => {
                application.project = Some(spans.iter().map(|span| unquoted(document, *span)).collect());
            }
            Role::Reference if !nothing && application.reference.is_none() => application.reference = Some(excerpt()),
            Role::Amount if !nothing && application.amount.is_none() => application.amount = Some(excerpt()),
            Role::Score if application.score.is_none() => {
                let bare =
                    |span: &Span| points(document, *span).or_else(|| points(document, tailed(document, *span).name));
                application.score = spans.first().and_then(bare);
            }
            Role::Verdict if verdict_in_place(&words).is_some() => self.beside_verdict(document, &spans),
            Role::Verdict if spans.iter().any(|span| decision::told(document, *span).is_some()) => {}
            // "Conclusie: de aanpak overtuigt niet" is no verdict, but says why.
            Role::Verdict if !nothing => {
                self.section = Section::Assessment;
                self.text(value);
            }
            _ => {}
        }
    }

    /// "bekroond (cijfer: 86)", "geselecteerd; bijdrage € 21.000": what else stands behind the label of the verdict.
    fn beside_verdict(&mut self, document: &Document, spans: &[Span]) {
        static SCORED: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?i)(?:\b(?:cijfer|score|punten|puntental)\s*:?\s*|[(,;–-]\s*)(?P<points>\d{1,3}(?:,\d{1,2})?)(?:\s*punten)?\s*(?:/|op|van(?: de)?)\s*(?P<max>\d{1,4})\b|\b(?:cijfer|score|punten|puntental)\s*:?\s*(?P<bare>\d{1,3}(?:,\d{1,2})?)",
            )
        });
        for span in spans {
            let words = document.words(*span);
            let at = |start: usize, end: usize| span.part(start..end);
            if let Some(amount) = amounts(words).first() {
                self.application.amount.get_or_insert_with(|| at(amount.range.start, amount.range.end).into());
            }
            if let Some(found) = SCORED.captures(words)
                && let Some(points) = found.name("points").or_else(|| found.name("bare"))
            {
                let max = found.name("max").map(|max| max.as_str().to_owned());
                self.application.score.get_or_insert_with(|| Points { value: at(points.start(), points.end()), max });
            }
        }
    }

    fn text(&mut self, passages: &[Passage]) {
        let target =
            if self.section == Section::Remarks { &mut self.application.remarks } else { &mut self.application.body };
        target.extend(passages.iter().filter(|passage| !passage.span.is_empty()));
    }

    /// Without a label for it, the amount stands in the sentence that grants it.
    fn find_amount(&mut self, document: &Document) {
        let granted = self
            .application
            .verdict
            .is_some_and(|(class, _)| matches!(class, Verdict::Positive | Verdict::Conditional));
        if granted && self.application.amount.is_none() {
            let text = self.application.body.iter().map(|passage| passage.span);
            let mut places = self.decision.into_iter().chain(text);
            self.application.amount = places.find_map(|place| decision::granted(document, place)).map(Excerpt::from);
        }
    }

    /// A heading at the end of a block opens what comes behind it.
    fn drop_trailing_headings(&mut self) {
        let end = self.application.span().map_or(0, |span| span.end);
        self.application.labels.retain(|label| label.start < end);
    }

    /// Whether promoter or title can be told.
    pub(super) fn has_name(&self) -> bool {
        // A heading that is the verdict stands over a list of them.
        let is_verdict = |heading: Span| self.application.verdict.is_some_and(|(_, verdict)| verdict == heading);
        self.heading.is_some_and(|heading| !is_verdict(heading)) || self.has_labelled_promoter()
    }

    /// Whether a label names who asks.
    pub(super) fn has_labelled_promoter(&self) -> bool {
        !self.application.promoter.spans.is_empty()
    }

    /// How many fields were found.
    pub(super) fn fields(&self) -> usize {
        let application = &self.application;
        usize::from(self.heading.is_some())
            + usize::from(self.has_labelled_promoter())
            + usize::from(application.project.is_some())
            + usize::from(application.reference.is_some())
            + usize::from(application.amount.is_some())
            + usize::from(application.score.is_some())
    }

    /// The application with what its heading says.
    pub(super) fn named(self, document: &Document, name: Option<Name>) -> Application {
        let mut application = self.application;
        // "Fiche 3" names nobody.
        let is_count = |heading: Span| {
            COUNT.is_match(document.words(heading)) || vocabulary::names_document(document.words(heading))
        };
        let Some(name) = name.filter(|_| !self.heading.is_some_and(is_count)) else { return application };
        if application.reference.is_none() {
            application.reference = name.reference.map(Excerpt::from);
        }
        if application.promoter.spans.is_empty()
            && let Some(promoter) = name.applicants.or(name.title)
        {
            application.promoter = promoter.into();
        }
        let is_promoter = |title: Span| application.promoter.spans.contains(&title);
        if application.project.is_none() {
            application.project = name.title.filter(|title| !is_promoter(*title)).map(Excerpt::from);
        }
        application
    }
}

/// "2. Zakelijke kwaliteit", a short line with a number right above running text.
fn is_numbered_head(document: &Document, pieces: &[Piece], at: usize) -> bool {
    const LONGEST: usize = 60;
    let (piece, words) = (&pieces[at], document.words(pieces[at].span));
    let is_text = |next: &Piece| {
        next.label.is_none() && next.kind == ParagraphKind::Body && document.words(next.span).ends_with('.')
    };
    piece.kind == ParagraphKind::Item
        && mark_at(document, piece.span).starts_with(|sign: char| sign.is_ascii_digit())
        && words.len() <= LONGEST
        && words.ends_with(char::is_alphabetic)
        && pieces.get(at + 1).is_some_and(is_text)
}

fn points(document: &Document, span: Span) -> Option<Points> {
    let words = document.words(span);
    let (range, max) = score::points(words)?;
    Some(Points { value: span.part(range.start..range.end), max })
}
