//! The cost of the client itself with a cached token, in time and allocations, without network, server or
//! waiting.

use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use divan::{AllocProfiler, Bencher};
use tokio::runtime::{Builder, Runtime};
use weixin::api::account::ServiceAccount;
use weixin::api::invoice::{InvoiceBxGetInvoiceResponse, SetInvoiceUrlRequest};
use weixin::transport::{BoxFuture, Failure, Reply, Request, Transport};
use weixin::{Client, Secret, StableToken, TokenSource, error::TokenError, token::TokenlessClient};
use weixin_benches::{INVOICE, REPLY, TOKEN, invoice_url};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The cached token alone, as each call gets it.
#[divan::bench(sample_size = 1000)]
fn fresh_token(bencher: Bencher<'_, '_>) {
    let tokens = StableToken::new("wx", "app secret");
    let tokenless = Arc::new(OnceLock::new());
    let source = Capturing { tokens: tokens.clone(), tokenless: Arc::clone(&tokenless) };
    let (client, runtime) = (client(source), runtime());
    runtime.block_on(call(&client));
    let tokenless = tokenless.get().expect("the call passed it to its source");
    bencher.bench(|| tokens.current(tokenless).expect("a fresh token"));
}

/// A whole call with an immediate reply.
#[divan::bench(sample_size = 1000)]
fn call_through_weixin(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (client(StableToken::new("wx", "app secret")), runtime());
    // Fetches the token.
    runtime.block_on(call(&client));
    let _entered = runtime.enter();
    bencher.bench(|| at_once(call(&client)));
}

/// An invoice of 1.6 KB.
#[divan::bench(sample_size = 1000)]
fn read_invoice() -> InvoiceBxGetInvoiceResponse {
    serde_json::from_slice(std::hint::black_box(INVOICE.as_bytes())).expect("an invoice")
}

/// The minimum without a client: build the URL, pass it on, decode the reply.
#[divan::bench(sample_size = 1000)]
fn least_by_hand(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        at_once(async {
            let host = "https://api.weixin.qq.com";
            let url = format!("{host}/card/invoice/seturl?access_token={TOKEN}");
            invoice_url(&sent(url, Bytes::from_static(b"{}")).await)
        })
    });
}

async fn sent(url: String, body: Bytes) -> Bytes {
    std::hint::black_box((url, body));
    Bytes::from_static(REPLY.as_bytes())
}

async fn call(client: &Client<ServiceAccount>) -> String {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.expect("a reply").invoice_url
}

fn client(source: impl TokenSource) -> Client<ServiceAccount> {
    Client::builder().token_source(source).transport(AtOnce).build().expect("a client")
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().expect("a runtime")
}

/// The result of a future that is ready at once.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("there is nothing to wait for"),
    }
}

/// Returns WeChat's replies immediately.
struct AtOnce;

impl Transport for AtOnce {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        let reply = match request.path() {
            "/cgi-bin/stable_token" => {
                Reply::new(200, format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#))
            }
            _ => Reply::new(200, REPLY.as_bytes()),
        };
        Box::pin(std::future::ready(Ok(reply)))
    }
}

/// Provides tokens, and captures the client that it fetches them with.
struct Capturing {
    tokens: StableToken,
    tokenless: Arc<OnceLock<TokenlessClient>>,
}

impl TokenSource for Capturing {
    fn kind(&self) -> &'static str {
        self.tokens.kind()
    }

    fn token<'a>(
        &'a self,
        tokenless: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<Secret, TokenError>> {
        self.tokenless.get_or_init(|| tokenless.clone());
        self.tokens.token(tokenless)
    }

    fn rejected(&self, token: &Secret) {
        self.tokens.rejected(token);
    }
}
