//! A file as it came: its name, digest and format, before anybody read its text.

pub(crate) mod csv;
mod html;
pub(crate) mod markdown;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A file as it came (Dutch: bronbestand).
#[doc(alias = "bronbestand")]
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user gave it, with `/` between folders.
    pub name: String,
    /// Digest of the bytes.
    pub id: SourceId,
    /// What the bytes are, judged by content.
    pub format: Format,
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Names, fingerprints and keeps the bytes of one file.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let id = SourceId::of(&bytes);
        let format = Format::of(&bytes);
        Self { name: name.into(), id, format, bytes }
    }
}

/// BLAKE3 digest of a file's bytes, 64 hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(String);

impl SourceId {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }

    /// The hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a file is, judged by its first bytes and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Nothing at all, or only white space.
    Empty,
    /// Plain text in any encoding.
    Text,
    /// Portable Document Format.
    Pdf,
    /// A web page, whatever it is called.
    Html,
    /// Text with the marks of Markdown.
    Markdown,
    /// Fields parted by a sign other than a tab.
    Csv,
    /// Something that this version does not read; the text says what it looks like.
    Unknown,
}

impl Format {
    /// How far into the file a PDF header may stand (readers accept it within the first kilobyte).
    const PDF_HEADER_WITHIN: usize = 1024;
    /// How much of a file is looked at to tell text from binary data.
    const PROBE: usize = 64 * 1024;

    /// Judges the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(Self::PDF_HEADER_WITHIN)];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            Self::Empty
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            Self::Pdf
        } else if looks_like_text(&bytes[..bytes.len().min(Self::PROBE)]) {
            text_format(bytes)
        } else {
            Self::Unknown
        }
    }
}

/// What kind of text it is; plain text when in doubt.
fn text_format(bytes: &[u8]) -> Format {
    if html::looks_like_html(bytes) {
        return Format::Html;
    }
    let probe = &bytes[..bytes.len().min(Format::PROBE)];
    // The signs that matter are ASCII: other characters may come out wrong here.
    let text: Cow<'_, str> = if probe.contains(&0) {
        probe.iter().filter(|&&byte| byte.is_ascii() && byte != 0).map(|&byte| char::from(byte)).collect()
    } else {
        String::from_utf8_lossy(probe)
    };
    if markdown::is_certain(&text) {
        Format::Markdown
    } else if csv::dialect(&text, bytes.len() > probe.len()).is_some() {
        Format::Csv
    } else if markdown::has_headings(&text) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// UTF-16 carries zero bytes by nature; any other text carries no control bytes but white space.
fn looks_like_text(probe: &[u8]) -> bool {
    const BINARY_STARTS: [&[u8]; 6] =
        [b"PK\x03\x04", b"PK\x05\x06", b"\xD0\xCF\x11\xE0", b"\x1F\x8B", b"{\\rtf", b"\x89PNG"];
    if BINARY_STARTS.iter().any(|start| probe.starts_with(start)) {
        return false;
    }
    if probe.starts_with(b"\xFF\xFE") || probe.starts_with(b"\xFE\xFF") || utf16_without_mark(probe) {
        return true;
    }
    let control = probe
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x0B | 0x1A))
        .count();
    control * 500 <= probe.len()
}

/// Latin text in UTF-16 has a zero in nearly every second byte.
fn utf16_without_mark(probe: &[u8]) -> bool {
    if probe.len() < 16 {
        return false;
    }
    let zeros = |offset: usize| probe.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), probe.len() / 2);
    (even * 10 > half * 7 && odd * 20 < half) || (odd * 10 > half * 7 && even * 20 < half)
}
