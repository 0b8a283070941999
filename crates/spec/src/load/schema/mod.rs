//! The spec language as a JSON Schema (draft 2020-12), generated from the tables that the parser
//! uses, so that editors complete, explain and check a spec while it is typed.
//!
//! The schema covers one file at a time: keys, kinds of value, words, spellings. Rules that involve
//! several places (ids, examples against fields, names in Rust) are left to the checker.

mod rules;
mod text;
mod value;

use crate::Json;

use crate::load::language::{
    API, ENDPOINT, ERROR_CODE, EXTENDING_API, FIELD, Key, Keys, Name, SHARED_TYPE, Value,
};
use text::described;
use value::{each, reference, value};

/// The name of the schema's file in a spec folder.
pub const SCHEMA_FILE: &str = "schema.json";

/// Returns the JSON Schema of a spec folder's files: `#/$defs/endpoint`, `#/$defs/api`,
/// `#/$defs/errors` and `#/$defs/type`. [`schema_comment`] returns the definition for a file.
///
/// The root of the schema has no constraints, since editors apply it in addition to the definition
/// that a file names.
#[must_use]
pub fn schema() -> String {
    let schema = Json::object([
        ("$schema", Json::from("https://json-schema.org/draft/2020-12/schema")),
        ("$defs", definitions()),
    ]);
    // This can't fail: all keys are strings, and no serializer returns an error.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Returns the first line of a spec file, by which editors find the schema. `path` is the file's path
/// within the spec folder, such as `invoice/set_invoice_url.yaml`.
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
    let errors =
        described(errors, "The error codes that more than one endpoint may return, by number.");
    let fields = each(Name::Wire, &FIELD_VALUE);
    let mut definitions = vec![("api", api()), ("errors", errors), ("fields", fields)];
    definitions.extend(found.into_iter().map(|each| (each.name, keys(each))));
    Json::object(definitions)
}

static ERROR_VALUE: Value = Value::Keys(&ERROR_CODE);

/// The schema of api.yaml, with or without `extends`.
fn api() -> Json {
    let extends: Json = ["extends"].into_iter().collect();
    Json::object([
        ("if", Json::object([("required", extends)])),
        ("then", reference(EXTENDING_API.name)),
        ("else", reference(API.name)),
    ])
}

/// A field's value: its type alone, or a mapping.
static FIELD_VALUE: Value = Value::Either(&[Value::PlainType, Value::Keys(&FIELD)]);

/// Collects `root` and every mapping within it, each once.
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

/// The schema of a mapping whose keys the language defines.
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
