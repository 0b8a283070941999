//! Adds the examples of the page. Parts that don't match the fields are left out and reported.

use crate::{Page, Sample};
use weixin_spec::{
    Body, Differs, Endpoint, EndpointError, ErrorSource, Example, Field, Json, JsonKind, Model,
    Outcome, Response, Span, Spanned, Type,
};

use super::fit::{self, Side};
use super::json;
use super::reviews::Reviews;
use crate::import::bare;
use weixin_spec::load::check;

/// Adds the page's examples, and the error codes that they use.
pub(super) fn add(model: &Model, page: &Page, endpoint: &mut Endpoint, reviews: &mut Reviews) {
    for given in &page.examples {
        let query =
            given.request.as_ref().and_then(|sample| query(model, sample, endpoint, reviews));
        let request =
            given.request.as_ref().and_then(|sample| request(model, sample, endpoint, reviews));
        let outcome =
            given.reply.as_ref().and_then(|sample| outcome(model, sample, endpoint, reviews));
        if query.is_none() && request.is_none() && outcome.is_none() {
            continue;
        }
        let known = endpoint.examples.iter().any(|known| {
            known.query == query && known.request == request && known.outcome == outcome
        });
        if known {
            continue;
        }
        let mut example =
            Example { name: None, query, request, outcome, published: false, span: Span::NOWHERE };
        // The secrets of an example are public on the vendor's page.
        example.published = check::shows_real_secret(model, endpoint, &example);
        example.name = Some(bare(name(model, endpoint, &example)));
        endpoint.examples.push(example);
    }
}

/// `documented` or `refused_40001`, with a number if that name is taken.
fn name(model: &Model, endpoint: &Endpoint, example: &Example) -> String {
    let base = match &example.outcome {
        Some(Outcome::Error(error)) => {
            let code = error.get(&model.api.envelope.code).and_then(Json::as_i64).unwrap_or(0);
            let sign = if code < 0 { "minus_" } else { "" };
            format!("refused_{sign}{}", code.unsigned_abs())
        }
        _ => "documented".to_owned(),
    };
    let taken = |name: &str| {
        let mut names = endpoint.examples.iter().filter_map(|example| example.name.as_ref());
        names.any(|known| known.value == name)
    };
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    let mut names = std::iter::once(base.clone()).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or(base)
}

/// The query parameters of an example, whose URL gives them as text.
fn query(
    model: &Model,
    sample: &Sample,
    endpoint: &mut Endpoint,
    reviews: &mut Reviews,
) -> Option<Json> {
    let mut entries: Vec<(Spanned<String>, Json)> = Vec::new();
    for (name, text) in &sample.query {
        let Some(field) = endpoint.query.iter().find(|field| field.name.value == *name) else {
            continue;
        };
        if !entries.iter().any(|(known, _)| known.value == *name) {
            entries.push((bare(name.clone()), value(field, text)));
        }
    }
    if entries.is_empty() {
        return None;
    }
    let given = Json { kind: JsonKind::Object(entries), span: Span::NOWHERE };
    fit::fitted(model, &mut endpoint.query, given, Side::Query, reviews)
}

/// The text of a query parameter as a value of the field's type.
fn value(field: &Field, text: &str) -> Json {
    let number = || text.parse::<serde_json::Number>().ok().map(JsonKind::Number);
    let kind = match &field.ty.value {
        Type::Integer | Type::Number => number(),
        Type::Enum(values) if values.is_integer() => number(),
        Type::Boolean => text.parse().ok().map(JsonKind::Bool),
        _ => None,
    };
    let kind = kind.unwrap_or_else(|| JsonKind::String(crate::import::text::scalar::clean(text)));
    Json { kind, span: Span::NOWHERE }
}

fn request(
    model: &Model,
    sample: &Sample,
    endpoint: &mut Endpoint,
    reviews: &mut Reviews,
) -> Option<Json> {
    let given = json::of(sample.json.as_ref()?, reviews)?;
    let empty = given.entries().is_some_and(<[_]>::is_empty);
    match &mut endpoint.body {
        Body::Json(fields) if fields.is_empty() => empty.then_some(given),
        Body::Json(fields) => fit::fitted(model, fields, given, Side::Request, reviews),
        Body::Whole(_) => given.entries().is_some().then_some(given),
        // A form is not JSON.
        Body::Form(_) | Body::None => None,
    }
}

fn outcome(
    model: &Model,
    sample: &Sample,
    endpoint: &mut Endpoint,
    reviews: &mut Reviews,
) -> Option<Outcome> {
    let mut given = json::of(sample.json.as_ref()?, reviews)?;
    given.entries()?;
    if let Some(code) = refusal(model, &mut given) {
        if model.error(code).is_none() && !endpoint.errors.iter().any(|e| e.code.value == code) {
            let text = format!("an example shows the code {code}, which no table lists");
            reviews.add(&format!("errors.{code}"), Differs::Missing, None, &text);
            let meaning = Some(String::new());
            endpoint.errors.push(EndpointError {
                code: bare(code),
                source: ErrorSource::Page,
                meaning,
                remedy: None,
                class: None,
            });
        }
        return Some(Outcome::Error(given));
    }
    match &mut endpoint.response {
        Response::Json(fields) => {
            let keys = [&model.api.envelope.code, &model.api.envelope.message];
            let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
            let fitted = fit::fitted(model, fields, given, Side::Reply(&keys), reviews)?;
            Some(Outcome::Response(fitted))
        }
        Response::Whole(_) => None,
    }
}

/// The error code, if the response is an error. A code that is given as text becomes a number.
fn refusal(model: &Model, given: &mut Json) -> Option<i64> {
    let envelope = &model.api.envelope;
    let JsonKind::Object(entries) = &mut given.kind else { return None };
    let (_, code) = entries.iter_mut().find(|(name, _)| *name == envelope.code)?;
    let number = code.as_i64().or_else(|| code.as_str()?.parse().ok())?;
    if number == envelope.success {
        return None;
    }
    code.kind = JsonKind::Number(number.into());
    Some(number)
}
