//! The characters of text nodes, one node after another, in; a line of words as a browser shows it out.

/// Adds characters to a line: white space folded to one space, none at its beginning; what is never seen dropped.
pub(super) fn push(line: &mut String, text: &str) {
    for symbol in text.chars() {
        match symbol {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0' => {}
            // A line break that shows, within `pre`, is handled before the words come here.
            space if space.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_folds_and_soft_hyphens_go() {
        let mut line = String::new();
        for text in ["\n  wat\u{ad}er", "weg ", "\u{a0} m", "2", "\n"] {
            push(&mut line, text);
        }
        assert_eq!(line, "waterweg m2 ");
    }
}
