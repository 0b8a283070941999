//! One account's token in one process: held ready without a lock, renewed before its end while it goes
//! on serving, and fetched once for all who wait.

use std::sync::Arc;

use tokio::time::Instant;

use super::{
    backoff::Backoff,
    cached_token::Held,
    renewal::{Known, Renewal},
    sync::{ArcSwapOption, Handle, Mutex, MutexGuard, PoisonError, watch},
};
use crate::{error::TokenError, redact::Secrets, tokenless::TokenlessClient, types::Secret};

/// The state that all clones of a source share.
pub(super) struct TokenCache {
    renewal: Renewal,
    held: ArcSwapOption<Held>,
    state: Mutex<State>,
}

/// What happens beside the token that is held.
#[derive(Default)]
struct State {
    /// The renewal that is under way.
    flight: Option<watch::Receiver<Option<Outcome>>>,
    /// The token that WeChat rejected last, with its generation.
    rejected: Option<(Secret, u64)>,
    backoff: Backoff,
}

pub(super) type Outcome = Result<Secret, TokenError>;

enum Boarded {
    Held(Secret),
    Flight(watch::Receiver<Option<Outcome>>),
}

impl TokenCache {
    pub(super) fn new(renewal: Renewal) -> Self {
        Self { renewal, held: ArcSwapOption::empty(), state: Mutex::default() }
    }

    pub(super) fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.renewal.secrets(secrets);
    }

    /// The token at hand, if it is good. In its last minutes this starts its renewal too, which
    /// nobody waits for.
    pub(super) fn current(self: &Arc<Self>, client: &TokenlessClient) -> Option<Secret> {
        let (held, now) = (self.held.load(), Instant::now());
        let held = held.as_ref().filter(|held| held.is_good(now))?;
        if held.is_due(now) {
            // Without a runtime to renew it in, the token at hand still serves.
            let _ = self.join_or_start(client, Some(held));
        }
        Some(held.token.clone())
    }

    /// Waits for the renewal that is under way, or for one that it starts.
    pub(super) async fn token(self: &Arc<Self>, client: &TokenlessClient) -> Outcome {
        let mut outcome = match self.join_or_start(client, None)? {
            Boarded::Held(token) => return Ok(token),
            Boarded::Flight(outcome) => outcome,
        };
        // The task was stopped with its runtime, or its transport panicked.
        let lost = || TokenError::new("the fetch was abandoned");
        let outcome = outcome.wait_for(Option::is_some).await.map_err(|_| lost())?;
        outcome.clone().unwrap_or_else(|| Err(lost()))
    }

    /// The token at hand, good or not.
    pub(super) fn held(&self) -> Option<Secret> {
        self.held.load().as_ref().map(|held| held.token.clone())
    }

    /// Whether this is the token at hand.
    pub(super) fn holds(&self, token: &Secret) -> bool {
        self.held.load().as_ref().is_some_and(|held| held.token == *token)
    }

    /// Notes that WeChat rejected a token.
    pub(super) fn rejected(&self, token: &Secret) {
        let mut state = self.state();
        let held = self.held.load();
        // A late rejection must not discard a newer token, nor one that WeChat insists on.
        let Some(held) = held.as_ref().filter(|held| held.token == *token) else { return };
        if !held.is_confirmed() {
            state.rejected = Some((token.clone(), held.generation));
            self.held.store(None);
        }
    }

    /// Joins the renewal, or begins one: of the token that is due, or of none that is good. Whoever has
    /// got another token meanwhile is content with that.
    fn join_or_start(
        self: &Arc<Self>,
        client: &TokenlessClient,
        due: Option<&Arc<Held>>,
    ) -> Result<Boarded, TokenError> {
        let mut state = self.state();
        let held = self.held.load();
        let good = held.as_ref().filter(|held| held.is_good(Instant::now()));
        if let Some(held) = good.filter(|held| due.is_none_or(|due| !Arc::ptr_eq(held, due))) {
            return Ok(Boarded::Held(held.token.clone()));
        }
        if let Some(outcome) = &state.flight {
            return Ok(Boarded::Flight(outcome.clone()));
        }
        if let (None, Some(error)) = (good, state.backoff.standing()) {
            return Err(error);
        }
        let runtime = Handle::try_current()
            .map_err(|_| TokenError::new("there is no tokio runtime to fetch one in"))?;
        let (sender, outcome) = watch::channel(None);
        state.flight = Some(outcome.clone());
        let known = self.known(&state);
        drop(state);
        let guard = FinishGuard { cache: Arc::clone(self), sender };
        let client = client.clone();
        // A task of its own: a caller that is dropped doesn't stop what others wait for.
        runtime.spawn(async move {
            let renewed = guard.cache.renewal.run(&client, known).await;
            guard.land(renewed);
        });
        Ok(Boarded::Flight(outcome))
    }

    fn known(&self, state: &State) -> Known {
        match (&state.rejected, self.held.load().as_ref()) {
            (Some((_, generation)), _) => Known { generation: *generation, rejected: true },
            (None, Some(held)) => Known { generation: held.generation, rejected: false },
            (None, None) => Known::default(),
        }
    }

    /// Takes a renewed token in, or goes on with the one that is held for as long as it is good.
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
                let held = held.as_ref().filter(|held| held.is_good(now));
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

/// Ends the renewal, even if its task is stopped.
struct FinishGuard {
    cache: Arc<TokenCache>,
    sender: watch::Sender<Option<Outcome>>,
}

impl FinishGuard {
    fn land(&self, renewed: Result<Held, TokenError>) {
        let mut state = self.cache.state();
        let outcome = self.cache.settle(&mut state, renewed);
        state.flight = None;
        self.sender.send_replace(Some(outcome));
    }
}

impl Drop for FinishGuard {
    fn drop(&mut self) {
        if self.sender.borrow().is_none() {
            self.cache.state().flight = None;
            if let Some(held) = self.cache.held.load().as_ref() {
                held.abandoned();
            }
        }
    }
}
