//! A value with boxes to tick in, the ticked answers out.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;
use crate::dutch::fold::regex;

use super::piece::Passage;

/// A box with its answer, up to the next box.
static BOX: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<ticked>[☒☑✓✔✅■▣⬛◉●]|\[[xX]\]|\([xX]\))|[☐□▢⬜○◯]|\[ ?\]|\( ?\)"));

/// Whether a line begins with a box.
pub(super) fn opens_with_box(line: &str) -> bool {
    BOX.find(line).is_some_and(|found| line[..found.start()].trim().is_empty())
}

/// Of passages with boxes the answers that are ticked; the passages themselves where none is, or where there is no choice.
pub(super) fn ticked(document: &Document, passages: Vec<Passage>) -> Vec<Passage> {
    let answers: Vec<(bool, Passage)> = passages.iter().flat_map(|passage| answers(document, passage)).collect();
    let is_choice = answers.iter().any(|(ticked, _)| *ticked) && answers.iter().any(|(ticked, _)| !ticked);
    if !is_choice {
        return passages;
    }
    answers
        .into_iter()
        .filter(|(ticked, passage)| *ticked && !passage.span.is_empty())
        .map(|(_, passage)| passage)
        .collect()
}

fn answers(document: &Document, passage: &Passage) -> Vec<(bool, Passage)> {
    let words = document.words(passage.span);
    let boxes: Vec<_> = BOX
        .captures_iter(words)
        .filter_map(|found| Some((found.name("ticked").is_some(), found.get(0)?.range())))
        .collect();
    let ends = boxes.iter().skip(1).map(|(_, next)| next.start).chain([words.len()]);
    let answer = |((ticked, mark), end): (&(bool, std::ops::Range<usize>), usize)| {
        let span = passage.span.part(mark.end..end).trimmed(&document.text);
        (*ticked, Passage { span, is_item: false })
    };
    boxes.iter().zip(ends).map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn chosen(text: &str) -> Vec<&str> {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let lines = text.lines().map(|line| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            Passage { span: Span::new(start, start + line.len()), is_item: false }
        });
        ticked(&document, lines.collect()).iter().map(|passage| passage.span.of(text)).collect()
    }

    #[test]
    fn ticked_answers() {
        assert_eq!(chosen("☐ Gunstig\n☒ Ongunstig"), ["Ongunstig"]);
        assert_eq!(chosen("[x] ja  [ ] neen"), ["ja"]);
        assert_eq!(chosen("○ gunstig ● gunstig onder voorwaarden ○ ongunstig"), ["gunstig onder voorwaarden"]);
        assert_eq!(chosen("☐ Gunstig\n☐ Ongunstig"), ["☐ Gunstig", "☐ Ongunstig"]);
        assert_eq!(chosen("Goed plan (x) en punt."), ["Goed plan (x) en punt."]);
    }
}
