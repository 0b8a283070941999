//! Infers the types of fields that only examples have.

use crate::Json;
use weixin_spec::{Field, Object, Presence, Type};

use super::fields::blank;
use super::types::{items, objects};
use weixin_spec::load::parse::is_wire_name;

/// The type that all values have; `None` if there is none, or if there are no values.
pub(super) fn same_type(values: &[&Json]) -> Option<Type> {
    let all = |is: fn(&Json) -> bool| values.iter().all(|value| is(value));
    if values.is_empty() {
        return None;
    }
    if all(|value| matches!(value, Json::String(_))) {
        return Some(Type::String);
    }
    if all(|value| matches!(value, Json::Bool(_))) {
        return Some(Type::Boolean);
    }
    if all(|value| value.as_i64().is_some()) {
        return Some(Type::Integer);
    }
    if all(|value| matches!(value, Json::Number(_))) {
        return Some(Type::Number);
    }
    None
}

/// The type of a field that only examples have.
pub(super) fn of(values: &[&Json]) -> Type {
    let all = |is: fn(&Json) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
    if values.iter().any(|value| depth(value) > DEEPEST) {
        return Type::Json;
    }
    if all(|value| value.items().is_some()) {
        let items = items(values);
        return Type::List(Box::new(of(&items)));
    }
    if all(|value| value.entries().is_some()) {
        let fields = fields(&objects(values));
        return if fields.is_empty() { Type::Json } else { Type::Object(Object { fields }) };
    }
    same_type(values).unwrap_or(Type::Json)
}

/// The most levels whose fields are listed.
const DEEPEST: usize = 8;

/// The nesting depth of lists and objects.
pub(super) fn depth(value: &Json) -> usize {
    let within = match value {
        Json::List(items) => items.iter().map(depth).max(),
        Json::Object(entries) => entries.iter().map(|(_, value)| depth(value)).max(),
        _ => return 0,
    };
    1 + within.unwrap_or(0)
}

/// The fields of objects, each optional.
pub(super) fn fields(objects: &[&Json]) -> Vec<Field> {
    let names = names(objects);
    let names = names.into_iter().filter(|name| is_wire_name(name));
    names
        .map(|name| {
            let values: Vec<&Json> = objects.iter().filter_map(|object| object.get(name)).collect();
            Field { presence: Presence::Optional, ..blank(name, of(&values)) }
        })
        .collect()
}

/// The keys of all objects, in the order of their first occurrence.
pub(super) fn names<'a>(objects: &[&'a Json]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in objects.iter().filter_map(|object| object.entries()).flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}
