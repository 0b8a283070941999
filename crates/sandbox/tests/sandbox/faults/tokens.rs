//! Tokens that become invalid without the client's knowledge.

use std::time::Duration;

use weixin_sandbox::{Fault, Sandbox};

use crate::faults::{ID, line};
use crate::support::client::post;
use crate::{builder, sandbox};

/// Fetches a stable token of an app. Returns it with its lifetime in seconds.
async fn stable(sandbox: &Sandbox, app: &str) -> (String, u64) {
    let body = format!(r#"{{"grant_type":"client_credential","appid":"{app}","secret":"s3cret"}}"#);
    let reply = post(sandbox, "/cgi-bin/stable_token", &body).await.json().1;
    (reply["access_token"].as_str().unwrap().to_owned(), reply["expires_in"].as_u64().unwrap())
}

/// Returns the code of a call with a token.
async fn code(sandbox: &Sandbox, token: &str) -> i64 {
    let target = format!("/card/invoice/seturl?access_token={token}");
    post(sandbox, &target, "{}").await.json().1["errcode"].as_i64().unwrap()
}

#[tokio::test(start_paused = true)]
async fn tokens_expire_at_the_call() {
    let sandbox = sandbox().await;
    let first = stable(&sandbox, "wx1").await.0;
    sandbox.fault(ID, Fault::ExpireTokens).on_calls(2..=2).unwrap();
    assert_eq!(code(&sandbox, &first).await, 0);
    assert_eq!(code(&sandbox, &first).await, 42001);
    assert!(line(&sandbox).ends_with(" -> 200, refused with 42001, fault: tokens expire"));
    let (second, life) = stable(&sandbox, "wx1").await;
    assert_eq!(life, 7200);
    assert_ne!(second, first);
    assert_eq!(code(&sandbox, &second).await, 0);
}

#[tokio::test(start_paused = true)]
async fn tokens_rotate_at_the_call_and_the_old_one_is_valid_for_the_overlap() {
    let sandbox = sandbox().await;
    let first = stable(&sandbox, "wx1").await.0;
    sandbox.fault(ID, Fault::RotateTokens { overlap: Fault::OVERLAP }).once().unwrap();
    assert_eq!(code(&sandbox, &first).await, 0);
    let second = stable(&sandbox, "wx1").await.0;
    assert_ne!(second, first);
    sandbox.advance(Duration::from_secs(299));
    assert_eq!((code(&sandbox, &first).await, code(&sandbox, &second).await), (0, 0));
    sandbox.advance(Duration::from_secs(1));
    assert_eq!((code(&sandbox, &first).await, code(&sandbox, &second).await), (40001, 0));
}

#[tokio::test(start_paused = true)]
async fn without_an_overlap_the_old_token_is_refused_at_once() {
    let sandbox = sandbox().await;
    let first = stable(&sandbox, "wx1").await.0;
    sandbox.fault(ID, Fault::RotateTokens { overlap: Duration::ZERO }).once().unwrap();
    assert_eq!(code(&sandbox, &first).await, 40001);
    let second = stable(&sandbox, "wx1").await.0;
    assert_eq!(code(&sandbox, &second).await, 0);
}

#[tokio::test(start_paused = true)]
async fn the_tokens_of_other_apps_remain_valid() {
    let sandbox = builder().app("wx2", "s3cret").start().await.unwrap();
    for fault in [Fault::ExpireTokens, Fault::RotateTokens { overlap: Duration::ZERO }] {
        let (ours, theirs) = (stable(&sandbox, "wx1").await.0, stable(&sandbox, "wx2").await.0);
        sandbox.fault(ID, fault).once().unwrap();
        assert_ne!(code(&sandbox, &ours).await, 0);
        assert_eq!(code(&sandbox, &theirs).await, 0);
        assert_eq!(stable(&sandbox, "wx2").await.0, theirs);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_without_a_token_rotates_all() {
    let sandbox = builder().app("wx2", "s3cret").start().await.unwrap();
    let (ours, theirs) = (stable(&sandbox, "wx1").await.0, stable(&sandbox, "wx2").await.0);
    let id = "get_stable_access_token";
    sandbox.fault(id, Fault::RotateTokens { overlap: Duration::ZERO }).once().unwrap();
    let new = stable(&sandbox, "wx1").await.0;
    assert_eq!((code(&sandbox, &new).await, code(&sandbox, &ours).await), (0, 40001));
    assert_eq!(code(&sandbox, &theirs).await, 40001);
}

#[tokio::test(start_paused = true)]
async fn a_test_may_rotate_tokens_at_any_time() {
    let sandbox = sandbox().await;
    let first = stable(&sandbox, "wx1").await.0;
    sandbox.rotate_tokens(Duration::ZERO);
    assert_eq!(code(&sandbox, &first).await, 40001);
    assert_ne!(stable(&sandbox, "wx1").await.0, first);
    // The new token is shown as its label like any other.
    let shown = format!("{:?}", sandbox.ledger());
    assert!(shown.contains("[stable-2]") && !shown.contains(&first[..24]), "{shown}");
}
