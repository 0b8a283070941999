//! What the specification asks of a call: a token, query parameters, a body that fits.

use std::time::Duration;

use weixin_catalog::{Api, Body, Catalog, Endpoint, Field, Json, JsonKind, Misfit, Problem, Type};

use crate::handlers::Behaviour;
use crate::json;
use crate::query::Query;
use crate::refusal::{Reason, Refusal};
use crate::tokens::TokenBook;

/// Refuses a call without a good token of one of the kinds that the endpoint takes.
pub(crate) fn token(
    api: &Api,
    endpoint: &Endpoint,
    query: &Query,
    tokens: &TokenBook,
    now: Duration,
) -> Result<(), Refusal> {
    let kinds = &endpoint.access.tokens;
    if kinds.is_empty() {
        return Ok(());
    }
    let accepted = api.tokens.iter().filter(|token| kinds.contains(&token.id));
    let mut verdict = Reason::TokenMissing;
    for kind in accepted {
        match query.get(&kind.query).filter(|token| !token.is_empty()) {
            None => {}
            Some(token) => match tokens.judge(token, &kind.id, now) {
                Ok(()) => return Ok(()),
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
    catalog: &Catalog,
    endpoint: &Endpoint,
    query: &Query,
    behaviour: Option<&Behaviour>,
) -> Result<(), Refusal> {
    let parameters = json::object(endpoint.query.iter().filter_map(|field| {
        let value = query.get(&field.name)?;
        Some((field.name.value.clone(), typed(&field.ty, value)))
    }));
    fields(catalog, &endpoint.query, &parameters, "query", behaviour)
}

/// Reads the body, or refuses it: empty, no JSON, or JSON that doesn't fit.
pub(crate) fn body(
    catalog: &Catalog,
    endpoint: &Endpoint,
    body: &[u8],
    behaviour: Option<&Behaviour>,
) -> Result<Option<Json>, Refusal> {
    let Body::Json(known) = &endpoint.body else {
        return Ok(None);
    };
    if body.trim_ascii().is_empty() {
        return Err(Reason::BodyEmpty.into());
    }
    let json: Json = serde_json::from_slice(body).map_err(|_| {
        let detail = "body: it is not JSON in UTF-8".to_owned();
        Refusal::with_detail(Reason::DoesNotFit, detail)
    })?;
    fields(catalog, known, &json, "body", behaviour)?;
    Ok(Some(json))
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
    catalog: &Catalog,
    fields: &[Field],
    value: &Json,
    part: &str,
    behaviour: Option<&Behaviour>,
) -> Result<(), Refusal> {
    // WeChat ignores what it doesn't know, so extra fields are no misfit here.
    let misfits = weixin_catalog::misfits(catalog, fields, value, &[]);
    let mut misfits =
        misfits.iter().filter(|misfit| !matches!(misfit.problem, Problem::Unknown { .. }));
    if let Some(misfit) = misfits.next() {
        return Err(misfit_refusal(misfit, part, behaviour));
    }
    // `misfits` lets constants be absent, for the sake of examples; a real request has them.
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

fn misfit_refusal(misfit: &Misfit, part: &str, behaviour: Option<&Behaviour>) -> Refusal {
    let detail = format!("{part}: {misfit}");
    match &misfit.problem {
        Problem::Missing { field } if misfit.path.is_empty() => refusal(field, detail, behaviour),
        Problem::Fixed { .. } => refusal(&misfit.path, detail, behaviour),
        _ => Refusal::with_detail(Reason::DoesNotFit, detail),
    }
}

/// A query value, which is always text on the wire, as the type that the specification gives it.
fn typed(ty: &Type, value: &str) -> Json {
    let number = || value.parse::<serde_json::Number>().ok();
    let kind = match ty {
        Type::Integer | Type::UnixSeconds | Type::Fen | Type::Number => {
            number().map(JsonKind::Number)
        }
        Type::Enum(values) if values.is_integer() => number().map(JsonKind::Number),
        Type::Boolean => value.parse().ok().map(JsonKind::Bool),
        _ => None,
    };
    json::value(kind.unwrap_or_else(|| JsonKind::String(value.to_owned())))
}
