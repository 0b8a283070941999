//! What must be there, and what may not stand together.

use crate::Json;

use super::text::pattern;
use crate::load::language::{COMPOSITE_TYPES, Keys, MAX_WRAPS, Need, Rule, WRAPPERS};

/// The keywords by which an object's keys are required and excluded.
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

/// For each type that takes further keys: where the type is named, they are there, else they aren't.
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

/// The lists and maps that may stand before any type, as a pattern.
pub(super) fn wraps() -> String {
    let words: Vec<&str> = WRAPPERS.iter().map(|wrapper| wrapper.word).collect();
    format!("(?:{}){{0,{MAX_WRAPS}}}", words.join("|"))
}
