//! Refresh tokens that change with each use and are invalid afterwards: none is lost.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::time::{Instant, advance, sleep};
use weixin::{
    Secret,
    token::{MemoryVault, StoreError, Vault},
    transport::BoxFuture,
};
use weixin_sandbox::{Fault, Ledger, Sandbox};

use crate::{
    CALL, KEY, MERCHANT, RENEWAL, TWO_HOURS, assert_kept, authorized, call, client_for, executed,
    platform, refresh_tokens, sandbox, vaults::Faulty, wechat,
};

/// A sandbox whose refresh tokens are invalid after their use.
async fn strict() -> Sandbox {
    let sandbox = sandbox().await;
    wechat(&sandbox).change_refresh_tokens(Duration::ZERO);
    sandbox
}

/// A vault that records the number of received calls whenever it saves a refresh token.
#[derive(Clone)]
struct Recording {
    kept: MemoryVault,
    ledger: Ledger,
    received: Arc<Mutex<Vec<u64>>>,
}

impl Vault for Recording {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>> {
        self.kept.load(key)
    }

    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            // It is slow, so that a call that doesn't wait would be detected.
            sleep(Duration::from_secs(2)).await;
            if key == KEY {
                self.received.lock().unwrap().push(self.ledger.received_count(CALL));
            }
            self.kept.save(key, secret).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_refresh_token_is_saved_before_the_new_token_is_used() {
    let sandbox = strict().await;
    let vault =
        Recording { kept: MemoryVault::new(), ledger: sandbox.ledger(), received: Arc::default() };
    let platform = platform(&sandbox, vault.clone()).await;
    authorized(&sandbox, &platform, MERCHANT).await;
    let client = client_for(&sandbox, &platform, MERCHANT);
    for _ in 0..4 {
        call(&client).await.unwrap();
        advance(TWO_HOURS).await;
    }
    // At the authorization, and before each call after a renewal.
    assert_eq!(*vault.received.lock().unwrap(), [0, 0, 1, 2, 3]);
    assert_kept(&sandbox, &vault).await;
}

/// The behaviour of a vault: its name, and how to set it.
type Behaviour = (&'static str, fn(&Faulty));

#[tokio::test(start_paused = true)]
async fn a_hundred_renewals_with_each_behaviour_of_the_vault_lose_no_refresh_token() {
    let moods: [Behaviour; 5] = [
        ("sound", |_| {}),
        ("slow, 2 s", |vault| vault.be_slow(Duration::from_secs(2))),
        ("fails every other time", |vault| vault.fail_every(2)),
        ("fails nine times of ten", |vault| vault.fail_every(10)),
        ("can't be written", |vault| vault.refuse_saves(true)),
    ];
    let mut renewals = 0;
    for (name, mood) in moods {
        let (sandbox, vault) = (strict().await, Faulty::default());
        let platform = platform(&sandbox, vault.clone()).await;
        authorized(&sandbox, &platform, MERCHANT).await;
        mood(&vault);
        let client = client_for(&sandbox, &platform, MERCHANT);
        for _ in 0..100 {
            // A ticket expires after half a day. The vault may fail to save it.
            let _ = platform.set_verify_ticket(wechat(&sandbox).push_ticket()).await;
            call(&client).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            advance(TWO_HOURS).await;
        }
        vault.refuse_saves(false);
        vault.fail_every(0);
        let begin = Instant::now();
        while refresh_tokens(&sandbox, &vault).await.0 != refresh_tokens(&sandbox, &vault).await.1 {
            assert!(begin.elapsed() < Duration::from_secs(60), "{name}: never saved");
            sleep(Duration::from_secs(1)).await;
        }
        // A restarted program continues with the vault.
        let anew = crate::platform(&sandbox, vault.clone()).await;
        call(&client_for(&sandbox, &anew, MERCHANT)).await.unwrap();
        assert_eq!(executed(&sandbox)[1], 101, "{name}");
        renewals += 101;
    }
    println!(
        "figure: {renewals} renewals with changing refresh tokens, {} moods of the vault: 0 refresh tokens lost, 0 calls failed",
        moods.len()
    );
}

#[tokio::test(start_paused = true)]
async fn a_reply_after_the_timeout_of_its_fetch_is_kept() {
    let (sandbox, vault) = (strict().await, MemoryVault::new());
    let platform = platform(&sandbox, vault.clone()).await;
    authorized(&sandbox, &platform, MERCHANT).await;
    let client = client_for(&sandbox, &platform, MERCHANT);
    // Executed at once, but the reply arrives after the timeout of the fetch.
    sandbox.fault(RENEWAL, Fault::Delay(Duration::from_secs(12))).once().unwrap();
    let error = call(&client).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    sleep(Duration::from_secs(5)).await;
    assert_kept(&sandbox, &vault).await;
    call(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn callers_that_are_dropped_lose_no_refresh_token() {
    let (sandbox, vault) = (strict().await, MemoryVault::new());
    let platform = platform(&sandbox, vault.clone()).await;
    authorized(&sandbox, &platform, MERCHANT).await;
    for milliseconds in [0, 1, 500, 1500] {
        let client = client_for(&sandbox, &platform, MERCHANT);
        sandbox.fault(RENEWAL, Fault::Delay(Duration::from_secs(1))).once().unwrap();
        let caller = tokio::spawn(async move { call(&client).await });
        sleep(Duration::from_millis(milliseconds)).await;
        caller.abort();
        sleep(Duration::from_secs(5)).await;
        assert_kept(&sandbox, &vault).await;
        advance(TWO_HOURS).await;
        sandbox.stop_faults();
    }
    call(&client_for(&sandbox, &platform, MERCHANT)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_new_authorization_replaces_an_unsaved_refresh_token() {
    let (sandbox, vault) = (strict().await, Faulty::default());
    let platform = platform(&sandbox, vault.clone()).await;
    authorized(&sandbox, &platform, MERCHANT).await;
    vault.refuse_saves(true);
    let client = client_for(&sandbox, &platform, MERCHANT);
    call(&client).await.unwrap();
    vault.refuse_saves(false);
    // In this process or in the one that served the account's browser.
    authorized(&sandbox, &platform, MERCHANT).await;
    sleep(Duration::from_secs(60)).await;
    assert_kept(&sandbox, &vault).await;

    vault.refuse_saves(true);
    advance(TWO_HOURS).await;
    call(&client).await.unwrap();
    vault.refuse_saves(false);
    authorized(&sandbox, &crate::platform(&sandbox, vault.clone()).await, MERCHANT).await;
    sleep(Duration::from_secs(60)).await;
    assert_kept(&sandbox, &vault).await;
    advance(TWO_HOURS).await;
    call(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_vault_that_fails_or_does_not_respond_is_reported_within_the_deadline() {
    let (sandbox, vault) = (strict().await, Faulty::default());
    let platform = platform(&sandbox, vault.clone()).await;
    authorized(&sandbox, &platform, MERCHANT).await;
    let client = client_for(&sandbox, &platform, MERCHANT);
    vault.refuse_loads(true);
    let error = call(&client).await.unwrap_err();
    assert!(error.to_string().contains("the account's refresh token can't be loaded"), "{error}");
    vault.refuse_loads(false);
    vault.be_silent(true);
    sleep(Duration::from_secs(1)).await;
    let begin = Instant::now();
    let error = call(&client).await.unwrap_err();
    assert!(error.to_string().contains("the account's refresh token can't be loaded"), "{error}");
    assert!(begin.elapsed() <= Duration::from_secs(4), "{:?}", begin.elapsed());
    vault.be_silent(false);
    sleep(Duration::from_secs(2)).await;
    call(&client).await.unwrap();
    assert_kept(&sandbox, &vault).await;
}
