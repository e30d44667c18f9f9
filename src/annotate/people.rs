//! A file with sentences that people coded in (NDJSON or CSV), the codings out.
//!
//! NDJSON has one object a line: `{"document", "promoter", "text", "codes": [...], "function"}`. CSV has the same columns under
//! a head, in any order, separated by commas, semicolons or tabs; several codes stand in one cell with a comma, a semicolon or
//! a bar between. Column names and functions may be Dutch. Only `text` is needed.

use std::path::Path;

use crate::error::{Error, Result};
use crate::theme::{Function, PersonCoding};

/// A file of codings is never larger than this, in bytes.
const LARGEST: u64 = 256 << 20;

/// The codings in a file.
///
/// # Errors
/// When the file cannot be read or holds something else; the message names the line and what is wrong.
pub fn person_codings(path: &Path) -> Result<Vec<PersonCoding>> {
    let fault = |reason: String| Error::Settings { path: path.to_owned(), reason };
    let size = std::fs::metadata(path).map_err(|cause| Error::io(path, cause))?.len();
    if size > LARGEST {
        return Err(fault(format!(
            "het bestand telt {size} bytes, meer dan {LARGEST}; verdeel het over meer bestanden"
        )));
    }
    let bytes = std::fs::read(path).map_err(|cause| Error::io(path, cause))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| fault("dit is geen UTF-8; bewaar het als NDJSON of als CSV met codering UTF-8".to_owned()))?;
    let text = text.trim_start_matches('\u{feff}');
    let codings = if text.trim_start().starts_with('{') { from_ndjson(text) } else { from_csv(text) }.map_err(fault)?;
    if codings.is_empty() {
        return Err(fault("er staat geen enkele gecodeerde zin in".to_owned()));
    }
    Ok(codings)
}

fn from_ndjson(text: &str) -> std::result::Result<Vec<PersonCoding>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|cause| format!("regel {}: {cause}", at + 1))).collect()
}

/// The names that a column may have.
const DOCUMENT: &[&str] = &["document", "bestand"];
const PROMOTER: &[&str] = &["promoter", "promotor", "indiener", "aanvrager"];
const TEXT: &[&str] = &["text", "tekst", "zin"];
const CODES: &[&str] = &["codes", "code", "thema", "themas", "thema's"];
const FUNCTION: &[&str] = &["function", "functie"];

fn from_csv(text: &str) -> std::result::Result<Vec<PersonCoding>, String> {
    let head = text.lines().next().unwrap_or_default();
    let frequent = |sign: u8| head.bytes().filter(|&byte| byte == sign).count();
    let separator = [b',', b';', b'\t'].into_iter().rev().max_by_key(|&sign| frequent(sign)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> =
        reader.headers().map_err(|cause| cause.to_string())?.iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.as_str()));
    let Some(words) = column(TEXT) else {
        return Err(
            "er is geen kolom `text`; nodig is NDJSON, of CSV met een koprij: document, promoter, text, codes, function"
                .to_owned(),
        );
    };
    let (document, promoter, codes, function) = (column(DOCUMENT), column(PROMOTER), column(CODES), column(FUNCTION));
    let mut codings = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|cause| cause.to_string())?;
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or_default().trim();
        if cell(Some(words)).is_empty() {
            continue;
        }
        let line = row.position().map_or(0, csv::Position::line);
        let name = cell(function);
        let function = Function::named(name);
        if function.is_none() && !name.is_empty() {
            let known = Function::ALL.map(Function::in_dutch).join(", ");
            return Err(format!("regel {line}: `{name}` is geen functie; kies uit {known}"));
        }
        let codes = cell(codes).split([',', ';', '|']).map(str::trim).filter(|code| !code.is_empty());
        codings.push(PersonCoding {
            document: cell(document).to_owned(),
            promoter: cell(promoter).to_owned(),
            text: cell(Some(words)).to_owned(),
            codes: codes.map(str::to_owned).collect(),
            function,
        });
    }
    Ok(codings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> std::result::Result<Vec<PersonCoding>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes");
        std::fs::write(&path, text).unwrap();
        person_codings(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn ndjson_and_csv_say_the_same() {
        let ndjson = "{\"id\":\"s1\",\"document\":\"a.txt\",\"promoter\":\"De Brug\",\"text\":\"Goed; maar kort.\",\"codes\":[\"plan\",\"team\"],\"function\":\"zwakte\"}\n";
        let csv = "document,promoter,text,codes,function\na.txt,De Brug,Goed; maar kort.,plan;team,weakness\n";
        let dutch = "\u{feff}bestand;promotor;zin;codes;functie\r\na.txt;De Brug;\"Goed; maar kort.\";plan,team;Zwakte\r\n;;;;\r\n";
        let wanted = read(ndjson).unwrap();
        assert_eq!((wanted[0].codes.len(), wanted[0].function), (2, Some(Function::Weakness)));
        assert_eq!(read(csv).unwrap(), wanted);
        assert_eq!(read(dutch).unwrap(), wanted);
    }

    #[test]
    fn faults_name_the_line() {
        assert!(read("{\"text\": 1}").unwrap_err().contains("regel 1"));
        assert!(read("text,function\ngoed,mooi\n").unwrap_err().contains("regel 2: `mooi` is geen functie"));
        assert!(read("a,b\n1,2\n").unwrap_err().contains("geen kolom `text`"));
        assert!(read("text\n").unwrap_err().contains("geen enkele"));
    }
}
