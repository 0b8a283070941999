//! Several processes of an account, here several sources, that share a token in a store.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::advance;
use weixin::{
    ClassicToken, Client, Error, Secret, StableToken, TokenSource,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    token::{MemoryStore, StoreError, StoredToken, TokenStore},
    transport::BoxFuture,
};
use weixin_test_support::client::{ScriptedTransport, Step, settled};

/// A WeChat that returns `t1`, `t2` … for each fetch. Each fetch invalidates the previous token.
#[derive(Clone)]
struct WeChat {
    transport: ScriptedTransport,
    fetches: Arc<AtomicUsize>,
}

impl WeChat {
    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::Relaxed)
    }

    fn tokens_sent(&self) -> Vec<String> {
        self.transport.tokens_sent()
    }
}

fn wechat() -> WeChat {
    let fetches = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&fetches);
    let transport = ScriptedTransport::new(move |sent| {
        if matches!(sent.path(), "/cgi-bin/token" | "/cgi-bin/stable_token") {
            let number = counter.fetch_add(1, Ordering::Relaxed) + 1;
            Step::json(format!(r#"{{"access_token":"t{number}","expires_in":7200}}"#))
        } else if sent.token() == Some(&*format!("t{}", counter.load(Ordering::Relaxed))) {
            Step::OK
        } else {
            Step::REJECTED
        }
    });
    WeChat { transport, fetches }
}

fn client(wechat: &WeChat, tokens: impl TokenSource) -> Client<ServiceAccount> {
    Client::builder().token_source(tokens).transport(wechat.transport.clone()).build().unwrap()
}

fn classic(wechat: &WeChat, store: impl TokenStore) -> Client<ServiceAccount> {
    client(wechat, ClassicToken::new("wx", "app secret", store))
}

async fn call(client: &Client<ServiceAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

/// A store that can fail or be replaced by another one: `None` fails.
#[derive(Clone)]
struct SwitchableStore(Arc<Mutex<Option<MemoryStore>>>);

impl SwitchableStore {
    fn new(store: MemoryStore) -> Self {
        Self(Arc::new(Mutex::new(Some(store))))
    }

    /// Replaces the store. Returns the previous one.
    fn change(&self, store: Option<MemoryStore>) -> Option<MemoryStore> {
        std::mem::replace(&mut self.0.lock().unwrap(), store)
    }

    fn ask<'a, T, F>(
        &self,
        question: impl FnOnce(MemoryStore) -> F + Send + 'a,
    ) -> BoxFuture<'a, Result<T, StoreError>>
    where
        F: Future<Output = Result<T, StoreError>> + Send,
    {
        let store = self.0.lock().unwrap().clone();
        Box::pin(async move {
            match store {
                Some(store) => question(store).await,
                None => Err(StoreError::new("switched off")),
            }
        })
    }
}

impl TokenStore for SwitchableStore {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        self.ask(async move |store| store.read(key).await)
    }

    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.ask(async move |store| store.lease(key, owner, time).await)
    }

    fn release<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.ask(async move |store| store.release(key, owner).await)
    }

    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.ask(async move |store| store.publish(key, replaces, token, ttl).await)
    }

    fn reject<'a>(
        &'a self,
        key: &'a str,
        generation: u64,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.ask(async move |store| store.reject(key, generation).await)
    }
}

#[tokio::test(start_paused = true)]
async fn sources_of_a_store_share_one_fetch() {
    let (wechat, store) = (wechat(), MemoryStore::new());
    let clients: Vec<_> = (0..4).map(|_| classic(&wechat, store.clone())).collect();
    let calls = clients.iter().flat_map(|client| vec![client.clone(); 250]);
    let calls: Vec<_> =
        calls.map(|client| tokio::spawn(async move { call(&client).await })).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((wechat.fetches(), wechat.tokens_sent().len()), (1, 1000));
}

#[tokio::test(start_paused = true)]
async fn one_source_renews_and_the_others_adopt() {
    let (wechat, store) = (wechat(), MemoryStore::new());
    let clients = [(); 3].map(|()| classic(&wechat, store.clone()));
    for rotation in 1..=50 {
        for client in &clients {
            call(client).await.unwrap();
        }
        assert_eq!(wechat.fetches(), rotation);
        // The token has expired: there was no call in the minutes before that.
        advance(Duration::from_secs(7200)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_replaced_once_for_all_sources() {
    let (wechat, store) = (wechat(), MemoryStore::new());
    let clients = [(); 3].map(|()| classic(&wechat, store.clone()));
    for client in &clients {
        call(client).await.unwrap();
    }
    // A program without the store fetches a token, which invalidates the shared one.
    call(&classic(&wechat, MemoryStore::new())).await.unwrap();
    for client in &clients {
        call(client).await.unwrap();
    }
    assert_eq!(wechat.fetches(), 3);
    let sent = wechat.tokens_sent();
    // Each of the three is rejected once, and succeeds with the third token.
    assert_eq!(sent[4..], ["t1", "t3", "t1", "t3", "t1", "t3"]);
}

#[tokio::test(start_paused = true)]
async fn after_a_fetcher_dies_the_others_wait_until_its_lease_expires() {
    let (wechat, store) = (wechat(), MemoryStore::new());
    let lease = Duration::from_secs(15);
    assert!(store.lease("weixin:classic:wx", "a dead process", lease).await.unwrap());
    let client = classic(&wechat, store);
    let begin = tokio::time::Instant::now();
    call(&client).await.unwrap();
    let waited = begin.elapsed();
    assert!(waited >= lease && waited < lease + Duration::from_secs(1), "{waited:?}");
    assert_eq!(wechat.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failing_store_does_not_affect_calls_while_the_token_is_valid() {
    let (wechat, store) = (wechat(), SwitchableStore::new(MemoryStore::new()));
    let client = classic(&wechat, store.clone());
    call(&client).await.unwrap();
    store.change(None);
    advance(Duration::from_secs(7199)).await;
    call(&client).await.unwrap();
    settled().await;
    call(&client).await.unwrap();
    assert_eq!(wechat.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn without_its_store_a_classic_source_does_not_fetch() {
    let (wechat, store) = (wechat(), SwitchableStore::new(MemoryStore::new()));
    let client = classic(&wechat, store.clone());
    let before = store.change(None);
    let error = call(&client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "no access token: the token store failed, and a fetch without it could invalidate the \
         token of another process"
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "token store: switched off");
    assert_eq!(wechat.fetches(), 0);
    store.change(before);
    advance(Duration::from_secs(1)).await;
    call(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_classic_source_fetches_without_its_store_if_allowed() {
    let (wechat, store) = (wechat(), SwitchableStore::new(MemoryStore::new()));
    store.change(None);
    let tokens = ClassicToken::even_without_store("wx", "app secret", store);
    call(&client(&wechat, tokens)).await.unwrap();
    assert_eq!(wechat.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stable_source_fetches_without_its_store() {
    let (wechat, store) = (wechat(), SwitchableStore::new(MemoryStore::new()));
    store.change(None);
    let tokens = StableToken::with_store("wx", "app secret", store);
    call(&client(&wechat, tokens)).await.unwrap();
    assert_eq!(wechat.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn stable_and_classic_tokens_of_an_app_have_different_keys() {
    let (wechat, store) = (wechat(), MemoryStore::new());
    call(&classic(&wechat, store.clone())).await.unwrap();
    let stable = StableToken::with_store("wx", "app secret", store.clone());
    call(&client(&wechat, stable)).await.unwrap();
    for (key, token) in [("weixin:classic:wx", "t1"), ("weixin:stable:wx", "t2")] {
        let stored = store.read(key).await.unwrap().unwrap();
        assert_eq!((stored.generation, stored.token), (1, Secret::from(token)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_cleared_store_is_filled_again() {
    let wechat = wechat();
    let (first, second) = (MemoryStore::new(), MemoryStore::new());
    let secret = Secret::from("t0");
    for generation in 0..5 {
        assert!(
            first.publish("weixin:classic:wx", generation, &secret, Duration::ZERO).await.unwrap()
        );
    }
    let store = SwitchableStore::new(first);
    let client = classic(&wechat, store.clone());
    call(&client).await.unwrap();
    store.change(Some(second.clone()));
    advance(Duration::from_secs(7200)).await;
    call(&client).await.unwrap();
    advance(Duration::from_secs(7200)).await;
    call(&client).await.unwrap();
    assert_eq!(wechat.fetches(), 3);
    let stored = second.read("weixin:classic:wx").await.unwrap().unwrap();
    assert_eq!((stored.generation, stored.token), (2, Secret::from("t3")));
}
