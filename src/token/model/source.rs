//! A source whose fetches are scripted, and its callers.

use std::{
    future::Future,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use shuttle::future::{JoinHandle, spawn};
use shuttle_tokio::task::yield_now;

use super::super::{
    cache::{Outcome, TokenCache},
    cached_token::Ttl,
    renewal::{Fetch, Renewal},
    store::Guarded,
};
use crate::{
    api::SETTINGS,
    error::TokenError,
    redact::Secrets,
    span::Server,
    tokenless::{Settings, TokenlessClient},
    transport::{BoxFuture, Failure, FailureKind, Host, Reply, Request, Transport},
    types::Secret,
    urls::Urls,
};

/// The lifetime of the tokens.
pub(super) const TWO_HOURS: Duration = Duration::from_secs(7200);
/// After this time the tokens are due, and valid for some more minutes.
pub(super) const UNTIL_DUE: Duration = Duration::from_secs(6900);

/// A fake WeChat that returns scripted results and counts fetches.
pub(super) struct WeChat {
    /// The result of the n-th fetch.
    result: fn(usize) -> Result<&'static str, &'static str>,
    fetches: AtomicUsize,
    in_flight: AtomicUsize,
}

impl WeChat {
    pub(super) fn new(result: fn(usize) -> Result<&'static str, &'static str>) -> Arc<Self> {
        Arc::new(Self { result, fetches: AtomicUsize::new(0), in_flight: AtomicUsize::new(0) })
    }

    /// Returns `t1`, `t2` and `t3`, and then an error.
    pub(super) fn of_tokens() -> Arc<Self> {
        Self::new(|number| ["t1", "t2", "t3"].get(number - 1).copied().ok_or("too many fetches"))
    }

    pub(super) fn fetches(&self) -> usize {
        self.fetches.load(SeqCst)
    }
}

struct Scripted(Arc<WeChat>);

impl Fetch for Scripted {
    fn key(&self) -> &str {
        "weixin:classic:wx"
    }

    fn invalidates_previous(&self) -> bool {
        true
    }

    fn fetch<'a>(
        &'a self,
        _: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        Box::pin(async {
            let number = self.0.fetches.fetch_add(1, SeqCst) + 1;
            let _in_flight = InFlight::new(&self.0);
            yield_now().await;
            let token = (self.0.result)(number).map_err(TokenError::new)?;
            Ok((Secret::from(token), Ttl::left(TWO_HOURS)))
        })
    }

    fn secrets<'a>(&'a self, _: &mut Secrets<'a>) {}
}

/// A fetch in flight. Asserts that it is the only one.
struct InFlight<'a>(&'a WeChat);

impl<'a> InFlight<'a> {
    fn new(wechat: &'a WeChat) -> Self {
        assert_eq!(wechat.in_flight.fetch_add(1, SeqCst), 0, "two concurrent fetches");
        Self(wechat)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, SeqCst);
    }
}

/// The token source of a process.
#[derive(Clone)]
pub(super) struct Source(Arc<TokenCache>);

impl Source {
    pub(super) fn new(wechat: &Arc<WeChat>) -> Self {
        Self::sharing(wechat, None)
    }

    pub(super) fn sharing(wechat: &Arc<WeChat>, store: Option<Guarded>) -> Self {
        let fetch = Box::new(Scripted(Arc::clone(wechat)));
        Self(Arc::new(TokenCache::new(Renewal { fetch, store, without_store: false })))
    }

    pub(super) fn current(&self) -> Option<Secret> {
        self.0.current(&CLIENT)
    }

    /// Gets a token like a call does.
    pub(super) async fn token(&self) -> Outcome {
        match self.current() {
            Some(token) => Ok(token),
            None => self.0.token(&CLIENT).await,
        }
    }

    pub(super) fn rejected(&self, token: &Secret) {
        self.0.rejected(token);
    }

    /// Gets a token like a call whose token WeChat rejects, unless it is `good`.
    pub(super) async fn token_after_rejection(&self, good: &str) -> Outcome {
        let token = self.token().await?;
        if token.expose() != good {
            self.rejected(&token);
        }
        self.token().await
    }
}

/// Spawns tasks that do the same with a source.
pub(super) fn tasks<F: Future<Output = Outcome> + Send + 'static>(
    number: usize,
    source: &Source,
    task: impl Fn(Source) -> F,
) -> Vec<JoinHandle<Outcome>> {
    (0..number).map(|_| spawn(task(source.clone()))).collect()
}

/// Spawns tasks that get a token.
pub(super) fn callers(number: usize, source: &Source) -> Vec<JoinHandle<Outcome>> {
    tasks(number, source, |source| async move { source.token().await })
}

/// The outcomes of the tasks, as text.
pub(super) async fn ended(tasks: Vec<JoinHandle<Outcome>>) -> Vec<String> {
    let mut texts = Vec::new();
    for task in tasks {
        texts.push(text(&task.await.unwrap()));
    }
    texts
}

pub(super) fn text(outcome: &Outcome) -> String {
    match outcome {
        Ok(token) => token.expose().to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Scripted fetches do not use it.
static CLIENT: LazyLock<TokenlessClient> = LazyLock::new(|| {
    let host = Host::parse(SETTINGS.host, false).unwrap();
    TokenlessClient::new(Settings {
        transport: Arc::new(Unreachable),
        server: Server::new(&host),
        urls: Urls::new(host),
        timeout: Duration::from_secs(10),
        body_limit: 0,
        check_limits: false,
    })
});

struct Unreachable;

impl Transport for Unreachable {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(std::future::ready(Err(Failure::new(FailureKind::Connect))))
    }
}
