//! YAML trees into the spec model: shapes, words and names of one file at a time.
//!
//! What needs a second file to be judged (an unknown type, a duplicate call) is left to
//! [`check`](crate::load::check).

mod api;
mod endpoint;
mod errors;
mod examples;
mod extended;
mod field;
mod folder;
mod mapping;
mod message;
mod quirks;
mod scalar;
mod types;

pub use endpoint::{endpoint, is_call};
pub use folder::{Parsed, folder};
pub(crate) use scalar::whole_number;
pub use scalar::{TODO, is_address, is_snake_case, is_wire_name};
