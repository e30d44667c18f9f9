//! The marks of fields and the words between them in; whether those words are shown out.

/// Deepest nesting of fields.
const MAX_FIELDS: usize = 64;
/// Of an instruction only the beginning matters, in bytes.
const MAX_INSTRUCTION: usize = 16;

/// The fields that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    in_result: bool,
    instruction: String,
}

impl Fields {
    /// Takes a character; says whether a reader sees it.
    pub(super) fn shows(&mut self, symbol: char) -> bool {
        match symbol {
            '\u{13}' if self.open.len() < MAX_FIELDS => self.open.push(Field::default()),
            '\u{14}' => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            '\u{15}' => drop(self.open.pop()),
            _ => {
                if let Some(field) = self.open.last_mut().filter(|field| !field.in_result)
                    && field.instruction.len() < MAX_INSTRUCTION
                {
                    field.instruction.push(symbol);
                }
                return self.open.iter().all(|field| field.in_result && !field.is_contents());
            }
        }
        false
    }

    /// An instruction that a paragraph does not end has lost its end; it must not swallow the rest of the text.
    pub(super) fn end_paragraph(&mut self) {
        self.open.retain(|field| field.in_result);
    }
}

impl Field {
    /// Whether it shows a list of what stands elsewhere.
    fn is_contents(&self) -> bool {
        matches!(self.instruction.split_whitespace().next(), Some("TOC" | "TOA" | "INDEX"))
    }
}
