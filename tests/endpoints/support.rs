//! A server that answers one request with what it is told to, and keeps that request.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use weixin::{AnyAccount, Client, ClientBuilder, Error, StaticToken, api::Account};

/// WeChat, as far as one call goes.
pub(crate) struct Vendor {
    url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A request as it stood on the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// `POST /card/invoice/seturl?access_token=TOKEN`
    pub(crate) line: String,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Vendor {
    /// Answers every request with this body and status 200.
    pub(crate) async fn answering(reply: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (reply, log) = (Bytes::from(reply.into()), Arc::clone(&received));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (reply, log) = (reply.clone(), Arc::clone(&log));
                let service =
                    service_fn(move |request| answer(request, reply.clone(), log.clone()));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { url, received }
    }

    /// A client whose access token is `TOKEN`, of the account's own kind.
    pub(crate) fn client(&self) -> Client<AnyAccount> {
        self.client_with("access_token")
    }

    /// A client whose token `TOKEN` is of this kind, such as `component_access_token`.
    pub(crate) fn client_with(&self, kind: &'static str) -> Client<AnyAccount> {
        let token = StaticToken::of_kind(kind, "TOKEN");
        self.builder().token_source(token).build().expect("a client")
    }

    /// A client without an access token, for the calls that fetch one.
    pub(crate) fn client_without_token(&self) -> Client<AnyAccount> {
        self.builder().without_tokens().build().expect("a client")
    }

    /// A client whose token `TOKEN` is the account's own, and which checks no documented limits.
    pub(crate) fn client_without_limits(&self) -> Client<AnyAccount> {
        let token = StaticToken::new("TOKEN");
        self.builder().token_source(token).check_limits(false).build().expect("a client")
    }

    fn builder(&self) -> ClientBuilder<AnyAccount> {
        Client::builder().account(Account::ServiceAccount).other_host(&self.url)
    }

    /// The one request that came.
    pub(crate) fn received(&self) -> Received {
        let received = self.received.lock().expect("no panic");
        assert_eq!(received.len(), 1, "one request: {received:?}");
        received[0].clone()
    }

    /// The one request was this line with this JSON, byte for byte.
    pub(crate) fn received_json(&self, line: &str, body: &str) {
        let received = self.received();
        assert_eq!(received.line, line);
        assert_eq!(received.content_type.as_deref(), Some("application/json"));
        assert_eq!(String::from_utf8_lossy(&received.body), body);
    }

    /// The one request was this line without a body.
    pub(crate) fn received_nothing_but(&self, line: &str) {
        let received = self.received();
        assert_eq!(received.line, line);
        assert_eq!(received.content_type, None);
        assert_eq!(received.body, b"");
    }
}

async fn answer(
    request: Request<Incoming>,
    reply: Bytes,
    log: Arc<Mutex<Vec<Received>>>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let content_type = head.headers.get("content-type");
    let content_type = content_type.map(|it| it.to_str().expect("visible").to_owned());
    let body = body.collect().await?.to_bytes().to_vec();
    let line = format!("{} {}", head.method, head.uri);
    log.lock().expect("no panic").push(Received { line, content_type, body });
    Ok(Response::new(Full::new(reply)))
}

/// The paths of the fields whose documented limits a request exceeds; it was refused for that alone.
pub(crate) fn exceeded(error: Error) -> Vec<String> {
    let Error::Refused(refused) = error else { panic!("not refused: {error}") };
    refused.limits().iter().map(|violation| violation.path.clone()).collect()
}
