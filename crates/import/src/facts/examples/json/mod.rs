//! Reads the JSON of examples, which is often invalid. Errors whose meaning is certain are repaired and reported;
//! with any other error the example is not read as JSON.

mod characters;
mod parser;
mod repairs;

pub(in crate::facts) use repairs::{Repair, RepairKind};

use crate::Json;

/// A value with its line.
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

/// A value that was read, and the repairs that it needed.
#[derive(Debug)]
pub(in crate::facts) struct Read {
    pub(in crate::facts) root: Node,
    pub(in crate::facts) repairs: Vec<Repair>,
}

/// Why a text can't be read as JSON.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::facts) struct Broken {
    pub(in crate::facts) message: &'static str,
    pub(in crate::facts) line: u32,
    /// Whether the text is cut off.
    pub(in crate::facts) at_end: bool,
}

/// Reads a text; `line` is the number of its first line.
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
