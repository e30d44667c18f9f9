//! A codebook of a program for qualitative analysis (`.qdc`, or the codes of a project) in, themes out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::codebook::{CODE, COUNTER_EXAMPLES, EXAMPLES, EXCEPTIONS, EXCLUDES, INCLUDES, OTHERWISE, PATTERNS};
use super::project_in::resolved;
use crate::dutch::fold::{fold, squeeze};
use crate::theme::Theme;

/// No codebook has codes under codes so deep.
const DEEPEST: usize = 64;
/// No codebook has so many codes.
const MOST_CODES: usize = 5_000;
/// No description is longer, in bytes.
const LONGEST: usize = 100_000;
/// Shorter words in the name of a code are no pattern by themselves.
const SHORT: usize = 4;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The themes, in the order of the file.
    pub themes: Vec<Theme>,
    /// Code of the theme for sentences that name none.
    pub otherwise: Option<String>,
    /// Codes that came without word patterns, so that one was made of their names.
    pub guessed: Vec<String>,
}

/// A code as it stands in the file.
#[derive(Debug, Default)]
struct Code {
    name: String,
    codable: bool,
    description: String,
}

/// Reads the codes; those that only hold others are left out, and a code under another one stands by itself.
///
/// # Errors
/// What is wrong with the file, in plain language.
pub fn read(xml: &str) -> Result<Imported, String> {
    let codes = codes(xml)?;
    if codes.is_empty() {
        return Err("er staat geen enkele code in; is dit een codeboek van REFI-QDA (.qdc)?".to_owned());
    }
    let mut imported = Imported::default();
    for code in codes {
        let (mut theme, otherwise) = theme(&code);
        let plain = theme.code.clone();
        for number in 2.. {
            if imported.themes.iter().all(|other| other.code != theme.code) {
                break;
            }
            theme.code = format!("{plain}-{number}");
        }
        if otherwise {
            imported.otherwise = Some(theme.code.clone());
        }
        if theme.patterns.is_empty() {
            theme.patterns = patterns_of(&theme.label);
            imported.guessed.push(theme.code.clone());
        }
        imported.themes.push(theme);
    }
    Ok(imported)
}

fn codes(xml: &str) -> Result<Vec<Code>, String> {
    let mut reader = Reader::from_str(xml);
    let (mut done, mut open): (Vec<Code>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut in_description = false;
    loop {
        let event = reader.read_event().map_err(|cause| format!("dit is geen goede XML: {cause}"))?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Code" => {
                if open.len() >= DEEPEST || done.len() >= MOST_CODES {
                    return Err(format!("er staan meer dan {MOST_CODES} codes in, of meer dan {DEEPEST} niveaus diep"));
                }
                done.push(named(tag));
                if matches!(event, Event::Start(_)) {
                    open.push(done.len() - 1);
                }
            }
            Event::Start(tag) => in_description = tag.local_name().as_ref() == "Description",
            Event::End(tag) if tag.local_name().as_ref() == "Code" => drop(open.pop()),
            Event::End(_) => in_description = false,
            Event::DocType(_) => return Err("het bevat een DOCTYPE, en dat mag niet".to_owned()),
            Event::Eof => break,
            _ => {}
        }
        let words = match &event {
            Event::Text(text) => text.xml10_content().into_owned(),
            Event::CData(text) => text.xml10_content().into_owned(),
            Event::GeneralRef(reference) => resolved(reference),
            _ => continue,
        };
        let inside = open.last().filter(|_| in_description);
        let Some(code) = inside.and_then(|&at| done.get_mut(at)) else { continue };
        if code.description.len() + words.len() > LONGEST {
            return Err(format!("de omschrijving van `{}` telt meer dan {LONGEST} bytes", code.name));
        }
        code.description.push_str(&words);
    }
    Ok(done.into_iter().filter(|code| code.codable && !code.name.is_empty()).collect())
}

fn named(tag: &BytesStart<'_>) -> Code {
    let value = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok().flatten()?;
        Some(squeeze(&attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?))
    };
    Code {
        name: value("name").unwrap_or_default(),
        codable: value("isCodable").is_none_or(|answer| answer != "false" && answer != "0"),
        description: String::new(),
    }
}

/// Where a line of a description belongs.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Description,
    Includes,
    Excludes,
    Patterns,
    Exceptions,
    Examples,
    CounterExamples,
}

/// The theme of a code, and whether it is the one for sentences that name none.
fn theme(code: &Code) -> (Theme, bool) {
    const HEADS: [(&str, Part); 6] = [
        (INCLUDES, Part::Includes),
        (EXCLUDES, Part::Excludes),
        (PATTERNS, Part::Patterns),
        (EXCEPTIONS, Part::Exceptions),
        (EXAMPLES, Part::Examples),
        (COUNTER_EXAMPLES, Part::CounterExamples),
    ];
    let mut theme = Theme { label: code.name.clone(), code: short(&code.name), ..Theme::default() };
    let (mut part, mut otherwise) = (Part::Description, false);
    for line in code.description.lines().map(str::trim) {
        if let Some(own) = line.strip_prefix(CODE).map(str::trim).filter(|own| !own.is_empty()) {
            own.clone_into(&mut theme.code);
            continue;
        }
        if line == OTHERWISE {
            otherwise = true;
            continue;
        }
        let head = HEADS.iter().find_map(|(head, part)| Some((line.strip_prefix(head)?.trim(), *part)));
        let words = head.map_or(line, |(words, next)| {
            part = next;
            words
        });
        add(&mut theme, part, words);
    }
    (theme, otherwise)
}

fn add(theme: &mut Theme, part: Part, words: &str) {
    if words.is_empty() {
        return;
    }
    let item = words.strip_prefix("- ").unwrap_or(words).trim().to_owned();
    let more = |text: &mut String| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
    };
    match part {
        Part::Description => more(&mut theme.description),
        Part::Includes => more(&mut theme.includes),
        Part::Excludes => more(&mut theme.excludes),
        Part::Patterns => theme.patterns.push(item),
        Part::Exceptions => theme.except.push(item),
        Part::Examples => theme.examples.push(item),
        Part::CounterExamples => theme.counter_examples.push(item),
    }
}

/// A short name out of a long one: lower case, hyphens for everything that is no letter or digit.
fn short(name: &str) -> String {
    let folded = fold(name);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let short = parts.collect::<Vec<_>>().join("-");
    if short.is_empty() { "thema".to_owned() } else { short }
}

/// A pattern for every word of some length in a name, to begin with.
fn patterns_of(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let long: Vec<String> =
        words.clone().filter(|word| word.chars().count() >= SHORT).map(|word| format!("{word}*")).collect();
    if long.is_empty() { words.map(str::to_owned).collect() } else { long }
}

#[cfg(test)]
mod tests {
    use super::super::codebook::write;
    use super::*;

    fn theme_of_all() -> Theme {
        Theme {
            code: "net".into(),
            label: "Netwerk & \"steun\"".into(),
            description: "Wie er meedoet.".into(),
            patterns: vec!["netwerk* ..2 groeit @0.5".into(), "*steun*".into()],
            except: vec!["sociaal netwerk".into()],
            includes: "Ook vrijwilligers.".into(),
            excludes: "Het budget van partners.".into(),
            examples: vec!["Het netwerk groeit < verwacht.".into()],
            counter_examples: vec!["Het weer.".into()],
        }
    }

    #[test]
    fn there_and_back_nothing_is_lost() {
        let rest = Theme { code: "rest".into(), label: "Rest".into(), patterns: vec!["x".into()], ..Theme::default() };
        let themes = vec![theme_of_all(), rest];
        let written = String::from_utf8(write(&themes, Some("rest")).unwrap()).unwrap();
        let found = read(&written).unwrap();
        assert_eq!(found.themes, themes);
        assert_eq!((found.otherwise.as_deref(), found.guessed.len()), (Some("rest"), 0));
    }

    #[test]
    fn codes_of_others_get_a_pattern_of_their_name() {
        let xml = "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>\
            <Code guid=\"1\" name=\"Alles\" isCodable=\"false\"><Code guid=\"2\" name=\"Rol van de vrijwilligers\" \
            isCodable=\"true\"><Description>Wat zij doen.</Description></Code></Code>\
            <Code guid=\"3\" name=\"Rol van de vrijwilligers\" isCodable=\"true\"/></Codes></CodeBook>";
        let found = read(xml).unwrap();
        assert_eq!(found.themes.len(), 2);
        assert_eq!(found.themes[0].patterns, ["vrijwilligers*"]);
        assert_eq!(found.themes[0].description, "Wat zij doen.");
        assert_eq!(found.guessed, ["rol-van-de-vrijwilligers", "rol-van-de-vrijwilligers-2"]);
    }

    #[test]
    fn what_is_no_codebook_is_refused_with_the_reason() {
        for (xml, word) in [("", "geen enkele code"), ("<a><b></a>", "XML"), ("<!DOCTYPE a><a/>", "DOCTYPE")] {
            assert!(read(xml).unwrap_err().contains(word), "{xml}");
        }
        let deep = format!("{}{}", "<Code name=\"x\">".repeat(100), "</Code>".repeat(100));
        assert!(read(&deep).unwrap_err().contains("64"));
    }
}
