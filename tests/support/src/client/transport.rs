//! A scripted transport without a network that records requests.

use std::{
    borrow::Cow,
    collections::HashMap,
    error::Error,
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use tokio::{
    sync::Semaphore,
    time::{Instant, sleep, sleep_until},
};
use weixin::{
    Client, ClientBuilder, Method, StaticToken,
    api::account::ServiceAccount,
    transport::{BoxFuture, Failure, FailureKind, Reply, Request, Transport},
};

use super::TOKEN;

/// The result of one request.
#[derive(Clone, Debug)]
pub enum Step {
    /// A response with this status and body.
    Respond(u16, Cow<'static, str>),
    /// A response with status 200 that is truncated.
    Cut(&'static str),
    /// No response. The cause is the URL, since a transport's errors may contain anything.
    Fail(FailureKind),
    /// No response, with a cause.
    FailWith(FailureKind, Arc<dyn Error + Send + Sync>),
    /// No response within the time that the request has.
    TimeOut,
    /// The start of a response with status 200, returned this long after the deadline.
    Late(Duration, &'static str),
    /// No response ever, not even after the deadline.
    Hang,
    /// A delay, then another step.
    After(Duration, Box<Step>),
}

impl Step {
    /// The success of any call that returns `invoice_url`.
    pub const OK: Self = Self::respond(200, r#"{"errcode":0,"errmsg":"ok","invoice_url":"u"}"#);
    /// A connection that could not be made.
    pub const NO_CONNECTION: Self = Self::Fail(FailureKind::Connect);
    /// An error code after which a call may be retried.
    pub const BUSY: Self = Self::respond(200, r#"{"errcode":-1,"errmsg":"system error"}"#);
    /// The error code for an exceeded quota per minute.
    pub const MINUTE_QUOTA: Self =
        Self::respond(200, r#"{"errcode":45011,"errmsg":"api minute-quota reach limit"}"#);
    /// The error code for a rejected token.
    pub const REJECTED: Self =
        Self::respond(200, r#"{"errcode":40001,"errmsg":"invalid credential"}"#);

    /// A response with this status and body.
    pub const fn respond(status: u16, body: &'static str) -> Self {
        Self::Respond(status, Cow::Borrowed(body))
    }

    /// A response with status 200 and this body.
    pub fn json(body: impl Into<Cow<'static, str>>) -> Self {
        Self::Respond(200, body.into())
    }

    async fn play(self, request: &Request) -> Result<Reply, Failure> {
        let mut step = self;
        loop {
            return match step {
                Self::Respond(status, body) => Ok(Reply::new(status, body.into_owned())),
                Self::Cut(body) => {
                    Ok(Reply::interrupted(200, body, Failure::new(FailureKind::Cut)))
                }
                Self::Fail(kind) => Err(Failure::with_source(kind, request.url())),
                Self::FailWith(kind, cause) => Err(Failure::with_source(kind, cause)),
                Self::TimeOut => {
                    sleep_until(request.deadline).await;
                    Err(Failure::new(FailureKind::Timeout))
                }
                Self::Late(late, body) => {
                    sleep_until(request.deadline + late).await;
                    Ok(Reply::interrupted(200, body, Failure::new(FailureKind::Timeout)))
                }
                Self::Hang => pending().await,
                Self::After(pause, next) => {
                    sleep(pause).await;
                    step = *next;
                    continue;
                }
            };
        }
    }
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// When it was sent, since the creation of the transport.
    pub at: Duration,
    /// The time until its deadline.
    pub allowed: Duration,
    /// Its method.
    pub method: Method,
    /// Its whole URL.
    pub url: String,
    /// Its body, if it has one.
    pub body: Option<Bytes>,
    /// Its number among the requests of its path, from 1.
    pub number: usize,
    path: String,
}

impl Sent {
    /// Returns the access token in the URL.
    pub fn token(&self) -> Option<&str> {
        let (_, token) = self.url.split_once("?access_token=")?;
        Some(token.split_once('&').map_or(token, |(token, _)| token))
    }

    /// Returns the path of the URL.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it fetches a stable token.
    pub fn is_fetch(&self) -> bool {
        self.path() == "/cgi-bin/stable_token"
    }
}

/// A scripted transport. Clones share the recorded requests.
#[derive(Clone)]
pub struct ScriptedTransport {
    script: Arc<dyn Fn(&Sent) -> Step + Send + Sync>,
    created: Instant,
    log: Arc<Mutex<Log>>,
    gate: Arc<Semaphore>,
}

#[derive(Default)]
struct Log {
    sent: Vec<Sent>,
    numbers: HashMap<String, usize>,
}

impl ScriptedTransport {
    /// Creates a transport that selects the step for each request with a function.
    pub fn new(script: impl Fn(&Sent) -> Step + Send + Sync + 'static) -> Self {
        Self {
            script: Arc::new(script),
            created: Instant::now(),
            log: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        }
    }

    /// Creates a transport that does one step for each request, and the last one for all further requests.
    pub fn of(steps: &[Step]) -> Self {
        let (last, steps) = (steps.len().checked_sub(1).unwrap(), steps.to_vec());
        let next = AtomicUsize::new(0);
        Self::new(move |_| steps[next.fetch_add(1, Ordering::Relaxed).min(last)].clone())
    }

    /// Creates a transport that returns this JSON for fetches of a stable token, numbered from 1, and a
    /// success for other calls.
    pub fn of_tokens(token: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        Self::new(
            move |sent| if sent.is_fetch() { Step::json(token(sent.number)) } else { Step::OK },
        )
    }

    /// Holds all requests until [`release`](Self::release).
    pub fn held(mut self) -> Self {
        self.gate = Arc::new(Semaphore::new(0));
        self
    }

    /// Continues all requests.
    pub fn release(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS);
    }

    /// Creates a client with the token [`TOKEN`] and this transport.
    pub fn client(&self) -> Client<ServiceAccount> {
        self.builder().build().unwrap()
    }

    /// Returns the builder of such a client.
    pub fn builder(&self) -> ClientBuilder<ServiceAccount> {
        Client::builder().token_source(StaticToken::new(TOKEN)).transport(self.clone())
    }

    /// Returns the requests so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.log.lock().unwrap().sent.clone()
    }

    /// Returns the number of requests.
    pub fn sends(&self) -> usize {
        self.log.lock().unwrap().sent.len()
    }

    /// Returns the number of fetches of a stable token.
    pub fn fetches(&self) -> usize {
        self.log.lock().unwrap().sent.iter().filter(|sent| sent.is_fetch()).count()
    }

    /// Returns the URLs of the requests.
    pub fn urls(&self) -> Vec<String> {
        self.log.lock().unwrap().sent.iter().map(|sent| sent.url.clone()).collect()
    }

    /// Returns the tokens of the requests.
    pub fn tokens_sent(&self) -> Vec<String> {
        let log = self.log.lock().unwrap();
        log.sent.iter().filter_map(|sent| sent.token().map(str::to_owned)).collect()
    }

    /// Returns the time since its creation.
    pub fn elapsed(&self) -> Duration {
        self.created.elapsed()
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        let mut log = self.log.lock().unwrap();
        let path = request.path().to_owned();
        let number = log.numbers.entry(path.clone()).or_default();
        *number += 1;
        let sent = Sent {
            at: self.created.elapsed(),
            allowed: request.deadline - Instant::now(),
            method: request.method,
            url: request.url().to_owned(),
            body: request.body.clone(),
            number: *number,
            path,
        };
        log.sent.push(sent.clone());
        drop(log);
        let step = (self.script)(&sent);
        Box::pin(async move {
            let _open = self.gate.acquire().await;
            step.play(&request).await
        })
    }
}
