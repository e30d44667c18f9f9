//! The number of a code page or character set in; the letters that its bytes stand for out.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// From 0x80 on.
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// From 0x80 on.
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// How bytes are read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Letters {
    /// As the encoding standard says.
    Standard(&'static Encoding),
    /// By a table of what lies past ASCII.
    Dos(&'static str),
}

impl Letters {
    /// What Word writes where a file says nothing.
    pub(super) const WINDOWS: Self = Self::Standard(WINDOWS_1252);
    /// What old Word for the Macintosh writes.
    pub(super) const MACINTOSH: Self = Self::Standard(MACINTOSH);

    /// The letters of a code page of Windows.
    pub(super) fn of_code_page(number: i32) -> Option<Self> {
        Some(Self::Standard(match number {
            437 => return Some(Self::Dos(DOS_437)),
            850 => return Some(Self::Dos(DOS_850)),
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            65001 => UTF_8,
            _ => return None,
        }))
    }

    /// The letters of the character set of a font; `None` where it has none of its own.
    pub(super) fn of_charset(number: i32) -> Option<Self> {
        Self::of_code_page(match number {
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// The text, and whether some of it could not be read.
    pub(super) fn decode<'bytes>(&self, bytes: &'bytes [u8]) -> (Cow<'bytes, str>, bool) {
        match self {
            Self::Standard(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Dos(table) => (dos(table, bytes).into(), false),
        }
    }
}

fn dos(table: &str, bytes: &[u8]) -> String {
    let past_ascii: Vec<char> = table.chars().collect();
    let letter = |byte: &u8| byte.checked_sub(0x80).and_then(|place| past_ascii.get(usize::from(place)).copied());
    bytes.iter().map(|byte| letter(byte).unwrap_or(char::from(*byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letter_in_every_alphabet() {
        let decode = |page, bytes| Letters::of_code_page(page).unwrap().decode(bytes).0.into_owned();
        for (page, bytes) in [(437, b"\x82".as_slice()), (850, b"\x82"), (1252, b"\xE9"), (10000, b"\x8E")] {
            assert_eq!(decode(page, bytes), "é", "{page}");
        }
        assert_eq!((decode(850, b"\xFF"), decode(437, b"\xFF")), ("\u{a0}".to_owned(), "\u{a0}".to_owned()));
        assert_eq!(decode(932, b"\x82\x6c"), "Ｍ");
        assert!(Letters::of_code_page(1).is_none() && Letters::of_charset(0).is_none());
    }
}
