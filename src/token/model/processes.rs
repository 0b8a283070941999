//! Two processes that share a store: one fetch for both, and never two concurrent fetches.

use std::{sync::Arc, time::Duration};

use shuttle_tokio::task::yield_now;

use super::{
    super::store::{Guarded, MemoryStore, StoreError, StoredToken, TokenStore},
    search::check_endless,
    source::{Source, WeChat, callers, ended, tasks},
};
use crate::{transport::BoxFuture, types::Secret};

fn two_processes(wechat: &Arc<WeChat>) -> [Source; 2] {
    let store = Arc::new(Remote(MemoryStore::new()));
    [(); 2].map(|()| Source::sharing(wechat, Some(Guarded::new(store.clone()))))
}

#[test]
fn processes_share_one_fetch() {
    check_endless("processes share one fetch", |number| async move {
        let wechat = WeChat::of_tokens();
        let callers = two_processes(&wechat).map(|source| callers(number, &source));
        for of_one in callers {
            assert_eq!(ended(of_one).await, vec!["t1"; number]);
        }
        assert_eq!(wechat.fetches(), 1);
    });
}

#[test]
fn rejections_in_all_processes_lead_to_one_fetch() {
    check_endless("rejections in two processes", |number| async move {
        let wechat = WeChat::of_tokens();
        let sources = two_processes(&wechat);
        for source in &sources {
            source.token().await.unwrap();
        }
        let rejecting = sources.map(|source| {
            tasks(number, &source, |source| async move { source.token_after_rejection("t2").await })
        });
        for of_one in rejecting {
            assert_eq!(ended(of_one).await, vec!["t2"; number]);
        }
        assert_eq!(wechat.fetches(), 2);
    });
}

/// A store that other tasks may use between any two calls.
struct Remote(MemoryStore);

impl TokenStore for Remote {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        Box::pin(async move {
            yield_now().await;
            self.0.read(key).await
        })
    }

    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            yield_now().await;
            self.0.lease(key, owner, time).await
        })
    }

    fn release<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            yield_now().await;
            self.0.release(key, owner).await
        })
    }

    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            yield_now().await;
            self.0.publish(key, replaces, token, ttl).await
        })
    }

    fn reject<'a>(
        &'a self,
        key: &'a str,
        generation: u64,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            yield_now().await;
            self.0.reject(key, generation).await
        })
    }
}
