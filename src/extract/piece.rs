//! A document in, its lines with what their form tells (label, heading, list item, page) out.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, Cell, Document, Paragraph, ParagraphKind, Row, Span};
use crate::dutch::fold::{fold, regex};

use super::bare::{
    find_bare_labels, find_recurring_heads, find_roles_by_value, find_verdicts_by_value, opening_label,
    set_weak_points_apart,
};
use super::choice::{opens_with_box, ticked};
use super::criteria;
use super::label::{self, Role};
use super::verdict::{verdict, verdict_in_place};
use super::vocabulary;

/// The words before a colon are a label of the document's own when they are at most so many bytes.
const LONGEST_OWN_LABEL: usize = 45;
/// A table of at most so many columns can be a list of labels with their values.
const LABEL_COLUMNS: usize = 2;

/// A paragraph, or what of it stands behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) span: Span,
    pub(super) is_item: bool,
}

impl From<&Paragraph> for Passage {
    fn from(paragraph: &Paragraph) -> Self {
        Self { span: paragraph.span, is_item: paragraph.kind == ParagraphKind::Item }
    }
}

/// One line of a document.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The words, label included and list mark aside.
    pub(super) span: Span,
    pub(super) kind: ParagraphKind,
    pub(super) gap_before: bool,
    pub(super) page: Option<u32>,
    pub(super) label: Option<Label>,
}

/// What a line opens with.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// What stands behind it; `None` for a label that only this document knows.
    pub(super) role: Option<Role>,
    /// The label, folded.
    pub(super) name: String,
    /// Where the label itself stands.
    pub(super) head: Span,
    /// What stands behind it on the same line.
    pub(super) value: Vec<Passage>,
    /// Whether its form leaves no doubt, as in a cell of its own.
    pub(super) is_certain: bool,
}

/// All lines in reading order; tables of labels and values line by line, other tables and footnotes left out.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(paragraph) if paragraph.kind == ParagraphKind::Note => {}
            Block::Text(paragraph) => pieces.extend(lines(document, paragraph)),
            Block::Table(table) => {
                let rows = || table.rows.iter().flat_map(|row| from_row(document, row)).collect();
                pieces.extend(criteria::lines(document, table).unwrap_or_else(rows));
            }
        }
    }
    // A line of stars or dashes parts blocks and says nothing.
    pieces.retain(|piece| document.words(piece.span).contains(char::is_alphanumeric));
    drop_contents(document, &mut pieces);
    let mut pieces = only_ticked(document, &pieces);
    find_labels_of_items(document, &mut pieces);
    keep_recurring_labels(&mut pieces);
    find_bare_labels(document, &mut pieces);
    find_recurring_heads(document, &mut pieces);
    set_weak_points_apart(&mut pieces);
    find_verdicts_by_value(document, &mut pieces);
    find_roles_by_value(document, &mut pieces);
    pieces
}

/// The lines of a table of contents, which say again what stands further down and on what page, are left out.
fn drop_contents(document: &Document, pieces: &mut Vec<Piece>) {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<words>.*\p{L}.*?)[\s.…·_]+\d{1,3}$"));
    const FEWEST: usize = 3;
    let lines: HashSet<String> = pieces.iter().map(|piece| fold(document.words(piece.span))).collect();
    let is_entry = |piece: &Piece| {
        let found = ENTRY.captures(document.words(piece.span));
        found.is_some_and(|entry| lines.contains(&fold(&entry["words"])))
    };
    if pieces.iter().filter(|piece| is_entry(piece)).count() >= FEWEST {
        pieces.retain(|piece| !is_entry(piece));
    }
}

/// "- Besluit: goedgekeurd": where list items give verdicts behind a label, what recurs before a colon in items is a label.
fn find_labels_of_items(document: &Document, pieces: &mut [Piece]) {
    let labels: Vec<Option<Label>> = pieces
        .iter()
        .map(|piece| (piece.kind == ParagraphKind::Item).then(|| Label::of(document, piece.span)).flatten())
        .collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *uses.entry(&label.name).or_default() += 1;
    }
    let gives_verdict = |label: &Label| {
        let value = label.value.first().filter(|_| label.role == Some(Role::Verdict) && uses[label.name.as_str()] > 1);
        value.is_some_and(|value| verdict_in_place(document.words(value.span)).is_some())
    };
    if labels.iter().flatten().filter(|label| gives_verdict(label)).count() < 2 {
        return;
    }
    let recurs: Vec<bool> =
        labels.iter().map(|label| label.as_ref().is_some_and(|label| uses[label.name.as_str()] > 1)).collect();
    for ((piece, label), recurs) in pieces.iter_mut().zip(labels).zip(recurs) {
        if recurs {
            piece.kind = ParagraphKind::Body;
            piece.label = label;
        }
    }
}

/// Of lines with boxes under each other only the ticked ones are said.
fn only_ticked(document: &Document, pieces: &[Piece]) -> Vec<Piece> {
    let has_box = |piece: &Piece| piece.label.is_none() && opens_with_box(document.words(piece.span));
    let lines = pieces.chunk_by(|above, below| has_box(above) && has_box(below)).flat_map(|lines| {
        let passages: Vec<Passage> = lines.iter().map(Piece::passage).collect();
        match ticked(document, passages.clone()) {
            all if all == passages => lines.to_vec(),
            chosen => chosen
                .into_iter()
                .map(|answer| Piece { span: answer.span, kind: ParagraphKind::Body, ..lines[0].clone() })
                .collect(),
        }
    });
    lines.collect()
}

/// The lines of a paragraph in which line breaks stand.
fn lines(document: &Document, paragraph: &Paragraph) -> Vec<Piece> {
    let words = document.words(paragraph.span);
    if paragraph.kind == ParagraphKind::Item || !words.contains('\n') {
        return labelled_parts(document, paragraph).unwrap_or_else(|| vec![Piece::of(document, paragraph)]);
    }
    let (mut pieces, mut start) = (Vec::new(), paragraph.span.start);
    for line in words.split('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&document.text);
        start += line.len() + 1;
        if !span.is_empty() {
            let gap_before = paragraph.gap_before && pieces.is_empty();
            let line = Paragraph { span, gap_before, ..paragraph.clone() };
            match labelled_parts(document, &line) {
                Some(parts) => pieces.extend(parts),
                None => pieces.push(Piece::of(document, &line)),
            }
        }
    }
    pieces
}

/// "Dossier BL-25 – gevraagd: 400 euro": a line of which every part between dashes or bars has a label.
fn labelled_parts(document: &Document, line: &Paragraph) -> Option<Vec<Piece>> {
    const LONGEST: usize = 240;
    const JOINTS: [&str; 6] = [" | ", " – ", " · ", " • ", " - ", "; "];
    let words = document.words(line.span);
    if words.len() > LONGEST || line.kind == ParagraphKind::Item {
        return None;
    }
    let part = |span: Span| {
        let (role, start) = opening_label(document.words(span))?;
        let is_field = !matches!(role, Role::Assessment | Role::Remarks);
        let head = Span::new(span.start, span.start + start).trimmed(&document.text);
        let value = Passage { span: Span::new(span.start + start, span.end), is_item: false };
        let name = fold(document.words(head)).trim_end_matches(':').to_owned();
        let label = Label { role: Some(role), name, head, value: vec![value], is_certain: true };
        is_field.then(|| Piece {
            span,
            kind: ParagraphKind::Body,
            gap_before: line.gap_before && span.start == line.span.start,
            page: document.page_at(span.start),
            label: Some(label),
        })
    };
    JOINTS.iter().filter(|joint| words.contains(*joint)).find_map(|joint| {
        let mut start = line.span.start;
        let parts = words.split(joint).map(|words| {
            let span = Span::new(start, start + words.len());
            start = span.end + joint.len();
            part(span.trimmed(&document.text))
        });
        parts.collect()
    })
}

impl Piece {
    fn of(document: &Document, paragraph: &Paragraph) -> Self {
        let label = if paragraph.kind == ParagraphKind::Item { None } else { Label::of(document, paragraph.span) };
        Self {
            span: paragraph.span,
            kind: paragraph.kind,
            gap_before: paragraph.gap_before,
            page: document.page_at(paragraph.span.start),
            label,
        }
    }

    /// What the words behind the label are for; `None` for lines without a known label.
    pub(super) fn role(&self) -> Option<Role> {
        self.label.as_ref().and_then(|label| label.role)
    }

    pub(super) fn passage(&self) -> Passage {
        Passage { span: self.span, is_item: self.kind == ParagraphKind::Item }
    }

    pub(super) fn is_heading(&self) -> bool {
        self.label.is_none() && matches!(self.kind, ParagraphKind::Heading(_))
    }
}

impl Label {
    fn of(document: &Document, span: Span) -> Option<Self> {
        let words = document.words(span);
        if let Some(asked) = Self::asked(document, span) {
            return Some(asked);
        }
        let end = span.start + label::label_end(words);
        let head = Span::new(span.start, end);
        // "Toegekend" heads a column; on a line of its own it is the verdict.
        let is_verdict_alone = label::label_end(words) == words.len() && verdict(words).is_some();
        let known = if is_verdict_alone { None } else { label::label(words) };
        let start = match known {
            Some((_, start)) => start,
            None => own_label_end(words),
        };
        if known.is_none() && start.is_none() {
            return None;
        }
        // "Beoordeling: aanvaard" is no text, and "Voorstel: te steunen, voor 9.000 euro" no title.
        let is_verdict = |start: usize| {
            let value = &words[start..];
            verdict(value.split([',', ';', '.']).next().unwrap_or(value)).is_some()
        };
        let role = known.map(|(role, _)| match role {
            Role::Assessment | Role::Project | Role::Remarks if start.is_some_and(is_verdict) => Role::Verdict,
            role => role,
        });
        let start = start.filter(|start| *start < words.len());
        let value = start.map(|start| Passage { span: Span::new(span.start + start, span.end), is_item: false });
        let name = fold(document.words(head));
        // "Dossier 1: Wandelgids" counts.
        let counts = role.is_some() && document.words(head).ends_with(|sign: char| sign.is_ascii_digit());
        if counts && value.is_some() {
            return None;
        }
        let value = ticked(document, value.into_iter().collect());
        Some(Self { role, name, head, value, is_certain: false })
    }

    /// "Wat vindt de jury? Een mooi plan.": a question with its answer on the line.
    fn asked(document: &Document, span: Span) -> Option<Self> {
        static ASKED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<head>\p{Lu}[^.?!:;\n]{3,60}\?)\s+(?P<value>\S)"));
        let found = ASKED.captures(document.words(span))?;
        let (head, value) = (found.name("head")?, found.name("value")?);
        // "Nog vragen? Bel of mail …" is said to everybody.
        if fold(head.as_str()).ends_with("vragen?") || vocabulary::closes_document(head.as_str()) {
            return None;
        }
        let passage = Passage { span: Span::new(span.start + value.start(), span.end), is_item: false };
        let role = label::role(head.as_str());
        let name = fold(head.as_str());
        Some(Self { role, name, head: span.part(head.range()), value: vec![passage], is_certain: false })
    }

    /// Whether it is a label only where it comes back.
    fn must_recur(&self) -> bool {
        !self.is_certain && (self.role.is_none() || self.name.ends_with('?') && !self.is_alone())
    }

    /// Whether nothing stands behind it on its line.
    pub(super) fn is_alone(&self) -> bool {
        self.value.is_empty()
    }
}

/// Where the words behind a short head with a colon begin; the end of the line for a head that stands alone.
fn own_label_end(words: &str) -> Option<usize> {
    let end = label::label_end(words);
    let rest = words.get(end..)?.trim_start_matches(label::LABEL_JOINT);
    (end <= LONGEST_OWN_LABEL && end < words.len()).then(|| words.len() - rest.len())
}

/// A row of two cells of which the first is a label, or cells that each hold `label: value`.
fn from_row(document: &Document, row: &Row) -> Vec<Piece> {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !document.words(cell.span).trim().is_empty()).collect();
    let as_text = |cell: &Cell| -> Vec<Piece> {
        cell.paragraphs.iter().map(|paragraph| Piece::of(document, paragraph)).collect()
    };
    match filled.as_slice() {
        [only] => as_text(only),
        [head, value] if row.cells.len() <= LABEL_COLUMNS => {
            let words = document.words(head.span).trim();
            // "Besluit plaatselijke groep": what a label begins with tells its role where the value agrees.
            let judged = || verdict_in_place(document.words(value.span)).is_some();
            let opens = || label::role(words.split(' ').next()?).filter(|role| *role == Role::Verdict && judged());
            let role = label::role(words).or_else(opens);
            if role.is_none() && !words.ends_with(':') && words.len() > LONGEST_OWN_LABEL {
                return Vec::new();
            }
            vec![labelled(document, head, value, role)]
        }
        cells => {
            if let Some(pairs) = pairs(document, row) {
                return pairs;
            }
            let pieces: Vec<Piece> = cells.iter().flat_map(|cell| as_text(cell)).collect();
            if pieces.iter().all(|piece| piece.role().is_some()) { pieces } else { Vec::new() }
        }
    }
}

/// The line of a cell that is a label and the cell with its value.
pub(super) fn labelled(document: &Document, head: &Cell, value: &Cell, role: Option<Role>) -> Piece {
    let label = Label {
        role,
        name: fold(document.words(head.span).trim().trim_end_matches(':')),
        head: head.span,
        value: ticked(document, value.paragraphs.iter().map(Passage::from).collect()),
        is_certain: true,
    };
    Piece {
        span: if value.span.is_empty() { head.span } else { head.span.cover(value.span) },
        kind: ParagraphKind::Body,
        gap_before: false,
        page: document.page_at(head.span.start),
        label: Some(label),
    }
}

/// A row of label, value, label, value, as in a form; `None` for any other row.
fn pairs(document: &Document, row: &Row) -> Option<Vec<Piece>> {
    let role = |cell: &Cell| label::role(document.words(cell.span).trim());
    let (pairs, rest) = row.cells.as_chunks::<2>();
    let are_labels = pairs.len() > 1 && rest.is_empty() && pairs.iter().all(|[head, _]| role(head).is_some());
    // A row of heads only heads columns.
    let has_values =
        pairs.iter().any(|[_, value]| !document.words(value.span).trim().is_empty() && role(value).is_none());
    (are_labels && has_values)
        .then(|| pairs.iter().map(|[head, value]| labelled(document, head, value, role(head))).collect())
}

/// A head that only this document knows is a label when it comes back; otherwise it is a sentence with a colon.
fn keep_recurring_labels(pieces: &mut [Piece]) {
    let own = |piece: &Piece| piece.label.as_ref().filter(|label| label.must_recur()).map(|label| label.name.clone());
    let mut uses: HashMap<String, usize> = HashMap::new();
    for name in pieces.iter().filter_map(own) {
        *uses.entry(name).or_default() += 1;
    }
    for piece in pieces {
        if own(piece).is_some_and(|name| uses[&name] < 2) {
            piece.label = None;
        }
    }
}
