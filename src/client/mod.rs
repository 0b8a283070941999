//! The client: a tokenless client, a token source, and the account that it calls for.

mod builder;
mod call;
mod raw;
mod run;
mod scope;

use std::{fmt, marker::PhantomData, sync::Arc};

use tokio::time::{Instant, timeout_at};

pub use builder::ClientBuilder;
pub use call::{Call, CallFuture};
pub use raw::RawCall;
use scope::Scope;

use crate::{
    account::{AccountKind, AnyAccount, OpenTo},
    endpoint::{Description, Endpoint, Method},
    error::{Error, TokenError},
    outgoing::Outgoing,
    retry::{RetryBudget, RetryPolicy},
    token::TokenSource,
    tokenless::{Encoded, TokenlessClient},
    types::Secret,
};

/// A client for an account of the kind `K`. Cheap to clone: clones share connections and tokens.
///
/// It has a method for each endpoint. Calls that are not open to the kind `K` do not compile. Calls
/// require a tokio runtime with time and IO enabled.
///
/// # Spans
///
/// Each call creates a [`tracing`](https://docs.rs/tracing) span `weixin.call` of level INFO, and each
/// attempt an event of level DEBUG in it, both with the target `weixin::span`. The fetch of an access
/// token is a call too. Query, headers and bodies are not recorded, and therefore no token.
///
/// | field | value |
/// |---|---|
/// | `weixin.endpoint` | such as `set_invoice_url`; `raw` for a raw call |
/// | `weixin.attempts` | the number of attempts |
/// | `weixin.outcome` | `ok`, `error`, `may_have_executed`, `executed`, `refused` before anything was sent, `dropped` by the caller |
/// | `weixin.errcode`, `weixin.rid` | WeChat's error code and request id, if it returned them |
/// | `weixin.duration_ms` | milliseconds from the first poll to the end |
/// | `http.request.method`, `url.path`, `server.address`, `server.port` | method, path and host of the request |
/// | `http.request.resend_count` | the number of attempts after the first, if there were any |
/// | `http.response.status_code` | of the last reply, if it was read |
/// | `error.type` | the [class](crate::api::ErrorClass::id) of the error code, the HTTP status, or a name such as `timeout` |
/// | `otel.kind`, `otel.status_code` | `client`; `ERROR` after an error |
///
/// The fields without the prefix `weixin` follow OpenTelemetry's conventions for HTTP clients.
///
/// ```no_run
/// # async fn run() -> Result<(), weixin::Error> {
/// use weixin::{Client, api::account::ServiceAccount, api::invoice::SetInvoiceUrlRequest};
///
/// let client = Client::<ServiceAccount>::builder().app("wx0123456789abcdef", "app secret").build()?;
/// let reply = client.set_invoice_url(SetInvoiceUrlRequest::new()).await?;
/// println!("{}", reply.invoice_url);
/// # Ok(())
/// # }
/// ```
pub struct Client<K: AccountKind = AnyAccount> {
    core: Arc<Core>,
    kind: PhantomData<fn() -> K>,
}

/// The part of a client that does not depend on the kind of account.
pub(crate) struct Core {
    tokenless: TokenlessClient,
    tokens: Option<Arc<dyn TokenSource>>,
    scope: Scope,
    retry: RetryPolicy,
    budget: RetryBudget,
}

impl<K: AccountKind> Client<K> {
    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder<K> {
        ClientBuilder::new()
    }

    /// Prepares a call of any endpoint that is open to this kind of account, including your own. The call
    /// is sent when awaited.
    pub fn call<R: Endpoint + OpenTo<K>>(&self, request: R) -> Call<'_, R> {
        Call::new(&self.core, request)
    }

    /// Prepares a call of a path that the crate has no endpoint for. It has the same access tokens and
    /// errors as other calls, but limits and access are not checked before it is sent.
    ///
    /// ```no_run
    /// # async fn run(client: weixin::Client) -> Result<(), weixin::Error> {
    /// use weixin::Method;
    ///
    /// let quota = client
    ///     .raw(Method::Post, "/cgi-bin/openapi/quota/get")
    ///     .json(&serde_json::json!({ "cgi_path": "/card/invoice/seturl" }))
    ///     .await?;
    /// println!("{}", quota["quota"]["remain"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw(&self, method: Method, path: impl Into<String>) -> RawCall<'_> {
        RawCall::new(&self.core, method, path.into())
    }
}

impl Core {
    /// Checks whether the request may be sent, and encodes it.
    fn admit(&self, request: &dyn Outgoing) -> Result<Encoded, Error> {
        self.scope.admit(request, self.tokens.as_deref().map(TokenSource::kind))?;
        self.tokenless.encode(request)
    }

    /// The token source for a call of this endpoint; `None` if the endpoint takes no token.
    fn tokens(&self, description: &Description) -> Option<&dyn TokenSource> {
        self.tokens.as_deref().filter(|_| description.token.is_some())
    }

    async fn token(&self, tokens: &dyn TokenSource, deadline: Instant) -> Result<Secret, Error> {
        if let Some(token) = tokens.current(&self.tokenless) {
            return Ok(token);
        }
        match timeout_at(deadline, tokens.token(&self.tokenless)).await {
            Ok(token) => Ok(token?),
            Err(_) => Err(TokenError::timed_out().into()),
        }
    }
}

impl<K: AccountKind> Clone for Client<K> {
    fn clone(&self) -> Self {
        Self { core: Arc::clone(&self.core), kind: PhantomData }
    }
}

impl<K: AccountKind> fmt::Debug for Client<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("kind", &K::NAME)
            .field("scope", &self.core.scope)
            .field("tokenless", &self.core.tokenless)
            .finish_non_exhaustive()
    }
}
