//! An endpoint as a module.

use weixin_catalog::{Body, Catalog, Endpoint};

use super::model::{EndpointModule, Usage};
use super::names::camel_case;
use super::structs::{Outer, structure};

/// Decides every name and type of one endpoint's file.
pub(crate) fn endpoint<'a>(catalog: &'a Catalog, endpoint: &'a Endpoint) -> EndpointModule<'a> {
    let name = camel_case(&endpoint.id);
    let mut definitions = Vec::new();
    let request = Outer {
        name: format!("{name}Request"),
        summary: format!("Request of `{}`: {}", endpoint.id.value, endpoint.title),
        about: "",
        usage: Usage { sent: true, received: false },
        is_request: true,
        has_body: matches!(&endpoint.body, Body::Json(fields) if !fields.is_empty()),
    };
    let body = endpoint.body.fields();
    let request = structure(catalog, request, &endpoint.query, body, &mut definitions);
    let response = Outer {
        name: format!("{name}Response"),
        summary: format!("What `{}` answers.", endpoint.id.value),
        about: "",
        usage: Usage { sent: false, received: true },
        is_request: false,
        has_body: true,
    };
    let response = structure(catalog, response, &[], &endpoint.response, &mut definitions);
    EndpointModule { endpoint, name, request, response, definitions }
}
