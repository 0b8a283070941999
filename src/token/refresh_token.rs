//! An account's refresh token: in the vault, or in this process until the vault has saved it.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Mutex as AsyncMutex,
    time::{Instant, sleep, timeout},
};

use super::{backoff::Backoff, store::StoreError, vault::Vault};
use crate::{error::TokenError, types::Secret};

/// How long a new access token waits until its refresh token is saved, and how long a fetch waits for the
/// refresh token of another process.
const WAIT: Duration = Duration::from_secs(3);
/// The timeout for loading from the vault.
const LOAD: Duration = Duration::from_secs(3);
/// The timeout for saving to the vault, after which it is retried.
const SAVE: Duration = Duration::from_secs(30);
/// The shortest interval between two looks for another process's refresh token; the longest is twice as
/// long.
const POLL: Duration = Duration::from_millis(100);

/// The refresh token of one account, shared by all who use it in this process.
pub(super) struct RefreshToken {
    key: String,
    vault: Arc<dyn Vault>,
    state: Mutex<State>,
    /// Held while writing to the vault, so that the newest refresh token is written last.
    writing: AsyncMutex<()>,
}

#[derive(Default)]
struct State {
    unsaved: Option<Unsaved>,
    /// The refresh token that was used last, so that errors do not show it.
    used: Option<Secret>,
}

/// A refresh token that is not saved in the vault yet.
#[derive(Clone)]
struct Unsaved {
    token: Secret,
    /// The refresh tokens before it. If the vault has one that is not among them, another process has saved
    /// a newer one, such as that of a new authorization.
    before: Vec<Secret>,
}

impl Unsaved {
    fn replaces(&self, kept: &Secret) -> bool {
        self.token == *kept || self.before.contains(kept)
    }
}

impl RefreshToken {
    pub(super) fn new(key: String, vault: Arc<dyn Vault>) -> Self {
        Self { key, vault, state: Mutex::default(), writing: AsyncMutex::default() }
    }

    /// Returns the refresh token to fetch an access token with.
    pub(super) async fn get(&self) -> Result<Secret, TokenError> {
        let unsaved = self.unsaved().map(|unsaved| unsaved.token);
        let found = match unsaved {
            Some(token) => Some(token),
            None => self.kept().await.map_err(|error| {
                TokenError::with_source("the account's refresh token can't be loaded", error)
            })?,
        };
        self.state().used.clone_from(&found);
        found.ok_or_else(|| {
            TokenError::new(
                "the vault has no refresh token of this account: save one with `Platform::remember`, \
                 from `get_authorizer_list` or from a new authorization",
            )
        })
    }

    /// Returns the refresh token that was used last.
    pub(super) fn used(&self) -> Option<Secret> {
        self.state().used.clone()
    }

    /// Waits for another refresh token than the one that WeChat rejected. Another process that has used it,
    /// or has handled a new authorization, may be about to save one.
    pub(super) async fn wait_for_other(&self, rejected: &Secret) -> Option<Secret> {
        let end = Instant::now() + WAIT;
        loop {
            // From the vault only: if one is unsaved here, it is the one that was rejected.
            let kept = self.kept().await.ok().flatten();
            let own = self.unsaved();
            let is_invalid = |kept: &Secret| {
                kept == rejected || own.as_ref().is_some_and(|unsaved| unsaved.replaces(kept))
            };
            let other = kept.filter(|kept| !is_invalid(kept));
            if other.is_some() || Instant::now() >= end {
                self.state().used.clone_from(&other);
                return other;
            }
            sleep(POLL.mul_f64(1.0 + fastrand::f64())).await;
        }
    }

    /// Saves a refresh token that replaces `old`, and waits up to [`WAIT`] until it is saved.
    pub(super) async fn replace(self: &Arc<Self>, old: &Secret, new: Secret) {
        if new.expose().is_empty() || !self.keep(old, new) {
            return;
        }
        // In its own task, which continues if the caller is dropped.
        let _ = timeout(WAIT, tokio::spawn(Arc::clone(self).save())).await;
    }

    /// Keeps a refresh token in this process. Returns whether a task must be started to save it.
    fn keep(&self, old: &Secret, new: Secret) -> bool {
        let mut state = self.state();
        match &mut state.unsaved {
            None if new == *old => false,
            None => {
                state.unsaved = Some(Unsaved { token: new, before: vec![old.clone()] });
                true
            }
            Some(unsaved) => {
                if unsaved.token != new {
                    let before = std::mem::replace(&mut unsaved.token, new);
                    unsaved.before.extend([before, old.clone()]);
                }
                false
            }
        }
    }

    /// Saves the refresh token of a new authorization, in place of any unsaved one.
    pub(super) async fn remember(&self, token: &Secret) -> Result<(), StoreError> {
        let _guard = self.writing.lock().await;
        self.state().unsaved = None;
        self.vault.save(&self.key, token).await
    }

    /// Retries until no refresh token is unsaved.
    async fn save(self: Arc<Self>) {
        let mut backoff = Backoff::default();
        while let Err(error) = self.try_to_save().await {
            let error = TokenError::with_source("the refresh token can't be saved", error);
            sleep(backoff.failed(&error, false)).await;
        }
    }

    async fn try_to_save(&self) -> Result<(), StoreError> {
        let _guard = self.writing.lock().await;
        while let Some(unsaved) = self.unsaved() {
            if self.kept().await?.is_none_or(|kept| unsaved.replaces(&kept)) {
                bounded(SAVE, self.vault.save(&self.key, &unsaved.token)).await?;
            }
            self.saved(&unsaved.token);
        }
        Ok(())
    }

    /// Loads the refresh token from the vault.
    async fn kept(&self) -> Result<Option<Secret>, StoreError> {
        let kept = bounded(LOAD, self.vault.load(&self.key)).await?;
        Ok(kept.filter(|token| !token.expose().is_empty()))
    }

    fn unsaved(&self) -> Option<Unsaved> {
        self.state().unsaved.clone()
    }

    /// Forgets the unsaved refresh token, unless a newer one has replaced it.
    fn saved(&self, token: &Secret) {
        let mut state = self.state();
        if state.unsaved.as_ref().is_some_and(|unsaved| unsaved.token == *token) {
            state.unsaved = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Applies a timeout to a call of the vault.
async fn bounded<T>(
    time: Duration,
    call: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let timed_out = || StoreError::new("the vault timed out");
    timeout(time, call).await.unwrap_or_else(|_| Err(timed_out()))
}

/// Loads a secret from a vault, with a timeout.
pub(super) async fn load(vault: &dyn Vault, key: &str) -> Result<Option<Secret>, StoreError> {
    bounded(LOAD, vault.load(key)).await
}
