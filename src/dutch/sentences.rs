//! Text in, the ranges of its sentences out.
//!
//! The sentence bounds of Unicode (UAX #29) are the start. They break too often in Dutch (after `d.m.v.`, after `(?)`) and too
//! seldom (no space after a full stop); a split pass adds the missing bounds and a merge pass drops the wrong ones.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{Stop, starts_sentences, stop_after};

/// The sentences of `text` as byte ranges, in order, without white space at their edges and without the mark of a list item
/// (`-`, `•`, `1.`) before them. A new line ends a sentence unless the next one clearly goes on.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut bounds: Vec<usize> = text.split_sentence_bound_indices().map(|(start, _)| start).collect();
    bounds.extend(missed_bounds(text));
    bounds.sort_unstable();
    bounds.dedup();
    let mut start = 0;
    let mut ranges = Vec::new();
    for bound in bounds.into_iter().filter(|&bound| bound > 0).chain([text.len()]) {
        if bound < text.len() && goes_on(&text[start..bound], &text[bound..]) {
            continue;
        }
        ranges.extend(trimmed(text, start..bound));
        start = bound;
    }
    ranges
}

/// The range without white space and without the list mark before it; `None` when no letter or digit is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = range.start + list_mark(words);
    let end = range.start + words.trim_end().len();
    (start < end && text[start..end].contains(char::is_alphanumeric)).then_some(start..end)
}

/// Signs before list items; the last two are what Wingdings bullets become.
const BULLETS: &[char] = &['-', '–', '—', '*', '•', '·', '▪', '●', '○', '◦', '➢', '\u{f0a7}', '\u{f0b7}'];

/// How many bytes white space and the mark of a list item take at the start: `- `, `• `, `1. `, `b) `.
fn list_mark(words: &str) -> usize {
    let body = words.trim_start();
    let white = words.len() - body.len();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(digits == 0 && body.starts_with(|first: char| first.is_ascii_lowercase()));
    let rest = &body[digits + letter..];
    let closing: &[char] = match (digits, letter) {
        (1..=2, _) => &['.', ')'],
        (0, 1) => &[')'],
        (0, _) => BULLETS,
        _ => return white,
    };
    let Some(mark) = rest.chars().next().filter(|first| closing.contains(first)) else { return white };
    let after = &rest[mark.len_utf8()..];
    let space = after.len() - after.trim_start().len();
    // Without a space it is a number (`1.000`) or a word with a hyphen; a real bullet needs none.
    let bullet = digits + letter == 0 && !mark.is_ascii();
    if space == 0 && !bullet { white } else { white + digits + letter + mark.len_utf8() + space }
}

/// Whether the sentence `before` goes on in `after`, although Unicode sees a bound there.
fn goes_on(before: &str, after: &str) -> bool {
    let line_break = before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']);
    if line_break {
        return line_goes_on(before, after);
    }
    let left = before.trim_end();
    if before[list_mark(before)..].trim().is_empty() {
        return true;
    }
    let after = after.trim_start();
    if after.is_empty() {
        return true;
    }
    is_glued_to_address(before, after) || continues(left, after)
}

/// Whether the line after a line break goes on with the sentence: white space only so far, or a lower-case word or an open
/// comma or article that cannot end one.
fn line_goes_on(before: &str, after: &str) -> bool {
    const OPEN: &[&str] = &[
        "aan", "als", "bij", "de", "dat", "die", "een", "en", "het", "in", "met", "of", "om", "op", "te", "tot", "van",
        "voor",
    ];
    let left = before.trim_end();
    if left.is_empty() {
        return true;
    }
    let blank_line =
        before[left.len()..].matches('\n').count() > 1 || after.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let next = after.trim_start();
    if blank_line || list_mark(next) > 0 {
        return false;
    }
    let open = left.ends_with(',') || OPEN.contains(&last_word(left));
    let ended = left.ends_with(['.', '?', '!', ':']);
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    open && !next.is_empty() || lower && !ended
}

fn continues(left: &str, after: &str) -> bool {
    let first = after.chars().next().unwrap_or(' ');
    // Only what stands near, so that a text without any full stop takes no longer than another.
    let near = &left[left.floor_char_boundary(left.len().saturating_sub(NEAR))..];
    let in_bracket = near.matches('(').count() > near.matches(')').count();
    let body = after.trim_start_matches(['(', '[', '"', '\'', '‘', '“', '„', '«']);
    let lower = body.chars().next().is_some_and(char::is_lowercase);
    // A remark in brackets, "waarom?" zegt men, and (?) or (!) in the middle of a sentence.
    if is_bullet(after) || lacks_stop(left, after) {
        return false;
    }
    if lower || matches!(first, ',' | ';' | ':' | ')' | '/' | '=' | '%') {
        return true;
    }
    let bare = left.trim_end_matches([')', ']', '"', '\'', '’', '”', '»']);
    if bare.ends_with("...") || bare.ends_with('…') {
        return in_bracket && closes_soon(after);
    }
    let Some(stopped) = left.strip_suffix('.') else {
        return in_bracket && closes_soon(after) && !starts_sentences(first_word(body));
    };
    let number = first.is_numeric();
    let name = !starts_sentences(first_word(body)) || (is_initial(stopped) && is_name_with_particle(body));
    match stop_after(last_word(stopped)) {
        Stop::Never => true,
        Stop::BeforeNumber => number || name,
        Stop::MayEnd => number || (name && (in_bracket || is_initial(stopped))),
        Stop::Unknown => (is_initial(stopped) && name && !number) || (in_bracket && name && closes_soon(after)),
    }
}

/// How many bytes a bracket may lie away to count.
const NEAR: usize = 300;

/// Whether a bracket that is open here closes before the next full stop.
fn closes_soon(after: &str) -> bool {
    let after = after.get(..after.floor_char_boundary(NEAR)).unwrap_or(after);
    after.find(')').is_some_and(|close| after.find(". ").is_none_or(|stop| close < stop))
}

/// Whether `stopped` ends in one capital letter, as `J` in `J. Vermeulen` and in `M.J. Vermeulen`.
fn is_initial(stopped: &str) -> bool {
    let word = last_word(stopped);
    let letter = word.rsplit('.').next().unwrap_or(word).trim_start_matches('-');
    let mut letters = letter.chars();
    matches!((letters.next(), letters.next()), (Some(only), None) if only.is_uppercase())
}

/// Whether a family name begins here: a particle and then a capital, as in `J. De Clercq`.
fn is_name_with_particle(words: &str) -> bool {
    const PARTICLES: &[&str] = &["De", "Den", "Der", "Het", "Ten", "Ter", "Van", "Vande", "Vanden", "Vander", "Von"];
    let mut words = words.split_whitespace();
    words.next().is_some_and(|first| PARTICLES.contains(&first))
        && words.next().is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// Whether the bound lies inside a web or mail address.
fn is_glued_to_address(before: &str, after: &str) -> bool {
    if before.ends_with(char::is_whitespace) {
        return false;
    }
    let token = last_word(before);
    is_address(token) || (after.starts_with(char::is_alphanumeric) && token.contains("//"))
}

fn is_address(token: &str) -> bool {
    token.contains('@') || token.contains("://") || token.starts_with("www.")
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or(text)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// Bounds that Unicode misses: before an inline bullet and before a number after a full stop (`. - Het`, `. 1/3e`), after a full
/// stop without a space (`ontbreekt.Een`), after the sign `…`, and where a full stop was forgotten after a participle.
fn missed_bounds(text: &str) -> Vec<usize> {
    let mut bounds = Vec::new();
    for (at, sign) in text.match_indices(['.', '?', '!', ':', ';', '…', ' ']) {
        let after = &text[at + sign.len()..];
        let next = after.trim_start_matches([' ', '\t', '\u{a0}', ')', '”', '"', '’']);
        let next_at = text.len() - next.len();
        let spaced = after.starts_with([' ', '\t', '\u{a0}', ')', '”', '"', '’']);
        let found = match sign {
            " " => lacks_stop(&text[..at], after).then_some(at + 1),
            ":" | ";" => (spaced && is_bullet(next)).then_some(next_at),
            "…" => (spaced && is_usual_start(next)).then_some(next_at),
            _ if spaced => {
                (is_bullet(next) || next.starts_with(|first: char| first.is_ascii_digit())).then_some(next_at)
            }
            "." => is_glued(&text[..at], after).then_some(at + 1),
            _ => None,
        };
        bounds.extend(found);
    }
    bounds
}

/// Whether a list mark and then a capital stand here.
fn is_bullet(next: &str) -> bool {
    next.starts_with(BULLETS) && next[list_mark(next)..].starts_with(char::is_uppercase) && list_mark(next) > 0
}

fn is_usual_start(next: &str) -> bool {
    let word = first_word(next);
    word.starts_with(char::is_uppercase) && starts_sentences(word)
}

/// Whether a sentence ends at a full stop that has no space behind it.
fn is_glued(before: &str, after: &str) -> bool {
    let left = before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '.').next().unwrap_or(before);
    let plain = left.chars().count() > 2 && left.chars().all(char::is_lowercase) || before.ends_with([')', '"', '”']);
    let mut letters = first_word(after).chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    if !plain || !capital {
        return false;
    }
    let token = after.split(char::is_whitespace).next().unwrap_or(after);
    !is_address(last_word(before)) && !token.contains('@')
}

/// Whether a full stop was forgotten: a participle, then an article or pronoun with a capital, then a word without one. With a
/// capital on that word too it is a name: "uitgegeven De Warme Draad".
fn lacks_stop(before: &str, after: &str) -> bool {
    const ARTICLES: &[&str] =
        &["De", "Het", "Een", "Er", "Men", "Dit", "Deze", "Dat", "Die", "Ook", "We", "Wij", "Ze", "Zij"];
    let word = first_word(after);
    if !ARTICLES.contains(&word) {
        return false;
    }
    let next = after[word.len()..].strip_prefix(' ').unwrap_or_default();
    let last = last_word(before);
    let begins = ["ge", "be", "ver", "ont", "her"].iter().any(|prefix| last.starts_with(prefix)) || last.contains("ge");
    let participle = begins && last.len() > 5 && last.ends_with(['d', 't', 'n']);
    participle && last.chars().all(char::is_lowercase) && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
