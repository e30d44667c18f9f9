//! A count and a way of writing it in, the figures of a list or heading out.

/// How the number of an item is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// `1`, `2`, `10`.
    Decimal,
    /// `01`, `02`, `10`.
    TwoDigits,
    /// `a`, `b`, `aa`.
    LowerLetter,
    /// `A`, `B`, `AA`.
    UpperLetter,
    /// `i`, `ii`, `x`.
    LowerRoman,
    /// `I`, `II`, `X`.
    UpperRoman,
    /// Nothing.
    None,
}

/// Most characters that a list may put before its items; nobody can read a longer mark.
pub(super) const MAX_MARK: usize = 40;
/// Highest count that is written in letters or Roman figures; above it both grow without end.
const MAX_LETTERS: u32 = 26 * 4;
const MAX_ROMAN: u32 = 3999;
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The count as it is written.
pub(super) fn figures(count: u32, style: Figures) -> String {
    match style {
        Figures::LowerLetter if (1..=MAX_LETTERS).contains(&count) => letters(count),
        Figures::UpperLetter if (1..=MAX_LETTERS).contains(&count) => letters(count).to_uppercase(),
        Figures::LowerRoman if (1..=MAX_ROMAN).contains(&count) => roman(count),
        Figures::UpperRoman if (1..=MAX_ROMAN).contains(&count) => roman(count).to_uppercase(),
        Figures::TwoDigits => format!("{count:02}"),
        Figures::None => String::new(),
        _ => count.to_string(),
    }
}

/// After `z` comes `aa`, then `bb`.
fn letters(count: u32) -> String {
    let letter = u8::try_from((count - 1) % 26).map_or('a', |step| char::from(b'a' + step));
    let times = usize::try_from((count - 1) / 26 + 1).unwrap_or(1);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(mut count: u32) -> String {
    let mut written = String::new();
    for (value, sign) in ROMAN {
        while count >= value {
            written.push_str(sign);
            count -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing() {
        let written = |style| [1, 4, 27].map(|count| figures(count, style));
        assert_eq!(written(Figures::LowerLetter), ["a", "d", "aa"]);
        assert_eq!(written(Figures::UpperRoman), ["I", "IV", "XXVII"]);
        assert_eq!(written(Figures::TwoDigits), ["01", "04", "27"]);
        assert_eq!(figures(u32::MAX, Figures::LowerRoman), "4294967295");
    }
}
