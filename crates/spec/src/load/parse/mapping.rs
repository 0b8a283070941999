//! Reading a mapping key by key, so that every wrong key is reported, not just the first.

use crate::{Span, Spanned};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language::{Key, Keys, Need, Value};
use crate::load::yaml::{Node, NodeKind};

/// A mapping whose keys are known beforehand.
pub(super) struct Mapping<'n> {
    entries: &'n [(Spanned<String>, Node)],
    keys: &'static Keys,
    span: Span,
    asked: Vec<(&'static str, Need)>,
}

impl<'n> Mapping<'n> {
    /// Opens `node`, whose keys are to be `keys`.
    pub(super) fn open(node: &'n Node, keys: &'static Keys, out: &mut Diagnostics) -> Option<Self> {
        let entries = entries(node, keys.what, out)?;
        let asked = Vec::new();
        let span = node.span;
        Some(Self { entries, keys, span, asked })
    }

    /// The place of the mapping.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The value of a key that may be absent.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push((key, Need::Optional));
        self.value(key)
    }

    /// The value of a key that must be there.
    pub(super) fn required(
        &mut self,
        key: &'static str,
        out: &mut Diagnostics,
    ) -> Option<&'n Node> {
        self.asked.push((key, Need::Required));
        let node = self.value(key);
        if node.is_none() {
            let message = format!("{} needs the key `{key}`", self.keys.what);
            out.push(Diagnostic::new(Code::MissingKey, self.span, message));
        }
        node
    }

    /// The value of a key, which may still have one of its former names.
    fn value(&self, key: &'static str) -> Option<&'n Node> {
        let former = self.keys.key(key).map_or(&[][..], |key| key.formerly);
        let named = |name: &str| self.entries.iter().find(|(own, _)| own.value == name);
        let entry = named(key).or_else(|| former.iter().find_map(|name| named(name)));
        entry.map(|(_, node)| node)
    }

    /// Reports every key that the language doesn't have.
    pub(super) fn finish(self, out: &mut Diagnostics) {
        if cfg!(debug_assertions) {
            self.compare(out);
        }
        for (name, node) in self.entries {
            if out.is_full() {
                return;
            }
            if let Some(key) = self.keys.renamed(name) {
                let message = format!("`{}` is now called `{}`", name.value, key.name);
                out.push(
                    Diagnostic::new(Code::UnknownKey, name.span, message).help(line(key, node)),
                );
            } else if self.keys.key(name).is_none() {
                let message = format!("{} has no key `{}`", self.keys.what, shown(name));
                let diagnostic = Diagnostic::new(Code::UnknownKey, name.span, message);
                out.push(match name.contains(' ') {
                    true => diagnostic.help("quote a text that has a comma in it"),
                    false => diagnostic.nearest(name, self.keys.keys.iter().map(|key| key.name)),
                });
            }
        }
    }
}

impl Mapping<'_> {
    /// Reports where the parser asks for other keys than the language has: then the JSON Schema, which
    /// is made of the same table, would be wrong. Any spec shows it, so any test does.
    fn compare(&self, out: &mut Diagnostics) {
        let mut report = |name: &str, words: &str| {
            let message = format!("the parser {words} the key `{name}` of {}", self.keys.what);
            out.push(Diagnostic::new(Code::Defect, self.span, message));
        };
        for (name, need) in &self.asked {
            match self.keys.key(name).map(|key| key.need) {
                None => report(name, "asks for what is not in the table,"),
                Some(Need::Rule) => {}
                Some(table) if table == *need => {}
                Some(_) => report(name, "and the table differ about the need of"),
            }
        }
        for key in self.keys.keys {
            if !self.asked.iter().any(|(name, _)| *name == key.name) {
                report(key.name, "never asks for");
            }
        }
    }
}

/// The line to write for a key that has another name now.
fn line(key: &Key, node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar { text, .. } => {
            let word = current_word(&key.value, text).unwrap_or(text);
            format!("write `{}: {}`", key.name, shown(word))
        }
        NodeKind::List(_) => format!("write `{}: […]`", key.name),
        _ => format!("write `{}: {{ … }}`", key.name),
    }
}

/// The current spelling of a word that the value takes.
fn current_word(value: &Value, text: &str) -> Option<&'static str> {
    match value {
        Value::Words(words) => {
            let mut words = words().into_iter();
            words.find(|word| word.formerly.contains(&text)).map(|word| word.word)
        }
        Value::Either(values) => values.iter().find_map(|value| current_word(value, text)),
        _ => None,
    }
}

/// The entries of a mapping whose keys are the author's own, such as field names.
pub(super) fn entries<'n>(
    node: &'n Node,
    what: &str,
    out: &mut Diagnostics,
) -> Option<&'n [(Spanned<String>, Node)]> {
    match &node.kind {
        NodeKind::Map(entries) => Some(entries),
        NodeKind::Refused => None,
        _ => {
            let message = format!("{what} is a mapping, not {}", node.kind_name());
            out.push(Diagnostic::new(Code::WrongKind, node.span, message));
            None
        }
    }
}

/// The items of a list.
pub(super) fn items<'n>(node: &'n Node, what: &str, out: &mut Diagnostics) -> Option<&'n [Node]> {
    match &node.kind {
        NodeKind::List(items) => Some(items),
        NodeKind::Refused => None,
        _ => {
            let message = format!("{what} is a list, not {}", node.kind_name());
            out.push(Diagnostic::new(Code::WrongKind, node.span, message));
            None
        }
    }
}

/// A word from a file, on one line and short enough for a message.
pub(super) fn shown(word: &str) -> String {
    let shown = match word.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &word[..cut]),
        None => word.to_owned(),
    };
    shown.replace('\n', " ")
}
