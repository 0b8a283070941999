//! Where the next token comes from: a process that has fetched it already, or a fetch under the lease
//! of the store that the processes share.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    cached_token::{Held, Ttl},
    store::{Guarded, StoreError, StoredToken},
    sync::{sleep, timeout},
};
use crate::{
    error::TokenError, redact::Secrets, tokenless::TokenlessClient, transport::BoxFuture,
    types::Secret,
};

/// How long one fetch may take.
const FETCH: Duration = Duration::from_secs(10);
/// How long the right to fetch lasts: longer than a fetch and what is written before and after it.
const LEASE: Duration = Duration::from_secs(15);
/// Who waits for another process's fetch looks for it this often, or half as often.
const LOOK: Duration = Duration::from_millis(100);

/// Fetches a token of some kind.
pub(super) trait Fetch: Send + Sync + 'static {
    /// What a store knows the token by: mode and app id, no secret.
    fn key(&self) -> &str;

    /// Whether a fetch ends the token of whoever fetched before, so that two must not happen at once.
    fn ends_others(&self) -> bool;

    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>>;

    /// Names the secrets that it fetches with.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>);
}

/// How the tokens of a source are renewed.
pub(super) struct Renewal {
    pub(super) fetch: Box<dyn Fetch>,
    pub(super) store: Option<Guarded>,
    /// Fetch without the store where that is down, even if that may end the token of another process.
    pub(super) without_store: bool,
}

/// The generation that is to be replaced; 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) generation: u64,
    /// WeChat rejected it.
    pub(super) rejected: bool,
}

/// Why a renewal by way of the store failed.
enum Failure {
    Store(StoreError),
    Token(TokenError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl Renewal {
    pub(super) fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.fetch.secrets(secrets);
    }

    /// A newer token than the one that is known.
    pub(super) async fn run(
        &self,
        client: &TokenlessClient,
        known: Known,
    ) -> Result<Held, TokenError> {
        let Some(store) = &self.store else {
            return self.alone(client).await;
        };
        match self.shared(store, client, known).await {
            Ok(held) => Ok(held),
            Err(Failure::Token(error)) => Err(error),
            Err(Failure::Store(_)) if self.without_store || !self.fetch.ends_others() => {
                self.alone(client).await
            }
            Err(Failure::Store(error)) => {
                let words = "the token store fails, and without it a fetch could end the token of \
                             another process";
                Err(TokenError::with_source(words, error))
            }
        }
    }

    async fn alone(&self, client: &TokenlessClient) -> Result<Held, TokenError> {
        let (token, ttl) = self.fetched(client).await?;
        Ok(Held::new(token, ttl, 0))
    }

    async fn fetched(&self, client: &TokenlessClient) -> Result<(Secret, Ttl), TokenError> {
        let fetch = timeout(FETCH, self.fetch.fetch(client)).await;
        let (token, ttl) = fetch.unwrap_or_else(|_| Err(TokenError::timed_out()))?;
        if token.expose().is_empty() {
            return Err(TokenError::new("WeChat handed out an empty one"));
        }
        Ok((token, ttl))
    }

    async fn shared(
        &self,
        store: &Guarded,
        client: &TokenlessClient,
        known: Known,
    ) -> Result<Held, Failure> {
        if known.rejected {
            store.reject(self.fetch.key(), known.generation).await?;
        }
        // A second round only after another process has published in the middle of the first.
        for _ in 0..2 {
            if let Some(held) = self.round(store, client, known).await? {
                return Ok(held);
            }
        }
        let words = "other processes publish tokens faster than this one can fetch";
        Err(TokenError::new(words).into())
    }

    /// Adopts what others have published, or fetches and publishes; `None` where somebody else
    /// published in between and the token can't be told to be good.
    async fn round(
        &self,
        store: &Guarded,
        client: &TokenlessClient,
        known: Known,
    ) -> Result<Option<Held>, Failure> {
        let owner = Owner::new();
        let replaces = match self.lease(store, &owner, known).await? {
            Leased::Adopted(held) => return Ok(Some(held)),
            Leased::Replaces(generation) => generation,
        };
        let key = self.fetch.key();
        let fetched = self.fetched(client).await;
        let published = match &fetched {
            Ok((token, ttl)) => store.publish(key, replaces, token, ttl.of_token()).await,
            Err(_) => Ok(false),
        };
        // Whatever comes, nobody shall wait for the lease to end by itself. If this fails, it does.
        let _ = store.release(key, &owner.0).await;
        let (token, ttl) = fetched?;
        match published {
            Ok(true) => Ok(Some(Held::new(token, ttl, replaces + 1))),
            // The token is good, whoever else may have one.
            Ok(false) if !self.fetch.ends_others() => Ok(Some(Held::new(token, ttl, 0))),
            Ok(false) => Ok(None),
            // Fetched and good, only not shared: the others will fetch for themselves.
            Err(_) if !self.fetch.ends_others() || self.without_store => {
                Ok(Some(Held::new(token, ttl, 0)))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Waits until there is something to adopt, or the lease is free.
    async fn lease(&self, store: &Guarded, owner: &Owner, known: Known) -> Result<Leased, Failure> {
        let key = self.fetch.key();
        let end = Instant::now() + LEASE + LEASE;
        loop {
            if let Some(held) = adopted(store.read(key).await?.as_ref(), known) {
                return Ok(Leased::Adopted(held));
            }
            if store.lease(key, &owner.0, LEASE).await? {
                // Its last owner may have published between the look and the lease.
                let there = store.read(key).await?;
                if let Some(held) = adopted(there.as_ref(), known) {
                    let _ = store.release(key, &owner.0).await;
                    return Ok(Leased::Adopted(held));
                }
                return Ok(Leased::Replaces(there.map_or(0, |there| there.generation)));
            }
            if Instant::now() >= end {
                let words = "another process has the right to fetch, and publishes nothing";
                return Err(TokenError::new(words).into());
            }
            sleep(LOOK.mul_f64(1.0 + fastrand::f64())).await;
        }
    }
}

enum Leased {
    /// Another process has fetched.
    Adopted(Held),
    /// The lease is ours; what is fetched replaces this generation.
    Replaces(u64),
}

/// What the store has, if it is another token than the known one, and good.
fn adopted(stored: Option<&StoredToken>, known: Known) -> Option<Held> {
    let stored = stored?;
    // Not `>`: a store that was emptied counts from 1 again.
    let newer = stored.generation != known.generation;
    let good = !stored.rejected && !stored.ttl.is_zero() && !stored.token.expose().is_empty();
    let ttl = Ttl::left(stored.ttl);
    (newer && good).then(|| Held::new(stored.token.clone(), ttl, stored.generation))
}

/// A name that no other owner of a lease has.
struct Owner(String);

impl Owner {
    fn new() -> Self {
        Self(format!("{:032x}", fastrand::u128(..)))
    }
}
