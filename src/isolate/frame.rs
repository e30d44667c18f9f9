//! The protocol between a program and its workers: bytes in, bytes behind their length out, and back.
//!
//! A request is two frames, the task and the bytes it is about; the answer is one. A frame is its length (8 bytes, least
//! significant first) and so many bytes.

use std::io::{self, Read, Write};

/// Writes one frame.
pub(super) fn write(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)
}

/// Reads one frame; `None` at the end of the stream.
///
/// Nothing is reserved by what the length says: only bytes that come take memory.
pub(super) fn read(input: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "frame"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_and_a_broken_one_is_an_error() {
        let mut stream = Vec::new();
        write(&mut stream, b"een").unwrap();
        write(&mut stream, b"").unwrap();
        let mut input = stream.as_slice();
        assert_eq!(read(&mut input, 10).unwrap().as_deref(), Some(b"een".as_slice()));
        assert_eq!(read(&mut input, 10).unwrap().as_deref(), Some(b"".as_slice()));
        assert_eq!(read(&mut input, 10).unwrap(), None);
        assert_eq!(read(&mut &stream[..10], 10).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(read(&mut stream.as_slice(), 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_lying_length_takes_no_memory() {
        let stream = [u64::MAX.to_le_bytes().as_slice(), b"kort"].concat();
        assert_eq!(read(&mut stream.as_slice(), u64::MAX).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
