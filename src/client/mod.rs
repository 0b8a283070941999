//! The client: an exchange, a token source, and who it speaks for.

mod builder;
mod call;
mod raw;
mod scope;

use std::{fmt, marker::PhantomData, sync::Arc};

use bytes::Bytes;
use tokio::time::{Instant, timeout_at};

pub use builder::ClientBuilder;
pub use call::{Call, CallFuture};
pub use raw::RawCall;
use scope::Scope;

use crate::{
    account::{AccountKind, AnyAccount, OpenTo},
    context::Bearer,
    endpoint::{Action, Endpoint, Method},
    error::{Error, TokenError},
    exchange::{Encoded, Exchange},
    outgoing::Outgoing,
    token::TokenSource,
    types::Secret,
};

/// A client for an account of the kind `K`. Cheap to clone: clones share connections and tokens.
///
/// It has a method for each endpoint; those that are not open to the kind `K` don't compile. Calls
/// need a tokio runtime with time and IO enabled.
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

/// What is the same for clients of all kinds.
pub(crate) struct Core {
    exchange: Exchange,
    tokens: Option<Arc<dyn TokenSource>>,
    scope: Scope,
}

impl<K: AccountKind> Client<K> {
    /// Begins a client.
    pub fn builder() -> ClientBuilder<K> {
        ClientBuilder::new()
    }

    /// Prepares a call of any endpoint that is open to this kind of account, your own included; it
    /// is sent when awaited.
    pub fn call<R: Endpoint + OpenTo<K>>(&self, request: R) -> Call<'_, R> {
        Call::new(&self.core, request)
    }

    /// Prepares a call of a path that the crate has no endpoint for, with the same access tokens
    /// and errors. Nothing about it is checked before it is sent.
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
    /// Sends a request and comes back with the JSON of a success and the token it was sent with.
    async fn run(
        &self,
        request: &dyn Outgoing,
        deadline: Instant,
    ) -> Result<(Bytes, Option<Secret>), Error> {
        let description = request.description();
        self.scope.admit(request, self.tokens.as_deref().map(TokenSource::kind))?;
        let encoded = self.exchange.encode(request)?;
        let Some(tokens) = self.tokens.as_deref().filter(|_| description.token.is_some()) else {
            return Ok((
                self.exchange.send(request, &encoded, self.bearer(None), deadline).await?,
                None,
            ));
        };
        let token = self.token(tokens, deadline).await?;
        match self.exchange.send(request, &encoded, self.bearer(Some(&token)), deadline).await {
            Err(Error::Api(error)) if error.class().action() == Action::RefreshToken => {
                tokens.rejected(&token);
                self.resend(request, &encoded, &token, error.into(), deadline).await
            }
            sent => Ok((sent?, Some(token))),
        }
    }

    /// Sends a request again with another token. A call whose token was rejected has done nothing.
    async fn resend(
        &self,
        request: &dyn Outgoing,
        encoded: &Encoded,
        rejected: &Secret,
        rejection: Error,
        deadline: Instant,
    ) -> Result<(Bytes, Option<Secret>), Error> {
        let Some(tokens) = self.tokens.as_deref() else { return Err(rejection) };
        let token = self.token(tokens, deadline).await?;
        if token == *rejected {
            return Err(rejection);
        }
        let json =
            self.exchange.send(request, encoded, self.bearer(Some(&token)), deadline).await?;
        Ok((json, Some(token)))
    }

    fn bearer<'a>(&'a self, token: Option<&'a Secret>) -> Bearer<'a> {
        Bearer { token, source: self.tokens.as_deref() }
    }

    async fn token(&self, tokens: &dyn TokenSource, deadline: Instant) -> Result<Secret, Error> {
        if let Some(token) = tokens.current(&self.exchange) {
            return Ok(token);
        }
        match timeout_at(deadline, tokens.token(&self.exchange)).await {
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
            .field("exchange", &self.core.exchange)
            .finish_non_exhaustive()
    }
}
