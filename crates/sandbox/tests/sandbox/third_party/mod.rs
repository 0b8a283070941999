//! Third-party platforms: from the verify ticket to a call for an account, and how authorizations end.

mod accounts;
mod authorization;
mod component;
mod ends;
mod faults;

use serde_json::{Value, json};
use weixin_sandbox::{Sandbox, ThirdParty};

use crate::support::client::post;

/// A sandbox with two platforms, one ordinary app and a clock frozen at the beginning of 2026.
async fn sandbox() -> Sandbox {
    let builder = Sandbox::builder().app("wxmerchant", "s3cret").frozen_clock();
    builder
        .third_party("wxisv", "isv s3cret")
        .third_party("wxisv2", "s3cret")
        .start()
        .await
        .unwrap()
}

/// The platform of most of these tests.
fn isv(sandbox: &Sandbox) -> ThirdParty<'_> {
    sandbox.third_party("wxisv").unwrap()
}

/// Returns the response to a call. Its status is 200 even if it is an error.
async fn call(sandbox: &Sandbox, path: &str, token: &str, body: Value) -> Value {
    let answer = post(sandbox, &format!("{path}?access_token={token}"), &body.to_string()).await;
    assert_eq!(answer.status, 200);
    answer.json().1
}

/// Makes a call of the platform itself, `component_appid` included.
async fn component(sandbox: &Sandbox, name: &str, token: &str, mut body: Value) -> Value {
    body["component_appid"] = json!("wxisv");
    call(sandbox, &format!("/cgi-bin/component/{name}"), token, body).await
}

fn text(reply: &Value, pointer: &str) -> String {
    let text = reply.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("{pointer} in {reply}")).to_owned()
}

/// Issues a new token of the platform.
fn component_token(sandbox: &Sandbox) -> String {
    sandbox.issue_token_for("component_access_token", "wxisv").unwrap()
}

/// Has an account grant these permission sets. Returns its access token and refresh token.
async fn granted(sandbox: &Sandbox, account: &str, sets: &[u32]) -> (String, String) {
    let code = isv(sandbox).authorized_by(account, sets.iter().copied());
    let body = json!({"authorization_code": code});
    let reply = component(sandbox, "api_query_auth", &component_token(sandbox), body).await;
    let token = text(&reply, "/authorization_info/authorizer_access_token");
    (token, text(&reply, "/authorization_info/authorizer_refresh_token"))
}

/// Renews an account's token and returns the response.
async fn renewed(sandbox: &Sandbox, account: &str, refresh_token: &str) -> Value {
    let body = json!({"authorizer_appid": account, "authorizer_refresh_token": refresh_token});
    component(sandbox, "api_authorizer_token", &component_token(sandbox), body).await
}

/// Returns the code of a call for an account.
async fn code(sandbox: &Sandbox, token: &str) -> i64 {
    let reply = call(sandbox, "/card/invoice/seturl", token, json!({})).await;
    reply["errcode"].as_i64().unwrap()
}
