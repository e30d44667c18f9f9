//! The marks of fields in, whether the words between them are shown out.

/// The fields that are open at a place; they nest and run over paragraphs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// For each open field whether its result has begun.
    open: Vec<bool>,
}

/// Deepest nesting of fields; Word allows 20.
const MAX_FIELDS: usize = 64;

impl Fields {
    /// Notes a `w:fldChar`.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MAX_FIELDS => self.open.push(false),
            "separate" => {
                if let Some(in_result) = self.open.last_mut() {
                    *in_result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// Whether words are a result and not part of an instruction.
    pub(super) fn shown(&self) -> bool {
        self.open.iter().all(|in_result| *in_result)
    }

    /// An instruction that a paragraph does not end has lost its end; it must not swallow the rest of the text.
    pub(super) fn end_paragraph(&mut self) {
        self.open.retain(|in_result| *in_result);
    }
}
