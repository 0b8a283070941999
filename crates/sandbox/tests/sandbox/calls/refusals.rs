//! The refusals of calls that don't fit the specification.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::client::{Answer, call, get, post};
use crate::{builder, sandbox, with_token};

/// The first request to a sandbox, refused.
fn refusal(code: i64, text: &str) -> (u16, Value) {
    let message = format!("{text} rid: 5a4db0c5-00000000-00000001");
    (200, json!({"errcode": code, "errmsg": message}))
}

fn data_format(detail: &str) -> (u16, Value) {
    refusal(47001, &format!("data format error, {detail}"))
}

async fn insert(body: &str) -> Answer {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/order/place");
    let answer = post(&sandbox, &target, body).await;
    assert_eq!(sandbox.ledger().executed_count("place_order"), 0);
    answer
}

async fn ticket(query: &str) -> Answer {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/cgi-bin/stamp/get");
    let answer = get(&sandbox, &format!("{target}{query}")).await;
    assert_eq!(sandbox.ledger().executed_count("get_stamp"), 0);
    answer
}

#[tokio::test]
async fn a_path_that_no_endpoint_has_is_not_found() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/platform/seturl");
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.body, "no endpoint has this path\n");
}

#[tokio::test]
async fn get_instead_of_post() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = get(&sandbox, &target).await;
    assert_eq!(answer.json(), refusal(43002, "require POST method"));
}

#[tokio::test]
async fn post_instead_of_get() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/cgi-bin/stamp/get");
    let answer = post(&sandbox, &format!("{target}&type=jsapi"), "{}").await;
    assert_eq!(answer.json(), refusal(43001, "require GET method"));
}

#[tokio::test]
async fn any_other_method() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = call(&sandbox, "DELETE", &target, "{}").await;
    assert_eq!(answer.json(), refusal(43002, "require POST method"));
}

#[tokio::test]
async fn no_token() {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, "/card/invoice/seturl", "{}").await;
    assert_eq!(answer.json(), refusal(41001, "access_token missing"));
}

#[tokio::test]
async fn an_empty_token() {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, "/card/invoice/seturl?access_token=", "{}").await;
    assert_eq!(answer.json(), refusal(41001, "access_token missing"));
}

#[tokio::test]
async fn a_token_that_was_never_issued() {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, "/card/invoice/seturl?access_token=x", "{}").await;
    assert_eq!(
        answer.json(),
        refusal(40001, "invalid credential, access_token is invalid or not latest")
    );
}

#[tokio::test]
async fn a_token_of_another_sandbox() {
    let (ours, theirs) = (sandbox().await, sandbox().await);
    let target = with_token(&theirs, "/card/invoice/seturl");
    let answer = post(&ours, &target, "{}").await;
    assert_eq!(answer.json().1["errcode"], 40001);
}

#[tokio::test]
async fn a_token_of_a_kind_that_the_call_does_not_take() {
    let sandbox = sandbox().await;
    let path = "/cgi-bin/component/api_create_preauthcode";
    let target = with_token(&sandbox, path);
    let answer = post(&sandbox, &target, r#"{"component_appid":"wx1"}"#).await;
    assert_eq!(
        answer.json(),
        refusal(40001, "invalid credential, access_token is invalid or not latest")
    );
}

#[tokio::test]
async fn an_expired_token() {
    let builder = builder().token_ttl(Duration::from_secs(60));
    let sandbox = builder.start().await.unwrap();
    let target = with_token(&sandbox, "/card/invoice/seturl");
    sandbox.advance(Duration::from_secs(60));
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!(answer.json(), refusal(42001, "access_token expired"));
}

#[tokio::test]
async fn an_empty_body() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = post(&sandbox, &target, "").await;
    assert_eq!(answer.json(), refusal(44002, "empty post data"));
}

#[tokio::test]
async fn a_body_that_is_not_json() {
    let not_json = data_format("body: it is not JSON in UTF-8");
    assert_eq!(insert("order_id=1").await.json(), not_json);
    assert_eq!(insert(r#"{"order_id":"1","#).await.json(), not_json);
    assert_eq!(insert(&"[".repeat(100_000)).await.json(), not_json);
}

#[tokio::test]
async fn a_body_that_is_not_an_object() {
    assert_eq!(insert("[]").await.json(), data_format("body: expected an object, found a list"));
}

#[tokio::test]
async fn a_body_that_lacks_a_required_field() {
    assert_eq!(
        insert(r#"{"order_id":"1"}"#).await.json(),
        data_format("body: required field `card_ext` is missing")
    );
}

#[tokio::test]
async fn a_body_with_a_field_of_another_type_deep_inside() {
    let body = r#"{"order_id":"1","card_ext":{"fee":1,"info":[{"name":"a"},{"name":7}]}}"#;
    assert_eq!(
        insert(body).await.json(),
        data_format("body: `card_ext.info[1].name`: expected text, found a whole number")
    );
}

#[tokio::test]
async fn a_query_that_lacks_a_required_parameter() {
    assert_eq!(ticket("").await.json(), data_format("query: required field `type` is missing"));
}

#[tokio::test]
async fn a_query_parameter_of_another_type() {
    assert_eq!(
        ticket("&type=jsapi&count=many").await.json(),
        data_format("query: `count`: expected a whole number, found text")
    );
}

#[tokio::test]
async fn a_fixed_query_value_that_differs() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/setbizattr");
    let answer = post(&sandbox, &format!("{target}&action=set_pay"), "{}").await;
    assert_eq!(answer.json(), data_format("query: `action` must be set_pay_mch"));
}

#[tokio::test]
async fn the_token_is_checked_before_the_body() {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, "/card/order/place?access_token=x", "").await;
    assert_eq!(answer.json().1["errcode"], 40001);
}

#[tokio::test]
async fn a_thousand_unknown_fields_hide_no_missing_one() {
    let unknown: Vec<_> = (0..1000).map(|number| format!("\"x{number}\":0")).collect();
    let many = insert(&format!("{{{}}}", unknown.join(","))).await;
    let none = insert("{}").await;
    assert_eq!(many.json(), none.json());
    assert_eq!(many.json().1["errcode"], 47001);
}
