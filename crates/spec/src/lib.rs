//! The endpoints of an API as data: the content of a spec folder, without the YAML.
//!
//! With the feature `load`, [`load`] reads a spec folder, checks it and returns a [`Model`].
//! `weixin-codegen` generates Rust from the model; `weixin-sandbox` serves it, reading it as JSON
//! lines ([`Model::to_jsonl`]). Every value that a diagnostic may point at has a [`Span`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod contract;
mod fits;
mod json;
mod jsonl;
#[cfg(feature = "load")]
pub mod load;
mod model;
pub mod names;
mod span;

pub use contract::{contract, errors_contract, type_words};
pub use fits::{Mismatch, Others, Problem, mismatch_of_whole, mismatches};
pub use json::{Json, JsonKind};
pub use jsonl::JsonLinesError;
pub use model::{
    Access, Account, Accounts, Action, Admission, Api, Body, Derivation, Differs, Endpoint,
    EndpointError, EnumValue, EnumValues, Envelope, ErrorClass, ErrorCode, ErrorSource, ErrorTable,
    Evidence, Example, Field, FilePart, Group, Hosts, Idempotency, Known, Limits, Method, Model,
    NamedType, Object, Outcome, PermissionSet, Presence, Quirk, QuirkText, Range, RequiredMark,
    Response, Serves, Shape, ThirdParty, Token, Type, Variant, Vendor, canonical,
};
pub use span::{Span, Spanned};
