//! Checks that every call is unique, and that HTTP allows it.

use std::collections::HashMap;

use crate::{Body, Idempotency, Method, Model};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for endpoint in &model.endpoints {
        let mut fixed = endpoint.fixed_query.clone();
        fixed.sort();
        let call = (endpoint.method.as_str(), endpoint.path.value.as_str(), fixed);
        if let Some(first) = seen.insert(call, endpoint.path.span) {
            let message = format!("`{}` has the same call as another endpoint", endpoint.id.value);
            let diagnostic = Diagnostic::new(Code::SameCall, endpoint.path.span, message);
            let help =
                "calls must differ in method, path or fixed query values (`POST /lamp?mode=on`)";
            out.push(diagnostic.and(first, "first here").help(help));
        }
        if endpoint.method == Method::Get && endpoint.body != Body::None {
            let message = "a GET has no body";
            let help = "write `body: none` and put the parameters into `query:`";
            let span = endpoint.path.span;
            out.push(Diagnostic::new(Code::BodyOnGet, span, message).help(help));
        }
        if let Body::Form(fields) = &endpoint.body
            && fields.is_empty()
        {
            let message = "a form needs at least one part";
            let help = "write `body: none` if nothing is sent";
            let span = endpoint.path.span;
            out.push(Diagnostic::new(Code::Unsuitable, span, message).help(help));
        }
        if let Idempotency::Keyed(keys) = &endpoint.idempotency.value {
            key_fields(model, endpoint, keys, out);
        }
    }
}

fn key_fields(
    model: &Model,
    endpoint: &crate::Endpoint,
    keys: &[crate::Spanned<String>],
    out: &mut Diagnostics,
) {
    if keys.is_empty() {
        let message = "`keyed` needs the request fields by which the vendor rejects a repetition";
        let help = "such as `idempotency: { keyed: [order_id] }`";
        let span = endpoint.idempotency.span;
        out.push(Diagnostic::new(Code::BadKey, span, message).help(help));
    }
    // JSON of unknown shape has no known fields.
    let whole = endpoint.body.whole().is_some();
    let fields = if whole { &[] } else { endpoint.body.fields() };
    for key in keys {
        let body = super::fields::at_path(model, fields, key);
        let query = super::fields::at_path(model, &endpoint.query, key);
        if body.or(query).is_none() {
            let known = fields.iter().chain(&endpoint.query);
            let known = known.map(|field| field.name.value.as_str());
            let message = format!("the request has no field `{}`", key.value);
            let diagnostic = Diagnostic::new(Code::BadKey, key.span, message);
            out.push(diagnostic.nearest(key, known));
        }
    }
}
