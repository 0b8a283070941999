//! Writes an endpoint as the text of its file, with the key order and line breaks of a handwritten one.

pub(super) mod fields;
pub(super) mod scalar;
pub(super) mod value;

use weixin_spec::{
    Access, Accounts, Admission, Body, Endpoint, EndpointError, Example, Field, Idempotency, Json,
    JsonKind, Known, Outcome, Quirk, QuirkText, Response, Spanned, ThirdParty, Vendor,
};

use fields::fields;
use value::{Map, Value};

/// The possible values of `idempotency`.
const CLASSES: &str = "read_only, idempotent, { keyed: [field, …] } or none";

/// The whole file; `cloud` is the name that the vendor's cloud has for the call.
pub(super) fn file(endpoint: &Endpoint, cloud: Option<&str>) -> String {
    let mut map = Map::open();
    map.put("title", Value::text(&endpoint.title));
    map.put("vendor", vendor(&endpoint.vendor));
    map.put("about", prose(&endpoint.about));
    map.put("call", Value::Text(endpoint.call()));
    map.put("access", access(&endpoint.access, cloud));
    match &endpoint.idempotency.value {
        Idempotency::Unjudged => map.put_with("idempotency", Value::word("TODO"), CLASSES),
        Idempotency::Keyed(keys) => {
            let mut keyed = Map::new();
            keyed.put("keyed", Value::List(keys.iter().map(|key| Value::text(key)).collect()));
            map.put("idempotency", keyed);
        }
        other => map.put("idempotency", Value::word(other.as_str())),
    }
    if !endpoint.query.is_empty() {
        map.put("query", fields(&endpoint.query, true));
    }
    match &endpoint.body {
        Body::None => map.put("body", Value::word("none")),
        Body::Whole(_) => map.put("body", Value::word("json")),
        Body::Json(list) => map.put("body", fields(list, true)),
        Body::Form(list) => map.put("form", fields(list, true)),
    }
    match &endpoint.response {
        Response::Json(list) => map.put("response", fields(list, false)),
        Response::Whole(file) if endpoint.response.is_file() => map.put("download", download(file)),
        Response::Whole(_) => map.put("response", Value::word("json")),
    }
    if !endpoint.errors.is_empty() {
        map.put("errors", errors(&endpoint.errors));
    }
    if !endpoint.examples.is_empty() {
        map.put("examples", Value::List(endpoint.examples.iter().map(example).collect()));
    }
    if !endpoint.quirks.is_empty() {
        map.put("quirks", Value::List(endpoint.quirks.iter().map(quirk).collect()));
    }
    if !endpoint.notes.is_empty() {
        let notes = endpoint.notes.iter().map(|note| Value::Text(note.clone()));
        map.put("notes", Value::List(notes.collect()));
    }
    map.lines(0)
}

/// A description; several lines are kept as lines.
pub(super) fn prose(text: &str) -> Value {
    if text.contains('\n') { Value::Prose(text.to_owned()) } else { Value::text(text) }
}

fn vendor(vendor: &Vendor) -> Map {
    let many = vendor.page.is_some() || !vendor.also.is_empty();
    let mut map = if many { Map::open() } else { Map::new() };
    if let Some(name) = &vendor.name {
        map.put("name", Value::text(name));
    }
    if let Some(page) = &vendor.page {
        map.put("page", Value::text(page));
    }
    if let Some(read) = &vendor.read {
        map.put("read", Value::word(&read.value));
    }
    if let Some(fingerprint) = &vendor.fingerprint {
        map.put("fingerprint", Value::text(fingerprint));
    }
    map
}

/// The lines of `access`, without the name of the key.
pub(super) fn access(access: &Access, cloud: Option<&str>) -> Map {
    let mut map = Map::open();
    map.put("tokens", tokens(&access.tokens));
    map.put("accounts", accounts(&access.accounts));
    map.put("permission_sets", permission_sets(&access.third_party));
    match cloud.filter(|_| access.cloud_call == Known::Yes) {
        Some(name) => {
            map.put_with("cloud_call", cloud_call(access.cloud_call), &format!("as {name}"))
        }
        None => map.put("cloud_call", cloud_call(access.cloud_call)),
    }
    map
}

pub(super) fn tokens(tokens: &[Spanned<String>]) -> Value {
    if tokens.is_empty() {
        return Value::word("none");
    }
    Value::List(tokens.iter().map(|token| Value::text(token)).collect())
}

pub(super) fn accounts(accounts: &Accounts) -> Value {
    let only = match accounts {
        Accounts::All => return Value::word("all"),
        Accounts::Unknown => return Value::word("unknown"),
        Accounts::Only(only) => only,
    };
    let mut map = Map::new();
    for (account, admission) in only {
        let word = match admission {
            Admission::Yes => "yes",
            Admission::No => "no",
            Admission::OnApplication => "on_application",
        };
        map.put(account, Value::word(word));
    }
    map.into()
}

pub(super) fn permission_sets(third_party: &ThirdParty) -> Value {
    match third_party {
        ThirdParty::No => Value::word("none"),
        ThirdParty::Unknown => Value::word("unknown"),
        ThirdParty::PermissionSets(sets) => {
            Value::List(sets.iter().map(|set| Value::word(set.to_string())).collect())
        }
    }
}

pub(super) fn cloud_call(known: Known) -> Value {
    Value::word(match known {
        Known::Yes => "yes",
        Known::No => "no",
        Known::Unknown => "unknown",
    })
}

fn download(file: &Field) -> Map {
    let mut map = Map::open();
    map.put("about", prose(&file.about));
    let limit = file.limits.bytes.as_ref().and_then(|limit| limit.max);
    map.put("limit", Value::word(limit.unwrap_or_default().to_string()));
    map
}

fn errors(errors: &[EndpointError]) -> Map {
    let mut map = Map::open();
    for each in errors {
        map.put_number(each.code.value, error(each));
    }
    map
}

/// The keys of an error code.
pub(super) fn error(error: &EndpointError) -> Map {
    let mut map = Map::new();
    if let Some(class) = &error.class {
        map.put("class", Value::text(class));
    }
    if let Some(meaning) = &error.meaning {
        map.put("meaning", prose(meaning));
    }
    if let Some(remedy) = &error.remedy {
        map.put("remedy", prose(remedy));
    }
    map
}

pub(super) fn example(example: &Example) -> Value {
    let mut map = Map::open();
    if let Some(name) = &example.name {
        map.put("name", Value::text(name));
    }
    if example.published {
        map.put_with("published", Value::word("yes"), "its secrets are on the vendor's page");
    }
    let outcome = example.outcome.as_ref().map(|outcome| match outcome {
        Outcome::Response(json) => ("response", json),
        Outcome::Error(json) => ("error", json),
    });
    let query = example.query.as_ref().map(|json| ("query", json));
    let request = example.request.as_ref().map(|json| ("request", json));
    for (key, value) in [query, request, outcome].into_iter().flatten() {
        map.put(key, json(value));
    }
    map.into()
}

pub(super) fn json(value: &Json) -> Value {
    match &value.kind {
        JsonKind::Null => Value::word("null"),
        JsonKind::Bool(value) => Value::word(value.to_string()),
        JsonKind::Number(number) => Value::word(number.to_string()),
        JsonKind::String(text) => Value::Text(text.clone()),
        JsonKind::List(items) => Value::List(items.iter().map(json).collect()),
        JsonKind::Object(entries) => {
            let mut map = Map::new();
            for (name, value) in entries {
                map.put(name, json(value));
            }
            map.into()
        }
    }
}

pub(super) fn quirk(quirk: &Quirk) -> Value {
    let mut map = Map::open();
    if let Some(about) = &quirk.about {
        map.put("about", Value::Text(about.value.clone()));
    }
    let words = quirk.differs.iter().map(|differs| Value::word(differs.as_str()));
    match words.collect::<Vec<_>>().as_slice() {
        [] => {}
        [word] => map.put("differs", word.clone()),
        words => map.put("differs", Value::List(words.to_vec())),
    }
    if let Some(page) = &quirk.page {
        map.put("page", Value::Text(page.clone()));
    }
    match &quirk.text {
        QuirkText::Note(text) => map.put("note", Value::Text(text.clone())),
        QuirkText::Review(text) => map.put("review", Value::Text(text.clone())),
    }
    map.into()
}
