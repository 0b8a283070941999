//! A prepared call, which is sent when awaited.

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
    run::{Run, Success},
};
use crate::{
    endpoint::{Endpoint, FromReply, Idempotency},
    error::Error,
    outgoing::Outgoing,
    retry::RetryPolicy,
    tokenless::decode,
    transport::BoxFuture,
};

/// A call of an endpoint. It is sent when awaited.
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

    /// Sets the timeout for this call as a whole, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets the retry policy for this call, in place of the client's.
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

/// The options of one call.
#[derive(Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) policy: Option<RetryPolicy>,
    /// In place of the class in the endpoint's description.
    pub(super) class: Option<Idempotency>,
}

/// The future of a call.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<'a, T> {
    run: BoxFuture<'a, Result<Success<'a>, Error>>,
    response: PhantomData<fn() -> T>,
}

impl<'a, T> CallFuture<'a, T> {
    pub(super) fn new(core: &'a Core, request: Box<dyn Outgoing + 'a>, options: Options) -> Self {
        Self { run: Box::pin(Run::start(core, request, options)), response: PhantomData }
    }
}

impl<T: FromReply> Future for CallFuture<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        loop {
            let success = ready!(self.run.as_mut().poll(context))?;
            match decode(&success.sent.json, || success.run.context()) {
                Ok(response) => {
                    success.decoded();
                    return Poll::Ready(Ok(response));
                }
                Err(error) => self.run = Box::pin(success.run.resume(error)),
            }
        }
    }
}

impl<T> fmt::Debug for CallFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
