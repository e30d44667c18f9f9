//! Codes the sentences of an evaluation: one `Evaluation` and a codebook in, `Coding`s out.

mod check;
mod clause;
mod codebook;
mod discover;
mod function;
mod memory;
mod model;
mod observe;
mod order;
mod passage;
mod pattern;
mod people;
mod recurrence;
mod tally;
mod word;

pub use check::{Failure, check};
pub use codebook::Codebook;
pub use discover::{Candidate, Discovery, Group, Occurrence, Search, discover, snippet};
pub use model::{FunctionGain, Learned, LearnedTheme, Model, learn};
pub use people::person_codings;
pub use recurrence::{Recurrence, recurrences, with_text};

use crate::document::Span;
use crate::record::Evaluation;
use crate::theme::Coding;
use model::Judgement;
use observe::Observer;
use passage::{passages, sentence_spans, words_at};

/// The coded sentences of an evaluation, in the order of the document. `text` is the document's extracted text, which the
/// evaluation's evidence points into; the page is that of the evaluation, since only the document knows where pages turn.
pub fn annotate(evaluation: &Evaluation, text: &str, codebook: &Codebook) -> Vec<Coding> {
    let mut observer = Observer::new(codebook);
    let mut codings = Vec::new();
    for passage in passages(evaluation) {
        observer.enter(passage.kind);
        for span in sentence_spans(text, &passage) {
            let sentence = words_at(text, span);
            let seen = observer.observe(passage.kind, &sentence);
            let judged = match codebook.model.as_deref() {
                Some(model) if !seen.settled => model.judge(&seen, &sentence, codebook),
                _ => Judgement::from(seen),
            };
            codings.push(coding(evaluation, span, sentence, judged));
        }
    }
    codings
}

fn coding(evaluation: &Evaluation, span: Span, text: String, judged: Judgement) -> Coding {
    let Evaluation { id, source, promoter, verdict, .. } = evaluation;
    Coding {
        document: source.document.clone(),
        record: id.clone(),
        promoter: promoter.clone(),
        verdict: *verdict,
        text,
        codes: judged.codes,
        function: judged.function,
        cue: judged.cue,
        grounds: judged.grounds,
        doubtful: judged.doubtful,
        page: source.page,
        span,
    }
}

#[cfg(test)]
#[path = "annotate_tests.rs"]
mod tests;
