//! The running sandbox, as a test holds it.

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
use crate::server::port::Wish;
use builder::Builder;
use error::Error;
use third_party::ThirdParty;
use user::{OPENID, User};

/// A server on 127.0.0.1 that ends when this is dropped; calls under way are still answered.
pub struct Sandbox {
    address: SocketAddr,
    url: String,
    engine: Arc<Engine>,
    /// The server ends when this is gone.
    port: mpsc::UnboundedSender<Wish>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox with the model of the crate `weixin`, the app [`APPID`](crate::APPID) and
    /// a free port, on the tokio runtime that this is called on.
    ///
    /// # Errors
    /// See [`Builder::start`].
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// Chooses how the sandbox is to be.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn serve(listener: TcpListener, address: SocketAddr, engine: Arc<Engine>) -> Self {
        let (port, wishes) = mpsc::unbounded_channel();
        let server = tokio::spawn(server::serve(listener, Arc::clone(&engine), wishes));
        Self { address, url: format!("http://{address}"), engine, port, server }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base address to point a client at: `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The endpoints that it serves.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.engine.model
    }

    /// What it received.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let engine = Arc::clone(&self.engine);
        Ledger { engine }
    }

    /// Puts the clock forward.
    pub fn advance(&self, by: Duration) {
        self.engine.state().clock.advance(by);
    }

    /// Makes a good token of a kind of the model's, such as `access_token`, as if it had been
    /// fetched; the ledger calls it `access_token-1`. It is that of the app of the builder's whose
    /// id comes first.
    ///
    /// # Errors
    /// [`Error::UnknownTokenKind`]
    pub fn issue_token(&self, kind: &str) -> Result<String, Error> {
        let appid = self.engine.state().world.first_app().to_owned();
        self.issue_token_for(kind, &appid)
    }

    /// Makes a good token of one of the builder's apps or platforms, as [`issue_token`](Self::issue_token) does.
    ///
    /// # Errors
    /// [`Error::UnknownTokenKind`], [`Error::UnknownApp`]
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

    /// A third-party platform of the builder's: what WeChat pushes to it, and what accounts do with it.
    ///
    /// # Errors
    /// [`Error::UnknownApp`]
    pub fn third_party(&self, appid: &str) -> Result<ThirdParty<'_>, Error> {
        if self.engine.state().world.third_parties.get(appid).is_none() {
            return Err(Error::UnknownApp(appid.to_owned()));
        }
        Ok(ThirdParty { engine: &self.engine, appid: appid.to_owned() })
    }

    /// The WeChat user of this sandbox, whose open id is [`OPENID`]: does what happens on a phone.
    #[must_use]
    pub fn user(&self) -> User<'_> {
        self.user_with_openid(OPENID)
    }

    /// A WeChat user of another open id.
    pub fn user_with_openid(&self, openid: impl Into<String>) -> User<'_> {
        User { engine: &self.engine, openid: openid.into() }
    }

    /// Lets every token expire now: calls with one are refused with 42001. Tickets are no tokens.
    pub fn expire_tokens(&self) {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.expire(None, now);
    }

    /// Gives the tokens of every app successors now, as if someone else had fetched new ones; the
    /// old ones stay good for `overlap`, after which calls with one are refused with 40001.
    pub fn rotate_tokens(&self, overlap: Duration) {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.rotate(None, now, overlap);
    }

    /// Ends a token now: calls with it are refused with 40001. False where the sandbox never made it.
    pub fn revoke(&self, token: &str) -> bool {
        let mut state = self.engine.state();
        let now = state.clock.now();
        state.world.tokens.end(token, now)
    }

    /// Answers the next call to an endpoint with `reply`, whatever the call; several such answers
    /// are given in turn. The call isn't checked, and not executed.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn answer_once(&self, endpoint: &str, reply: Reply) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.once(endpoint, reply);
        Ok(())
    }

    /// Answers every call to an endpoint with `reply`, once those of
    /// [`answer_once`](Self::answer_once) have been given.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn answer_always(&self, endpoint: &str, reply: Reply) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.always(endpoint, reply);
        Ok(())
    }

    /// Takes scripted answers back.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn answer_normally(&self, endpoint: &str) -> Result<(), Error> {
        self.check_id(endpoint)?;
        self.engine.state().scripts.forget(endpoint);
        Ok(())
    }

    /// With `true`, closes the port as if there were no server, and cuts off every connection, with
    /// calls under way; with `false`, opens the same port again. Returns when that is done. Calls in
    /// between are refused by the system, and neither reach the ledger nor use up a fault.
    ///
    /// # Errors
    /// [`Error::Listen`] where another program has taken the port in the moment between, or the
    /// server is gone with its runtime. The port is closed then.
    pub async fn refuse_connections(&self, refuse: bool) -> Result<(), Error> {
        let (done, result) = oneshot::channel();
        let gone = || Error::Listen(std::io::ErrorKind::NotConnected.into());
        self.port.send(Wish { refuse, done }).map_err(|_| gone())?;
        result.await.map_err(|_| gone())?.map_err(Error::Listen)
    }

    /// Ends the server and returns when the port is closed and calls under way are answered, or,
    /// where a client keeps one open, a second later.
    pub async fn stop(self) {
        drop(self.port);
        // The task ends by itself; had it panicked, the port would be closed all the same.
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
