//! The model as Rust: every name, type and attribute decided, nothing yet written.

mod endpoint;
mod ident;
mod model;
mod structs;
mod types;

pub(crate) use endpoint::endpoint;
pub(crate) use ident::ident;
pub(crate) use model::{
    Attribute, Definition, EndpointModule, OpenEnum, OpenVariant, RustField, RustType, Serde,
    Stored, Struct,
};
pub(crate) use types::{named_type, summary};
