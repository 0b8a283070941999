//! Two processes of a platform that share only the vault, or the vault and a store.

use std::time::Duration;

use tokio::{task::JoinSet, time::advance};
use weixin::{
    AnyAccount, Client, Platform,
    token::{MemoryStore, MemoryVault},
};
use weixin_sandbox::{Fault, Sandbox};

use crate::{
    ISV, ISV_SECRET, MERCHANT, RENEWAL, TWO_HOURS, assert_kept, authorized, call, client_for,
    executed, sandbox, wechat,
};

const PROCESSES: usize = 2;
const ROUNDS: u64 = 20;
const CALLERS: usize = 25;

/// All processes call at the same time after all tokens have expired. Each refresh token is invalid after its
/// use, and renewals are slow, so that they overlap.
async fn rounds(
    sandbox: &Sandbox,
    vault: &MemoryVault,
    process: impl Fn() -> Platform,
) -> [u64; 3] {
    wechat(sandbox).change_refresh_tokens(Duration::ZERO);
    let first = process();
    first.set_verify_ticket(wechat(sandbox).push_ticket()).await.unwrap();
    authorized(sandbox, &first, MERCHANT).await;
    let clients: Vec<Client<AnyAccount>> =
        (0..PROCESSES).map(|_| client_for(sandbox, &process(), MERCHANT)).collect();
    sandbox.fault(RENEWAL, Fault::Delay(Duration::from_millis(300))).always().unwrap();
    let before = executed(sandbox);
    for _ in 0..ROUNDS {
        first.set_verify_ticket(wechat(sandbox).push_ticket()).await.unwrap();
        let mut calls = JoinSet::new();
        for client in clients.iter().cycle().take(PROCESSES * CALLERS) {
            let client = client.clone();
            calls.spawn(async move { call(&client).await });
        }
        while let Some(done) = calls.join_next().await {
            done.unwrap().unwrap();
        }
        assert_kept(sandbox, vault).await;
        advance(TWO_HOURS).await;
    }
    let after = executed(sandbox);
    assert_eq!(after[2] - before[2], ROUNDS * (PROCESSES * CALLERS) as u64);
    [0, 1, 2].map(|index| after[index] - before[index])
}

#[tokio::test(start_paused = true)]
async fn with_only_a_vault_both_renew_and_no_refresh_token_is_lost() {
    let (sandbox, vault) = (sandbox().await, MemoryVault::new());
    let process = || Platform::new(ISV, ISV_SECRET, vault.clone());
    let [_, renewals, calls] = rounds(&sandbox, &vault, process).await;
    assert_eq!(renewals, ROUNDS * PROCESSES as u64);
    println!(
        "figure: {PROCESSES} processes with a shared vault, {ROUNDS} expiries: {renewals} renewals, {calls} calls, 0 failed, 0 refresh tokens lost"
    );
}

#[tokio::test(start_paused = true)]
async fn with_a_store_too_one_renews_for_both() {
    let (sandbox, vault, store) = (sandbox().await, MemoryVault::new(), MemoryStore::new());
    let process = || Platform::with_store(ISV, ISV_SECRET, vault.clone(), store.clone());
    let [_, renewals, calls] = rounds(&sandbox, &vault, process).await;
    assert_eq!(renewals, ROUNDS);
    println!(
        "figure: {PROCESSES} processes with a shared vault and store, {ROUNDS} expiries: {renewals} renewals, {calls} calls, 0 failed, 0 refresh tokens lost"
    );
}
