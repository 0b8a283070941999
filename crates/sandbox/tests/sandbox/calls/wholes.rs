//! Messages that are one value: files, and JSON with unknown fields.

use serde_json::json;

use crate::support::client::post;
use crate::{sandbox, with_token};

#[tokio::test]
async fn a_file_is_sent_as_its_bytes() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/download");
    let answer = post(&sandbox, &target, r#"{"day":"20260101"}"#).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "a,b\n1,2\n"));
    let content_type = "content-type: application/octet-stream";
    assert!(answer.head.contains(content_type), "{}", answer.head);
    assert!(sandbox.ledger().last().unwrap().is_executed());
}

#[tokio::test]
async fn a_refusal_instead_of_a_file_is_json() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/download");
    let documented = post(&sandbox, &target, r#"{"day":"never"}"#).await;
    assert_eq!(documented.json(), (200, json!({"errcode": 47003, "errmsg": "argument invalid!"})));
    let refused = post(&sandbox, &target, "{}").await;
    assert_eq!(refused.json().1["errcode"], 47001);
    assert_eq!(sandbox.ledger().executed_count("download"), 0);
}

#[tokio::test]
async fn json_of_unknown_fields_may_be_any_object() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/any/json");
    let documented = post(&sandbox, &target, r#"{"a":[1]}"#).await;
    assert_eq!(documented.json(), (200, json!({"errcode": 0, "b": {"c": 2}})));
    let other = post(&sandbox, &target, r#"{"x":null}"#).await;
    assert_eq!(other.json(), (200, json!({"errcode": 0, "errmsg": "ok"})));
    let list = post(&sandbox, &target, "[]").await;
    assert_eq!(
        list.json().1["errmsg"],
        "data format error, body: expected an object, found a list rid: 5a4db0c5-00000000-00000003"
    );
}
