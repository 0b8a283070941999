//! Lowers an endpoint to a module.

use weixin_spec::{Body, Endpoint, Model, Response};

use super::model::{EndpointModule, Serde, Usage};
use super::structs::{Outer, structure};
use weixin_spec::names::camel_case;

/// Determines all names and types of an endpoint's file.
pub(crate) fn endpoint<'a>(model: &'a Model, endpoint: &'a Endpoint) -> EndpointModule<'a> {
    let name = camel_case(&endpoint.id);
    let mut definitions = Vec::new();
    let request = Outer {
        name: format!("{name}Request"),
        summary: format!("Request of `{}`.", endpoint.id.value),
        about: "",
        usage: Usage { sent: true, received: false },
        is_request: true,
        serde: match &endpoint.body {
            Body::Json(fields) if !fields.is_empty() => Serde::Object,
            Body::Whole(_) => Serde::Transparent,
            Body::None | Body::Json(_) | Body::Form(_) => Serde::Nothing,
        },
    };
    let body = endpoint.body.fields();
    let request = structure(model, request, &endpoint.query, body, &mut definitions);
    let response = Outer {
        name: format!("{name}Response"),
        summary: format!("Response of `{}`.", endpoint.id.value),
        about: "",
        usage: Usage { sent: false, received: true },
        is_request: false,
        serde: match &endpoint.response {
            Response::Json(_) => Serde::Object,
            Response::Whole(_) if endpoint.response.is_file() => Serde::Nothing,
            Response::Whole(_) => Serde::Transparent,
        },
    };
    let response = structure(model, response, &[], endpoint.response.fields(), &mut definitions);
    EndpointModule { endpoint, request, response, definitions }
}
