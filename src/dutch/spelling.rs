//! A stem in, its spelling before an ending that begins with a vowel out, and back: *boom* / *bom(en)*, *brief* / *briev(en)*.

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Vowel letters that are one sound together.
const DIGRAPHS: [&[u8]; 12] = [b"aa", b"ee", b"oo", b"uu", b"ie", b"oe", b"ui", b"ei", b"ou", b"au", b"eu", b"oi"];

/// Whether the last letters are one consonant after one vowel letter that is no part of *ie*, *oe*, *au* and the like.
fn ends_in_single_vowel_and_consonant(stem: &[u8]) -> bool {
    let [.., vowel, consonant] = stem else { return false };
    let digraph = stem.len() > 2 && DIGRAPHS.contains(&&stem[stem.len() - 3..stem.len() - 1]);
    is_vowel(*vowel) && !is_vowel(*consonant) && *consonant != b'j' && !digraph
}

/// The stem as it is written before a vowel: *boom* becomes *bom*, *kat* becomes *katt*, *huis* becomes *huiz*.
///
/// Only the most likely spelling: *dag* gives *dagg*, though Dutch has *dagen*.
pub fn open(stem: &str) -> String {
    let letters = stem.as_bytes();
    let mut opened = stem.to_owned();
    if let [.., first, second, last] = letters
        && first == second
        && matches!(first, b'a' | b'e' | b'o' | b'u')
        && !is_vowel(*last)
    {
        opened.truncate(stem.len() - 2);
        opened.push(voiced(*last));
    } else if ends_in_single_vowel_and_consonant(letters) && !letters.ends_with(b"x") && !letters.ends_with(b"w") {
        opened.push(char::from(letters[letters.len() - 1]));
    } else if let [.., before, last @ (b'f' | b's')] = letters
        && (is_vowel(*before) || matches!(before, b'l' | b'r' | b'n' | b'm'))
        && !(*last == b's' && matches!(before, b'n' | b'm' | b'l' | b'r'))
    {
        opened.truncate(stem.len() - 1);
        opened.push(voiced(*last));
    }
    opened
}

fn voiced(consonant: u8) -> char {
    match consonant {
        b'f' => 'v',
        b's' => 'z',
        other => char::from(other),
    }
}

/// The stems that may be meant by what stands before a vowel, the most likely first: *bom* gives *boom* and *bom*.
pub fn closed(opened: &str) -> Vec<String> {
    let letters = opened.as_bytes();
    let mut stems = Vec::with_capacity(4);
    if let [.., before, last] = letters
        && before == last
        && !is_vowel(*last)
    {
        stems.push(opened[..opened.len() - 1].to_owned());
        return stems;
    }
    let unvoiced = match letters.last() {
        Some(b'v') => Some('f'),
        Some(b'z') => Some('s'),
        _ => None,
    };
    let with_last = |stem: &str| {
        let mut stem = stem.to_owned();
        if let Some(last) = unvoiced {
            stem.pop();
            stem.push(last);
        }
        stem
    };
    if ends_in_single_vowel_and_consonant(letters) && !letters.ends_with(b"w") {
        let vowel = &opened[opened.len() - 2..opened.len() - 1];
        if matches!(vowel, "a" | "e" | "o" | "u") {
            stems.push(with_last(&format!("{}{vowel}{}", &opened[..opened.len() - 1], &opened[opened.len() - 1..])));
        }
    }
    stems.push(with_last(opened));
    // Folding hides that *ie* can be two sounds: financiële, variëren.
    if let [.., b'i', b'e', b'l' | b'r'] = letters {
        stems.push(format!("{}e{}", &opened[..opened.len() - 1], &opened[opened.len() - 1..]));
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_open_before_a_vowel() {
        let opened = ["boom", "kat", "huis", "brief", "golf", "mens", "deel", "zoek", "fax", "nieuw"].map(open);
        assert_eq!(opened, ["bom", "katt", "huiz", "briev", "golv", "mens", "del", "zoek", "fax", "nieuw"]);
    }

    #[test]
    fn opened_stems_close_again() {
        assert_eq!(closed("bom"), ["boom", "bom"]);
        assert_eq!(closed("katt"), ["kat"]);
        assert_eq!(closed("huiz"), ["huis"]);
        assert_eq!(closed("grav"), ["graaf", "graf"]);
        assert_eq!(closed("zoek"), ["zoek"]);
        assert_eq!(closed("social"), ["sociaal", "social"]);
        assert_eq!(closed("financiel"), ["financiel", "financieel"]);
    }
}
