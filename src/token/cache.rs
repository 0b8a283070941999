//! The token cache of an account in one process. Callers read the token without a lock, it is renewed
//! before it expires while it remains in use, and concurrent callers share one fetch (single flight).

use std::sync::Arc;

use tokio::time::Instant;

use super::{
    backoff::Backoff,
    cached_token::Held,
    renewal::{Known, Renewal},
    sync::{ArcSwapOption, Handle, Mutex, MutexGuard, PoisonError, watch},
};
use crate::{error::TokenError, redact::Secrets, tokenless::TokenlessClient, types::Secret};

/// The token cache that all clones of a source share.
pub(super) struct TokenCache {
    renewal: Renewal,
    held: ArcSwapOption<Held>,
    state: Mutex<State>,
}

/// The state of renewals.
#[derive(Default)]
struct State {
    /// The renewal in flight.
    in_flight: Option<watch::Receiver<Option<Outcome>>>,
    /// The token that WeChat rejected last, with its generation.
    rejected: Option<(Secret, u64)>,
    backoff: Backoff,
}

pub(super) type Outcome = Result<Secret, TokenError>;

enum Joined {
    Held(Secret),
    InFlight(watch::Receiver<Option<Outcome>>),
}

impl TokenCache {
    pub(super) fn new(renewal: Renewal) -> Self {
        Self { renewal, held: ArcSwapOption::empty(), state: Mutex::default() }
    }

    pub(super) fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.renewal.secrets(secrets);
    }

    /// Returns the cached token if it is valid. Starts its renewal in the background if it expires within
    /// minutes.
    pub(super) fn current(self: &Arc<Self>, client: &TokenlessClient) -> Option<Secret> {
        let (held, now) = (self.held.load(), Instant::now());
        let held = held.as_ref().filter(|held| held.is_valid(now))?;
        if held.claim_renewal(now) {
            // Without a runtime it can't be renewed, but it is still valid.
            let _ = self.join_or_start(client, Some(held));
        }
        Some(held.token.clone())
    }

    /// Waits for the renewal in flight, or starts one and waits for it.
    pub(super) async fn token(self: &Arc<Self>, client: &TokenlessClient) -> Outcome {
        let mut outcome = match self.join_or_start(client, None)? {
            Joined::Held(token) => return Ok(token),
            Joined::InFlight(outcome) => outcome,
        };
        // The task was stopped with its runtime, or its transport panicked.
        let cancelled = || TokenError::new("the fetch was cancelled");
        let outcome = outcome.wait_for(Option::is_some).await.map_err(|_| cancelled())?;
        outcome.clone().unwrap_or_else(|| Err(cancelled()))
    }

    /// Returns the cached token, valid or not.
    pub(super) fn held(&self) -> Option<Secret> {
        self.held.load().as_ref().map(|held| held.token.clone())
    }

    /// Whether this is the cached token.
    pub(super) fn holds(&self, token: &Secret) -> bool {
        self.held.load().as_ref().is_some_and(|held| held.token == *token)
    }

    /// Records that WeChat rejected a token.
    pub(super) fn rejected(&self, token: &Secret) {
        let mut state = self.state();
        let held = self.held.load();
        // A late rejection must not discard a newer token, nor one that WeChat returned again.
        let Some(held) = held.as_ref().filter(|held| held.token == *token) else { return };
        if !held.is_confirmed() {
            state.rejected = Some((token.clone(), held.generation));
            self.held.store(None);
        }
    }

    /// Joins the renewal in flight, or starts one. `due` is the token that is due for renewal, or `None` if
    /// the caller found no valid token. If another valid token is cached meanwhile, returns that.
    fn join_or_start(
        self: &Arc<Self>,
        client: &TokenlessClient,
        due: Option<&Arc<Held>>,
    ) -> Result<Joined, TokenError> {
        let mut state = self.state();
        let held = self.held.load();
        let valid = held.as_ref().filter(|held| held.is_valid(Instant::now()));
        if let Some(held) = valid.filter(|held| due.is_none_or(|due| !Arc::ptr_eq(held, due))) {
            return Ok(Joined::Held(held.token.clone()));
        }
        if let Some(outcome) = &state.in_flight {
            return Ok(Joined::InFlight(outcome.clone()));
        }
        if let (None, Some(error)) = (valid, state.backoff.pause_error()) {
            return Err(error);
        }
        let runtime = Handle::try_current()
            .map_err(|_| TokenError::new("fetching one requires a tokio runtime"))?;
        let (sender, outcome) = watch::channel(None);
        state.in_flight = Some(outcome.clone());
        let known = self.known(&state);
        drop(state);
        let guard = FinishGuard { cache: Arc::clone(self), sender };
        let client = client.clone();
        // In its own task, so that a caller that is dropped does not cancel it for the others.
        runtime.spawn(async move {
            let renewed = guard.cache.renewal.run(&client, known).await;
            guard.finish(renewed);
        });
        Ok(Joined::InFlight(outcome))
    }

    fn known(&self, state: &State) -> Known {
        match (&state.rejected, self.held.load().as_ref()) {
            (Some((_, generation)), _) => Known { generation: *generation, rejected: true },
            (None, Some(held)) => Known { generation: held.generation, rejected: false },
            (None, None) => Known::default(),
        }
    }

    /// Caches the renewed token. If the renewal failed, keeps the cached token while it is valid.
    fn settle(&self, state: &mut State, renewed: Result<Held, TokenError>) -> Outcome {
        match renewed {
            Ok(mut held) => {
                state.backoff.reset();
                if state.rejected.take().is_some_and(|(rejected, _)| rejected == held.token) {
                    held = held.confirmed();
                }
                let token = held.token.clone();
                self.held.store(Some(Arc::new(held)));
                Ok(token)
            }
            Err(error) => {
                let (held, now) = (self.held.load(), Instant::now());
                let held = held.as_ref().filter(|held| held.is_valid(now));
                let pause = state.backoff.failed(&error, held.is_some());
                let held = held.ok_or(error)?.due_again_at(now + pause);
                let token = held.token.clone();
                self.held.store(Some(Arc::new(held)));
                Ok(token)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the renewal in flight, even if its task is stopped.
struct FinishGuard {
    cache: Arc<TokenCache>,
    sender: watch::Sender<Option<Outcome>>,
}

impl FinishGuard {
    fn finish(&self, renewed: Result<Held, TokenError>) {
        let mut state = self.cache.state();
        let outcome = self.cache.settle(&mut state, renewed);
        state.in_flight = None;
        self.sender.send_replace(Some(outcome));
    }
}

impl Drop for FinishGuard {
    fn drop(&mut self) {
        if self.sender.borrow().is_none() {
            self.cache.state().in_flight = None;
            if let Some(held) = self.cache.held.load().as_ref() {
                held.release_renewal();
            }
        }
    }
}
