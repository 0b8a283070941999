//! The JSON of examples, which nobody checked: read as it is meant where that is beyond doubt, and each
//! deviation said; left alone where it isn't.

mod characters;
mod parser;
mod repairs;

pub(in crate::facts) use repairs::{Repair, RepairKind};

use crate::Json;

/// A value, with the line that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::facts) struct Node {
    pub(in crate::facts) line: u32,
    pub(in crate::facts) value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::facts) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::facts) struct Entry {
    pub(in crate::facts) name: String,
    pub(in crate::facts) line: u32,
    pub(in crate::facts) value: Node,
}

/// A text that was read, and what had to be repaired for it.
#[derive(Debug)]
pub(in crate::facts) struct Read {
    pub(in crate::facts) root: Node,
    pub(in crate::facts) repairs: Vec<Repair>,
}

/// Why a text can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::facts) struct Broken {
    /// What was found, in our words.
    pub(in crate::facts) words: &'static str,
    pub(in crate::facts) line: u32,
    /// Whether the text ends in the middle.
    pub(in crate::facts) at_end: bool,
}

/// Reads a text whose first line is `line` of the page.
pub(in crate::facts) fn read(text: &str, line: u32) -> Result<Read, Broken> {
    parser::Parser::new(text, line).read()
}

impl Node {
    pub(in crate::facts) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Object(entries) => Some(entries),
            _ => None,
        }
    }

    pub(in crate::facts) fn get(&self, name: &str) -> Option<&Node> {
        let entry = self.entries()?.iter().find(|entry| entry.name == name);
        entry.map(|entry| &entry.value)
    }
}

impl From<&Node> for Json {
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(digits) => Self::Number(digits.clone()),
            Value::Text(text) => Self::String(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(entries) => Self::Object(
                entries
                    .iter()
                    .map(|entry| (entry.name.clone(), Self::from(&entry.value)))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
