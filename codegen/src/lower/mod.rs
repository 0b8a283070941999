//! The catalog as Rust: every name, type and attribute decided, nothing yet written.

mod endpoint;
mod model;
mod names;
mod structs;
mod types;

pub(crate) use endpoint::endpoint;
pub(crate) use model::{
    Attribute, Definition, EndpointModule, OpenEnum, OpenVariant, RustField, RustType, Serde,
    Stored, Struct,
};
pub(crate) use names::{
    camel_case, field_name, ident, is_keyword, own_code, snake_case, type_name, variant_name,
};
pub(crate) use types::{named_type, summary};
