//! Single values: texts, words, numbers, dates, addresses.

use crate::{Json, JsonKind, Spanned};

use super::mapping::shown;
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language::{self, Word};
use crate::load::yaml::{Node, NodeKind};

/// The most characters of a title or another single line.
const MAX_LINE: usize = 200;

/// Any text, quoted or not, with its place.
pub(super) fn text(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    match &node.kind {
        NodeKind::Scalar { text, .. } if !text.trim().is_empty() => {
            Some(Spanned::new(text.clone(), node.span))
        }
        NodeKind::Refused => None,
        NodeKind::Scalar { .. } => {
            let message = format!("{what} is empty");
            out.push(Diagnostic::new(Code::BadText, node.span, message));
            None
        }
        _ => {
            let message = format!("{what} is text, not {}", node.kind_name());
            out.push(Diagnostic::new(Code::WrongKind, node.span, message));
            None
        }
    }
}

/// The word for what is still to be written, or to be decided.
pub const TODO: &str = "TODO";

/// Paragraphs of prose; empty where they are still to be written.
pub(super) fn prose(node: &Node, what: &str, out: &mut Diagnostics) -> Option<String> {
    let text = text(node, what, out)?;
    Some(unless_todo(&text, what, out).to_owned())
}

/// One line of prose; empty where it is still to be written.
pub(super) fn title(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let line = line(node, what, out)?;
    let words = unless_todo(&line, what, out).to_owned();
    Some(Spanned::new(words, line.span))
}

/// Reports a text that is still to be written, and takes it for none.
fn unless_todo<'t>(text: &'t Spanned<String>, what: &str, out: &mut Diagnostics) -> &'t str {
    let words = text.value.trim();
    if words != TODO {
        return words;
    }
    let message = format!("{what} is still to be written");
    out.push(Diagnostic::new(Code::Todo, text.span, message));
    ""
}

/// One line, as it is.
pub(super) fn line(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    line_or(node, what, "put the rest into `about`", out)
}

/// One line, as it is; `help` says where to put more.
pub(super) fn line_or(
    node: &Node,
    what: &str,
    help: &str,
    out: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let text = text(node, what, out)?;
    let value = text.value.trim();
    if value.contains('\n') || value.chars().count() > MAX_LINE {
        let message = format!("{what} is one line of at most {MAX_LINE} characters");
        out.push(Diagnostic::new(Code::BadText, node.span, message).help(help));
        return None;
    }
    Some(Spanned::new(value.to_owned(), text.span))
}

/// One of a few words.
pub(super) fn word<T: Clone>(
    node: &Node,
    what: &str,
    words: &[Word<T>],
    out: &mut Diagnostics,
) -> Option<T> {
    let text = text(node, what, out)?;
    let found = words.iter().find(|word| word.word == text.value);
    if let Some(word) = found {
        return Some(word.value.clone());
    }
    let renamed = words.iter().find(|word| word.formerly.contains(&text.value.as_str()));
    out.push(match renamed {
        Some(Word { word, .. }) => {
            let message = format!("`{}` is now called `{word}`", text.value);
            Diagnostic::new(Code::UnknownWord, node.span, message).help(format!("write `{word}`"))
        }
        None => {
            let message = format!("`{}` is no {what}", shown(&text));
            Diagnostic::new(Code::UnknownWord, node.span, message)
                .nearest(&text, words.iter().map(|word| word.word))
        }
    });
    None
}

/// `yes` or `no`.
pub(super) fn yes_no(node: &Node, what: &str, out: &mut Diagnostics) -> Option<bool> {
    word(node, what, language::YES_NO, out)
}

/// A whole number, unquoted.
pub(super) fn integer(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<i64>> {
    let number = match &node.kind {
        NodeKind::Scalar { text, plain: true } => whole_number(text),
        _ => None,
    };
    if number.is_none() && !matches!(node.kind, NodeKind::Refused) {
        let message = format!("{what} is a whole number, unquoted");
        out.push(Diagnostic::new(Code::WrongKind, node.span, message));
    }
    number.map(|number| Spanned::new(number, node.span))
}

/// A whole number in its one canonical spelling: no plus sign, no leading zeros.
pub(crate) fn whole_number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// An `https://` address.
pub(super) fn address(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = text(node, what, out)?;
    if !is_address(&text) {
        let message = format!("{what} is an address such as https://example.com/page");
        let help = "write it in ASCII with https://, other characters percent-encoded";
        out.push(Diagnostic::new(Code::BadAddress, node.span, message).help(help));
        return None;
    }
    Some(text)
}

/// Whether a text is an `https://` address.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").unwrap_or("");
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`' | '{' | '}');
    !rest.is_empty() && !rest.starts_with('/') && text.chars().all(plain)
}

/// A day, `yyyy-mm-dd`.
pub(super) fn date(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = text(node, what, out)?;
    if !is_date(&text) {
        let message = format!("{what} is a day such as 2026-11-22");
        out.push(Diagnostic::new(Code::BadDate, node.span, message));
        return None;
    }
    Some(text)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, digits: usize| {
        let all = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        all.then(|| part.parse::<u32>().ok()).flatten()
    };
    number(year, 4).is_some()
        && match (number(month, 2), number(day, 2)) {
            (Some(2), Some(day)) => (1..=29).contains(&day),
            (Some(4 | 6 | 9 | 11), Some(day)) => (1..=30).contains(&day),
            (Some(1..=12), Some(day)) => (1..=31).contains(&day),
            _ => false,
        }
}

/// A name on the wire: what JSON keys and query parameters of real APIs look like.
pub fn is_wire_name(name: &str) -> bool {
    let first = name.chars().next();
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
    first.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(rest)
        && name.len() <= 64
}

/// A name on the wire, with its place.
pub(super) fn wire_name(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    text(node, "a name", out).filter(|name| checked_wire_name(name, out))
}

/// Reports a name that can't be one on the wire.
pub(super) fn checked_wire_name(name: &Spanned<String>, out: &mut Diagnostics) -> bool {
    let suits = is_wire_name(name);
    if !suits {
        let message = format!("`{}` can't be a field's name", shown(name));
        let help = "letters, digits, `_`, `-`, `.` and `@`, 64 at most, a letter or `_` first";
        out.push(Diagnostic::new(Code::BadName, name.span, message).help(help));
    }
    suits
}

/// A name in `snake_case`, such as an endpoint's id.
pub fn is_snake_case(name: &str) -> bool {
    let tidy = !name.starts_with('_') && !name.ends_with('_') && !name.contains("__");
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(allowed)
        && tidy
        && name.len() <= 64
}

/// A name in `snake_case`, with its place.
pub(super) fn snake(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    text(node, "a name", out).filter(|name| checked_snake(name, out))
}

/// Reports a name that isn't in `snake_case`.
pub(super) fn checked_snake(name: &Spanned<String>, out: &mut Diagnostics) -> bool {
    let suits = is_snake_case(name);
    if !suits {
        let message = format!("`{}` is no snake_case name", shown(name));
        let help = "lower-case words, joined by `_`, 64 characters at most";
        out.push(Diagnostic::new(Code::BadName, name.span, message).help(help));
    }
    suits
}

/// A name in `UpperCamelCase`, such as a type's.
pub(super) fn is_camel_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.len() <= 64
}

/// A value of an example: JSON, as YAML 1.2's JSON schema reads it.
///
/// `yes` and `no` are texts here, since an example shows what is on the wire.
pub(super) fn json(node: &Node) -> Option<Json> {
    (!matches!(node.kind, NodeKind::Refused)).then(|| value(node))
}

fn value(node: &Node) -> Json {
    let kind = match &node.kind {
        NodeKind::Scalar { text, plain: false } => JsonKind::String(text.clone()),
        NodeKind::Scalar { text, plain: true } => plain(text),
        NodeKind::Refused => JsonKind::Null,
        NodeKind::List(items) => JsonKind::List(items.iter().map(value).collect()),
        NodeKind::Map(entries) => {
            let entries = entries.iter();
            JsonKind::Object(entries.map(|(name, node)| (name.clone(), value(node))).collect())
        }
    };
    Json { kind, span: node.span }
}

fn plain(text: &str) -> JsonKind {
    match text {
        "" | "null" | "~" => return JsonKind::Null,
        "true" => return JsonKind::Bool(true),
        "false" => return JsonKind::Bool(false),
        _ => {}
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    match numeric.then(|| serde_json::from_str::<serde_json::Number>(text)) {
        Some(Ok(number)) => JsonKind::Number(number),
        _ => JsonKind::String(text.to_owned()),
    }
}
