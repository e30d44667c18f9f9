//! Word patterns in, a matcher out that finds all of them in a sentence at once.
//!
//! A pattern is a row of steps, read over folded words (lower case, no diacritics, split at everything that is no letter or
//! digit). A step is
//! - a word: `partner`, with a star for any letters at an edge: `partner*`, `*gedrag*`;
//! - a word in all its forms: `sterk=` fits *sterke* and *sterker*;
//! - a word, its forms and its family: `partner+` fits *partners*, what is derived from it (`evalueren+` fits *evaluatie*) and every
//!   compound that it is a part of (*partnerorganisatie*);
//! - alternatives: `partner*|netwerk*`; words of one alternative that stand side by side are joined: `vorm_geven|uitwerken`;
//! - a gap: `..3` lets up to three words stand between the steps around it, `~3` the same in either order. Without a gap the
//!   steps stand side by side.
//!
//! A weight may end the pattern: `@0.5` counts half, `@-1` counts against. Without one the weight is 1.
//!
//! `cijfer* ..3 ontbreken|ontbreekt @2` matches "de cijfers hierover ontbreken".

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::HashMap;

use super::memory::Memory;
use super::word::{Word, words};
use crate::dutch::lemma::lemma;

/// One place where a pattern fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    /// Number of the pattern in the order in which they were added.
    pub(crate) pattern: usize,
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
}

#[derive(Debug)]
struct Atom {
    text: String,
    open_start: bool,
    open_end: bool,
}

#[derive(Debug, Clone)]
struct Step {
    /// How many words may stand before it.
    gap: usize,
    /// Whether it may also stand before the step that it follows.
    either: bool,
    /// Numbers of the atoms that fit.
    atoms: Vec<u32>,
}

/// Tells the memory of one matcher from that of another.
static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static ATOMS: RefCell<Memory<[u32]>> = RefCell::default();
}

/// All patterns, compiled.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    /// Set by what is added last: what was remembered before no longer holds.
    identity: u64,
    atoms: Vec<Atom>,
    numbers: HashMap<String, u32>,
    /// Lemma to the atom that stands for all its forms.
    lemmas: HashMap<String, u32>,
    /// Lemma to the atom that stands for its forms and its family.
    families: HashMap<String, u32>,
    /// First letters of an atom to the atoms that may only begin a word with them.
    anchored: HashMap<[u8; 3], Vec<u32>>,
    /// The same for atoms that may begin anywhere in a word.
    floating: HashMap<[u8; 3], Vec<u32>>,
    /// Atom to the rows that begin with it.
    beginnings: Vec<Vec<u32>>,
    rows: Vec<Row>,
    /// How many patterns were added.
    count: usize,
}

/// The steps of a pattern; one with joined words has several rows.
#[derive(Debug)]
struct Row {
    pattern: usize,
    steps: Vec<Step>,
}

impl Matcher {
    /// Adds a pattern and gives its number and weight.
    ///
    /// # Errors
    /// What is wrong with the pattern, in plain language.
    pub(crate) fn add(&mut self, pattern: &str) -> Result<(usize, f32), String> {
        let mut weight = 1.0;
        let mut rows: Vec<Vec<Step>> = vec![Vec::new()];
        let mut gap: Option<(usize, bool)> = None;
        for part in pattern.split_whitespace() {
            if let Some(number) = part.strip_prefix('@') {
                weight =
                    number.parse().map_err(|_| format!("`{part}` is geen gewicht; schrijf bijvoorbeeld `@0.5`"))?;
            } else if let Some((number, either)) = gap_of(part) {
                let words =
                    number.parse().map_err(|_| format!("`{part}` is geen tussenruimte; schrijf bijvoorbeeld `..3`"))?;
                if rows.iter().any(Vec::is_empty) || gap.is_some() {
                    return Err(format!("de tussenruimte `{part}` moet tussen twee woorden staan"));
                }
                gap = Some((words, either));
            } else {
                let alternatives = self.alternatives(part, gap.take().unwrap_or_default())?;
                rows = rows
                    .iter()
                    .flat_map(|row| alternatives.iter().map(|more| [row.as_slice(), more].concat()))
                    .collect();
            }
        }
        if rows.iter().any(Vec::is_empty) || gap.is_some() {
            return Err("a pattern must begin and end with a word".to_owned());
        }
        let number = self.count;
        self.count += 1;
        self.identity = NEXT.fetch_add(1, Ordering::Relaxed);
        self.beginnings.resize_with(self.atoms.len(), Vec::new);
        for steps in rows {
            self.register(Row { pattern: number, steps });
        }
        Ok((number, weight))
    }

    fn register(&mut self, row: Row) {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        for &atom in row.steps.first().into_iter().flat_map(|step| &step.atoms) {
            self.beginnings[atom as usize].push(number);
        }
        self.rows.push(row);
    }

    /// The steps that each alternative takes: one for all single words together, a row of them for joined words.
    fn alternatives(&mut self, part: &str, (gap, either): (usize, bool)) -> Result<Vec<Vec<Step>>, String> {
        let mut single = Vec::new();
        let mut rows = Vec::new();
        for alternative in part.split('|') {
            let mut steps = Vec::new();
            for word in alternative.split('_') {
                let (gap, either) = if steps.is_empty() { (gap, either) } else { (0, false) };
                steps.push(Step { gap, either, atoms: vec![self.atom(word)?] });
            }
            match steps.as_slice() {
                [step] => single.extend_from_slice(&step.atoms),
                _ => rows.push(steps),
            }
        }
        single.sort_unstable();
        single.dedup();
        if !single.is_empty() {
            rows.push(vec![Step { gap, either, atoms: single }]);
        }
        Ok(rows)
    }

    fn atom(&mut self, written: &str) -> Result<u32, String> {
        if let Some(&number) = self.numbers.get(written) {
            return Ok(number);
        }
        if let Some(word) = written.strip_suffix(['+', '=']) {
            return self.lemma_atom(written, word);
        }
        let inner = written.trim_start_matches('*').trim_end_matches('*');
        let folded = words(inner);
        let [word] = folded.as_slice() else {
            return Err(format!("`{written}` is niet één woord"));
        };
        if word.end - word.start != inner.len() {
            return Err(format!("`{written}` bevat een teken dat geen letter, cijfer of sterretje aan de rand is"));
        }
        let atom =
            Atom { text: word.folded.clone(), open_start: written.starts_with('*'), open_end: written.ends_with('*') };
        let number = u32::try_from(self.atoms.len()).map_err(|_| "too many words".to_owned())?;
        let index = if atom.open_start { &mut self.floating } else { &mut self.anchored };
        if atom.open_start && atom.text.len() < 3 {
            return Err(format!("`{written}` heeft na het sterretje minstens drie letters nodig"));
        }
        index.entry(key(atom.text.as_bytes())).or_default().push(number);
        self.atoms.push(atom);
        self.numbers.insert(written.to_owned(), number);
        Ok(number)
    }

    /// The atom for all forms of a word; the words of one lemma share it.
    fn lemma_atom(&mut self, written: &str, word: &str) -> Result<u32, String> {
        if words(word).len() != 1 {
            return Err(format!("`{written}` is niet één woord met een `+` of `=` erachter"));
        }
        let lemma = lemma(word).into_owned();
        let next = u32::try_from(self.atoms.len()).map_err(|_| "too many words".to_owned())?;
        let index = if written.ends_with('+') { &mut self.families } else { &mut self.lemmas };
        let number = *index.entry(lemma.clone()).or_insert(next);
        if number == next {
            // It stands in no index of letters, so only its lemma finds it.
            self.atoms.push(Atom { text: lemma, open_start: false, open_end: false });
        }
        self.numbers.insert(written.to_owned(), number);
        Ok(number)
    }

    /// Every place where a pattern fits, by first word; of one pattern at one place the shortest.
    pub(crate) fn find(&self, words: &[Word]) -> Vec<Match> {
        let atoms: Vec<Arc<[u32]>> = ATOMS.with_borrow_mut(|memory| {
            let recall = |word: &Word| memory.recall(self.identity, &word.folded, || self.atoms_of(word).into());
            words.iter().map(recall).collect()
        });
        let mut matches = Vec::new();
        for (at, here) in atoms.iter().enumerate() {
            let mut tried: Vec<u32> =
                here.iter().flat_map(|&atom| self.beginnings[atom as usize].iter().copied()).collect();
            tried.sort_unstable();
            tried.dedup();
            for Row { pattern, steps } in tried.into_iter().map(|row| &self.rows[row as usize]) {
                let found = fit(&steps[1..], &atoms, at..at + 1, at);
                matches.extend(found.map(|range| Match { pattern: *pattern, start: range.start, end: range.end }));
            }
        }
        matches
    }

    fn atoms_of(&self, word: &Word) -> Vec<u32> {
        let bytes = word.folded.as_bytes();
        let analysis = &word.analysis;
        let parts = analysis.parts.iter().map(|part| part.lemma.as_str());
        let family = [analysis.lemma.as_str()].into_iter().chain(analysis.origin.as_deref()).chain(parts);
        let mut found: Vec<u32> = family.filter_map(|form| self.families.get(form).copied()).collect();
        found.extend(self.lemmas.get(&analysis.lemma));
        let fits = |atom: &u32, from: usize| {
            let Atom { text, open_end, .. } = &self.atoms[*atom as usize];
            bytes[from..].starts_with(text.as_bytes()) && (*open_end || bytes.len() - from == text.len())
        };
        // A short atom stands under a key that is filled up with zeros.
        for length in 1..=bytes.len().min(3) {
            if let Some(atoms) = self.anchored.get(&key(&bytes[..length])) {
                found.extend(atoms.iter().filter(|atom| fits(atom, 0)));
            }
        }
        for from in 0..bytes.len().saturating_sub(2) {
            if let Some(atoms) = self.floating.get(&key(&bytes[from..])) {
                found.extend(atoms.iter().filter(|atom| fits(atom, from)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn gap_of(part: &str) -> Option<(&str, bool)> {
    part.strip_prefix("..")
        .map(|number| (number, false))
        .or_else(|| part.strip_prefix('~').map(|number| (number, true)))
}

fn key(bytes: &[u8]) -> [u8; 3] {
    let mut key = [0; 3];
    for (to, from) in key.iter_mut().zip(bytes) {
        *to = *from;
    }
    key
}

/// The words that the remaining steps take, seen from the step at `last`.
fn fit(
    steps: &[Step],
    atoms: &[Arc<[u32]>],
    taken: std::ops::Range<usize>,
    last: usize,
) -> Option<std::ops::Range<usize>> {
    let Some((step, rest)) = steps.split_first() else { return Some(taken) };
    let fits = |at: &usize| step.atoms.iter().any(|atom| atoms[*at].binary_search(atom).is_ok());
    let after = last + 1..(last + step.gap + 2).min(atoms.len());
    let before = if step.either { last.saturating_sub(step.gap + 1)..last } else { 0..0 };
    after
        .chain(before.rev())
        .filter(fits)
        .find_map(|at| fit(rest, atoms, taken.start.min(at)..taken.end.max(at + 1), at))
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
