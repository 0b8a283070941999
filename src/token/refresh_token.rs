//! An account's refresh token: in the vault, or in this process until it is there.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Mutex as TurnTaking,
    time::{Instant, sleep, timeout},
};

use super::{backoff::Backoff, store::StoreError, vault::Vault};
use crate::{error::TokenError, types::Secret};

/// How long a new token waits for its refresh token to be safe, and a fetch for another process's.
const WAIT: Duration = Duration::from_secs(3);
/// How long the vault may take to say what it keeps.
const LOAD: Duration = Duration::from_secs(3);
/// How long it may take to save before another attempt is made.
const SAVE: Duration = Duration::from_secs(30);
/// Who waits for another process to save looks for it this often, or half as often.
const LOOK: Duration = Duration::from_millis(100);

/// The refresh token of one account, shared by all who use it in this process.
pub(super) struct RefreshToken {
    key: String,
    vault: Arc<dyn Vault>,
    state: Mutex<State>,
    /// Whoever writes to the vault has it: the last to write is the last to have had something new.
    writing: TurnTaking<()>,
}

#[derive(Default)]
struct State {
    unsaved: Option<Unsaved>,
    /// What was used last, so that no error repeats it.
    used: Option<Secret>,
}

/// A refresh token that the vault doesn't have yet.
#[derive(Clone)]
struct Unsaved {
    token: Secret,
    /// Those before it, one of which the vault has. If it has another one, somebody else has saved a
    /// newer one, such as that of a new authorization.
    before: Vec<Secret>,
}

impl Unsaved {
    fn replaces(&self, kept: &Secret) -> bool {
        self.token == *kept || self.before.contains(kept)
    }
}

impl RefreshToken {
    pub(super) fn new(key: String, vault: Arc<dyn Vault>) -> Self {
        Self { key, vault, state: Mutex::default(), writing: TurnTaking::default() }
    }

    /// The one to fetch a token with.
    pub(super) async fn get(&self) -> Result<Secret, TokenError> {
        let unsaved = self.unsaved().map(|unsaved| unsaved.token);
        let found = match unsaved {
            Some(token) => Some(token),
            None => self.kept().await.map_err(|error| {
                TokenError::with_source("the account's refresh token can't be read", error)
            })?,
        };
        self.state().used.clone_from(&found);
        found.ok_or_else(|| {
            TokenError::new(
                "the vault has no refresh token of this account: hand one to `remember`, from \
                 `get_authorizer_list` or from an authorization of the platform",
            )
        })
    }

    /// The one that was used last.
    pub(super) fn used(&self) -> Option<Secret> {
        self.state().used.clone()
    }

    /// Another one than the one that WeChat refused, from whoever has used that or has taken in a new
    /// authorization: it may be about to be saved.
    pub(super) async fn another_than(&self, refused: &Secret) -> Option<Secret> {
        let end = Instant::now() + WAIT;
        loop {
            // The vault's, even if something here is unsaved: what is unsaved was refused.
            let kept = self.kept().await.ok().flatten();
            let own = self.unsaved();
            let dead = |kept: &Secret| {
                kept == refused || own.as_ref().is_some_and(|unsaved| unsaved.replaces(kept))
            };
            let other = kept.filter(|kept| !dead(kept));
            if other.is_some() || Instant::now() >= end {
                self.state().used.clone_from(&other);
                return other;
            }
            sleep(LOOK.mul_f64(1.0 + fastrand::f64())).await;
        }
    }

    /// Saves a refresh token that has come in the place of `old`, and waits a while until it is safe.
    pub(super) async fn replace(self: &Arc<Self>, old: &Secret, new: Secret) {
        if new.expose().is_empty() || !self.keep(old, new) {
            return;
        }
        // In a task that goes on when nobody waits any more.
        let _ = timeout(WAIT, tokio::spawn(Arc::clone(self).save())).await;
    }

    /// Keeps a refresh token here; true where no task is at saving what is kept.
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

    /// Saves the refresh token of a new authorization, whatever was to be saved before.
    pub(super) async fn remember(&self, token: &Secret) -> Result<(), StoreError> {
        let _turn = self.writing.lock().await;
        self.state().unsaved = None;
        self.vault.save(&self.key, token).await
    }

    /// Saves whatever is unsaved, until nothing is.
    async fn save(self: Arc<Self>) {
        let mut backoff = Backoff::default();
        while let Err(error) = self.try_to_save().await {
            let error = TokenError::with_source("the vault saves nothing", error);
            sleep(backoff.failed(&error, false)).await;
        }
    }

    async fn try_to_save(&self) -> Result<(), StoreError> {
        let _turn = self.writing.lock().await;
        while let Some(unsaved) = self.unsaved() {
            if self.kept().await?.is_none_or(|kept| unsaved.replaces(&kept)) {
                bounded(SAVE, self.vault.save(&self.key, &unsaved.token)).await?;
            }
            self.saved(&unsaved.token);
        }
        Ok(())
    }

    /// What the vault has.
    async fn kept(&self) -> Result<Option<Secret>, StoreError> {
        let kept = bounded(LOAD, self.vault.load(&self.key)).await?;
        Ok(kept.filter(|token| !token.expose().is_empty()))
    }

    fn unsaved(&self) -> Option<Unsaved> {
        self.state().unsaved.clone()
    }

    /// Forgets the unsaved token, unless another has come meanwhile.
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

/// A call of the vault's that can't take for ever.
pub(super) async fn bounded<T>(
    time: Duration,
    call: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let silent = || StoreError::new("the vault doesn't answer in time");
    timeout(time, call).await.unwrap_or_else(|_| Err(silent()))
}

/// What a vault takes to say what it keeps, at most.
pub(super) async fn load(vault: &dyn Vault, key: &str) -> Result<Option<Secret>, StoreError> {
    bounded(LOAD, vault.load(key)).await
}
