//! The JSON of examples, which nobody checked: read as it is meant where that is beyond doubt, and each
//! deviation said; left alone where it isn't.

mod characters;
mod parser;
mod repairs;

pub(super) use repairs::{Repair, RepairKind};

use crate::Json;

/// A value, with the line that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) value: Node,
}

/// A text that was read, and what had to be repaired for it.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) root: Node,
    pub(super) repairs: Vec<Repair>,
}

/// Why a text can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// What was found, in our words.
    pub(super) words: &'static str,
    pub(super) line: u32,
    /// Whether the text ends in the middle.
    pub(super) at_end: bool,
}

/// Reads a text whose first line is `line` of the page.
pub(super) fn read(text: &str, line: u32) -> Result<Read, Broken> {
    parser::Parser::new(text, line).read()
}

impl Node {
    pub(super) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Object(entries) => Some(entries),
            _ => None,
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Node> {
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
