//! Connections, and custom transports, vaults, stores and requests that fail.

use std::{sync::Arc, time::Duration};

use tokio::net::TcpListener;
use weixin::{
    AccountKind, AnyAccount, ClassicToken, Client, Error, Method, Platform, Secret, StaticToken,
    api::{Account, account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    endpoint::{Body, Description, EncodeError, Endpoint, OpenTo, Query, Secrets},
    token::{StoreError, StoredToken, TokenStore, Vault},
    transport::{BoxFuture, FailureKind},
};
use weixin_test_support::{
    client::{RawServer, SECRET, ScriptedTransport, Step, TOKEN, json},
    search::Search,
};

use crate::{PLATFORM_SECRET, TICKET, answers::echo};

pub(crate) async fn all(search: &mut Search) {
    connections(search).await;
    a_transport_whose_errors_show_everything(search).await;
    a_custom_request(search).await;
    raw_calls(search).await;
    vaults_and_stores(search).await;
}

async fn connections(search: &mut Search) {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec();
    let half = RawServer::silent_after(half).await.url();
    for (address, kind, doubtful) in [
        (format!("http://{closed}"), FailureKind::Connect, false),
        (format!("http://{silent}"), FailureKind::Connect, false),
        (half, FailureKind::Timeout, true),
    ] {
        let client = Client::<ServiceAccount>::builder()
            .token_source(StaticToken::new(TOKEN))
            .other_host(address)
            .timeout(Duration::from_millis(200))
            .build()
            .unwrap();
        let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!((transport.kind(), transport.may_have_executed()), (kind, doubtful));
        search.error("the connection fails", error);
    }
}

/// An error that shows its text, as does its source.
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

async fn a_transport_whose_errors_show_everything(search: &mut Search) {
    let kinds = [FailureKind::Connect, FailureKind::Cut, FailureKind::Timeout, FailureKind::Other];
    for kind in kinds {
        let transport = ScriptedTransport::new(move |sent| {
            let inner = Box::new(Chatty(format!("{TOKEN} and {}", echo(&[TOKEN, SECRET])), None));
            Step::FailWith(kind, Arc::new(Chatty(format!("GET {}", sent.url), Some(inner))))
        });
        let error = transport.client().raw(Method::Get, "/x").hide(SECRET).await.unwrap_err();
        if let Error::MayHaveExecuted(error) = &error {
            let cause = std::error::Error::source(error.cause()).unwrap().to_string();
            assert_eq!(cause, "GET https://api.weixin.qq.com/x?access_token=[redacted]");
        }
        search.error("a transport tells everything", error);
    }
}

/// A custom request with a secret in its query, its body and its own errors.
struct Own(Secret);

impl<K: AccountKind> OpenTo<K> for Own {}

impl Endpoint for Own {
    type Response = ();
    const DESCRIPTION: &'static Description = &Description::post("own", "/own");

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

async fn a_custom_request(search: &mut Search) {
    let server = RawServer::answering(|_| json("{}")).await;
    let error = server.client().call(Own(SECRET.into())).await.unwrap_err();
    assert_eq!(error.to_string(), "the request can't be encoded: [redacted] is bad");
    assert_eq!(server.requests(), []);
    search.error("a request of one's own", error);
}

async fn raw_calls(search: &mut Search) {
    let server = RawServer::answering(|_| json(format!("{SECRET} {TOKEN}"))).await;
    let client = server.builder().token_source(StaticToken::new(TOKEN)).build().unwrap();
    let call =
        client.raw(Method::Post, "/raw").query("s", &Secret::from(SECRET)).json(SECRET).hide(TOKEN);
    assert_eq!(format!("{call:?}"), "RawCall(POST /raw)");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "/raw may have been executed: /raw: the reply is not JSON: expected value at line 1 column 1; it starts with: [redacted] [redacted]\n  Query the outcome first: a retry may execute the call twice."
    );
    search.error("a raw call", error);
    let whole_url = format!("https://api.weixin.qq.com/?access_token={TOKEN}");
    search.error("a raw call", client.raw(Method::Get, whole_url).await.unwrap_err());
}

/// A vault and a store that always fail, with errors that do not contain their arguments.
struct Broken;

fn broken<T: Send + 'static>() -> BoxFuture<'static, Result<T, StoreError>> {
    let cause = Chatty("the disk is full".to_owned(), None);
    Box::pin(async { Err(StoreError::with_source("nothing is kept", cause)) })
}

impl Vault for Broken {
    fn load<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>> {
        broken()
    }

    fn save<'a>(&'a self, _: &'a str, _: &'a Secret) -> BoxFuture<'a, Result<(), StoreError>> {
        broken()
    }
}

impl TokenStore for Broken {
    fn read<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        broken()
    }

    fn lease<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
        _: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        broken()
    }

    fn release<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), StoreError>> {
        broken()
    }

    fn publish<'a>(
        &'a self,
        _: &'a str,
        _: u64,
        _: &'a Secret,
        _: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        broken()
    }

    fn reject<'a>(&'a self, _: &'a str, _: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        broken()
    }
}

async fn vaults_and_stores(search: &mut Search) {
    let platform = Platform::new("wxplatform", PLATFORM_SECRET, Broken);
    search.error("the vault fails", platform.set_verify_ticket(TICKET).await.unwrap_err());
    search.error("the vault fails", platform.remember("wx", crate::REFRESH).await.unwrap_err());
    let shared = Platform::with_store("wxplatform", PLATFORM_SECRET, Broken, Broken);
    shared.set_verify_ticket(TICKET).await.unwrap_err();
    let server = RawServer::answering(|_| json("{}")).await;
    let builder = || Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = || builder().other_host(server.url());
    for client in [
        builder().token_source(platform.authorizer("wx")),
        builder().token_source(shared.clone()),
        builder().token_source(shared.authorizer("wx")),
        builder().token_source(ClassicToken::new("wx", SECRET, Broken)),
    ] {
        let client = client.build().unwrap();
        let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        search.error("vault or store fails", error);
    }
}
