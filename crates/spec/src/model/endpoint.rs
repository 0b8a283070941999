//! An endpoint of the vendor's API.

use serde::{Deserialize, Serialize};

use crate::{Access, Field, Json, Quirk, Span, Spanned, Type};

/// One endpoint: `spec/<group>/<id>.yaml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Endpoint {
    /// The folder's name.
    pub group: Spanned<String>,
    /// The file's name.
    pub id: Spanned<String>,
    /// Its purpose in one line; empty if it is still to be written.
    pub title: String,
    /// A longer description.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The vendor's page.
    pub vendor: Vendor,
    /// Where the facts come from.
    #[serde(default, skip_serializing_if = "Evidence::is_vendor")]
    pub evidence: Evidence,
    /// The endpoint has left the vendor's current docs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub legacy: bool,
    /// HTTP method.
    pub method: Method,
    /// Path, beginning with `/`.
    pub path: Spanned<String>,
    /// Query parameters with fixed values, in the order written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed_query: Vec<(String, String)>,
    /// Query parameters that the caller gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<Field>,
    /// The body of the request.
    pub body: Body,
    /// The response, without the envelope.
    pub response: Response,
    /// Who may call.
    pub access: Access,
    /// Whether the call is safe to repeat.
    pub idempotency: Spanned<Idempotency>,
    /// Ids of the endpoints that tell whether a call whose response was lost was executed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verified_by: Vec<Spanned<String>>,
    /// What the vendor's page says about error codes.
    #[serde(default)]
    pub error_table: ErrorTable,
    /// Error codes that it may return, in the order written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<EndpointError>,
    /// Examples, for the documentation, the wire tests and the sandbox's responses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// Where sources contradict each other, and what was decided. For maintainers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quirks: Vec<Quirk>,
    /// What callers need to know beside `about`: a list in the method's documentation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl Endpoint {
    /// Returns the call as the spec writes it: `POST /path?name=value`.
    #[must_use]
    pub fn call(&self) -> String {
        let fixed = self.fixed_query.iter().map(|(name, value)| format!("{name}={value}"));
        let fixed: Vec<String> = fixed.collect();
        let query = if fixed.is_empty() { String::new() } else { format!("?{}", fixed.join("&")) };
        format!("{} {}{query}", self.method.as_str(), self.path.value)
    }
}

/// Where the vendor describes the endpoint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Vendor {
    /// The vendor's name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Spanned<String>>,
    /// The day it was read, `yyyy-mm-dd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Spanned<String>>,
    /// A fingerprint of the page's text when it was read: 16 hexadecimal digits. Not serialized, since
    /// it says nothing about the endpoint.
    #[serde(skip)]
    pub fingerprint: Option<Spanned<String>>,
    /// Further pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Spanned<String>>,
}

/// Where the facts about an endpoint come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The vendor's own page.
    #[default]
    Vendor,
    /// Third-party SDK sources; the vendor's page was not read.
    Sdk,
}

impl Evidence {
    fn is_vendor(&self) -> bool {
        *self == Self::Vendor
    }
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
}

impl Method {
    /// Returns `GET` or `POST`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Nothing.
    None,
    /// A JSON object; no fields means `{}`.
    Json(Vec<Field>),
    /// `multipart/form-data` with texts and files.
    Form(Vec<Field>),
    /// JSON with unknown fields, as one value.
    Whole(Box<Field>),
}

impl Body {
    /// Returns the body's fields.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::None => &[],
            Self::Json(fields) | Self::Form(fields) => fields,
            Self::Whole(field) => std::slice::from_ref(field),
        }
    }

    /// Returns the one value that replaces the fields, if there is one.
    #[must_use]
    pub fn whole(&self) -> Option<&Field> {
        match self {
            Self::Whole(field) => Some(field),
            Self::None | Self::Json(_) | Self::Form(_) => None,
        }
    }
}

/// The response of a successful call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// A JSON object; no fields means the envelope alone.
    Json(Vec<Field>),
    /// One value: a file, or JSON with unknown fields.
    Whole(Box<Field>),
}

impl Response {
    /// Returns the response's fields.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Json(fields) => fields,
            Self::Whole(field) => std::slice::from_ref(field),
        }
    }

    /// Returns the one value that replaces the fields, if there is one.
    #[must_use]
    pub fn whole(&self) -> Option<&Field> {
        match self {
            Self::Whole(field) => Some(field),
            Self::Json(_) => None,
        }
    }

    /// Whether it is a file instead of JSON.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.whole().is_some_and(|field| matches!(field.ty.value, Type::File(_)))
    }
}

/// What happens if the same request is sent twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Idempotency {
    /// It only reads.
    ReadOnly,
    /// Repeating it leads to the same state.
    Idempotent,
    /// The vendor rejects a second request with the same values in these fields.
    Keyed(Vec<Spanned<String>>),
    /// Repeating it performs the operation again.
    #[serde(rename = "none")]
    NotIdempotent,
    /// Not decided yet: treated as [`NotIdempotent`](Self::NotIdempotent).
    Unjudged,
}

impl Idempotency {
    /// Returns the word of the spec language.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::ReadOnly => "read_only",
            Self::Idempotent => "idempotent",
            Self::Keyed(_) => "keyed",
            Self::NotIdempotent => "none",
            Self::Unjudged => "TODO",
        }
    }
}

/// What the vendor's page says about error codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorTable {
    /// It lists some.
    Listed,
    /// It lists none.
    None,
    /// That part of it was not read, or there is no page.
    #[default]
    Unread,
}

/// How it is known that an endpoint returns a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorSource {
    /// The vendor's page lists it.
    #[default]
    Page,
    /// Developers encountered it.
    Practice,
    /// It is in the vendor's general list, or common to all calls of the kind, such as those of a third-party
    /// platform.
    General,
}

/// An error code that an endpoint may return, with the texts that are specific to the endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndpointError {
    /// The number.
    pub code: Spanned<i64>,
    /// How it is known.
    #[serde(default)]
    pub source: ErrorSource,
    /// Overrides the general meaning; empty if it is still to be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// Overrides the general remedy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Overrides the general class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Spanned<String>>,
}

impl EndpointError {
    /// Returns the endpoint's own meaning, if it is written.
    #[must_use]
    pub fn own_meaning(&self) -> Option<&str> {
        self.meaning.as_deref().filter(|text| !text.is_empty())
    }

    /// Returns the endpoint's own remedy, if it is written.
    #[must_use]
    pub fn own_remedy(&self) -> Option<&str> {
        self.remedy.as_deref().filter(|text| !text.is_empty())
    }

    /// Whether it overrides anything of the general entry.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.own_meaning().is_some() || self.own_remedy().is_some() || self.class.is_some()
    }
}

/// An example of a request, its response, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// What it shows, snake_case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<String>>,
    /// Query parameters; `None` if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<Json>,
    /// Body; `None` if the example gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Json>,
    /// What comes back; `None` if the example has only a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Its secrets are samples from the vendor's public page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub published: bool,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// What comes back in an example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A success.
    Response(Json),
    /// An error.
    Error(Json),
}
