//! The transport, which sends a request and returns its reply. Implement [`Transport`] to use another HTTP
//! client.

mod bounded;
mod host;
mod http;
mod messages;
pub(crate) mod tls;

use std::{future::Future, pin::Pin};

pub(crate) use bounded::Bounded;
pub(crate) use host::Host;
pub use http::HttpTransport;
pub use messages::{Failure, FailureKind, Reply, Request};

/// A boxed future, which the object-safe traits of this crate return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. The default is [`HttpTransport`].
///
/// An implementation must send each request exactly once: it must not retry, and must not follow
/// redirects, since the access token is in the URL. It must observe [`Request::deadline`] and
/// [`Request::body_limit`]. Its errors should not show the URL; the client redacts known secrets in them in
/// any case.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole reply.
    ///
    /// A reply that ends early after its status line is `Ok`, with the part of the body that was read and
    /// [`Reply::interrupted`] set.
    ///
    /// # Errors
    /// Returns an error if no status line was read.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>>;
}
