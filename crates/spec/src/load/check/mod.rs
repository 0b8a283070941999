//! Rules that involve more than one value: references, name collisions, examples.

mod access;
mod calls;
mod derivations;
mod errors;
mod examples;
mod extent;
mod fields;
mod names;
mod quirks;
mod secrets;
mod types;
mod verification;

use crate::{Body, Endpoint, Field, Model, Object, Serves, Shape, Type};
use crate::{Example, Outcome};

use crate::load::diagnostic::Diagnostics;
use crate::load::parse::Parsed;

pub use quirks::is_about_a_part;

/// Checks a spec folder as a whole and puts it together.
///
/// Returns `None` if there is no `api.yaml` to check against, or if a type or an endpoint is too
/// large. The model is valid only if `out` has no errors.
pub fn check(parsed: Parsed, out: &mut Diagnostics) -> Option<Model> {
    let Parsed { api, errors, types, endpoints, .. } = parsed;
    let Parsed { unread_types, unread_endpoints, api_unread, errors_unread, .. } = parsed;
    let model = Model { api: api?, errors, types, endpoints };
    if !extent::check(&model, out) {
        return None;
    }
    calls::check(&model, out);
    verification::check(&model, &unread_endpoints, out);
    // References to files that couldn't be read are not reported.
    if !api_unread {
        access::check(&model, out);
        errors::classes(&model, out);
        quirks::check(&model, out);
    }
    if !api_unread && unread_endpoints.is_empty() {
        access::groups(&model, out);
    }
    if !errors_unread {
        errors::codes(&model, out);
    }
    types::check(&model, &unread_types, out);
    fields::check(&model, out);
    derivations::check(&model, out);
    names::check(&model, out);
    // Examples can only be checked against valid types.
    if !out.has_errors() {
        examples::check(&model, out);
    }
    Some(model)
}

/// Whether an example contains what looks like a real secret.
pub fn shows_real_secret(model: &Model, endpoint: &Endpoint, example: &Example) -> bool {
    let mut found = Diagnostics::default();
    let reply = match &example.outcome {
        Some(Outcome::Response(reply)) => Some(reply),
        Some(Outcome::Error(_)) | None => None,
    };
    let parts = [
        (endpoint.query.as_slice(), example.query.as_ref()),
        (endpoint.body.fields(), example.request.as_ref()),
        (endpoint.response.fields(), reply),
    ];
    for (fields, given) in parts {
        if let Some(given) = given {
            secrets::check(model, fields, given, &mut found);
        }
    }
    !found.is_empty()
}

/// The place of a list of fields.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Query,
    Body,
    Form,
    Response,
    /// A shared type, which is used in these messages.
    Shared(Serves),
}

impl Place {
    fn serves(self) -> Serves {
        match self {
            Self::Query | Self::Body | Self::Form => Serves::Request,
            Self::Response => Serves::Response,
            Self::Shared(serves) => serves,
        }
    }
}

/// Calls `visit` with every list of fields of an endpoint: the outer ones and those of objects.
fn each_field_list<'a>(endpoint: &'a Endpoint, mut visit: impl FnMut(Place, bool, &'a [Field])) {
    let body = if let Body::Form(_) = endpoint.body { Place::Form } else { Place::Body };
    let outer = [
        (Place::Query, endpoint.query.as_slice()),
        (body, endpoint.body.fields()),
        (Place::Response, endpoint.response.fields()),
    ];
    for (place, fields) in outer {
        walk(fields, &mut |outermost, fields| visit(place, outermost, fields), true);
    }
}

/// The same for every endpoint and shared type of a model.
fn each_list<'a>(model: &'a Model, mut visit: impl FnMut(Place, bool, &'a [Field])) {
    for endpoint in &model.endpoints {
        each_field_list(endpoint, &mut visit);
    }
    for ty in &model.types {
        if let Shape::Object(Object { fields }) = &ty.shape {
            let place = Place::Shared(ty.serves.unwrap_or(Serves::Both));
            walk(fields, &mut |_, fields| visit(place, false, fields), true);
        }
    }
}

/// The depth limit of the YAML parser bounds the recursion.
fn walk<'a>(fields: &'a [Field], visit: &mut dyn FnMut(bool, &'a [Field]), outermost: bool) {
    visit(outermost, fields);
    for field in fields {
        if let Type::Object(object) = field.ty.innermost() {
            walk(&object.fields, visit, false);
        }
    }
}
