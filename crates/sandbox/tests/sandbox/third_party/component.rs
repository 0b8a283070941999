//! The verify ticket, and the token that a platform fetches with it.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::{Error, Sandbox};

use super::{isv, sandbox, text};
use crate::support::client::post;

const HALF_A_DAY: Duration = Duration::from_secs(12 * 60 * 60);

async fn fetch(sandbox: &Sandbox, body: Value) -> Value {
    post(sandbox, "/cgi-bin/component/api_component_token", &body.to_string()).await.json().1
}

fn credentials(ticket: &str) -> Value {
    json!({
        "component_appid": "wxisv",
        "component_appsecret": "isv s3cret",
        "component_verify_ticket": ticket,
    })
}

#[tokio::test]
async fn a_pushed_ticket_gets_tokens_that_are_valid_for_two_hours() {
    let sandbox = sandbox().await;
    let ticket = isv(&sandbox).push_ticket();
    let first = fetch(&sandbox, credentials(&ticket)).await;
    assert_eq!(first["expires_in"], 7200);
    assert_eq!(first.as_object().unwrap().len(), 2, "no envelope: {first}");
    let token = text(&first, "/component_access_token");
    let body = json!({"component_appid": "wxisv"}).to_string();
    let target = format!("/cgi-bin/component/api_create_preauthcode?access_token={token}");
    assert!(post(&sandbox, &target, &body).await.json().1["pre_auth_code"].is_string());
    // It remains valid until it expires although another one is issued.
    sandbox.advance(Duration::from_secs(7199));
    let second = fetch(&sandbox, credentials(&ticket)).await;
    assert_ne!(text(&second, "/component_access_token"), token);
    assert!(post(&sandbox, &target, &body).await.json().1["pre_auth_code"].is_string());
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(post(&sandbox, &target, &body).await.json().1["errcode"], 42001);
}

#[tokio::test]
async fn a_ticket_is_valid_for_twelve_hours_even_if_others_are_pushed() {
    let sandbox = sandbox().await;
    assert_eq!(fetch(&sandbox, credentials("made up")).await["errcode"], 61006);
    let first = isv(&sandbox).push_ticket();
    sandbox.advance(Duration::from_secs(600));
    let second = isv(&sandbox).push_ticket();
    assert_ne!(first, second);
    sandbox.advance(HALF_A_DAY - Duration::from_secs(601));
    for ticket in [&first, &second] {
        assert_eq!(fetch(&sandbox, credentials(ticket)).await["expires_in"], 7200);
    }
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(fetch(&sandbox, credentials(&first)).await["errcode"], 61005);
    assert_eq!(fetch(&sandbox, credentials(&second)).await["expires_in"], 7200);
}

#[tokio::test]
async fn a_ticket_is_only_valid_for_its_platform_and_may_have_any_text() {
    let sandbox = sandbox().await;
    sandbox.third_party("wxisv2").unwrap().push_ticket_of("ticket@@@1");
    assert_eq!(fetch(&sandbox, credentials("ticket@@@1")).await["errcode"], 61006);
    isv(&sandbox).push_ticket_of("ticket@@@1");
    assert_eq!(fetch(&sandbox, credentials("ticket@@@1")).await["expires_in"], 7200);
}

#[tokio::test]
async fn wrong_credentials_get_no_token() {
    let sandbox = sandbox().await;
    let ticket = isv(&sandbox).push_ticket();
    for (field, value, code) in [
        ("component_appid", None, 41018),
        ("component_appid", Some(""), 41018),
        ("component_appid", Some("wxunknown"), 40013),
        ("component_appid", Some("wxmerchant"), 61011),
        ("component_appsecret", None, 41004),
        ("component_appsecret", Some(""), 41004),
        ("component_appsecret", Some("s3cret"), 40125),
        ("component_verify_ticket", None, 47001),
        ("component_verify_ticket", Some(""), 61006),
    ] {
        let mut body = credentials(&ticket);
        match value {
            Some(value) => body[field] = json!(value),
            None => drop(body.as_object_mut().unwrap().remove(field)),
        }
        assert_eq!(fetch(&sandbox, body).await["errcode"], code, "{field}: {value:?}");
    }
    assert_eq!(sandbox.ledger().executed_count("get_component_access_token"), 0);
}

#[tokio::test]
async fn pushes_are_started_by_the_platform_itself() {
    let sandbox = sandbox().await;
    let start = async |body: Value| {
        let path = "/cgi-bin/component/api_start_push_ticket";
        post(&sandbox, path, &body.to_string()).await.json().1["errcode"].as_i64().unwrap()
    };
    let good = json!({"component_appid": "wxisv", "component_secret": "isv s3cret"});
    assert_eq!(start(good).await, 0);
    let wrong = json!({"component_appid": "wxisv", "component_secret": "s3cret"});
    assert_eq!(start(wrong).await, 40125);
    assert_eq!(start(json!({"component_appid": "wxisv"})).await, 41004);
}

#[tokio::test]
async fn a_platform_has_no_token_of_an_account() {
    let sandbox = sandbox().await;
    let body = json!({
        "grant_type": "client_credential", "appid": "wxisv", "secret": "isv s3cret",
    });
    let reply = post(&sandbox, "/cgi-bin/stable_token", &body.to_string()).await.json().1;
    assert_eq!(reply["errcode"], 61024);
}

#[tokio::test]
async fn only_a_platform_of_the_builder_can_be_controlled() {
    let sandbox = sandbox().await;
    for app in ["wxmerchant", "wxunknown"] {
        let error = sandbox.third_party(app).unwrap_err();
        assert!(matches!(error, Error::UnknownApp(id) if id == app));
    }
    assert_eq!(format!("{:?}", isv(&sandbox)), r#"ThirdParty { appid: "wxisv", .. }"#);
}
