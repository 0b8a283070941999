//! The handle to a running sandbox.

pub(crate) mod builder;
pub(crate) mod error;
pub(crate) mod fault_switch;
pub(crate) mod third_party;
pub(crate) mod user;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use weixin_spec::Model;

use crate::engine::Engine;
use crate::engine::ledger::Ledger;
use crate::http::reply::Reply;
use crate::server;
use crate::server::port::PortRequest;
use builder::Builder;
use error::Error;
use third_party::ThirdParty;
use user::{OPENID, User};

/// A server on 127.0.0.1 that stops when this is dropped. Calls in progress are still answered.
pub struct Sandbox {
    address: SocketAddr,
    url: String,
    engine: Arc<Engine>,
    /// The server stops when this is dropped.
    port: mpsc::UnboundedSender<PortRequest>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox with the model of the crate `weixin`, the app [`APPID`](crate::APPID) and
    /// a free port, on the current tokio runtime.
    ///
    /// # Errors
    /// See [`Builder::start`].
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// Configures a sandbox.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn serve(listener: TcpListener, address: SocketAddr, engine: Arc<Engine>) -> Self {
        let (port, requests) = mpsc::unbounded_channel();
        let server = tokio::spawn(server::serve(listener, Arc::clone(&engine), requests));
        Self { address, url: format!("http://{address}"), engine, port, server }
    }

    /// Returns the address at which it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the base URL for a client, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the model that it serves.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.engine.model
    }

    /// Returns the record of the requests that it received.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let engine = Arc::clone(&self.engine);
        Ledger { engine }
    }

    /// Advances the clock.
    pub fn advance(&self, by: Duration) {
        self.engine.state().clock.advance(by);
    }

    /// Issues a valid token of one of the model's kinds, such as `access_token`, as if it had been
    /// fetched. The ledger shows it as `access_token-1`. The token belongs to the builder's app whose id
    /// sorts first.
    ///
    /// # Errors
    /// Returns [`Error::UnknownTokenKind`] if the model doesn't have the kind.
    pub fn issue_token(&self, kind: &str) -> Result<String, Error> {
        let appid = self.engine.state().world.first_app().to_owned();
        self.issue_token_for(kind, &appid)
    }

    /// Issues a valid token of one of the builder's apps or platforms, like
    /// [`issue_token`](Self::issue_token).
    ///
    /// # Errors
    /// Returns [`Error::UnknownTokenKind`] if the model doesn't have the kind, [`Error::UnknownApp`] if
    /// the builder was given no app or platform with this id.
    pub fn issue_token_for(&self, kind: &str, appid: &str) -> Result<String, Error> {
        let kinds = &self.model().api.tokens;
        if !kinds.iter().any(|token| token.id.value == kind) {
            return Err(Error::UnknownTokenKind(kind.to_owned()));
        }
        let mut state = self.engine.state();
        let world = &state.world;
        if !world.apps.contains_key(appid) && world.third_parties.get(appid).is_none() {
            return Err(Error::UnknownApp(appid.to_owned()));
        }
        let now = state.clock.now();
        Ok(state.world.tokens.issue(kind, kind, appid, now))
    }

    /// Returns one of the builder's third-party platforms, to push tickets to it and to have accounts
    /// authorize it.
    ///
    /// # Errors
    /// Returns [`Error::UnknownApp`] if the builder was given no platform with this id.
    pub fn third_party(&self, appid: &str) -> Result<ThirdParty<'_>, Error> {
        if self.engine.state().world.third_parties.get(appid).is_none() {
            return Err(Error::UnknownApp(appid.to_owned()));
        }
        Ok(ThirdParty { engine: &self.engine, appid: appid.to_owned() })
    }

    /// Returns the WeChat user of this sandbox, whose open id is [`OPENID`], to do what a user does on a
    /// phone.
    #[must_use]
    pub fn user(&self) -> User<'_> {
        self.user_with_openid(OPENID)
    }

    /// Returns a WeChat user with another open id.
    pub fn user_with_openid(&self, openid: impl Into<String>) -> User<'_> {
        User { engine: &self.engine, openid: openid.into() }
    }

    /// Expires every token now: calls with one are refused with 42001. Tickets are not affected.
    pub fn expire_tokens(&self) {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.expire(None, now);
    }

    /// Replaces the tokens of every app now, as if another client had fetched new ones. The old tokens
    /// remain valid for `overlap`; after that, calls with one are refused with 40001.
    pub fn rotate_tokens(&self, overlap: Duration) {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.rotate(None, now, overlap);
    }

    /// Revokes a token now: calls with it are refused with 40001. Returns `false` if the sandbox never
    /// issued it.
    pub fn revoke(&self, token: &str) -> bool {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.end(token, now)
    }

    /// Answers the next call to an endpoint with `reply`. Several such responses are sent in turn. The
    /// call is neither checked nor executed.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
    pub fn answer_once(&self, endpoint: &str, reply: Reply) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.once(endpoint, reply);
        Ok(())
    }

    /// Answers every call to an endpoint with `reply`, once those of
    /// [`answer_once`](Self::answer_once) have been sent.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
    pub fn answer_always(&self, endpoint: &str, reply: Reply) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.always(endpoint, reply);
        Ok(())
    }

    /// Removes the scripted responses of an endpoint.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
    pub fn answer_normally(&self, endpoint: &str) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.forget(endpoint);
        Ok(())
    }

    /// With `true`, closes the port as if there were no server and aborts every connection, including
    /// calls in progress. With `false`, opens the same port again. Returns when that is done. Meanwhile
    /// the operating system refuses calls; they are not recorded in the ledger and use up no fault.
    ///
    /// # Errors
    /// Returns [`Error::Listen`] if another program took the port in the meantime, or if the server has
    /// ended with its runtime. The port is closed then.
    pub async fn refuse_connections(&self, refuse: bool) -> Result<(), Error> {
        let (done, result) = oneshot::channel();
        let gone = || Error::Listen(std::io::ErrorKind::NotConnected.into());
        self.port.send(PortRequest { refuse, done }).map_err(|_| gone())?;
        result.await.map_err(|_| gone())?.map_err(Error::Listen)
    }

    /// Stops the server. Returns when the port is closed and calls in progress are answered, at the
    /// latest after a second.
    pub async fn stop(self) {
        drop(self.port);
        // The task ends because its channel is closed. If it panicked, the port is closed as well.
        let _ = self.server.await;
    }

    pub(crate) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    pub(crate) fn check_id(&self, id: &str) -> Result<(), Error> {
        let mut endpoints = self.model().endpoints.iter();
        if endpoints.any(|endpoint| endpoint.id.value == id) {
            return Ok(());
        }
        Err(Error::UnknownEndpoint(id.to_owned()))
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = &self.url;
        f.debug_struct("Sandbox").field("url", url).finish_non_exhaustive()
    }
}
