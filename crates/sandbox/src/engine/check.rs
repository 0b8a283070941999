//! Checks a call against the specification: its token, query parameters and body.

use bytes::Bytes;
use weixin_spec::{Api, Body, Endpoint, Field, Json, Mismatch, Model, Others, Problem};

use crate::handlers::Behaviour;
use crate::http::form::Form;
use crate::http::query::Query;
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// Returns the app that calls, or an empty text if the endpoint takes no token.
///
/// Refuses a call without a valid token of one of the kinds that the endpoint takes, and a platform's
/// call for which the account has granted no permission set.
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
            Some(token) => match world.tokens.check(token, &kind.id, world.now) {
                Ok(holder) => {
                    world.third_parties.permit(holder, &endpoint.access.third_party)?;
                    return Ok(&holder.account);
                }
                // One parameter may carry several kinds: a token that is expired as one kind is
                // reported as expired although it is unknown as another.
                Err(Reason::TokenExpired) => verdict = Reason::TokenExpired,
                Err(_) if verdict == Reason::TokenExpired => {}
                Err(reason) => verdict = reason,
            },
        }
    }
    Err(verdict.into())
}

/// Refuses a call if a query parameter is missing or has the wrong type.
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

/// Parses the body. Refuses it if it is empty, not of the endpoint's kind, or doesn't fit the fields.
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

fn unreadable(expected: &str) -> Refusal {
    Refusal::with_detail(Reason::DoesNotFit, format!("body: it is not {expected}"))
}

/// Returns the refusal for one field: that of the behaviour, if it has one for the field.
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
    // WeChat ignores unknown fields.
    let mismatches = weixin_spec::mismatches(model, fields, value, Others::Any);
    if let Some(mismatch) = mismatches.first() {
        return Err(mismatch_refusal(mismatch, part, behaviour));
    }
    // `mismatches` allows fixed fields to be absent, since examples omit them; a real request has them.
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
