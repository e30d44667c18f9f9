//! The bytes of an RTF file in, its tokens out.

/// One piece of an RTF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'bytes> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\name` or `\name-12`.
    Word(&'bytes str, Option<i32>),
    /// A backslash with one sign that is no letter; a line end after it included.
    Symbol(u8),
    /// `\'e9`.
    Hex(u8),
    /// Characters; never empty, without line ends.
    Text(&'bytes [u8]),
}

/// Reads tokens one by one.
pub(super) struct Tokens<'bytes> {
    rest: &'bytes [u8],
}

impl<'bytes> Tokens<'bytes> {
    /// From the first byte on.
    pub(super) fn new(bytes: &'bytes [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether only white space and zeros are left.
    pub(super) fn is_done(&self) -> bool {
        self.rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0 || *byte == 0x1A)
    }

    fn take(&mut self, length: usize) -> &'bytes [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'bytes>> {
        let first = *self.rest.first()?;
        if first == b'\'' {
            return Some(self.hex());
        }
        if !first.is_ascii_alphabetic() {
            self.take(1);
            return Some(Token::Symbol(first));
        }
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(self.take(length)).unwrap_or_default();
        let number = self.number();
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            self.take(number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }

    fn hex(&mut self) -> Token<'bytes> {
        let digits = self.rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.take(3);
                Token::Hex(byte)
            }
            None => {
                self.take(1);
                Token::Symbol(b'\'')
            }
        }
    }

    /// A number too large to be meant is the largest there is.
    fn number(&mut self) -> Option<i32> {
        let is_negative = self.rest.first() == Some(&b'-');
        let digits = &self.rest[usize::from(is_negative)..];
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        let value = digits[..length]
            .iter()
            .fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        self.take(length + usize::from(is_negative));
        Some(if is_negative { -value } else { value })
    }
}

impl<'bytes> Iterator for Tokens<'bytes> {
    type Item = Token<'bytes>;

    fn next(&mut self) -> Option<Token<'bytes>> {
        let line_ends = self.rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n' | 0)).count();
        self.take(line_ends);
        match self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => {
                let is_text = |byte: &&u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let length = self.rest.iter().take_while(is_text).count();
                Some(Token::Text(self.take(length)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_their_number_does() {
        let read: Vec<Token<'_>> = Tokens::new(b"{\\b0 x\r\n\\u-10179?\\'e9\\~\\par}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Text(b"x"),
            Token::Word("u", Some(-10179)),
            Token::Text(b"?"),
            Token::Hex(0xE9),
            Token::Symbol(b'~'),
            Token::Word("par", None),
            Token::Close,
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn binary_data_is_skipped_and_lies_about_its_length_end_the_file() {
        let read = |bytes| Tokens::new(bytes).skip(1).collect::<Vec<Token<'_>>>();
        assert_eq!(read(b"\\bin3 {{{a"), [Token::Text(b"a")]);
        assert_eq!(read(b"\\bin99999999999 {{{a"), []);
        assert_eq!(read(b"\\bin-3 a"), [Token::Text(b"a")]);
    }
}
