//! A call that is prepared, and sent when awaited.

use std::{
    fmt,
    future::IntoFuture,
    marker::PhantomData,
    pin::Pin,
    task::{Poll, ready},
    time::Duration,
};

use super::{
    Core,
    run::{Answer, Run},
};
use crate::{
    endpoint::{Endpoint, FromReply, Idempotency},
    error::Error,
    outgoing::Outgoing,
    retry::RetryPolicy,
    tokenless::decode,
    transport::BoxFuture,
};

/// A call of an endpoint, sent when awaited.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'a, R> {
    core: &'a Core,
    request: R,
    options: Options,
}

impl<'a, R: Endpoint> Call<'a, R> {
    pub(super) fn new(core: &'a Core, request: R) -> Self {
        Self { core, request, options: Options::default() }
    }

    /// How long this call may take in all, in place of the client's time-out.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How often and how soon this call is sent again, in place of the client's policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.policy = Some(policy);
        self
    }
}

impl<'a, R: Endpoint + 'a> IntoFuture for Call<'a, R> {
    type Output = Result<R::Response, Error>;
    type IntoFuture = CallFuture<'a, R::Response>;

    fn into_future(self) -> Self::IntoFuture {
        CallFuture::new(self.core, Box::new(self.request), self.options)
    }
}

impl<R: Endpoint> fmt::Debug for Call<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", R::DESCRIPTION.id)
    }
}

/// What a caller asks of one call.
#[derive(Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) policy: Option<RetryPolicy>,
    /// Whether the call may be sent twice, where the endpoint's description doesn't know.
    pub(super) class: Option<Idempotency>,
}

/// A call under way.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<'a, T> {
    answer: BoxFuture<'a, Result<Answer<'a>, Error>>,
    response: PhantomData<fn() -> T>,
}

impl<'a, T> CallFuture<'a, T> {
    pub(super) fn new(core: &'a Core, request: Box<dyn Outgoing + 'a>, options: Options) -> Self {
        Self { answer: Box::pin(Run::start(core, request, options)), response: PhantomData }
    }
}

impl<T: FromReply> Future for CallFuture<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        loop {
            let answer = ready!(self.answer.as_mut().poll(context))?;
            match decode(&answer.sent.json, || answer.run.context()) {
                Ok(response) => {
                    answer.succeeded();
                    return Poll::Ready(Ok(response));
                }
                Err(error) => self.answer = Box::pin(answer.run.after(error)),
            }
        }
    }
}

impl<T> fmt::Debug for CallFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
