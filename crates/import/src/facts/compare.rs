//! Compares tables with examples: names that only one of them has, and values that don't have the documented type.

use std::collections::HashSet;

use crate::{Body, Field, FindingKind, Presence, Response, VendorType};

use super::examples::Exchange;
use super::examples::json::{Node, Value};
use super::findings::Findings;
use super::reply::{CODE, MESSAGE, is_success};
use super::template::text::{key, quoted};

/// Maximum number of items of a list that are compared. Real examples have few items.
const COMPARED: usize = 100;

/// Reports each difference once, at the first example that has it.
pub(super) fn run(
    exchanges: &[Exchange],
    body: &Body,
    response: &Response,
    findings: &mut Findings,
) {
    let mut request = Comparison { part: "request", said: HashSet::new(), findings };
    for root in exchanges.iter().filter_map(|exchange| exchange.request.as_ref()) {
        match body {
            Body::Json(fields) => request.root(root, fields),
            Body::Form(_) => request.say("", FindingKind::TableAgainstExample, root.line, || {
                "an example sends JSON, but the table lists the parts of a form".to_owned()
            }),
            Body::Nothing if root.entries().is_some_and(<[_]>::is_empty) => {}
            Body::Nothing => request.say("", FindingKind::TableAgainstExample, root.line, || {
                "an example sends a body, but the page says that there is none".to_owned()
            }),
        }
    }
    let mut reply =
        Comparison { part: "response", said: HashSet::new(), findings: request.findings };
    let (Response::Json(fields) | Response::File(fields)) = response;
    for root in exchanges.iter().filter_map(|exchange| exchange.reply.as_ref()) {
        reply.code(root);
        if is_success(root) {
            reply.root(root, fields);
        }
    }
}

struct Comparison<'f> {
    part: &'static str,
    said: HashSet<(String, FindingKind)>,
    findings: &'f mut Findings,
}

impl Comparison<'_> {
    fn say(&mut self, path: &str, kind: FindingKind, line: u32, words: impl FnOnce() -> String) {
        if self.said.insert((path.to_owned(), kind)) {
            let part = if self.part == "request" { "body" } else { "response" };
            match (path, kind) {
                ("", _) | (_, FindingKind::CodeAsString) => self.findings.add(kind, line, words()),
                (path, _) => {
                    let about = format!("{part}.{}", path.replace("[]", ""));
                    self.findings.add_about(about, kind, line, words());
                }
            }
        }
    }

    fn code(&mut self, root: &Node) {
        if let Some(Value::Text(_)) = root.get(CODE).map(|code| &code.value) {
            let line = root.get(CODE).map_or(root.line, |code| code.line);
            self.say(CODE, FindingKind::CodeAsString, line, || {
                format!("an example shows `{CODE}` as text")
            });
        }
    }

    fn root(&mut self, root: &Node, fields: &[Field]) {
        if root.entries().is_none() {
            let message = format!("an example of the {} is not an object", self.part);
            self.say("", FindingKind::TypeAgainstExample, root.line, || message);
            return;
        }
        self.object(root, fields, "");
    }

    fn object(&mut self, node: &Node, fields: &[Field], place: &str) {
        for entry in node.entries().unwrap_or_default() {
            let path = format!("{place}{}", entry.name);
            let of_envelope = place.is_empty()
                && self.part == "response"
                && (entry.name == CODE || entry.name == MESSAGE);
            match fields.iter().find(|field| field.name == entry.name) {
                Some(field) => self.value(&entry.value, field, &path),
                None if of_envelope => {}
                None => self.unlisted(&entry.name, entry.line, fields, &path),
            }
        }
        for field in fields.iter().filter(|field| field.presence == Presence::Required) {
            if node.get(&field.name).is_none() {
                let path = format!("{place}{}", field.name);
                let message = format!(
                    "an example of the {} lacks {}, which is required",
                    self.part,
                    quoted(&path)
                );
                self.say(&path, FindingKind::TableAgainstExample, node.line, || message);
            }
        }
    }

    fn unlisted(&mut self, name: &str, line: u32, fields: &[Field], path: &str) {
        let plain = key(name);
        let similar = fields.iter().find(|field| key(&field.name) == plain);
        let part = self.part;
        self.say(path, FindingKind::TableAgainstExample, line, || {
            let shows =
                format!("an example of the {part} shows {}, which no table lists", quoted(path));
            match similar {
                Some(field) => format!("{shows}; a table has {}", quoted(&field.name)),
                None => shows,
            }
        });
    }

    fn value(&mut self, node: &Node, field: &Field, path: &str) {
        let shown = kind_name(&node.value);
        if !fits(&VendorType::of(&field.ty), &node.value) {
            let message = format!(
                "{} is documented as `{}`, but an example shows {shown}",
                quoted(path),
                field.ty.trim()
            );
            self.say(path, FindingKind::TypeAgainstExample, node.line, || message);
        }
        if field.fields.is_empty() {
            return;
        }
        match &node.value {
            Value::Object(_) => self.object(node, &field.fields, &format!("{path}.")),
            Value::List(items) => {
                for item in items.iter().filter(|item| item.entries().is_some()).take(COMPARED) {
                    self.object(item, &field.fields, &format!("{path}[]."));
                }
            }
            _ => {}
        }
    }
}

/// Whether a value may have the type that a table documents. Values of some types can be any JSON.
fn fits(ty: &VendorType, value: &Value) -> bool {
    match (ty, value) {
        (_, Value::Null) => true,
        (VendorType::Text, value) => matches!(value, Value::Text(_)),
        (VendorType::Number | VendorType::Integer | VendorType::Fraction, value) => {
            matches!(value, Value::Number(_))
        }
        (VendorType::Boolean, value) => matches!(value, Value::Bool(_)),
        (VendorType::Object | VendorType::Json, value) => matches!(value, Value::Object(_)),
        (VendorType::List, value) => matches!(value, Value::List(_)),
        (VendorType::ListOf(item), Value::List(items)) => items
            .iter()
            .all(|value| !matches!(value.value, Value::Null) && fits(item, &value.value)),
        (VendorType::ListOf(_), _) => false,
        (
            VendorType::Timestamp
            | VendorType::FormPart
            | VendorType::Bytes
            | VendorType::Unspecified
            | VendorType::Unknown,
            _,
        ) => true,
    }
}

fn kind_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::Text(_) => "text",
        Value::Object(_) => "an object",
        Value::List(items) => match items.first().map(|item| &item.value) {
            Some(Value::Object(_)) => "a list of objects",
            Some(Value::Number(_)) => "a list of numbers",
            Some(Value::Text(_)) => "a list of texts",
            _ => "a list",
        },
    }
}
