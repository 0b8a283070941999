//! No secret leaves: whatever a server, a transport or a user's own type does, neither the token nor
//! the app secret is in anything that an error or a `Debug` shows.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod support;

use std::time::Duration;

use support::{
    SECRET, Server, TOKEN, asks_for_token, assert_no_secret, everything_shown, json, reply,
    reply_of_length, script::Script, token_reply, weixin_url_form,
};
use tokio::net::TcpListener;
use weixin::{
    AccountKind, Body, Client, Description, EncodeError, Endpoint, Error, Method, OpenTo, Query,
    ResendPolicy, Secret, Secrets,
    api::{
        account::ServiceAccount,
        invoice::SetInvoiceUrlRequest,
        token::{GetAccessTokenRequest, GetAccessTokenRequired},
    },
    transport::{Failure, FailureKind},
};

fn assert_clean(error: &Error) {
    assert_no_secret(&everything_shown(error), &[TOKEN, SECRET]);
}

/// Both secrets, in all the ways in which a server might repeat them.
fn echoed() -> String {
    let forms = |secret: &str| {
        let in_json = serde_json::to_string(secret).unwrap();
        let in_url = weixin_url_form(secret);
        [secret.to_owned(), in_url.to_lowercase(), in_url, in_json.replace('/', "\\/"), in_json]
            .join(" | ")
    };
    format!("{} | {}", forms(TOKEN), forms(SECRET))
}

/// Error codes whose message repeats the secrets.
fn echoing_messages() -> Vec<Vec<u8>> {
    let text = serde_json::to_string(&echoed()).unwrap();
    vec![
        json(format!(r#"{{"errcode":987654321,"errmsg":{text}}}"#)),
        json(format!(r#"{{"errcode":987654321,"errmsg":"m rid: {TOKEN}"}}"#)),
        json(format!(r#"{{"errcode":987654321,"errmsg":"m hint: [{TOKEN}]"}}"#)),
    ]
}

/// Answers that repeat the secrets in every other place where an error might pick them up.
fn echoing_answers() -> Vec<Vec<u8>> {
    let echo = echoed();
    let text = serde_json::to_string(&echo).unwrap();
    let token = serde_json::to_string(TOKEN).unwrap();
    vec![
        json(format!(r#"{{"errcode":987654321,"errmsg":{token},"access_token":{token}}}"#)),
        json(format!(
            r#"{{"errcode":987654321,"errmsg":"m","access_token":{token},"more":{text}}}"#
        )),
        json(format!(r#"{{"errcode":{text}}}"#)),
        json(format!(r#"{{"access_token":[{token}],"invoice_url":[{text}]}}"#)),
        json(format!(r#"{{"access_token":{{{token}:1}},"invoice_url":{{{token}:1}}}}"#)),
        json(format!(r#"{{"access_token":{token},"expires_in":{{{token}:1}}}} {text}"#)),
        json(format!(r#"{{{text}:1}}"#)),
        json(text.clone()),
        json(format!(r#"{{"pad":{token},"access_token":"#)),
        json(format!(r#"{{"pad":{text}, {text}"#)),
        json(format!("\u{1}{echo}")),
        json(format!("<html>{echo}")),
        json(format!("{}{TOKEN}", "x".repeat(245))),
        json(&TOKEN[..12]),
        reply("502 Bad Gateway", &[], format!("<html>{echo}")),
        reply(
            "302 Found",
            &[&format!("location: /?access_token={}", weixin_url_form(TOKEN))],
            &echo,
        ),
        reply(&format!("500 {TOKEN}"), &[], &echo),
        reply_of_length(100_000, "200 OK", &[], format!(r#"{{"pad":{text}"#)),
        format!("HTTP/1.1 {echo}\r\n\r\n").into_bytes(),
        format!("HTTP/1.1 200 OK\r\n{TOKEN}: {echo}\r\n\r\n").into_bytes(),
        echo.into_bytes(),
    ]
}

#[tokio::test]
async fn answers_to_a_call() {
    for answer in echoing_answers().into_iter().chain(echoing_messages()) {
        let shown = String::from_utf8_lossy(&answer).into_owned();
        let server = Server::start(move |request, _| {
            if asks_for_token(request) { token_reply(TOKEN) } else { answer.clone() }
        })
        .await;
        let error = server.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        assert!(!matches!(error, Error::Token(_)), "{shown}");
        assert_clean(&error);
    }
}

/// What a failed fetch shows, where the server answers it so. Nothing that is sent contains the token.
async fn shown_of_a_failed_fetch(answer: Vec<u8>) -> String {
    let server = Server::start(move |_, _| answer.clone()).await;
    let error = server.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    everything_shown(&error)
}

#[tokio::test]
async fn answers_to_the_fetch_of_a_token() {
    for answer in echoing_answers() {
        assert_no_secret(&shown_of_a_failed_fetch(answer).await, &[TOKEN, SECRET]);
    }
    // The message is shown: it names the address that isn't on the allowlist. A new token that
    // stands in the message only could not be told from its words.
    for answer in echoing_messages() {
        assert_no_secret(&shown_of_a_failed_fetch(answer).await, &[SECRET]);
    }
}

#[tokio::test]
async fn a_call_that_carries_the_secret_in_its_query() {
    for answer in echoing_answers().into_iter().chain(echoing_messages()) {
        let server = Server::start(move |_, _| answer.clone()).await;
        let required = GetAccessTokenRequired { appid: "wx".into(), secret: SECRET.into() };
        let error = server
            .client()
            .get_access_token(GetAccessTokenRequest::new(required))
            .resend(ResendPolicy::never())
            .await
            .unwrap_err();
        assert_no_secret(&everything_shown(&error), &[SECRET]);
        assert_eq!(server.count(&format!("secret={}", weixin_url_form(SECRET))), 1);
    }
}

#[tokio::test]
async fn connections_that_fail() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    for (address, kind) in
        [(closed, FailureKind::Connect), (silent.local_addr().unwrap(), FailureKind::Timeout)]
    {
        let client = Client::<ServiceAccount>::builder()
            .token_source(weixin::StaticToken::new(TOKEN))
            .other_host(format!("http://{address}"))
            .timeout(Duration::from_millis(200))
            .build()
            .unwrap();
        let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        assert_clean(&error);
        let Error::Transport(error) = error else { panic!("{error:?}") };
        assert_eq!(error.kind(), kind);
        assert_eq!(error.may_have_executed(), kind == FailureKind::Timeout);
    }
}

#[tokio::test]
async fn a_transport_that_tells_everything() {
    #[derive(Debug)]
    struct Chatty(String, Option<Box<Chatty>>);

    impl std::fmt::Display for Chatty {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.0)
        }
    }

    impl std::error::Error for Chatty {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            self.1.as_deref().map(|next| next as _)
        }
    }

    let script = Script::new(|url, _| {
        let inner = Box::new(Chatty(format!("{TOKEN} and {}", echoed()), None));
        Err(Failure::with_source(FailureKind::Other, Chatty(format!("GET {url}"), Some(inner))))
    });
    let builder = Client::<ServiceAccount>::builder().token_source(weixin::StaticToken::new(TOKEN));
    let client = builder.transport(script).build().unwrap();
    let error = client.raw(Method::Get, "/x").hide(SECRET).await.unwrap_err();
    assert_clean(&error);
    let Error::MayHaveExecuted(error) = error else { panic!("{error:?}") };
    let cause = std::error::Error::source(error.cause()).unwrap().to_string();
    assert_eq!(cause, "GET https://api.weixin.qq.com/x?access_token=[redacted]");
}

/// A request that a user wrote, with a secret in its query, its body and its own errors.
struct Own(Secret);

impl<K: AccountKind> OpenTo<K> for Own {}

impl Endpoint for Own {
    type Response = ();
    const DESCRIPTION: &'static Description = &Description::new("own", Method::Post, "/own");

    fn query(&self, query: &mut Query) {
        query.push("secret", &self.0);
    }

    fn body(&self) -> Result<Body, EncodeError> {
        Err(EncodeError::new(format!("{} is bad", self.0.expose())))
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        secrets.push(&self.0);
    }
}

#[tokio::test]
async fn a_request_of_ones_own() {
    let server = Server::start(|_, _| json("{}")).await;
    let error = server.client().call(Own(SECRET.into())).await.unwrap_err();
    assert_eq!(error.to_string(), "the request can't be encoded: [redacted] is bad");
    assert_clean(&error);
    assert_eq!(server.requests(), [""; 0]);
}

#[tokio::test]
async fn a_raw_call() {
    let server = Server::start(|_, _| json(format!("{SECRET} {TOKEN}"))).await;
    let client = server.builder().token_source(weixin::StaticToken::new(TOKEN)).build().unwrap();
    let call =
        client.raw(Method::Post, "/raw").query("s", &Secret::from(SECRET)).json(SECRET).hide(TOKEN);
    assert_eq!(format!("{call:?}"), "RawCall(POST /raw)");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "/raw may have been carried out: /raw: the reply is not JSON: expected value at line 1 column 1; it starts with: [redacted] [redacted]\n  Ask for its outcome first: sending it again may do it twice."
    );
    assert_clean(&error);
    let whole_url = format!("https://api.weixin.qq.com/?access_token={TOKEN}");
    assert_clean(&client.raw(Method::Get, whole_url).await.unwrap_err());
}

#[tokio::test]
async fn what_can_be_shown_of_a_client() {
    let builder = || Client::<ServiceAccount>::builder().app("wx", SECRET);
    let client = builder().build().unwrap();
    let required = GetAccessTokenRequired { appid: "wx".into(), secret: SECRET.into() };
    let request = GetAccessTokenRequest::new(required);
    let shown = [
        format!("{:?}", builder()),
        format!("{client:?}"),
        format!("{request:?}"),
        format!("{:?}", client.get_access_token(request)),
        format!("{:?}", weixin::StableToken::new("wx", SECRET)),
        format!("{:?}", weixin::StaticToken::new(SECRET)),
    ];
    assert_no_secret(&shown.join("\n"), &[SECRET]);
    assert_eq!(shown[3], "Call(get_access_token)");
    assert!(Client::<ServiceAccount>::builder().app("wx", SECRET).host(SECRET).build().is_err());
}
