//! How tokens are issued, returned again, and ended.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::Sandbox;

use crate::support::client::{get, post};
use crate::{builder, sandbox};

const MINUTE: Duration = Duration::from_secs(60);

const CLASSIC: &str = "/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s3cret";

async fn stable_body(sandbox: &Sandbox, body: &Value) -> Value {
    let answer = post(sandbox, "/cgi-bin/stable_token", &body.to_string()).await;
    assert_eq!(answer.status, 200);
    answer.json().1
}

async fn stable(sandbox: &Sandbox) -> (String, u64) {
    fetched(&stable_body(sandbox, &request()).await)
}

async fn forced(sandbox: &Sandbox) -> Value {
    let mut request = request();
    request["force_refresh"] = json!(true);
    stable_body(sandbox, &request).await
}

async fn classic(sandbox: &Sandbox) -> (String, u64) {
    fetched(&get(sandbox, CLASSIC).await.json().1)
}

fn request() -> Value {
    json!({"grant_type": "client_credential", "appid": "wx1", "secret": "s3cret"})
}

/// Returns token and `expires_in` of a response that has nothing else.
fn fetched(reply: &Value) -> (String, u64) {
    assert_eq!(reply.as_object().unwrap().len(), 2, "{reply}");
    let token = reply["access_token"].as_str().unwrap();
    assert_eq!(token.len(), 128);
    (token.to_owned(), reply["expires_in"].as_u64().unwrap())
}

/// Returns the code of a call with a token.
async fn try_token(sandbox: &Sandbox, token: &str) -> i64 {
    let target = format!("/card/invoice/seturl?access_token={token}");
    let answer = post(sandbox, &target, "{}").await;
    answer.json().1["errcode"].as_i64().unwrap()
}

#[tokio::test]
async fn a_stable_token_is_the_same_until_its_last_five_minutes() {
    let sandbox = sandbox().await;
    let (first, life) = stable(&sandbox).await;
    assert_eq!(life, 7200);
    sandbox.advance(114 * MINUTE);
    assert_eq!(stable(&sandbox).await, (first.clone(), 360));
    sandbox.advance(MINUTE);
    let (second, life) = stable(&sandbox).await;
    assert_ne!(second, first);
    assert_eq!(life, 7200);
    assert_eq!(stable(&sandbox).await, (second, 7200));
}

#[tokio::test]
async fn two_stable_tokens_are_valid_during_the_last_five_minutes() {
    let sandbox = sandbox().await;
    let (first, _) = stable(&sandbox).await;
    sandbox.advance(115 * MINUTE);
    let (second, _) = stable(&sandbox).await;
    assert_eq!(try_token(&sandbox, &first).await, 0);
    assert_eq!(try_token(&sandbox, &second).await, 0);
    sandbox.advance(5 * MINUTE);
    assert_eq!(try_token(&sandbox, &first).await, 42001);
    assert_eq!(try_token(&sandbox, &second).await, 0);
}

#[tokio::test]
async fn a_forced_refresh_ends_the_stable_token() {
    let sandbox = sandbox().await;
    let (first, _) = stable(&sandbox).await;
    let (second, life) = fetched(&forced(&sandbox).await);
    assert_eq!(life, 7200);
    assert_eq!(try_token(&sandbox, &first).await, 40001);
    assert_eq!(try_token(&sandbox, &second).await, 0);
    assert_eq!(stable(&sandbox).await, (second, 7200));
}

#[tokio::test]
async fn forced_refreshes_are_half_a_minute_apart() {
    let sandbox = sandbox().await;
    forced(&sandbox).await;
    sandbox.advance(Duration::from_secs(29));
    // The model of these tests has no text for 45011.
    assert_eq!(
        forced(&sandbox).await,
        json!({"errcode": 45011, "errmsg": "refused rid: 5a4db0c5-00000000-00000002"})
    );
    sandbox.advance(Duration::from_secs(1));
    fetched(&forced(&sandbox).await);
}

#[tokio::test]
async fn forced_refreshes_are_twenty_a_day() {
    let sandbox = sandbox().await;
    for _ in 0..20 {
        fetched(&forced(&sandbox).await);
        sandbox.advance(MINUTE);
    }
    assert_eq!(
        forced(&sandbox).await,
        json!({
            "errcode": 45009,
            "errmsg": "reach max api daily quota limit rid: 5a4db0c5-00000000-00000015",
        })
    );
    sandbox.advance(24 * 60 * MINUTE);
    fetched(&forced(&sandbox).await);
}

#[tokio::test]
async fn each_classic_call_issues_a_token_and_ends_the_previous_after_five_minutes() {
    let sandbox = sandbox().await;
    let (first, life) = classic(&sandbox).await;
    assert_eq!(life, 7200);
    let (second, life) = classic(&sandbox).await;
    assert_ne!(second, first);
    assert_eq!(life, 7200);
    sandbox.advance(5 * MINUTE - Duration::from_secs(1));
    assert_eq!(try_token(&sandbox, &first).await, 0);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(try_token(&sandbox, &first).await, 40001);
    assert_eq!(try_token(&sandbox, &second).await, 0);
}

#[tokio::test]
async fn stable_and_classic_tokens_are_independent() {
    let sandbox = sandbox().await;
    let (kept, _) = stable(&sandbox).await;
    let (classic_one, _) = classic(&sandbox).await;
    classic(&sandbox).await;
    sandbox.advance(10 * MINUTE);
    assert_eq!(try_token(&sandbox, &classic_one).await, 40001);
    assert_eq!(try_token(&sandbox, &kept).await, 0);
    let (classic_three, _) = classic(&sandbox).await;
    fetched(&forced(&sandbox).await);
    assert_eq!(try_token(&sandbox, &classic_three).await, 0);
}

#[tokio::test]
async fn apps_have_tokens_of_their_own() {
    let sandbox = builder().app("wx2", "other").start().await.unwrap();
    let (ours, _) = stable(&sandbox).await;
    let request = json!({"grant_type": "client_credential", "appid": "wx2", "secret": "other"});
    let (theirs, _) = fetched(&stable_body(&sandbox, &request).await);
    assert_ne!(ours, theirs);
    assert_eq!(stable(&sandbox).await, (ours, 7200));
}

#[tokio::test]
async fn tokens_have_the_configured_lifetime() {
    let builder = builder().token_ttl(Duration::from_secs(345));
    let sandbox = builder.start().await.unwrap();
    let (token, life) = stable(&sandbox).await;
    assert_eq!(life, 345);
    sandbox.advance(Duration::from_secs(40));
    assert_eq!(stable(&sandbox).await, (token, 305));
}

#[tokio::test]
async fn a_zero_lifetime_and_an_infinite_one_are_accepted() {
    let none = builder().token_ttl(Duration::ZERO).start().await.unwrap();
    let (token, life) = stable(&none).await;
    assert_eq!(life, 0);
    assert_eq!(try_token(&none, &token).await, 42001);
    let forever = builder().token_ttl(Duration::MAX).start().await.unwrap();
    forever.advance(Duration::MAX);
    assert_eq!(stable(&forever).await.1, 0);
}

#[tokio::test(start_paused = true)]
async fn a_running_clock_is_tokios() {
    let builder = weixin_sandbox::Sandbox::builder();
    let builder = builder.model(crate::support::model::model());
    let sandbox = builder.app("wx1", "s3cret").start().await.unwrap();
    let (token, life) = stable(&sandbox).await;
    assert_eq!(life, 7200);
    tokio::time::advance(10 * MINUTE).await;
    assert_eq!(stable(&sandbox).await, (token, 6600));
}

async fn refused_stable(change: impl FnOnce(&mut Value)) -> Value {
    let sandbox = sandbox().await;
    let mut request = request();
    change(&mut request);
    stable_body(&sandbox, &request).await
}

async fn refused_classic(query: &str) -> Value {
    let sandbox = sandbox().await;
    let answer = get(&sandbox, &format!("/cgi-bin/token?{query}")).await;
    assert_eq!(answer.status, 200);
    answer.json().1
}

fn refusal(code: i64, text: &str) -> Value {
    let message = format!("{text} rid: 5a4db0c5-00000000-00000001");
    json!({"errcode": code, "errmsg": message})
}

fn without(field: &str) -> impl FnOnce(&mut Value) {
    move |request| {
        request.as_object_mut().unwrap().remove(field);
    }
}

#[tokio::test]
async fn stable_refuses_a_grant_type_that_is_wrong_or_missing() {
    let refusal = refusal(40002, "invalid grant_type");
    let wrong = refused_stable(|request| request["grant_type"] = json!("password")).await;
    assert_eq!(wrong, refusal);
    assert_eq!(refused_stable(without("grant_type")).await, refusal);
}

#[tokio::test]
async fn stable_refuses_an_app_id_that_is_missing_empty_or_unknown() {
    let missing = refusal(41002, "appid missing");
    assert_eq!(refused_stable(without("appid")).await, missing);
    let empty = refused_stable(|request| request["appid"] = json!("")).await;
    assert_eq!(empty, missing);
    let unknown = refused_stable(|request| request["appid"] = json!("wx9")).await;
    assert_eq!(unknown, refusal(40013, "invalid appid"));
}

#[tokio::test]
async fn stable_refuses_a_secret_that_is_missing_empty_or_wrong() {
    let missing = refusal(41004, "appsecret missing");
    assert_eq!(refused_stable(without("secret")).await, missing);
    let empty = refused_stable(|request| request["secret"] = json!("")).await;
    assert_eq!(empty, missing);
    let wrong = refused_stable(|request| request["secret"] = json!("x")).await;
    assert_eq!(wrong, refusal(40125, "invalid appsecret"));
}

#[tokio::test]
async fn stable_refuses_a_flag_that_is_no_boolean() {
    assert_eq!(
        refused_stable(|request| request["force_refresh"] = json!("true")).await,
        refusal(47001, "data format error, body: `force_refresh`: expected a boolean, found text")
    );
}

#[tokio::test]
async fn classic_refuses_a_grant_type_that_is_wrong_or_missing() {
    let refusal = refusal(40002, "invalid grant_type");
    let wrong = "grant_type=password&appid=wx1&secret=s3cret";
    assert_eq!(refused_classic(wrong).await, refusal);
    assert_eq!(refused_classic("appid=wx1&secret=s3cret").await, refusal);
}

#[tokio::test]
async fn classic_refuses_an_app_id_that_is_missing_empty_or_unknown() {
    let missing = refusal(41002, "appid missing");
    let query = "grant_type=client_credential&secret=s3cret";
    assert_eq!(refused_classic(query).await, missing);
    assert_eq!(refused_classic(&format!("{query}&appid=")).await, missing);
    let unknown = refused_classic(&format!("{query}&appid=wx9")).await;
    assert_eq!(unknown, refusal(40013, "invalid appid"));
}

#[tokio::test]
async fn classic_refuses_a_secret_that_is_missing_empty_or_wrong() {
    let missing = refusal(41004, "appsecret missing");
    let query = "grant_type=client_credential&appid=wx1";
    assert_eq!(refused_classic(query).await, missing);
    assert_eq!(refused_classic(&format!("{query}&secret=")).await, missing);
    let wrong = refused_classic(&format!("{query}&secret=x")).await;
    let text = "invalid credential, access_token is invalid or not latest";
    assert_eq!(wrong, refusal(40001, text));
}
