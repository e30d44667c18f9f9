//! The first bytes of a file in; whether it is HTML out.

/// How much of the file is looked at.
const PROBE: usize = 8 * 1024;
/// Elements that begin a page.
const PAGE: [&[u8]; 12] =
    [b"html", b"head", b"body", b"meta", b"title", b"table", b"div", b"style", b"script", b"link", b"main", b"article"];
/// Elements that can also begin a line of text in which some markup stands.
const PIECE: [&[u8]; 24] = [
    b"p",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"ul",
    b"ol",
    b"dl",
    b"section",
    b"header",
    b"nav",
    b"a",
    b"b",
    b"i",
    b"strong",
    b"em",
    b"span",
    b"font",
    b"center",
    b"br",
    b"form",
    b"blockquote",
];

/// Whether the first thing in the file is a tag of HTML, comments and declarations aside.
pub(super) fn looks_like_html(bytes: &[u8]) -> bool {
    // UTF-16 has a zero beside every letter.
    let head: Vec<u8> = bytes.iter().copied().take(PROBE).filter(|&byte| byte != 0).collect();
    let mut rest = head.as_slice();
    for mark in [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    loop {
        rest = rest.trim_ascii_start();
        if rest.starts_with(b"<!--") {
            match find(rest, b"-->") {
                Some(end) => rest = &rest[end + 3..],
                // A comment that is longer than what is looked at, or that nobody closes.
                None => return true,
            }
        } else if starts_with(rest, b"<!doctype") {
            return starts_with(rest[9..].trim_ascii_start(), b"html");
        } else if rest.starts_with(b"<?") {
            match find(rest, b">") {
                Some(end) => rest = &rest[end + 1..],
                None => return false,
            }
        } else {
            break;
        }
    }
    begins_with_one_of(rest, &PAGE) || (begins_with_one_of(rest, &PIECE) && is_all_markup(bytes))
}

/// A tabbed line or words after the last tag belong to a text in which some markup stands.
fn is_all_markup(bytes: &[u8]) -> bool {
    let probe = &bytes[..bytes.len().min(PROBE)];
    !probe.contains(&b'\t')
        && (bytes.len() > PROBE || bytes.trim_ascii_end().ends_with(b">") || !probe.contains(&b'\n'))
}

fn begins_with_one_of(rest: &[u8], names: &[&[u8]]) -> bool {
    let Some(tag) = rest.strip_prefix(b"<") else { return false };
    let length = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = tag.get(length).is_none_or(|&byte| byte == b'>' || byte == b'/' || byte.is_ascii_whitespace());
    ends && names.iter().any(|name| tag[..length].eq_ignore_ascii_case(name))
}

fn starts_with(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_with_a_tag_and_texts_with_words() {
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for page in
            ["<!DOCTYPE html>", "\u{feff} <!-- x --><HTML>", "<?xml version='1.0'?><html xmlns=''>", "<p>a<br>b</p>\n"]
        {
            assert!(looks_like_html(page.as_bytes()), "{page}");
        }
        assert!(looks_like_html(&utf16));
        for text in ["een <b>twee</b>", "<p>een</p>\tpositief\n", "<naam> vzw", "<?xml?><w:document>", "< 5 euro"] {
            assert!(!looks_like_html(text.as_bytes()), "{text}");
        }
    }
}
