//! What an endpoint is: a request type that can encode itself, and a constant that describes the call.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    body::{Body, EncodeError},
    limits::LimitCheck,
    query::Query,
    redact::Secrets,
    types::File,
};

/// A request that can be sent: one type for each endpoint.
///
/// The types in [`api`](crate::api) implement it. Implement it yourself for an endpoint that the
/// crate lacks; such a request is sent with [`Client::call`](crate::Client::call) and has the same
/// access tokens, limits and errors as the built-in ones.
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
    /// What a successful reply is decoded into. Fields that it does not name are ignored.
    type Response: FromReply + Send;
    /// What holds for every call of the endpoint.
    const DESCRIPTION: &'static Description;

    /// Adds the query parameters of this request (the access token is added by the client).
    fn query(&self, query: &mut Query) {
        let _ = query;
    }

    /// Encodes the body of this request. No body unless overridden.
    ///
    /// # Errors
    /// When the request can't be written as JSON.
    fn body(&self) -> Result<Body, EncodeError> {
        Ok(Body::NONE)
    }

    /// Checks the documented limits of this request, before anything is sent.
    fn check_limits(&self, check: &mut LimitCheck) {
        let _ = check;
    }

    /// Names the secrets that this request carries, so that no error repeats them.
    /// Secrets pushed by [`query`](Self::query) are known already.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        let _ = secrets;
    }
}

/// What a successful reply can be decoded into: every type that serde reads from JSON.
///
/// Implement it yourself for a reply that isn't JSON, such as a file, and say so in
/// [`Description::download`].
pub trait FromReply: Sized {
    /// Reads the body of a success.
    ///
    /// # Errors
    /// When it isn't what the type expects.
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

/// What holds for every call of an endpoint. A constant; see [`Endpoint::DESCRIPTION`].
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The name of the endpoint, such as `set_invoice_url`; errors show it.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, such as `/card/invoice/seturl`.
    pub path: &'static str,
    /// Query parameters that never change, percent-encoded, such as `action=set_pay_mch`; or empty.
    pub fixed_query: &'static str,
    /// How the access token is given; `None` where the call takes none.
    pub token: Option<TokenParameter>,
    /// Who may call.
    pub access: Access,
    /// What happens if the same request is sent twice.
    pub idempotency: Idempotency,
    /// What this endpoint's own page says about error codes, where it differs from the general words.
    pub errors: &'static [ErrorWords],
    /// What a spec of somebody's own says about codes that this crate doesn't know; an endpoint's own
    /// words go before.
    pub general_errors: &'static [ErrorWords],
    /// Whether a reply contains a secret: then no part of it is shown in an error. The words of a
    /// [`FromReply`] of your own are not shown either, unless they begin with a backtick, as those do
    /// that name a field.
    pub secret_reply: bool,
    /// The reply is a file instead of JSON, of which so many bytes are read at most, even where the
    /// client reads less of others. A refusal is JSON still.
    pub download: Option<usize>,
    /// The vendor's page.
    pub page: Option<&'static str>,
}

impl Description {
    /// A call without access token that anyone may make and nobody should send twice; for use with
    /// struct update syntax.
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
    /// As it stands in the request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// How a call is given the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenParameter {
    /// The name of the query parameter, such as `access_token`.
    pub query: &'static str,
    /// The kinds of token that the endpoint takes, such as `authorizer_access_token`.
    pub kinds: &'static [&'static str],
}

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The kinds of account.
    pub accounts: Accounts,
    /// Third-party platforms that act for a merchant.
    pub third_party: ThirdParty,
}

/// Which kinds of account may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// These, named as in [`Account::id`](crate::api::Account::id).
    Only(&'static [&'static str]),
    /// Every kind.
    All,
    /// The documentation does not say; nothing is refused.
    Unknown,
}

/// Whether a third-party platform may call an endpoint for a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThirdParty {
    /// With any one of these permission sets.
    PermissionSets(&'static [u32]),
    /// It may not.
    No,
    /// The documentation does not say; nothing is refused.
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

/// What an endpoint's own page says about an error code. Empty words stand for the general ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorWords {
    /// The code.
    pub code: i64,
    /// The id of its class at this endpoint, where it differs from the general one.
    pub class: Option<&'static str>,
    /// What it means here.
    pub meaning: &'static str,
    /// What to do about it here.
    pub remedy: &'static str,
}

/// What a client may do after an error of some class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Nothing: sending the same again gives the same answer.
    Stop,
    /// Send again after a pause, if the endpoint's [`Idempotency`] allows it.
    Retry,
    /// Fetch a new access token and send again, once.
    RefreshToken,
    /// Ask for the result later, without sending again.
    Wait,
}

/// What holds for the whole API: the generated `SETTINGS` is the only value.
#[derive(Clone, Copy, Debug)]
pub struct ApiSettings {
    /// The main host, such as `https://api.weixin.qq.com`.
    pub host: &'static str,
    /// The vendor's other hosts.
    pub alternates: &'static [&'static str],
    /// The names in the envelope of a reply.
    pub envelope: EnvelopeKeys,
    /// The kinds of access token.
    pub tokens: &'static [&'static str],
    /// The permission sets of third-party platforms, with their names.
    pub permission_sets: &'static [(u32, &'static str)],
}

/// The names in the envelope of a reply.
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeKeys {
    /// The key of the code.
    pub code: &'static str,
    /// The key of the message.
    pub message: &'static str,
    /// The code that means success; a missing code does too.
    pub success: i64,
}
