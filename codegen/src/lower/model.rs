//! The input of the emitters. These types determine what is generated, the emitters how it is written.

use weixin_spec::{Endpoint, EnumValue, Field, Json};

/// One endpoint's file.
pub(crate) struct EndpointModule<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) request: Struct<'a>,
    pub(crate) response: Struct<'a>,
    /// Types that only this endpoint uses, in the order of their first use.
    pub(crate) definitions: Vec<Definition<'a>>,
}

/// A type that a module defines.
pub(crate) enum Definition<'a> {
    Struct(Struct<'a>),
    Enum(OpenEnum<'a>),
}

/// Whether a type is sent, received, or both.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Usage {
    pub(crate) sent: bool,
    pub(crate) received: bool,
}

/// How serde handles a struct.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Serde {
    /// Not at all: a request without a JSON body, or a response that is a file.
    Nothing,
    /// As an object with fields.
    Object,
    /// As the value of its only field.
    Transparent,
}

/// A struct with its constructor.
pub(crate) struct Struct<'a> {
    pub(crate) name: String,
    /// The first line of its documentation; a text of the spec.
    pub(crate) summary: String,
    pub(crate) about: &'a str,
    pub(crate) usage: Usage,
    /// Whether it is sent as JSON without secrets, so that it can be stored and read back.
    pub(crate) stored: bool,
    /// Whether it is the request itself rather than a nested object.
    pub(crate) is_request: bool,
    pub(crate) serde: Serde,
    pub(crate) fields: Vec<RustField<'a>>,
    /// Fields that are derived from others.
    pub(crate) derived: Vec<&'a Field>,
}

impl<'a> Struct<'a> {
    /// Returns the name of the struct of required fields.
    pub(crate) fn required_name(&self) -> String {
        let own = self.name.strip_suffix("Request").filter(|_| self.is_request);
        let own = own.unwrap_or(&self.name);
        format!("{own}Required")
    }

    /// Returns the fields that a sender must set.
    pub(crate) fn required(&self) -> impl Iterator<Item = &RustField<'a>> {
        let needed = |field: &&RustField<'_>| !field.optional && field.fixed().is_none();
        self.fields.iter().filter(needed)
    }

    /// Returns the fields that a sender may omit.
    pub(crate) fn optional(&self) -> impl Iterator<Item = &RustField<'a>> {
        self.fields.iter().filter(|field| field.optional)
    }

    /// Whether anything in it has documented limits.
    pub(crate) fn is_limited(&self) -> bool {
        self.fields.iter().any(|field| field.limited || !field.spec.limits.is_empty())
    }
}

/// A field of a struct.
pub(crate) struct RustField<'a> {
    pub(crate) spec: &'a Field,
    pub(crate) name: String,
    pub(crate) ty: RustType,
    /// Whether its type is `Option<…>`.
    pub(crate) optional: bool,
    /// Whether it is a list of a response, which is empty if it is absent.
    pub(crate) empty_if_absent: bool,
    /// Whether anything within its value has documented limits.
    pub(crate) limited: bool,
    /// Whether anything within its value is secret.
    pub(crate) secretive: bool,
    pub(crate) stored: Stored,
    pub(crate) attributes: Vec<Attribute>,
}

impl RustField<'_> {
    /// Returns its fixed value.
    pub(crate) fn fixed(&self) -> Option<&Json> {
        self.spec.fixed.as_ref()
    }
}

/// The part of a request that a field belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stored {
    /// The query.
    Query,
    /// The body; also for fields of responses.
    Body,
}

/// A serde attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Attribute {
    /// `rename = "…"`
    Rename(String),
    /// `skip`, for a field of the query.
    Skip,
    /// `skip_serializing_if = "Option::is_none"`
    SkipNone,
    /// `skip_serializing_if = "Vec::is_empty"`
    SkipEmpty,
}

/// A type in Rust.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RustType {
    String,
    I64,
    Bool,
    /// A type of the runtime: `Fen`, `Secret` …
    Runtime(&'static str),
    /// `serde_json`'s value.
    Json,
    List(Box<RustType>),
    Map(Box<RustType>),
    /// A type of the same module.
    Local(String),
    /// A type of `types`.
    Shared(String),
}

/// An open enum: known values, to which the vendor may add others.
pub(crate) struct OpenEnum<'a> {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) about: &'a str,
    pub(crate) integer: bool,
    pub(crate) variants: Vec<OpenVariant<'a>>,
}

/// One known value.
pub(crate) struct OpenVariant<'a> {
    pub(crate) name: String,
    pub(crate) value: &'a EnumValue,
    pub(crate) about: &'a str,
}
