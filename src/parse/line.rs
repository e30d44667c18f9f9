//! Words, tabs and breaks as an office file gives them in, the paragraphs that a reader sees out.

use std::sync::LazyLock;

use regex::Regex;

use super::builder::{CellDraft, ParagraphDraft, Words};
use super::items::{self, MARK};
use crate::document::ParagraphKind;
use crate::dutch::fold::regex;

/// Lines such as `Promotor: De Brug vzw` are read one by one.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\p{L}[^:.;\n]{0,59}:(?:\s|$)"));
/// From how many labelled or marked lines on a paragraph is a list of lines and not running text.
const LINES_OF_A_LIST: usize = 2;

/// Words before a tab are a label when they are at most so many bytes.
const LONGEST_LABEL: usize = 45;

/// A paragraph with tabs between this many fields is a row of a table that was typed with tabs.
const FIELDS_OF_A_ROW: usize = 3;

/// More tabs than this between words are no table.
const MAX_FIELDS: usize = 64;

/// The text of one paragraph while it is collected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    text: String,
}

/// What a paragraph is, its words aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What kind of paragraph it is.
    pub kind: ParagraphKind,
    /// The mark that the program puts before it: `-`, `1.`; empty for none.
    pub mark: String,
    /// Nesting depth of a list, from 0.
    pub indent: u8,
    /// Whether a larger gap comes before it.
    pub gap_before: bool,
}

impl Form {
    /// Running text.
    pub(super) const BODY: Self = Self { kind: ParagraphKind::Body, mark: String::new(), indent: 0, gap_before: false };
}

impl Line {
    /// Appends words; characters that show nothing are left out.
    pub(super) fn push(&mut self, words: &str) {
        let shown = words.chars().filter_map(|symbol| match symbol {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
            '\u{2011}' => Some('-'),
            '\t' | '\r' | '\n' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        });
        self.text.extend(shown);
    }

    /// Appends a tab.
    pub(super) fn tab(&mut self) {
        self.text.push('\t');
    }

    /// Appends a line break.
    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
    }

    /// Whether white space that comes next is at the start of a line or follows other white space.
    pub(super) fn after_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n', '\t'])
    }

    /// Whether it holds no words.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is drawn with signs and says nothing.
    pub(super) fn is_rule(&self) -> bool {
        items::is_rule(&self.text)
    }

    /// The cells of a paragraph that is a row of a table typed with tabs. A field may be empty only where `may_have_gaps` says
    /// so of a row of so many fields; on its own a label with two tabs before its value would look like it.
    pub(super) fn row(&self, may_have_gaps: impl FnOnce(usize) -> bool) -> Option<Vec<CellDraft>> {
        let fields: Vec<&str> = self.text.trim().split('\t').map(str::trim).collect();
        let filled = fields.iter().filter(|field| !field.is_empty()).count();
        let is_row = (FIELDS_OF_A_ROW..=MAX_FIELDS).contains(&fields.len())
            && (filled >= FIELDS_OF_A_ROW || may_have_gaps(fields.len()));
        let cell = |(column, field): (usize, &&str)| {
            let lines = Self { text: (*field).to_owned() };
            let paragraphs = if lines.is_empty() { Vec::new() } else { lines.paragraphs(&Form::BODY, true) };
            CellDraft { column: u16::try_from(column).unwrap_or(u16::MAX), width: 1, paragraphs, continued: false }
        };
        is_row.then(|| fields.iter().enumerate().map(cell).collect())
    }

    /// The paragraphs: one as a rule, one a line in a cell and where the lines are labelled or marked.
    pub(super) fn paragraphs(&self, form: &Form, in_cell: bool) -> Vec<ParagraphDraft> {
        let lines: Vec<&str> = self.text.split('\n').collect();
        let kept = lines.iter().filter(|line| !line.trim().is_empty());
        if matches!(form.kind, ParagraphKind::Heading(_)) {
            let words: Vec<String> = kept.map(|line| words(line)).collect();
            return vec![heading(&words.join(" "), form)];
        }
        let listed = kept.clone().filter(|line| LABELLED.is_match(line.trim()) || MARK.is_match(line.trim())).count();
        if in_cell || listed >= LINES_OF_A_LIST {
            return one_by_one(&lines, form);
        }
        let words: Vec<String> = kept.map(|line| words(line)).collect();
        let draft = paragraph(&words.join("\n"), form);
        let depth = u8::try_from(leading_tabs(lines.first().copied().unwrap_or_default())).unwrap_or(u8::MAX);
        vec![ParagraphDraft { indent: draft.indent.saturating_add(depth), ..draft }]
    }
}

/// A number is part of a heading, as it is on paper and in plain text.
fn heading(words: &str, form: &Form) -> ParagraphDraft {
    let text = if form.mark.is_empty() { words.to_owned() } else { format!("{} {words}", form.mark) };
    let words = Words::from(text.as_str());
    ParagraphDraft { gap_before: form.gap_before, ..ParagraphDraft::new(form.kind, words) }
}

fn one_by_one(lines: &[&str], form: &Form) -> Vec<ParagraphDraft> {
    let (mut drafts, mut gap) = (Vec::new(), form.gap_before);
    for line in lines {
        if line.trim().is_empty() {
            gap |= !drafts.is_empty();
            continue;
        }
        // Only the first line stands beside the mark of the item.
        let rest = Form { indent: form.indent, ..Form::BODY };
        let draft = paragraph(&words(line), if drafts.is_empty() { form } else { &rest });
        let depth = u8::try_from(leading_tabs(line)).unwrap_or(u8::MAX);
        drafts.push(ParagraphDraft { gap_before: gap, indent: draft.indent.saturating_add(depth), ..draft });
        gap = false;
    }
    drafts
}

/// One paragraph; a mark that was typed counts as one that the program puts there.
fn paragraph(words: &str, form: &Form) -> ParagraphDraft {
    let draft = |kind, mark: &str, words: &str| ParagraphDraft {
        kind,
        mark: mark.trim().to_owned(),
        words: Words::from(words),
        indent: form.indent,
        gap_before: form.gap_before,
    };
    match MARK.find(words) {
        Some(mark) if form.mark.is_empty() && mark.end() < words.len() => {
            draft(ParagraphKind::Item, mark.as_str(), words[mark.end()..].trim_start())
        }
        _ => draft(form.kind, &form.mark, words),
    }
}

fn leading_tabs(line: &str) -> usize {
    line.chars().take_while(|symbol| symbol.is_whitespace()).filter(|&symbol| symbol == '\t').count()
}

/// A tab parts cells in our text. Inside a paragraph it is a space, but for the one between a label and its value.
fn words(line: &str) -> String {
    let line = line.trim();
    match line.split_once('\t') {
        Some((head, value)) if is_label(head, value) => format!("{}\t{}", head.trim_end(), value.trim_start()),
        _ => line.replace('\t', " "),
    }
}

/// Whether these are words and what they are the label of, as far as their form tells.
fn is_label(head: &str, value: &str) -> bool {
    !value.trim_start_matches('\t').contains('\t')
        && head.len() <= LONGEST_LABEL
        && head.starts_with(char::is_uppercase)
        && !head.ends_with('.')
        && !MARK.is_match(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: text.to_owned() }
    }

    fn shown(text: &str, form: &Form, in_cell: bool) -> Vec<String> {
        let drafts = line(text).paragraphs(form, in_cell);
        drafts.iter().map(|draft| format!("{}|{}|{}", draft.indent, draft.mark, draft.words.text)).collect()
    }

    #[test]
    fn lines_are_paragraphs_in_cells_and_where_they_are_labelled() {
        assert_eq!(shown("een\ntwee", &Form::BODY, false), ["0||een\ntwee"]);
        assert_eq!(shown("een\n\n- twee", &Form::BODY, true), ["0||een", "0|-|twee"]);
        assert_eq!(
            shown("Promotor: De Brug\n\tBedrag: 5 euro", &Form::BODY, false),
            ["0||Promotor: De Brug", "1||Bedrag: 5 euro"]
        );
    }

    #[test]
    fn a_tab_stays_between_a_label_and_its_value_only() {
        for (text, kept) in [
            ("Wie vraagt dit\tDorpsraad Olen", "Wie vraagt dit\tDorpsraad Olen"),
            ("Wie vraagt dit \t\t Dorpsraad Olen", "Wie vraagt dit\tDorpsraad Olen"),
            ("2.1\tDorpsraad Olen", "2.1 Dorpsraad Olen"),
            ("een\ttwee\tdrie", "een twee drie"),
        ] {
            assert_eq!(shown(text, &Form::BODY, false), [format!("0||{kept}")], "{text}");
        }
    }

    #[test]
    fn fields_between_tabs_are_cells_when_there_are_enough() {
        let cells = |text: &str, follows| line(text).row(|_| follows).map(|cells| cells.len());
        assert_eq!(cells("Olen\tWeg-Wijzer\t150.000 euro", false), Some(3));
        assert_eq!((cells("Totaal\t\t150.000 euro", false), cells("Totaal\t\t150.000 euro", true)), (None, Some(3)));
        assert_eq!(cells("\t\tPromotor:\tOlen", true), None);
    }

    #[test]
    fn only_the_first_line_of_an_item_has_its_mark() {
        let item = Form { kind: ParagraphKind::Item, mark: "2.".into(), indent: 1, gap_before: false };
        assert_eq!(shown("een\ntwee", &item, true), ["1|2.|een", "1||twee"]);
    }

    #[test]
    fn signs_that_show_nothing_are_left_out() {
        let mut line = Line::default();
        line.push("sub\u{ad}si\u{200b}die\u{0}\n€\u{a0}5, e\u{2011}mail");
        assert_eq!(line.text, "subsidie €\u{a0}5, e-mail");
    }
}
