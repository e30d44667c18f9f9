//! A line of text in which HTML stands as words in, its paragraphs without the tags out.

use std::sync::LazyLock;

use regex::Regex;

use crate::dutch::fold::regex;

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)</?(?P<name>p|br|ul|ol|li|div|span|strong|em|b|i|u|a|h[1-6]|table|tbody|thead|tr|td|th|font|sup|sub)(?:\s[^<>]{0,300})?/?>",
    )
});
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"&(?P<name>amp|lt|gt|quot|apos|nbsp|euro|eacute|euml|iuml|#\d{1,6});"));
static LIST_ITEM: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|[.;:])\s+(-) "));

/// The paragraphs, list marks kept; `None` where no markup stands in the line.
pub(super) fn paragraphs(line: &str) -> Option<Vec<String>> {
    if !TAG.is_match(line) {
        return None;
    }
    let mut broken = String::with_capacity(line.len());
    let (mut done, mut in_list) = (0, false);
    for captures in TAG.captures_iter(line) {
        let (Some(tag), Some(name)) = (captures.get(0), captures.name("name")) else { continue };
        push_words(&mut broken, &line[done..tag.start()], in_list);
        done = tag.end();
        match name.as_str().to_lowercase().as_str() {
            "li" if !tag.as_str().starts_with("</") => broken.push_str("\n- "),
            "ul" | "ol" => {
                in_list = !tag.as_str().starts_with("</");
                broken.push('\n');
            }
            "span" | "strong" | "em" | "b" | "i" | "u" | "a" | "font" | "sup" | "sub" => {}
            _ => {
                in_list = false;
                broken.push('\n');
            }
        }
    }
    push_words(&mut broken, &line[done..], in_list);
    Some(
        broken
            .split('\n')
            .map(str::trim)
            .filter(|piece| !piece.is_empty() && *piece != "-")
            .map(str::to_owned)
            .collect(),
    )
}

/// A list whose own tags were lost has its items on one line, each after a full stop, colon or semicolon.
fn push_words(broken: &mut String, words: &str, in_list: bool) {
    let words = ENTITY.replace_all(words, |captures: &regex::Captures<'_>| character(&captures["name"]));
    if !in_list {
        broken.push_str(&words);
        return;
    }
    let mut done = 0;
    for captures in LIST_ITEM.captures_iter(&words) {
        let Some(mark) = captures.get(1) else { continue };
        broken.push_str(&words[done..mark.start()]);
        broken.push('\n');
        done = mark.start();
    }
    broken.push_str(&words[done..]);
}

fn character(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        "nbsp" => " ".to_owned(),
        "euro" => "€".to_owned(),
        "eacute" => "é".to_owned(),
        "euml" => "ë".to_owned(),
        "iuml" => "ï".to_owned(),
        code => code.trim_start_matches('#').parse().ok().and_then(char::from_u32).map_or(String::new(), String::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_flattened_lists_come_apart() {
        let line = "<p>Inhoud: een.</p> <ul style=\"x: y\"> - twee: hier; - drie. <p>Vier &amp; vijf</p>";
        assert_eq!(paragraphs(line).unwrap(), ["Inhoud: een.", "- twee: hier;", "- drie.", "Vier & vijf"]);
    }

    #[test]
    fn signs_that_are_no_tags_stay() {
        assert_eq!(paragraphs("a < b en c > d"), None);
    }
}
