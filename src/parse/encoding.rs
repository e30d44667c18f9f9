//! Bytes in any usual encoding in; text and, where characters were spoiled, a warning out.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::{Reason, Warning};

/// How many bytes are looked at to tell UTF-16 without a byte-order mark.
const ZEROS_WITHIN: usize = 4096;

/// Byte-order mark, else UTF-16 by its zeros, else UTF-8 where it is valid, else what the bytes look most like.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<Warning>) {
    decode_declared(bytes, None)
}

/// The same, but what the file says of itself goes before a guess; bytes that are valid UTF-8 go before what it says.
pub(super) fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, Option<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(), None);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
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

fn guessed(bytes: &[u8]) -> (String, Option<Warning>) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    spoiled(detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny), bytes)
}

fn spoiled(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Warning>) {
    let (text, spoiled) = encoding.decode_without_bom_handling(bytes);
    let warning = spoiled.then(|| {
        let message = format!("sommige tekens zijn geen geldig {}; ze staan in de tekst als \u{fffd}", encoding.name());
        Warning::new(Reason::Encoding, message)
    });
    (text.into_owned(), warning)
}

fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(ZEROS_WITHIN)];
    let zeros = |offset: usize| probe.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let half = probe.len() / 2;
    match (zeros(0), zeros(1)) {
        (_, odd) if half > 8 && odd * 2 > half => Some(UTF_16LE),
        (even, _) if half > 8 && even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
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
    fn a_broken_character_does_not_spoil_the_others() {
        let (text, warning) = decode("één twéé drié".as_bytes().split_last().unwrap().1);
        assert_eq!((text.as_str(), warning.is_some()), ("één twéé dri\u{fffd}", true));
    }
}
