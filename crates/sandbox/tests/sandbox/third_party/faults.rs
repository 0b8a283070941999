//! Token faults with the tokens of a platform and of its accounts.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::{ExpiresIn, Fault, Sandbox};

use super::{code, component, component_token, granted, renewed, sandbox};

const PAGE: &str = "get_pre_auth_code";

/// Returns the code of a call of the platform itself, 0 for success.
async fn own(sandbox: &Sandbox, token: &str) -> i64 {
    let reply = component(sandbox, "api_create_preauthcode", token, json!({})).await;
    reply.get("errcode").and_then(Value::as_i64).unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn tokens_expire_at_the_call() {
    let sandbox = sandbox().await;
    let platforms = component_token(&sandbox);
    let (merchants, _) = granted(&sandbox, "wxmerchant", &[26]).await;
    let (others, _) = granted(&sandbox, "wxother", &[26]).await;
    sandbox.fault("set_invoice_url", Fault::ExpireTokens).once().unwrap();
    assert_eq!(code(&sandbox, &merchants).await, 42001);
    assert_eq!((code(&sandbox, &others).await, own(&sandbox, &platforms).await), (0, 0));
    sandbox.fault(PAGE, Fault::ExpireTokens).once().unwrap();
    assert_eq!(own(&sandbox, &platforms).await, 42001);
    assert_eq!(own(&sandbox, &component_token(&sandbox)).await, 0);
}

#[tokio::test(start_paused = true)]
async fn tokens_rotate_and_the_old_ones_are_valid_for_the_overlap() {
    let sandbox = sandbox().await;
    let platforms = component_token(&sandbox);
    let (merchants, refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    let rotation = Fault::RotateTokens { overlap: Duration::from_secs(10) };
    sandbox.fault("set_invoice_url", rotation.clone()).once().unwrap();
    sandbox.fault(PAGE, rotation).once().unwrap();
    assert_eq!((code(&sandbox, &merchants).await, own(&sandbox, &platforms).await), (0, 0));
    sandbox.advance(Duration::from_secs(10));
    assert_eq!((code(&sandbox, &merchants).await, own(&sandbox, &platforms).await), (40001, 40001));
    // Refresh tokens don't rotate.
    let reply = renewed(&sandbox, "wxmerchant", &refresh_token).await;
    assert_eq!(code(&sandbox, reply["authorizer_access_token"].as_str().unwrap()).await, 0);
}

#[tokio::test(start_paused = true)]
async fn lifetimes_and_dates_may_be_wrong() {
    let sandbox = sandbox().await;
    let (_, refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    let id = "get_authorizer_access_token";
    sandbox.fault(id, Fault::ExpiresIn(ExpiresIn::Plus(-7201))).once().unwrap();
    assert_eq!(renewed(&sandbox, "wxmerchant", &refresh_token).await["expires_in"], -1);
    sandbox.fault(id, Fault::DateSkew(-3600)).once().unwrap();
    let reply = renewed(&sandbox, "wxmerchant", &refresh_token).await;
    assert_eq!(reply["expires_in"], 7200);
    let entry = sandbox.ledger().last().unwrap();
    let (_, date) = entry.reply().headers().iter().find(|(name, _)| name == "date").unwrap();
    assert_eq!(date, "Wed, 31 Dec 2025 23:00:00 GMT");
    // Also if the lifetime is in a nested object.
    let first = "get_authorizer_refresh_token";
    sandbox.fault(first, Fault::ExpiresIn(ExpiresIn::Missing)).once().unwrap();
    granted(&sandbox, "wxmerchant", &[26]).await;
    let entry = sandbox.ledger().last().unwrap();
    let reply: Value = serde_json::from_slice(entry.reply().body()).unwrap();
    assert_eq!(reply["authorization_info"].get("expires_in"), None);
}
