//! Bytes in any usual encoding in; text and, where characters were spoiled, a warning out.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Reason, Warning};
use crate::source::utf16_without_mark;

/// How many bytes are looked at to find in which encoding the characters make sense.
const SENSE_WITHIN: usize = 1024 * 1024;

/// Byte-order mark, else UTF-16 by its zeros, else UTF-8 where it is valid, else what the bytes look most like. A text that was
/// encoded twice is decoded twice.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<Warning>) {
    let (text, warning) = decode_declared(bytes, None);
    match encoded_once(&text).filter(|_| warning.is_none()) {
        Some(once) => {
            let message = "de tekens waren twee keer gecodeerd (zoals \"Ã«\" voor \"ë\"); dat is hersteld: vergelijk met het origineel";
            (once, Some(Warning::new(Reason::Encoding, message)))
        }
        None => (text, warning),
    }
}

/// The same, but what the file says of itself goes before a guess; bytes that are valid UTF-8 go before what it says.
pub(super) fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, Option<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(), None);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding.decode_without_bom_handling(bytes).0.into_owned(), None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return (text.to_owned(), None),
        // Only the last character is cut off, and the bytes before it are more than plain ASCII.
        Err(error) if error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii() => {
            return spoiled(UTF_8, bytes);
        }
        Err(_) => {}
    }
    match declared {
        Some(encoding) if encoding == UTF_8 => mostly_utf8(bytes).unwrap_or_else(|| guessed(bytes)),
        // Nothing in UTF-16 could have said so in letters of one byte.
        Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE => spoiled(encoding, bytes),
        _ => guessed(bytes),
    }
}

/// UTF-8 in which fewer characters are broken than whole.
fn mostly_utf8(bytes: &[u8]) -> Option<(String, Option<Warning>)> {
    let found = spoiled(UTF_8, bytes);
    let (mut broken, mut whole) = (0_usize, 0_usize);
    for symbol in found.0.chars().filter(|symbol| !symbol.is_ascii()) {
        *(if symbol == char::REPLACEMENT_CHARACTER { &mut broken } else { &mut whole }) += 1;
    }
    (broken < whole).then_some(found)
}

/// Encodings in which Dutch is written with one byte a character, the likeliest first.
const OF_DUTCH: [&Encoding; 3] = [WINDOWS_1252, ISO_8859_15, MACINTOSH];

/// The encoding of Dutch in which the characters make most sense; a general guess where none makes sense. A general guess alone
/// takes short Dutch texts with euro signs and bullets for Russian.
fn guessed(bytes: &[u8]) -> (String, Option<Warning>) {
    let probe = &bytes[..bytes.len().min(SENSE_WITHIN)];
    let mut best = (0, None);
    for encoding in OF_DUTCH {
        let sense = sense(&encoding.decode_without_bom_handling(probe).0);
        if sense > best.0 {
            best = (sense, Some(encoding));
        }
    }
    let encoding = best.1.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny)
    });
    spoiled(encoding, bytes)
}

/// How well the characters past ASCII suit Dutch: accents beside letters and the signs of print for it, all others against it.
fn sense(text: &str) -> i64 {
    let mut sense = 0;
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let beside = before.is_alphabetic() || signs.peek().is_some_and(|after| after.is_alphabetic());
        sense += match sign {
            _ if sign.is_ascii() => 0,
            'é' | 'è' | 'ë' | 'ê' | 'ï' | 'í' | 'î' | 'ö' | 'ó' | 'ô' | 'ü' | 'ú' | 'û' | 'á' | 'à' | 'â' | 'ä'
            | 'ç' | 'ñ'
                if beside =>
            {
                2
            }
            'É' | 'È' | 'Ë' | 'Ï' | 'Ö' | 'Ü' | 'Á' if beside && !before.is_lowercase() => 1,
            '‘' | '’' | '“' | '”' | '–' | '—' | '•' | '…' | '€' => 2,
            '\u{a0}' | '\u{ad}' | '°' | '²' | '³' | '½' | '¼' | '·' | '«' | '»' | '§' | '©' | '®' | '™' | '„' | '×'
            | '±' | '´' => 1,
            _ => -2,
        };
        before = sign;
    }
    sense
}

fn spoiled(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Warning>) {
    let (text, spoiled) = encoding.decode_without_bom_handling(bytes);
    let warning = spoiled.then(|| {
        let message = format!("sommige tekens zijn geen geldig {}; ze staan in de tekst als \u{fffd}", encoding.name());
        Warning::new(Reason::Encoding, message)
    });
    (text.into_owned(), warning)
}

/// Fewest characters from which on a text is certain to have been encoded twice.
const TWICE_FROM: usize = 3;

/// The text that was meant where UTF-8 was taken for Windows letters and encoded again: `beÃ¯nvloeden`, `â‚¬ 5`. Only where every
/// character past ASCII shows it, as a single one that does not could be meant.
fn encoded_once(text: &str) -> Option<String> {
    let (mut once, mut found) = (String::with_capacity(text.len()), 0);
    let mut rest = text;
    while let Some(start) = rest.find(|symbol: char| !symbol.is_ascii()) {
        once.push_str(&rest[..start]);
        let after = &rest[start..];
        let end = after.find(|symbol: char| symbol.is_ascii()).unwrap_or(after.len());
        let (bytes, _, has_others) = WINDOWS_1252.encode(&after[..end]);
        let meant = std::str::from_utf8(&bytes).ok().filter(|_| !has_others)?;
        found += meant.chars().count();
        once.push_str(meant);
        rest = &after[end..];
    }
    once.push_str(rest);
    (found >= TWICE_FROM).then_some(once)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(bytes: &[u8], label: &str) -> String {
        decode_declared(bytes, Encoding::for_label(label.as_bytes())).0
    }

    #[test]
    fn what_the_bytes_are_goes_before_what_the_file_says() {
        assert_eq!(declared("één".as_bytes(), "iso-8859-1"), "één");
        assert_eq!(declared(b"\xEF\xBB\xBF\xC3\xA9", "windows-1252"), "é");
        assert_eq!(declared(b"n\xE9gatief \x80 5", "utf-16"), "négatief € 5");
        assert_eq!(declared(b"co\xF6peratie \x96 caf\xE9", "utf-8"), "coöperatie – café");
        assert_eq!(declared(b"\xA4 5", "iso-8859-15"), "€ 5");
    }

    #[test]
    fn without_a_word_of_its_encoding_a_file_is_read_as_dutch() {
        let same = "Poëzie “één” kost € 5";
        for (encoding, text) in [(WINDOWS_1252, same), (MACINTOSH, same), (ISO_8859_15, "Poëzie één kost € 5")] {
            assert_eq!(decode(&encoding.encode(text).0).0, text, "{}", encoding.name());
        }
        assert_eq!(decode(b"\x80 24.750,00;\x95 punt;\x91t Kompas").0, "€ 24.750,00;• punt;‘t Kompas");
        assert_eq!(decode(b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0").0, "Привет, мир");
    }

    #[test]
    fn a_broken_character_does_not_spoil_the_others() {
        let (text, warning) = decode("één twéé drié".as_bytes().split_last().unwrap().1);
        assert_eq!((text.as_str(), warning.is_some()), ("één twéé dri\u{fffd}", true));
    }

    #[test]
    fn a_text_that_was_encoded_twice_is_read_as_it_was_meant() {
        let meant = "De Brug’s coördinatie: beïnvloeden, à € 5 – één";
        let twice = WINDOWS_1252.decode_without_bom_handling(meant.as_bytes()).0.into_owned();
        let (text, warning) = decode(twice.as_bytes());
        assert_eq!((text.as_str(), warning.map(|warning| warning.reason)), (meant, Some(Reason::Encoding)));
    }

    #[test]
    fn a_text_that_may_be_meant_is_left_as_it_is() {
        for text in ["beÃ¯nvloeden Ã©Ã©n, maar ook ë", "Ã©", "één â‚¬ 5", "Ã© Ã¯ Ã« 日"] {
            assert_eq!(decode(text.as_bytes()), (text.to_owned(), None));
        }
    }
}
