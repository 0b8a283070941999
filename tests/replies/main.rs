//! What a caller gets of replies that are not quite as documented: values of another kind, faults in
//! the JSON, a response that can't be read although the call was carried out.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod carried_out;
mod edits;
mod faults;

use weixin::{
    Client, Endpoint, Error, OpenTo, RetryPolicy, StaticToken,
    api::account::ServiceAccount,
    transport::{BoxFuture, Failure, Reply, Request, Transport},
};

/// Answers everything alike.
struct Says(Vec<u8>);

impl Transport for Says {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(std::future::ready(Ok(Reply::new(200, self.0.clone()))))
    }
}

fn client(reply: impl Into<Vec<u8>>) -> Client<ServiceAccount> {
    Client::builder()
        .token_source(StaticToken::new("token"))
        .transport(Says(reply.into()))
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// Calls an endpoint that is answered so.
fn call<R>(request: R, reply: impl Into<Vec<u8>>) -> Result<R::Response, Error>
where
    R: Endpoint + OpenTo<ServiceAccount>,
{
    let client = client(reply);
    block_on(async { client.call(request).await })
}
