//! The user's words in, what they ask for out; every input asks for something, and what was read differently is said.
//!
//! ```text
//! query  = and { ("OF" | "OR") and }
//! and    = row { ("EN" | "AND") row }
//! row    = term { term }                      more of these is better
//! term   = ["NIET" | "NOT" | "-"] atom [("NEAR" | "NABIJ") ["/" number] atom]
//! atom   = "(" query ")" | field ":" atom | phrase ["~" number] | word
//! phrase = '"' word { word } '"'
//! word   = letters, with * for any letters and ? for one, or with ~ behind it for likely typing errors
//! ```

use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::vec::IntoIter;

use super::scan::{Piece, scan};
use crate::dutch::fold::fold;
use crate::dutch::running::words_of;
use crate::record::{RecordKind, Verdict};

/// More words than this say nothing more.
const MOST_WORDS: usize = 64;
/// Brackets within brackets are followed so deep.
const DEEPEST: usize = 16;
/// Fewer letters than this before or behind a star stand for too many words.
const FEWEST_LETTERS: usize = 2;
/// How far apart words near each other may stand where nothing else is said.
const NEAR: u32 = 8;
/// Words further apart than this are not near each other.
const FARTHEST: u32 = 100;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ask {
    /// Any of these; more is better. Conditions among them must hold.
    Row(Vec<Ask>),
    /// All of these.
    All(Vec<Ask>),
    /// At least one of these.
    One(Vec<Ask>),
    /// Not this.
    Not(Box<Ask>),
    /// A word in any form, as it came.
    Word(String),
    /// Words in this form and order, folded, with so many others between them at most.
    Phrase(Vec<String>, u32),
    /// Two words in any form and order, as they came, not further apart than this.
    Near(String, String, u32),
    /// Forms of words: `*` stands for any letters and `?` for one. Folded.
    Pattern(String),
    /// Words that differ by a typing error or two. Folded.
    Like(String),
    /// The same, but only in this field.
    In(TextField, Box<Ask>),
    /// A condition that says nothing about how well a record answers.
    Where(Condition),
}

/// A field of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextField {
    Promoter,
    Title,
}

/// What must hold of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    Verdict(Verdict),
    Kind(RecordKind),
    Theme(String),
    Function(&'static str),
    Call(String),
    /// Part of the name of its document, folded.
    Document(String),
    Year(RangeInclusive<u64>),
    Amount(RangeInclusive<u64>),
}

/// A query as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) ask: Ask,
    /// What was read differently than it was written, in Dutch.
    pub(super) notices: Vec<String>,
}

/// Reads a query.
pub(super) fn read(input: &str) -> Reading {
    let mut parser = Parser { pieces: scan(input).into_iter().peekable(), words: 0, notices: Vec::new() };
    let mut asks = Vec::new();
    while parser.pieces.peek().is_some() {
        asks.extend(parser.query(0));
        if parser.pieces.next_if_eq(&Piece::Close).is_some() {
            parser.notice("er staat een haakje te veel; het is overgeslagen");
        }
    }
    Reading { ask: joined(asks, Ask::Row), notices: parser.notices }
}

fn joined(mut asks: Vec<Ask>, join: fn(Vec<Ask>) -> Ask) -> Ask {
    if asks.len() == 1 { asks.remove(0) } else { join(asks) }
}

struct Parser {
    pieces: Peekable<IntoIter<Piece>>,
    words: usize,
    notices: Vec<String>,
}

impl Parser {
    fn notice(&mut self, notice: impl Into<String>) {
        let notice = notice.into();
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn query(&mut self, depth: usize) -> Option<Ask> {
        self.separated(&Piece::Or, Ask::One, |parser| {
            parser.separated(&Piece::And, Ask::All, |parser| parser.row(depth))
        })
    }

    fn separated(
        &mut self,
        sign: &Piece,
        join: fn(Vec<Ask>) -> Ask,
        part: impl Fn(&mut Self) -> Option<Ask>,
    ) -> Option<Ask> {
        let mut parts = Vec::new();
        let mut signs = 0;
        loop {
            parts.extend(part(self));
            if self.pieces.next_if_eq(sign).is_none() {
                break;
            }
            signs += 1;
        }
        if signs > 0 && parts.len() <= signs {
            self.notice("EN, OF en NIET staan tussen of voor woorden; een ervan had er geen en is overgeslagen");
        }
        (!parts.is_empty()).then(|| joined(parts, join))
    }

    fn row(&mut self, depth: usize) -> Option<Ask> {
        let mut terms = Vec::new();
        while let Some(piece) = self.pieces.peek() {
            match piece {
                Piece::Close | Piece::And | Piece::Or => break,
                Piece::Near(_) => {
                    self.pieces.next();
                    self.notice("NEAR staat tussen twee woorden; hier is het overgeslagen");
                }
                _ => terms.extend(self.term(depth)),
            }
        }
        (!terms.is_empty()).then(|| joined(terms, Ask::Row))
    }

    fn term(&mut self, depth: usize) -> Option<Ask> {
        if self.pieces.next_if_eq(&Piece::Not).is_some() {
            let ask = match self.pieces.peek() {
                None | Some(Piece::Close | Piece::And | Piece::Or) => None,
                _ => self.term(depth),
            };
            if ask.is_none() {
                self.notice("NIET staat voor een woord; hier is het overgeslagen");
            }
            return ask.map(|ask| Ask::Not(Box::new(ask)));
        }
        let first = self.atom(depth)?;
        let near = |piece: &Piece| matches!(piece, Piece::Near(_));
        let Some(Piece::Near(distance)) = self.pieces.next_if(near) else { return Some(first) };
        let second = match self.pieces.peek() {
            None | Some(Piece::Close | Piece::And | Piece::Or | Piece::Not) => None,
            _ => self.atom(depth),
        };
        match (first, second) {
            (Ask::Word(left), Some(Ask::Word(right))) => {
                Some(Ask::Near(left, right, distance.unwrap_or(NEAR).min(FARTHEST)))
            }
            (first, second) => {
                self.notice("NEAR staat tussen twee gewone woorden; hier is het gelezen als EN");
                Some(joined(std::iter::once(first).chain(second).collect(), Ask::All))
            }
        }
    }

    fn atom(&mut self, depth: usize) -> Option<Ask> {
        match self.pieces.next()? {
            Piece::Open if depth < DEEPEST => {
                let inner = self.query(depth + 1);
                if self.pieces.next_if_eq(&Piece::Close).is_none() {
                    self.notice("er ontbreekt een haakje; het is aan het einde gezet");
                }
                inner
            }
            Piece::Open => {
                self.notice("zo veel haakjes in elkaar worden niet gelezen; ze zijn overgeslagen");
                None
            }
            Piece::Phrase { words, slop, closed } => {
                if !closed {
                    self.notice("er ontbreekt een aanhalingsteken; het is aan het einde gezet");
                }
                self.phrase(&words, slop)
            }
            Piece::Word(word) => self.word(&word),
            Piece::Field(name) => self.field(&name, depth),
            Piece::Close | Piece::And | Piece::Or | Piece::Not | Piece::Near(_) => None,
        }
    }

    /// Whether another word may be asked for.
    fn room(&mut self) -> bool {
        self.words += 1;
        if self.words > MOST_WORDS {
            self.notice(format!("meer dan {MOST_WORDS} woorden; de rest is overgeslagen"));
        }
        self.words <= MOST_WORDS
    }

    fn phrase(&mut self, words: &str, slop: Option<u32>) -> Option<Ask> {
        let words: Vec<String> = plain_words(words).map(fold).take(MOST_WORDS).collect();
        match words.len() {
            0 => None,
            _ if !self.room() => None,
            _ => Some(Ask::Phrase(words, slop.unwrap_or(0).min(FARTHEST))),
        }
    }

    fn word(&mut self, word: &str) -> Option<Ask> {
        if !self.room() {
            return None;
        }
        if let Some(word) =
            word.strip_suffix('~').or_else(|| word.strip_suffix("~1")).or_else(|| word.strip_suffix("~2"))
        {
            let word = fold(word);
            return word.chars().all(char::is_alphanumeric).then_some(Ask::Like(word));
        }
        if word.contains(['*', '?']) && word.trim_end_matches('?').contains(['*', '?']) || word.ends_with('*') {
            return self.pattern(word);
        }
        let words: Vec<&str> = plain_words(word).collect();
        match words.as_slice() {
            [] => None,
            [word] => Some(Ask::Word((*word).to_owned())),
            several => Some(Ask::All(several.iter().map(|word| Ask::Word((*word).to_owned())).collect())),
        }
    }

    fn pattern(&mut self, word: &str) -> Option<Ask> {
        let pattern: String =
            fold(word).chars().filter(|sign| sign.is_alphanumeric() || "*?".contains(*sign)).collect();
        let letters: String = pattern.chars().filter(|sign| sign.is_alphanumeric()).collect();
        if letters.chars().count() >= FEWEST_LETTERS {
            return Some(Ask::Pattern(pattern));
        }
        if letters.is_empty() {
            self.notice("een * of ? zonder letters staat voor alles; hij is overgeslagen");
            return None;
        }
        self.notice(format!(
            "\u{2018}{word}\u{2019} staat voor te veel woorden; er is gezocht naar \u{2018}{letters}\u{2019}"
        ));
        Some(Ask::Word(letters))
    }

    fn field(&mut self, name: &str, depth: usize) -> Option<Ask> {
        let field = match fold(name).as_str() {
            "promotor" | "promoter" | "organisatie" | "aanvrager" | "indiener" => Some(TextField::Promoter),
            "titel" | "title" | "project" | "naam" => Some(TextField::Title),
            _ => None,
        };
        if let Some(field) = field {
            return match self.pieces.peek() {
                None | Some(Piece::Close | Piece::And | Piece::Or) => {
                    self.notice(format!("achter {name}: ontbreekt een woord"));
                    None
                }
                _ => self.atom(depth).map(|ask| Ask::In(field, Box::new(ask))),
            };
        }
        let value = match self.pieces.peek() {
            Some(Piece::Word(_) | Piece::Phrase { .. }) => match self.pieces.next() {
                Some(Piece::Word(word) | Piece::Phrase { words: word, .. }) => word,
                _ => String::new(),
            },
            _ => String::new(),
        };
        match condition(&fold(name), &fold(&value)) {
            Ok(condition) => Some(Ask::Where(condition)),
            Err(notice) => {
                self.notice(notice);
                let asks: Vec<Ask> = [name, &value].into_iter().filter_map(|word| self.word(word)).collect();
                (!asks.is_empty()).then(|| joined(asks, Ask::Row))
            }
        }
    }
}

/// The words in a piece of text without signs of the language.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    words_of(text).map(|(_, word)| word)
}

/// What a field and its value ask for; or what is wrong with them, in Dutch.
fn condition(field: &str, value: &str) -> Result<Condition, String> {
    let unknown = |allowed: &str| {
        format!("\u{2018}{value}\u{2019} is geen {field}; mogelijk zijn {allowed}; er is gezocht naar de woorden zelf")
    };
    match field {
        "oordeel" | "verdict" | "beslissing" => verdict(value)
            .map(Condition::Verdict)
            .ok_or_else(|| unknown("positief, negatief, voorwaardelijk, reserve, onontvankelijk, ingetrokken")),
        "soort" | "kind" => {
            kind(value).map(Condition::Kind).ok_or_else(|| unknown("beoordeling, project, subsidie, oproep, terugblik"))
        }
        "thema" | "theme" if !value.is_empty() => Ok(Condition::Theme(value.replace(' ', "-"))),
        "functie" | "function" => function(value)
            .map(Condition::Function)
            .ok_or_else(|| unknown("sterkte, zwakte, vraag, beschrijving, standaardtekst")),
        "oproep" | "call" if !value.is_empty() => Ok(Condition::Call(value.to_owned())),
        "document" | "bestand" if !value.is_empty() => Ok(Condition::Document(value.to_owned())),
        "bedrag" | "amount" => {
            range(value).map(Condition::Amount).ok_or_else(|| unknown("een getal, >1000, <1000 of 1000..5000"))
        }
        "datum" | "jaar" | "date" | "year" => {
            range(value).map(Condition::Year).ok_or_else(|| unknown("een jaar, >2017, <2017 of 2015..2018"))
        }
        _ => Err(format!("het veld \u{2018}{field}\u{2019} bestaat niet; er is gezocht naar de woorden zelf")),
    }
}

fn verdict(value: &str) -> Option<Verdict> {
    Some(match value {
        "positief" | "positive" | "goedgekeurd" | "gunstig" => Verdict::Positive,
        "negatief" | "negative" | "afgekeurd" | "geweigerd" | "ongunstig" => Verdict::Negative,
        "voorwaardelijk" | "conditional" => Verdict::Conditional,
        "reserve" | "reservelijst" => Verdict::Reserve,
        "onontvankelijk" | "inadmissible" => Verdict::Inadmissible,
        "ingetrokken" | "withdrawn" => Verdict::Withdrawn,
        "onbekend" | "unknown" => Verdict::Unknown,
        _ => return None,
    })
}

fn kind(value: &str) -> Option<RecordKind> {
    Some(match value {
        "beoordeling" | "evaluatie" | "evaluation" => RecordKind::Evaluation,
        "project" => RecordKind::Project,
        "subsidie" | "grant" => RecordKind::Grant,
        "oproep" | "call" => RecordKind::Call,
        "terugblik" | "report" => RecordKind::Report,
        _ => return None,
    })
}

fn function(value: &str) -> Option<&'static str> {
    use crate::theme::Function;
    let function = match value {
        "sterkte" | "strength" => Function::Strength,
        "zwakte" | "weakness" => Function::Weakness,
        "vraag" | "request" => Function::Request,
        "beschrijving" | "description" => Function::Description,
        "standaardtekst" | "boilerplate" => Function::Boilerplate,
        _ => return None,
    };
    Some(function.as_str())
}

/// `2018`, `>100000`, `<=5.000`, `1000..5000`.
fn range(value: &str) -> Option<RangeInclusive<u64>> {
    let number = |digits: &str| u64::from_str(&digits.replace(['.', ' '], "")).ok();
    if let Some((low, high)) = value.split_once("..") {
        return Some(number(low)?..=number(high)?);
    }
    let signs = value.find(|sign: char| sign.is_ascii_digit())?;
    let number = number(&value[signs..])?;
    match &value[..signs] {
        ">" => Some(number.checked_add(1)?..=u64::MAX),
        ">=" => Some(number..=u64::MAX),
        "<" => Some(0..=number.checked_sub(1)?),
        "<=" => Some(0..=number),
        "" | "=" => Some(number..=number),
        _ => None,
    }
}

#[cfg(test)]
#[path = "language_tests.rs"]
mod tests;
