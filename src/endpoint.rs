//! What an endpoint is: a request that encodes itself, and a constant that describes the call. For endpoints
//! that the crate lacks, and for programs that work with any endpoint.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::types::File;
pub use crate::{
    account::OpenTo,
    body::{Body, EncodeError},
    form::Form,
    limits::{CheckLimits, LimitCheck, LimitViolation},
    query::{Query, ToQuery},
    redact::{HasSecrets, Secrets},
    wire::{Unknown, query_value},
};

/// The request of an endpoint.
///
/// The request types in [`api`](crate::api) implement it. Implement it for an endpoint that the crate
/// lacks, and send the request with [`Client::call`](crate::Client::call): it has the same access tokens,
/// limits and errors as the built-in ones.
///
/// ```
/// use weixin::{AccountKind, Idempotency, endpoint::{Access, Body, Description, EncodeError, Endpoint, OpenTo}};
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
///     const DESCRIPTION: &'static Description =
///         &Description::post("get_ticket_number", "/cgi-bin/ticket/number")
///             .token("access_token", &["access_token"])
///             .access(Access::all_accounts().no_third_party())
///             .idempotency(Idempotency::ReadOnly);
///
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

/// What holds for every call of an endpoint: a constant, built from [`get`](Self::get) or
/// [`post`](Self::post). See [`Endpoint::DESCRIPTION`].
///
/// Unless told otherwise it takes no access token, refuses no account, is not idempotent and returns JSON.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) fixed_query: &'static str,
    pub(crate) token: Option<TokenParameter>,
    pub(crate) access: Access,
    pub(crate) idempotency: Idempotency,
    /// What the endpoint says about error codes, before what its spec says about them in general.
    pub(crate) errors: [&'static [ErrorDetails]; 2],
    pub(crate) secret_response: bool,
    pub(crate) download: Option<usize>,
    pub(crate) page: Option<&'static str>,
}

impl Description {
    /// Describes a `GET` call. The id is the endpoint's name, such as `get_rid_info`, which errors and
    /// spans show. The path begins with `/`.
    #[must_use]
    pub const fn get(id: &'static str, path: &'static str) -> Self {
        Self::new(id, Method::Get, path)
    }

    /// Describes a `POST` call. See [`get`](Self::get).
    #[must_use]
    pub const fn post(id: &'static str, path: &'static str) -> Self {
        Self::new(id, Method::Post, path)
    }

    const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            fixed_query: "",
            token: None,
            access: Access::undocumented(),
            idempotency: Idempotency::NotIdempotent,
            errors: [&[], &[]],
            secret_response: false,
            download: None,
            page: None,
        }
    }

    /// Sets the query parameters that never change, percent-encoded, such as `action=set_pay_mch`.
    #[must_use]
    pub const fn fixed_query(mut self, query: &'static str) -> Self {
        self.fixed_query = query;
        self
    }

    /// Takes an access token in this query parameter, such as `access_token`, of one of these kinds, such as
    /// `authorizer_access_token`. No kinds means any.
    #[must_use]
    pub const fn token(mut self, query: &'static str, kinds: &'static [&'static str]) -> Self {
        self.token = Some(TokenParameter { query, kinds });
        self
    }

    /// Sets who may call.
    #[must_use]
    pub const fn access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Sets what happens if the same request is sent twice.
    #[must_use]
    pub const fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// Sets what this endpoint says about error codes.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [ErrorDetails]) -> Self {
        self.errors[0] = errors;
        self
    }

    /// Sets what a spec says about error codes that `weixin` doesn't know. What the endpoint itself says
    /// has priority.
    #[must_use]
    pub const fn general_errors(mut self, errors: &'static [ErrorDetails]) -> Self {
        self.errors[1] = errors;
        self
    }

    /// Marks the response as secret, so that errors show no part of it. The message of a [`FromReply`] of your
    /// own is not shown either, unless it begins with a backtick, as messages do that name a field.
    #[must_use]
    pub const fn secret_response(mut self) -> Self {
        self.secret_response = true;
        self
    }

    /// A success is a file instead of JSON, of at most this many bytes, even if the client's own limit is lower.
    /// Errors are JSON all the same.
    #[must_use]
    pub const fn download(mut self, max_bytes: usize) -> Self {
        self.download = Some(max_bytes);
        self
    }

    /// Sets the URL of the vendor's page.
    #[must_use]
    pub const fn page(mut self, url: &'static str) -> Self {
        self.page = Some(url);
        self
    }

    /// The name of the endpoint.
    #[must_use]
    pub const fn get_id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    #[must_use]
    pub const fn get_method(&self) -> Method {
        self.method
    }

    /// The path.
    #[must_use]
    pub const fn get_path(&self) -> &'static str {
        self.path
    }

    /// How the call carries the access token, or `None` if it takes none.
    #[must_use]
    pub const fn get_token(&self) -> Option<TokenParameter> {
        self.token
    }

    /// Who may call.
    #[must_use]
    pub const fn get_access(&self) -> Access {
        self.access
    }

    /// What happens if the same request is sent twice.
    #[must_use]
    pub const fn get_idempotency(&self) -> Idempotency {
        self.idempotency
    }

    /// What this endpoint says about error codes.
    #[must_use]
    pub const fn get_errors(&self) -> &'static [ErrorDetails] {
        self.errors[0]
    }

    /// Whether the response is secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret_response
    }

    /// The maximum size in bytes if a success is a file.
    #[must_use]
    pub const fn get_download(&self) -> Option<usize> {
        self.download
    }

    /// The URL of the vendor's page.
    #[must_use]
    pub const fn get_page(&self) -> Option<&'static str> {
        self.page
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

/// How a call carries the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenParameter {
    /// The name of the query parameter, such as `access_token`.
    pub query: &'static str,
    /// The kinds of token that the endpoint takes, such as `authorizer_access_token`. Empty means any.
    pub kinds: &'static [&'static str],
}

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub(crate) accounts: Accounts,
    pub(crate) third_party: ThirdParty,
}

impl Access {
    /// Accounts of these kinds, named as in [`Account::id`](crate::api::Account::id).
    #[must_use]
    pub const fn accounts(kinds: &'static [&'static str]) -> Self {
        Self { accounts: Accounts::Only(kinds), ..Self::undocumented() }
    }

    /// Accounts of every kind.
    #[must_use]
    pub const fn all_accounts() -> Self {
        Self { accounts: Accounts::All, ..Self::undocumented() }
    }

    /// The documentation doesn't say who may call, so no call is refused.
    #[must_use]
    pub const fn undocumented() -> Self {
        Self { accounts: Accounts::Unknown, third_party: ThirdParty::Unknown }
    }

    /// Third-party platforms may call for an account that granted one of these permission sets.
    #[must_use]
    pub const fn permission_sets(mut self, sets: &'static [u32]) -> Self {
        self.third_party = ThirdParty::PermissionSets(sets);
        self
    }

    /// Third-party platforms may not call for an account.
    #[must_use]
    pub const fn no_third_party(mut self) -> Self {
        self.third_party = ThirdParty::No;
        self
    }

    /// The kinds of account that may call.
    #[must_use]
    pub const fn get_accounts(&self) -> Accounts {
        self.accounts
    }

    /// Whether a third-party platform may call for an account.
    #[must_use]
    pub const fn get_third_party(&self) -> ThirdParty {
        self.third_party
    }
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

/// What an endpoint says about an error code, instead of what the code means in general. Empty texts and no
/// class mean: as in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorDetails {
    pub(crate) code: i64,
    pub(crate) class: Option<&'static str>,
    pub(crate) meaning: &'static str,
    pub(crate) remedy: &'static str,
}

impl ErrorDetails {
    /// Says nothing about this code yet.
    #[must_use]
    pub const fn new(code: i64) -> Self {
        Self { code, class: None, meaning: "", remedy: "" }
    }

    /// Sets the id of the class, see [`ErrorClass::id`](crate::api::ErrorClass::id).
    #[must_use]
    pub const fn class(mut self, id: &'static str) -> Self {
        self.class = Some(id);
        self
    }

    /// Sets what the code means.
    #[must_use]
    pub const fn meaning(mut self, text: &'static str) -> Self {
        self.meaning = text;
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub const fn remedy(mut self, text: &'static str) -> Self {
        self.remedy = text;
        self
    }
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
