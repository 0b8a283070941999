//! Fields and their types.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Json, Spanned};

/// One field of a query, a body, a response or an object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name on the wire.
    pub name: Spanned<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Spanned<Type>,
    /// Whether it is required.
    #[serde(default, skip_serializing_if = "Presence::is_required")]
    pub presence: Presence,
    /// What it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Its name in Rust, if the wire name can't be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<Spanned<String>>,
    /// The Rust name of the type that is defined here, if the field's own name can't be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<Spanned<String>>,
    /// Documented limits.
    #[serde(default, skip_serializing_if = "Limits::is_empty")]
    pub limits: Limits,
    /// What the vendor assumes if it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
    /// Its fixed value, which the client sends automatically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Json>,
    /// Whether it is a secret, which is never shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// An example value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Json>,
    /// Other spellings that occur on the wire.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Spanned<String>>,
    /// On the wire it is text or a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub string_or_number: bool,
    /// An empty value means that there is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub empty_is_absent: bool,
    /// If it is deprecated: what to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The field is documented here, but is contained in another field's value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Derivation>,
}

impl Field {
    /// Creates a required field without further properties.
    #[must_use]
    pub fn bare(name: Spanned<String>, ty: Spanned<Type>) -> Self {
        Self {
            name,
            ty,
            presence: Presence::Required,
            about: String::new(),
            rust: None,
            type_name: None,
            limits: Limits::default(),
            default: None,
            fixed: None,
            secret: false,
            example: None,
            aliases: Vec::new(),
            string_or_number: false,
            empty_is_absent: false,
            deprecated: None,
            from: None,
        }
    }

    /// Whether it may be absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.presence != Presence::Required || self.empty_is_absent
    }
}

/// Whether a field is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Always.
    #[default]
    Required,
    /// Never.
    Optional,
    /// Under this condition.
    When(String),
}

impl Presence {
    fn is_required(&self) -> bool {
        *self == Self::Required
    }
}

/// Documented limits of a field; each is inclusive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Unicode characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chars: Option<Spanned<Range>>,
    /// UTF-8 bytes of a text, bytes of a binary value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Spanned<Range>>,
    /// Entries of a list or map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Spanned<Range>>,
    /// The value of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Spanned<Range>>,
}

impl Limits {
    /// Whether nothing is limited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An inclusive range; `None` means no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The minimum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// A number with a fraction.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Text that is a URL.
    Url,
    /// Seconds since 1970.
    UnixSeconds,
    /// Text that is a date, in a format such as `yyyyMMdd`.
    Date(Spanned<String>),
    /// Money as a whole number of fen.
    Fen,
    /// Money as decimal text in yuan.
    Yuan,
    /// Bytes as base64 text.
    Base64,
    /// JSON of any shape.
    Json,
    /// The bytes of a file: a part of a form, or a whole response.
    File(FilePart),
    /// A list.
    List(Box<Type>),
    /// An object with arbitrary keys.
    Map(Box<Type>),
    /// An object that only its endpoint uses.
    Object(Object),
    /// An open enum: the vendor may add values.
    Enum(EnumValues),
    /// A type of `spec/types/`.
    Named(Spanned<String>),
}

impl Type {
    /// Returns the type itself, or the innermost item type of lists and maps.
    #[must_use]
    pub fn innermost(&self) -> &Type {
        match self {
            Self::List(item) | Self::Map(item) => item.innermost(),
            other => other,
        }
    }
}

/// The name and type of a file in a form, unless the caller sets them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePart {
    /// Its name, such as `invoice.pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<String>>,
    /// Its type, such as `application/pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<Spanned<String>>,
}

/// An object with its fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// Its fields.
    pub fields: Vec<Field>,
}

/// The values of an open enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnumValues {
    /// The known values, in the order written; all of them text or all of them integers.
    pub variants: Vec<Variant>,
}

impl EnumValues {
    /// Whether the values are integers.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        let first = self.variants.first();
        first.is_some_and(|variant| matches!(variant.value.value, EnumValue::Integer(_)))
    }
}

/// One known value of an open enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The value on the wire.
    pub value: Spanned<EnumValue>,
    /// Its name in Rust, if one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<String>>,
    /// What it means.
    pub about: String,
}

/// A value of an open enum on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EnumValue {
    /// An integer.
    Integer(i64),
    /// Text.
    String(String),
}

/// Formats the value as on the wire, text without quotes.
impl fmt::Display for EnumValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::String(text) => text.fmt(f),
        }
    }
}

/// The source of a derived field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// The query parameter that contains it.
    pub query: Spanned<String>,
    /// The field whose URL has this query parameter.
    pub of: Spanned<String>,
}

/// A type that several endpoints share: `spec/types/<name>.yaml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedType {
    /// Its name, UpperCamelCase.
    pub name: Spanned<String>,
    /// Its purpose in one line.
    pub title: String,
    /// A longer description.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The messages that its fields may be used in; `None` for an enum, which may be used anywhere.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub serves: Option<Serves>,
    /// Whether it is an object or an enum.
    pub shape: Shape,
}

/// The messages that a shared object type may be used in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serves {
    /// Requests: a field is required unless it says otherwise.
    Request,
    /// Responses: a field is optional unless it says otherwise.
    Response,
    /// Requests and responses: each field says whether it is required.
    Both,
}

impl Serves {
    /// Whether the type may be used in requests.
    #[must_use]
    pub fn requests(self) -> bool {
        matches!(self, Self::Request | Self::Both)
    }

    /// Whether the type may be used in responses.
    #[must_use]
    pub fn responses(self) -> bool {
        matches!(self, Self::Response | Self::Both)
    }
}

/// The definition of a shared type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An object.
    Object(Object),
    /// An open enum.
    Enum(EnumValues),
}
