//! HTML as it came in; the same HTML without scripts and comments and within the limits of nesting, tags and attributes out.

use super::limits::{MAX_ATTRIBUTE_SIGNS, MAX_NESTING, MAX_TAGS};

/// HTML that the parser can read in a time that grows with its length alone.
#[derive(Debug, Default)]
pub(super) struct Bounded {
    /// The HTML.
    pub html: String,
    /// The text of its style sheets.
    pub styles: String,
    /// Whether it was cut off because it holds too many tags.
    pub cut: bool,
    /// How many start tags were left out because they are nested too deeply.
    pub flattened: usize,
    /// Whether a comment or script goes on to the end of the file.
    pub unclosed: bool,
}

/// Elements that never have content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the parser closes by itself; their parents bound how deep they nest.
const CLOSED_BY_PARSER: [&str; 19] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "option", "optgroup",
    "rt", "rp", "html", "head", "body",
];
/// An end tag closes nothing outside of these.
const CLOSED_WORLDS: [&str; 5] = ["table", "object", "marquee", "applet", "template"];
/// Elements whose content is no HTML, or never text; they are left out.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "iframe", "noscript", "noembed", "noframes", "svg"];

/// Copies the HTML piece by piece.
pub(super) fn bounded(html: &str) -> Bounded {
    let mut scan = Scan { html, bounded: Bounded::default(), open: Vec::new(), tags: 0, endless: Vec::new() };
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        scan.copy(at, start);
        match scan.markup(start) {
            Some(end) => at = end,
            None => return scan.bounded,
        }
    }
    scan.copy(at, html.len());
    scan.bounded
}

struct Scan<'html> {
    html: &'html str,
    bounded: Bounded,
    /// The names of the elements that are open.
    open: Vec<&'html str>,
    tags: usize,
    /// Elements of raw content that are nowhere closed from here on.
    endless: Vec<&'static str>,
}

impl<'html> Scan<'html> {
    fn copy(&mut self, from: usize, to: usize) {
        self.bounded.html.push_str(self.html.get(from..to).unwrap_or_default());
    }

    /// Copies what begins with the `<` here and says where it ends; `None` where nothing more is to be read.
    fn markup(&mut self, start: usize) -> Option<usize> {
        let rest = &self.html[start..];
        let after = rest.as_bytes().get(1).copied().unwrap_or_default();
        if rest.starts_with("<!--") {
            let end = rest[2..].find("-->");
            self.bounded.unclosed |= end.is_none();
            return end.map(|end| start + 2 + end + 3);
        }
        let closing = after == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
        if after.is_ascii_alphabetic() || closing {
            return self.tag(start, closing);
        }
        if matches!(after, b'!' | b'?' | b'/') {
            // A declaration, a condition for Word, or an end tag without a name.
            return rest.find('>').map(|end| start + end + 1);
        }
        self.bounded.html.push_str("&lt;");
        Some(start + 1)
    }

    fn tag(&mut self, start: usize, closing: bool) -> Option<usize> {
        let named = start + 1 + usize::from(closing);
        let name = self.html[named..].split([' ', '\t', '\n', '\r', '\u{c}', '/', '>']).next().unwrap_or_default();
        let Some((end, signs)) = tag_end(self.html, named + name.len()) else {
            self.bounded.unclosed = true;
            return None;
        };
        if closing {
            self.close(name);
            self.bounded.html.push_str("</");
            self.bounded.html.push_str(name);
            self.bounded.html.push('>');
            return Some(end);
        }
        if let Some(raw) = RAW.into_iter().find(|raw| name.eq_ignore_ascii_case(raw)) {
            return self.raw(raw, end);
        }
        self.tags += 1;
        if self.tags > MAX_TAGS {
            self.bounded.cut = true;
            return None;
        }
        if self.opened(name) {
            self.copy(start, named + name.len());
            let attributes = if signs > MAX_ATTRIBUTE_SIGNS { end - 1 } else { named + name.len() };
            self.copy(attributes, end);
        } else {
            self.bounded.flattened += 1;
        }
        Some(end)
    }

    /// Leaves out the element; where it is nowhere closed, a script takes the rest of the file and any other only its tag.
    fn raw(&mut self, name: &'static str, from: usize) -> Option<usize> {
        if !self.endless.contains(&name) {
            if let Some(end) = raw_end(self.html, from, name) {
                if name == "style" {
                    self.bounded.styles.push_str(self.html.get(from..end).unwrap_or_default());
                    self.bounded.styles.push('\n');
                }
                return Some(end);
            }
            self.endless.push(name);
        }
        self.bounded.unclosed = true;
        (!matches!(name, "script" | "style")).then_some(from)
    }

    /// Whether there is room for one more element within the open ones.
    fn opened(&mut self, name: &'html str) -> bool {
        if is_one_of(name, &VOID) || is_one_of(name, &CLOSED_BY_PARSER) {
            return true;
        }
        if self.open.len() >= MAX_NESTING {
            return false;
        }
        self.open.push(name);
        true
    }

    fn close(&mut self, name: &str) {
        for (depth, open) in self.open.iter().enumerate().rev() {
            if open.eq_ignore_ascii_case(name) {
                self.open.truncate(depth);
                return;
            }
            if is_one_of(open, &CLOSED_WORLDS) {
                return;
            }
        }
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// One past the `>` of a tag, and how many signs that can part attributes stand before it. A `>` in quotes ends nothing.
fn tag_end(html: &str, from: usize) -> Option<(usize, usize)> {
    let (mut quote, mut signs, mut value) = (None, 0, false);
    for (at, byte) in (from..).zip(html.as_bytes()[from..].iter().copied()) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some((at + 1, signs)),
            (None, b'"' | b'\'') if value => {
                quote = Some(byte);
                signs += 1;
            }
            (None, b'/' | b'"' | b'\'') => signs += 1,
            (None, byte) if byte.is_ascii_whitespace() => signs += 1,
            (None, _) => {}
        }
        value = byte == b'=' || (value && byte.is_ascii_whitespace());
    }
    None
}

/// One past the end tag that closes an element of raw content.
fn raw_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let named = at + found + 2;
        let closes = html.as_bytes().get(named..named + name.len());
        if closes.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
            return html[named..].find('>').map(|end| named + end + 1);
        }
        at = named;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_comments_are_left_out() {
        let html = "<p>een</p><!-- <td> --><script>var a = \"<td>\"; 1 < 2</script><b title='a>b'>twee</b> 1 < 2";
        assert_eq!(bounded(html).html, "<p>een</p><b title='a>b'>twee</b> 1 &lt; 2");
        assert!(bounded("een<!--- twee").unclosed);
        assert_eq!(bounded("een<title>twee<p>drie").html, "eentwee<p>drie");
    }

    #[test]
    fn deep_elements_lose_their_tags_and_keep_their_words() {
        let html = format!("{}diep{}<i>na</i>", "<div>".repeat(300), "</div>".repeat(300));
        let bounded = bounded(&html);
        assert_eq!(bounded.html.matches("<div>").count(), MAX_NESTING);
        assert_eq!(bounded.flattened, 300 - MAX_NESTING);
        assert!(bounded.html.contains("diep") && bounded.html.ends_with("<i>na</i>"));
    }

    #[test]
    fn unclosed_paragraphs_and_items_do_not_nest() {
        assert_eq!(bounded(&"<ul><li>een<li>twee</ul><p>drie".repeat(1000)).flattened, 0);
    }

    #[test]
    fn a_tag_with_too_many_attributes_loses_them() {
        let attributes: String = (0..1000).map(|number| format!(" a{number}=1")).collect();
        assert_eq!(bounded(&format!("<p{attributes}>een")).html, "<p>een");
    }
}
