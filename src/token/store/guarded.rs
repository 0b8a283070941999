//! A store with a timeout for each call and a circuit breaker.

use std::{
    future::Future,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, timeout};

use super::{StoreError, StoredToken, TokenStore};
use crate::types::Secret;

/// The timeout for a call of a store.
const TIMEOUT: Duration = Duration::from_secs(1);
/// The number of consecutive failures that opens the breaker.
const FAILURES: u32 = 3;
/// How long the breaker stays open.
const OPEN: Duration = Duration::from_secs(10);

pub(in crate::token) struct Guarded {
    store: Arc<dyn TokenStore>,
    failures: AtomicU32,
    open_until: Mutex<Option<Instant>>,
}

impl Guarded {
    pub(in crate::token) fn new(store: Arc<dyn TokenStore>) -> Self {
        Self { store, failures: AtomicU32::new(0), open_until: Mutex::new(None) }
    }

    pub(in crate::token) async fn read(
        &self,
        key: &str,
    ) -> Result<Option<StoredToken>, StoreError> {
        self.bounded(|| self.store.read(key)).await
    }

    pub(in crate::token) async fn lease(
        &self,
        key: &str,
        owner: &str,
        time: Duration,
    ) -> Result<bool, StoreError> {
        self.bounded(|| self.store.lease(key, owner, time)).await
    }

    pub(in crate::token) async fn release(&self, key: &str, owner: &str) -> Result<(), StoreError> {
        self.bounded(|| self.store.release(key, owner)).await
    }

    pub(in crate::token) async fn publish(
        &self,
        key: &str,
        replaces: u64,
        token: &Secret,
        ttl: Duration,
    ) -> Result<bool, StoreError> {
        self.bounded(|| self.store.publish(key, replaces, token, ttl)).await
    }

    pub(in crate::token) async fn reject(
        &self,
        key: &str,
        generation: u64,
    ) -> Result<(), StoreError> {
        self.bounded(|| self.store.reject(key, generation)).await
    }

    async fn bounded<T, F: Future<Output = Result<T, StoreError>>>(
        &self,
        call: impl FnOnce() -> F,
    ) -> Result<T, StoreError> {
        if self.is_open() {
            return Err(StoreError::new("not called for 10 s after 3 failures in a row"));
        }
        let result = match timeout(TIMEOUT, call()).await {
            Ok(result) => result,
            Err(_) => Err(StoreError::new("no response within 1 s")),
        };
        if result.is_ok() {
            self.failures.store(0, Ordering::Relaxed);
        } else if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= FAILURES {
            self.failures.store(0, Ordering::Relaxed);
            let until = Some(Instant::now() + OPEN);
            *self.open_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        }
        result
    }

    fn is_open(&self) -> bool {
        let open_until = self.open_until.lock().unwrap_or_else(PoisonError::into_inner);
        open_until.is_some_and(|until| Instant::now() < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{token::MemoryStore, transport::BoxFuture};

    /// A store that never responds, and counts its calls.
    struct Silent(Arc<AtomicU32>);

    impl Silent {
        fn pending<T: 'static>(&self) -> BoxFuture<'_, Result<T, StoreError>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::pin(async {
                std::future::pending::<()>().await;
                Err(StoreError::new("not reached"))
            })
        }
    }

    impl TokenStore for Silent {
        fn read<'a>(
            &'a self,
            _: &'a str,
        ) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
            self.pending()
        }
        fn lease<'a>(
            &'a self,
            _: &'a str,
            _: &'a str,
            _: Duration,
        ) -> BoxFuture<'a, Result<bool, StoreError>> {
            self.pending()
        }
        fn release<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), StoreError>> {
            self.pending()
        }
        fn publish<'a>(
            &'a self,
            _: &'a str,
            _: u64,
            _: &'a Secret,
            _: Duration,
        ) -> BoxFuture<'a, Result<bool, StoreError>> {
            self.pending()
        }
        fn reject<'a>(&'a self, _: &'a str, _: u64) -> BoxFuture<'a, Result<(), StoreError>> {
            self.pending()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn after_three_timeouts_a_store_is_not_called_for_ten_seconds() {
        let calls = Arc::new(AtomicU32::new(0));
        let store = Guarded::new(Arc::new(Silent(Arc::clone(&calls))));
        let begin = Instant::now();
        for _ in 0..100 {
            store.read("key").await.unwrap_err();
        }
        assert_eq!((calls.load(Ordering::Relaxed), begin.elapsed()), (3, Duration::from_secs(3)));
        tokio::time::advance(OPEN).await;
        store.read("key").await.unwrap_err();
        assert_eq!(calls.load(Ordering::Relaxed), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_published_only_if_it_replaces_the_stored_generation() {
        let store = Guarded::new(Arc::new(MemoryStore::new()));
        let (first, second) = (Secret::from("first"), Secret::from("second"));
        let ttl = Duration::from_secs(7200);
        assert!(store.publish("key", 0, &first, ttl).await.unwrap());
        assert!(!store.publish("key", 0, &second, ttl).await.unwrap());
        store.reject("key", 2).await.unwrap();
        let there = store.read("key").await.unwrap().unwrap();
        assert_eq!(there, StoredToken { generation: 1, token: first, ttl, rejected: false });
        store.reject("key", 1).await.unwrap();
        assert!(store.publish("key", 1, &second, ttl).await.unwrap());
        let there = store.read("key").await.unwrap().unwrap();
        assert_eq!((there.generation, there.rejected), (2, false));
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_has_one_owner_until_it_expires() {
        let store = Guarded::new(Arc::new(MemoryStore::new()));
        let time = Duration::from_secs(10);
        assert!(store.lease("key", "a", time).await.unwrap());
        assert!(!store.lease("key", "b", time).await.unwrap());
        store.release("key", "b").await.unwrap();
        assert!(!store.lease("key", "b", time).await.unwrap());
        store.release("key", "a").await.unwrap();
        assert!(store.lease("key", "b", time).await.unwrap());
        tokio::time::advance(time).await;
        assert!(store.lease("key", "c", time).await.unwrap());
    }
}
