//! Documents: valid by OpenAPI's own schema, true to themselves, and saying what the specs say.

mod facts;
mod snapshot;
mod support;
mod valid;
