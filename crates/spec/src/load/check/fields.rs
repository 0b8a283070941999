//! Keys that suit the field's type, and wire names that are free.

use std::collections::HashMap;

use crate::{EnumValues, Field, Json, Model, Object, Presence, Serves, Shape, Span, Type};

use super::secrets::{looks_real, real_secret};
use super::{Place, each_field_list, each_list};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    each_list(model, |place, _, fields| {
        wire_names(fields, out);
        for field in fields {
            suits(model, field, place, out);
            values(model, field, out);
        }
    });
    for endpoint in &model.endpoints {
        let envelope = &model.api.envelope;
        each_field_list(endpoint, |place, outermost, fields| {
            let reserved: Vec<&str> = match place {
                Place::Response => vec![&envelope.code, &envelope.message],
                Place::Query => {
                    let tokens = model.api.tokens.iter().map(|token| token.query.as_str());
                    let fixed = endpoint.fixed_query.iter().map(|(name, _)| name.as_str());
                    tokens.chain(fixed).collect()
                }
                _ => return,
            };
            for field in fields.iter().filter(|_| outermost) {
                let name = field.name.value.as_str();
                // The message of a success may say more than that it is one.
                let message = place == Place::Response && name == envelope.message.value;
                if message && field.ty.value == Type::String {
                    continue;
                }
                if message {
                    let message = format!("`{name}` is the message of the envelope, which is text");
                    let span = field.ty.span;
                    out.push(Diagnostic::new(Code::ReservedName, span, message));
                } else if reserved.contains(&name) {
                    let message = format!("`{}` is there already", field.name.value);
                    let help = "the code of the envelope, the token and fixed query values \
                                are not listed as fields";
                    let span = field.name.span;
                    out.push(Diagnostic::new(Code::ReservedName, span, message).help(help));
                }
            }
        });
    }
}

/// Names and aliases of one object, each once.
fn wire_names(fields: &[Field], out: &mut Diagnostics) {
    let mut names: HashMap<&str, Span> = HashMap::new();
    for field in fields {
        names.insert(&field.name.value, field.name.span);
    }
    for alias in fields.iter().flat_map(|field| &field.aliases) {
        if let Some(first) = names.insert(&alias.value, alias.span) {
            let message = format!("`{}` names a field already", alias.value);
            let diagnostic = Diagnostic::new(Code::AliasCollision, alias.span, message);
            out.push(diagnostic.and(first, "here"));
        }
    }
}

/// Keys that only some types or places take.
fn suits(model: &Model, field: &Field, place: Place, out: &mut Diagnostics) {
    let ty = &field.ty.value;
    let values = enum_values(model, ty);
    // A name that nobody knows is reported as such.
    let unknown = matches!(ty, Type::Named(name) if model.named_type(name).is_none());
    let text = matches!(ty, Type::String | Type::Url | Type::Date(_) | Type::Yuan)
        || unknown
        || values.is_some_and(|values| !values.is_integer());
    let scalar = text
        || values.is_some()
        || matches!(
            ty,
            Type::Integer | Type::Number | Type::Fen | Type::UnixSeconds | Type::Boolean
        );
    let number = matches!(ty, Type::Integer | Type::Number | Type::Fen | Type::UnixSeconds);
    let many = matches!(ty, Type::List(_) | Type::Map(_));
    let inline = matches!(ty.innermost(), Type::Object(_) | Type::Enum(_));
    let request = place.serves() == Serves::Request;
    let limits = &field.limits;
    let name = field.name.span;
    let mut refuse = |wrong: bool, span: Span, words: &str| {
        if wrong {
            let message = format!("`{}`: {words}", field.name.value);
            out.push(Diagnostic::new(Code::Unsuitable, span, message));
        }
    };
    let span = |limit: &Option<crate::Spanned<_>>| limit.as_ref().map(|limit| limit.span);
    let chars = span(&limits.chars);
    refuse(chars.is_some() && !text, chars.unwrap_or(name), "only texts are limited in characters");
    let bytes = span(&limits.bytes);
    let binary = matches!(ty, Type::Base64 | Type::File(_));
    let words = "only texts, base64 and files are limited in bytes";
    refuse(bytes.is_some() && !text && !binary, bytes.unwrap_or(name), words);
    let items = span(&limits.items);
    refuse(items.is_some() && !many, items.unwrap_or(name), "only lists and maps have items");
    let value = span(&limits.value);
    refuse(value.is_some() && !number, value.unwrap_or(name), "only numbers are limited in value");
    refuse(field.secret && *ty != Type::String, name, "only a string can be secret");
    refuse(field.string_or_number && !scalar, name, "only single values are text or number");
    let words = "a request says what is sent; `empty` is for replies";
    refuse(field.empty_is_absent && request, name, words);
    refuse(field.type_name.is_some() && !inline, name, "`type_name` names an object or enum");
    refuse(field.fixed.is_some() && !request, name, "only a request sends a fixed value");
    let simple = matches!(ty, Type::String | Type::Integer | Type::Boolean);
    let words = "a fixed value is a string, an integer or a boolean";
    refuse(field.fixed.is_some() && request && !simple, name, words);
    let odd = field.is_optional() || field.default.is_some() || field.secret;
    refuse(
        field.fixed.is_some() && odd && request,
        name,
        "a fixed value is always sent, the same, in the open",
    );
    let words = "only single values stand in a query";
    refuse(place == Place::Query && !scalar, field.ty.span, words);
    // A file that is a whole reply has no name of its own.
    let part = matches!(ty.innermost(), Type::File(part) if part.name.is_some());
    let words = "a file stands in a form, by itself";
    refuse(part && (place != Place::Form || many), field.ty.span, words);
    let words = "only single values and files stand in a form";
    refuse(place == Place::Form && !scalar && !part, field.ty.span, words);
    let given = field.default.is_some() || field.fixed.is_some();
    refuse(part && given, name, "a file has no `default` and is never `fixed`");
    let always = field.presence == Presence::Required && !field.empty_is_absent;
    let words = "a field that is always there needs no `default`";
    refuse(field.default.is_some() && field.fixed.is_none() && always, name, words);
    let derived = field.from.is_some();
    let stored = field.fixed.is_some()
        || field.default.is_some()
        || !field.aliases.is_empty()
        || field.secret
        || field.string_or_number
        || field.empty_is_absent
        || !limits.is_empty();
    refuse(derived && stored, name, "a derived field has no value of its own");
    let both = field.presence == Presence::Required && field.empty_is_absent;
    let words = "what may be empty is not `required`";
    refuse(both && !request, name, words);
    let words = "a fixed value needs no limits";
    refuse(field.fixed.is_some() && !limits.is_empty(), name, words);
    let words = "a request is sent in one spelling; `aliases` are for replies";
    let alias = field.aliases.first().map_or(name, |alias| alias.span);
    refuse(request && !field.aliases.is_empty(), alias, words);
}

/// The values of an enum, defined here or shared.
fn enum_values<'a>(model: &'a Model, ty: &'a Type) -> Option<&'a EnumValues> {
    match ty {
        Type::Enum(values) => Some(values),
        Type::Named(name) => match &model.named_type(name)?.shape {
            Shape::Enum(values) => Some(values),
            Shape::Object(_) => None,
        },
        _ => None,
    }
}

/// Default, fixed and example value fit the type.
fn values(model: &Model, field: &Field, out: &mut Diagnostics) {
    let given = [("default", &field.default), ("fixed", &field.fixed), ("example", &field.example)];
    for (key, value) in given {
        let Some(value) = value else { continue };
        if field.secret && value.as_str().is_some_and(looks_real) {
            out.push(real_secret(&field.name, value.span));
        }
        let loose = field.string_or_number && fits(model, &Type::String, value);
        if !loose && !fits(model, &field.ty, value) {
            let message = format!("this `{key}` doesn't fit the field's type");
            let label = format!("{} can't be here", value.kind_name());
            let diagnostic = Diagnostic::new(Code::ValueMisfit, value.span, message).label(label);
            let word = matches!(value.as_str(), Some("yes" | "no")) && *field.ty == Type::Boolean;
            out.push(if word {
                diagnostic.help("what stands on the wire is `true` or `false`")
            } else {
                diagnostic
            });
        }
    }
}

/// Whether a value is of the kind that a type wants.
fn fits(model: &Model, ty: &Type, value: &Json) -> bool {
    if let Some(values) = enum_values(model, ty) {
        let noun = if values.is_integer() { "a whole number" } else { "text" };
        return value.kind_name() == noun;
    }
    match ty {
        Type::Integer | Type::Fen | Type::UnixSeconds => value.kind_name() == "a whole number",
        Type::Number => matches!(value.kind_name(), "a whole number" | "a fraction"),
        Type::Boolean => value.kind_name() == "a boolean",
        Type::List(_) => value.kind_name() == "a list",
        Type::Map(_) | Type::Object(_) => value.kind_name() == "an object",
        Type::Named(name) if model.named_type(name).is_some() => value.kind_name() == "an object",
        Type::Named(_) | Type::Json => true,
        _ => value.kind_name() == "text",
    }
}

/// The field at a path such as `card_ext.user_card.title`.
pub(super) fn at_path<'a>(model: &'a Model, fields: &'a [Field], path: &str) -> Option<&'a Field> {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let field = fields.iter().find(|field| field.name.value == first)?;
    let Some(rest) = rest else {
        return Some(field);
    };
    match field.ty.innermost() {
        Type::Object(object) => at_path(model, &object.fields, rest),
        Type::Named(name) => match &model.named_type(name)?.shape {
            Shape::Object(Object { fields }) => at_path(model, fields, rest),
            Shape::Enum(_) => None,
        },
        _ => None,
    }
}
