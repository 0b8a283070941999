//! Methods by which a test controls the sandbox.

use std::time::Duration;

use serde_json::json;
use weixin_sandbox::{Error, Reply, Verdict};

use crate::support::client::{get, post};
use crate::{sandbox, with_token};

const STABLE: &str = r#"{"grant_type":"client_credential","appid":"wx1","secret":"s3cret"}"#;

#[tokio::test]
async fn a_scripted_response_is_sent_unchanged_for_any_call() {
    let sandbox = sandbox().await;
    let page = Reply::new(502, "<html>Bad Gateway</html>").header("content-type", "text/html");
    sandbox.answer_once("set_invoice_url", page).unwrap();
    let answer = post(&sandbox, "/card/invoice/seturl", "").await;
    assert_eq!(answer.status, 502);
    assert_eq!(answer.body, "<html>Bad Gateway</html>");
    assert!(answer.head.contains("\r\ncontent-type: text/html\r\n"));
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.verdict(), Verdict::Scripted);
    assert_eq!(entry.endpoint(), Some("set_invoice_url"));
}

#[tokio::test]
async fn scripted_responses_are_sent_in_turn_before_the_one_for_all_calls() {
    let sandbox = sandbox().await;
    let id = "set_invoice_url";
    sandbox.answer_always(id, Reply::json("always")).unwrap();
    sandbox.answer_once(id, Reply::json("first")).unwrap();
    sandbox.answer_once(id, Reply::json("second")).unwrap();
    let target = with_token(&sandbox, "/card/invoice/seturl");
    for expected in ["first", "second", "always", "always"] {
        assert_eq!(post(&sandbox, &target, "{}").await.body, expected);
    }
    sandbox.answer_normally(id).unwrap();
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(answer.json().1["errmsg"], "ok");
}

#[tokio::test]
async fn a_scripted_response_may_be_two_mebibytes() {
    let sandbox = sandbox().await;
    let large = Reply::json(vec![b' '; 2 << 20]).header("content-length", "7");
    sandbox.answer_once("set_invoice_url", large).unwrap();
    let answer = post(&sandbox, "/card/invoice/seturl", "{}").await;
    assert_eq!(answer.body.len(), 2 << 20);
    assert!(answer.head.contains("\r\ncontent-length: 2097152"));
}

#[tokio::test]
async fn a_scripted_response_that_http_does_not_allow_is_a_500_with_an_explanation() {
    let sandbox = sandbox().await;
    let impossible = [
        Reply::new(100, ""),
        Reply::new(42, ""),
        Reply::new(200, "").header("no spaces", "x"),
        Reply::new(200, "").header("x", "a\r\nb"),
    ];
    for reply in impossible {
        sandbox.answer_once("set_invoice_url", reply).unwrap();
        let answer = post(&sandbox, "/card/invoice/seturl", "{}").await;
        assert_eq!(answer.status, 500);
        let message = "the scripted answer has a status or a header that HTTP does not allow";
        assert_eq!(answer.body, message);
    }
}

#[tokio::test]
async fn a_scripted_response_for_an_unknown_endpoint_is_an_error() {
    let sandbox = sandbox().await;
    for result in [
        sandbox.answer_once("setinvoiceurl", Reply::json("{}")),
        sandbox.answer_always("setinvoiceurl", Reply::json("{}")),
        sandbox.answer_normally("setinvoiceurl"),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(&error, Error::UnknownEndpoint(id) if id == "setinvoiceurl"));
        assert_eq!(error.to_string(), "the model has no endpoint `setinvoiceurl`");
    }
}

#[tokio::test]
async fn a_token_of_an_unknown_kind_is_an_error() {
    let sandbox = sandbox().await;
    let error = sandbox.issue_token("acess_token").unwrap_err();
    assert_eq!(error.to_string(), "the model has no kind of token `acess_token`");
}

#[tokio::test]
async fn expired_tokens_are_refused_and_replaced() {
    let sandbox = sandbox().await;
    let fetch = async || post(&sandbox, "/cgi-bin/stable_token", STABLE).await.json().1;
    let first = fetch().await;
    sandbox.expire_tokens();
    let token = first["access_token"].as_str().unwrap();
    let target = format!("/card/invoice/seturl?access_token={token}");
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(answer.json().1["errcode"], 42001);
    let second = fetch().await;
    assert_ne!(second["access_token"], first["access_token"]);
    assert_eq!(second["expires_in"], 7200);
}

#[tokio::test]
async fn a_revoked_token_is_refused_and_replaced() {
    let sandbox = sandbox().await;
    let fetch = async || post(&sandbox, "/cgi-bin/stable_token", STABLE).await.json().1;
    let first = fetch().await;
    let token = first["access_token"].as_str().unwrap();
    assert!(sandbox.revoke(token));
    assert!(!sandbox.revoke("never made"));
    let target = format!("/card/invoice/seturl?access_token={token}");
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(
        answer.json(),
        (
            200,
            json!({
                "errcode": 40001,
                "errmsg": "invalid credential, access_token is invalid or not latest \
                           rid: 5a4db0c5-00000000-00000002",
            })
        )
    );
    assert_ne!(fetch().await["access_token"], first["access_token"]);
}

#[tokio::test]
async fn an_issued_token_expires_like_a_fetched_one() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/cgi-bin/stamp/get") + "&type=jsapi";
    sandbox.advance(Duration::from_secs(7199));
    assert_eq!(get(&sandbox, &target).await.json().1["errcode"], 0);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(get(&sandbox, &target).await.json().1["errcode"], 42001);
}
