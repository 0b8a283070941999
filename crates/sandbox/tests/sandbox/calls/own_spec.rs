//! Endpoints of an own spec, served beside those of the specification.

use serde_json::{Value, json};
use weixin_sandbox::{Error, Sandbox};
use weixin_spec::Model;

use crate::support::client::post;
use crate::support::model;
use crate::with_token;

/// An own spec with one endpoint, whose path is `call`, and one type, `Cup`.
fn own(call: &str, id: &str) -> String {
    let field = |name: &str, ty: Value| json!({"name": name, "type": ty, "presence": "required"});
    let endpoint = json!({
        "group": "tea", "id": id, "title": "", "vendor": {}, "evidence": "vendor", "legacy": false,
        "method": "POST", "path": call,
        "body": {"json": [field("cup", json!({"named": "Cup"}))]},
        "response": {"json": [field("degrees", json!("integer"))]},
        "access": {"tokens": ["access_token"], "accounts": "all", "third_party": "no",
                   "cloud_call": "no"},
        "idempotency": "none",
        "examples": [{"outcome": {"response": {"errcode": 0, "errmsg": "ok", "degrees": 80}}}],
    });
    let mut api: Value = serde_json::to_value(&model::model().api).unwrap();
    api["extends"] = json!("weixin");
    let cup = json!({"name": "Cup", "title": "", "shape": {"object": {"fields": [
        field("size", json!("integer")),
    ]}}});
    let errors = json!([{"code": 9990001, "name": "NoTea", "class": "any", "text": "no tea",
                         "meaning": "", "remedy": ""}]);
    let own = json!({"api": api, "errors": errors, "types": [cup], "endpoints": [endpoint]});
    serde_json::from_value::<Model>(own).unwrap().to_jsonl()
}

async fn with(own: &str) -> Sandbox {
    crate::builder().own_spec(own).start().await.unwrap()
}

#[tokio::test]
async fn an_own_endpoint_is_checked_and_answered_like_the_others() {
    let sandbox = with(&own("/tea/pour", "pour_tea")).await;
    let target = with_token(&sandbox, "/tea/pour");
    let reply = post(&sandbox, &target, r#"{"cup":{"size":2}}"#).await.json().1;
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok", "degrees": 80}));
    let reply = post(&sandbox, &target, r#"{"cup":{}}"#).await.json().1;
    assert_eq!(reply["errcode"], 47001);
    let reply = post(&sandbox, "/tea/pour", r#"{"cup":{"size":2}}"#).await.json().1;
    assert_eq!(reply["errcode"], 41001);
    assert_eq!(sandbox.ledger().executed_count("pour_tea"), 1);
}

#[tokio::test]
async fn the_specifications_own_are_served_as_before() {
    let sandbox = with(&own("/tea/pour", "pour_tea")).await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    assert_eq!(post(&sandbox, &target, "{}").await.json().1["errcode"], 0);
    assert_eq!(sandbox.model().error(9_990_001).unwrap().text.as_deref(), Some("no tea"));
    assert!(sandbox.model().error(40001).is_some());
}

#[tokio::test]
async fn an_own_endpoint_with_the_call_of_another_replaces_it() {
    let sandbox = with(&own("/card/invoice/seturl", "pour_tea")).await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let reply = post(&sandbox, &target, r#"{"cup":{"size":2}}"#).await.json().1;
    assert_eq!(reply["degrees"], 80);
}

#[tokio::test]
async fn an_own_endpoint_with_the_name_of_another_does_not_get_its_behaviour() {
    let sandbox = with(&own("/tea/pour", "set_invoice_url")).await;
    let target = with_token(&sandbox, "/tea/pour");
    let reply = post(&sandbox, &target, r#"{"cup":{"size":2}}"#).await.json().1;
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok", "degrees": 80}));
}

#[tokio::test]
async fn two_own_specs_may_have_different_types_with_the_same_name() {
    let (one, mut other) = (own("/tea/pour", "pour_tea"), own("/tea/heat", "heat_tea"));
    other = other.replace(r#""name":"size""#, r#""name":"handles""#);
    let sandbox = crate::builder().own_spec(&one).own_spec(&other).start().await.unwrap();
    let bodies =
        [("/tea/pour", r#"{"cup":{"size":2}}"#), ("/tea/heat", r#"{"cup":{"handles":2}}"#)];
    for (path, body) in bodies {
        let target = with_token(&sandbox, path);
        assert_eq!(post(&sandbox, &target, body).await.json().1["degrees"], 80, "{path}");
    }
}

#[tokio::test]
async fn a_text_that_is_not_a_model_is_an_error_at_the_start() {
    let result = Sandbox::builder().own_spec("extends: weixin").start().await;
    let error = result.map(|_| ()).unwrap_err();
    assert!(matches!(error, Error::OwnSpec(_)), "{error}");
}
