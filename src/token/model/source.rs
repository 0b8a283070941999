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

/// How long the tokens live.
pub(super) const TWO_HOURS: Duration = Duration::from_secs(7200);
/// After this time they are due, and good for some minutes more.
pub(super) const UNTIL_DUE: Duration = Duration::from_secs(6900);

/// What WeChat answers the fetches with, and what it saw.
pub(super) struct WeChat {
    /// To the n-th fetch.
    answer: fn(usize) -> Result<&'static str, &'static str>,
    fetches: AtomicUsize,
    under_way: AtomicUsize,
}

impl WeChat {
    pub(super) fn new(answer: fn(usize) -> Result<&'static str, &'static str>) -> Arc<Self> {
        Arc::new(Self { answer, fetches: AtomicUsize::new(0), under_way: AtomicUsize::new(0) })
    }

    /// It hands out `t1`, `t2` and `t3`, and then no more.
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

    fn ends_others(&self) -> bool {
        true
    }

    fn fetch<'a>(
        &'a self,
        _: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        Box::pin(async {
            let number = self.0.fetches.fetch_add(1, SeqCst) + 1;
            let _under_way = UnderWay::new(&self.0);
            yield_now().await;
            let token = (self.0.answer)(number).map_err(TokenError::new)?;
            Ok((Secret::from(token), Ttl::left(TWO_HOURS)))
        })
    }

    fn secrets<'a>(&'a self, _: &mut Secrets<'a>) {}
}

/// There is never more than one.
struct UnderWay<'a>(&'a WeChat);

impl<'a> UnderWay<'a> {
    fn new(wechat: &'a WeChat) -> Self {
        assert_eq!(wechat.under_way.fetch_add(1, SeqCst), 0, "two fetches at once");
        Self(wechat)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, SeqCst);
    }
}

/// A process's source of tokens.
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

    /// As a call gets its token.
    pub(super) async fn token(&self) -> Outcome {
        match self.current() {
            Some(token) => Ok(token),
            None => self.0.token(&CLIENT).await,
        }
    }

    pub(super) fn rejected(&self, token: &Secret) {
        self.0.rejected(token);
    }

    /// As a call that WeChat answers with a rejection, unless it has this token already.
    pub(super) async fn token_after_rejection(&self, good: &str) -> Outcome {
        let token = self.token().await?;
        if token.expose() != good {
            self.rejected(&token);
        }
        self.token().await
    }
}

/// Tasks that do the same with a source.
pub(super) fn tasks<F: Future<Output = Outcome> + Send + 'static>(
    number: usize,
    source: &Source,
    task: impl Fn(Source) -> F,
) -> Vec<JoinHandle<Outcome>> {
    (0..number).map(|_| spawn(task(source.clone()))).collect()
}

/// Tasks that want a token.
pub(super) fn callers(number: usize, source: &Source) -> Vec<JoinHandle<Outcome>> {
    tasks(number, source, |source| async move { source.token().await })
}

/// What the tasks got, as text.
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

/// Scripted fetches send nothing by it.
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
