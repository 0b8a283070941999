//! YAML values and their layout: `{…}` if it fits on one line, otherwise one entry per line, as in handwritten files.

use super::scalar::{Place, scalar};
use weixin_spec::load::is_unwelcome;
use weixin_spec::load::parse::TODO;

/// Maximum width of a line.
const WIDTH: usize = 110;
/// The column of comments after short lines.
const COMMENT: usize = 34;

/// A YAML value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Value {
    /// A keyword or a number, written as it is.
    Word(String),
    /// A string, on one line if it fits.
    Text(String),
    /// Text whose lines are kept.
    Prose(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Map),
}

/// A mapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Map {
    entries: Vec<Entry>,
    /// Written with one entry per line even if it would fit within braces.
    open: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// The key as it is written.
    key: String,
    value: Value,
    comment: Option<String>,
}

impl Value {
    pub(in crate::import) fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// A string; `TODO` if it is empty.
    pub(in crate::import) fn text(text: &str) -> Self {
        if text.is_empty() { Self::word(TODO) } else { Self::Text(text.to_owned()) }
    }

    /// The value on one line of any length.
    pub(in crate::import) fn one_line(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Text(text) | Self::Prose(text) => scalar(text, Place::Flow),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(map) if map.is_empty() => "{}".to_owned(),
            Self::Map(map) => map.flow(),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Map(map) => map.entries.is_empty(),
            _ => false,
        }
    }
}

impl Map {
    /// A mapping that is written within braces if it fits.
    pub(in crate::import) fn new() -> Self {
        Self::default()
    }

    /// A mapping that is written with one entry per line.
    pub(in crate::import) fn open() -> Self {
        Self { open: true, ..Self::default() }
    }

    pub(in crate::import) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds an entry.
    pub(in crate::import) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.push(scalar(key, Place::Flow), value.into(), None);
    }

    /// Adds an entry whose key is a number.
    pub(in crate::import) fn put_number(&mut self, key: i64, value: impl Into<Value>) {
        self.push(key.to_string(), value.into(), None);
    }

    /// Adds an entry with a comment.
    pub(in crate::import) fn put_with(
        &mut self,
        key: &str,
        value: impl Into<Value>,
        comment: &str,
    ) {
        self.push(scalar(key, Place::Flow), value.into(), Some(comment.to_owned()));
    }

    fn push(&mut self, key: String, value: Value, comment: Option<String>) {
        self.entries.push(Entry { key, value, comment });
    }

    /// The mapping within braces, of any length.
    pub(in crate::import) fn flow(&self) -> String {
        let entries = self.entries.iter();
        let entries = entries.map(|entry| format!("{}: {}", entry.key, entry.value.one_line()));
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    }

    /// The lines, indented by `indent` columns.
    pub(in crate::import) fn lines(&self, indent: usize) -> String {
        let mut out = Writer { text: String::new() };
        for entry in &self.entries {
            out.pad(indent);
            out.entry(entry, indent, indent);
        }
        out.text
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

struct Writer {
    text: String,
}

impl Writer {
    fn pad(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Writes `key: value`, beginning at column `at`; lines below it are indented deeper than `indent`.
    fn entry(&mut self, entry: &Entry, indent: usize, at: usize) {
        let key = format!("{}:", entry.key);
        self.text.push_str(&key);
        let taken = at + key.chars().count() + 1;
        match (flow(&entry.value, Place::Block, WIDTH.saturating_sub(taken)), &entry.comment) {
            (Some(text), None) => self.line(&format!(" {text}")),
            (Some(text), Some(comment)) => {
                let gap = COMMENT.saturating_sub(taken + text.chars().count()).max(2);
                self.line(&format!(" {text}{:gap$}# {comment}", ""));
            }
            (None, comment) => {
                if let Some(comment) = comment {
                    self.text.push_str(&format!("  # {comment}"));
                }
                self.below(&entry.value, indent + 2);
            }
        }
    }

    /// Writes a value on the lines below, indented by `indent`.
    fn below(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Map(map) => {
                self.line("");
                self.text.push_str(&map.lines(indent));
            }
            Value::List(items) => {
                self.line("");
                for item in items {
                    self.pad(indent);
                    self.item(item, indent);
                }
            }
            Value::Prose(text) => {
                self.line(" |");
                self.indented(text.lines(), indent);
            }
            Value::Text(text) => {
                self.line(" >-");
                let lines = folded(text, WIDTH.saturating_sub(indent));
                self.indented(lines.iter().map(String::as_str), indent);
            }
            Value::Word(word) => self.line(&format!(" {word}")),
        }
    }

    /// Writes `- item`.
    fn item(&mut self, item: &Value, indent: usize) {
        self.text.push('-');
        match (flow(item, Place::Block, WIDTH.saturating_sub(indent + 2)), item) {
            (Some(text), _) => self.line(&format!(" {text}")),
            (None, Value::Map(map)) => {
                for (index, entry) in map.entries.iter().enumerate() {
                    if index == 0 {
                        self.text.push(' ');
                    } else {
                        self.pad(indent + 2);
                    }
                    self.entry(entry, indent + 2, indent + 2);
                }
            }
            (None, other) => self.below(other, indent + 2),
        }
    }

    fn indented<'t>(&mut self, lines: impl Iterator<Item = &'t str>, indent: usize) {
        for line in lines {
            if !line.is_empty() {
                self.pad(indent);
            }
            self.line(line);
        }
    }
}

/// The value on one line of at most `width` columns, if it is written on one line.
fn flow(value: &Value, place: Place, width: usize) -> Option<String> {
    // The line of many entries would be too long; this avoids writing it.
    let many = |count: usize| count > width;
    let text = match value {
        Value::Word(word) => return Some(word.clone()),
        Value::Text(text) => scalar(text, place),
        Value::Prose(_) => return None,
        Value::List(items) if many(items.len()) => return None,
        Value::List(items) => {
            let items = items.iter().map(|item| flow(item, Place::Flow, width));
            let items: Vec<String> = items.collect::<Option<_>>()?;
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) if map.is_empty() => "{}".to_owned(),
        Value::Map(map) if map.open || many(map.entries.len()) => return None,
        Value::Map(map) => {
            let entries = map.entries.iter().map(|entry| match entry.comment {
                Some(_) => None,
                None => {
                    let value = flow(&entry.value, Place::Flow, width)?;
                    Some(format!("{}: {value}", entry.key))
                }
            });
            let entries: Vec<String> = entries.collect::<Option<_>>()?;
            format!("{{ {} }}", entries.join(", "))
        }
    };
    let fits = text.chars().count() <= width || value.is_empty();
    // A long string that can't be folded stays on one line.
    (fits || matches!(value, Value::Text(text) if !is_foldable(text))).then_some(text)
}

/// Whether a string can be folded at its single spaces without being changed.
fn is_foldable(text: &str) -> bool {
    let odd = |c: char| c == '\n' || is_unwelcome(c);
    text.trim() == text && text.contains(' ') && !text.contains(odd) && !text.contains("  ")
}

/// Splits a string into lines at spaces.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut columns = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if columns + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                columns += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                columns = length;
            }
        }
    }
    lines
}
