//! An operation: one call, or all that share a path and a method.

use weixin_spec::{self as model, Body, Endpoint, Json, Model, Outcome};

use super::call;
use super::examples::{self, Example};
use super::parameters::{self, distinct};
use crate::object::{Object, reference};
use crate::{extensions, markdown, names};

pub(crate) fn operation(model: &Model, calls: &[&Endpoint]) -> Json {
    let tags = distinct(calls.iter().map(|call| call.group.value.as_str()));
    let head = Object::new().set("tags", tags.into_iter().collect::<Json>());
    let (head, tail) = match calls {
        [call] => (head.and(alone(model, call)), extensions::of(model, call)),
        calls => (head.and(together(model, calls)), each(model, calls)),
    };
    head.set_filled("parameters", parameters::of(calls))
        .set_some("requestBody", request_body(calls))
        .set("responses", Object::new().set("200", response(model, calls)).json())
        .set("security", security(calls))
        .and(tail)
        .json()
}

fn alone(model: &Model, call: &Endpoint) -> Object {
    let page = call.vendor.page.as_ref().map(|page| {
        let description = "The vendor's page.";
        Object::new().set("description", description).set("url", page.value.as_str()).json()
    });
    Object::new()
        .set_text("summary", &call.title)
        .set_text("description", &call::description(model, call))
        .set_some("externalDocs", page)
        .set("operationId", call.id.value.as_str())
}

/// Several calls that differ in fixed query values.
fn together(model: &Model, calls: &[&Endpoint]) -> Object {
    let rows = calls.iter().map(|call| {
        let query = markdown::code(&query(call));
        vec![query, markdown::code(&call.id), call.title.clone()]
    });
    let table = markdown::table(&["query", "call", "purpose"], &rows.collect::<Vec<_>>());
    let each = calls.iter().map(|call| {
        let heading = format!("### {}: {}", markdown::code(&call.id), markdown::line(&call.title));
        markdown::paragraphs([heading.as_str(), &call::description(model, call)])
    });
    let each: Vec<String> = each.collect();
    let texts = [table.as_str()].into_iter().chain(each.iter().map(String::as_str));
    let ids: Vec<&str> = calls.iter().map(|call| call.id.value.as_str()).collect();
    let first = calls.first().map(|call| names::shared_operation(call));
    Object::new()
        .set("summary", format!("{} calls: {}", calls.len(), ids.join(", ")))
        .set("description", markdown::paragraphs(texts))
        .set_some("operationId", first)
}

fn query(call: &Endpoint) -> String {
    let pairs = call.fixed_query.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

/// Everything that a separate operation for each call would have.
fn each(model: &Model, calls: &[&Endpoint]) -> Object {
    let each = calls.iter().map(|call| {
        let fixed = call.fixed_query.iter();
        let fixed = fixed.map(|(name, value)| (name.clone(), Json::from(value.as_str())));
        let request = !matches!(call.body, Body::None);
        alone(model, call)
            .set_filled("query", Json::object(fixed))
            .set_some("request", request.then(|| reference(&names::request(call)).json()))
            .set_some(
                "response",
                (!call.response.is_file()).then(|| reference(&names::response(call)).json()),
            )
            .and(extensions::of(model, call))
            .json()
    });
    Object::new().set("x-weixin-calls", each.collect::<Json>())
}

/// One requirement for each kind of token, since any one is enough; an empty one if a call takes none.
fn security(calls: &[&Endpoint]) -> Json {
    let tokens = distinct(
        calls.iter().flat_map(|call| call.access.tokens.iter().map(|token| token.value.as_str())),
    );
    let none = calls.iter().any(|call| call.access.tokens.is_empty()) && !tokens.is_empty();
    let nothing = none.then(|| Object::new().json());
    let one = |token: &str| Object::new().set(token, Json::from(Vec::new())).json();
    nothing.into_iter().chain(tokens.into_iter().map(one)).collect()
}

fn request_body(calls: &[&Endpoint]) -> Option<Json> {
    let json = |body: &Body| matches!(body, Body::Json(_) | Body::Whole(_));
    let form = |body: &Body| matches!(body, Body::Form(_));
    let content = Object::new()
        .set_some("application/json", media(calls, json))
        .set_some("multipart/form-data", media(calls, form))
        .json();
    if content.entries().is_none_or(<[_]>::is_empty) {
        return None;
    }
    let everywhere = calls.iter().all(|call| !matches!(call.body, Body::None));
    Some(Object::new().set("content", content).set_if("required", everywhere).json())
}

/// Bodies of one kind.
fn media(calls: &[&Endpoint], suits: fn(&Body) -> bool) -> Option<Json> {
    let of_kind = calls.iter().filter(|call| suits(&call.body));
    let schemas = of_kind.map(|call| reference(&names::request(call)).json());
    let schema = any_of(schemas.collect())?;
    let request = |example: &model::Example| example.request.clone().map(Example::of);
    let examples = examples::collect(calls, |call| suits(&call.body), request);
    Some(Object::new().set("schema", schema).set_filled("examples", examples).json())
}

/// One schema, or any of several. A body may fit several calls, which `oneOf` wouldn't allow.
fn any_of(schemas: Vec<Json>) -> Option<Json> {
    match schemas.as_slice() {
        [] => None,
        [schema] => Some(schema.clone()),
        _ => Some(Object::new().set("anyOf", Json::from(schemas)).json()),
    }
}

/// Every response has HTTP status 200: successes, files and errors.
fn response(model: &Model, calls: &[&Endpoint]) -> Json {
    let replies = calls.iter().filter(|call| !call.response.is_file());
    let replies = replies.map(|call| reference(&names::response(call)).json());
    let error = reference(names::ERROR).json();
    let schema = any_of(replies.chain([error]).collect());
    let outcome = |file: bool| {
        let suits = |call: &Endpoint| call.response.is_file() == file;
        examples::collect(calls, suits, |example| match example.outcome.as_ref()? {
            Outcome::Response(reply) => Some(Example::of(reply.clone())),
            Outcome::Error(_) => None,
        })
    };
    let refused = examples::collect(
        calls,
        |_| true,
        |example| match example.outcome.as_ref()? {
            Outcome::Error(error) => Some(Example::refusal(error.clone())),
            Outcome::Response(_) => None,
        },
    );
    let examples = [outcome(false), refused];
    let examples = examples.iter().flat_map(|json| json.entries().unwrap_or_default());
    let examples = Json::object(examples.map(|(name, value)| (name.value.clone(), value.clone())));
    let json = Object::new().set_some("schema", schema).set_filled("examples", examples).json();
    let file =
        calls.iter().find(|call| call.response.is_file()).map(|call| file(call, outcome(true)));
    let content =
        Object::new().set_some("application/octet-stream", file).set("application/json", json);
    let tables = calls.iter().map(|call| refusals(model, call, calls.len() > 1));
    let tables: Vec<String> = tables.collect();
    let summary = "A success or an error, depending on the code in the envelope.";
    let texts = [summary].into_iter().chain(tables.iter().map(String::as_str));
    Object::new()
        .set("description", markdown::paragraphs(texts))
        .set("content", content.json())
        .json()
}

/// The error codes of a call, under its id if there are several calls.
fn refusals(model: &Model, call: &Endpoint, named: bool) -> String {
    let table = call::refusals(model, call);
    if named && !table.is_empty() {
        format!("{}\n\n{table}", markdown::code(&call.id))
    } else {
        table
    }
}

/// A response that is a file. Its bytes need no schema.
fn file(call: &Endpoint, examples: Json) -> Json {
    let field = call.response.whole();
    let limit = field.and_then(|field| field.limits.bytes.as_ref()?.value.max);
    let about = field.map_or("", |field| field.about.as_str());
    let schema = Object::new().set_text("description", about).set_some("x-weixin-max-bytes", limit);
    Object::new().set("schema", schema.json()).set_filled("examples", examples).json()
}
