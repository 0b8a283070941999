//! The default transport: HTTP/1.1 by reqwest, set up so that a token goes to one host only.

use std::{error::Error as StdError, io, time::Duration};

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use tokio::time::timeout_at;

use super::{BoxFuture, Failure, FailureKind, Host, Reply, Request, Transport, tls};
use crate::{endpoint::Method, error::ConfigError};

/// Attempts over HTTP/1.1 with pooled connections, and with the TLS of the crate's
/// [features](crate#features).
///
/// It follows no redirect, sends no Referer and no cookie, and repeats no request that may have
/// reached the server. Replies are decompressed (gzip) and counted while they are. A proxy is used
/// where the environment names one (`HTTPS_PROXY`, `NO_PROXY`), but never to reach loopback: the
/// one place where the token would not be encrypted.
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
                Err(ConfigError::new(format!("HTTP can't be set up: {}", error.without_url())))
            }
        }
    }

    async fn tokenless(&self, request: Request) -> Result<Reply, Failure> {
        let deadline = request.deadline;
        let (mut status, mut body) = (None, Body::new(request.body_limit));
        let response = self.client.execute(encode(request)?);
        let end = timeout_at(deadline, read(response, &mut status, &mut body)).await;
        let end = end.unwrap_or_else(|_| Err(Failure::new(FailureKind::Timeout)));
        match (status, end) {
            (None, Err(failure)) => Err(failure),
            // A status is the first thing that is read.
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
        Box::pin(self.tokenless(request))
    }
}

fn settings(connect_timeout: Duration, loopback: bool) -> reqwest::ClientBuilder {
    // For a retry that it may make, reqwest keeps a copy of each request; so too for one that it never makes.
    let never = reqwest::retry::never().max_retries_per_request(0);
    let settings = tls::choose(reqwest::Client::builder())
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
    // reqwest clones the headers several times, which costs least where the value is static.
    let json = const { HeaderValue::from_static("application/json") };
    if json == *text {
        return Ok(json);
    }
    HeaderValue::from_str(text).map_err(|error| Failure::with_source(FailureKind::Connect, error))
}

/// The body as far as it was read. A body that arrives in one piece is not copied.
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

/// A failure while the body was read: reqwest calls a connection that ended early a decode error.
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
    //! R1 and R3 where the host's name leads nowhere: the one point of an tokenless that can't be tested from
    //! outside without asking a name server. The others are in tests/fire and tests/deadlines.

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

    /// The default.
    const CONNECT: Duration = Duration::from_secs(5);

    /// Finds no address for any name, and counts how often it is asked for one.
    #[derive(Clone, Default)]
    struct Nowhere {
        asked: Arc<AtomicU32>,
        /// It doesn't say so, either.
        silent: bool,
    }

    impl Resolve for Nowhere {
        fn resolve(&self, _: Name) -> Resolving {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let silent = self.silent;
            Box::pin(async move {
                if silent {
                    std::future::pending::<()>().await;
                }
                Err(io::Error::other("no such name").into())
            })
        }
    }

    /// Makes a call of WeChat's own host. Returns how often its name was asked for.
    async fn call(
        resolver: Nowhere,
        class: Idempotency,
        connect_timeout: Duration,
    ) -> (u32, Error) {
        let asked = Arc::clone(&resolver.asked);
        // As to loopback: whatever proxy the environment has is not asked.
        let settings = settings(connect_timeout, true).dns_resolver(resolver);
        let client = Client::<ServiceAccount>::builder()
            .token_source(StaticToken::new("t"))
            .transport(HttpTransport::of(settings).unwrap())
            .build()
            .unwrap();
        let call = client.raw(Method::Post, "/x").idempotency(class);
        let error = call.await.unwrap_err();
        (asked.load(Ordering::Relaxed), error)
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_that_leads_nowhere_is_asked_for_again_by_calls_of_every_class() {
        for class in CLASSES {
            let (asked, error) = call(Nowhere::default(), class, CONNECT).await;
            let Error::Transport(lost) = &error else { panic!("{error:?}") };
            assert_eq!((lost.kind(), asked, error.attempts()), (FailureKind::Connect, 3, 3));
            // Nothing was sent: a caller may make the call again.
            assert!(!error.may_have_executed(), "{class:?}");
            println!("R1  DNS, always: {class:?} unsent, {asked} attempts");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_name_server_is_waited_for_until_the_deadline() {
        for (connect_timeout, unsent) in [
            (CONNECT, true),
            // The call's own time runs out first, and what was going on then is not known.
            (Duration::from_secs(60), false),
        ] {
            for class in CLASSES {
                let start = Instant::now();
                let silent = Nowhere { silent: true, ..Nowhere::default() };
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
