//! The default transport: HTTP/1.1 by reqwest, configured to send tokens to one host only.

use std::{error::Error as StdError, io, time::Duration};

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use tokio::time::timeout_at;

use super::{BoxFuture, Failure, FailureKind, Host, Reply, Request, Transport, tls};
use crate::{endpoint::Method, error::ConfigError};

/// The default transport: HTTP/1.1 with pooled connections, and the TLS of the crate's
/// [features](crate#features).
///
/// It follows no redirects, sends no Referer and no cookies, and does not retry a request that may have
/// reached the server. It decompresses replies (gzip), and applies [`Request::body_limit`] to the
/// decompressed bytes as they arrive. It uses the proxy of the environment (`HTTPS_PROXY`, `NO_PROXY`),
/// except for loopback, where the token is not encrypted.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    pub(crate) fn new(connect_timeout: Duration, host: &Host) -> Result<Self, ConfigError> {
        tls::check(host.is_encrypted()).map_err(ConfigError::new)?;
        Self::of(settings(connect_timeout, host.is_loopback()))
    }

    fn of(settings: reqwest::ClientBuilder) -> Result<Self, ConfigError> {
        match settings.build() {
            Ok(client) => Ok(Self { client }),
            Err(error) => {
                let message = format!("the HTTP client can't be created: {}", error.without_url());
                Err(ConfigError::new(message))
            }
        }
    }

    async fn exchange(&self, request: Request) -> Result<Reply, Failure> {
        let deadline = request.deadline;
        let (mut status, mut body) = (None, Body::new(request.body_limit));
        let response = self.client.execute(encode(request)?);
        let end = timeout_at(deadline, read(response, &mut status, &mut body)).await;
        let end = end.unwrap_or_else(|_| Err(Failure::new(FailureKind::Timeout)));
        match (status, end) {
            (None, Err(failure)) => Err(failure),
            // The status is read first, so it is present if `end` is `Ok`.
            (status, end) => Ok(Reply {
                status: status.unwrap_or_default(),
                body: body.into_bytes(),
                interrupted: end.err(),
            }),
        }
    }
}

async fn read(
    response: impl Future<Output = reqwest::Result<reqwest::Response>>,
    status: &mut Option<u16>,
    body: &mut Body,
) -> Result<(), Failure> {
    let mut response = response.await.map_err(failure)?;
    *status = Some(response.status().as_u16());
    while let Some(chunk) = response.chunk().await.map_err(cut)? {
        body.push(chunk)?;
    }
    Ok(())
}

impl Transport for HttpTransport {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(self.exchange(request))
    }
}

fn settings(connect_timeout: Duration, loopback: bool) -> reqwest::ClientBuilder {
    // With the default number of retries, reqwest copies each request, even if it never retries.
    let never = reqwest::retry::never().max_retries_per_request(0);
    let settings = tls::select(reqwest::Client::builder())
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(never)
        .connect_timeout(connect_timeout);
    if loopback { settings.no_proxy() } else { settings }
}

fn encode(request: Request) -> Result<reqwest::Request, Failure> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
    };
    let mut http = reqwest::Request::new(method, request.url);
    if let Some(body) = request.body {
        http.headers_mut().insert(CONTENT_TYPE, content_type(&request.content_type)?);
        *http.body_mut() = Some(body.into());
    }
    Ok(http)
}

fn content_type(text: &str) -> Result<HeaderValue, Failure> {
    // reqwest clones the headers several times, which is cheapest for a static value.
    let json = const { HeaderValue::from_static("application/json") };
    if json == *text {
        return Ok(json);
    }
    HeaderValue::from_str(text).map_err(|error| Failure::with_source(FailureKind::Connect, error))
}

/// The part of a body that was read. A body that arrives in one chunk is not copied.
struct Body {
    first: Bytes,
    all: Vec<u8>,
    limit: usize,
}

impl Body {
    fn new(limit: usize) -> Self {
        Self { first: Bytes::new(), all: Vec::new(), limit }
    }

    fn push(&mut self, mut chunk: Bytes) -> Result<(), Failure> {
        let room = self.limit - self.first.len() - self.all.len();
        let too_large = chunk.len() > room;
        chunk.truncate(room);
        if self.first.is_empty() && self.all.is_empty() {
            self.first = chunk;
        } else {
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
            self.all.extend_from_slice(&chunk);
        }
        if too_large { Err(Failure::new(FailureKind::TooLarge)) } else { Ok(()) }
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}

fn failure(error: reqwest::Error) -> Failure {
    let kind = if error.is_connect() || error.is_builder() {
        FailureKind::Connect
    } else if error.is_timeout() {
        FailureKind::Timeout
    } else {
        FailureKind::Other
    };
    Failure::with_source(kind, error.without_url())
}

/// A failure while the body was read: reqwest reports a connection that ended early as a decode error.
fn cut(error: reqwest::Error) -> Failure {
    let corrupt = io_kind(&error).is_some_and(|kind| {
        matches!(kind, io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
    });
    let kind = if corrupt { FailureKind::Other } else { FailureKind::Cut };
    Failure::with_source(kind, error.without_url())
}

fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return Some(io.kind());
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    //! R1 and R3 when the name of the host can't be resolved: the only step of a request that can't be
    //! tested from outside without a name server. The others are in tests/fire and tests/deadlines.

    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use reqwest::dns::{Name, Resolve, Resolving};
    use tokio::time::Instant;

    use super::*;
    use crate::{Client, Error, Idempotency, StaticToken, api::account::ServiceAccount};

    const CLASSES: [Idempotency; 4] = [
        Idempotency::ReadOnly,
        Idempotency::Idempotent,
        Idempotency::Keyed(&["order_id"]),
        Idempotency::NotIdempotent,
    ];

    /// The default timeout for connecting.
    const CONNECT: Duration = Duration::from_secs(5);

    /// Resolves no name, and counts the queries.
    #[derive(Clone, Default)]
    struct FailingResolver {
        queries: Arc<AtomicU32>,
        /// Whether it never responds.
        silent: bool,
    }

    impl Resolve for FailingResolver {
        fn resolve(&self, _: Name) -> Resolving {
            self.queries.fetch_add(1, Ordering::Relaxed);
            let silent = self.silent;
            Box::pin(async move {
                if silent {
                    std::future::pending::<()>().await;
                }
                Err(io::Error::other("no such name").into())
            })
        }
    }

    /// Calls WeChat's own host. Returns the number of queries for its name.
    async fn call(
        resolver: FailingResolver,
        class: Idempotency,
        connect_timeout: Duration,
    ) -> (u32, Error) {
        let queries = Arc::clone(&resolver.queries);
        // With the settings for loopback, no proxy of the environment is used.
        let settings = settings(connect_timeout, true).dns_resolver(resolver);
        let client = Client::<ServiceAccount>::builder()
            .token_source(StaticToken::new("t"))
            .transport(HttpTransport::of(settings).unwrap())
            .build()
            .unwrap();
        let call = client.raw(Method::Post, "/x").idempotency(class);
        let error = call.await.unwrap_err();
        (queries.load(Ordering::Relaxed), error)
    }

    #[tokio::test(start_paused = true)]
    async fn an_unresolved_name_is_retried_by_calls_of_every_class() {
        for class in CLASSES {
            let (queries, error) = call(FailingResolver::default(), class, CONNECT).await;
            let Error::Transport(failed) = &error else { panic!("{error:?}") };
            assert_eq!((failed.kind(), queries, error.attempts()), (FailureKind::Connect, 3, 3));
            // Nothing was sent: the caller may retry.
            assert!(!error.may_have_executed(), "{class:?}");
            println!("R1  DNS, always: {class:?} unsent, {queries} attempts");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_waits_for_a_silent_name_server_until_its_deadline() {
        for (connect_timeout, unsent) in [
            (CONNECT, true),
            // The call times out first, and whether anything was sent is not known.
            (Duration::from_secs(60), false),
        ] {
            for class in CLASSES {
                let start = Instant::now();
                let silent = FailingResolver { silent: true, ..FailingResolver::default() };
                let (_, error) = call(silent, class, connect_timeout).await;
                assert_eq!(error.may_have_executed(), !unsent, "{class:?}: {error:?}");
                let elapsed = start.elapsed();
                assert!(elapsed <= Duration::from_millis(20_050), "{class:?}: {elapsed:?}");
                println!(
                    "R3  silent name server, {class:?}: deadline 20 s, error after {elapsed:.1?}"
                );
            }
        }
    }
}
