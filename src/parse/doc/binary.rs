//! The bytes of a structure in; its numbers, pieces and properties out, none where the structure is too short.

/// Two bytes, the lowest first.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

/// Two bytes with a sign.
pub(super) fn signed(bytes: &[u8], at: usize) -> Option<i32> {
    short(bytes, at).map(|number| i32::from(i16::from_le_bytes(number.to_le_bytes())))
}

/// Four bytes, the lowest first.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Four bytes that say where something stands or how many there are.
pub(super) fn place(bytes: &[u8], at: usize) -> Option<usize> {
    long(bytes, at).and_then(|number| usize::try_from(number).ok())
}

/// So many bytes from a place on.
pub(super) fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// So many characters in UTF-16.
pub(super) fn words(bytes: &[u8], at: usize, characters: usize) -> Option<String> {
    let bytes = slice(bytes, at, characters.checked_mul(2)?)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The number of every property in a list of them, with its value.
pub(super) fn properties(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    /// Two bytes of length, one less than there are.
    const TABLE: u16 = 0xD608;
    std::iter::from_fn(move || {
        let number = short(list, 0)?;
        let (skip, length) = match number >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if number == TABLE => (4, usize::from(short(list, 2)?).saturating_sub(1)),
            _ => (3, usize::from(*list.get(2)?)),
        };
        let value = slice(list, skip, length)?;
        list = &list[skip + length..];
        Some((number, value))
    })
}
