//! Fields as the properties of an object.

use weixin_spec::{Field, Json, Presence, Type};

use super::{Typed, limits, typed};
use crate::markdown;
use crate::object::Object;

/// Returns the keywords of an object with these fields.
pub(crate) fn object(fields: &[Field]) -> Object {
    let on_wire = || fields.iter().filter(|field| field.from.is_none());
    let properties = on_wire().flat_map(|field| {
        let aliases = field.aliases.iter().map(|alias| (alias.value.clone(), alias_of(field)));
        [(field.name.value.clone(), property(field))].into_iter().chain(aliases)
    });
    let required = || on_wire().filter(|field| is_required(field));
    let plain = required().filter(|field| field.aliases.is_empty());
    let spelt = required().filter(|field| !field.aliases.is_empty()).map(any_spelling);
    Object::new()
        .set_filled("properties", Json::object(properties))
        .set_filled("required", plain.map(|field| field.name.value.as_str()).collect())
        .set_filled("allOf", spelt.collect())
        .set_filled("x-weixin-derived", fields.iter().filter_map(derived).collect())
}

fn is_required(field: &Field) -> bool {
    !field.is_optional()
}

/// Requires one of a field's spellings.
fn any_spelling(field: &Field) -> Json {
    let names = [&field.name].into_iter().chain(&field.aliases);
    let required = names.map(|name| {
        let names: Json = [name.value.as_str()].into_iter().collect();
        Object::new().set("required", names).json()
    });
    Object::new().set("anyOf", required.collect::<Json>()).json()
}

fn alias_of(field: &Field) -> Json {
    let description = format!("Another spelling of {}.", markdown::code(&field.name));
    let (schema, _) = wire(field);
    schema
        .set("description", description)
        .set("x-weixin-alias-of", field.name.value.as_str())
        .json()
}

/// A value that is part of the URL in another field.
fn derived(field: &Field) -> Option<Json> {
    let from = field.from.as_ref()?;
    let derived = Object::new()
        .set("name", field.name.value.as_str())
        .set("query", from.query.value.as_str())
        .set("of", from.of.value.as_str());
    Some(derived.set_text("description", &field.about).json())
}

/// Returns the schema of a field.
pub(crate) fn property(field: &Field) -> Json {
    let (schema, mut texts) = wire(field);
    if let Presence::When(condition) = &field.presence {
        texts.push(format!("Required when: {condition}."));
    }
    let deprecated = field.deprecated.as_ref().map(|instead| format!("Deprecated: {instead}."));
    texts.extend(deprecated);
    let texts: Vec<&str> =
        [field.about.as_str()].into_iter().chain(texts.iter().map(String::as_str)).collect();
    let condition = match &field.presence {
        Presence::When(condition) => Some(condition.as_str()),
        Presence::Required | Presence::Optional => None,
    };
    schema
        .set_text("description", &markdown::paragraphs(texts))
        .set_if("deprecated", field.deprecated.is_some())
        .set_some("default", field.default.clone())
        .set_some("examples", field.example.clone().map(|example| Json::from(vec![example])))
        .set_if("x-weixin-secret", field.secret)
        .set_some("x-weixin-when", condition)
        .json()
}

/// Returns the schema of a field's value on the wire, and the texts that describe it.
fn wire(field: &Field) -> (Object, Vec<String>) {
    let Typed { kind, rest, text } = typed(&field.ty);
    let (limits, limit_texts) = limits(&field.limits, &field.ty);
    let password = field.secret && matches!(*field.ty, Type::String);
    let kinds: Option<Json> = match kind {
        Some(kind @ ("integer" | "number")) if field.string_or_number => {
            Some([kind, "string"].into_iter().collect())
        }
        Some("string") if field.string_or_number => {
            Some(["string", "number"].into_iter().collect())
        }
        kind => kind.map(Json::from),
    };
    let mut schema = Object::new().set_some("type", kinds).and(rest);
    if password {
        schema = schema.set("format", "password");
    }
    schema = schema.set_some("const", field.fixed.clone()).and(limits);
    if field.empty_is_absent {
        schema = or_empty(schema, kind);
    }
    let texts = [text].into_iter().chain(limit_texts).filter(|text| !text.is_empty());
    (schema, texts.collect())
}

/// A schema, or the empty text, which means that there is no value. Text without limits may be empty anyway.
fn or_empty(schema: Object, kind: Option<&str>) -> Object {
    let schema = schema.json();
    let limited = ["minLength", "const"].iter().any(|key| schema.get(key).is_some());
    let empty = Object::new().set("const", "").json();
    if kind == Some("string") && !limited {
        let entries = schema.entries().unwrap_or_default().iter();
        return entries.fold(Object::new(), |object, (key, value)| {
            object.set(key.value.as_str(), value.clone())
        });
    }
    Object::new().set("anyOf", Json::from(vec![schema, empty]))
}
