//! Fields as they are written in the file.

use weixin_spec::{EnumValue, EnumValues, Field, Limits, Presence, Range, Type, Variant};

use super::value::{Map, Value};
use super::{json, prose};

pub(in crate::import) fn fields(fields: &[Field], sent: bool) -> Map {
    let mut map = if fields.is_empty() { Map::new() } else { Map::open() };
    for each in fields {
        map.put(&each.name, field(each, sent));
    }
    map
}

/// The keys of a field, its type first. Defaults are left out; they differ between fields that are `sent` and those of
/// a response.
pub(in crate::import) fn field(field: &Field, sent: bool) -> Map {
    let mut map = Map::new();
    map.put("type", Value::text(&type_words(&field.ty)));
    if let Some(name) = &field.type_name {
        map.put("type_name", Value::text(name));
    }
    if let Some(name) = &field.rust {
        map.put("rust", Value::text(name));
    }
    if let Type::File(part) = &field.ty.value {
        if let Some(name) = &part.name {
            map.put("file_name", Value::text(name));
        }
        if let Some(ty) = &part.content_type {
            map.put("content_type", Value::text(ty));
        }
    }
    if let Type::Date(format) = &field.ty.value {
        map.put("format", Value::text(format));
    }
    match &field.presence {
        Presence::Required if sent => {}
        Presence::Required => map.put("required", Value::word("yes")),
        Presence::Optional if sent => map.put("required", Value::word("no")),
        Presence::Optional => {}
        Presence::When(condition) => map.put("when", Value::text(condition)),
    }
    if field.secret {
        map.put("secret", Value::word("yes"));
    }
    if !field.aliases.is_empty() {
        map.put(
            "aliases",
            Value::List(field.aliases.iter().map(|alias| Value::text(alias)).collect()),
        );
    }
    if field.string_or_number {
        map.put("accepts", Value::word("string_or_number"));
    }
    if !field.limits.is_empty() {
        map.put("limits", limits(&field.limits));
    }
    if let Some(example) = &field.example {
        map.put("example", json(example));
    }
    map.put("about", prose(&field.about));
    match field.ty.innermost() {
        Type::Object(object) => map.put("fields", fields(&object.fields, sent)),
        Type::Enum(of) => map.put("values", values(of)),
        _ => {}
    }
    map
}

pub(in crate::import) fn type_words(ty: &Type) -> String {
    match ty {
        Type::String => "string".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Url => "url".to_owned(),
        Type::UnixSeconds => "unix_seconds".to_owned(),
        Type::Date(_) => "date".to_owned(),
        Type::Fen => "fen".to_owned(),
        Type::Yuan => "yuan".to_owned(),
        Type::Base64 => "base64".to_owned(),
        Type::Json => "json".to_owned(),
        Type::File(_) => "file".to_owned(),
        Type::Object(_) => "object".to_owned(),
        Type::Enum(_) => "enum".to_owned(),
        Type::List(item) => format!("list of {}", type_words(item)),
        Type::Map(item) => format!("map of {}", type_words(item)),
        Type::Named(name) => name.value.clone(),
    }
}

fn limits(limits: &Limits) -> Map {
    let mut map = Map::new();
    let all = [
        ("chars", &limits.chars),
        ("bytes", &limits.bytes),
        ("items", &limits.items),
        ("value", &limits.value),
    ];
    for (key, limit) in all {
        if let Some(limit) = limit {
            map.put(key, range(limit.value));
        }
    }
    map
}

fn range(range: Range) -> Value {
    let number = |number: i64| Value::word(number.to_string());
    match (range.min, range.max) {
        (None, Some(max)) => number(max),
        (min, max) => {
            let mut map = Map::new();
            let ends = [("min", min), ("max", max)];
            for (key, end) in ends.into_iter().filter_map(|(key, end)| Some((key, end?))) {
                map.put(key, number(end));
            }
            map.into()
        }
    }
}

fn values(values: &EnumValues) -> Map {
    let mut map = Map::open();
    for variant in &values.variants {
        put_value(&mut map, &variant.value, value(variant));
    }
    map
}

/// The name and meaning of a known value.
pub(in crate::import) fn value(variant: &Variant) -> Value {
    let Some(name) = &variant.name else {
        return prose(&variant.about);
    };
    let mut inner = Map::new();
    inner.put("name", Value::text(name));
    inner.put("about", prose(&variant.about));
    inner.into()
}

pub(in crate::import) fn put_value(map: &mut Map, key: &EnumValue, value: Value) {
    match key {
        EnumValue::Integer(number) => map.put_number(*number, value),
        EnumValue::String(text) => map.put(text, value),
    }
}
