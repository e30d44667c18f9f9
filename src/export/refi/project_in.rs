//! A project that people coded in another program (`.qdpx`) in, their coded passages out.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use crate::dutch::fold::squeeze;
use crate::theme::{Function, PersonCoding};

/// Most bytes of the project's XML, and of all texts together, once unpacked.
const LARGEST_XML: u64 = 128 << 20;
const LARGEST_TEXTS: usize = 256 << 20;
/// Most passages that are coded.
const MOST_SELECTIONS: usize = 2_000_000;

/// One text of the project.
#[derive(Debug, Default)]
struct Source {
    name: String,
    path: String,
    content: String,
    /// What is known of it, by the name of the variable.
    values: BTreeMap<String, String>,
    selections: Vec<Selection>,
}

/// A passage and the identifiers of its codes; positions in characters, the end exclusive.
#[derive(Debug, Default)]
struct Selection {
    start: usize,
    end: usize,
    codes: Vec<String>,
}

/// The coded passages of a project. A code with the name of a function is that function; the others stay under the names that
/// people gave them.
///
/// # Errors
/// What is wrong with the file, in plain language.
pub fn read(bytes: &[u8]) -> Result<Vec<PersonCoding>, String> {
    let broken = |cause: zip::result::ZipError| format!("dit is geen goed project van REFI-QDA (.qdpx): {cause}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    // Other programs write the folder of the texts with a capital.
    let names: HashMap<String, String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .map(|name| (name.to_lowercase(), name))
        .collect();
    let Some(project) = names.values().filter(|name| name.ends_with(".qde")).min() else {
        return Err("er staat geen project (.qde) in; is dit een .qdpx?".to_owned());
    };
    let xml = unpacked(&mut archive, project, LARGEST_XML)?;
    let mut gathered = Gathered::default();
    gathered.read(&xml)?;
    let mut room = LARGEST_TEXTS;
    let mut codings = Vec::new();
    for source in &mut gathered.sources {
        if source.content.is_empty() && !source.selections.is_empty() {
            let file = source.path.trim_start_matches("internal://");
            let Some(name) = names.get(&format!("sources/{file}").to_lowercase()) else {
                return Err(format!("de tekst {file} ontbreekt in het project"));
            };
            source.content = unpacked(&mut archive, name, room as u64)?;
        }
        room = room
            .checked_sub(source.content.len())
            .ok_or_else(|| format!("de teksten tellen samen meer dan {LARGEST_TEXTS} bytes"))?;
        codings.extend(passages(source, &gathered.names));
        source.content = String::new();
    }
    Ok(codings)
}

fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|cause| format!("{name}: {cause}"))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|cause| format!("{name}: {cause}"))?;
    if bytes.len() as u64 > most {
        return Err(format!("{name} telt uitgepakt meer dan {most} bytes"));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{name} is geen UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The passages of a text in order; codes that people gave the very same passage come together.
fn passages(source: &Source, names: &HashMap<String, String>) -> Vec<PersonCoding> {
    let bytes: Vec<usize> = source.content.char_indices().map(|(at, _)| at).chain([source.content.len()]).collect();
    let mut merged: BTreeMap<(usize, usize), Vec<&String>> = BTreeMap::new();
    for selection in &source.selections {
        let codes = selection.codes.iter().filter_map(|code| names.get(code));
        merged.entry((selection.start, selection.end)).or_default().extend(codes);
    }
    let value = |name: &str| source.values.get(name).cloned();
    let passage = |((start, end), found): ((usize, usize), Vec<&String>)| {
        let words = source.content.get(*bytes.get(start)?..*bytes.get(end)?)?;
        let function = found.iter().find_map(|name| Function::named(name));
        let mut codes: Vec<String> = Vec::new();
        for name in found {
            if Function::named(name).is_none() && !codes.contains(name) {
                codes.push(name.clone());
            }
        }
        Some(PersonCoding {
            document: value("Document").unwrap_or_default(),
            promoter: value("Promotor").unwrap_or_else(|| source.name.clone()),
            text: squeeze(words),
            codes,
            function,
        })
    };
    merged.into_iter().filter_map(passage).filter(|coding| !coding.text.is_empty()).collect()
}

/// What has been read of a project so far.
#[derive(Debug, Default)]
struct Gathered {
    /// Codes and variables by their identifiers.
    names: HashMap<String, String>,
    sources: Vec<Source>,
    selections: usize,
    in_source: bool,
    in_selection: bool,
    /// The variable whose value comes next.
    variable: Option<String>,
    /// The element whose words are kept.
    keeps: Option<Keeps>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Keeps {
    Content,
    Value,
}

impl Gathered {
    fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|cause| format!("het project is geen goede XML: {cause}"))? {
                Event::Start(tag) => self.open(&tag)?,
                Event::Empty(tag) => {
                    self.open(&tag)?;
                    self.close(tag.local_name().as_ref());
                }
                Event::End(tag) => self.close(tag.local_name().as_ref()),
                Event::Text(text) => self.words(&text.xml10_content()),
                Event::CData(text) => self.words(&text.xml10_content()),
                Event::GeneralRef(reference) => self.words(&resolved(&reference)),
                Event::DocType(_) => return Err("het project bevat een DOCTYPE, en dat mag niet".to_owned()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let name = tag.local_name();
        match name.as_ref() {
            "Code" | "Variable" => {
                self.names.insert(attribute(tag, "guid"), attribute(tag, "name"));
            }
            "TextSource" => {
                let (name, path) = (attribute(tag, "name"), attribute(tag, "plainTextPath"));
                self.sources.push(Source { name, path, ..Source::default() });
                self.in_source = true;
            }
            "PlainTextSelection" if self.in_source => {
                self.selections += 1;
                if self.selections > MOST_SELECTIONS {
                    return Err(format!("er zijn meer dan {MOST_SELECTIONS} passages gecodeerd"));
                }
                let position = |name| attribute(tag, name).parse::<usize>();
                let (Ok(start), Ok(end)) = (position("startPosition"), position("endPosition")) else {
                    return Err(format!("passage {} heeft geen begin of geen einde", self.selections));
                };
                if let Some(source) = self.sources.last_mut() {
                    source.selections.push(Selection { start, end, codes: Vec::new() });
                    self.in_selection = true;
                }
            }
            "CodeRef" if self.in_selection => {
                let code = attribute(tag, "targetGUID");
                if let Some(selection) = self.sources.last_mut().and_then(|source| source.selections.last_mut()) {
                    selection.codes.push(code);
                }
            }
            "VariableRef" if self.in_source => self.variable = self.names.get(&attribute(tag, "targetGUID")).cloned(),
            "PlainTextContent" if self.in_source => self.keeps = Some(Keeps::Content),
            "TextValue" if self.in_source => self.keeps = Some(Keeps::Value),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "TextSource" => self.in_source = false,
            "PlainTextSelection" => self.in_selection = false,
            "PlainTextContent" | "TextValue" => self.keeps = None,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let Some(source) = self.sources.last_mut() else { return };
        match (self.keeps, &self.variable) {
            (Some(Keeps::Content), _) => source.content.push_str(words),
            (Some(Keeps::Value), Some(variable)) => {
                source.values.entry(variable.clone()).or_default().push_str(words);
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).ok().flatten();
    let value =
        found.and_then(|found| Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned()));
    value.unwrap_or_default()
}

/// Only characters and the five entities of XML; anything else needs a DOCTYPE, and those are refused.
pub(super) fn resolved(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(symbol)) => symbol.to_string(),
        _ => quick_xml::escape::resolve_xml_entity(reference).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    const PROJECT: &str = "<Project xmlns=\"urn:QDA-XML:project:1.0\"><CodeBook><Codes>\
        <Code guid=\"a\" name=\"Plan &amp; tijd\" isCodable=\"true\"><Code guid=\"b\" name=\"Zwakte\" isCodable=\"true\"/></Code>\
        </Codes></CodeBook><Variables><Variable guid=\"v\" name=\"Promotor\" typeOfVariable=\"Text\"/></Variables><Sources>\
        <TextSource guid=\"s\" name=\"een\" plainTextPath=\"internal://s.txt\">\
        <PlainTextSelection guid=\"1\" startPosition=\"4\" endPosition=\"14\"><Coding guid=\"c\"><CodeRef targetGUID=\"a\"/></Coding>\
        </PlainTextSelection>\
        <PlainTextSelection guid=\"2\" startPosition=\"4\" endPosition=\"14\"><Coding guid=\"d\"><CodeRef targetGUID=\"b\"/></Coding>\
        </PlainTextSelection>\
        <PlainTextSelection guid=\"3\" startPosition=\"4\" endPosition=\"99999999\"/>\
        <VariableValue><VariableRef targetGUID=\"v\"/><TextValue>De Brug</TextValue></VariableValue></TextSource>\
        <TextSource guid=\"t\" name=\"twee\"><PlainTextContent>Kort &lt; lang.</PlainTextContent>\
        <PlainTextSelection guid=\"4\" startPosition=\"0\" endPosition=\"12\"/></TextSource></Sources></Project>";

    #[test]
    fn passages_come_with_the_codes_of_people() {
        let found = read(&archive(&[("project.qde", PROJECT), ("Sources/s.txt", "😀 é\nHet plan é.")])).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].text.as_str(), found[0].promoter.as_str()), ("Het plan é", "De Brug"));
        assert_eq!(
            (found[0].codes.as_slice(), found[0].function),
            (["Plan & tijd".to_owned()].as_slice(), Some(Function::Weakness))
        );
        assert_eq!((found[1].text.as_str(), found[1].promoter.as_str()), ("Kort < lang.", "twee"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (bytes, word) in [
            (b"geen zip".to_vec(), "geen goed project"),
            (archive(&[("a.txt", "x")]), "geen project"),
            (archive(&[("project.qde", PROJECT)]), "s.txt ontbreekt"),
            (archive(&[("project.qde", "<!DOCTYPE a><a/>")]), "DOCTYPE"),
            (archive(&[("project.qde", "<a><b></a>")]), "XML"),
        ] {
            let reason = read(&bytes).unwrap_err();
            assert!(reason.contains(word), "{reason}");
        }
    }
}
