//! A specification's endpoints as an OpenAPI 3.1 document.
//!
//! `cargo gen openapi` writes it and the sandbox shows it; it is a package of its own so that the
//! sandbox needs no generator for that, and the generator's library no OpenAPI.
//!
//! What OpenAPI has no word for stands in extensions, `x-weixin-…`: who may call, what sending twice
//! does, what each error code means and what to do about it.
//!
//! OpenAPI has one operation for a path and a method, and a query is no part of a path (so says the
//! grammar of path templates in version 3.1.1). The vendor has calls that nothing but a query value tells
//! apart, such as `setbizattr?action=…`. They become one operation whose parameter is an enum of these
//! values, whose body is any of theirs, and whose `x-weixin-calls` says of each all that an operation of
//! its own would. The other way, a query or a fragment in the path, is refused by strict tools, and what
//! follows a `#` would never be sent by a tool that tries the call.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod components;
mod errors;
mod extensions;
mod markdown;
mod names;
mod object;
mod paths;
mod schema;

use weixin_spec::{Json, Model};

use object::Object;

/// Where a document's API answers, and what a reader should know of that place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The server's address; one such as `/` is relative to the document's own.
    pub url: &'a str,
    /// Said after the API's own description, as Markdown.
    pub about: &'a str,
}

/// The document of a model whose API answers at the vendor's hosts.
#[must_use]
pub fn document(model: &Model) -> Json {
    let hosts = &model.api.hosts;
    let main = Object::new().set("url", hosts.main.value.as_str());
    let main = if hosts.alternates.is_empty() {
        main
    } else {
        main.set("description", "The main address.")
    };
    let others = hosts.alternates.iter().map(|host| {
        let host = Object::new().set("url", host.value.as_str());
        host.set("description", "Another entrance to the same service.").json()
    });
    let servers = [main.json()].into_iter().chain(others).collect();
    whole(model, servers, &model.api.about)
}

/// The document of a model whose API answers somewhere else, such as in a sandbox.
#[must_use]
pub fn document_at(model: &Model, place: Place<'_>) -> Json {
    let server = Object::new().set("url", place.url);
    let about = [model.api.about.trim(), place.about].join("\n\n");
    whole(model, vec![server.json()].into(), &about)
}

fn whole(model: &Model, servers: Json, about: &str) -> Json {
    let api = &model.api;
    let info = Object::new()
        .set("title", api.title.as_str())
        .set_text("description", about)
        // OpenAPI wants one; it is that of the generator and so of the client made with it.
        .set("version", env!("CARGO_PKG_VERSION"));
    Object::new()
        .set("openapi", "3.1.1")
        .set("info", info.json())
        .set("servers", servers)
        .set("tags", paths::tags(model))
        .set("paths", paths::paths(model))
        .set("components", components::components(model))
        .set("x-weixin-accounts", extensions::account_kinds(api))
        .set("x-weixin-permission-sets", extensions::permission_sets(api))
        .set("x-weixin-error-classes", errors::classes(api))
        .set("x-weixin-error-codes", errors::codes(model))
        .json()
}
