//! Wrong clocks, and wrong lifetimes of tokens.

use serde_json::Value;
use weixin_sandbox::{ExpiresIn, Fault, Sandbox};

use crate::faults::{ID, counts};
use crate::support::client::post;
use crate::{sandbox, with_token};

const BODY: &str = r#"{"grant_type":"client_credential","appid":"wx1","secret":"s3cret"}"#;

/// Returns the text after the token in a token call's response.
async fn behind_the_token(sandbox: &Sandbox) -> String {
    let body = post(sandbox, "/cgi-bin/stable_token", BODY).await.body;
    body.split_once(r#"{"access_token":""#).unwrap().1[128..].to_owned()
}

#[tokio::test(start_paused = true)]
async fn expires_in_may_be_anything() {
    let sandbox = sandbox().await;
    for (change, expected) in [
        (ExpiresIn::Times(2.0), r#"","expires_in":14400}"#),
        (ExpiresIn::Times(0.001), r#"","expires_in":7}"#),
        (ExpiresIn::Times(1e300), r#"","expires_in":9223372036854775807}"#),
        (ExpiresIn::Plus(60), r#"","expires_in":7260}"#),
        (ExpiresIn::Plus(-7201), r#"","expires_in":-1}"#),
        (ExpiresIn::Is("0"), r#"","expires_in":0}"#),
        (ExpiresIn::Is("-1"), r#"","expires_in":-1}"#),
        (ExpiresIn::Is("9223372036854775808"), r#"","expires_in":9223372036854775808}"#),
        (ExpiresIn::Is("\"7200\""), r#"","expires_in":"7200"}"#),
        (ExpiresIn::Is("null"), r#"","expires_in":null}"#),
        (ExpiresIn::Missing, r#""}"#),
    ] {
        let id = "get_stable_access_token";
        sandbox.fault(id, Fault::ExpiresIn(change.clone())).once().unwrap();
        assert_eq!(behind_the_token(&sandbox).await, expected, "{change:?}");
    }
    assert_eq!(behind_the_token(&sandbox).await, r#"","expires_in":7200}"#);
    assert_eq!(sandbox.ledger().executed_count("get_stable_access_token"), 12);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_expires_in_does_not_change_other_responses() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::ExpiresIn(ExpiresIn::Missing)).once().unwrap();
    let target = with_token(&sandbox, "/card/invoice/seturl");
    assert_eq!(post(&sandbox, &target, "{}").await.body, crate::faults::RIGHT);
}

#[tokio::test(start_paused = true)]
async fn the_date_may_differ_from_the_sandboxs_clock() {
    let sandbox = sandbox().await;
    for (seconds, date) in [
        (0, "Thu, 01 Jan 2026 00:00:00 GMT"),
        (3600, "Thu, 01 Jan 2026 01:00:00 GMT"),
        (-86400, "Wed, 31 Dec 2025 00:00:00 GMT"),
        (i64::MIN, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (i64::MAX, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] {
        sandbox.fault(ID, Fault::DateSkew(seconds)).once().unwrap();
        let target = with_token(&sandbox, "/card/invoice/seturl");
        let answer = post(&sandbox, &target, "{}").await;
        assert!(answer.head.contains(&format!("\r\ndate: {date}\r\n")), "{}", answer.head);
        assert_eq!(answer.head.matches("date: ").count(), 1);
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(body["errcode"], 0);
    }
    assert_eq!(counts(&sandbox), (5, 5));
}
