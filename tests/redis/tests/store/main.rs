//! `RedisStore` with a real server: the promises of every store, also after the server lost its data. Failures
//! are in `failures.rs`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod failures;
mod promises;
mod secrets;

use std::time::Duration;

use weixin::{
    Secret,
    token::{MemoryStore, RedisStore, StoreError, TokenStore},
};
use weixin_redis_tests::RedisServer;
use weixin_test_support::client::TOKEN;

/// Tests each promise with both stores.
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
    a_new_store_is_empty,
    a_token_is_read_as_it_was_published,
    only_the_given_generation_is_replaced,
    a_rejection_marks_one_generation,
    an_expired_token_is_returned_for_its_generation,
    a_token_with_zero_lifetime_is_returned,
    a_lease_has_one_owner,
    a_lease_expires,
    keys_are_independent,
    one_of_a_hundred_publishers_succeeds,
    one_of_a_hundred_owners_gets_the_lease,
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
async fn only_one_of_several_stores_publishes() {
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
async fn keys_contain_no_secret_and_the_generation_is_kept_for_30_more_days() {
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
async fn an_endless_lifetime_is_clamped_to_ten_years() {
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
async fn after_the_server_lost_its_data_generations_start_again() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, "a").await.unwrap());
    assert!(publish(&store, 1, "b").await.unwrap());
    server.command::<()>(&["FLUSHALL"]);
    assert_eq!(read(&store).await, None);
    // A source that read before the loss can't publish; after another read it can.
    assert!(!publish(&store, 2, "c").await.unwrap());
    store.reject(KEY, 2).await.unwrap();
    assert!(publish(&store, 0, "d").await.unwrap());
    assert_eq!(read(&store).await, Some((1, "d".to_owned())));
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn scripts_that_the_server_lost_are_sent_again() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, "a").await.unwrap());
    server.command::<()>(&["SCRIPT", "FLUSH"]);
    assert_eq!(read(&store).await, Some((1, "a".to_owned())));
    assert!(publish(&store, 1, "b").await.unwrap());
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn after_a_restart_at_most_one_call_fails() {
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
async fn an_idle_connection_is_not_used_again() {
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
async fn a_store_works_after_the_runtime_of_its_first_call_ended() {
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
