//! The code of a number format in, its sections and their parts out.

/// Most sections that a code may have: above zero, below zero, zero, text.
const MAX_SECTIONS: usize = 4;

/// A number format.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::parse::sheet) struct Code {
    /// The sections for numbers, three at most.
    pub(super) sections: Vec<Section>,
    /// The section for text, where there is one.
    pub(super) text: Option<Section>,
}

/// The part of a code that some of the values are shown by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Section {
    /// The values it is for, where the code says so.
    pub condition: Option<(Comparison, f64)>,
    /// What is shown, in order.
    pub tokens: Vec<Token>,
}

/// How a value must compare to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// Words as they stand.
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    /// The sign before the decimals.
    Point,
    /// The sign between thousands; after the last digit it divides by a thousand.
    Group,
    Percent,
    /// `E+` or `E-`; whether a plus is shown.
    Exponent(bool),
    Slash,
    /// `y`, `m`, `d`, `h`, `s`, or `M` for minutes, and how many of them.
    Date(char, usize),
    /// `[h]`, `[m]` or `[s]`: all hours, minutes or seconds that went by.
    Elapsed(char, usize),
    /// Decimals of a second.
    Fraction(usize),
    /// `AM/PM`.
    Meridiem,
    General,
    Text,
}

impl Code {
    /// Reads a code; signs that mean nothing are shown as they stand.
    pub(in crate::parse::sheet) fn parse(code: &str) -> Self {
        // Dates and times as the user chose them for the whole computer; the rest of such a code is for elsewhere.
        let code = match code.get(.."[$-F800]".len()).map(str::to_ascii_uppercase).as_deref() {
            Some("[$-F800]") => "dddd d mmmm yyyy",
            Some("[$-F400]") => "h:mm:ss",
            _ => code,
        };
        let mut sections = parts(code);
        let has_text = sections.len() == MAX_SECTIONS || sections.last().is_some_and(Section::is_text);
        let text = if has_text { sections.pop() } else { None };
        Self { sections, text }
    }

    /// The section that shows a number, and whether a minus must still be put before it.
    pub(super) fn section(&self, value: f64) -> Option<(&Section, bool)> {
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let fits = |section: &&Section| section.condition.is_none_or(|(how, bound)| how.holds(value, bound));
            return self.sections.iter().find(fits).map(|section| (section, true));
        }
        match self.sections.as_slice() {
            [] => None,
            [only] => Some((only, true)),
            [_, negative, ..] if value < 0.0 => Some((negative, false)),
            [_, _, zero] if value == 0.0 => Some((zero, false)),
            [positive, ..] => Some((positive, false)),
        }
    }
}

impl Comparison {
    fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Self::Less => value < bound,
            Self::AtMost => value <= bound,
            Self::Equal => (value - bound).abs() < f64::EPSILON,
            Self::Unequal => (value - bound).abs() >= f64::EPSILON,
            Self::AtLeast => value >= bound,
            Self::More => value > bound,
        }
    }
}

impl Section {
    /// Whether it shows a date, a time or a duration.
    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::Meridiem))
    }

    fn is_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    fn close(mut self) -> Self {
        if self.is_date() {
            self.tell_minutes();
            self.read_as_date();
            self.day_first();
        }
        self
    }

    /// An `m` after hours or before seconds stands for minutes.
    fn tell_minutes(&mut self) {
        let parts: Vec<usize> = (0..self.tokens.len()).filter(|&at| self.part(at).is_some()).collect();
        for (number, &at) in parts.iter().enumerate() {
            let is = |neighbour: Option<&usize>, sign| neighbour.and_then(|&at| self.part(at)) == Some(sign);
            let after_hours = number > 0 && is(parts.get(number - 1), 'h');
            if let Token::Date('m', count @ (1 | 2)) = self.tokens[at]
                && (after_hours || is(parts.get(number + 1), 's'))
            {
                self.tokens[at] = Token::Date('M', count);
            }
        }
    }

    fn part(&self, at: usize) -> Option<char> {
        match self.tokens[at] {
            Token::Date(sign, _) | Token::Elapsed(sign, _) => Some(sign),
            _ => None,
        }
    }

    /// Among dates the signs of numbers are signs, but for the decimals of seconds.
    fn read_as_date(&mut self) {
        let mut read: Vec<Token> = Vec::new();
        for token in self.tokens.drain(..) {
            let sign = match (token, read.last_mut()) {
                (Token::Digit('0'), Some(Token::Fraction(count))) => {
                    *count += 1;
                    continue;
                }
                (Token::Point, Some(Token::Date('s', _) | Token::Elapsed('s', _))) => {
                    read.push(Token::Fraction(0));
                    continue;
                }
                (Token::Point, _) => '.',
                (Token::Group, _) => ',',
                (Token::Slash, _) => '/',
                (Token::Percent, _) => '%',
                (Token::Digit(sign), _) => sign,
                (other, _) => {
                    read.push(other);
                    continue;
                }
            };
            read.push(Token::Literal(sign.to_string()));
        }
        self.tokens = read;
    }

    fn day_first(&mut self) {
        let find = |wanted: char| {
            self.tokens.iter().position(|token| matches!(token, Token::Date(sign, 1 | 2) if *sign == wanted))
        };
        let year = self.tokens.iter().position(|token| matches!(token, Token::Date('y', _)));
        if let (Some(month), Some(day), Some(year)) = (find('m'), find('d'), year)
            && month < day
            && day < year
        {
            self.tokens.swap(month, day);
        }
    }
}

fn parts(code: &str) -> Vec<Section> {
    let (mut sections, mut section) = (Vec::new(), Section::default());
    let mut rest = code;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        if sign == ';' {
            sections.push(std::mem::take(&mut section).close());
            if sections.len() == MAX_SECTIONS {
                return sections;
            }
            rest = after;
        } else {
            rest = section.token(sign, rest, after);
        }
    }
    sections.push(section.close());
    sections
}

impl Section {
    /// Reads one piece; gives what stands behind it.
    fn token<'code>(&mut self, sign: char, rest: &'code str, after: &'code str) -> &'code str {
        let lower = sign.to_ascii_lowercase();
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let (token, behind) = match lower {
            '"' => {
                let (words, behind) = after.split_once('"').unwrap_or((after, ""));
                (Token::Literal(words.to_owned()), behind)
            }
            '[' => {
                let (words, behind) = after.split_once(']').unwrap_or((after, ""));
                self.bracket(words);
                return behind;
            }
            '\\' | '_' | '*' => {
                let next = after.chars().next().unwrap_or(' ');
                let shown = match lower {
                    '\\' => next.to_string(),
                    '*' if next != ' ' => String::new(),
                    _ => " ".to_owned(),
                };
                (Token::Literal(shown), after.get(next.len_utf8()..).unwrap_or_default())
            }
            'g' if starts("General") => (Token::General, &rest["General".len()..]),
            'g' if starts("Standard") => (Token::General, &rest["Standard".len()..]),
            'a' if starts("AM/PM") => (Token::Meridiem, &rest["AM/PM".len()..]),
            'a' if starts("A/P") => (Token::Meridiem, &rest["A/P".len()..]),
            'e' if after.starts_with(['+', '-']) => (Token::Exponent(after.starts_with('+')), &after[1..]),
            'y' | 'm' | 'd' | 'h' | 's' | 'e' => {
                let end = rest.find(|other: char| other.to_ascii_lowercase() != lower).unwrap_or(rest.len());
                let part = if lower == 'e' { Token::Date('y', 4) } else { Token::Date(lower, end) };
                (part, &rest[end..])
            }
            '0' | '#' | '?' => (Token::Digit(sign), after),
            '.' => (Token::Point, after),
            ',' => (Token::Group, after),
            '%' => (Token::Percent, after),
            '/' => (Token::Slash, after),
            '@' => (Token::Text, after),
            _ => (Token::Literal(sign.to_string()), after),
        };
        self.tokens.push(token);
        behind
    }

    /// What stands in square brackets: a currency with its country, a duration, a condition or a colour.
    fn bracket(&mut self, words: &str) {
        if let Some(currency) = words.strip_prefix('$') {
            let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
            self.tokens.push(Token::Literal(sign.to_owned()));
            return;
        }
        let lower = words.to_ascii_lowercase();
        if let Some(sign @ ('h' | 'm' | 's')) = lower.chars().next()
            && lower.chars().all(|other| other == sign)
        {
            self.tokens.push(Token::Elapsed(sign, lower.len()));
        }
        const SIGNS: [(&str, Comparison); 6] = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::Unequal),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        let found = SIGNS.iter().find_map(|(sign, how)| Some((*how, words.strip_prefix(sign)?.trim().parse().ok()?)));
        self.condition = self.condition.or(found);
    }
}
