//! The lines of one cell or column in; paragraphs, headings and list items, ready for the builder, out.

use crate::document::ParagraphKind;
use crate::parse::builder::{ParagraphDraft, Words};

use super::headings::Headings;
use super::hyphens::{Vocabulary, append};
use super::lines::Line;
use super::marks::{Mark, mark};

/// A line further from the one before than this times the usual distance begins a paragraph.
const GAP: f32 = 1.2;
/// A line that begins this part of the font size further in or out stands apart.
const INDENT: f32 = 0.7;

/// What is known about the place where the lines stand.
pub(super) struct Setting<'document> {
    /// The words the document uses.
    pub vocabulary: &'document Vocabulary,
    /// The print of headings; `None` in table cells.
    pub headings: Option<&'document Headings>,
}

/// The paragraphs that the lines make.
pub(super) fn paragraphs(lines: &[Line], setting: &Setting<'_>) -> Vec<ParagraphDraft> {
    let leading = leading(lines);
    let mut found: Vec<Paragraph<'_>> = Vec::new();
    for line in lines {
        let mark = mark(line);
        let begins = found.last().is_none_or(|paragraph| {
            let before = paragraph.last();
            let breaks = Breaks { paragraph, before, line, leading };
            breaks.begins(mark.as_ref())
        });
        match found.last_mut() {
            Some(paragraph) if !begins => paragraph.lines.push(line),
            before => {
                let gap = before.is_none_or(|before| {
                    let new_page = setting.headings.is_some() && before.last().page != line.page;
                    new_page || gap(before.last(), line) > 1.4 * leading * line.size
                });
                found.push(Paragraph { lines: vec![line], mark, gap });
            }
        }
    }
    let mut nesting = Vec::new();
    found.iter().map(|paragraph| paragraph.draft(setting, &mut nesting)).collect()
}

/// The usual distance between lines as part of the font size: a small one, as larger ones are gaps.
fn leading(lines: &[Line]) -> f32 {
    let mut distances: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && (pair[0].size - pair[1].size).abs() <= 0.1 * pair[1].size)
        .map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(pair[1].size))
        .filter(|distance| (0.9..2.2).contains(distance))
        .collect();
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 4).copied().unwrap_or(1.25)
}

/// The distance between two lines; none where a page or column ends between them.
fn gap(before: &Line, line: &Line) -> f32 {
    if same_column(before, line) { line.y - before.y } else { 0.0 }
}

fn same_column(before: &Line, line: &Line) -> bool {
    before.page == line.page && before.edges == line.edges
}

struct Paragraph<'line> {
    lines: Vec<&'line Line>,
    mark: Option<Mark>,
    gap: bool,
}

impl<'line> Paragraph<'line> {
    fn last(&self) -> &'line Line {
        self.lines[self.lines.len() - 1]
    }

    fn draft(&self, setting: &Setting<'_>, nesting: &mut Vec<f32>) -> ParagraphDraft {
        let heading = setting.headings.and_then(|headings| headings.level(&self.lines));
        let mut words = Words::default();
        for (number, line) in self.lines.iter().enumerate() {
            let text = match &self.mark {
                Some(mark) if number == 0 && heading.is_none() => mark.rest.clone(),
                _ => line.text(),
            };
            append(&mut words.text, &text, setting.vocabulary);
            if words.pages.last().is_none_or(|&(_, page)| page != line.page) {
                let begin = if number == 0 { 0 } else { words.text.len() - text.len() };
                words.pages.push((begin, line.page));
            }
        }
        let mut draft = ParagraphDraft::new(heading.map_or(ParagraphKind::Body, ParagraphKind::Heading), words);
        draft.gap_before = self.gap;
        if let (Some(mark), None) = (&self.mark, heading) {
            draft.kind = ParagraphKind::Item;
            draft.mark.clone_from(&mark.sign);
            draft.indent = depth(nesting, mark.x, self.lines[0].size);
        } else {
            nesting.clear();
        }
        draft
    }
}

fn depth(nesting: &mut Vec<f32>, x: f32, size: f32) -> u8 {
    while nesting.last().is_some_and(|&outer| outer > x + INDENT * size) {
        nesting.pop();
    }
    if nesting.last().is_none_or(|&outer| x > outer + INDENT * size) {
        nesting.push(x);
    }
    u8::try_from(nesting.len() - 1).unwrap_or(u8::MAX)
}

/// Everything that tells whether a line begins a paragraph.
struct Breaks<'line> {
    paragraph: &'line Paragraph<'line>,
    before: &'line Line,
    line: &'line Line,
    leading: f32,
}

impl Breaks<'_> {
    fn begins(&self, mark: Option<&Mark>) -> bool {
        let size = self.line.size;
        if (size - self.before.size).abs() > 0.1 * size || self.before.is_bold() != self.line.is_bold() {
            return !self.is_cut_word();
        }
        if gap(self.before, self.line) > self.widest() || self.other_width() {
            return true;
        }
        if let Some(mark) = mark
            && self.begins_item(mark)
        {
            return true;
        }
        !self.is_cut_word()
            && (self.has_room() || self.stands_apart() || self.is_label() || self.are_fields() || self.ended_above())
    }

    /// A hyphen at the line's end ties the next line to it, whatever the print.
    fn is_cut_word(&self) -> bool {
        let end = self.before.words.last().map_or("", |word| &word.text);
        let part = end.strip_suffix(['-', '\u{2010}']);
        part.is_some_and(|part| part.ends_with(char::is_alphabetic)) && gap(self.before, self.line) <= self.widest()
    }

    /// The largest distance between lines of one paragraph, in points.
    fn widest(&self) -> f32 {
        GAP * self.leading * self.line.size
    }

    /// Whether the two lines stand in columns of different widths, as those of a title and of the text below it.
    fn other_width(&self) -> bool {
        let width = |line: &Line| line.edges.1 - line.edges.0;
        let (before, line) = (width(self.before), width(self.line));
        self.before.page == self.line.page && (before - line).abs() > 0.15 * before.max(line)
    }

    /// How far the line before begins from its column's left edge.
    fn inset(line: &Line) -> f32 {
        line.x0 - line.edges.0
    }

    /// A dash within running text may happen to come first on a line.
    fn begins_item(&self, mark: &Mark) -> bool {
        let full = !self.has_room();
        let inline = |line: &&Line| {
            let words = line.words.iter().skip(1);
            mark.is_dash() && words.clone().any(|word| word.text == mark.sign)
        };
        !(full && mark.is_dash() && self.paragraph.lines.iter().any(inline))
            && !(full && mark.is_number() && Self::inset(self.line) <= 1.0 && !self.ends_sentence())
    }

    fn ends_sentence(&self) -> bool {
        self.before.words.last().is_some_and(|word| word.text.ends_with(['.', ':', ';', '!', '?', ')']))
    }

    /// A short line with a colon after a full sentence (`Opmerkingen:`) stands on its own.
    fn is_label(&self) -> bool {
        let ends_with = |line: &Line, signs: &[char]| line.words.last().is_some_and(|word| word.text.ends_with(signs));
        let (left, right) = self.line.edges;
        ends_with(self.line, &[':'])
            && ends_with(self.before, &['.', '!', '?'])
            && self.line.x1 - left < 0.6 * (right - left)
            && self.line.words[0].text.starts_with(char::is_uppercase)
    }

    /// `Aanvrager: …` and `Besluit: …` under each other are lines of their own, however full the first one is.
    fn are_fields(&self) -> bool {
        const MOST_WORDS: usize = 3;
        let is_field = |line: &Line| {
            let label = line.words.iter().take(MOST_WORDS).position(|word| word.text.ends_with(':'));
            label.is_some_and(|at| at + 1 < line.words.len()) && line.words[0].text.starts_with(char::is_uppercase)
        };
        self.paragraph.lines.len() == 1 && is_field(self.before) && is_field(self.line)
    }

    /// Across columns and pages no gap can be seen: there a short last line with a full stop ends its paragraph.
    fn ended_above(&self) -> bool {
        let word = |line: &Line, at: usize| line.words.get(at).map_or(String::new(), |word| word.text.clone());
        !same_column(self.before, self.line)
            && word(self.before, self.before.words.len() - 1).ends_with(['.', '!', '?', ':'])
            && word(self.line, 0).starts_with(char::is_uppercase)
            && self.before.edges.1 - self.before.x1 > 1.5 * self.before.size
    }

    /// Whether the line's first word would have fitted on the line before.
    fn has_room(&self) -> bool {
        let Some(first) = self.line.words.first() else { return false };
        let needed = first.x1 - first.x0 + 0.35 * self.line.size;
        let (left, right) = self.before.edges;
        let used = if self.centred() && Self::inset(self.before) > self.line.size {
            left + self.before.x1 - self.before.x0
        } else {
            self.before.x1
        };
        right - used > needed
    }

    fn centred(&self) -> bool {
        let middle = |line: &Line| f32::midpoint(line.x0, line.x1);
        same_column(self.before, self.line) && (middle(self.before) - middle(self.line)).abs() < 3.0
    }

    /// Whether the line is indented as a first line is, or stands further out than the item before it.
    fn stands_apart(&self) -> bool {
        let step = INDENT * self.line.size;
        match &self.paragraph.mark {
            Some(mark) => {
                let hangs = self.paragraph.lines.get(1).is_some_and(|second| second.x0 > mark.x + step);
                same_column(self.before, self.line)
                    && (self.line.x0 < mark.x - step || (hangs && self.line.x0 < mark.x + 0.3 * self.line.size))
            }
            None => {
                let (before, line) = (Self::inset(self.before), Self::inset(self.line));
                !self.centred() && line > before + step && before <= step / 2.0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::pdf::lines::lines;
    use crate::parse::pdf::words::Word;

    /// Lines of a fixed-width font, 5 points a character, from text with leading spaces as indentation.
    fn printed(text: &[&str]) -> Vec<Line> {
        let mut words = Vec::new();
        for (number, line) in text.iter().enumerate() {
            let mut x = 0.0;
            for word in line.split(' ') {
                let width = 5.0 * word.chars().count() as f32;
                if !word.is_empty() {
                    let y = 100.0 + 12.0 * number as f32;
                    words.push(Word { text: word.into(), x0: x, x1: x + width, y, size: 10.0, bold: false });
                }
                x += width + 5.0;
            }
        }
        lines(words, 1)
    }

    fn read(text: &[&str]) -> Vec<(String, String)> {
        let setting = Setting { vocabulary: &Vocabulary::default(), headings: None };
        let mut lines = printed(text);
        lines.iter_mut().for_each(|line| line.edges = (0.0, 100.0));
        let drafts = paragraphs(&lines, &setting);
        drafts.into_iter().map(|draft| (draft.mark, draft.words.text)).collect()
    }

    fn plain(text: &str) -> (String, String) {
        (String::new(), text.to_owned())
    }

    #[test]
    fn a_short_line_ends_its_paragraph() {
        let found = read(&["een regel die vol is", "kort", "en een nieuwe alinea"]);
        assert_eq!(found, [plain("een regel die vol is kort"), plain("en een nieuwe alinea")]);
    }

    #[test]
    fn items_lose_their_mark_and_keep_their_lines() {
        let found = read(&["- een punt dat langer", "  is dan een regel", "- kort punt"]);
        assert_eq!(
            found,
            [("-".into(), "een punt dat langer is dan een regel".into()), ("-".into(), "kort punt".into())]
        );
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let found = read(&["een regel die vol is", "  nieuwe alinea hier", "die verder gaat"]);
        assert_eq!(found, [plain("een regel die vol is"), plain("nieuwe alinea hier die verder gaat")]);
    }
}
