//! Endpoints: a request type that encodes itself, and a constant that describes the call.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    body::{Body, EncodeError},
    limits::LimitCheck,
    query::Query,
    redact::Secrets,
    types::File,
};

/// The request of an endpoint.
///
/// The request types in [`api`](crate::api) implement it. Implement it for an endpoint that the crate
/// lacks, and send the request with [`Client::call`](crate::Client::call): it has the same access tokens,
/// limits and errors as the built-in ones.
///
/// ```
/// use weixin::{AccountKind, Access, Accounts, Body, Description, EncodeError, Endpoint, Method,
///     OpenTo, Idempotency, ThirdParty, TokenParameter};
///
/// #[derive(serde::Serialize)]
/// struct GetTicketNumber { order: String }
///
/// #[derive(serde::Deserialize)]
/// struct TicketNumber { number: u64 }
///
/// impl<K: AccountKind> OpenTo<K> for GetTicketNumber {}
///
/// impl Endpoint for GetTicketNumber {
///     type Response = TicketNumber;
///     const DESCRIPTION: &'static Description = &Description {
///         token: Some(TokenParameter { query: "access_token", kinds: &["access_token"] }),
///         access: Access { accounts: Accounts::All, third_party: ThirdParty::No },
///         idempotency: Idempotency::ReadOnly,
///         ..Description::new("get_ticket_number", Method::Post, "/cgi-bin/ticket/number")
///     };
///     fn body(&self) -> Result<Body, EncodeError> { Body::json(self) }
/// }
/// ```
pub trait Endpoint: Send + Sync {
    /// The type that a successful reply is decoded into. Unknown fields are ignored.
    type Response: FromReply + Send;
    /// The description of the endpoint, the same for all its calls.
    const DESCRIPTION: &'static Description;

    /// Adds the query parameters of this request. The client adds the access token.
    fn query(&self, query: &mut Query) {
        let _ = query;
    }

    /// Encodes the body of this request. The default is no body.
    ///
    /// # Errors
    /// Returns an error if the request can't be encoded.
    fn body(&self) -> Result<Body, EncodeError> {
        Ok(Body::NONE)
    }

    /// Checks the documented limits of this request, before anything is sent.
    fn check_limits(&self, check: &mut LimitCheck) {
        let _ = check;
    }

    /// Adds the secrets of this request, so that errors do not show them. Secrets in the
    /// [`query`](Self::query) are already known.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        let _ = secrets;
    }
}

/// A type that a successful reply can be decoded into: every type that serde reads from JSON.
///
/// Implement it for a reply that isn't JSON, such as a file, and set [`Description::download`].
pub trait FromReply: Sized {
    /// Decodes the body of a successful reply.
    ///
    /// # Errors
    /// Returns an error if the body can't be decoded.
    fn from_reply(body: &Bytes) -> Result<Self, serde_json::Error>;
}

impl<T: DeserializeOwned> FromReply for T {
    fn from_reply(body: &Bytes) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }
}

/// The bytes as they are.
impl FromReply for File {
    fn from_reply(body: &Bytes) -> Result<Self, serde_json::Error> {
        Ok(body.clone().into())
    }
}

/// The description of an endpoint, the same for all its calls. See [`Endpoint::DESCRIPTION`].
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The name of the endpoint, such as `set_invoice_url`; errors show it.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, such as `/card/invoice/seturl`.
    pub path: &'static str,
    /// Query parameters that never change, percent-encoded, such as `action=set_pay_mch`; may be empty.
    pub fixed_query: &'static str,
    /// The query parameter of the access token; `None` if the endpoint takes no token.
    pub token: Option<TokenParameter>,
    /// Who may call.
    pub access: Access,
    /// What happens if the same request is sent twice.
    pub idempotency: Idempotency,
    /// The texts of error codes on this endpoint's page, if they differ from the general ones.
    pub errors: &'static [ErrorWords],
    /// The texts of error codes of a spec of your own that this crate does not know. Those in
    /// [`errors`](Self::errors) take precedence.
    pub general_errors: &'static [ErrorWords],
    /// Whether a reply contains a secret. If so, errors show no part of it. The error message of a
    /// [`FromReply`] of your own is not shown either, unless it begins with a backtick: such a message
    /// begins with the name of a field.
    pub secret_reply: bool,
    /// The maximum size of the reply in bytes, if the reply is a file instead of JSON. It applies if it is
    /// larger than the client's limit. An error is still JSON.
    pub download: Option<usize>,
    /// The URL of the vendor's page.
    pub page: Option<&'static str>,
}

impl Description {
    /// Creates the description of an endpoint without an access token, without known restrictions of
    /// access, and not idempotent. For use with struct update syntax.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            fixed_query: "",
            token: None,
            access: Access { accounts: Accounts::Unknown, third_party: ThirdParty::Unknown },
            idempotency: Idempotency::NotIdempotent,
            errors: &[],
            general_errors: &[],
            secret_reply: false,
            download: None,
            page: None,
        }
    }
}

/// The HTTP method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
}

impl Method {
    /// Returns the name of the method in the request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// The query parameter of the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenParameter {
    /// The name of the query parameter, such as `access_token`.
    pub query: &'static str,
    /// The kinds of token that the endpoint accepts, such as `authorizer_access_token`.
    pub kinds: &'static [&'static str],
}

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The kinds of account.
    pub accounts: Accounts,
    /// Third-party platforms that call for a merchant.
    pub third_party: ThirdParty,
}

/// Which kinds of account may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// Only these, named as in [`Account::id`](crate::api::Account::id).
    Only(&'static [&'static str]),
    /// All kinds.
    All,
    /// Not documented; no call is refused.
    Unknown,
}

/// Whether a third-party platform may call an endpoint for a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThirdParty {
    /// A platform with at least one of these permission sets may call.
    PermissionSets(&'static [u32]),
    /// No platform may call.
    No,
    /// Not documented; no call is refused.
    Unknown,
}

/// What happens if the same request is sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// It only reads, so it is always safe to repeat.
    ReadOnly,
    /// Repeating it leads to the same state, so it is always safe to repeat.
    Idempotent,
    /// These request fields identify the operation: WeChat rejects a second one with the same values.
    Keyed(&'static [&'static str]),
    /// Repeating it performs the operation again.
    NotIdempotent,
}

/// The texts of an error code at an endpoint. If a text is empty, the general one applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorWords {
    /// The code.
    pub code: i64,
    /// The id of its class at this endpoint, if it differs from the general one.
    pub class: Option<&'static str>,
    /// What the code means at this endpoint.
    pub meaning: &'static str,
    /// What to do about it at this endpoint.
    pub remedy: &'static str,
}

/// What a client may do after an error of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Return the error: a retry would fail in the same way.
    Stop,
    /// Retry after a pause, if the endpoint's [`Idempotency`] allows it.
    Retry,
    /// Fetch a new access token and retry once.
    RefreshToken,
    /// Query the result later, without a retry.
    Wait,
}

/// The settings of the whole API. The generated `SETTINGS` is the only value.
#[derive(Clone, Copy, Debug)]
pub struct ApiSettings {
    /// The main host, such as `https://api.weixin.qq.com`.
    pub host: &'static str,
    /// The vendor's other hosts.
    pub alternates: &'static [&'static str],
    /// The keys in the envelope of a reply.
    pub envelope: EnvelopeKeys,
    /// The kinds of access token.
    pub tokens: &'static [&'static str],
    /// The permission sets of third-party platforms, with their names.
    pub permission_sets: &'static [(u32, &'static str)],
}

/// The keys in the envelope of a reply.
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeKeys {
    /// The key of the error code.
    pub code: &'static str,
    /// The key of the message.
    pub message: &'static str,
    /// The error code that means success. A reply without a code is a success too.
    pub success: i64,
}
