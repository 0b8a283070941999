//! The answer that an endpoint's examples give to a call.

use weixin_catalog::{Body, Catalog, Endpoint, Example, Field, Json, Outcome};

use crate::call::Call;
use crate::json;
use crate::refusal::envelope;

/// What an example says comes back.
pub(crate) enum Answer {
    Success(Json),
    /// The example is of a refusal.
    Error(Json),
}

/// Chooses by the request: a success with exactly this one, a refusal with exactly this one, else
/// what [`success`] chooses.
pub(crate) fn answer(catalog: &Catalog, call: &Call<'_>) -> Answer {
    let exact = || call.endpoint.examples.iter().filter(|example| shows(example, call));
    if exact().find_map(response).is_none()
        && let Some(error) = exact().find_map(error)
    {
        return Answer::Error(error.clone());
    }
    Answer::Success(success(catalog, call))
}

/// A success with exactly this request, the first success, or, where there is none, an envelope.
pub(crate) fn success(catalog: &Catalog, call: &Call<'_>) -> Json {
    let examples = || call.endpoint.examples.iter();
    let mut exact = examples().filter(|example| shows(example, call));
    let found = exact.find_map(response);
    match found.or_else(|| examples().find_map(response)) {
        Some(response) => response.clone(),
        None => {
            let code = catalog.api.envelope.success;
            envelope(catalog, code, "ok".to_owned())
        }
    }
}

fn response(example: &Example) -> Option<&Json> {
    match &example.outcome {
        Some(Outcome::Response(response)) => Some(response),
        _ => None,
    }
}

fn error(example: &Example) -> Option<&Json> {
    match &example.outcome {
        Some(Outcome::Error(error)) => Some(error),
        _ => None,
    }
}

/// Whether the call is the one of the example.
fn shows(example: &Example, call: &Call<'_>) -> bool {
    let Endpoint { query, body, .. } = call.endpoint;
    let wanted = whole(example.query.as_ref(), query);
    let mut wanted = wanted.entries().unwrap_or_default().iter();
    let same_query = wanted.all(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        call.query.get(name) == Some(text.as_str())
    });
    let same_body = match (body, call.body) {
        (Body::Json(fields), Some(sent)) => {
            json::same(&whole(example.request.as_ref(), fields), sent)
        }
        _ => true,
    };
    same_query && same_body
}

/// An example's fields, with the constants that it may leave out.
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
