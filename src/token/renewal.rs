//! Renews a token: adopts it from the store if another process has fetched it, or else fetches it while
//! holding the lease of the store.

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

/// The timeout for a fetch.
const FETCH: Duration = Duration::from_secs(10);
/// The duration of a lease: longer than a fetch with the calls of the store before and after it.
const LEASE: Duration = Duration::from_secs(15);
/// The shortest interval between two looks for another process's token; the longest is twice as long.
const POLL: Duration = Duration::from_millis(100);

/// Fetches tokens.
pub(super) trait Fetch: Send + Sync + 'static {
    /// The key of the token in a store: mode and app id, no secret.
    fn key(&self) -> &str;

    /// Whether a fetch invalidates the previous token, so that fetches must be serialized.
    fn invalidates_previous(&self) -> bool;

    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>>;

    /// Adds the secrets with which it fetches.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>);
}

/// How the tokens of a source are renewed.
pub(super) struct Renewal {
    pub(super) fetch: Box<dyn Fetch>,
    pub(super) store: Option<Guarded>,
    /// Whether to fetch without the store if that fails, even if it may invalidate the token of another
    /// process.
    pub(super) without_store: bool,
}

/// The token that is to be replaced. Its generation is 0 if there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) generation: u64,
    /// Whether WeChat rejected it.
    pub(super) rejected: bool,
}

/// Why a renewal through the store failed.
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

    /// Returns a newer token than the known one.
    pub(super) async fn run(
        &self,
        client: &TokenlessClient,
        known: Known,
    ) -> Result<Held, TokenError> {
        let Some(store) = &self.store else {
            return self.fetch_unshared(client).await;
        };
        match self.shared(store, client, known).await {
            Ok(held) => Ok(held),
            Err(Failure::Token(error)) => Err(error),
            Err(Failure::Store(_)) if self.without_store || !self.fetch.invalidates_previous() => {
                self.fetch_unshared(client).await
            }
            Err(Failure::Store(error)) => {
                let message = "the token store failed, and a fetch without it could invalidate the \
                               token of another process";
                Err(TokenError::with_source(message, error))
            }
        }
    }

    async fn fetch_unshared(&self, client: &TokenlessClient) -> Result<Held, TokenError> {
        let (token, ttl) = self.fetched(client).await?;
        Ok(Held::new(token, ttl, 0))
    }

    async fn fetched(&self, client: &TokenlessClient) -> Result<(Secret, Ttl), TokenError> {
        let fetch = timeout(FETCH, self.fetch.fetch(client)).await;
        let (token, ttl) = fetch.unwrap_or_else(|_| Err(TokenError::timed_out()))?;
        if token.expose().is_empty() {
            return Err(TokenError::new("WeChat returned an empty token"));
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
        // The second round runs only if another process published during the first.
        for _ in 0..2 {
            if let Some(held) = self.round(store, client, known).await? {
                return Ok(held);
            }
        }
        let message = "other processes publish tokens faster than this one can fetch";
        Err(TokenError::new(message).into())
    }

    /// Adopts a token that another process has published, or fetches and publishes one. `None` if another
    /// process published during the fetch, which may have invalidated the fetched token.
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
            Ok((token, ttl)) => store.publish(key, replaces, token, ttl.published()).await,
            Err(_) => Ok(false),
        };
        // Release the lease even on error. If this fails, the lease expires.
        let _ = store.release(key, &owner.0).await;
        let (token, ttl) = fetched?;
        match published {
            Ok(true) => Ok(Some(Held::new(token, ttl, replaces + 1))),
            // Another process's fetch does not invalidate the token.
            Ok(false) if !self.fetch.invalidates_previous() => Ok(Some(Held::new(token, ttl, 0))),
            Ok(false) => Ok(None),
            // Valid but not shared: other processes will fetch their own.
            Err(_) if !self.fetch.invalidates_previous() || self.without_store => {
                Ok(Some(Held::new(token, ttl, 0)))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Waits until there is a token to adopt or the lease is free.
    async fn lease(&self, store: &Guarded, owner: &Owner, known: Known) -> Result<Leased, Failure> {
        let key = self.fetch.key();
        let end = Instant::now() + LEASE + LEASE;
        loop {
            if let Some(held) = adopted(store.read(key).await?.as_ref(), known) {
                return Ok(Leased::Adopted(held));
            }
            if store.lease(key, &owner.0, LEASE).await? {
                // The last owner may have published between the read and the lease.
                let there = store.read(key).await?;
                if let Some(held) = adopted(there.as_ref(), known) {
                    let _ = store.release(key, &owner.0).await;
                    return Ok(Leased::Adopted(held));
                }
                return Ok(Leased::Replaces(there.map_or(0, |there| there.generation)));
            }
            if Instant::now() >= end {
                let message =
                    "another process holds the lease of the token store but published no token";
                return Err(TokenError::new(message).into());
            }
            sleep(POLL.mul_f64(1.0 + fastrand::f64())).await;
        }
    }
}

enum Leased {
    /// Another process has fetched a token.
    Adopted(Held),
    /// This process holds the lease; the token that it fetches replaces this generation.
    Replaces(u64),
}

/// Returns the stored token if it is valid and not the known one.
fn adopted(stored: Option<&StoredToken>, known: Known) -> Option<Held> {
    let stored = stored?;
    // Not `>`: after a store was cleared, its generations start from 1 again.
    let newer = stored.generation != known.generation;
    let valid = !stored.rejected && !stored.ttl.is_zero() && !stored.token.expose().is_empty();
    let ttl = Ttl::left(stored.ttl);
    (newer && valid).then(|| Held::new(stored.token.clone(), ttl, stored.generation))
}

/// A random name for the owner of a lease.
struct Owner(String);

impl Owner {
    fn new() -> Self {
        Self(format!("{:032x}", fastrand::u128(..)))
    }
}
