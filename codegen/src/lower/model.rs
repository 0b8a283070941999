//! What the emitters are given. The types say what there is; the emitters only how it is written.

use weixin_spec::{Endpoint, EnumValue, Field, Json};

/// One endpoint's file.
pub(crate) struct EndpointModule<'a> {
    pub(crate) endpoint: &'a Endpoint,
    /// `SetInvoiceUrl`, which the names of its types begin with.
    pub(crate) name: String,
    pub(crate) request: Struct<'a>,
    pub(crate) response: Struct<'a>,
    /// Types that only this endpoint uses, in the order of their first mention.
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

/// What serde makes of a struct.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Serde {
    /// Nothing: a request without a JSON body, a reply that is a file.
    Nothing,
    /// An object with fields.
    Object,
    /// The value of its one field.
    Transparent,
}

/// A struct with its constructor.
pub(crate) struct Struct<'a> {
    pub(crate) name: String,
    /// First line of its documentation; spec text.
    pub(crate) summary: String,
    pub(crate) about: &'a str,
    pub(crate) usage: Usage,
    /// Whether it is the request itself rather than an object within.
    pub(crate) is_request: bool,
    pub(crate) serde: Serde,
    pub(crate) fields: Vec<RustField<'a>>,
    /// Fields that are read out of others.
    pub(crate) derived: Vec<&'a Field>,
}

impl<'a> Struct<'a> {
    /// The name of the struct of required fields.
    pub(crate) fn required_name(&self) -> String {
        let own = self.name.strip_suffix("Request").filter(|_| self.is_request);
        let own = own.unwrap_or(&self.name);
        format!("{own}Required")
    }

    /// Fields that a sender can't leave out.
    pub(crate) fn required(&self) -> impl Iterator<Item = &RustField<'a>> {
        let needed = |field: &&RustField<'_>| !field.optional && field.fixed().is_none();
        self.fields.iter().filter(needed)
    }

    /// Fields that a sender may leave out.
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
    /// `Option<…>`.
    pub(crate) optional: bool,
    /// A list of a response, which is empty where it is absent.
    pub(crate) empty_if_absent: bool,
    /// Something within its value has documented limits.
    pub(crate) limited: bool,
    /// Something within its value is secret.
    pub(crate) secretive: bool,
    pub(crate) stored: Stored,
    pub(crate) attributes: Vec<Attribute>,
}

impl RustField<'_> {
    /// The one value that it ever has.
    pub(crate) fn fixed(&self) -> Option<&Json> {
        self.spec.fixed.as_ref()
    }
}

/// Where a field of a request goes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stored {
    /// Into the query.
    Query,
    /// Into the body, or it comes from a reply.
    Body,
}

/// A serde attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Attribute {
    /// `rename = "…"`
    Rename(String),
    /// `skip`: it stands in the query.
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

/// An enum of known values that may grow.
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
