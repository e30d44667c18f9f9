//! The bytes of a zipped office file in, the text of its members out, within bounds that no file can talk us out of.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use crate::document::{Reason, Warning};

/// Most members that an archive may list.
pub(super) const MAX_MEMBERS: usize = 10_000;
/// Most bytes that the members we read may expand to, together.
const MAX_EXPANDED: u64 = 64 * 1024 * 1024;
/// Most bytes that one compressed byte may become.
const MAX_RATIO: u64 = 200;
/// Small members of repeating XML compress better than any limit allows and cannot hurt.
const RATIO_COUNTS_FROM: u64 = 4 * 1024 * 1024;
/// How a listed member begins in the directory of an archive.
const LISTED: &[u8] = b"PK\x01\x02";
/// How the end of that directory begins.
const END: &[u8] = b"PK\x05\x06";
/// What the directory of an OLE file calls a locked Word or Excel document, in UTF-16.
pub(super) const ENCRYPTED_PACKAGE: &str = "EncryptedPackage";
/// What it calls the main part of an old Word document.
pub(super) const WORD_DOCUMENT: &str = "WordDocument";
/// What it calls the main part of an old workbook, of an old presentation, of a message.
const OTHERS: [&str; 3] = ["Workbook", "PowerPoint Document", "__properties_version1.0"];

/// An opened archive.
pub(super) struct Package<'bytes> {
    members: Members<'bytes>,
    room: u64,
    /// What was spoiled in the members read so far.
    pub warnings: Vec<Warning>,
}

enum Members<'bytes> {
    /// Found by the directory at the end of the file.
    Listed(ZipArchive<Cursor<&'bytes [u8]>>),
    /// Unpacked one after the other, as the end of the file is missing.
    Rescued(HashMap<String, Vec<u8>>),
}

impl<'bytes> Package<'bytes> {
    /// Opens an archive; the warning says why it could not be.
    pub(super) fn open(bytes: &'bytes [u8]) -> Result<Self, Warning> {
        // Counted before the library makes room for them.
        let members = listed(bytes);
        if members > MAX_MEMBERS {
            return Err(too_large(&format!("het bevat {members} onderdelen, meer dan de {MAX_MEMBERS} die mogen")));
        }
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self { members: Members::Listed(archive), room: MAX_EXPANDED, warnings: Vec::new() }),
            Err(_) => Self::rescue(bytes),
        }
    }

    /// Reads the members from the start of a file whose end is missing, as far as they go.
    fn rescue(bytes: &'bytes [u8]) -> Result<Self, Warning> {
        let (mut cursor, mut room, mut members) = (Cursor::new(bytes), MAX_EXPANDED, HashMap::new());
        while let Ok(Some(mut member)) = read_zipfile_from_stream(&mut cursor) {
            let Ok(name) = member.name().map(|name| name.into_owned()) else { break };
            let Ok((words, whole)) = unpacked(&mut member, &mut room) else { break };
            if name.ends_with(".xml") || name.ends_with(".rels") {
                members.insert(name, words);
            }
            if !whole || members.len() > MAX_MEMBERS {
                break;
            }
        }
        if members.is_empty() {
            return Err(damaged());
        }
        Ok(Self { members: Members::Rescued(members), room: MAX_EXPANDED, warnings: vec![cut_off()] })
    }

    /// The text of a member; `None` where the archive does not have it.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Warning> {
        let archive = match &mut self.members {
            Members::Listed(archive) => archive,
            Members::Rescued(members) => return Ok(members.get(name).map(|bytes| decoded(bytes))),
        };
        let mut member = match archive.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(locked()),
            Err(_) => return Err(damaged()),
        };
        let (bytes, whole) = unpacked(&mut member, &mut self.room)?;
        if !whole && self.warnings.is_empty() {
            self.warnings.push(partly_damaged());
        }
        Ok(Some(decoded(&bytes)))
    }
}

/// Opens an OpenDocument file and takes its content out; the warning says why not, a password for example.
pub(super) fn open_document(bytes: &[u8]) -> Result<(Package<'_>, String), Warning> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(locked());
    }
    let content = package.text("content.xml")?.ok_or_else(damaged)?;
    Ok((package, content))
}

/// How many members an archive says that it holds.
pub(super) fn listed(bytes: &[u8]) -> usize {
    bytes.windows(LISTED.len()).filter(|window| *window == LISTED).count()
}

/// The bytes of a member, and whether they are all there and unharmed; the room left shrinks by them.
fn unpacked<R: Read>(member: &mut ZipFile<'_, R>, room: &mut u64) -> Result<(Vec<u8>, bool), Warning> {
    let packed = member.compressed_size();
    let mut bytes = Vec::new();
    let whole = member.take(*room + 1).read_to_end(&mut bytes).is_ok();
    let expanded = bytes.len() as u64;
    if expanded > *room {
        return Err(too_large(&format!("uitgepakt is het groter dan {} MiB", MAX_EXPANDED >> 20)));
    }
    if expanded > RATIO_COUNTS_FROM && expanded / packed.max(1) > MAX_RATIO {
        let message = format!("een onderdeel wordt bij het uitpakken meer dan {MAX_RATIO} keer zo groot");
        return Err(too_large(&message));
    }
    *room -= expanded;
    Ok((bytes, whole))
}

/// XML says itself what it is written in: by its first bytes, or in its first line.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let declared = match bytes {
        [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ if std::str::from_utf8(bytes).is_ok() => Some(encoding_rs::UTF_8),
        _ => declared_encoding(bytes),
    };
    // Bytes that are no UTF-8 in a file that claims nothing else are most often the Windows letters.
    declared.unwrap_or(encoding_rs::WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned()
}

fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let (_, rest) = head.split_once("encoding=")?;
    let label = rest.get(1..)?.split(['"', '\'']).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

/// Why an OLE file is not read whose parts cannot be found: a locked document, a broken one, or one that is no text.
pub(super) fn ole(bytes: &[u8]) -> Warning {
    let names = |part: &str| {
        let name: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    match () {
        () if names(ENCRYPTED_PACKAGE) => locked(),
        () if OTHERS.into_iter().any(names) => not_a_text(),
        () => damaged(),
    }
}

/// An OLE file holds something else than a text.
pub(super) fn not_a_text() -> Warning {
    let message = "het bestand is een werkmap of presentatie van een oude Office (.xls, .ppt) of een bericht van Outlook (.msg) en wordt \
                   door deze versie niet gelezen; open het, bewaar het als .xlsx, .docx of PDF en probeer opnieuw";
    Warning::new(Reason::Unsupported, message)
}

/// Why an office file is not read that is no Word, Excel or OpenDocument file.
pub(super) fn other(bytes: &[u8]) -> Warning {
    if !bytes.windows(END.len()).any(|window| window == END) {
        return damaged();
    }
    let message = "het bestand is een Office-bestand van een soort die deze versie niet leest, zoals een presentatie; bewaar het als \
                   PDF en probeer opnieuw";
    Warning::new(Reason::Unsupported, message)
}

/// The file is encrypted.
pub(super) fn locked() -> Warning {
    let message = "het bestand is met een wachtwoord beveiligd; open het, verwijder het wachtwoord, bewaar het en probeer opnieuw";
    Warning::new(Reason::Password, message)
}

/// A bound was passed.
pub(super) fn too_large(what: &str) -> Warning {
    Warning::new(Reason::TooLarge, format!("het bestand gaat over een grens: {what}"))
}

/// Nothing in it can be read.
pub(super) fn damaged() -> Warning {
    let message = "het bestand is beschadigd of onvolledig en er kon niets van gelezen worden; vraag een nieuw exemplaar, of \
                   open het in Word of LibreOffice en bewaar het opnieuw";
    Warning::new(Reason::Damaged, message)
}

/// The end of the file is missing.
pub(super) fn cut_off() -> Warning {
    let message = "het einde van het bestand ontbreekt; wat er nog in staat, is gelezen: vraag een volledig exemplaar";
    Warning::new(Reason::Damaged, message)
}

/// Something in it could be read.
pub(super) fn partly_damaged() -> Warning {
    let message =
        "een deel van het bestand is beschadigd; wat er nog van te lezen was, is gelezen: vergelijk met het origineel";
    Warning::new(Reason::Damaged, message)
}

/// An archive with these members, for the tests of the readers.
#[cfg(test)]
pub(super) fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> Warning {
        match Package::open(bytes) {
            Ok(mut package) => package.text("a").err().unwrap(),
            Err(warning) => warning,
        }
    }

    #[test]
    fn members_come_out_as_text_whatever_their_encoding() {
        assert_eq!(decoded(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>").chars().nth_back(4), Some('é'));
        assert_eq!(decoded(b"<\0a\0/\0>\0"), "<a/>");
        let packed = packed(&[("a", "één")]);
        let mut package = Package::open(&packed).unwrap();
        assert_eq!(package.text("a").unwrap().as_deref(), Some("één"));
        assert_eq!(package.text("b").unwrap(), None);
    }

    #[test]
    fn bounds_are_kept_and_named() {
        let large = refused(&packed(&[("a", &"x".repeat(65 << 20))]));
        assert_eq!((large.reason, large.message.contains("64 MiB")), (Reason::TooLarge, true));
        let dense = refused(&packed(&[("a", &"x".repeat(8 << 20))]));
        assert_eq!((dense.reason, dense.message.contains("200")), (Reason::TooLarge, true));
        let many = refused(&LISTED.repeat(MAX_MEMBERS + 1));
        assert_eq!((many.reason, many.message.contains("10000")), (Reason::TooLarge, true));
    }

    #[test]
    fn a_file_without_its_end_is_read_as_far_as_it_goes() {
        let whole = packed(&[("a.xml", &"<a>een</a>".repeat(9)), ("b.xml", &"<b>twee</b>".repeat(9))]);
        let end = whole.windows(LISTED.len()).position(|window| window == LISTED).unwrap();
        let mut package = Package::open(&whole[..end]).unwrap();
        assert!(package.text("b.xml").unwrap().is_some_and(|text| text.ends_with("twee</b>")));
        assert_eq!(package.warnings.len(), 1);
    }

    #[test]
    fn files_that_are_locked_or_broken_say_so() {
        assert_eq!(refused(b"PK\x03\x04 rommel").reason, Reason::Damaged);
        let locked: Vec<u8> = ENCRYPTED_PACKAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(ole(&locked).reason, Reason::Password);
        let names = |part: &str| part.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let reasons = ["Workbook", WORD_DOCUMENT, ""].map(|part| ole(&names(part)).reason);
        assert_eq!(reasons, [Reason::Unsupported, Reason::Damaged, Reason::Damaged]);
    }
}
