//! The promises of every `TokenStore`.

use std::time::{Duration, Instant};

use weixin::{
    Secret,
    token::{StoredToken, TokenStore},
};

const KEY: &str = "weixin:classic:wx0123456789abcdef";
const TWO_HOURS: Duration = Duration::from_secs(7200);
const SHORT: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(10);

async fn there(store: &impl TokenStore, key: &str) -> StoredToken {
    store.read(key).await.unwrap().expect("a token is there")
}

async fn publish(store: &impl TokenStore, replaces: u64, token: &str) -> bool {
    store.publish(KEY, replaces, &Secret::from(token), TWO_HOURS).await.unwrap()
}

pub(crate) async fn a_new_store_is_empty(store: impl TokenStore) {
    assert_eq!(store.read(KEY).await.unwrap(), None);
    store.reject(KEY, 1).await.unwrap();
    store.release(KEY, "a").await.unwrap();
    assert_eq!(store.read(KEY).await.unwrap(), None);
}

pub(crate) async fn a_token_is_read_as_it_was_published(store: impl TokenStore) {
    for (replaces, token) in [(0, "1"), (1, "80_a/b+c=="), (2, "\"发\n\\"), (3, "")] {
        assert!(publish(&store, replaces, token).await);
        let read = there(&store, KEY).await;
        assert_eq!(read.token.expose(), token);
        assert_eq!((read.generation, read.rejected), (replaces + 1, false));
        assert!(read.ttl <= TWO_HOURS && read.ttl > TWO_HOURS - PATIENCE, "{:?}", read.ttl);
    }
}

pub(crate) async fn only_the_given_generation_is_replaced(store: impl TokenStore) {
    assert!(!publish(&store, 1, "none").await);
    assert_eq!(store.read(KEY).await.unwrap(), None);
    assert!(publish(&store, 0, "first").await);
    for replaces in [0, 2, 10, u64::MAX] {
        assert!(!publish(&store, replaces, "late").await);
    }
    assert_eq!(there(&store, KEY).await.token.expose(), "first");
    assert!(publish(&store, 1, "second").await);
    assert_eq!(there(&store, KEY).await.token.expose(), "second");
}

pub(crate) async fn a_rejection_marks_one_generation(store: impl TokenStore) {
    assert!(publish(&store, 0, "first").await);
    for other in [0, 2, 10] {
        store.reject(KEY, other).await.unwrap();
    }
    assert!(!there(&store, KEY).await.rejected);
    store.reject(KEY, 1).await.unwrap();
    let rejected = there(&store, KEY).await;
    assert_eq!((rejected.generation, rejected.rejected), (1, true));
    assert!(publish(&store, 1, "second").await);
    store.reject(KEY, 1).await.unwrap();
    let second = there(&store, KEY).await;
    assert_eq!((second.generation, second.rejected), (2, false));
}

pub(crate) async fn an_expired_token_is_returned_for_its_generation(store: impl TokenStore) {
    let begin = Instant::now();
    assert!(store.publish(KEY, 0, &Secret::from("short"), SHORT).await.unwrap());
    while !there(&store, KEY).await.ttl.is_zero() {
        assert!(begin.elapsed() < PATIENCE);
        tokio::task::yield_now().await;
    }
    assert!(begin.elapsed() >= SHORT);
    assert_eq!(there(&store, KEY).await.generation, 1);
    assert!(!publish(&store, 0, "again").await);
    assert!(publish(&store, 1, "second").await);
    assert_eq!(there(&store, KEY).await.generation, 2);
}

pub(crate) async fn a_token_with_zero_lifetime_is_returned(store: impl TokenStore) {
    assert!(store.publish(KEY, 0, &Secret::from("t"), Duration::ZERO).await.unwrap());
    let read = there(&store, KEY).await;
    assert_eq!((read.generation, read.ttl), (1, Duration::ZERO));
}

pub(crate) async fn a_lease_has_one_owner(store: impl TokenStore) {
    assert!(store.lease(KEY, "a", TWO_HOURS).await.unwrap());
    assert!(!store.lease(KEY, "b", TWO_HOURS).await.unwrap());
    store.release(KEY, "b").await.unwrap();
    assert!(!store.lease(KEY, "b", TWO_HOURS).await.unwrap());
    store.release(KEY, "a").await.unwrap();
    assert!(store.lease(KEY, "b", TWO_HOURS).await.unwrap());
    store.release(KEY, "a").await.unwrap();
    assert!(!store.lease(KEY, "a", TWO_HOURS).await.unwrap());
}

pub(crate) async fn a_lease_expires(store: impl TokenStore) {
    let begin = Instant::now();
    assert!(store.lease(KEY, "a", SHORT).await.unwrap());
    while !store.lease(KEY, "b", TWO_HOURS).await.unwrap() {
        assert!(begin.elapsed() < PATIENCE);
        tokio::task::yield_now().await;
    }
    // Redis rounds to a millisecond.
    assert!(begin.elapsed() >= SHORT - Duration::from_millis(1));
    store.release(KEY, "a").await.unwrap();
    assert!(!store.lease(KEY, "a", TWO_HOURS).await.unwrap());
}

pub(crate) async fn keys_are_independent(store: impl TokenStore) {
    let keys = [KEY, "weixin:stable:wx0123456789abcdef", "", "{", "}", "a}b", "发 \n"];
    for (number, key) in keys.iter().enumerate() {
        let token = Secret::from(number.to_string());
        assert!(store.publish(key, 0, &token, TWO_HOURS).await.unwrap(), "{key}");
        assert!(store.lease(key, "a", TWO_HOURS).await.unwrap(), "{key}");
    }
    store.reject(KEY, 1).await.unwrap();
    for (number, key) in keys.iter().enumerate() {
        let read = there(&store, key).await;
        assert_eq!(read.token.expose(), number.to_string());
        assert_eq!(read.rejected, *key == KEY);
    }
}

pub(crate) async fn one_of_a_hundred_publishers_succeeds(store: impl TokenStore + Clone) {
    for round in 0..20 {
        let publishers = each_of_a_hundred(&store, move |store, number| async move {
            publish(&store, round, &number.to_string()).await
        });
        let winners = publishers.await;
        assert_eq!(winners.len(), 1, "in round {round}");
        let read = there(&store, KEY).await;
        assert_eq!((read.generation, read.token.expose()), (round + 1, &*winners[0].to_string()));
    }
}

pub(crate) async fn one_of_a_hundred_owners_gets_the_lease(store: impl TokenStore + Clone) {
    for round in 0..20 {
        let owners = each_of_a_hundred(&store, |store, number| async move {
            store.lease(KEY, &number.to_string(), TWO_HOURS).await.unwrap()
        });
        let owners = owners.await;
        assert_eq!(owners.len(), 1, "in round {round}");
        store.release(KEY, &owners[0].to_string()).await.unwrap();
    }
}

/// The numbers of the tasks that returned `true`.
async fn each_of_a_hundred<S: TokenStore + Clone, F: Future<Output = bool> + Send + 'static>(
    store: &S,
    run: impl Fn(S, usize) -> F,
) -> Vec<usize> {
    let tasks: Vec<_> = (0..100).map(|number| tokio::spawn(run(store.clone(), number))).collect();
    let mut winners = Vec::new();
    for (number, task) in tasks.into_iter().enumerate() {
        if task.await.unwrap() {
            winners.push(number);
        }
    }
    winners
}
