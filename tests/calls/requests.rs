//! The requests of calls, and calls that are refused before anything is sent.

use std::time::Duration;

use weixin::{
    AccountKind, AnyAccount, Client, Error, Idempotency, Method, RetryPolicy, StaticToken,
    api::{
        Account,
        account::ServiceAccount,
        invoice::SetInvoiceUrlRequest,
        token::{GetAccessTokenRequest, GetAccessTokenRequired},
    },
    endpoint::{Access, Body, Description, EncodeError, Endpoint, LimitCheck, OpenTo, Query},
    error::Refusal,
};
use weixin_test_support::client::{
    RawServer, Received, SECRET, ScriptedTransport, Step, json, response_of_length, token_response,
};

/// The request as text, with its headers in alphabetical order and without the port.
fn normalized(request: &Received) -> String {
    let mut lines: Vec<&str> = request.head.lines().collect();
    lines[1..].sort_unstable();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| if line.starts_with("host: ") { "host: H" } else { line })
        .collect();
    format!("{}\n\n{}", lines.join("\n"), request.text())
}

async fn sent_by<F: Future>(token: &str, call: impl FnOnce(Client<ServiceAccount>) -> F) -> String {
    let server =
        RawServer::answering(|_| json(r#"{"invoice_url":"u","access_token":"t","expires_in":1}"#))
            .await;
    call(server.builder().token_source(StaticToken::new(token)).build().unwrap()).await;
    let [request] = server.requests().try_into().unwrap();
    normalized(&request)
}

#[tokio::test]
async fn a_post_is_sent_as_documented() {
    let sent = sent_by("t/+=", async |client| {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap()
    })
    .await;
    assert_eq!(
        sent,
        "POST /card/invoice/seturl?access_token=t%2F%2B%3D HTTP/1.1\n\
         accept-encoding: gzip\naccept: */*\ncontent-length: 2\ncontent-type: application/json\nhost: H\n\n{}"
    );
}

#[tokio::test]
async fn a_get_without_token_is_sent_as_documented() {
    let required = GetAccessTokenRequired { appid: "wx".into(), secret: "a b&".into() };
    let sent = sent_by("unused", async |client| {
        client.get_access_token(GetAccessTokenRequest::new(required)).await.unwrap()
    })
    .await;
    assert_eq!(
        sent,
        "GET /cgi-bin/token?grant_type=client_credential&appid=wx&secret=a%20b%26 HTTP/1.1\n\
         accept-encoding: gzip\naccept: */*\nhost: H\n\n"
    );
}

#[tokio::test]
async fn the_stable_token_is_fetched_as_documented() {
    let server = RawServer::answering(|request| {
        if request.is_fetch() { token_response("t") } else { json(r#"{"invoice_url":"u"}"#) }
    })
    .await;
    server.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    let [fetch, call] = server.requests().try_into().unwrap();
    assert_eq!(fetch.line(), "POST /cgi-bin/stable_token HTTP/1.1");
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(fetch.text()).unwrap(),
        serde_json::json!({ "grant_type": "client_credential", "appid": "wx", "secret": SECRET })
    );
    assert_eq!(call.line(), "POST /card/invoice/seturl?access_token=t HTTP/1.1");
}

#[tokio::test]
async fn a_raw_call_has_token_query_and_body() {
    let sent = sent_by("t", async |client| {
        let call = client
            .raw(Method::Post, "/a/b")
            .query("n", &1_i64)
            .query("none", &None::<i64>)
            .json(&["发"]);
        assert_eq!(call.await.unwrap()["invoice_url"], "u");
    })
    .await;
    assert_eq!(
        sent,
        "POST /a/b?access_token=t&n=1 HTTP/1.1\naccept-encoding: gzip\naccept: */*\n\
         content-length: 7\ncontent-type: application/json\nhost: H\n\n[\"发\"]"
    );
}

#[tokio::test]
async fn a_raw_call_may_have_no_token_and_a_response_type() {
    #[derive(serde::Deserialize)]
    struct Url {
        invoice_url: String,
    }
    let sent = sent_by("t", async |client| {
        let url = client.raw(Method::Get, "/a").without_token().response::<Url>().await.unwrap();
        assert_eq!(url.invoice_url, "u");
    })
    .await;
    assert!(sent.starts_with("GET /a HTTP/1.1\n"), "{sent}");
}

/// A custom endpoint with a limit.
struct Own(&'static str);

#[derive(Debug, PartialEq, serde::Deserialize)]
struct OwnReply {
    n: u8,
}

impl<K: AccountKind> OpenTo<K> for Own {}

impl Endpoint for Own {
    type Response = OwnReply;
    const DESCRIPTION: &'static Description = &Description::post("own", "/own")
        .fixed_query("action=own")
        .token("access_token", &["access_token"])
        .access(Access::accounts(&["service_account"]).no_third_party())
        .idempotency(Idempotency::ReadOnly);

    fn query(&self, query: &mut Query) {
        query.push("title", self.0);
    }

    fn body(&self) -> Result<Body, EncodeError> {
        Body::json(&[self.0])
    }

    fn check_limits(&self, check: &mut LimitCheck) {
        check.chars("title", self.0, 1..=3);
    }
}

fn seven() -> ScriptedTransport {
    ScriptedTransport::of(&[Step::respond(200, r#"{"n":7}"#)])
}

#[tokio::test]
async fn a_custom_endpoint_is_sent_like_the_built_in_ones() {
    let transport = seven();
    let client = transport.builder().token_source(StaticToken::new("t")).build().unwrap();
    assert_eq!(client.call(Own("a发")).await.unwrap(), OwnReply { n: 7 });
    assert_eq!(
        transport.urls(),
        ["https://api.weixin.qq.com/own?access_token=t&action=own&title=a%E5%8F%91"]
    );
}

/// The message of a refused call. Panics if anything was sent.
async fn refused<K: AccountKind>(builder: weixin::ClientBuilder<K>, request: Own) -> String {
    let transport = seven();
    let client = builder.transport(transport.clone()).build().unwrap();
    let error = client.call(request).await.unwrap_err();
    assert_eq!(transport.urls(), [""; 0]);
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
    assert!(!error.may_have_executed());
    error.to_string()
}

#[tokio::test]
async fn a_call_that_is_not_open_is_not_sent() {
    let any = || Client::<AnyAccount>::builder().app("wx", "s");
    let own = || Client::<ServiceAccount>::builder().app("wx", "s");
    assert_eq!(
        refused(any().account(Account::MiniProgram), Own("a")).await,
        "own was not called: it is not open to mini_program accounts, only to service_account"
    );
    assert_eq!(
        refused(own().third_party([8]), Own("a")).await,
        "own was not called: it is not open to third-party platforms"
    );
    assert_eq!(
        refused(own().token_source(StaticToken::authorizer("t")), Own("a")).await,
        "own was not called: it requires access_token, but the client's token source provides authorizer_access_token"
    );
    assert_eq!(
        refused(own().without_tokens(), Own("a")).await,
        "own was not called: it requires an access token, but the client has no token source"
    );
    assert_eq!(
        refused(own(), Own("abcd")).await,
        "own was not called: `title` has 4 characters, but must have at least 1 and at most 3"
    );
}

#[tokio::test]
async fn the_check_of_limits_can_be_disabled() {
    let client = seven().builder().check_limits(false).build().unwrap();
    assert_eq!(client.call(Own("abcd")).await.unwrap(), OwnReply { n: 7 });
}

#[tokio::test]
async fn a_client_for_any_account_may_call_what_is_open_to_its_account() {
    let builder = Client::<AnyAccount>::builder()
        .account(Account::ServiceAccount)
        .token_source(StaticToken::new("t"));
    let client = builder.transport(seven()).build().unwrap();
    assert_eq!(client.call(Own("a")).await.unwrap(), OwnReply { n: 7 });
}

#[tokio::test]
async fn a_token_source_cannot_make_a_call_that_requires_a_token() {
    struct CallingSource;

    impl weixin::TokenSource for CallingSource {
        fn kind(&self) -> &'static str {
            "access_token"
        }

        fn token<'a>(
            &'a self,
            client: &'a weixin::token::TokenlessClient,
        ) -> weixin::transport::BoxFuture<'a, Result<weixin::Secret, weixin::error::TokenError>>
        {
            Box::pin(async { Err(client.call(Own("a")).await.unwrap_err().into()) })
        }

        fn rejected(&self, _: &weixin::Secret) {}
    }

    let client = Client::<ServiceAccount>::builder()
        .token_source(CallingSource)
        .transport(seven())
        .build()
        .unwrap();
    let Error::Token(error) = client.call(Own("a")).await.unwrap_err() else {
        panic!("not a token error")
    };
    let Some(Error::Refused(refused)) = error.cause() else { panic!("{error:?}") };
    assert_eq!(refused.reason(), &Refusal::NoToken);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_its_own_timeout() {
    let client = ScriptedTransport::of(&[Step::Hang]).client();
    for (timeout, seconds) in [(None, 20), (Some(2), 2)] {
        let start = tokio::time::Instant::now();
        let call = client.call(Own("a"));
        let error = match timeout {
            Some(seconds) => call.timeout(Duration::from_secs(seconds)).await.unwrap_err(),
            None => call.await.unwrap_err(),
        };
        assert!(error.is_timeout());
        assert!(error.may_have_executed());
        let late = start.elapsed() - Duration::from_secs(seconds);
        assert!(late <= Duration::from_millis(50), "{late:?}");
    }
    let call = client.call(Own("a")).timeout(Duration::MAX);
    assert!(tokio::time::timeout(Duration::from_secs(3600), call).await.is_err());
}

#[tokio::test]
async fn a_body_that_never_ends_times_out() {
    let start = response_of_length(500, "200 OK", &[], r#"{"errcode":0,"#);
    let server = RawServer::silent_after(start).await;
    let client = server.builder().token_source(StaticToken::new("t"));
    let client = client.timeout(Duration::from_millis(200)).retry(RetryPolicy::never());
    let client = client.build().unwrap();
    let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body(), Some(r#"{"errcode":0,"#));
}
