//! A call that is prepared, and sent when awaited.

use std::{
    fmt,
    future::IntoFuture,
    marker::PhantomData,
    pin::Pin,
    task::{Poll, ready},
    time::Duration,
};

use bytes::Bytes;

use super::Core;
use crate::{
    context::Context,
    endpoint::{Endpoint, FromReply},
    error::Error,
    exchange::decode,
    outgoing::Outgoing,
    transport::BoxFuture,
    types::Secret,
};

/// A call of an endpoint, sent when awaited.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'a, R> {
    core: &'a Core,
    request: R,
    timeout: Option<Duration>,
}

impl<'a, R: Endpoint> Call<'a, R> {
    pub(super) fn new(core: &'a Core, request: R) -> Self {
        Self { core, request, timeout: None }
    }

    /// How long this call may take in all, in place of the client's time-out.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl<'a, R: Endpoint + 'a> IntoFuture for Call<'a, R> {
    type Output = Result<R::Response, Error>;
    type IntoFuture = CallFuture<'a, R::Response>;

    fn into_future(self) -> Self::IntoFuture {
        CallFuture::new(self.core, Box::new(self.request), self.timeout)
    }
}

impl<R: Endpoint> fmt::Debug for Call<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", R::DESCRIPTION.id)
    }
}

/// A call under way.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<'a, T> {
    answer: BoxFuture<'a, Result<Answer<'a>, Error>>,
    response: PhantomData<fn() -> T>,
}

/// A success, not decoded yet, with what an error in decoding it must not repeat.
pub(super) struct Answer<'a> {
    core: &'a Core,
    json: Bytes,
    token: Option<Secret>,
    request: Box<dyn Outgoing + 'a>,
}

impl<'a, T> CallFuture<'a, T> {
    pub(super) fn new(
        core: &'a Core,
        request: Box<dyn Outgoing + 'a>,
        timeout: Option<Duration>,
    ) -> Self {
        Self { answer: Box::pin(answer(core, request, timeout)), response: PhantomData }
    }
}

async fn answer<'a>(
    core: &'a Core,
    request: Box<dyn Outgoing + 'a>,
    timeout: Option<Duration>,
) -> Result<Answer<'a>, Error> {
    let (json, token) = core.run(&*request, core.exchange.deadline(timeout)).await?;
    Ok(Answer { core, json, token, request })
}

impl<T: FromReply> Future for CallFuture<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        let Answer { core, json, token, request } = ready!(self.answer.as_mut().poll(context))?;
        Poll::Ready(decode(&json, || Context::new(&*request, core.bearer(token.as_ref()))))
    }
}

impl<T> fmt::Debug for CallFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
