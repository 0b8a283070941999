//! Replies that differ from the documentation: values of another type, faults in the JSON, a response that
//! can't be decoded although the call was executed.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod edits;
mod executed;
mod faults;

use weixin::{
    Client, Error, RetryPolicy, StaticToken,
    api::account::ServiceAccount,
    endpoint::{Endpoint, OpenTo},
    transport::{BoxFuture, Failure, Reply, Request, Transport},
};

/// A transport that returns the same reply to every request.
struct FixedReply(Vec<u8>);

impl Transport for FixedReply {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(std::future::ready(Ok(Reply::new(200, self.0.clone()))))
    }
}

fn client(reply: impl Into<Vec<u8>>) -> Client<ServiceAccount> {
    Client::builder()
        .token_source(StaticToken::new("token"))
        .transport(FixedReply(reply.into()))
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// Calls an endpoint with this reply.
fn call<R>(request: R, reply: impl Into<Vec<u8>>) -> Result<R::Response, Error>
where
    R: Endpoint + OpenTo<ServiceAccount>,
{
    let client = client(reply);
    block_on(async { client.call(request).await })
}
