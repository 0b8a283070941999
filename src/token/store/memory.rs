//! A token store in memory, for one process and for tests.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::{StoreError, StoredToken, TokenStore};
use crate::{transport::BoxFuture, types::Secret};

/// A token store in memory, shared by all clones.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<HashMap<String, Entry>>>);

#[derive(Default)]
struct Entry {
    published: Option<Published>,
    lease: Option<(String, Instant)>,
}

struct Published {
    generation: u64,
    token: Secret,
    expires_at: Instant,
    rejected: bool,
}

impl MemoryStore {
    /// Creates an empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        // Nothing that can panic runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn done<T: Send + 'static>(value: T) -> BoxFuture<'static, Result<T, StoreError>> {
        Box::pin(std::future::ready(Ok(value)))
    }
}

/// Adds a duration; a year, if the sum is more than the clock can represent.
fn after(now: Instant, time: Duration) -> Instant {
    now.checked_add(time).unwrap_or(now + Duration::from_secs(365 * 24 * 3600))
}

impl TokenStore for MemoryStore {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        let entries = self.entries();
        let published = entries.get(key).and_then(|entry| entry.published.as_ref());
        Self::done(published.map(|published| StoredToken {
            generation: published.generation,
            token: published.token.clone(),
            ttl: published.expires_at.saturating_duration_since(Instant::now()),
            rejected: published.rejected,
        }))
    }

    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        let (mut entries, now) = (self.entries(), Instant::now());
        let lease = &mut entries.entry(key.to_owned()).or_default().lease;
        let free = lease.as_ref().is_none_or(|(_, until)| *until <= now);
        if free {
            *lease = Some((owner.to_owned(), after(now, time)));
        }
        Self::done(free)
    }

    fn release<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        if let Some(entry) = self.entries().get_mut(key)
            && entry.lease.as_ref().is_some_and(|(holder, _)| holder == owner)
        {
            entry.lease = None;
        }
        Self::done(())
    }

    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        let mut entries = self.entries();
        let published = &mut entries.entry(key.to_owned()).or_default().published;
        let there = published.as_ref().map_or(0, |published| published.generation);
        if there == replaces {
            *published = Some(Published {
                generation: replaces + 1,
                token: token.clone(),
                expires_at: after(Instant::now(), ttl),
                rejected: false,
            });
        }
        Self::done(there == replaces)
    }

    fn reject<'a>(
        &'a self,
        key: &'a str,
        generation: u64,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        let mut entries = self.entries();
        let published = entries.get_mut(key).and_then(|entry| entry.published.as_mut());
        if let Some(published) = published.filter(|it| it.generation == generation) {
            published.rejected = true;
        }
        Self::done(())
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("keys", &self.entries().len()).finish()
    }
}
