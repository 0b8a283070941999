//! Fields: a name and a type, or a mapping that says more.

use crate::{Derivation, Field, Limits, Presence, Range, Serves, Spanned, Type};

use super::mapping::{Mapping, entries, shown};
use super::scalar::{
    checked_wire_name, integer, is_camel_case, is_snake_case, json, line, prose, text, title,
    wire_name, word, yes_no,
};
use super::types::{TypeParts, enum_values, field_type};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

/// The fields of a query, a body, a response or an object, which stand in `serves`.
pub(super) fn fields(node: &Node, what: &str, serves: Serves, out: &mut Diagnostics) -> Vec<Field> {
    let entries = entries(node, what, out).unwrap_or_default();
    let fields = entries.iter();
    fields.filter_map(|(name, node)| field(name, node, serves, out)).collect()
}

fn field(
    name: &Spanned<String>,
    node: &Node,
    serves: Serves,
    out: &mut Diagnostics,
) -> Option<Field> {
    if !checked_wire_name(name, out) {
        return None;
    }
    if let NodeKind::Scalar { .. } = node.kind {
        let words = text(node, "a type", out)?;
        let ty = field_type(words, TypeParts::default(), out)?;
        let presence = unsaid(name, serves, out);
        return Some(Field { presence, ..Field::bare(name.clone(), ty) });
    }
    let mut map = Mapping::open(node, &language::FIELD, out)?;
    let from = map.optional("from");
    let ty = parts_and_type(&mut map, from.is_some(), serves, out);
    let from = from.and_then(|node| derivation(node, out));
    let presence = presence(&mut map, out).unwrap_or_else(|| match from {
        // It lives in another field, which says it.
        Some(_) => Presence::Optional,
        None => unsaid(name, serves, out),
    });
    let field = Field {
        presence,
        about: map.optional("about").and_then(|n| prose(n, "`about`", out)).unwrap_or_default(),
        rust: name_of(&mut map, "rust", is_snake_case, out),
        type_name: name_of(&mut map, "type_name", is_camel_case, out),
        limits: map.optional("limits").map(|n| limits(n, out)).unwrap_or_default(),
        default: map.optional("default").and_then(json),
        fixed: map.optional("fixed").and_then(json),
        secret: flag(&mut map, "secret", out),
        example: map.optional("example").and_then(json),
        aliases: map.optional("aliases").map(|n| aliases(n, out)).unwrap_or_default(),
        string_or_number: accepts(&mut map, out),
        empty_is_absent: empty(&mut map, out),
        deprecated: map
            .optional("deprecated")
            .and_then(|n| title(n, "`deprecated`", out))
            .map(|line| line.value),
        from,
        ..Field::bare(name.clone(), Spanned::new(Type::Json, name.span))
    };
    map.finish(out);
    let ty = ty?;
    Some(Field { ty, ..field })
}

fn parts_and_type(
    map: &mut Mapping<'_>,
    derived: bool,
    serves: Serves,
    out: &mut Diagnostics,
) -> Option<Spanned<Type>> {
    let parts = TypeParts {
        fields: map
            .optional("fields")
            .map(|node| Spanned::new(fields(node, "`fields`", serves, out), node.span)),
        values: map.optional("values").map(|node| Spanned::new(enum_values(node, out), node.span)),
        format: map
            .optional("format")
            .map(|node| Spanned::new(line(node, "`format`", out), node.span)),
        file_name: map
            .optional("file_name")
            .map(|node| Spanned::new(line(node, "`file_name`", out), node.span)),
        content_type: map
            .optional("content_type")
            .map(|node| Spanned::new(line(node, "`content_type`", out), node.span)),
    };
    let words = match map.optional("type") {
        Some(node) => text(node, "a type", out)?,
        // What is cut out of an address is text.
        None if derived => Spanned::new("string".to_owned(), map.span()),
        None => {
            map.required("type", out);
            return None;
        }
    };
    field_type(words, parts, out)
}

/// Whether a field must be there that doesn't say it.
fn unsaid(name: &Spanned<String>, serves: Serves, out: &mut Diagnostics) -> Presence {
    match serves {
        Serves::Request => Presence::Required,
        Serves::Response => Presence::Optional,
        Serves::Both => {
            let message = format!("`{}` doesn't say whether it is required", shown(name));
            let help = "requests and responses differ in what they take for granted: write \
                        `required: yes`, `required: no` or `when:` at each field of a type `for: both`";
            out.push(Diagnostic::new(Code::PresenceUnspecified, name.span, message).help(help));
            Presence::Required
        }
    }
}

/// What `required` and `when` say; `None` where neither is there.
fn presence(map: &mut Mapping<'_>, out: &mut Diagnostics) -> Option<Presence> {
    let required = map.optional("required");
    let when = map.optional("when");
    Some(match (required, when) {
        (Some(node), Some(_)) => {
            let message = "`required` and `when` contradict each other";
            let help = "a conditional field has `when` alone";
            out.push(Diagnostic::new(Code::Unsuitable, node.span, message).help(help));
            Presence::Required
        }
        (None, Some(node)) => {
            let words = title(node, "`when`", out).unwrap_or_default();
            match words.is_empty() {
                true => Presence::Optional,
                false => Presence::When(words.value),
            }
        }
        (Some(node), None) => match yes_no(node, "value for a yes-or-no key", out) {
            Some(false) => Presence::Optional,
            _ => Presence::Required,
        },
        (None, None) => return None,
    })
}

fn flag(map: &mut Mapping<'_>, key: &'static str, out: &mut Diagnostics) -> bool {
    let node = map.optional(key);
    node.and_then(|node| yes_no(node, "value for a yes-or-no key", out)).unwrap_or(false)
}

fn accepts(map: &mut Mapping<'_>, out: &mut Diagnostics) -> bool {
    let node = map.optional("accepts");
    let words = language::ACCEPTS;
    node.and_then(|node| word(node, "value of `accepts`", words, out)).unwrap_or(false)
}

fn empty(map: &mut Mapping<'_>, out: &mut Diagnostics) -> bool {
    let node = map.optional("empty");
    let words = language::EMPTY;
    node.and_then(|node| word(node, "value of `empty`", words, out)).unwrap_or(false)
}

fn name_of(
    map: &mut Mapping<'_>,
    key: &'static str,
    suits: fn(&str) -> bool,
    out: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let name = map.optional(key).and_then(|node| text(node, "a Rust name", out))?;
    if suits(&name) {
        return Some(name);
    }
    let message = format!("`{}` won't do as `{key}`", shown(&name));
    let help = match key {
        "rust" => "a snake_case name, 64 characters at most",
        _ => "an UpperCamelCase name, 64 characters at most",
    };
    out.push(Diagnostic::new(Code::BadName, name.span, message).help(help));
    None
}

fn aliases(node: &Node, out: &mut Diagnostics) -> Vec<Spanned<String>> {
    let items = super::mapping::items(node, "`aliases`", out).unwrap_or_default();
    items.iter().filter_map(|node| wire_name(node, out)).collect()
}

fn derivation(node: &Node, out: &mut Diagnostics) -> Option<Derivation> {
    let mut map = Mapping::open(node, &language::FROM, out)?;
    let query = map.required("query", out).and_then(|n| wire_name(n, out));
    let of = map.required("of", out).and_then(|n| text(n, "`of`", out));
    map.finish(out);
    Some(Derivation { query: query?, of: of? })
}

fn limits(node: &Node, out: &mut Diagnostics) -> Limits {
    let Some(mut map) = Mapping::open(node, &language::LIMITS, out) else {
        return Limits::default();
    };
    let mut limit = |key, least| {
        let node = map.optional(key)?;
        range(node, least, out).map(|range| Spanned::new(range, node.span))
    };
    let limits = Limits {
        chars: limit("chars", 0),
        bytes: limit("bytes", 0),
        items: limit("items", 0),
        value: limit("value", i64::MIN),
    };
    map.finish(out);
    limits
}

/// `9` or `{ min: 1, max: 9 }`.
fn range(node: &Node, least: i64, out: &mut Diagnostics) -> Option<Range> {
    let range = match &node.kind {
        NodeKind::Map(_) => {
            let mut map = Mapping::open(node, &language::LIMIT, out)?;
            let mut end = |key, out: &mut Diagnostics| {
                let node = map.optional(key)?;
                integer(node, "a limit", out).map(|number| number.value)
            };
            let (min, max) = (end("min", out), end("max", out));
            map.finish(out);
            Range { min, max }
        }
        _ => Range { min: None, max: Some(integer(node, "a limit", out)?.value) },
    };
    let (min, max) = (range.min.unwrap_or(least), range.max.unwrap_or(i64::MAX));
    if range == (Range { min: None, max: None }) || min > max || min < least || max < least {
        let message = "a limit is a number, or min and max in order";
        let help =
            "`9` means at most nine; `{ min: 1, max: 9 }` from one to nine; no count is negative";
        out.push(Diagnostic::new(Code::BadRange, node.span, message).help(help));
        return None;
    }
    Some(range)
}
