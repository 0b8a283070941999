//! Documents are valid by OpenAPI's schema, consistent, and have the facts of the specs.

mod facts;
mod snapshot;
mod support;
mod valid;
