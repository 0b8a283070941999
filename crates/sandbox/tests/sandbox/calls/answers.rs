//! The responses to calls that fit the specification.

use serde_json::json;

use crate::support::client::{get, post};
use crate::{sandbox, with_token};

#[tokio::test]
async fn the_response_is_the_example_byte_for_byte() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.body,
        r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/x?s_pappid=d3xx"}"#
    );
    let content_type = "content-type: application/json; encoding=utf-8";
    assert!(answer.head.contains(content_type), "{}", answer.head);
}

#[tokio::test]
async fn the_example_with_the_same_body_wins() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/order/place");
    let second = r#"{"card_ext":{"info":[{"name":"牙膏"}],"fee":2},"order_id":"2"}"#;
    assert_eq!(
        post(&sandbox, &target, second).await.json(),
        (200, json!({"errcode": 0, "errmsg": "ok", "code": "second"}))
    );
}

#[tokio::test]
async fn a_body_without_an_example_gets_the_first_example() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/order/place");
    let other = r#"{"order_id":"77","card_ext":{"fee":77}}"#;
    assert_eq!(
        post(&sandbox, &target, other).await.json(),
        (200, json!({"errcode": 0, "errmsg": "ok", "code": "first"}))
    );
}

#[tokio::test]
async fn the_request_of_an_error_example_gets_the_error() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/order/place");
    let repeated = r#"{"order_id":"3","card_ext":{"fee":3}}"#;
    assert_eq!(
        post(&sandbox, &target, repeated).await.json(),
        (200, json!({"errcode": 72018, "errmsg": "order_id repeated"}))
    );
    assert_eq!(sandbox.ledger().executed_count("place_order"), 0);
}

#[tokio::test]
async fn the_example_with_the_same_query_wins() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/cgi-bin/stamp/get");
    let jsapi = get(&sandbox, &format!("{target}&type=jsapi&count=2")).await;
    let ticket = json!({"errcode": 0, "errmsg": "ok", "ticket": "js", "expires_in": 7200});
    assert_eq!(jsapi.json(), (200, ticket));
    let other = get(&sandbox, &format!("{target}&type=a%20new+one")).await;
    let ticket = json!({"errcode": 0, "errmsg": "ok", "ticket": "bxLd", "expires_in": 7200});
    assert_eq!(other.json(), (200, ticket));
}

#[tokio::test]
async fn endpoints_that_share_a_path_differ_by_their_fixed_query() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/setbizattr");
    let read = post(&sandbox, &format!("{target}&action=get_pay_mch"), "{}").await;
    assert_eq!(read.json(), (200, json!({"errcode": 0, "errmsg": "ok", "mchid": "1234"})));
}

#[tokio::test]
async fn an_endpoint_without_examples_returns_the_envelope() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/setbizattr");
    let target = format!("{target}&action=set_pay_mch");
    let written = post(&sandbox, &target, r#"{"mchid":"1"}"#).await;
    assert_eq!(written.json(), (200, json!({"errcode": 0, "errmsg": "ok"})));
}

#[tokio::test]
async fn fields_that_the_specification_lacks_are_ignored() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = post(&sandbox, &format!("{target}&new=1"), r#"{"new":[1]}"#).await;
    assert_eq!(answer.status, 200);
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 1);
}

#[tokio::test]
async fn a_call_may_take_a_token_of_several_kinds() {
    let sandbox = sandbox().await;
    let token = sandbox.issue_token("authorizer_access_token").unwrap();
    let target = format!("/card/invoice/seturl?access_token={token}");
    post(&sandbox, &target, "{}").await;
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 1);
}
