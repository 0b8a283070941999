//! Types: the words of the language, enums, and the shared types of `spec/types/`.

use crate::{
    EnumValue, EnumValues, Field, FilePart, NamedType, Object, Serves, Shape, Spanned, Type,
    Variant,
};

use super::field::fields;
use super::mapping::{Mapping, entries, shown};
use super::scalar::{TODO, is_camel_case, prose, text, title, whole_number, word};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

/// What a field says beside the type's word; what could not be read is `None` within.
#[derive(Default)]
pub(super) struct TypeParts {
    pub(super) fields: Option<Spanned<Vec<Field>>>,
    pub(super) values: Option<Spanned<Option<EnumValues>>>,
    pub(super) format: Option<Spanned<Option<Spanned<String>>>>,
    pub(super) file_name: Option<Spanned<Option<Spanned<String>>>>,
    pub(super) content_type: Option<Spanned<Option<Spanned<String>>>>,
}

/// The type that `words` name, completed by `parts`.
pub(super) fn field_type(
    words: Spanned<String>,
    mut parts: TypeParts,
    out: &mut Diagnostics,
) -> Option<Spanned<Type>> {
    let ty = type_words(&words.value, &words, &mut parts, 0, out)?;
    let unused = [
        ("fields", parts.fields.map(|fields| fields.span)),
        ("values", parts.values.map(|values| values.span)),
        ("format", parts.format.map(|format| format.span)),
        ("file_name", parts.file_name.map(|name| name.span)),
        ("content_type", parts.content_type.map(|ty| ty.span)),
    ];
    for (key, span) in unused {
        if let Some(span) = span {
            let message = format!("`{key}` doesn't suit the type `{}`", shown(&words));
            let help = format!("it belongs to the type `{}`", language::part_type(key));
            out.push(Diagnostic::new(Code::Unsuitable, span, message).help(help));
        }
    }
    Some(Spanned::new(ty, words.span))
}

fn type_words(
    words: &str,
    whole: &Spanned<String>,
    parts: &mut TypeParts,
    depth: usize,
    out: &mut Diagnostics,
) -> Option<Type> {
    for wrapper in language::WRAPPERS {
        let Some(item) = words.strip_prefix(wrapper.word) else {
            continue;
        };
        if depth == language::MAX_WRAPS {
            let message = "a type has at most four lists and maps within each other";
            let diagnostic = Diagnostic::new(Code::UnknownWord, whole.span, message);
            out.push(diagnostic.help("use `json` for what lies deeper"));
            return None;
        }
        let item = type_words(item, whole, parts, depth + 1, out)?;
        return Some((wrapper.value)(Box::new(item)));
    }
    if let Some(plain) = language::PLAIN_TYPES.iter().find(|ty| ty.word == words) {
        return Some(plain.value.clone());
    }
    let needs = |key: &str, out: &mut Diagnostics| {
        let message = format!("the type `{words}` needs the key `{key}`");
        out.push(Diagnostic::new(Code::MissingKey, whole.span, message));
    };
    Some(match words {
        "date" => match parts.format.take() {
            Some(format) => Type::Date(format.value?),
            None => {
                needs("format", out);
                return None;
            }
        },
        "file" => match (parts.file_name.take(), parts.content_type.take()) {
            (Some(name), Some(content_type)) => {
                let name = header_text(name.value?, "`file_name`", "invoice.pdf", false, out);
                let ty = content_type.value?;
                let ty = header_text(ty, "`content_type`", "application/pdf", true, out);
                Type::File(FilePart { name: Some(name?), content_type: Some(ty?) })
            }
            (name, _) => {
                needs(if name.is_none() { "file_name" } else { "content_type" }, out);
                return None;
            }
        },
        "object" => match parts.fields.take() {
            Some(fields) => Type::Object(Object { fields: fields.value }),
            None => {
                needs("fields", out);
                return None;
            }
        },
        "enum" => match parts.values.take() {
            Some(values) => Type::Enum(values.value?),
            None => {
                needs("values", out);
                return None;
            }
        },
        name if is_camel_case(name) => Type::Named(Spanned::new(name.to_owned(), whole.span)),
        other => {
            let message = format!("`{}` is no type", shown(other));
            let diagnostic = Diagnostic::new(Code::UnknownWord, whole.span, message);
            let known = language::type_words();
            out.push(diagnostic.nearest(other, known.iter().map(String::as_str)));
            return None;
        }
    })
}

/// A text in a header of a form's part.
fn header_text(
    text: Spanned<String>,
    what: &str,
    such_as: &str,
    slash: bool,
    out: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    if text.chars().all(plain) && text.contains('/') == slash {
        return Some(text);
    }
    let message = format!("`{}` won't do as {what}", shown(&text));
    let help = format!("such as `{such_as}`");
    out.push(Diagnostic::new(Code::BadText, text.span, message).help(help));
    None
}

/// `value: meaning` or `value: { name: RustName, about: meaning }`.
pub(super) fn enum_values(node: &Node, out: &mut Diagnostics) -> Option<EnumValues> {
    let entries = entries(node, "`values`", out)?;
    let variants = entries.iter().enumerate();
    let variants = variants.filter_map(|(place, (value, node))| variant(value, node, place, out));
    let variants: Vec<Variant> = variants.collect();
    let integers = |variant: &&Variant| matches!(variant.value.value, EnumValue::Integer(_));
    let odd = variants.first().and_then(|first| {
        let kind = integers(&first);
        variants.iter().find(|variant| integers(variant) != kind)
    });
    if let Some(odd) = odd {
        let message = "the values of an enum are all text or all whole numbers";
        let help = "quote the numbers if the wire has them as text";
        out.push(Diagnostic::new(Code::BadEnum, odd.value.span, message).help(help));
        return None;
    }
    if entries.is_empty() {
        let message = "an enum has at least one value";
        out.push(Diagnostic::new(Code::BadEnum, node.span, message));
        return None;
    }
    Some(EnumValues { variants })
}

fn variant(
    value: &Spanned<String>,
    node: &Node,
    place: usize,
    out: &mut Diagnostics,
) -> Option<Variant> {
    // A quoted number, or one written with a leading zero, is text.
    let quoted = value.span.end.saturating_sub(value.span.start) as usize != value.value.len();
    let number = if quoted { None } else { whole_number(value) };
    let kind = match number {
        Some(number) => EnumValue::Integer(number),
        None => EnumValue::String(value.value.clone()),
    };
    let (name, about) = match &node.kind {
        NodeKind::Map(_) => {
            let mut map = Mapping::open(node, &language::VALUE, out)?;
            let name = map.optional("name").map(|node| camel(node, out));
            let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
            map.finish(out);
            let name = match name {
                Some(name) => Some(named(name?, &kind, place, out)),
                None => None,
            };
            (name, about?)
        }
        _ => (None, prose(node, "a value's meaning", out)?),
    };
    let value = Spanned::new(kind, value.span);
    Some(Variant { value, name, about })
}

/// A value whose name is still to be found is called by its number, or by its place.
fn named(
    name: Spanned<String>,
    value: &EnumValue,
    place: usize,
    out: &mut Diagnostics,
) -> Spanned<String> {
    if name.value != TODO {
        return name;
    }
    let until_then = match value {
        EnumValue::Integer(number) if *number < 0 => format!("ValueMinus{}", number.unsigned_abs()),
        EnumValue::Integer(number) => format!("Value{number}"),
        EnumValue::String(_) => format!("Value{}", place + 1),
    };
    let help = format!("until then it is `{until_then}`");
    let message = "a value's name is still to be found";
    out.push(Diagnostic::new(Code::Todo, name.span, message).help(help));
    Spanned::new(until_then, name.span)
}

/// An UpperCamelCase name.
pub(super) fn camel(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let name = text(node, "a name", out)?;
    if is_camel_case(&name) {
        return Some(name);
    }
    let message = format!("`{}` is no UpperCamelCase name", shown(&name));
    let help = "words that begin with capitals, joined; letters and digits, 64 at most";
    out.push(Diagnostic::new(Code::BadName, node.span, message).help(help));
    None
}

/// `spec/types/<name>.yaml`.
pub(super) fn named_type(
    name: Spanned<String>,
    node: &Node,
    out: &mut Diagnostics,
) -> Option<NamedType> {
    let mut map = Mapping::open(node, &language::SHARED_TYPE, out)?;
    let title = map.required("title", out).and_then(|n| title(n, "`title`", out));
    let about = map.optional("about").and_then(|n| prose(n, "`about`", out));
    let serves = map.optional("for");
    let said = serves.and_then(|node| word(node, "value of `for`", language::FOR, out));
    // Where it isn't said, no field is to be reported for that once more.
    let presumed = said.unwrap_or(Serves::Response);
    let fields = map.optional("fields").map(|node| fields(node, "`fields`", presumed, out));
    let values = map.optional("values").map(|node| enum_values(node, out));
    let span = map.span();
    map.finish(out);
    if let (Some(_), None, None) = (&fields, &values, serves) {
        let message = "a shared type with `fields` needs the key `for`";
        let help = "`for: request`, `for: response`, or `for: both`";
        out.push(Diagnostic::new(Code::MissingKey, span, message).help(help));
        return None;
    }
    if let (None, Some(_), Some(node)) = (&fields, &values, serves) {
        let message = "`for` belongs to a type with `fields`";
        let help = "the values of an enum may stand in requests and responses alike";
        out.push(Diagnostic::new(Code::Unsuitable, node.span, message).help(help));
    }
    if serves.is_some() && said.is_none() {
        return None;
    }
    let shape = match (fields, values) {
        (Some(fields), None) => Shape::Object(Object { fields }),
        (None, Some(values)) => Shape::Enum(values?),
        _ => {
            let message = "a shared type has either `fields` or `values`";
            out.push(Diagnostic::new(Code::MissingKey, span, message));
            return None;
        }
    };
    let about = about.unwrap_or_default();
    Some(NamedType { name, title: title?.value, about, serves: said, shape })
}
