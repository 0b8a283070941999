//! Values, objects and lists.

use std::collections::HashMap;

use super::characters::Characters;
use super::repairs::RepairKind;
use super::{Broken, Entry, Node, Read, Value};
use crate::facts::template::text::is_identifier;

/// Maximum nesting depth.
const DEPTH: usize = 64;

pub(super) struct Parser<'t> {
    at: Characters<'t>,
    depth: usize,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, line: u32) -> Self {
        Self { at: Characters::new(text, line), depth: 0 }
    }

    pub(super) fn read(mut self) -> Result<Read, Broken> {
        self.at.space()?;
        let root = if self.lacks_its_brace() {
            self.at.repaired(RepairKind::MissingBegin);
            self.object()?
        } else {
            self.value()?
        };
        self.at.space()?;
        if !self.at.rest().is_empty() {
            self.at.repaired(RepairKind::TrailingText);
        }
        Ok(Read { root, repairs: self.at.repairs })
    }

    /// Whether the text begins with a key and a colon instead of a brace.
    fn lacks_its_brace(&self) -> bool {
        let rest = self.at.rest().strip_prefix('"');
        let key = rest.and_then(|rest| rest.split_once('"'));
        key.is_some_and(|(key, rest)| {
            is_identifier(key) && rest.trim_start().starts_with([':', '：'])
        })
    }

    fn value(&mut self) -> Result<Node, Broken> {
        let line = self.at.line;
        let value = match self.at.peek() {
            None => return Err(self.at.broken("a value is missing", true)),
            Some('{') => {
                self.at.take();
                return self.object().map(|node| Node { line, ..node });
            }
            Some('[') => {
                self.at.take();
                self.list()?
            }
            Some('"' | '\'' | '“' | '”') => Value::Text(self.at.text()?),
            Some(c) if c == '-' || c.is_ascii_digit() => self.number()?,
            Some(c) if c.is_ascii_alphabetic() => self.constant()?,
            Some(_) => return Err(self.at.broken("a value is invalid", false)),
        };
        Ok(Node { line, value })
    }

    fn number(&mut self) -> Result<Value, Broken> {
        let written =
            self.at.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'));
        if is_number(written) {
            return Ok(Value::Number(written.to_owned()));
        }
        Err(self.at.broken("a number is invalid", false))
    }

    fn constant(&mut self) -> Result<Value, Broken> {
        let written = self.at.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
        let value = match written.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" | "none" => Value::Null,
            _ => return Err(self.at.broken("an unquoted word is not a JSON value", false)),
        };
        if !matches!(written, "true" | "false" | "null") {
            self.at.repaired(RepairKind::Constant);
        }
        Ok(value)
    }

    /// Skips commas up to the next member or item; at the end, skips the closing bracket and returns false.
    fn next_member(&mut self, end: char, first: bool) -> Result<bool, Broken> {
        let mut commas = 0_usize;
        let mut left_out = false;
        loop {
            self.at.space()?;
            match self.at.peek() {
                Some(',') => {
                    self.at.take();
                    commas += 1;
                }
                Some('.' | '…')
                    if self.at.rest().starts_with("..") || self.at.peek() == Some('…') =>
                {
                    self.at.repaired(RepairKind::Ellipsis);
                    self.at.take_while(|c| matches!(c, '.' | '…'));
                    left_out = true;
                }
                Some(c) if c == end => {
                    self.at.take();
                    self.extra_commas(if left_out { 0 } else { commas });
                    return Ok(false);
                }
                None => {
                    self.at.repaired(RepairKind::MissingEnd);
                    self.extra_commas(if left_out { 0 } else { commas });
                    return Ok(false);
                }
                Some(_) => break,
            }
        }
        let wanted = usize::from(!first);
        if commas < wanted && !left_out {
            self.at.repaired(RepairKind::MissingComma);
        }
        self.extra_commas(if left_out { 0 } else { commas.saturating_sub(wanted) });
        Ok(true)
    }

    fn extra_commas(&mut self, count: usize) {
        for _ in 0..count {
            self.at.repaired(RepairKind::ExtraComma);
        }
    }

    fn enter(&mut self) -> Result<(), Broken> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.at.broken("it has more than 64 levels", false));
        }
        Ok(())
    }

    /// Reads an object after its opening brace.
    fn object(&mut self) -> Result<Node, Broken> {
        self.enter()?;
        let begin = self.at.line;
        let mut entries: Vec<Entry> = Vec::new();
        let mut places = HashMap::new();
        while self.next_member('}', entries.is_empty())? {
            let line = self.at.line;
            let name = self.name()?;
            self.at.space()?;
            if self.at.peek() != Some(':') {
                let at_end = self.at.peek().is_none();
                return Err(self.at.broken("a key has no colon", at_end));
            }
            self.at.take();
            self.at.space()?;
            let value = self.value()?;
            if let Some(place) = places.get(&name) {
                entries[*place] = Entry { name: name.clone(), line, value };
                self.at.repaired(RepairKind::DuplicateKey(name));
            } else {
                places.insert(name.clone(), entries.len());
                entries.push(Entry { name, line, value });
            }
        }
        self.depth -= 1;
        Ok(Node { line: begin, value: Value::Object(entries) })
    }

    fn name(&mut self) -> Result<String, Broken> {
        match self.at.peek() {
            Some('"' | '\'' | '“' | '”') => self.at.text(),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                self.at.repaired(RepairKind::BareKey);
                let name = self.at.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
                Ok(name.to_owned())
            }
            _ => Err(self.at.broken("a member of an object has no key", false)),
        }
    }

    /// Reads a list after its opening bracket.
    fn list(&mut self) -> Result<Value, Broken> {
        self.enter()?;
        let mut items = Vec::new();
        while self.next_member(']', items.is_empty())? {
            items.push(self.value()?);
        }
        self.depth -= 1;
        Ok(Value::List(items))
    }
}

/// Whether a text is a JSON number.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    digits(whole) && !leading_zero && digits(fraction) && digits(exponent)
}
