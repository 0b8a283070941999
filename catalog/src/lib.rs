//! The endpoints of an API as data: what a spec folder says, without the YAML.
//!
//! `weixin-codegen` parses `spec/` into a [`Catalog`], generates Rust from it and writes it as JSON;
//! `weixin-sandbox` reads that JSON and serves it. Every text that a diagnostic may have to point at
//! carries its [`Span`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod access;
mod api;
mod catalog;
mod endpoint;
mod error;
mod extend;
mod field;
mod fits;
mod json;
mod span;

pub use access::{Access, Accounts, Admission, Known, ThirdParty};
pub use api::{Account, Action, Api, Envelope, ErrorClass, Hosts, PermissionSet, Token};
pub use catalog::{Catalog, CatalogFiles};
pub use endpoint::{
    Body, Endpoint, EndpointError, Evidence, Example, Method, Outcome, Quirk, Resend, Response,
    Vendor,
};
pub use error::ErrorCode;
pub use field::{
    Derivation, EnumValue, EnumValues, Field, FilePart, Limits, NamedType, Object, Presence, Range,
    Shape, Type, Variant,
};
pub use fits::{Misfit, Others, Problem, misfit_of_whole, misfits};
pub use json::{Json, JsonKind};
pub use span::{Span, Spanned};
