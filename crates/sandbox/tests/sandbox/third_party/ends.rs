//! How an authorization ends, and how another one replaces it.

use serde_json::json;

use super::{code, component, component_token, granted, isv, renewed, sandbox};

#[tokio::test]
async fn a_withdrawn_authorization_ends_renewals_and_calls() {
    let sandbox = sandbox().await;
    let (token, refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    let unused_code = isv(&sandbox).authorized_by("wxmerchant", [26]);
    assert!(isv(&sandbox).withdrawn_by("wxmerchant"));
    assert!(!isv(&sandbox).withdrawn_by("wxmerchant"));
    assert!(!isv(&sandbox).withdrawn_by("wxunknown"));
    assert_eq!(code(&sandbox, &token).await, 61003);
    assert_eq!(renewed(&sandbox, "wxmerchant", &refresh_token).await["errcode"], 61003);
    assert_eq!(isv(&sandbox).refresh_token("wxmerchant"), None);
    let (own, body) = (component_token(&sandbox), json!({"authorization_code": unused_code}));
    assert_eq!(component(&sandbox, "api_query_auth", &own, body).await["errcode"], 61009);
    let body = json!({"authorizer_appid": "wxmerchant"});
    assert_eq!(component(&sandbox, "api_get_authorizer_info", &own, body).await["errcode"], 61003);
    // The account's own calls are not affected.
    let own = sandbox.issue_token_for("access_token", "wxmerchant").unwrap();
    assert_eq!(code(&sandbox, &own).await, 0);
}

#[tokio::test]
async fn withdrawn_tokens_stay_invalid_when_the_account_authorizes_again() {
    let sandbox = sandbox().await;
    let (old_token, old_refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    isv(&sandbox).withdrawn_by("wxmerchant");
    let (token, refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    assert_eq!((code(&sandbox, &old_token).await, code(&sandbox, &token).await), (40001, 0));
    assert_eq!(renewed(&sandbox, "wxmerchant", &old_refresh_token).await["errcode"], 61023);
    assert_eq!(renewed(&sandbox, "wxmerchant", &refresh_token).await["expires_in"], 7200);
}

#[tokio::test]
async fn another_authorization_replaces_the_refresh_token_and_the_sets() {
    let sandbox = sandbox().await;
    let (old_token, old_refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    // Until its code is exchanged there is no other refresh token.
    let exchange = isv(&sandbox).authorized_by("wxmerchant", [1]);
    assert_eq!(renewed(&sandbox, "wxmerchant", &old_refresh_token).await["expires_in"], 7200);
    let body = json!({"authorization_code": exchange});
    let reply = component(&sandbox, "api_query_auth", &component_token(&sandbox), body).await;
    let sets = &reply["authorization_info"]["func_info"];
    assert_eq!(sets, &json!([{"funcscope_category": {"id": 1}}]));
    assert_eq!(renewed(&sandbox, "wxmerchant", &old_refresh_token).await["errcode"], 61023);
    assert_eq!(code(&sandbox, &old_token).await, 61007);
}
