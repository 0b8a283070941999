//! Reading a mapping key by key, so that every wrong key is reported, not just the first.

use weixin_catalog::{Span, Spanned};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Node, NodeKind};

/// A mapping whose keys are known beforehand.
pub(super) struct Mapping<'n> {
    entries: &'n [(Spanned<String>, Node)],
    what: &'static str,
    span: Span,
    asked: Vec<&'static str>,
}

impl<'n> Mapping<'n> {
    /// Opens `node`; `what` says what it is, as in "an endpoint".
    pub(super) fn open(node: &'n Node, what: &'static str, out: &mut Diagnostics) -> Option<Self> {
        let entries = entries(node, what, out)?;
        let asked = Vec::new();
        let span = node.span;
        Some(Self { entries, what, span, asked })
    }

    /// The place of the mapping.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The value of a key that may be absent.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|(name, _)| name.value == key);
        entry.map(|(_, node)| node)
    }

    /// The value of a key that must be there.
    pub(super) fn required(
        &mut self,
        key: &'static str,
        out: &mut Diagnostics,
    ) -> Option<&'n Node> {
        let node = self.optional(key);
        if node.is_none() {
            let message = format!("{} needs the key `{key}`", self.what);
            out.push(Diagnostic::new(Code::MissingKey, self.span, message));
        }
        node
    }

    /// Reports every key that was never asked for.
    pub(super) fn finish(self, out: &mut Diagnostics) {
        for (name, _) in self.entries {
            if out.is_full() {
                return;
            }
            if !self.asked.contains(&name.value.as_str()) {
                let message = format!("{} has no key `{}`", self.what, shown(name));
                let diagnostic = Diagnostic::new(Code::UnknownKey, name.span, message);
                out.push(match name.contains(' ') {
                    true => diagnostic.help("quote a text that has a comma in it"),
                    false => diagnostic.nearest(name, self.asked.iter().copied()),
                });
            }
        }
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
            let message = format!("{what} is a mapping, not {}", node.noun());
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
            let message = format!("{what} is a list, not {}", node.noun());
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
