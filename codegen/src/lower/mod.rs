//! Lowers the model to Rust: determines all names, types and attributes. `emit` turns them into tokens.

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
