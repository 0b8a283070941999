//! The spec language as a JSON Schema (draft 2020-12), made of the same tables that the parser reads
//! by, so that editors complete, explain and check a spec while it is typed.
//!
//! It says what one file says about itself: keys, kinds of value, words, spellings. What several places
//! must agree on (ids, examples against fields, names in Rust) remains the checker's.

mod rules;
mod text;
mod value;

use crate::Json;

use crate::load::language::{
    API, ENDPOINT, ERROR_CODE, EXTENDING_API, FIELD, Key, Keys, Name, SHARED_TYPE, Value,
};
use text::described;
use value::{each, reference, value};

/// Where the schema stands in a spec folder.
pub const SCHEMA_FILE: &str = "schema.json";

/// The JSON Schema of a spec folder's files: `#/$defs/endpoint`, `#/$defs/api`, `#/$defs/errors` and
/// `#/$defs/type`. [`schema_comment`] says which file takes which.
///
/// Its root demands nothing: editors mix that into the definition that a file names.
#[must_use]
pub fn schema() -> String {
    let schema = Json::object([
        ("$schema", Json::from("https://json-schema.org/draft/2020-12/schema")),
        ("$defs", definitions()),
    ]);
    // Text keys and no failing serializer: this can't fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The first line of a spec file, by which editors find the schema; `path` is the file's within the
/// spec folder, such as `invoice/set_invoice_url.yaml`.
#[must_use]
pub fn schema_comment(path: &str) -> String {
    let definition = match path {
        "api.yaml" => "#/$defs/api",
        "errors.yaml" => "#/$defs/errors",
        _ if path.starts_with("types/") => "#/$defs/type",
        _ => "#/$defs/endpoint",
    };
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}{SCHEMA_FILE}{definition}")
}

fn definitions() -> Json {
    let mut found: Vec<&'static Keys> = Vec::new();
    let roots = [&ENDPOINT, &API, &EXTENDING_API, &ERROR_CODE, &SHARED_TYPE, &FIELD];
    roots.into_iter().for_each(|root| collect(root, &mut found));
    let errors = each(Name::Number, &ERROR_VALUE);
    let errors = described(
        errors,
        "The error codes that more than one endpoint may answer with, by number.",
    );
    let fields = each(Name::Wire, &FIELD_VALUE);
    let mut definitions = vec![("api", api()), ("errors", errors), ("fields", fields)];
    definitions.extend(found.into_iter().map(|each| (each.name, keys(each))));
    Json::object(definitions)
}

static ERROR_VALUE: Value = Value::Keys(&ERROR_CODE);

/// api.yaml, of one kind or the other.
fn api() -> Json {
    let extends: Json = ["extends"].into_iter().collect();
    Json::object([
        ("if", Json::object([("required", extends)])),
        ("then", reference(EXTENDING_API.name)),
        ("else", reference(API.name)),
    ])
}

/// A field's value: the words of its type alone, or a mapping.
static FIELD_VALUE: Value = Value::Either(&[Value::PlainType, Value::Keys(&FIELD)]);

/// Every mapping within `root`, itself first, each once.
fn collect(root: &'static Keys, found: &mut Vec<&'static Keys>) {
    if found.iter().any(|each| each.name == root.name) {
        return;
    }
    found.push(root);
    root.keys.iter().for_each(|key| collect_value(&key.value, found));
}

fn collect_value(value: &'static Value, found: &mut Vec<&'static Keys>) {
    match value {
        Value::Keys(keys) => collect(keys, found),
        Value::Each(_, value) | Value::List(_, value) => collect_value(value, found),
        Value::Either(values) => values.iter().for_each(|value| collect_value(value, found)),
        _ => {}
    }
}

/// A mapping whose keys the language knows.
fn keys(keys: &'static Keys) -> Json {
    let property = |key: &'static Key| (key.name, described(value(&key.value), key.about));
    let mut entries = vec![
        ("description", Json::from(keys.about)),
        ("type", "object".into()),
        ("properties", Json::object(keys.keys.iter().map(property))),
        ("additionalProperties", false.into()),
    ];
    entries.extend(rules::of(keys));
    Json::object(entries)
}
