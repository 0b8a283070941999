//! The default source: WeChat's stable token, fetched when needed and kept in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwapOption;
use tokio::{runtime::Handle, sync::watch, time::Instant};

use super::{
    TokenSource,
    life::{Held, TokenReply},
};
use crate::{
    api::token::{GetStableAccessTokenRequest, GetStableAccessTokenRequired},
    body::{Body, EncodeError},
    endpoint::{Description, Endpoint},
    error::TokenError,
    exchange::Exchange,
    redact::Secrets,
    transport::BoxFuture,
    types::Secret,
};

/// Tokens of an account's own app id and secret, by `get_stable_access_token`.
///
/// One token is kept in memory and shared by all clones. It is fetched when it is first needed,
/// and again five minutes before its end, where WeChat rotates it. However many callers wait, one
/// fetch runs for all of them, in a task of its own: a caller that is dropped doesn't stop it.
/// Processes that share an app id don't disturb one another, since WeChat hands all of them the
/// same token.
#[derive(Clone)]
pub struct StableToken(Arc<State>);

struct State {
    request: GetStableAccessTokenRequest,
    held: ArcSwapOption<Held>,
    flight: Mutex<Flight>,
}

/// The fetch that is under way, and the token that WeChat rejected last.
#[derive(Default)]
struct Flight {
    outcome: Option<watch::Receiver<Option<Outcome>>>,
    rejected: Option<Secret>,
}

type Outcome = Result<Secret, TokenError>;

impl StableToken {
    /// A source for one app id.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<Secret>) -> Self {
        let required = GetStableAccessTokenRequired { appid: appid.into(), secret: secret.into() };
        Self(Arc::new(State {
            request: GetStableAccessTokenRequest::new(required),
            held: ArcSwapOption::empty(),
            flight: Mutex::default(),
        }))
    }

    /// Waits for the fetch that is under way, or for one that it starts.
    async fn fetched(&self, exchange: &Exchange) -> Outcome {
        let mut outcome = match self.0.board(exchange)? {
            Boarded::Held(token) => return Ok(token),
            Boarded::Flight(outcome) => outcome,
        };
        // The task was stopped with its runtime, or its transport panicked.
        let lost = || TokenError::new("the fetch was abandoned");
        let outcome = outcome.wait_for(Option::is_some).await.map_err(|_| lost())?;
        outcome.clone().unwrap_or_else(|| Err(lost()))
    }
}

enum Boarded {
    Held(Secret),
    Flight(watch::Receiver<Option<Outcome>>),
}

impl State {
    fn board(self: &Arc<Self>, exchange: &Exchange) -> Result<Boarded, TokenError> {
        let mut flight = self.flight();
        // It may have landed between the look at the held token and here.
        if let Some(token) = self.fresh() {
            return Ok(Boarded::Held(token));
        }
        if let Some(outcome) = &flight.outcome {
            return Ok(Boarded::Flight(outcome.clone()));
        }
        let runtime = Handle::try_current()
            .map_err(|_| TokenError::new("there is no tokio runtime to fetch one in"))?;
        let (sender, outcome) = watch::channel(None);
        flight.outcome = Some(outcome.clone());
        let landing = Landing { state: Arc::clone(self), sender };
        let exchange = exchange.clone();
        runtime.spawn(async move {
            let fetched = exchange.call(Lenient(landing.state.request.clone())).await;
            landing.land(fetched.map_err(TokenError::from));
        });
        Ok(Boarded::Flight(outcome))
    }

    fn fresh(&self) -> Option<Secret> {
        self.held.load().as_ref().filter(|held| held.is_fresh()).map(|held| held.token.clone())
    }

    fn flight(&self) -> MutexGuard<'_, Flight> {
        // Nothing that can panic runs under the lock.
        self.flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a fetched token in, or falls back on the one that is held.
    fn settle(&self, flight: &mut Flight, fetched: Result<TokenReply, TokenError>) -> Outcome {
        match fetched {
            Ok(reply) if reply.access_token.expose().is_empty() => {
                self.fall_back(TokenError::new("WeChat handed out an empty one"))
            }
            Ok(reply) => {
                let mut held = Held::new(reply.access_token, reply.expires_in);
                if flight.rejected.take().is_some_and(|rejected| rejected == held.token) {
                    held = held.confirmed();
                }
                let token = held.token.clone();
                self.held.store(Some(Arc::new(held)));
                Ok(token)
            }
            Err(error) => self.fall_back(error),
        }
    }

    fn fall_back(&self, error: TokenError) -> Outcome {
        let prolonged = self.held.load().as_ref().and_then(|held| held.prolonged()).ok_or(error)?;
        let token = prolonged.token.clone();
        self.held.store(Some(Arc::new(prolonged)));
        Ok(token)
    }
}

/// Ends the flight, even if its task is stopped.
struct Landing {
    state: Arc<State>,
    sender: watch::Sender<Option<Outcome>>,
}

impl Landing {
    fn land(&self, fetched: Result<TokenReply, TokenError>) {
        let mut flight = self.state.flight();
        let outcome = self.state.settle(&mut flight, fetched);
        flight.outcome = None;
        self.sender.send_replace(Some(outcome));
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if self.sender.borrow().is_none() {
            self.state.flight().outcome = None;
        }
    }
}

impl TokenSource for StableToken {
    fn kind(&self) -> &'static str {
        "access_token"
    }

    fn current(&self) -> Option<Secret> {
        self.0.fresh()
    }

    fn token<'a>(&'a self, exchange: &'a Exchange) -> BoxFuture<'a, Outcome> {
        Box::pin(self.fetched(exchange))
    }

    fn rejected(&self, token: &Secret) {
        let mut flight = self.0.flight();
        let held = self.0.held.load();
        // A late rejection must not discard a newer token, nor one that WeChat insists on.
        let Some(held) = held.as_ref().filter(|held| held.token == *token) else { return };
        if held.confirmed_until.is_none_or(|until| until <= Instant::now()) {
            flight.rejected = Some(token.clone());
            self.0.held.store(None);
        }
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.0.request.secrets(secrets);
    }
}

impl std::fmt::Debug for StableToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StableToken").field("appid", &self.0.request.appid).finish_non_exhaustive()
    }
}

/// The generated request with a reply that puts up with an odd `expires_in`.
struct Lenient(GetStableAccessTokenRequest);

impl Endpoint for Lenient {
    type Response = TokenReply;
    const DESCRIPTION: &'static Description = GetStableAccessTokenRequest::DESCRIPTION;

    fn body(&self) -> Result<Body, EncodeError> {
        self.0.body()
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.0.secrets(secrets);
    }
}
