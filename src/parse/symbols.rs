//! A font of symbols and a code in it in, the sign that a reader sees out.

/// The few signs of symbol fonts that say something in a form: ticked, not ticked, an arrow; empty for all others. The name of
/// the font is in lower case.
pub(super) fn sign(font: &str, code: u8) -> &'static str {
    match (font, code) {
        ("wingdings", 0xFE | 0xFD | 0x78 | 0x54) => "☒",
        ("wingdings", 0x6F | 0xA8 | 0x71 | 0x72) => "☐",
        ("wingdings", 0xFC) => "✓",
        ("wingdings", 0xFB) => "✗",
        ("wingdings", 0xE0 | 0xF0 | 0xD8) => "→",
        ("symbol", 0xB7) | ("wingdings", 0xA7) => "•",
        ("symbol", 0xAE) => "→",
        ("symbol", 0xB3) => "≥",
        ("symbol", 0xA3) => "≤",
        ("symbol", 0xB4) => "×",
        _ => "",
    }
}

/// The code that a character of the private range stands for; symbol fonts are written with it.
pub(super) fn private(symbol: char) -> Option<u8> {
    u32::from(symbol).checked_sub(0xF000).and_then(|code| u8::try_from(code).ok())
}
