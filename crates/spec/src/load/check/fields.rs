//! Checks that keys suit the field's type, and that wire names are unique.

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
                // A field may be the envelope's message, since that of a success can have content.
                let message = place == Place::Response && name == envelope.message.value;
                if message && field.ty.value == Type::String {
                    continue;
                }
                if message {
                    let message =
                        format!("`{name}` is the message of the envelope, which must be a string");
                    let span = field.ty.span;
                    out.push(Diagnostic::new(Code::ReservedName, span, message));
                } else if reserved.contains(&name) {
                    let message = format!("the name `{}` is already taken", field.name.value);
                    let help = "don't list the envelope's code, the token or fixed query values \
                                as fields";
                    let span = field.name.span;
                    out.push(Diagnostic::new(Code::ReservedName, span, message).help(help));
                }
            }
        });
    }
}

/// Checks that names and aliases are unique within an object.
fn wire_names(fields: &[Field], out: &mut Diagnostics) {
    let mut names: HashMap<&str, Span> = HashMap::new();
    for field in fields {
        names.insert(&field.name.value, field.name.span);
    }
    for alias in fields.iter().flat_map(|field| &field.aliases) {
        if let Some(first) = names.insert(&alias.value, alias.span) {
            let message = format!("`{}` is already the name of a field", alias.value);
            let diagnostic = Diagnostic::new(Code::AliasCollision, alias.span, message);
            out.push(diagnostic.and(first, "here"));
        }
    }
}

/// Checks keys that are only allowed for some types or places.
fn suits(model: &Model, field: &Field, place: Place, out: &mut Diagnostics) {
    let ty = &field.ty.value;
    let values = enum_values(model, ty);
    // An unknown type is reported elsewhere.
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
    let mut refuse = |wrong: bool, span: Span, reason: &str| {
        if wrong {
            let message = format!("`{}`: {reason}", field.name.value);
            out.push(Diagnostic::new(Code::Unsuitable, span, message));
        }
    };
    let span = |limit: &Option<crate::Spanned<_>>| limit.as_ref().map(|limit| limit.span);
    let chars = span(&limits.chars);
    refuse(
        chars.is_some() && !text,
        chars.unwrap_or(name),
        "only text can have a limit of `chars`",
    );
    let bytes = span(&limits.bytes);
    let binary = matches!(ty, Type::Base64 | Type::File(_));
    let reason = "only text, base64 and files can have a limit of `bytes`";
    refuse(bytes.is_some() && !text && !binary, bytes.unwrap_or(name), reason);
    let items = span(&limits.items);
    refuse(
        items.is_some() && !many,
        items.unwrap_or(name),
        "only lists and maps can have a limit of `items`",
    );
    let value = span(&limits.value);
    refuse(
        value.is_some() && !number,
        value.unwrap_or(name),
        "only numbers can have a limit of `value`",
    );
    refuse(field.secret && *ty != Type::String, name, "only a string can be secret");
    let reason = "only single values can have `accepts: string_or_number`";
    refuse(field.string_or_number && !scalar, name, reason);
    refuse(field.empty_is_absent && request, name, "`empty` is for responses only");
    let reason = "`type_name` is for objects and enums that are defined here";
    refuse(field.type_name.is_some() && !inline, name, reason);
    refuse(field.fixed.is_some() && !request, name, "`fixed` is for requests only");
    let simple = matches!(ty, Type::String | Type::Integer | Type::Boolean);
    let reason = "a `fixed` value must be a string, an integer or a boolean";
    refuse(field.fixed.is_some() && request && !simple, name, reason);
    let odd = field.is_optional() || field.default.is_some() || field.secret;
    refuse(
        field.fixed.is_some() && odd && request,
        name,
        "a `fixed` field can't be optional or secret or have a `default`",
    );
    let reason = "a query parameter must be a single value";
    refuse(place == Place::Query && !scalar, field.ty.span, reason);
    // A file that is the whole response has no name.
    let part = matches!(ty.innermost(), Type::File(part) if part.name.is_some());
    let reason = "a file must be a part of a form, not an item of a list or map";
    refuse(part && (place != Place::Form || many), field.ty.span, reason);
    let reason = "a part of a form must be a single value or a file";
    refuse(place == Place::Form && !scalar && !part, field.ty.span, reason);
    let given = field.default.is_some() || field.fixed.is_some();
    refuse(part && given, name, "a file can't have `default` or `fixed`");
    let always = field.presence == Presence::Required && !field.empty_is_absent;
    let reason = "a required field can't have a `default`";
    refuse(field.default.is_some() && field.fixed.is_none() && always, name, reason);
    let derived = field.from.is_some();
    let stored = field.fixed.is_some()
        || field.default.is_some()
        || !field.aliases.is_empty()
        || field.secret
        || field.string_or_number
        || field.empty_is_absent
        || !limits.is_empty();
    let reason = "a field with `from` can't have `fixed`, `default`, `aliases`, `secret`, `accepts`, \
                  `empty` or `limits`";
    refuse(derived && stored, name, reason);
    let both = field.presence == Presence::Required && field.empty_is_absent;
    refuse(both && !request, name, "a field with `empty: absent` can't be required");
    let reason = "a `fixed` field can't have `limits`";
    refuse(field.fixed.is_some() && !limits.is_empty(), name, reason);
    let alias = field.aliases.first().map_or(name, |alias| alias.span);
    let reason = "`aliases` are for responses only";
    refuse(request && !field.aliases.is_empty(), alias, reason);
}

/// Returns the values of an enum, defined here or shared.
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

/// Checks that the default, fixed and example values fit the type.
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
            let label = format!("found {}", value.kind_name());
            let diagnostic = Diagnostic::new(Code::ValueMismatch, value.span, message).label(label);
            let word = matches!(value.as_str(), Some("yes" | "no")) && *field.ty == Type::Boolean;
            out.push(if word {
                diagnostic.help("the value on the wire is `true` or `false`")
            } else {
                diagnostic
            });
        }
    }
}

/// Whether the kind of a value fits a type.
fn fits(model: &Model, ty: &Type, value: &Json) -> bool {
    if let Some(values) = enum_values(model, ty) {
        let expected = if values.is_integer() { "a whole number" } else { "text" };
        return value.kind_name() == expected;
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

/// Returns the field at a path such as `card_ext.user_card.title`.
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
