//! What a platform reads about the accounts that have authorized it, and what the ledger shows of it.

use std::time::Duration;

use serde_json::json;

use super::{call, component, component_token, granted, isv, sandbox};

#[tokio::test]
async fn the_details_of_an_account() {
    let sandbox = sandbox().await;
    granted(&sandbox, "wxmerchant", &[8, 26]).await;
    let (token, body) = (component_token(&sandbox), json!({"authorizer_appid": "wxmerchant"}));
    let reply = component(&sandbox, "api_get_authorizer_info", &token, body).await;
    assert_eq!(reply["authorizer_info"]["nick_name"], "wxmerchant");
    assert_eq!(
        reply["authorization_info"],
        json!({
            "authorizer_appid": "wxmerchant",
            "func_info": [{"funcscope_category": {"id": 8}}, {"funcscope_category": {"id": 26}}],
        })
    );
}

#[tokio::test]
async fn the_list_of_accounts_in_parts() {
    let sandbox = sandbox().await;
    let mut refresh_tokens = Vec::new();
    for account in ["wxa", "wxb", "wxc", "wxd"] {
        refresh_tokens.push(granted(&sandbox, account, &[8]).await.1);
        sandbox.advance(Duration::from_secs(1));
    }
    isv(&sandbox).withdrawn_by("wxa");
    let (token, body) = (component_token(&sandbox), json!({"offset": 1, "count": 5}));
    let reply = component(&sandbox, "api_get_authorizer_list", &token, body).await;
    // The list has the refresh tokens, so that a lost one can be restored.
    assert_eq!(
        reply,
        json!({
            "total_count": 3,
            "list": [
                {"authorizer_appid": "wxc", "refresh_token": refresh_tokens[2], "auth_time": 1_767_225_602},
                {"authorizer_appid": "wxd", "refresh_token": refresh_tokens[3], "auth_time": 1_767_225_603},
            ],
        })
    );
    let body = json!({"offset": 0, "count": 0});
    let reply = component(&sandbox, "api_get_authorizer_list", &token, body).await;
    assert_eq!(reply, json!({"total_count": 3, "list": []}));
}

#[tokio::test]
async fn no_more_than_five_hundred_accounts_are_listed_at_once() {
    let sandbox = sandbox().await;
    let token = component_token(&sandbox);
    for (count, code) in [(500, None), (501, Some(40170))] {
        let body = json!({"offset": 0, "count": count});
        let reply = component(&sandbox, "api_get_authorizer_list", &token, body).await;
        assert_eq!(reply["errcode"].as_i64(), code, "{count}");
    }
}

#[tokio::test]
async fn an_option_is_what_the_account_has_set() {
    let sandbox = sandbox().await;
    let (token, _) = granted(&sandbox, "wxmerchant", &[8]).await;
    isv(&sandbox).set_option("wxmerchant", "location_report", "2");
    let path = "/cgi-bin/component/get_authorizer_option";
    for (name, value) in [("location_report", "2"), ("voice_recognize", "0")] {
        let reply = call(&sandbox, path, &token, json!({"option_name": name})).await;
        assert_eq!(reply, json!({"option_name": name, "option_value": value}));
    }
    let set = json!({"option_name": "voice_recognize", "option_value": "1"});
    let reply = call(&sandbox, "/cgi-bin/component/set_authorizer_option", &token, set).await;
    assert_eq!(reply["errcode"], 0);
    let asked = json!({"option_name": "voice_recognize"});
    assert_eq!(call(&sandbox, path, &token, asked).await["option_value"], "1");
}

#[tokio::test]
async fn the_ledger_shows_labels_instead_of_secrets() {
    let sandbox = sandbox().await;
    let ticket = isv(&sandbox).push_ticket();
    let body = json!({
        "component_appid": "wxisv",
        "component_appsecret": "isv s3cret",
        "component_verify_ticket": ticket,
    });
    let path = "/cgi-bin/component/api_component_token";
    call(&sandbox, path, "", body).await;
    let (token, refresh_token) = granted(&sandbox, "wxmerchant", &[8]).await;
    let shown = format!("{:?}", sandbox.ledger());
    for secret in [&ticket, &token, &refresh_token, "isv s3cret"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let entries = sandbox.ledger().entries();
    assert_eq!(
        entries[0].body_shown(),
        r#"{"component_appid":"wxisv","component_appsecret":"[secret]","component_verify_ticket":"[verify_ticket-1]"}"#
    );
    assert_eq!(
        entries[1].body_shown(),
        r#"{"authorization_code":"[authorization_code-1]","component_appid":"wxisv"}"#
    );
    assert_eq!(entries[1].token(), Some("component_access_token-1"));
}
