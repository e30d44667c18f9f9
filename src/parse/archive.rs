//! Unpacks an archive: its bytes in, the files in it out, within bounds that no file can talk us out of.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Member;
use super::package::{MAX_MEMBERS, damaged, listed, locked, other, too_large};
use crate::document::{Document, Reason, Warning};

/// Most bytes that the files of one archive may expand to, together.
const MAX_EXPANDED: u64 = 256 * 1024 * 1024;
/// Names of files that programs leave behind and nobody wrote.
const LEFT_BEHIND: [&str; 3] = ["thumbs.db", "desktop.ini", "__macosx"];

/// The archive itself: a document without text that says what to do with it.
pub(super) fn read(bytes: &[u8]) -> Document {
    Document::unread(match unpack(bytes) {
        Err(warning) => warning,
        Ok(members) => match members.first() {
            None => Warning::new(Reason::Empty, "het archief bevat geen documenten"),
            Some(first) => Warning::new(
                Reason::Unsupported,
                format!("het bestand is een archief; noem een document erin, zoals ARCHIEF!{}", first.name),
            ),
        },
    })
}

/// The files in an archive, in their order there; hidden ones aside. None where it cannot be opened.
pub(super) fn members(bytes: &[u8]) -> Vec<Member> {
    unpack(bytes).unwrap_or_default()
}

fn unpack(bytes: &[u8]) -> Result<Vec<Member>, Warning> {
    let count = listed(bytes);
    if count > MAX_MEMBERS {
        return Err(too_large(&format!("het bevat {count} bestanden, meer dan de {MAX_MEMBERS} die mogen")));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let of_office = ["[Content_Types].xml", "mimetype"];
    if archive.file_names().flatten().any(|name| of_office.contains(&name.as_ref())) {
        return Err(other(bytes));
    }
    let (mut members, mut room) = (Vec::new(), MAX_EXPANDED);
    for number in 0..archive.len() {
        let Some(name) = name(&mut archive, number) else { continue };
        let bytes = content(&mut archive, number, room);
        room -= bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        members.push(Member { name, bytes });
    }
    Ok(members)
}

/// The name of a file that somebody put there; `None` for folders and what programs leave behind.
fn name(archive: &mut ZipArchive<Cursor<&[u8]>>, number: usize) -> Option<String> {
    let member = archive.by_index_raw(number).ok().filter(zip::read::ZipFile::is_file)?;
    let name = member.name().ok()?.replace('\\', "/");
    let dotted = |part: &str| part.starts_with('.') && !matches!(part, "." | "..");
    let hidden = |part: &str| dotted(part) || LEFT_BEHIND.contains(&part.to_lowercase().as_str());
    (!name.split('/').any(hidden)).then(|| name.chars().filter(|symbol| !symbol.is_control()).collect())
}

fn content(archive: &mut ZipArchive<Cursor<&[u8]>>, number: usize, room: u64) -> Result<Vec<u8>, Warning> {
    let member = archive.by_index(number).map_err(|fault| match fault {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
        _ => damaged(),
    })?;
    let mut bytes = Vec::new();
    member.take(room + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > room {
        return Err(too_large(&format!("uitgepakt is het archief groter dan {} MiB", MAX_EXPANDED >> 20)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reason;
    use crate::parse::package::packed;

    #[test]
    fn files_come_out_and_what_programs_leave_behind_does_not() {
        let archive = packed(&[
            ("map/a.txt", "een"),
            ("__MACOSX/map/._a.txt", "x"),
            ("map/.DS_Store", "x"),
            ("../b.txt", "twee"),
            ("map/Thumbs.db", "x"),
        ]);
        let found: Vec<_> = members(&archive).into_iter().map(|member| (member.name, member.bytes.unwrap())).collect();
        assert_eq!(found, [("map/a.txt".to_owned(), b"een".to_vec()), ("../b.txt".to_owned(), b"twee".to_vec())]);
    }

    #[test]
    fn a_bomb_costs_itself() {
        let bomb = "0".repeat(200 << 20);
        let unpacked = members(&packed(&[("a.txt", "een"), ("b.txt", &bomb), ("c.txt", &bomb), ("d.txt", "vier")]));
        let read: Vec<bool> = unpacked.iter().map(|member| member.bytes.is_ok()).collect();
        assert_eq!(read, [true, true, false, true]);
        let reason = unpacked[2].bytes.clone().unwrap_err();
        assert!(reason.reason == Reason::TooLarge && reason.message.contains("256 MiB"), "{reason:?}");
    }

    #[test]
    fn other_office_files_are_no_archives() {
        let slides = packed(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "")]);
        assert_eq!(members(&slides), []);
        assert!(read(&slides).warnings[0].message.contains("Office"));
    }
}
