//! YAML trees into the spec model: shapes, words and names of one file at a time.
//!
//! What needs a second file to be judged (an unknown type, a call that stands twice) is left to
//! [`check`](crate::check).

mod api;
mod endpoint;
mod errors;
mod examples;
mod extended;
mod field;
mod folder;
mod mapping;
mod message;
mod scalar;
mod types;

#[cfg(feature = "cli")]
pub(crate) use endpoint::{endpoint, is_call};
pub(crate) use folder::{Parsed, folder};
#[cfg(feature = "cli")]
pub(crate) use scalar::{TODO, is_address, is_snake_case, is_wire_name};
