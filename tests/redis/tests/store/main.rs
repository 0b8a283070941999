//! `RedisStore` against a real server: the promises of every store, and what becomes of them when the
//! server forgets. What is not to go well stands in `trouble.rs`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod promises;
mod secrets;
mod trouble;

use std::time::Duration;

use weixin::{MemoryStore, RedisStore, Secret, StoreError, TokenStore};
use weixin_redis_tests::RedisServer;
use weixin_test_support::client::TOKEN;

/// Each promise is kept by both stores.
macro_rules! promises {
    ($($promise:ident),+ $(,)?) => {
        mod in_memory {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $promise() {
                promises::$promise(MemoryStore::new()).await;
            })+
        }

        mod in_redis {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            #[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
            async fn $promise() {
                let server = RedisServer::start();
                promises::$promise(server.store()).await;
            })+
        }
    };
}

promises! {
    at_first_nothing_is_there,
    a_token_is_read_as_it_was_published,
    only_the_generation_that_was_seen_is_replaced,
    a_rejection_is_of_one_generation,
    a_token_outlives_its_life_for_its_generation,
    a_token_without_life_is_there_too,
    a_lease_has_one_owner,
    a_lease_ends_by_itself,
    keys_have_nothing_in_common,
    of_a_hundred_publishers_one_wins,
    of_a_hundred_one_gets_the_lease,
}

const KEY: &str = "weixin:classic:wx";
const TWO_HOURS: Duration = Duration::from_secs(7200);

async fn publish(store: &RedisStore, replaces: u64, token: &str) -> Result<bool, StoreError> {
    store.publish(KEY, replaces, &Secret::from(token), TWO_HOURS).await
}

/// Generation and token.
async fn read(store: &RedisStore) -> Option<(u64, String)> {
    let stored = store.read(KEY).await.unwrap()?;
    Some((stored.generation, stored.token.expose().to_owned()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn of_stores_with_connections_of_their_own_one_publishes() {
    let server = RedisServer::start();
    let stores: Vec<_> = (0..8).map(|_| server.store()).collect();
    for round in 0..50 {
        let calls: Vec<_> = stores
            .iter()
            .cloned()
            .map(|store| tokio::spawn(async move { publish(&store, round, "t").await.unwrap() }))
            .collect();
        let mut published = 0;
        for call in calls {
            published += u32::from(call.await.unwrap());
        }
        assert_eq!(published, 1, "in round {round}");
        for store in &stores {
            assert_eq!(read(store).await, Some((round + 1, "t".to_owned())));
        }
    }
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn stores_with_different_prefixes_share_nothing() {
    let server = RedisServer::start();
    let (staging, production) = (server.store().prefix("staging:"), server.store());
    assert!(publish(&staging, 0, "t").await.unwrap());
    assert_eq!(read(&production).await, None);
    assert_eq!(read(&server.store().prefix("staging:")).await, Some((1, "t".to_owned())));
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn keys_hold_no_secret_and_the_generation_is_kept_for_thirty_days_more() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, TOKEN).await.unwrap());
    assert!(store.lease(KEY, "a", Duration::from_secs(15)).await.unwrap());
    let mut keys: Vec<String> = server.command(&["KEYS", "*"]);
    keys.sort();
    assert_eq!(keys, ["{weixin:classic:wx}:lease", "{weixin:classic:wx}:token"]);
    let lease: u64 = server.command(&["PTTL", &keys[0]]);
    assert!((10_000..=15_000).contains(&lease), "{lease}");
    let token: u64 = server.command(&["TTL", &keys[1]]);
    let expected = 7200 + 30 * 24 * 60 * 60;
    assert!((expected - 10..=expected).contains(&token), "{token}");
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn an_endless_life_is_cut_to_ten_years() {
    let server = RedisServer::start();
    let store = server.store();
    let token = Secret::from("t");
    assert!(store.publish(KEY, 0, &token, Duration::MAX).await.unwrap());
    let ttl = store.read(KEY).await.unwrap().unwrap().ttl.as_secs();
    let ten_years = 10 * 365 * 24 * 60 * 60;
    assert!((ten_years - 10..=ten_years).contains(&ttl), "{ttl}");
    assert!(store.lease(KEY, "a", Duration::MAX).await.unwrap());
    assert!(store.lease("other", "a", Duration::ZERO).await.unwrap());
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn after_the_server_lost_everything_counting_begins_again() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, "a").await.unwrap());
    assert!(publish(&store, 1, "b").await.unwrap());
    server.command::<()>(&["FLUSHALL"]);
    assert_eq!(read(&store).await, None);
    // Whoever looked before the loss doesn't publish; whoever looks again does.
    assert!(!publish(&store, 2, "c").await.unwrap());
    store.reject(KEY, 2).await.unwrap();
    assert!(publish(&store, 0, "d").await.unwrap());
    assert_eq!(read(&store).await, Some((1, "d".to_owned())));
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn scripts_that_the_server_forgot_are_sent_again() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, "a").await.unwrap());
    server.command::<()>(&["SCRIPT", "FLUSH"]);
    assert_eq!(read(&store).await, Some((1, "a".to_owned())));
    assert!(publish(&store, 1, "b").await.unwrap());
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn after_a_restart_one_call_fails_at_most() {
    let mut server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, "a").await.unwrap());
    server.restart();
    let _ = store.read(KEY).await;
    assert_eq!(read(&store).await, None);
    assert!(publish(&store, 0, "b").await.unwrap());
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_connection_that_was_idle_is_not_trusted() {
    let mut server = RedisServer::start();
    let store = server.store();
    assert_eq!(read(&store).await, None);
    server.restart();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    assert_eq!(read(&store).await, None);
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_store_outlives_the_runtime_of_its_first_call() {
    let server = RedisServer::start();
    let store = server.store();
    let first = store.clone();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert!(runtime.block_on(publish(&first, 0, "a")).unwrap());
    })
    .join()
    .unwrap();
    let _ = store.read(KEY).await;
    assert_eq!(read(&store).await, Some((1, "a".to_owned())));
}
