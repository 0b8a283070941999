//! Fetching, sharing, renewing and discarding access tokens, on tokio's paused clock.

use std::time::Duration;

use tokio::{task::yield_now, time::advance};
use weixin::{
    Client, ClientBuilder, Error, Method, Secret, StaticToken, TokenSource,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    error::{Refusal, TokenError},
    token::TokenlessClient,
    transport::BoxFuture,
};
use weixin_test_support::client::{ScriptedTransport, Step, settled};

fn builder(transport: &ScriptedTransport) -> ClientBuilder<ServiceAccount> {
    Client::builder().app("wx", "app secret").transport(transport.clone())
}

fn client(transport: &ScriptedTransport) -> Client<ServiceAccount> {
    builder(transport).build().unwrap()
}

async fn call(client: &Client<ServiceAccount>) -> Result<String, Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|response| response.invoice_url)
}

/// The token `t1`, `t2` … for each fetch.
fn numbered(expires_in: &'static str) -> impl Fn(usize) -> String {
    move |number| format!(r#"{{"access_token":"t{number}"{expires_in}}}"#)
}

const TWO_HOURS: &str = r#","expires_in":7200"#;

/// Starts this number of calls, and runs each until it waits.
async fn started(
    client: &Client<ServiceAccount>,
    number: usize,
) -> Vec<tokio::task::JoinHandle<Result<String, Error>>> {
    let calls = (0..number)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    settled().await;
    calls
}

#[tokio::test(start_paused = true)]
async fn concurrent_callers_share_one_fetch() {
    let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS)).held();
    let client = client(&transport);
    let calls = started(&client, 1000).await;
    transport.release();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "u");
    }
    assert_eq!(transport.fetches(), 1);
    assert_eq!(transport.tokens_sent(), vec!["t1"; 1000]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn threads_share_one_fetch() {
    for _ in 0..100 {
        let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS));
        let client = client(&transport);
        for call in started(&client, 100).await {
            assert_eq!(call.await.unwrap().unwrap(), "u");
        }
        assert_eq!(transport.fetches(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn callers_that_wait_and_callers_during_the_pause_share_the_error_of_a_fetch() {
    let transport = ScriptedTransport::of_tokens(|number| match number {
        1 => r#"{"errcode":40013,"errmsg":"invalid appid"}"#.to_owned(),
        _ => r#"{"access_token":"t","expires_in":7200}"#.to_owned(),
    })
    .held();
    let client = client(&transport);
    let calls = started(&client, 1000).await;
    transport.release();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        let first_line = error.to_string().lines().next().unwrap().to_owned();
        assert_eq!(
            first_line,
            "no access token: get_stable_access_token: WeChat answered 40013 (InvalidAppId): invalid appid"
        );
        assert_eq!(error.code().unwrap().value(), 40013);
        assert!(!error.may_have_executed());
    }
    assert_eq!(call(&client).await.unwrap_err().code().unwrap().value(), 40013);
    assert_eq!(transport.fetches(), 1);
    advance(Duration::from_secs(1)).await;
    assert_eq!(call(&client).await.unwrap(), "u");
    assert_eq!(transport.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_is_dropped_does_not_cancel_the_fetch() {
    let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS)).held();
    let client = client(&transport);
    let mut calls = started(&client, 3).await;
    calls.remove(0).abort();
    yield_now().await;
    transport.release();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "u");
    }
    assert_eq!(transport.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_keeps_a_valid_token() {
    let transport = ScriptedTransport::new(|sent| match (sent.is_fetch(), sent.number) {
        (true, 1) => Step::json(r#"{"access_token":"t1","expires_in":7200}"#),
        (true, 2) => Step::NO_CONNECTION,
        (true, _) => Step::json(r#"{"access_token":"t3","expires_in":7200}"#),
        (false, _) => Step::OK,
    });
    let client = client(&transport);
    call(&client).await.unwrap();
    advance(Duration::from_secs(6900)).await;
    call(&client).await.unwrap();
    settled().await;
    call(&client).await.unwrap();
    settled().await;
    assert_eq!(transport.fetches(), 2, "the failed fetch is not repeated at once");
    advance(Duration::from_secs(1)).await;
    call(&client).await.unwrap();
    settled().await;
    call(&client).await.unwrap();
    assert_eq!(transport.tokens_sent(), ["t1", "t1", "t1", "t1", "t3"]);
}

/// Returns one of `tokens` for each fetch, and rejects calls with a token other than `good`. Calls of `/slow`
/// take ten seconds.
fn rejecting(
    good: &'static str,
    tokens: impl Fn(usize) -> &'static str + Send + Sync + 'static,
) -> ScriptedTransport {
    ScriptedTransport::new(move |sent| {
        let answer = if sent.is_fetch() {
            let token = tokens(sent.number);
            Step::json(format!(r#"{{"access_token":"{token}","expires_in":7200}}"#))
        } else if sent.token() == Some(good) {
            Step::OK
        } else {
            Step::REJECTED
        };
        if sent.url.contains("/slow?") {
            Step::After(Duration::from_secs(10), Box::new(answer))
        } else {
            answer
        }
    })
}

#[tokio::test(start_paused = true)]
async fn after_a_rejection_the_call_is_retried_with_a_new_token() {
    let transport = rejecting("new", |number| if number == 1 { "old" } else { "new" });
    assert_eq!(call(&client(&transport)).await.unwrap(), "u");
    assert_eq!(transport.tokens_sent(), ["old", "new"]);
    assert_eq!(transport.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_same_token_again_ends_the_call() {
    let transport = rejecting("none", |_| "same");
    let client = client(&transport);
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap().value(), 40001);
    assert_eq!(transport.tokens_sent(), ["same"]);
    assert_eq!(transport.fetches(), 2);
    // WeChat returned the same token: not every call fetches again.
    for _ in 0..10 {
        call(&client).await.unwrap_err();
    }
    assert_eq!(transport.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_is_retried_once_after_a_rejection() {
    let transport = rejecting("none", |number| if number == 1 { "first" } else { "second" });
    let error = call(&client(&transport)).await.unwrap_err();
    assert_eq!(error.code().unwrap().value(), 40001);
    assert_eq!(transport.tokens_sent(), ["first", "second"]);
}

#[tokio::test(start_paused = true)]
async fn late_rejections_do_not_discard_a_newer_token() {
    let transport = rejecting("new", |number| if number == 1 { "old" } else { "new" });
    let client = client(&transport);
    let slow = (0..1000).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.raw(Method::Get, "/slow").await })
    });
    let slow: Vec<_> = slow.collect();
    advance(Duration::from_secs(1)).await;
    assert_eq!(call(&client).await.unwrap(), "u");
    assert_eq!(transport.tokens_sent().iter().filter(|token| *token == "new").count(), 1);
    for call in slow {
        assert_eq!(call.await.unwrap().unwrap()["invoice_url"], "u");
    }
    assert_eq!(transport.fetches(), 2);
    assert_eq!(transport.tokens_sent().len(), 2 * 1001);
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_is_an_error() {
    let transport =
        ScriptedTransport::of_tokens(|_| r#"{"access_token":"","expires_in":7200}"#.to_owned());
    let error = call(&client(&transport)).await.unwrap_err();
    assert_eq!(error.to_string(), "no access token: WeChat returned an empty token");
    assert_eq!(transport.tokens_sent(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_token_is_bounded() {
    let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS)).held();
    let client = builder(&transport).timeout(Duration::from_secs(3)).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = call(&client).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_static_token_is_sent_once() {
    let transport = rejecting("none", |_| "unused");
    let client = builder(&transport).token_source(StaticToken::new("given")).build().unwrap();
    assert_eq!(call(&client).await.unwrap_err().code().unwrap().value(), 40001);
    assert_eq!(transport.tokens_sent(), ["given"]);
    assert_eq!(transport.fetches(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_the_wrong_kind_is_not_sent() {
    let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS));
    let client = builder(&transport).token_source(StaticToken::component("given")).build().unwrap();
    let Error::Refused(error) = call(&client).await.unwrap_err() else { panic!("not refused") };
    assert!(matches!(error.reason(), Refusal::TokenKind { kind: "component_access_token", .. }));
    assert_eq!(transport.tokens_sent(), [""; 0]);
}

struct Vault;

impl TokenSource for Vault {
    fn kind(&self) -> &'static str {
        "authorizer_access_token"
    }

    fn token<'a>(&'a self, _: &'a TokenlessClient) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(async { Err(TokenError::with_source("the vault is closed", std::fmt::Error)) })
    }

    fn rejected(&self, _: &Secret) {}
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_custom_source_is_kept() {
    let transport = ScriptedTransport::of_tokens(numbered(TWO_HOURS));
    let error = call(&builder(&transport).token_source(Vault).build().unwrap()).await.unwrap_err();
    assert_eq!(error.to_string(), "no access token: the vault is closed");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.is::<std::fmt::Error>());
}
