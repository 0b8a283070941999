//! Required keys, and keys that exclude each other.

use crate::Json;

use super::text::pattern;
use crate::load::language::{COMPOSITE_TYPES, Keys, MAX_WRAPS, Need, Rule, WRAPPERS};

/// Returns the JSON Schema keywords that require and exclude an object's keys.
pub(super) fn of(keys: &'static Keys) -> Vec<(&'static str, Json)> {
    let needed = keys.keys.iter().filter(|key| key.need == Need::Required);
    let needed: Vec<&str> = needed.map(|key| key.name).collect();
    let rules: Vec<Json> = keys.rules.iter().flat_map(rule).collect();
    let mut out = Vec::new();
    if !needed.is_empty() {
        out.push(("required", list(&needed)));
    }
    if !rules.is_empty() {
        out.push(("allOf", rules.into()));
    }
    out
}

fn rule(rule: &'static Rule) -> Vec<Json> {
    match rule {
        Rule::One(names) => vec![Json::object([("oneOf", alternatives(names))])],
        Rule::AnyOf(names) => vec![Json::object([("anyOf", alternatives(names))])],
        Rule::Together(one, other) => {
            let needs = [(*one, list(&[other])), (*other, list(&[one]))];
            vec![Json::object([("dependentRequired", Json::object(needs))])]
        }
        Rule::Needs(one, other) => {
            let needs = [(*one, list(&[other]))];
            vec![Json::object([("dependentRequired", Json::object(needs))])]
        }
        Rule::NotBoth(one, other) => vec![not(required(&[one, other]))],
        Rule::TypeParts => type_parts(),
    }
}

fn required(names: &[&str]) -> Json {
    Json::object([("required", list(names))])
}

fn alternatives(names: &[&str]) -> Json {
    names.iter().map(|name| required(&[name])).collect()
}

fn not(schema: Json) -> Json {
    Json::object([("not", schema)])
}

fn list(names: &[&str]) -> Json {
    names.iter().copied().collect()
}

/// For each type with further keys: they are required with that type and forbidden without it.
fn type_parts() -> Vec<Json> {
    let parts = COMPOSITE_TYPES.iter().map(|ty| {
        let named = [("type", pattern(&format!("^{}{}$", wraps(), ty.word)))];
        let named = [("properties", Json::object(named)), ("required", list(&["type"]))];
        let none = ty.value.iter().map(|part| not(required(&[part])));
        Json::object([
            ("if", Json::object(named)),
            ("then", required(ty.value)),
            ("else", Json::object([("allOf", none.collect())])),
        ])
    });
    parts.collect()
}

/// Returns a pattern of the lists and maps that may precede any type.
pub(super) fn wraps() -> String {
    let words: Vec<&str> = WRAPPERS.iter().map(|wrapper| wrapper.word).collect();
    format!("(?:{}){{0,{MAX_WRAPS}}}", words.join("|"))
}
