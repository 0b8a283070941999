//! A specification's endpoints as an OpenAPI 3.1 document.
//!
//! `cargo gen openapi` writes the document and the sandbox shows it. It is a separate package so that
//! the sandbox doesn't depend on the generator, and the generator's library doesn't depend on OpenAPI.
//!
//! What OpenAPI can't express is in extensions, `x-weixin-…`: who may call, whether a call is safe to
//! repeat, what each error code means and what to do about it.
//!
//! OpenAPI has one operation for a path and a method, and a query isn't part of a path (see the grammar
//! of path templates in version 3.1.1). Some of the vendor's calls differ only in a query value, such as
//! `setbizattr?action=…`. They become one operation: its parameter is an enum of these values, its body
//! is any of theirs, and its `x-weixin-calls` has everything that a separate operation for each call
//! would have. The alternative, a query or a fragment in the path, is refused by strict tools, and a tool
//! that tries the call would not send what follows a `#`.

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

/// The server of a document's API, and a description of it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The server's URL; one such as `/` is relative to that of the document.
    pub url: &'a str,
    /// Markdown that follows the API's own description.
    pub about: &'a str,
}

/// Returns the document of a model with the vendor's hosts as servers.
#[must_use]
pub fn document(model: &Model) -> Json {
    let hosts = &model.api.hosts;
    let main = Object::new().set("url", hosts.main.value.as_str());
    let main =
        if hosts.alternates.is_empty() { main } else { main.set("description", "The main URL.") };
    let others = hosts.alternates.iter().map(|host| {
        let host = Object::new().set("url", host.value.as_str());
        host.set("description", "Another URL of the same service.").json()
    });
    let servers = [main.json()].into_iter().chain(others).collect();
    whole(model, servers, &model.api.about)
}

/// Returns the document of a model with another server, such as a sandbox.
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
        // OpenAPI requires a version. It is that of the generator, and so of the generated client.
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
