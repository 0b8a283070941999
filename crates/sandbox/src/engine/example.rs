//! Finds responses in an endpoint's examples.

use weixin_spec::{Body, Endpoint, Example, Field, Json, Model, Outcome};

use crate::handlers::call::Call;
use crate::json;
use crate::refusal::envelope;

/// Returns the outcome of the example with exactly this request; of several, preferably a success.
pub(crate) fn exact<'a>(call: &Call<'a>) -> Option<&'a Outcome> {
    let exact = || call.endpoint.examples.iter().filter(|example| shows(example, call));
    let success = exact().find(|example| response(example).is_some());
    success.or_else(|| exact().find(|example| example.outcome.is_some()))?.outcome.as_ref()
}

/// Returns the first success or, if there is none, an envelope.
pub(crate) fn success(model: &Model, endpoint: &Endpoint) -> Json {
    let found = endpoint.examples.iter().find_map(response);
    found.cloned().unwrap_or_else(|| ok(model))
}

/// Returns the envelope of successes: that of the first example of one, which may have none.
pub(crate) fn envelope_of_success(model: &Model, endpoint: &Endpoint) -> Json {
    let Some(response) = endpoint.examples.iter().find_map(response) else {
        return ok(model);
    };
    let keys = &model.api.envelope;
    let entries = response.entries().unwrap_or_default().iter();
    let envelope = entries.filter(|(name, _)| *name == keys.code || *name == keys.message);
    json::object(envelope.map(|(name, value)| (name.value.clone(), value.clone())))
}

fn ok(model: &Model) -> Json {
    envelope(model, model.api.envelope.success, "ok".to_owned())
}

fn response(example: &Example) -> Option<&Json> {
    match &example.outcome {
        Some(Outcome::Response(response)) => Some(response),
        _ => None,
    }
}

/// Whether the call equals that of the example.
fn shows(example: &Example, call: &Call<'_>) -> bool {
    let Endpoint { query, body, .. } = call.endpoint;
    let expected = whole(example.query.as_ref(), query);
    let mut expected = expected.entries().unwrap_or_default().iter();
    let same_query = expected.all(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        call.query.get(name) == Some(text.as_str())
    });
    let same_body = match (body, call.body) {
        (Body::Json(fields) | Body::Form(fields), Some(sent)) => {
            json::same(&whole(example.request.as_ref(), fields), sent)
        }
        (Body::Whole(_), Some(sent)) => json::same(&whole(example.request.as_ref(), &[]), sent),
        _ => true,
    };
    same_query && same_body
}

/// Returns an example's fields, with the fixed ones that it may omit.
fn whole(given: Option<&Json>, fields: &[Field]) -> Json {
    let mut whole = given.cloned().unwrap_or_else(|| json::object([]));
    for field in fields {
        if let Some(fixed) = &field.fixed
            && whole.get(&field.name).is_none()
        {
            json::set(&mut whole, &field.name, fixed.clone());
        }
    }
    whole
}
