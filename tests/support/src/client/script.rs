//! A transport without a network: answers by a function, and counts.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::sync::Semaphore;
use weixin::transport::{BoxFuture, Failure, Reply, Request, Transport};

type Answer = dyn Fn(&str, usize) -> Result<Reply, Failure> + Send + Sync;

/// Answers by the URL of a request and the number of requests of its path so far, from 1. The path
/// `/slow` takes ten seconds.
#[derive(Clone)]
pub struct Script {
    answer: Arc<Answer>,
    urls: Arc<Mutex<Vec<String>>>,
    gate: Arc<Semaphore>,
}

impl Script {
    pub fn new(
        answer: impl Fn(&str, usize) -> Result<Reply, Failure> + Send + Sync + 'static,
    ) -> Self {
        let gate = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        Self { answer: Arc::new(answer), urls: Arc::default(), gate }
    }

    /// Token calls are answered with this JSON by their number, other calls with success.
    pub fn of_tokens(token: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        Self::new(move |url, number| {
            Ok(Reply::new(
                200,
                if url.contains("stable_token") {
                    token(number)
                } else {
                    r#"{"invoice_url":"u"}"#.to_owned()
                },
            ))
        })
    }

    /// Requests wait until [`open`](Self::open).
    pub fn closed(mut self) -> Self {
        self.gate = Arc::new(Semaphore::new(0));
        self
    }

    pub fn open(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS);
    }

    /// How many token calls there were.
    pub fn fetches(&self) -> usize {
        self.count("stable_token")
    }

    /// The tokens that calls were sent with, one after the other.
    pub fn tokens_sent(&self) -> Vec<String> {
        let urls = self.urls.lock().unwrap();
        urls.iter()
            .filter_map(|url| url.split_once("?access_token="))
            .map(|(_, token)| token.to_owned())
            .collect()
    }

    pub fn urls(&self) -> Vec<String> {
        self.urls.lock().unwrap().clone()
    }

    fn count(&self, part: &str) -> usize {
        self.urls.lock().unwrap().iter().filter(|url| url.contains(part)).count()
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        let url = request.url().to_owned();
        self.urls.lock().unwrap().push(url.clone());
        let number = self.count(request.path());
        Box::pin(async move {
            let _open = self.gate.acquire().await;
            if url.contains("/slow?") {
                tokio::time::sleep(Duration::from_secs(10)).await;
            }
            (self.answer)(&url, number)
        })
    }
}
