//! The characters of an example, with their lines: white space, comments and strings.

use super::Broken;
use super::repairs::{Repair, RepairKind};

/// The message of a string without its closing quote.
const UNCLOSED: &str = "a string is not closed";

/// A position in the text.
pub(super) struct Characters<'t> {
    rest: &'t str,
    pub(super) line: u32,
    pub(super) repairs: Vec<Repair>,
}

impl<'t> Characters<'t> {
    pub(super) fn new(text: &'t str, line: u32) -> Self {
        Self { rest: text, line, repairs: Vec::new() }
    }

    /// The next character; full-width punctuation becomes ASCII.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next().map(plain)
    }

    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }

    /// Takes the next punctuation mark, and notes a repair if it is a full-width one.
    pub(super) fn take(&mut self) -> Option<char> {
        let written = self.next()?;
        let mark = plain(written);
        if mark != written {
            self.repaired(RepairKind::WideMark);
        }
        Some(mark)
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        self.line = self.line.saturating_add(u32::from(next == '\n'));
        Some(next)
    }

    /// Takes the characters that fit.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        let breaks = taken.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.rest = rest;
        taken
    }

    pub(super) fn skip(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Notes a repair; repairs of the same kind are counted together.
    pub(super) fn repaired(&mut self, kind: RepairKind) {
        match self.repairs.iter_mut().find(|repair| repair.kind == kind) {
            Some(repair) => repair.count += 1,
            None => self.repairs.push(Repair { kind, line: self.line, count: 1 }),
        }
    }

    /// Skips white space and comments.
    pub(super) fn space(&mut self) -> Result<(), Broken> {
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
            let invisible = self.take_while(|c| {
                c.is_whitespace() && !c.is_ascii()
                    || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{2060}')
            });
            if !invisible.is_empty() {
                self.repaired(RepairKind::Invisible);
            } else if self.rest.starts_with("//") || self.rest.starts_with('#') {
                self.repaired(RepairKind::Comment);
                self.take_while(|c| c != '\n');
            } else if self.rest.starts_with("/*") {
                self.repaired(RepairKind::Comment);
                let Some(end) = self.rest.find("*/") else {
                    return Err(self.broken("a comment is not closed", true));
                };
                let mut left = self.rest[..end + 2].chars().count();
                while left > 0 && self.next().is_some() {
                    left -= 1;
                }
            } else {
                return Ok(());
            }
        }
    }

    /// Takes a string with its quotes.
    pub(super) fn text(&mut self) -> Result<String, Broken> {
        let ends: &[char] = match self.next() {
            Some('"') => &['"'],
            Some('\'') => {
                self.repaired(RepairKind::SingleQuotes);
                &['\'']
            }
            _ => {
                self.repaired(RepairKind::WideMark);
                &['”', '“', '"']
            }
        };
        let begin = self.line;
        let mut text = String::new();
        loop {
            let Some(c) = self.next() else {
                return Err(Broken { message: UNCLOSED, line: begin, at_end: true });
            };
            match c {
                c if ends.contains(&c) => return Ok(text),
                '\\' => text.push(self.escape()?),
                '\n' | '\r' if self.rest.lines().next().is_some_and(begins_a_member) => {
                    return Err(Broken { message: UNCLOSED, line: begin, at_end: false });
                }
                c => {
                    if c < ' ' {
                        self.repaired(RepairKind::RawControl);
                    }
                    text.push(c);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Broken> {
        let Some(c) = self.next() else {
            return Err(self.broken(UNCLOSED, true));
        };
        Ok(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            other => {
                self.repaired(RepairKind::Escape);
                other
            }
        })
    }

    fn unicode(&mut self) -> Result<char, Broken> {
        let first = self.unit()?;
        if let Some(c) = char::from_u32(first) {
            return Ok(c);
        }
        let second = if self.skip("\\u") { self.unit()? } else { 0 };
        let pair =
            char::decode_utf16([first, second].map(|unit| u16::try_from(unit).unwrap_or(0))).next();
        pair.and_then(Result::ok).ok_or_else(|| self.broken("an unpaired surrogate", false))
    }

    fn unit(&mut self) -> Result<u32, Broken> {
        let digits =
            self.rest.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(unit) = unit else {
            return Err(self.broken("an invalid `\\u` escape", false));
        };
        self.rest = &self.rest[4..];
        Ok(unit)
    }

    pub(super) fn broken(&self, message: &'static str, at_end: bool) -> Broken {
        Broken { message, line: self.line, at_end }
    }
}

/// Whether a line begins like a member of an object: then the string before it lacks its closing quote.
fn begins_a_member(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('"') else { return false };
    rest.split_once('"').is_some_and(|(name, rest)| {
        crate::facts::template::text::is_identifier(name)
            && rest.trim_start().starts_with([':', '：'])
    })
}

fn plain(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '｛' => '{',
        '｝' => '}',
        '［' | '【' => '[',
        '］' | '】' => ']',
        other => other,
    }
}
