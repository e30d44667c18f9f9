//! Text in; the sign that parts its fields, where it is a table of separated values, out.

use std::collections::BTreeMap;

/// Signs that part fields, the likeliest first; text with tabs is read as text.
const SEPARATORS: [u8; 3] = [b';', b'|', b','];
/// Records that are looked at.
const RECORDS: usize = 300;
/// Records above the head of the columns: titles, remarks.
const TITLES: usize = 10;
/// Fewest records with the same number of fields.
const FEWEST: usize = 3;

/// How the fields of a file are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The sign between two fields.
    pub separator: u8,
    /// Bytes that the line `sep=;` takes, if there is one.
    pub skip: usize,
}

/// The dialect of a text; `None` where it is no table of separated values. `cut` says that the text goes on.
pub(crate) fn dialect(text: &str, cut: bool) -> Option<Dialect> {
    if let Some(dialect) = declared(text) {
        return Some(dialect);
    }
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[', '<']) {
        return None;
    }
    let found = SEPARATORS.iter().filter_map(|&separator| Some((fields(text, separator, cut)?, separator)));
    let (_, separator) = found.max_by_key(|&((records, fields), _)| (records, fields))?;
    Some(Dialect { separator, skip: 0 })
}

/// Spreadsheets take a first line `sep=;` as an order.
fn declared(text: &str) -> Option<Dialect> {
    let line = text.split_inclusive('\n').next()?;
    let order = line.trim_start_matches('\u{feff}').trim_end().trim_matches('"');
    let order = order.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| order.get(4..));
    // A tab goes with the white space at the end of the line.
    let separator = match order?.as_bytes() {
        [] if line.contains('\t') => b'\t',
        [separator] if separator.is_ascii_punctuation() => *separator,
        _ => return None,
    };
    Some(Dialect { separator, skip: line.len() })
}

/// How many records have the same number of fields, and that number, where the text is consistent enough.
fn fields(text: &str, separator: u8, cut: bool) -> Option<(usize, usize)> {
    let records = records(text, separator, cut);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records.iter().filter(|record| record.len() >= 2) {
        *counts.entry(record.len()).or_default() += 1;
    }
    let (&fields, &alike) = counts.iter().max_by_key(|&(fields, alike)| (alike, fields))?;
    let first = records.iter().position(|record| record.len() == fields)?;
    let body: Vec<&csv::StringRecord> = records[first..].iter().filter(|record| record.len() == fields).collect();
    let consistent = alike >= FEWEST && first <= TITLES && alike * 10 >= (records.len() - first) * 7;
    (consistent
        && has_columns(&body, fields)
        && !is_list(&body)
        && !is_code(&body)
        && !is_prose(&body, text, separator))
    .then_some((alike, fields))
}

fn records(text: &str, separator: u8, cut: bool) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut records: Vec<_> = reader.records().take(RECORDS).map_while(Result::ok).collect();
    if cut && records.len() < RECORDS {
        records.pop();
    }
    records
}

/// Two columns at least must be filled: a sign at the end of each line parts nothing.
fn has_columns(records: &[&csv::StringRecord], fields: usize) -> bool {
    let filled = |column: usize| records.iter().filter(|record| record.get(column).is_some_and(is_filled)).count();
    (0..fields).filter(|&column| filled(column) * 2 >= records.len()).take(2).count() == 2
}

fn is_filled(field: &str) -> bool {
    !field.trim().is_empty()
}

/// The lines of a list begin with its mark.
fn is_list(records: &[&csv::StringRecord]) -> bool {
    let is_marked = |field: &str| ["- ", "* ", "• ", "– "].iter().any(|mark| field.trim_start().starts_with(mark));
    records.iter().filter(|record| record.get(0).is_some_and(is_marked)).count() * 2 > records.len()
}

/// In code and lists of data, brackets stand around several fields.
fn is_code(records: &[&csv::StringRecord]) -> bool {
    let open = |field: &str| {
        let count = |signs: [char; 3]| field.matches(signs).count();
        count(['(', '[', '{']) != count([')', ']', '}'])
    };
    records.iter().filter(|record| record.iter().any(open)).count() * 2 > records.len()
}

/// In prose a space follows the sign; in amounts a comma stands between digits; drawn tables have borders.
fn is_prose(records: &[&csv::StringRecord], text: &str, separator: u8) -> bool {
    let pairs = || records.iter().flat_map(|record| record.iter().zip(record.iter().skip(1)));
    let (all, spaced) = (pairs().count(), pairs().filter(|(_, after)| after.starts_with(' ')).count());
    let amounts = pairs().filter(|(before, after)| {
        before.ends_with(|sign: char| sign.is_ascii_digit())
            && after.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-')
    });
    match separator {
        b',' => spaced * 3 > all || (all == records.len() && amounts.count() * 2 > all),
        b'|' => text.lines().any(|line| line.starts_with(['|', '+'])),
        _ => spaced * 3 > all && records.first().is_none_or(|record| record.len() < 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> Option<char> {
        dialect(text, false).map(|dialect| char::from(dialect.separator))
    }

    #[test]
    fn the_sign_that_parts_every_record_alike_is_found() {
        assert_eq!(separator("a;b;c\n1,5;\"x;\ny\";3\n2,5;;3\n"), Some(';'));
        assert_eq!(separator("Lijst van 2025, voorlopig\n\nnaam,bedrag\nA,5\nB,6\n"), Some(','));
        assert_eq!(separator("a|b\n1|2\n3|4"), Some('|'));
        assert_eq!(dialect("sep=\t\na\tb\n", false), Some(Dialect { separator: b'\t', skip: 6 }));
        assert_eq!(dialect("sep=;\r\na;b\r\n", false), Some(Dialect { separator: b';', skip: 7 }));
    }

    #[test]
    fn prose_lists_and_amounts_are_no_table() {
        for text in [
            "Op maandag, kort\nOp dinsdag, lang\nOp woensdag, niet\nOp donderdag, wel\n",
            "een punt;\neen tweede punt;\neen derde punt.\n",
            "Gent 1.234,56 euro\nOlen 12,50 euro\nGeel 3,00 euro\n",
            "{\"a\":1,\n\"b\":2,\n\"c\":3,\n\"d\":4}",
            "a,b\n1,2\n",
            "a: [x,y,z]\nb: [x,y,z]\nc: [x,y,z]\n",
            "+---+---+\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n",
        ] {
            assert_eq!(separator(text), None, "{text}");
        }
    }
}
