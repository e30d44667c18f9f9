//! Text in, the same text without differences that readers do not mind out.

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no diacritics, straight quotes and plain hyphens, white space folded to single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for symbol in text.nfkd().filter(|&symbol| !is_combining_mark(symbol)).flat_map(char::to_lowercase) {
        match symbol {
            '‘' | '’' | '‚' | '`' => folded.push('\''),
            '“' | '”' | '„' => folded.push('"'),
            '–' | '—' | '‐' | '‑' => folded.push('-'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            space if space.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            other => folded.push(other),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// White space folded to single spaces, none at the edges; every other character kept.
pub fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// Compiles a pattern that stands in our own source.
///
/// # Panics
/// Where the pattern is no regular expression; every one is compiled by the tests.
#[expect(clippy::expect_used, reason = "the patterns are constants of this crate")]
pub fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of our own compiles")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_case_diacritics_and_odd_quotes() {
        assert_eq!(fold("  Coördinatie\u{a0}– ‘één’\n"), "coordinatie - 'een'");
    }

    #[test]
    fn squeezing_keeps_everything_but_white_space() {
        assert_eq!(squeeze(" De  Één\n\tzin. "), "De Één zin.");
    }
}
