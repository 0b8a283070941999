//! The request of a call: its query, and its body or form.

use crate::{Call, Json, Page};
use weixin_spec::{Api, Body, Differs, Field, Method, Presence, Type};

use super::Options;
use super::fields::{Place, Within, blank, fields};
use super::reviews::Reviews;
use super::{access, infer};
use crate::import::bare;
use weixin_spec::load::parse::is_wire_name;

/// The query and the body.
pub(super) fn request(
    api: &Api,
    page: &Page,
    call: &Call,
    method: Method,
    options: &Options,
    reviews: &mut Reviews,
) -> (Vec<Field>, Body) {
    let tokens = call.query.iter().map(|(name, _)| name.as_str());
    let tokens = tokens.filter(|name| access::is_token_parameter(api, name));
    let fixed = call.fixed.iter().map(|(name, _)| name.as_str());
    let api_tokens = api.tokens.iter().map(|token| token.query.value.as_str());
    let reserved: Vec<&str> = tokens.chain(fixed).chain(api_tokens).collect();
    let samples: Vec<&Json> = page
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref()?.json.as_ref())
        .collect();
    let parts: Vec<(String, String)> = page
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref())
        .flat_map(|sample| sample.form.clone())
        .collect();
    let within = |place, samples| Within {
        place,
        samples,
        parts: &parts,
        path: "",
        reserved: if place == Place::Query { &reserved } else { &[] },
        keep_prose: options.keep_prose,
    };
    let mut query = fields(&page.query, &within(Place::Query, Vec::new()), reviews);
    for (name, _) in &call.query {
        if let Some(sent) = access::sent_otherwise(api, name) {
            let text = format!(
                "the page calls the parameter of the token `{name}`, it is sent as `{sent}` here"
            );
            reviews.add("access.tokens", Differs::Name, Some(name), &text);
            continue;
        }
        let known = reserved.contains(&name.as_str())
            || query.iter().any(|field| field.name.value == *name);
        if !known && is_wire_name(name) {
            let text =
                format!("the address of the call has `{name}`, which the table of its query lacks");
            reviews.add(&format!("query.{name}"), Differs::Missing, None, &text);
            query.push(Field { presence: Presence::Optional, ..blank(name, Type::String) });
        }
    }
    let body = match &page.body {
        crate::Body::Form(rows) => {
            let parts = fields(rows, &within(Place::Form, Vec::new()), reviews);
            if parts.is_empty() { Body::None } else { Body::Form(parts) }
        }
        crate::Body::Json(rows) => Body::Json(fields(rows, &within(Place::Body, samples), reviews)),
        crate::Body::Nothing => unlisted(&samples, &within(Place::Body, Vec::new()), reviews),
    };
    match body {
        Body::Json(rows) if method == Method::Get => {
            if !rows.is_empty() {
                let text = format!(
                    "the page gives a `body` to a GET, which has none: {} are in the query here",
                    names(&rows)
                );
                reviews.add("body", Differs::Place, None, &text);
            }
            for field in rows {
                let (ours, theirs) =
                    (format!("query.{}", field.name.value), format!("body.{}", field.name.value));
                let single = !matches!(
                    field.ty.value,
                    Type::Object(_) | Type::List(_) | Type::Map(_) | Type::Json | Type::Base64
                );
                let known = query.iter().any(|other| other.name == field.name);
                if known || reserved.contains(&field.name.value.as_str()) {
                    let text = "the query has a parameter of this name, which was taken";
                    reviews.add(&theirs, Differs::Missing, None, text);
                    continue;
                }
                reviews.rename(&theirs, &ours);
                let text = "it is in the body on the page, and in the query here";
                reviews.add(&ours, Differs::Place, Some(&theirs), text);
                if !single && let Some(row) = page.row(&theirs) {
                    let text = "it is an object or a list on the page, and text in the query here";
                    reviews.add(&ours, Differs::Type, Some(&row.ty), text);
                }
                let ty = if single { field.ty } else { bare(Type::String) };
                query.push(Field { ty, ..field });
            }
            (query, Body::None)
        }
        Body::Form(parts) if method == Method::Get => {
            let text = format!(
                "the page gives a form to a GET, which has no `body`: {} were left out",
                names(&parts)
            );
            reviews.add("body", Differs::Missing, Some("form"), &text);
            for part in &parts {
                let text = format!("`{}` is a part of the form that was left out", part.name.value);
                reviews.add(&format!("form.{}", part.name.value), Differs::Missing, None, &text);
            }
            (query, Body::None)
        }
        body => (query, body),
    }
}

/// The names of fields for a message.
fn names(fields: &[Field]) -> String {
    let names = fields.iter().map(|field| format!("`{}`", field.name.value));
    names.collect::<Vec<_>>().join(", ")
}

/// The body that examples have, if the page lists no fields.
fn unlisted(samples: &[&Json], within: &Within<'_>, reviews: &mut Reviews) -> Body {
    let objects: Vec<&Json> =
        samples.iter().copied().filter(|json| json.entries().is_some()).collect();
    if objects.is_empty() {
        return Body::None;
    }
    let mut fields = infer::fields(&objects);
    fields.retain(|field| !within.reserved.contains(&field.name.value.as_str()));
    if fields.is_empty() {
        let text =
            "the page says that there is no body, and its example sends `{}`: so does this call";
        reviews.add("body", Differs::Missing, None, text);
    } else {
        let text = format!(
            "the page says that there is no `body`, and its example sends {}: they were taken from the example",
            names(&fields)
        );
        reviews.add("body", Differs::Missing, None, &text);
    }
    Body::Json(fields)
}
