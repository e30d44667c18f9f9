//! A file as it came: its name, digest and format, before anybody read its text.

pub(crate) mod csv;
mod html;
mod mail;
pub(crate) mod markdown;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
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

    /// The extension of the name, where the file is of another kind than it promises.
    pub fn belied_extension(&self) -> Option<String> {
        let (_, extension) = self.name.rsplit_once('.')?;
        let extension = extension.to_lowercase();
        let promised = Format::promised(&extension);
        let belied = !promised.is_empty() && !promised.contains(&self.format);
        (belied && !matches!(self.format, Format::Empty | Format::Unknown)).then_some(extension)
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
    /// Word document of 2007 and later.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Excel workbook of 2007 and later.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Rich Text Format.
    Rtf,
    /// Any other archive of files, or an office file of another kind.
    Zip,
    /// OLE container: an office file of before 2007, or a newer one with a password.
    Ole,
    /// A web page, whatever it is called.
    Html,
    /// Text with the marks of Markdown.
    Markdown,
    /// An e-mail as mail programs save it.
    Mail,
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

    /// What people call such a file.
    pub fn label(self) -> &'static str {
        match self {
            Self::Empty => "een leeg bestand",
            Self::Text => "platte tekst",
            Self::Pdf => "een PDF",
            Self::Docx => "een Word-document",
            Self::Odt => "een OpenDocument-tekst",
            Self::Xlsx => "een Excel-bestand",
            Self::Ods => "een OpenDocument-rekenblad",
            Self::Rtf => "RTF",
            Self::Zip => "een archief",
            Self::Ole => "een oud Office-bestand",
            Self::Html => "een webpagina",
            Self::Markdown => "Markdown",
            Self::Mail => "een e-mail",
            Self::Csv => "een tabel in tekst (CSV)",
            Self::Unknown => "een onbekend soort bestand",
        }
    }

    /// The formats that a name with this extension promises; none where it promises nothing that can be told from content.
    fn promised(extension: &str) -> &'static [Self] {
        match extension {
            "pdf" => &[Self::Pdf],
            "docx" | "docm" | "dotx" => &[Self::Docx],
            "odt" | "ott" => &[Self::Odt],
            "xlsx" | "xlsm" | "xltx" => &[Self::Xlsx],
            "ods" | "ots" => &[Self::Ods],
            "rtf" => &[Self::Rtf],
            "doc" | "dot" | "xls" => &[Self::Ole],
            "html" | "htm" | "xhtml" => &[Self::Html],
            "eml" => &[Self::Mail],
            "zip" => &[Self::Zip],
            "txt" | "csv" | "tsv" | "md" => &[Self::Text, Self::Csv, Self::Markdown, Self::Html, Self::Mail],
            _ => &[],
        }
    }

    /// Whether such a file holds other files.
    pub fn holds_files(self) -> bool {
        matches!(self, Self::Zip | Self::Mail)
    }

    /// Judges the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(Self::PDF_HEADER_WITHIN)];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            Self::Empty
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            Self::Pdf
        } else if is_rtf(head) {
            Self::Rtf
        } else if head.starts_with(OLE) {
            Self::Ole
        } else if ZIP.iter().any(|start| head.starts_with(start)) {
            Self::of_archive(bytes)
        } else if looks_like_text(&bytes[..bytes.len().min(Self::PROBE)]) {
            text_format(bytes)
        } else {
            Self::Unknown
        }
    }

    /// Tells archives apart by what they hold.
    fn of_archive(bytes: &[u8]) -> Self {
        let first = bytes.get(30..).and_then(|rest| rest.strip_prefix(FIRST_MEMBER)).unwrap_or_default();
        if let Some((_, format)) = OPEN_DOCUMENTS.iter().find(|(name, _)| first.starts_with(name)) {
            return *format;
        }
        let mut format = Self::Zip;
        let (mut has_content, mut has_manifest) = (false, false);
        for name in members(bytes) {
            has_content |= name == b"content.xml";
            has_manifest |= name == b"META-INF/manifest.xml";
            if name.starts_with(b"word/document") && name.ends_with(b".xml") {
                format = Self::Docx;
            }
            if name.starts_with(b"xl/workbook") && name.ends_with(b".xml") && format == Self::Zip {
                format = Self::Xlsx;
            }
        }
        let is_named = |(name, _): &&(&[u8], Self)| bytes.windows(name.len()).any(|window| window == *name);
        let named = OPEN_DOCUMENTS.iter().filter(|_| has_content && has_manifest).find(is_named);
        named.map_or(format, |(_, format)| *format)
    }
}

/// Mail programs and old systems leave white space or a byte-order mark before the first group.
fn is_rtf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"{\\rtf")
}

const OLE: &[u8] = b"\xD0\xCF\x11\xE0";
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How files of OpenDocument name their type.
const OPEN_DOCUMENTS: [(&[u8], Format); 2] = [
    (b"application/vnd.oasis.opendocument.text", Format::Odt),
    (b"application/vnd.oasis.opendocument.spreadsheet", Format::Ods),
];
/// By the standard the first member names the type and is not packed; only its header stands before it.
const FIRST_MEMBER: &[u8] = b"mimetype";

/// The names of an archive's members: from the directory at its end, else (the end is missing) from the members themselves.
fn members(bytes: &[u8]) -> Vec<&[u8]> {
    const END: &[u8] = b"PK\x05\x06";
    const LISTED: &[u8] = b"PK\x01\x02";
    const MEMBER: &[u8] = b"PK\x03\x04";
    let number = |at: usize| bytes.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let name = |start: usize, length: usize| bytes.get(start..start + length);
    let Some(end) = bytes.windows(END.len()).rposition(|window| window == END) else {
        let starts = bytes.windows(MEMBER.len()).enumerate().filter(|(_, window)| *window == MEMBER);
        return starts.filter_map(|(start, _)| name(start + 30, number(start + 26))).collect();
    };
    let size = number(end + 12) | number(end + 14) << 16;
    let (mut start, mut names) = (end.saturating_sub(size), Vec::new());
    // An archive in this archive has a directory of its own, so only the entries that follow each other count.
    while start < end && bytes[start..].starts_with(LISTED) {
        let length = number(start + 28);
        names.extend(name(start + 46, length));
        start += 46 + length + number(start + 30) + number(start + 32);
    }
    names
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
    if mail::looks_like_mail(&text) {
        Format::Mail
    } else if markdown::is_certain(&text) {
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
    const BINARY_STARTS: [&[u8]; 2] = [b"\x1F\x8B", b"\x89PNG"];
    if BINARY_STARTS.iter().any(|start| probe.starts_with(start)) {
        return false;
    }
    if probe.starts_with(b"\xFF\xFE") || probe.starts_with(b"\xFE\xFF") || utf16_without_mark(probe).is_some() {
        return true;
    }
    let control = probe
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x0B | 0x1A))
        .count();
    control * 500 <= probe.len()
}

/// UTF-16 without a byte-order mark: Latin text has a zero in nearly every second byte, and hardly one beside it.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const WITHIN: usize = 4096;
    const AT_LEAST: usize = 16;
    let probe = &bytes[..bytes.len().min(WITHIN)];
    let zeros = |offset: usize| probe.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), probe.len() / 2);
    match () {
        () if probe.len() < AT_LEAST => None,
        () if odd * 10 > half * 7 && even * 20 < half => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd * 20 < half => Some(UTF_16BE),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A member without content and its entry in the directory.
    fn archive(names: &[&str], with_end: bool) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for name in names {
            let length = [u8::try_from(name.len()).unwrap(), 0];
            file.extend([b"PK\x03\x04".as_slice(), &[0; 22], &length, &[0; 2], name.as_bytes()].concat());
            directory.extend([b"PK\x01\x02".as_slice(), &[0; 24], &length, &[0; 16], name.as_bytes()].concat());
        }
        let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
        let end = [b"PK\x05\x06".as_slice(), &[0; 8], &size, &[0; 6]].concat();
        if with_end { [file, directory, end].concat() } else { file }
    }

    #[test]
    fn office_files_are_known_by_what_they_hold() {
        let word = ["[Content_Types].xml", "word/document.xml"];
        assert_eq!(Format::of(&archive(&word, true)), Format::Docx);
        assert_eq!(Format::of(&archive(&word, false)), Format::Docx);
        assert_eq!(Format::of(&archive(&["mimetypeapplication/vnd.oasis.opendocument.text"], true)), Format::Odt);
        assert_eq!(Format::of(&archive(&["xl/workbook.xml", "xl/styles.xml"], true)), Format::Xlsx);
        assert_eq!(Format::of(&archive(&["xl/workbook.bin"], true)), Format::Zip);
        let sheet = ["mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "content.xml"];
        assert_eq!(Format::of(&archive(&sheet, true)), Format::Ods);
        assert_eq!(Format::of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Format::Ole);
    }

    #[test]
    fn a_name_that_promises_another_kind_of_file_is_noticed() {
        let belied = |name: &str, bytes: &[u8]| Source::new(name, bytes.to_vec()).belied_extension();
        assert_eq!(belied("verslag.DOCX", b"<!DOCTYPE html><p>een</p>").as_deref(), Some("docx"));
        assert_eq!(belied("verslag.doc", b"{\\rtf1 een}").as_deref(), Some("doc"));
        assert_eq!(belied("verslag.txt", b"# een\n\n# twee\n"), None);
        assert_eq!(belied("verslag", b"een"), None);
        assert_eq!(belied("leeg.pdf", b""), None);
    }

    #[test]
    fn an_archive_with_a_word_file_in_it_is_an_archive() {
        let inner = archive(&["word/document.xml"], true);
        let mut outer = archive(&["a.docx"], true);
        outer.splice(36..36, inner);
        assert_eq!(Format::of(&outer), Format::Zip);
    }
}
