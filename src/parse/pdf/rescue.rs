//! The bytes of a PDF whose end is lost in; the same with a page list made from the pages still in it out.

/// A dictionary is looked at no further than this many bytes from its start.
const WINDOW: usize = 4096;
/// Most pages that are gathered.
const MAX_KIDS: usize = 5_000;

/// Adds a new end to a file without a usable one; `None` where no page is found.
pub(super) fn rescued(bytes: &[u8]) -> Option<Vec<u8>> {
    let objects = objects(bytes);
    let of_kind = |kind: Kind| objects.iter().filter(move |object| object.kind == kind).map(|object| object.number);
    let highest = objects.iter().map(|object| object.number).max()?;
    let (list, catalog) = (highest + 1, highest + 2);
    let mut whole = bytes.to_vec();
    let pages = match of_kind(Kind::List).next() {
        Some(list) => list,
        None => {
            let kids: Vec<String> = of_kind(Kind::Page).take(MAX_KIDS).map(|number| format!("{number} 0 R")).collect();
            if kids.is_empty() {
                return None;
            }
            let (count, kids) = (kids.len(), kids.join(" "));
            whole.extend(
                format!("\nendobj\n{list} 0 obj\n<</Type/Pages/Count {count}/Kids[{kids}]>>\nendobj\n").bytes(),
            );
            list
        }
    };
    let end = format!(
        "\nendobj\n{catalog} 0 obj\n<</Type/Catalog/Pages {pages} 0 R>>\nendobj\n\
         trailer\n<</Size {}/Root {catalog} 0 R>>\nstartxref\n0\n%%EOF\n",
        catalog + 1
    );
    whole.extend(end.bytes());
    Some(whole)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One page.
    Page,
    /// The root of the page tree.
    List,
    Other,
}

struct Found {
    number: u32,
    kind: Kind,
}

fn objects(bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = position(bytes.get(at..).unwrap_or_default(), b" obj") {
        let start = at + offset;
        at = start + 4;
        if let Some(number) = number_before(&bytes[..start]) {
            let body = &bytes[at..bytes.len().min(at + WINDOW)];
            let body = &body[..position(body, b"endobj").unwrap_or(body.len())];
            found.push(Found { number, kind: kind(body) });
        }
    }
    found
}

fn position(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}

/// The object number before a generation number: `12 0`.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let tail = &bytes[bytes.len().saturating_sub(20)..];
    let text: String = tail.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { ' ' }).collect();
    let mut words = text.rsplit(|sign: char| !sign.is_ascii_digit());
    words.next()?.parse::<u16>().ok()?;
    words.next()?.parse::<u32>().ok().filter(|number| *number < 8_000_000)
}

fn kind(body: &[u8]) -> Kind {
    let mut rest = body;
    while let Some(at) = position(rest, b"/Type") {
        rest = &rest[at + 5..];
        let name = rest.trim_ascii_start();
        if name.starts_with(b"/Pages") {
            return if position(body, b"/Parent").is_none() { Kind::List } else { Kind::Other };
        }
        if name.starts_with(b"/Page") && !name.get(5).is_some_and(u8::is_ascii_alphanumeric) {
            return Kind::Page;
        }
    }
    Kind::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_the_pages_still_there_is_added() {
        let whole =
            rescued(b"%PDF-1.4\n7 0 obj\n<</Type /Page/Contents 8 0 R>>\nendobj\n8 0 obj\n<</Length 3>>").unwrap();
        let text = String::from_utf8(whole).unwrap();
        assert!(text.contains("9 0 obj\n<</Type/Pages/Count 1/Kids[7 0 R]>>"));
        assert!(text.contains("/Root 10 0 R"));
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        assert_eq!(rescued(b"%PDF-1.4\n8 0 obj\n<</Length 3>>"), None);
    }
}
