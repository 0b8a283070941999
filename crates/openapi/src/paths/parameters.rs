//! Query parameters, without the token, which is a security scheme.

use weixin_spec::{Endpoint, Field, Json, Presence};

use super::examples::{self, Example};
use crate::object::Object;
use crate::schema::fields;

/// Returns the parameters of calls that share a path and a method: fixed values first.
pub(crate) fn of(calls: &[&Endpoint]) -> Json {
    let fixed = distinct(
        calls.iter().flat_map(|call| call.fixed_query.iter().map(|(name, _)| name.as_str())),
    );
    let fixed = fixed.into_iter().map(|name| fixed_parameter(name, calls));
    let given = distinct(
        calls.iter().flat_map(|call| call.query.iter().map(|field| field.name.value.as_str())),
    );
    let given = given.into_iter().map(|name| given_parameter(name, calls));
    fixed.chain(given).collect()
}

/// Returns each name once, in the order of the first occurrences.
pub(crate) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn parameter(name: &str, required: bool) -> Object {
    Object::new().set("name", name).set("in", "query").set_if("required", required)
}

/// A parameter whose value selects the call.
fn fixed_parameter(name: &str, calls: &[&Endpoint]) -> Json {
    let with = |call: &&Endpoint| call.fixed_query.iter().any(|(fixed, _)| fixed == name);
    let values = calls.iter().flat_map(|call| &call.fixed_query).filter(|(fixed, _)| fixed == name);
    let values = distinct(values.map(|(_, value)| value.as_str()));
    let schema = Object::new().set("type", "string");
    let (schema, description) = match values.as_slice() {
        [value] => (schema.set("const", *value).set("default", *value), "Always the same."),
        values => {
            (schema.set("enum", values.iter().copied().collect::<Json>()), "Selects the call.")
        }
    };
    let required = calls.iter().all(with);
    parameter(name, required).set("description", description).set("schema", schema.json()).json()
}

/// A parameter that the caller sets.
fn given_parameter(name: &str, calls: &[&Endpoint]) -> Json {
    let field =
        |call: &&Endpoint| call.query.iter().find(|field| field.name.value == name).cloned();
    let fields: Vec<Field> = calls.iter().filter_map(field).collect();
    let required = |field: &Field| field.presence == Presence::Required;
    let everywhere = fields.len() == calls.len() && fields.iter().all(required);
    let mut schemas: Vec<Json> = Vec::new();
    for schema in fields.iter().map(fields::property) {
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    let schema = match schemas.as_slice() {
        [schema] => schema.clone(),
        _ => Object::new().set("anyOf", Json::from(schemas)).json(),
    };
    // Tools show a parameter's own description rather than that of its schema.
    let about = fields.first().map_or("", |field| field.about.as_str());
    let deprecated = fields.iter().all(|field| field.deprecated.is_some());
    let examples = examples::collect(
        calls,
        |_| true,
        |example| example.query.as_ref()?.get(name).cloned().map(Example::of),
    );
    parameter(name, everywhere)
        .set_text("description", about)
        .set_if("deprecated", deprecated)
        .set("schema", schema)
        .set_filled("examples", examples)
        .json()
}
