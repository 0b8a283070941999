//! A transport without a network that plays one act after the other, and keeps what it was asked.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};
use weixin::{
    Client, ClientBuilder, StaticToken,
    api::account::ServiceAccount,
    transport::{BoxFuture, Failure, FailureKind, Reply, Request, Transport},
};

/// The access token of all tests.
pub const TOKEN: &str = "canary/token+7d2f9a==";

/// What becomes of one request.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// A reply with this status.
    Reply(u16, &'static str),
    /// A reply with status 200 that ends early.
    Cut(&'static str),
    /// No reply.
    Fail(FailureKind),
    /// No reply within the time that the request has.
    Silence,
    /// The start of a reply with status 200, given up this long after the request's time.
    Lateness(Duration, &'static str),
    /// No reply ever, whatever time the request has.
    Deafness,
}

pub const OK: Act = Act::Reply(200, r#"{"errcode":0,"errmsg":"ok","invoice_url":"u"}"#);
pub const NO_CONNECTION: Act = Act::Fail(FailureKind::Connect);
pub const BUSY: Act = Act::Reply(200, r#"{"errcode":-1,"errmsg":"system error"}"#);
pub const MINUTE_QUOTA: Act =
    Act::Reply(200, r#"{"errcode":45011,"errmsg":"api minute-quota reach limit"}"#);
pub const REJECTED: Act = Act::Reply(200, r#"{"errcode":40001,"errmsg":"invalid credential"}"#);

/// One request: after how long it was sent, how long it had, and with which token.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub at: Duration,
    pub allowed: Duration,
    pub url: String,
}

#[derive(Clone)]
pub struct Play {
    /// The last act is repeated for ever.
    acts: Arc<[Act]>,
    start: Instant,
    attempts: Arc<Mutex<Vec<Attempt>>>,
}

impl Play {
    pub fn new(acts: &[Act]) -> Self {
        Self { acts: acts.into(), start: Instant::now(), attempts: Arc::default() }
    }

    pub fn builder(&self) -> ClientBuilder<ServiceAccount> {
        Client::builder().token_source(StaticToken::new(TOKEN)).transport(self.clone())
    }

    pub fn client(&self) -> Client<ServiceAccount> {
        self.builder().build().unwrap()
    }

    pub fn sends(&self) -> usize {
        self.attempts.lock().unwrap().len()
    }

    pub fn attempts(&self) -> Vec<Attempt> {
        self.attempts.lock().unwrap().clone()
    }

    /// How many seconds the attempts had.
    pub fn seconds_allowed(&self) -> Vec<f64> {
        self.attempts().iter().map(|attempt| attempt.allowed.as_secs_f64()).collect()
    }

    /// How much time has passed.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Transport for Play {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        let mut attempts = self.attempts.lock().unwrap();
        let act = self.acts[attempts.len().min(self.acts.len() - 1)];
        attempts.push(Attempt {
            at: self.start.elapsed(),
            allowed: request.deadline - Instant::now(),
            url: request.url().to_owned(),
        });
        Box::pin(async move {
            match act {
                Act::Reply(status, body) => Ok(Reply::new(status, body)),
                Act::Cut(body) => Ok(Reply::interrupted(200, body, Failure::new(FailureKind::Cut))),
                // What a transport says may contain anything.
                Act::Fail(kind) => Err(Failure::with_source(kind, request.url().to_owned())),
                Act::Silence => {
                    sleep_until(request.deadline).await;
                    Err(Failure::new(FailureKind::Timeout))
                }
                Act::Lateness(late, body) => {
                    sleep_until(request.deadline + late).await;
                    Ok(Reply::interrupted(200, body, Failure::new(FailureKind::Timeout)))
                }
                Act::Deafness => std::future::pending().await,
            }
        })
    }
}
