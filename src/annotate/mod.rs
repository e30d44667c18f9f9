//! Codes the sentences of an evaluation: one `Evaluation` and a codebook in, `Coding`s out.

mod check;
mod clause;
mod codebook;
mod function;
mod order;
mod passage;
mod pattern;
mod people;
mod recurrence;
mod tally;
mod word;

pub use check::{Failure, check};
pub use codebook::Codebook;
pub use people::person_codings;
pub use recurrence::{Recurrence, recurrences, with_text};

use crate::document::Span;
use crate::record::Evaluation;
use crate::theme::{Coding, Function};
use function::{Decision, Position};
use passage::{Kind, passages, sentence_spans, words_at};

/// No sentence has more words; what does (a table without full stops) is judged by its beginning.
const MOST_WORDS: usize = 400;

/// The coded sentences of an evaluation, in the order of the document. `text` is the document's extracted text, which the
/// evaluation's evidence points into; the page is that of the evaluation, since only the document knows where pages turn.
pub fn annotate(evaluation: &Evaluation, text: &str, codebook: &Codebook) -> Vec<Coding> {
    let mut coder = Coder { evaluation, codebook, position: Position::Assessment, part: None, previous: Vec::new() };
    let mut codings = Vec::new();
    for passage in passages(evaluation) {
        coder.enter(passage.kind);
        for span in sentence_spans(text, &passage) {
            codings.push(coder.code(passage.kind, span, words_at(text, span)));
        }
    }
    codings
}

/// Goes through an evaluation sentence by sentence and knows where it is.
struct Coder<'run> {
    evaluation: &'run Evaluation,
    codebook: &'run Codebook,
    position: Position,
    part: Option<Kind>,
    /// Codes of the sentence before, for one that only points back ("Dit ontbreekt.").
    previous: Vec<String>,
}

impl Coder<'_> {
    fn enter(&mut self, kind: Kind) {
        if kind == Kind::Remark {
            // Every remark starts a subject of its own.
            self.previous.clear();
        }
        if matches!(kind, Kind::Assessment | Kind::Remark) && self.part != Some(kind) {
            self.part = Some(kind);
            match kind {
                Kind::Remark => self.position = Position::Remarks,
                _ if self.position == Position::Remarks => self.position = Position::Assessment,
                _ => {}
            }
        }
    }

    fn code(&mut self, kind: Kind, span: Span, sentence: String) -> Coding {
        let mut words = word::words(&sentence);
        words.truncate(MOST_WORDS);
        let cues = &self.codebook.cues;
        let label = kind == Kind::Heading || (kind == Kind::Assessment && cues.is_label(&sentence, &words));
        if label {
            self.position = cues.position_after(&words).unwrap_or(self.position);
        }
        if label || kind == Kind::Boilerplate {
            return self.coding(span, sentence, Vec::new(), Decision::boilerplate());
        }
        let decision = cues.decide(&sentence, &words, self.position);
        let mut codes = Vec::new();
        if decision.function != Function::Boilerplate {
            codes = self.codebook.codes(&words, &self.previous);
            if codes.is_empty() && cues.points_back(&words) {
                codes.clone_from(&self.previous);
            }
            if codes.is_empty() && !cues.is_procedure(&words) {
                codes.extend(self.codebook.otherwise.clone());
            }
            self.previous.clone_from(&codes);
        }
        self.coding(span, sentence, codes, decision)
    }

    fn coding(&self, span: Span, text: String, codes: Vec<String>, decision: Decision) -> Coding {
        let Evaluation { id, source, promoter, verdict, .. } = self.evaluation;
        Coding {
            document: source.document.clone(),
            record: id.clone(),
            promoter: promoter.clone(),
            verdict: *verdict,
            text,
            codes,
            function: decision.function,
            cue: decision.cue,
            page: source.page,
            span,
        }
    }
}

#[cfg(test)]
#[path = "annotate_tests.rs"]
mod tests;
