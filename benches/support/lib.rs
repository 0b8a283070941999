//! Shared by the benchmarks of calls: a server that always returns the same reply, and a call of it through
//! `weixin` and with plain reqwest.

#![forbid(unsafe_code)]

mod answer;
mod server;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, body::Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use weixin::api::account::ServiceAccount;
use weixin::api::invoice::SetInvoiceUrlRequest;
use weixin::{Client, StaticToken};

pub use answer::{INVOICE, REPLY, TOKEN, invoice_url};
pub use server::start;

/// Returns the same reply to every request, until the process ends.
pub async fn serve(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            let answer = service_fn(|_: Request<Incoming>| async {
                let body = Full::new(Bytes::from_static(REPLY.as_bytes()));
                let reply = Response::builder().header("content-type", "application/json");
                Ok::<_, Infallible>(reply.body(body).expect("a header that HTTP allows"))
            });
            // An error ends only this connection.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

/// The call through `weixin`.
pub struct ThroughWeixin(Client<ServiceAccount>);

impl ThroughWeixin {
    /// Creates a client with a fixed token.
    #[must_use]
    pub fn new(server: SocketAddr) -> Self {
        let builder = Client::<ServiceAccount>::builder().token_source(StaticToken::new(TOKEN));
        Self(builder.other_host(format!("http://{server}")).build().expect("a client"))
    }

    /// Calls once.
    pub async fn call(&self) -> String {
        let reply = self.0.set_invoice_url(SetInvoiceUrlRequest::new()).await;
        reply.expect("the server answers").invoice_url
    }
}

/// The same call with plain reqwest.
pub struct ByHand {
    http: reqwest::Client,
    url: String,
}

impl ByHand {
    /// Creates a client with or without a timeout for each call. Every call of `weixin` has one.
    #[must_use]
    pub fn new(server: SocketAddr, timeout: Option<Duration>) -> Self {
        let url = format!("http://{server}/card/invoice/seturl");
        let mut http = reqwest::Client::builder();
        if let Some(timeout) = timeout {
            http = http.timeout(timeout);
        }
        Self { http: http.build().expect("a client"), url }
    }

    /// Calls once.
    pub async fn call(&self) -> String {
        let request = self.http.post(&self.url).query(&[("access_token", TOKEN)]);
        let request = request.json(&serde_json::json!({}));
        let reply = request.send().await.expect("the server answers");
        let bytes = reply.bytes().await.expect("a whole body");
        invoice_url(&bytes)
    }
}
