//! Where the words of an example stand in; the rules that could have led there out, the narrowest first.

use std::collections::BTreeMap;

use crate::document::{Document, Span};

use super::super::super::profile::{Begin, Field, Kind, Layout, MOST_LINES, Position};
use super::super::shape::line::{Line, bare_label, label_name};
use super::super::shape::position::{MOST_TITLES, NUMBER};
use super::find::Occurrence;

/// The head of a column is at most so long, in bytes.
const LONGEST_HEAD: usize = 100;
/// So many rules are tried for one part of a record.
const MOST_POSITIONS: usize = 8;

/// An example with one place for each of its parts.
#[derive(Debug, Clone)]
pub(super) struct Pointed {
    pub(super) promoter: Occurrence,
    pub(super) verdict: Occurrence,
    pub(super) title: Option<Occurrence>,
}

impl Pointed {
    fn verdict_is_above(&self, lines: &[Line]) -> bool {
        let (verdict, promoter) = (self.verdict.line, self.promoter.line);
        let heads = lines[verdict].kind == Kind::Heading && lines[promoter].kind != Kind::Heading;
        verdict < promoter && (heads || promoter - verdict > usize::from(MOST_LINES))
    }

    /// The first line of the record.
    pub(super) fn first_line(&self, lines: &[Line]) -> usize {
        let verdict = (!self.verdict_is_above(lines)).then_some(self.verdict.line);
        let title = self.title.map(|title| title.line);
        [Some(self.promoter.line), verdict, title].into_iter().flatten().min().unwrap_or_default()
    }
}

/// Every layout in which the example could stand.
pub(super) fn layouts(document: &Document, lines: &[Line], pointed: &Pointed) -> Vec<Layout> {
    let first = pointed.first_line(lines);
    // The label of a name can stand on the line above.
    let label = first.checked_sub(1).filter(|above| bare_label(document, lines, *above).is_some());
    let firsts = label.into_iter().chain([first]);
    firsts.flat_map(|first| layouts_from(document, lines, pointed, first)).collect()
}

fn layouts_from(document: &Document, lines: &[Line], pointed: &Pointed, first: usize) -> Vec<Layout> {
    let place = |occurrence: &Occurrence| positions(document, lines, first, occurrence);
    let promoters = place(&pointed.promoter);
    let verdicts = if pointed.verdict_is_above(lines) {
        vec![Position { above: Some(lines[pointed.verdict.line].kind), ..Position::default() }]
    } else {
        let closed = place(&pointed.verdict);
        let open = closed.iter().filter(|at| at.until.is_some()).map(|at| Position { open: true, ..at.clone() });
        let open: Vec<Position> = open.collect();
        closed.into_iter().chain(open).collect()
    };
    let title = pointed.title.and_then(|title| place(&title).into_iter().next());
    let mut layouts = Vec::new();
    for any_verdict in [false, true] {
        for begin in begins(document, lines, first) {
            for promoter in &promoters {
                // A table has heads over all of its columns or over none.
                let alike = |verdict: &&Position| {
                    promoter.column.is_none()
                        || verdict.column.is_none()
                        || promoter.head.is_some() == verdict.head.is_some()
                };
                for verdict in verdicts.iter().filter(alike) {
                    let (promoter, verdict) = (promoter.clone(), verdict.clone());
                    let mut fields = BTreeMap::from([(Field::Promoter, promoter), (Field::Verdict, verdict)]);
                    fields.extend(title.clone().map(|title| (Field::Title, title)));
                    layouts.push(Layout { any_verdict, lead: 0, begin: begin.clone(), fields });
                }
            }
        }
    }
    layouts
}

/// What the first line of a record could look like.
fn begins(document: &Document, lines: &[Line], first: usize) -> Vec<Begin> {
    let line = &lines[first];
    let kind = Some(line.kind);
    let level = (line.kind == Kind::Heading).then_some(line.level);
    let indent = (line.kind != Kind::Row).then_some(line.indent);
    let gap = (line.kind != Kind::Row).then_some(line.gap);
    let columns = (line.kind == Kind::Row).then_some(line.columns);
    let bare = Begin { kind, level, columns, ..Begin::default() };
    let mut begins = Vec::new();
    let own = line.labelled(document).map(|own| own.name).filter(|name| !name.is_empty());
    if let Some(label) = own.or_else(|| bare_label(document, lines, first)) {
        let labelled = Begin { label: Some(label), ..Begin::default() };
        begins.push(Begin { kind, level, columns, ..labelled.clone() });
        begins.push(labelled);
    }
    begins.push(Begin { indent, gap, ..bare.clone() });
    begins.push(Begin { gap, ..bare.clone() });
    begins.push(Begin { indent, ..bare.clone() });
    begins.push(bare);
    begins.push(Begin { kind, ..Begin::default() });
    begins.dedup();
    begins
}

/// The rules that lead from the first line of a record to these words.
pub(super) fn positions(document: &Document, lines: &[Line], first: usize, at: &Occurrence) -> Vec<Position> {
    let line = &lines[at.line];
    let mut positions = Vec::new();
    if let Some(own) = line.labelled(document).filter(|own| !own.name.is_empty()) {
        let values = own.value.iter().map(|passage| passage.span);
        if let Some(value) = values.reduce(Span::cover).filter(|value| value.start <= at.span.start) {
            let base = Position { label: Some(own.name), ..Position::default() };
            positions.extend(parts(document, value, at.span, &base));
        }
    }
    let offset = at.line.checked_sub(first).and_then(|offset| u8::try_from(offset + 1).ok());
    if let Some(offset) = offset.filter(|offset| *offset <= MOST_LINES) {
        let cell = &line.cells[at.cell];
        let in_row = line.kind == Kind::Row;
        let column = (in_row && line.columns > 1).then_some(cell.column.saturating_add(1));
        let head = column.and_then(|_| head_of(document, lines, at.line, cell.column));
        let paragraph = at.paragraph;
        let whole = paragraph.and_then(|nth| cell.passages.get(usize::from(nth) - 1)).map_or(cell.span, |own| own.span);
        let base = Position { line: Some(offset), column, paragraph, ..Position::default() };
        let headed = head.map(|head| Position { head: Some(head), ..base.clone() });
        for base in headed.into_iter().chain([base]) {
            positions.extend(parts(document, whole, at.span, &base));
        }
    }
    // A label that stands alone on the line above.
    let alone = at.line.checked_sub(1).filter(|above| *above >= first && at.is_whole).and_then(|above| {
        let own = lines[above].labelled(document).filter(|own| own.value.is_empty());
        own.map(|own| own.name).or_else(|| bare_label(document, lines, above))
    });
    if let Some(label) = alone {
        positions.insert(0, Position { label: Some(label), ..Position::default() });
    }
    positions.truncate(MOST_POSITIONS);
    positions
}

/// What stands at the top of a column; a row above it that covers all columns is a title.
pub(super) fn head_of(document: &Document, lines: &[Line], row: usize, column: u16) -> Option<String> {
    let first = lines[row].table.filter(|first| *first < row)?;
    let heads = lines[first..row].iter().take(MOST_TITLES + 1).find(|line| line.cells.len() > 1)?;
    let name = label_name(document.words(heads.cell(column)?.span));
    (!name.is_empty() && name.len() <= LONGEST_HEAD).then_some(name)
}

/// How these words can be told from the rest of the text they stand in.
fn parts(document: &Document, whole: Span, words: Span, base: &Position) -> Vec<Position> {
    let text = document.words(whole);
    let place = words.start.saturating_sub(whole.start)..words.end.saturating_sub(whole.start);
    let (Some(before), Some(behind)) = (text.get(..place.start), text.get(place.end..)) else { return Vec::new() };
    let says = |part: &str| part.contains(char::is_alphanumeric);
    if !says(before) && !says(behind) {
        return vec![base.clone()];
    }
    let number = NUMBER.find(text).is_some_and(|number| number.end() == place.start);
    if number && !says(behind) {
        return vec![Position { numbered: true, ..base.clone() }];
    }
    let afters = if number {
        vec![None]
    } else if says(before) {
        openers(before)
    } else {
        telling(&[before]).into_iter().chain([None]).collect()
    };
    let untils = if says(behind) { closers(behind) } else { vec![closing_sign(behind)] };
    let mut positions = Vec::new();
    for after in &afters {
        for until in &untils {
            for occurrence in occurrences(text, place.start, place.end, after.as_deref(), until.as_deref()) {
                let (after, until) = (after.clone(), until.clone());
                positions.push(Position { after, until, occurrence, numbered: number, ..base.clone() });
            }
        }
    }
    positions
}

/// A bracket that closes behind the words is no part of them.
fn closing_sign(behind: &str) -> Option<String> {
    let sign = behind.trim().chars().next().filter(|sign| matches!(sign, ')' | ']' | '}' | '|' | '>' | '*'))?;
    Some(sign.to_string())
}

/// Characters behind which the words begin: the signs before them, alone or with the word before those.
fn openers(before: &str) -> Vec<Option<String>> {
    let signs = before.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let word = signs.trim_end_matches(char::is_alphanumeric);
    let joint = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let options = [&before[signs.len()..], &before[joint.len()..], &before[word.len()..]];
    telling(&options)
}

/// Characters before which the words end.
fn closers(behind: &str) -> Vec<Option<String>> {
    let signs = behind.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let word = signs.trim_start_matches(char::is_alphanumeric);
    telling(&[&behind[..behind.len() - signs.len()], &behind[..behind.len() - word.len()]])
}

/// Spaces alone stand everywhere.
fn telling(options: &[&str]) -> Vec<Option<String>> {
    let mut told: Vec<Option<String>> = Vec::new();
    for option in options.iter().filter(|option| !option.trim().is_empty() && !option.contains('\n')) {
        let option = Some((*option).to_owned());
        if !told.contains(&option) {
            told.push(option);
        }
    }
    told
}

/// Which of several such signs it is, counted from the front and from behind; nothing where there is one.
fn occurrences(text: &str, start: usize, end: usize, after: Option<&str>, until: Option<&str>) -> Vec<Option<i8>> {
    let (sign, at) = match (after, until) {
        (Some(after), _) => (after, start.saturating_sub(after.len())),
        (None, Some(until)) => (until, text.get(end..).and_then(|rest| rest.find(until)).map_or(end, |gap| end + gap)),
        (None, None) => return vec![None],
    };
    let places: Vec<usize> = text.match_indices(sign).map(|(place, _)| place).collect();
    let Some(rank) = places.iter().position(|place| *place == at) else { return vec![None] };
    let front = i8::try_from(rank + 1).unwrap_or(1);
    let back = i8::try_from(places.len() - rank).map_or(-1, |back| -back);
    if places.len() == 1 { vec![None, Some(-1)] } else { vec![Some(front), Some(back)] }
}
