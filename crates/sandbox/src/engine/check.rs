//! What the specification asks of a call: a token, query parameters, a body that fits.

use bytes::Bytes;
use weixin_spec::{Api, Body, Endpoint, Field, Json, Mismatch, Model, Others, Problem};

use crate::handlers::Behaviour;
use crate::http::form::Form;
use crate::http::query::Query;
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// The app that calls, or nobody where the endpoint takes no token; refuses a call without a good
/// token of one of the kinds that the endpoint takes, and a platform's call that the account has
/// granted no permission set for.
pub(crate) fn caller<'a>(
    api: &Api,
    endpoint: &Endpoint,
    query: &Query,
    world: &'a World,
) -> Result<&'a str, Refusal> {
    let kinds = &endpoint.access.tokens;
    if kinds.is_empty() {
        return Ok("");
    }
    let accepted = api.tokens.iter().filter(|token| kinds.contains(&token.id));
    let mut verdict = Reason::TokenMissing;
    for kind in accepted {
        match query.get(&kind.query).filter(|token| !token.is_empty()) {
            None => {}
            Some(token) => match world.tokens.judge(token, &kind.id, world.now) {
                Ok(holder) => {
                    world.third_parties.permit(holder, &endpoint.access.third_party)?;
                    return Ok(&holder.account);
                }
                // One parameter may carry several kinds: expired as one beats unknown as another.
                Err(Reason::TokenExpired) => verdict = Reason::TokenExpired,
                Err(_) if verdict == Reason::TokenExpired => {}
                Err(reason) => verdict = reason,
            },
        }
    }
    Err(verdict.into())
}

/// Refuses a call that lacks a query parameter or has one of another type.
pub(crate) fn query(
    model: &Model,
    endpoint: &Endpoint,
    query: &Query,
    behaviour: Option<&Behaviour>,
) -> Result<(), Refusal> {
    let parameters = json::object(endpoint.query.iter().filter_map(|field| {
        let value = query.get(&field.name)?;
        Some((field.name.value.clone(), json::typed(&field.ty, value)))
    }));
    fields(model, &endpoint.query, &parameters, "query", behaviour)
}

/// Reads the body, or refuses it: empty, of another kind than the endpoint's, or not fitting.
pub(crate) fn body(
    model: &Model,
    endpoint: &Endpoint,
    (body, form): (&Bytes, Option<&Form>),
    behaviour: Option<&Behaviour>,
) -> Result<Option<Json>, Refusal> {
    let body = match &endpoint.body {
        Body::None => return Ok(None),
        _ if body.trim_ascii().is_empty() => return Err(Reason::BodyEmpty.into()),
        Body::Form(known) => {
            let form = form.ok_or_else(|| unreadable("multipart/form-data"))?.to_json(known);
            fields(model, known, &form, "body", behaviour)?;
            form
        }
        Body::Json(known) => {
            let json = json(body)?;
            fields(model, known, &json, "body", behaviour)?;
            json
        }
        Body::Whole(field) => {
            let json = json(body)?;
            let mismatch = weixin_spec::mismatch_of_whole(field, &json);
            mismatch
                .map_or(Ok(()), |mismatch| Err(mismatch_refusal(&mismatch, "body", behaviour)))?;
            json
        }
    };
    Ok(Some(body))
}

fn json(body: &[u8]) -> Result<Json, Refusal> {
    serde_json::from_slice(body).map_err(|_| unreadable("JSON in UTF-8"))
}

fn unreadable(wanted: &str) -> Refusal {
    Refusal::with_detail(Reason::DoesNotFit, format!("body: it is not {wanted}"))
}

/// The refusal for one field: the behaviour's own, where it has one.
pub(crate) fn refusal(field: &str, detail: String, behaviour: Option<&Behaviour>) -> Refusal {
    let own = behaviour.and_then(|behaviour| behaviour.reason_for(field));
    match own {
        Some(reason) => reason.into(),
        None => Refusal::with_detail(Reason::DoesNotFit, detail),
    }
}

fn fields(
    model: &Model,
    fields: &[Field],
    value: &Json,
    part: &str,
    behaviour: Option<&Behaviour>,
) -> Result<(), Refusal> {
    // WeChat ignores what it doesn't know.
    let mismatches = weixin_spec::mismatches(model, fields, value, Others::Any);
    if let Some(mismatch) = mismatches.first() {
        return Err(mismatch_refusal(mismatch, part, behaviour));
    }
    // `mismatches` lets constants be absent, for the sake of examples; a real request has them.
    let absent = |field: &&Field| field.fixed.is_some() && !field.is_optional();
    let mut absent = fields.iter().filter(absent).filter(|field| value.get(&field.name).is_none());
    match absent.next() {
        None => Ok(()),
        Some(field) => {
            let name = &field.name.value;
            let detail = format!("{part}: required field `{name}` is missing");
            Err(refusal(name, detail, behaviour))
        }
    }
}

fn mismatch_refusal(mismatch: &Mismatch, part: &str, behaviour: Option<&Behaviour>) -> Refusal {
    let detail = format!("{part}: {mismatch}");
    match &mismatch.problem {
        Problem::Missing { field } if mismatch.path.is_empty() => refusal(field, detail, behaviour),
        Problem::Fixed { .. } => refusal(&mismatch.path, detail, behaviour),
        _ => Refusal::with_detail(Reason::DoesNotFit, detail),
    }
}
