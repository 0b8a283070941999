//! Each token expires, at its time or earlier, without a failed call.

use std::time::Duration;

use tokio::time::advance;
use weixin::{api::component::GetPreAuthCodeRequest, token::MemoryVault};
use weixin_sandbox::{ExpiresIn, Fault};

use crate::{
    CALL, COMPONENT_FETCH, ISV, RENEWAL, TWO_HOURS, assert_kept, call, executed, own_client, ready,
    sandbox, vaults::Faulty, wechat,
};

const HALF_A_DAY: Duration = Duration::from_secs(12 * 60 * 60);

#[tokio::test(start_paused = true)]
async fn expired_tokens_are_fetched_again() {
    let sandbox = sandbox().await;
    let (vault, _, client) = ready(&sandbox).await;
    for round in 1..=5 {
        call(&client).await.unwrap();
        assert_eq!(executed(&sandbox), [round, round, round]);
        advance(TWO_HOURS).await;
    }
    assert_kept(&sandbox, &vault).await;
}

#[tokio::test(start_paused = true)]
async fn tokens_that_expire_early_are_fetched_again() {
    for end in [
        Fault::ExpireTokens,
        Fault::RotateTokens { overlap: Duration::ZERO },
        Fault::RotateTokens { overlap: Fault::OVERLAP },
    ] {
        let sandbox = sandbox().await;
        let (_, platform, client) = ready(&sandbox).await;
        call(&client).await.unwrap();
        // The account's token at the call, and the platform's at the renewal that follows.
        sandbox.fault(CALL, end.clone()).once().unwrap();
        sandbox.fault(RENEWAL, end.clone()).once().unwrap();
        call(&client).await.unwrap();
        advance(Fault::OVERLAP).await;
        call(&client).await.unwrap();
        // The platform's token at its own call.
        sandbox.fault("get_pre_auth_code", end.clone()).once().unwrap();
        let own = own_client(&sandbox, &platform);
        own.get_pre_auth_code(GetPreAuthCodeRequest::new(ISV)).await.unwrap();
        assert_eq!(executed(&sandbox)[2], 3, "{end:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn codes_for_an_invalid_platform_token_cause_a_new_fetch() {
    for code in [40001, 40014, 40094, 42001, 42006] {
        let sandbox = sandbox().await;
        let (_, platform, client) = ready(&sandbox).await;
        sandbox.fault(RENEWAL, Fault::Code(code)).once().unwrap();
        call(&client).await.unwrap();
        assert_eq!(executed(&sandbox), [2, 1, 1], "{code}");
        sandbox.fault("get_pre_auth_code", Fault::Code(code)).once().unwrap();
        let own = own_client(&sandbox, &platform);
        own.get_pre_auth_code(GetPreAuthCodeRequest::new(ISV)).await.unwrap();
        assert_eq!(executed(&sandbox)[0], 3, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn wrong_lifetimes_cause_a_renewal_but_no_failed_call() {
    let lies = [
        ExpiresIn::Times(10.0),
        ExpiresIn::Plus(3600),
        ExpiresIn::Plus(-7100),
        ExpiresIn::Is("-1"),
        ExpiresIn::Is("9223372036854775808"),
        ExpiresIn::Is("\"7200\""),
        ExpiresIn::Is("null"),
        ExpiresIn::Missing,
    ];
    for lie in lies {
        let sandbox = sandbox().await;
        for id in [COMPONENT_FETCH, RENEWAL] {
            sandbox.fault(id, Fault::ExpiresIn(lie.clone())).always().unwrap();
        }
        let (vault, _, client) = ready(&sandbox).await;
        for _ in 0..8 {
            call(&client).await.unwrap();
            // If `expires_in` is too long, the token expires before the client renews it.
            advance(Duration::from_secs(1800)).await;
        }
        let [fetches, renewals, calls] = executed(&sandbox);
        assert_eq!(calls, 8, "{lie:?}");
        assert!(fetches <= 9 && renewals <= 8, "{lie:?}: {fetches} and {renewals}");
        assert_kept(&sandbox, &vault).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_whose_date_is_wrong_changes_nothing() {
    let sandbox = sandbox().await;
    for skew in [-86400, 86400] {
        sandbox.fault_everywhere(Fault::DateSkew(skew)).always().unwrap();
        let (_, _, client) = ready(&sandbox).await;
        call(&client).await.unwrap();
        call(&client).await.unwrap();
    }
    assert_eq!(executed(&sandbox), [2, 2, 4]);
}

#[tokio::test(start_paused = true)]
async fn without_pushes_the_ticket_expires_until_the_next_push() {
    let sandbox = sandbox().await;
    let (_, platform, client) = ready(&sandbox).await;
    call(&client).await.unwrap();
    advance(HALF_A_DAY).await;
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap().value(), 61005, "{error}");
    platform.set_verify_ticket(wechat(&sandbox).push_ticket()).await.unwrap();
    advance(Duration::from_secs(1)).await;
    call(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_ticket_that_the_vault_could_not_save_is_used() {
    let (sandbox, vault) = (sandbox().await, Faulty::default());
    let platform = crate::platform(&sandbox, vault.clone()).await;
    crate::authorized(&sandbox, &platform, crate::MERCHANT).await;
    // The vault has the old ticket, and can be read.
    vault.refuse_saves(true);
    advance(HALF_A_DAY - Duration::from_secs(60)).await;
    let ticket = wechat(&sandbox).push_ticket();
    platform.set_verify_ticket(ticket).await.unwrap_err();
    advance(Duration::from_secs(60)).await;
    call(&crate::client_for(&sandbox, &platform, crate::MERCHANT)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_latest_ticket_is_used_by_all_processes() {
    for pushed_to in 0..2 {
        let (sandbox, vault) = (sandbox().await, MemoryVault::new());
        let ours = crate::platform(&sandbox, vault.clone()).await;
        crate::authorized(&sandbox, &ours, crate::MERCHANT).await;
        let theirs = crate::platform(&sandbox, vault.clone()).await;
        advance(HALF_A_DAY - Duration::from_secs(60)).await;
        let ticket = wechat(&sandbox).push_ticket();
        [&ours, &theirs][pushed_to].set_verify_ticket(ticket).await.unwrap();
        advance(Duration::from_secs(60)).await;
        for platform in [&ours, &theirs] {
            call(&crate::client_for(&sandbox, platform, crate::MERCHANT)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_empty_ticket_never_replaces_one() {
    let sandbox = sandbox().await;
    let (_, platform, client) = ready(&sandbox).await;
    let error = platform.set_verify_ticket("").await.unwrap_err();
    assert_eq!(error.to_string(), "token store: the verify ticket is empty");
    call(&client).await.unwrap();
}
