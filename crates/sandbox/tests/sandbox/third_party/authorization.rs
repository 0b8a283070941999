//! From the authorization page to the account's tokens for the platform.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::{Error, Sandbox};

use super::{code, component, component_token, granted, isv, renewed, sandbox, text};

async fn exchange(sandbox: &Sandbox, code: &str) -> Value {
    let body = json!({"authorization_code": code});
    component(sandbox, "api_query_auth", &component_token(sandbox), body).await
}

#[tokio::test]
async fn an_account_authorizes_on_the_page_that_a_pre_auth_code_opens() {
    let sandbox = sandbox().await;
    let token = component_token(&sandbox);
    let page = component(&sandbox, "api_create_preauthcode", &token, json!({})).await;
    assert_eq!(page["expires_in"], 600);
    let page = text(&page, "/pre_auth_code");
    sandbox.advance(Duration::from_secs(599));
    let code = sandbox.user().authorizes_third_party(&page, "wxmerchant", [8, 26]).unwrap();
    let info = &exchange(&sandbox, &code).await["authorization_info"];
    assert_eq!(info["authorizer_appid"], "wxmerchant");
    sandbox.advance(Duration::from_secs(1));
    for page in [&*page, "made up"] {
        let error = sandbox.user().authorizes_third_party(page, "wxmerchant", [8]).unwrap_err();
        assert!(matches!(error, Error::NoSuchPage));
    }
}

#[tokio::test]
async fn a_code_is_exchanged_for_tokens_once_and_within_an_hour() {
    let sandbox = sandbox().await;
    let code = isv(&sandbox).authorized_by("wxmerchant", [8, 26]);
    sandbox.advance(Duration::from_secs(3599));
    let reply = exchange(&sandbox, &code).await;
    assert_eq!(
        reply,
        json!({"authorization_info": {
            "authorizer_appid": "wxmerchant",
            "authorizer_access_token": text(&reply, "/authorization_info/authorizer_access_token"),
            "expires_in": 7200,
            "authorizer_refresh_token": isv(&sandbox).refresh_token("wxmerchant").unwrap(),
            "func_info": [
                {"funcscope_category": {"id": 8}},
                {"funcscope_category": {"id": 26}},
            ],
        }})
    );
    assert_eq!(exchange(&sandbox, &code).await["errcode"], 61009);
    assert_eq!(exchange(&sandbox, "made up").await["errcode"], 61009);
    let code = isv(&sandbox).authorized_by("wxmerchant", [8]);
    sandbox.advance(Duration::from_secs(3600));
    assert_eq!(exchange(&sandbox, &code).await["errcode"], 61010);
}

#[tokio::test]
async fn a_code_is_for_the_platform_that_was_authorized() {
    let sandbox = sandbox().await;
    let code = sandbox.third_party("wxisv2").unwrap().authorized_by("wxmerchant", [8]);
    assert_eq!(exchange(&sandbox, &code).await["errcode"], 61009);
    let token = sandbox.issue_token_for("component_access_token", "wxisv2").unwrap();
    // The token of one platform, the app id of another.
    let body = json!({"authorization_code": code});
    assert_eq!(component(&sandbox, "api_query_auth", &token, body).await["errcode"], 40013);
}

#[tokio::test]
async fn a_platform_calls_for_the_account_within_the_sets_that_it_granted() {
    let sandbox = sandbox().await;
    // seturl takes 8 or 26.
    for (sets, expected) in [(&[26][..], 0), (&[1, 8], 0), (&[1, 47], 61007), (&[], 61007)] {
        let (token, _) = granted(&sandbox, "wxmerchant", sets).await;
        assert_eq!(code(&sandbox, &token).await, expected, "{sets:?}");
    }
    // The call acts for the account, not for the platform: the merchant's own call reads the setting.
    let (token, _) = granted(&sandbox, "wxmerchant", &[8, 26]).await;
    let path = "/card/invoice/setbizattr?action=set_contact";
    let body = json!({"contact": {"phone": "075500000000", "time_out": 3600}}).to_string();
    let target = format!("{path}&access_token={token}");
    assert_eq!(crate::support::client::post(&sandbox, &target, &body).await.json().1["errcode"], 0);
    let own = sandbox.issue_token_for("access_token", "wxmerchant").unwrap();
    let target = format!("/card/invoice/setbizattr?action=get_contact&access_token={own}");
    let contact = crate::support::client::post(&sandbox, &target, "{}").await.json().1;
    assert_eq!(contact["contact"]["phone"], "075500000000");
}

#[tokio::test]
async fn a_token_that_no_platform_fetched_needs_no_permission_set() {
    let sandbox = sandbox().await;
    let token = sandbox.issue_token_for("authorizer_access_token", "wxmerchant").unwrap();
    assert_eq!(code(&sandbox, &token).await, 0);
}

#[tokio::test]
async fn a_renewal_returns_a_new_token_and_the_previous_one_remains_valid() {
    let sandbox = sandbox().await;
    let (first, refresh_token) = granted(&sandbox, "wxmerchant", &[26]).await;
    sandbox.advance(Duration::from_secs(7199));
    let reply = renewed(&sandbox, "wxmerchant", &refresh_token).await;
    let second = text(&reply, "/authorizer_access_token");
    assert_eq!(
        reply,
        json!({
            "authorizer_access_token": second,
            "expires_in": 7200,
            "authorizer_refresh_token": refresh_token,
        })
    );
    assert_eq!((code(&sandbox, &first).await, code(&sandbox, &second).await), (0, 0));
    sandbox.advance(Duration::from_secs(1));
    assert_eq!((code(&sandbox, &first).await, code(&sandbox, &second).await), (42001, 0));
}

#[tokio::test]
async fn a_renewal_needs_the_accounts_own_refresh_token() {
    let sandbox = sandbox().await;
    let (_, ours) = granted(&sandbox, "wxmerchant", &[26]).await;
    let (_, theirs) = granted(&sandbox, "wxother", &[26]).await;
    for (account, refresh_token, code) in [
        ("wxmerchant", &*theirs, 61023),
        ("wxmerchant", "made up", 61023),
        ("wxmerchant", "", 61023),
        ("wxunknown", &*ours, 61003),
    ] {
        let reply = renewed(&sandbox, account, refresh_token).await;
        assert_eq!(reply["errcode"], code, "{account}");
    }
}

#[tokio::test]
async fn refresh_tokens_that_change_are_invalid_once_used() {
    let sandbox = sandbox().await;
    isv(&sandbox).change_refresh_tokens(Duration::ZERO);
    let (_, first) = granted(&sandbox, "wxmerchant", &[26]).await;
    let reply = renewed(&sandbox, "wxmerchant", &first).await;
    let second = text(&reply, "/authorizer_refresh_token");
    assert_ne!(second, first);
    assert_eq!(isv(&sandbox).refresh_token("wxmerchant"), Some(second.clone()));
    assert_eq!(renewed(&sandbox, "wxmerchant", &first).await["errcode"], 61023);
    assert!(renewed(&sandbox, "wxmerchant", &second).await["expires_in"] == 7200);
}

#[tokio::test]
async fn a_repeated_renewal_returns_the_same_new_refresh_token_within_the_overlap() {
    let sandbox = sandbox().await;
    isv(&sandbox).change_refresh_tokens(Duration::from_secs(60));
    let (_, first) = granted(&sandbox, "wxmerchant", &[26]).await;
    let second = text(&renewed(&sandbox, "wxmerchant", &first).await, "/authorizer_refresh_token");
    sandbox.advance(Duration::from_secs(59));
    let again = text(&renewed(&sandbox, "wxmerchant", &first).await, "/authorizer_refresh_token");
    assert_eq!(again, second);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(renewed(&sandbox, "wxmerchant", &first).await["errcode"], 61023);
    isv(&sandbox).change_refresh_tokens(None);
    let third = text(&renewed(&sandbox, "wxmerchant", &second).await, "/authorizer_refresh_token");
    assert_eq!(third, second);
}
